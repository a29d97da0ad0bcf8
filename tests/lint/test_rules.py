"""What each rule finds and what it leaves alone: a text, and what is underlined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.lint.linted import linted, told
from tests.meaning.shop import SETTINGS

# --- SEG701: nothing uses it ---


def test_what_a_promise_or_a_call_names_is_used() -> None:
    text = """parameter seuil: duration = 60d
parameter bas: money = 10
define gros(montant: money): monetary >= montant
metric panier: average of orders.amount
list amis from "lists/amis.csv" key customer_id
segment a: gros(bas) and recency < seuil and amis
  expect size >= 1
segment b: frequency >= 7
  expect overlap with a <= 10%
metric part: monetary / frequency
segment c: frequency >= 9
  example in: frequency = 9, panier = 5
"""
    assert told(text) == ["SEG701 part"]


def test_the_metric_by_which_segments_are_weighed_is_used() -> None:
    text = "metric poids: sum of orders.amount\n"
    assert told(text) == ["SEG701 poids"]
    assert told(text, settings=replace(SETTINGS, value={"": "poids"})) == []


def test_tables_channels_and_segments_may_wait() -> None:
    text = "channel courriel: email is known\nsource notes (paper) from n\n  at day: date\n"
    assert told(text) == []


def test_a_template_that_only_itself_would_name_is_unused() -> None:
    assert told("define d(x: money): monetary >= x\n") == ["SEG701 d"]


# --- SEG702: the same members ---

SAME = [
    ('frequency >= 4 and city = "Rennes"', 'city = "Rennes" and frequency >= 4'),
    ("frequency >= 4", "not frequency < 4"),
    ("frequency >= 4", "at least 4 orders in last 12 months"),
    ("frequency between 1 and 3", "frequency in (1, 2, 3)"),
    ('not (city = "a" or frequency = 2)', 'not city = "a" and frequency != 2'),
    ("vip", "monetary >= 1000"),
]
DIFFERENT = [
    ("frequency >= 4", "frequency >= 5"),
    ("frequency >= 4", "count of orders in last 365 days >= 4"),
    ('city = "Rennes"', 'city = "rennes"'),
    ('city != "Rennes"', 'city != "Rennes" and city is known'),
    ("recency < 90d", "recency < 3mo"),
    ("recency < 90d", "any orders in last 90d"),  # the same, but other measures
    ("recency >= 90d", "not recency < 90d"),
    ("monetary / frequency > 2", "monetary > 2 * frequency"),
    ('sample 10% "a"', 'sample 10% "b"'),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_to_say_the_same_members(one: str, other: str) -> None:
    off = replace(SETTINGS, lint_off=frozenset({"SEG706", "SEG707"}))
    assert told(f"segment a: {one}\nsegment b: {other}\n", settings=off)[-1:] == ["SEG702 b"]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_members_that_differ_or_are_not_proved_the_same(one: str, other: str) -> None:
    found = told(f"segment a: {one}\nsegment b: {other}\n")
    assert [said for said in found if said.startswith("SEG702")] == []


def test_a_parameter_may_make_the_difference() -> None:
    text = "parameter seuil: duration = 90d\nsegment a: recency < seuil\nsegment b: {}\n"
    assert told(text.format("recency < 90d")) == []
    assert told(text.format("a")) == ["SEG702 b"]


def test_each_of_many_is_said_once_beside_the_first() -> None:
    found = linted("segment a: frequency >= 4\nsegment b: frequency > 3\nsegment c: b\n")
    assert [one.facts for one in found] == [
        {"name": "b", "other": "a"},
        {"name": "c", "other": "a"},
    ]


def test_a_second_name_is_said_where_it_is_given() -> None:
    assert told("segment a: b\nsegment b: frequency >= 4\n") == ["SEG702 a"]


def test_segments_that_hold_of_nobody_are_said_elsewhere() -> None:
    text = "segment a: frequency = 0 and recency < 9d\nsegment b: frequency > 2 and frequency < 1\n"
    assert told(text) == ["SEG481 a", "SEG481 b"]


# --- SEG703, SEG704: parts that could go ---

NEEDLESS = [
    ("frequency >= 4 and frequency >= 2", ["SEG703 frequency >= 2"]),
    ("frequency >= 2 and frequency >= 4", ["SEG703 frequency >= 2"]),
    ("frequency >= 4 and vip and frequency >= 4", ["SEG703 frequency >= 4"]),
    ("(frequency >= 4 and vip) and frequency >= 2", ["SEG703 frequency >= 2"]),
    ("vip and monetary > 10 and recency < 9d", ["SEG703 monetary > 10"]),
    ("recency < 30d and any orders in last 60d", ["SEG703 any orders in last 60d"]),
    ('city = "Paris" and city is known', ["SEG703 city is known"]),
    (
        "any orders where (amount > 10 and amount > 5) in last 30d",
        ["SEG703 amount > 5"],
    ),
    ("frequency >= 4 and (frequency >= 2 or vip)", ["SEG703 (frequency >= 2 or vip)"]),
    (
        "frequency >= 1 and frequency <= 9 and frequency between 1 and 20",
        ["SEG703 frequency between 1 and 20"],
    ),
    ("frequency >= 4 or (frequency >= 6 and vip)", ["SEG704 (frequency >= 6 and vip)"]),
    ("frequency >= 4 or frequency >= 6", ["SEG704 frequency >= 6"]),
    ("vip or (frequency = 0 and recency < 9d)", ["SEG704 (frequency = 0 and recency < 9d)"]),
    ('recency < 9d and (frequency = 0 or city = "a")', ["SEG704 frequency = 0"]),
    (
        "not (frequency < 4 and frequency < 9) and vip",
        ["SEG703 frequency < 9"],
    ),
]
NEEDED = [
    "frequency >= 4 and recency < 90d",
    "frequency >= 4 and frequency <= 9",
    'city != "Paris" and city is known',
    'city is known and city != "Paris" and city != "Lyon"',
    "monetary >= 100 and monetary / frequency > 5",
    "count of orders in last 30d >= 2 and count of orders in last 90d >= 3",
    "any orders in last 30d or no orders in last 90d",
    "(frequency >= 4 and recency < 90d) or (frequency >= 9 and recency < 180d)",
    'any orders where (channel = "web" and amount > 10)',
]


@pytest.mark.parametrize(("condition", "expected"), NEEDLESS)
def test_a_part_that_could_go(condition: str, expected: list[str]) -> None:
    assert told(f"segment x: {condition}\n") == expected


@pytest.mark.parametrize("condition", NEEDED)
def test_parts_that_all_count(condition: str) -> None:
    assert told(f"segment x: {condition}\n") == []


def test_a_contradiction_is_said_once_and_not_taken_apart() -> None:
    assert told("segment x: frequency >= 4 and frequency >= 2 and frequency < 1\n") == ["SEG481 x"]


def test_what_a_parameter_says_may_change() -> None:
    text = "parameter seuil: duration = 60d\nsegment x: recency < seuil and recency < 90d\n"
    assert told(text) == []


def test_a_template_is_looked_at_where_it_is_declared() -> None:
    text = """define gros(montant: money): monetary >= montant and frequency >= 4 and frequency >= 2
