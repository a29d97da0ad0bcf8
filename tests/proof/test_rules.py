"""What is proved of conditions, rule by rule; expectations are read off the language page."""

from __future__ import annotations

import pytest

from segdsl.proof.questions import Prover
from tests.proof.asked import always, never, said, told, understood_as

NEVER = [
    # a value cannot be in two places
    "frequency > 4 and frequency < 5",
    "frequency = 2.5",
    "monetary > 10 and monetary < 10.0001",
    'city = "Paris" and city = "Lyon"',
    'city = "Paris" and city is missing',
    'city > "M" and city < "L"',
    "is_staff and is_staff is missing",
    "birth_date in 1990 and birth_date before 1980-01-01",
    "birth_date since 2000-01-02 and birth_date < 2000-01-02",
    "birth_date in last 30 days and birth_date from 60d ago to 30d ago",
    "birth_date in next 30 days and birth_date in last 30 days",
    "customer_id is missing",
    # one seed draws one place
    'sample 10% "a" and not sample 20% "a"',
    'not sample 100% "a"',
    "age of birth_date < 18 and age of birth_date > 20",
    # counts and times
    "frequency < 0",
    "recency < 0d",
    "recency > 2d and recency < 3d",
    "frequency = 0 and time since last order in last 12 months is known",
    "any orders and recency is missing",
    "no orders and recency < 90d",
    "any orders in last 90d and recency >= 90d",
    "no orders in last 90d and recency < 90d",
    "any orders in last 6 months and recency >= 6mo",
    "any orders before 90d ago and time since first order < 90d",
    "no orders before 90d ago and time since first order >= 90d",
    "any orders from 180d ago to 90d ago and recency >= 180d",
    "any orders from 180d ago to 90d ago and time since first order < 90d",
    "any orders from 2026-01-01 to 30d ago and no orders before 30d ago",
    "any orders from 2026-01-01 to 40d ago and no orders from 2025-06-01 to 30d ago",
    "any orders from 2026-01-01 to 30d ago and no orders since 2026-01-01",
    "any orders from 90d ago to 2026-01-01 and no orders in last 1y",
    "any orders from 90d ago to 2026-01-01 and no orders before 2026-01-02",
    "time since first order < 30d and recency > 40d",
    "recency < 6mo and recency > 184d",
    "recency < 1y and recency >= 366d",
    # longer windows count no less
    "no orders in last 1y and any orders in last 90d",
    "count of orders in last 90d > count of orders in last 90d",
    "at least 3 orders in last 90d and at most 2 orders in last 6 months",
    "any orders in 2025-Q1 and no orders in 2025",
    "any orders since 2025-06-01 and no orders since 2025-01-01",
    "any orders in this month and no orders",
    # narrower conditions on rows
    "at least 2 orders where (amount > 100) and at most 1 order where (amount > 50)",
    'any orders where (channel = "web") and no orders where (channel in ("web", "phone"))',
    'any orders where (channel = "web" and amount > 5) in last 30d and no orders in last 60d',
    "any orders where (amount > 5 and amount < 2)",
    "any orders in last 0 days",
    # aggregates
    "number of distinct orders.channel > 2 and count of orders = 2",
    "sum of orders.amount > 0 and no orders",
    "sum of orders.amount is missing",
    "average of orders.amount > 3 and no orders",
    "last of orders.channel is known and no orders",
    "smallest of orders.amount is known and largest of orders.amount is missing",
    "largest of orders.amount < 5 and smallest of orders.amount > 10",
    'share of orders where (channel = "web") > 100%',
    'share of orders where (channel = "web") < 0%',
    'share of orders where (channel = "web") is known and no orders',
    "average gap between orders < 1d",
    "average gap between orders is known and count of orders = 1",
    # standing
    "score of monetary >= 4 and not monetary in top 40%",
    "score of monetary < 4 and monetary in top 40%",
    "score of monetary > 5",
    "score of monetary = 3.5",
    "rank of monetary < 1",
    "rank of monetary = 1 and not monetary in top 1%",
    "rank of recency is known and recency is missing",
    "recency in top 5% and no orders",
    "monetary in top 5% among vip and not vip",
    "monetary in top 5% per city and city is missing",
    "cumulative share of monetary among vip is known and not vip",
    "monetary in top 0%",
    # texts
    'city starts with "Pa" and city = "Lyon"',
    'city contains "x" and city is missing',
    # names
    "vip and monetary < 1000",
    "not vip and monetary >= 1000",
    "cycle is actif and recency > 180d",
    "cycle is actif and cycle is perdu",
    "cycle is missing",
    "cycle.perdu and recency < 90d",
    # what is not seen through is the same thing twice
    "monetary / frequency > 10 and monetary / frequency < 5",
    "monetary > frequency and monetary <= frequency",
    "monetary > frequency and frequency is missing",
    "vip as of 90 days ago and not vip as of 90 days ago",
]


@pytest.mark.parametrize("condition", NEVER)
def test_nobody_can_fulfil_it(condition: str) -> None:
    assert never(condition) == "proved"


@pytest.mark.parametrize("condition", NEVER)
def test_everybody_fulfils_its_complement(condition: str) -> None:
    assert always(f"not ({condition})") == "proved"