segment a: gros(10)
segment b: gros(20)
"""
    assert told(text) == ["SEG703 frequency >= 2"]


def test_classes_channels_targets_and_metrics_have_parts_too() -> None:
    text = """segmentation s:
  a when frequency >= 4 and frequency >= 2
  b otherwise
channel c: email is known and (email is known or vip)
metric m: count of visits where (page = "a" or page in ("a", "b"))
target t: vip
  by c
  except recency < 9d and recency < 20d
segment x: m > 2
"""
    assert told(text) == [
        "SEG703 frequency >= 2",
        "SEG703 (email is known or vip)",
        'SEG704 page = "a"',
        "SEG703 recency < 20d",
    ]


def test_too_many_parts_are_not_looked_at() -> None:
    parts = " and ".join(f'city != "{n}"' for n in range(60))
    assert told(f"segment x: city is known and frequency > 2 and frequency > 1 and {parts}\n") == []


def test_where_a_proof_is_too_long_nothing_is_said() -> None:
    pairs = [f"(any orders in last {n}w or any visits in last {n}w)" for n in range(1, 16)]
    few, many = " and ".join(pairs[:2]), " and ".join(pairs)
    assert [said[:6] for said in told(f"segment x: {few}\n")] == ["SEG703"]
    assert told(f"segment x: {many}\n") == []


# --- SEG705: values that the model does not have ---

OUTSIDE = [
    ('any orders where (channel contains "shop")', ['SEG705 channel contains "shop"']),
    ('any orders where (channel starts with "wb")', ['SEG705 channel starts with "wb"']),
    (
        'any orders where (channel = "boutique" ignoring case and accents)',
        ['SEG705 channel = "boutique" ignoring case and accents'],
    ),
    ('any orders where (channel = "WEB" ignoring case and accents)', []),
    ('any orders where (channel ends with "e")', []),
    ('any orders where (channel in ("web", "store"))', []),
    ("any orders where (channel = lieu)", ["SEG705 channel = lieu"]),
    ("any orders where (channel = toile)", []),
    ('any visits where (page contains "shop")', []),
]


@pytest.mark.parametrize(("condition", "expected"), OUTSIDE)
def test_a_test_that_no_listed_value_fulfils(condition: str, expected: list[str]) -> None:
    text = f"segment x: {condition}\n"
    for name, value in (("lieu", "boutique"), ("toile", "web")):
        if name in condition:
            text = f'parameter {name}: text = "{value}"\n{text}'
    assert told(text) == expected


# --- SEG706: negation that keeps the unknown ---

SILENT = [
    ('city != "Paris" and is_staff', 'city != "Paris"'),
    ('city not in ("Paris", "Lyon") and is_staff', 'city not in ("Paris", "Lyon")'),
    ("not recency < 90d and is_staff", "not recency < 90d"),
    ("not (birth_date < 1990-01-01) and is_staff", "not (birth_date < 1990-01-01)"),
    ("recency not between 9d and 20d and is_staff", "recency not between 9d and 20d"),
    ('any orders where (channel != "web") in last 30d', 'channel != "web"'),
    ('par_rayon is not "a" and is_staff', 'par_rayon is not "a"'),
    ("age of birth_date != 30 and is_staff", "age of birth_date != 30"),
    ('not city contains "a" and is_staff', 'not city contains "a"'),
    ('is_staff and (frequency > 2 or city != "Paris")', 'city != "Paris"'),
]
SAID = [
    'city != "Paris" and city is known and vip',
    'vip and (city != "Paris" or city is missing)',
    'city is known and vip and not city = "Paris"',
    'city starts with "P" and city != "Paris" and vip',
    "frequency != 4 and vip",
    "not vip and frequency > 2",
    "not is_staff and vip",
    "not (vip and frequency > 2) and recency < 20d",
    "cycle is not actif and vip",
    "any visits then no orders within 7d",
    "no orders and frequency = 0 and any visits",
    'not (city != "Paris") and vip',
    'number of distinct orders.channel where (channel != "web") > 1',
    "recency < 20d and not recency < 9d and vip",
    "not recency is missing and vip",
]
BY = "segmentation par_rayon: by most frequent orders.product.category\n"


@pytest.mark.parametrize(("condition", "place"), SILENT)
def test_a_negation_that_does_not_say_what_it_does_with_the_unknown(
    condition: str, place: str
) -> None:
    text = (BY if "par_rayon" in condition else "") + f"segment x: {condition}\n"
    assert [said for said in told(text) if "SEG703" not in said] == [f"SEG706 {place}"]


@pytest.mark.parametrize("condition", SAID)
def test_a_negation_that_says_so_or_keeps_nothing_unknown(condition: str) -> None:
    assert [said for said in told(f"segment x: {condition}\n") if "SEG703" not in said] == []


def test_the_suggestion_mends_it_and_is_not_safe() -> None:
    for condition, _ in SILENT:
        text = (BY if "par_rayon" in condition else "") + f"segment x: {condition}\n"
        (found,) = [one for one in linted(text) if one.message.code == "SEG706"]
        (fix,) = found.fixes
        assert fix.trust.value == "suggested"
        mended = text[: fix.span.start] + fix.text + text[fix.span.end :]
        assert [said for said in told(mended) if "SEG703" not in said] == [], mended


def test_the_rest_of_a_test_in_another_class_is_meant() -> None:
    text = """segmentation s exclusive:
  actif  when recency < 90d
  gros   when not recency < 90d and frequency >= 3
  petits when not recency < 90d and frequency < 3
"""
    assert told(text) == []
    assert told(text.replace("actif  when recency < 90d", "actif  when recency < 60d")) != []


def test_a_place_is_known_by_its_latitude() -> None:
    model = "source towns (town) from t\n  key id: text\n  latitude: number\n  longitude: number\n"
    text = (
        "  customer -> customers\nsegment x: any towns where (not within 20 km of (48.1, -1.6))\n"
    )
    (found,) = linted(model + text)
    (fix,) = found.fixes
    assert fix.text == "not within 20 km of (48.1, -1.6) and latitude is known"


def test_what_tables_say_of_their_rows_is_theirs() -> None:
    assert told('source notes (paper) from n where (kind != "x")\n  kind: text\n') == []


# --- SEG707: nothing is known of them ---

NOBODY = [
    ("monetary < 100", True),
    ("frequency <= 3", True),
    ("not vip", True),
    ("not (vip and recency < 9d)", True),
    ("frequency = 0", False),
    ("no orders in last 90d", False),
    ("at most 2 orders", False),
    ("city is missing", False),
    ("frequency between 0 and 3", False),
    ("recency < 90d", False),
    ("monetary in top 20%", False),
    ('sample 10% "a"', False),
    ("vip or frequency < 2", True),
    ("frequency < 2 and city is known", False),
]


@pytest.mark.parametrize(("condition", "is_said"), NOBODY)
def test_a_customer_of_whom_nothing_is_known(condition: str, is_said: bool) -> None:
    assert told(f"segment x: {condition}\n") == (["SEG707 x"] if is_said else [])


# --- SEG708: names that lie about time ---

LYING = [
    ("commandes_90j", "count of orders in last 60 days", "90j"),
    ("commandes_30d", "count of orders in last 90 days", "30d"),
    ("ca_12_mois", "sum of orders.amount in last 6 months", "12 mois"),
    ("ca_30_derniers_jours", "sum of orders.amount in last 60 days", "30 derniers jours"),
    ("ca_2_ans", "sum of orders.amount in last 12 months", "2 ans"),
    ("spend_6_months", "sum of orders.amount in last 90 days", "6 months"),
    ("orders_this_month", "count of orders in last 7 days", "month"),
    ("trimestre", "count of orders in last 30 days", "trimestre"),
    ("noel_2025", "count of orders from 2024-12-01 to 2024-12-24", "2025"),
    ("weeks_4", "count of orders in last 30 days", "weeks"),
]
HONEST = [
    ("commandes_90j", "count of orders in last 90 days"),
    ("commandes_90j", "count of orders in last 3 months"),
    ("ca_12_mois", "sum of orders.amount in last 1 year"),
    ("ca_12m", "sum of orders.amount in last 12 months"),
    ("ca_1_an", "sum of orders.amount in last 365 days"),
    ("commandes_52_weeks", "count of orders in last 52w"),
    ("commandes_du_mois", "count of orders in this month"),
    ("commandes_du_mois", "count of orders in last 30 days"),
    ("commandes_par_mois", "frequency / 12"),
    ("par_mois", "count of orders in last 1 year / 12"),
    ("noel_2025", "count of orders from 2025-12-01 to 2025-12-24"),
    ("fideles_2026", "count of orders in last 90 days"),
    ("avant_90j", "count of orders from 180d ago to 90d ago"),
    ("trimestre_d_avant", "count of orders from 180d ago to 90d ago"),
    ("rayon_12", "count of orders in last 30 days"),
    ("an_offer", "count of orders in last 30 days"),
    ("mois_90j", 'city = "90"'),
    ("le_24h", "count of orders in last 1 day"),
    ("semaine", "count of orders in last 7 days"),
    ("weekend", "count of orders in last 30 days"),
]


def _named(name: str, value: str) -> str:
    return f"metric {name}: {value}\nsegmentation s: by {name} > 1\n"


@pytest.mark.parametrize(("name", "value", "claim"), LYING)
def test_a_name_that_its_rule_does_not_bear_out(name: str, value: str, claim: str) -> None:
    (found,) = linted(f"metric {name}: {value}\nsegment x: {name} > 1\n")
    assert (found.message.code, found.facts["claim"]) == ("SEG708", claim)


@pytest.mark.parametrize(("name", "value"), HONEST)
def test_a_name_that_its_rule_bears_out(name: str, value: str) -> None:
    use = name if value.startswith("city") else f"{name} > 1"
    found = told(f"metric {name}: {value}\nsegment x: {use}\n")
    assert [said for said in found if said.startswith("SEG708")] == []


def test_labels_parameters_and_classes_are_read_too() -> None:
    text = """parameter seuil_90j: duration = 60d