SOMEBODY = [
    ("frequency >= 4 and recency < 90d", "frequency = 4 and recency = 0d"),
    ("frequency between 2 and 3 and recency > 90d", "frequency = 2 and recency = 91d"),
    ("recency is missing", "recency is missing"),
    ("recency >= 90d", "recency = 90d"),
    ("recency > 6mo", "recency = 185d"),
    ("recency > 182d and recency < 1y", "recency = 183d"),
    ("monetary > 100 and monetary < 101", "monetary = 100.5"),
    ("monetary < 0", "monetary = -1"),  # refunds
    ('city != "Paris"', 'city not in ("Paris")'),
    ('city in ("Lyon", "Paris") and city != "Lyon"', 'city = "Paris"'),
    ('city starts with "ab" and city ends with "bc"', 'city = "abbc"'),
    ('not city starts with "ab" and city is known', 'city not in ("ab", "abab")'),
    ("birth_date < 1980-01-01", "birth_date = 1979-12-31"),
    ("not is_staff", "not is_staff"),
    ("is_staff is missing", "is_staff is missing"),
    (
        "any orders from 180d ago to 90d ago and no orders in last 90d",
        "count of orders from 180d ago to 90d ago = 1 and count of orders in last 90d = 0",
    ),
    (
        'any orders where (channel = "web") and no orders where (channel = "phone")',
        'count of orders where (channel = "web") = 1 and count of orders where'
        ' (channel = "phone") = 0',
    ),
    ("score of monetary >= 4 and score of recency = 1",
     "score of monetary = 5 and score of recency = 1"),
    ("monetary in top 15%", "0% of customers ahead by monetary"),
    ("vip and recency >= 180d", "monetary = 1000 and recency = 180d"),
    ("any visits and no orders", "count of visits = 1 and count of orders = 0"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "customer"), SOMEBODY)
def test_somebody_is_shown(condition: str, customer: str) -> None:
    assert never(condition) == customer


UNKNOWN = [
    ("monetary / frequency > 10", "monetary / frequency"),
    ("recency < 6mo and recency > 182d", "recency"),  # on some days only
    # three selections that add up
    (
        "any orders in last 180d and no orders in last 90d and no orders from 180d ago to 90d ago",
        "count of orders from 180d ago to 90d ago",
    ),
    ("average of orders.amount > 10 and largest of orders.amount < 5",
     "largest of orders.amount"),
    ("monetary > frequency", "monetary = frequency"),
    ("city > \"M\" and city < \"N\"", "city"),
    ("vip as of 90 days ago", "vip as of 90 days ago"),
    ("sum of orders.amount where (amount > 100) = 50",
     "sum of orders.amount where (amount > 100)"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "because"), UNKNOWN)
def test_what_could_be_impossible_is_not_shown(condition: str, because: str) -> None:
    assert never(condition) == f"unknown: {because}"


ALWAYS = [
    "frequency >= 4 or frequency < 4",
    "recency < 90d or recency >= 90d or recency is missing",
    "recency is known or no orders",
    'city = "Paris" or city != "Paris"',
    "frequency >= 0",
    "monetary is known",
    "customer_id is known",
    "cycle is known",
    "not vip or monetary >= 1000",
    "any orders in last 90d or not recency < 90d",
]


@pytest.mark.parametrize("condition", ALWAYS)
def test_everybody_fulfils_it(condition: str) -> None:
    assert always(condition) == "proved"


def test_a_missing_value_is_in_the_complement_alone() -> None:
    assert always("recency < 90d or recency >= 90d") == "recency is missing"
    assert never("not recency < 90d and not recency >= 90d") == "recency is missing"


def test_a_segment_lies_in_another() -> None:
    project, (one, other) = understood_as("recency < 30d and vip", "recency < 90d")
    prover = Prover(project)
    assert said(prover.implies("customers", one, other)) == "proved"
    assert said(prover.implies("customers", other, one)) == "recency = 30d"


def test_two_segments_overlap_or_not() -> None:
    project, (one, other, third) = understood_as(
        "frequency >= 4", "frequency between 1 and 3", "recency < 90d"
    )
    prover = Prover(project)
    assert said(prover.excludes("customers", one, other)) == "proved"
    assert said(prover.excludes("customers", one, third)) == "frequency = 4 and recency = 0d"


def test_several_segments_leave_somebody_out() -> None:
    project, asked = understood_as("frequency >= 4", "frequency < 3", "recency < 90d")
    prover = Prover(project)
    found = said(prover.covers("customers", asked))
    assert found == "frequency = 3 and recency = 90d"
    assert said(prover.covers("customers", (asked[0], *understood_as("frequency < 4")[1]))) == (
        "proved"
    )


def test_too_many_cases_are_no_verdict() -> None:
    fields = ("city", "email", "customer_id")
    knots = " and ".join(
        "(" + " or ".join(
            f"(frequency = {n + place} and recency != {n * place}d and {field} != \"{n}\")"
            for place, field in enumerate(fields)
        ) + ")"
        for n in range(1, 16)
    )  # fmt: skip
    assert never(knots).startswith(("unknown: too complex", "proved"))
    many = " and ".join(
        f'(any orders where (amount = {n}) or any visits where (page = "{n}"))' for n in range(14)
    )
    assert never(many) == "unknown: too complex"


def test_names_inside_names_are_read_so_far() -> None:
    chain = "segment s0: frequency > 4\n" + "".join(
        f"segment s{n}: s{n - 1}\n" for n in range(1, 60)
    )
    assert never("s9 and frequency < 3", chain) == "proved"
    assert never("s59 and frequency < 3", chain).startswith("unknown: s")
    assert never("s59 and not s59", chain) == "proved"


def test_the_classes_of_a_split_are_exclusive_and_leave_nobody_out() -> None:
    assert told('segmentation s exclusive: split "a" one 33.3%, two 66.7%\n') == []


def test_two_seeds_say_nothing_of_each_other() -> None:
    assert never('sample 10% "a" and not sample 20% "b"') != "proved"