segment a "Vus depuis 30\N{NO-BREAK SPACE}jours": recency < seuil_90j
segmentation s:
  jeune "15 à 25 ans" when age of birth_date between 15 and 25 and recency < 20d
  actif "Actifs sur 6 mois" when recency < 90d
  autre "Les autres" otherwise
"""
    assert told(text) == [
        "SEG708 seuil_90j",
        'SEG708 "Vus depuis 30\N{NO-BREAK SPACE}jours"',
        'SEG708 "Actifs sur 6 mois"',
    ]


# --- SEG709: windows of two kinds ---

MIXED = [
    ("count of orders in this month > count of orders in last 30 days", True),
    ("(count of orders in last 7d) / (count of orders in this week) > 2", True),
    ("any orders in last 30 days and no orders in this month", True),
    ("any orders in previous quarter and at least 2 orders in last 90d", True),
    ("frequency > count of orders in previous year", True),
    ("any orders in last 12 months and any orders in this month", False),
    ("any orders in last 30 days and any visits in this month", False),
    ("count of orders in this month > count of orders in previous month", False),
    ("any orders in last 30 days and no orders in 2025-Q4", False),
    ("vip and no orders in previous year", False),
]


@pytest.mark.parametrize(("condition", "is_said"), MIXED)
def test_rolling_windows_beside_those_of_the_calendar(condition: str, is_said: bool) -> None:
    codes = [said[:6] for said in told(f"segment x: {condition}\n")]
    assert ("SEG709" in codes) is is_said, codes
    assert set(codes) <= {"SEG709"}


# --- SEG710, SEG711: owner and note ---


def test_nobody_is_asked_for_an_owner_where_none_has_one() -> None:
    text = "".join(f"segment s{n}: frequency >= {n + 2}\n" for n in range(30))
    assert told(text) == []


def test_targets_and_segmentations_have_owners_too() -> None:
    text = """channel c: email is known
segment a: frequency > 4
  owner "crm"
segmentation s:
  gros when frequency > 6
  autres otherwise
target t: a
  by c
"""
    assert told(text) == ["SEG710 s", "SEG710 t"]


# --- SEG712: review dates ---


def test_a_review_date_counts_through_its_day() -> None:
    text = """segment x: frequency > 4
  review 2026-03-31
segmentation s:
  a when frequency > 6
    review 2026-03-30
  b otherwise
metric m: count of orders
  review 2026-04-01
segment y: m > 2
"""
    assert told(text, today=date(2026, 3, 30)) == []
    assert told(text, today=date(2026, 3, 31)) == ["SEG712 review 2026-03-30"]
    assert told(text, today=date(2026, 4, 1)) == [
        "SEG712 review 2026-03-31",
        "SEG712 review 2026-03-30",
    ]


# --- SEG713: personal columns ---


def test_a_channel_justifies_what_it_asks_for() -> None:
    text = """channel courriel: email is known
channel magasin: city is known
target t: vip
  by {}
  columns email, city
"""
    assert told(text.format("courriel")) == []
    assert told(text.format("magasin, courriel")) == []
    assert told(text.format("magasin")) == ["SEG713 email"]


# --- the whole ---


def test_a_rule_that_is_off_says_nothing() -> None:
    off = replace(SETTINGS, lint_off=frozenset({"SEG703"}))
    assert told("segment x: frequency >= 4 and frequency >= 2\n", settings=off) == []


def test_a_project_with_errors_has_enough() -> None:
    assert told("segment x: frequency >= 4 and frequency >= 2 and citty = 3\n") == ["SEG200 citty"]
