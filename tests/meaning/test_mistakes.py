"""What a marketer may well write, and what she is told: one message, its place and its fix."""

import pytest

from tests.meaning.shop import MODEL, RULES, understood

# the text; the place underlined; the fix in English and in French
CONDITIONS = [
    ("monetary > 80,5", "80,5", "write `80.5`, or put a space after the comma"),
    ("monetary > 1 500", "1 500", "write `1500` or `1_500`"),
    ("monetary > 1\u00a0500", "1\u00a0500", "write `1500` or `1_500`"),
    ("monetary > 1\u202f500,25", "1\u202f500,25", "write `1500.25` or `1_500.25`"),
    ("monetary > 1 000 000", "1 000 000", "write `1000000` or `1_000_000`"),
    ("monetary > 80 €", " €", "delete `€`"),
    ("recency < 5m", "5m", "write `5mo` for months"),
    ("recency < 90", "90", "write `90d` for days"),
    ("90 > recency", "90", "write `90d` for days"),
    ("recency < 3 mois", "3 mois", "write `3 months`"),
    ("frequency == 4", "==", "write `=`"),
    ("frequency <> 4", "<>", "write `!=`"),
    ("frequency => 4", "=>", "write `>=`"),
    ("frequency ≥ 4", "≥", "write `>=`"),
    ("vip & frequency > 4", "&", "write `and`"),
    ("city = « Paris »", "« Paris »", 'write `"Paris"`'),
    ("city = “Paris”", "“Paris”", 'write `"Paris"`'),
    ("city = 'Paris'", "'Paris'", 'write `"Paris"`'),
    ('city = "Paris', '"', 'add the closing `"`'),
    ("city = 35000", "city = 35000", 'write `"35000"`, in quotes'),
    ('frequency >= "4"', 'frequency >= "4"', "write `4`, without quotes"),
    ('birth_date < "2000-01-01"', None, "write `2000-01-01`, without quotes"),
    ('is_staff = "oui"', None, "write `true`"),
    ("is_staff = yes", "yes", "write `true`"),
    ('city in "Paris", "Lyon"', '"Paris"', 'write `in ("Paris", "Lyon")`'),
    ('city = "Paris" or "Lyon"', '"Lyon"', "several values are written `in (…, …)`"),
    ("vip, frequency >= 4", ",", "write `and` or `or`; a list of values is written `in (…, …)`"),
    ('city in ("Paris" "Lyon")', '"Lyon"', 'write `"Paris", "Lyon"`'),
    ("frequency in (1 2)", "2", "write `1, 2`"),
    ("any orders then no visits", "then no visits", "write `then no visits within 7d`"),
    (
        "any orders in last 90d as of 1 year ago",
        "as of",
        "put what it dates in brackets: `(…) as of 1 year ago`",
    ),
    (
        'city = "Rennes" ignoring accents',
        "ignoring accents",
        "write `ignoring case and accents`",
    ),
    (
        "age of birth_date < 25 years",
        "age of birth_date < 25 years",
        "write `25` for `25 years`: an age is a number of years",
    ),
    (
        "any orders within 30d of first order",
        "within 30d of first",
        "write `within 30d after first`",
    ),
    ("within 20 miles of (48.1, -1.6)", "miles", "expected here: `km of (48.11, -1.68)`"),
    ("city = Rennes", "Rennes", 'if it is a text, write `"Rennes"`'),
    ("plus de 3 orders in last 30d", "plus de 3", "write `at least 4`"),
    ("vip and (moins de 3 orders)", "moins de 3", "write `at most 2`"),
    ("\nfrequency >= 2", "frequency", "indent the line: it belongs to the declaration above"),
    (
        "vip and\nfrequency >= 2",
        "frequency",
        "indent the line: it belongs to the declaration above",
    ),
    ("frequency plus de 4", "plus de", "write `>`"),
    ("frequency more than 4", "more than", "write `>`"),
    ("au moins 2 orders", "au moins", "write `at least`"),
    ("email est connu", "est connu", "write `is known`"),
    ("vip et frequency > 4", "et", "write `and`"),
    ("vip AND frequency > 4", "AND", "write `and`"),
    ("email is not null", "is not null", "write `is known`"),
    ("city = null", "null", "write `is missing`"),
    ("(vip and frequency > 4", "4", "add `)`"),
    ("vip and frequency > 4)", ")", "delete it, or add the `(` that it closes"),
    ("vip and", "and", "complete it, or delete `and`"),
    ("1 < frequency < 5", None, "write `1 < frequency and frequency < 5`"),
    ("frequency between 10 and 2", None, "write `between 2 and 10`"),
    ("monetary in top 20", "20", "expected here: a percentage such as `20%`"),
    ("count orders in last 90d > 2", "count", "write `count of`"),
    ("number of orders > 2", "number of", "write `count of`"),
    ("sum of orders > 2", "orders", "write `sum of orders.column`"),
    ("sum of amount > 2", "amount", "a column is named with its source: `orders.amount`"),
    (
        'any orders where (city = "Paris")',
        "city",
        "`city` is a field of `customers`: write `customer.city`",
    ),
    ("orders > 2", "orders", "`orders` is a source: write `any orders`, or `count of orders >= …`"),
    ('customers.city = "Paris"', "customers", "write `city`: fields of the population stand alone"),
    (
        "orders.amount > 2",
        "orders",
        "it has a value for each row: write an aggregate such as `last of orders.amount`",
    ),
    ("any order in last 30d", "order", "did you mean `orders`?"),
    ("any orders in last 90 jours", "90 jours", "write `90 days`"),
    (
        "any orders dans les 90 derniers jours",
        "dans les 90 derniers jours",
        "write `in last 90 days`",
    ),
    ("any orders in 30 days", "in", "write `in last`"),
    ("any orders in last 90", "90", "expected here: a length of time such as `90 days`"),
    (
        "any orders in last month",
        "in last month",
        "write `in last 1 month` (up to the as-of day) or `in previous month` (the last whole one)",
    ),
    ("any orders since 01/12/2025", "01/12/2025", "write `2025-12-01`"),
    ("any orders since 2026", "since 2026", "write `since 2026-01-01`"),
    ("any orders since 2026-02-30", "2026-02-30", "write a day that exists"),
    (
        "any orders from 90d ago to 180d ago",
        "from 90d ago to 180d ago",
        "write `from 180d ago to 90d ago`",
    ),
    ("any orders before 90d", "before 90d", "write `before 90d ago`"),
    ('any orders where channel = "web"', "channel", 'write `where (channel = "web")`'),
    ('any orders where (channel = "web" in last 30d', '"web"', "add `)`"),
    (
        "any orders in last 30d where (amount > 10)",
        "where",
        "write `any orders where (…) in last 30d`",
    ),
    (
        'any orders where (channel = "wbe")',
        '"wbe"',
        "there is `web`, `store`, `phone`",
    ),
    ('any orders where (store.city = "x")', "store", None),
    (
        'any orders where (channel = "web") and amount > 5',
        "amount",
        "`amount` is a column of `orders`: it stands in `where (…)`, or in an aggregate such as "
        "`last of orders.amount`",
    ),
    ("any gifts", "gifts", "write `gifts via giver`"),
    ("Frequency > 4", "Frequency", "did you mean `frequency`?"),
    ("frequence > 4", "frequence", "did you mean `frequency`?"),
    ("frequency", "frequency", "compare it: `frequency >= …`"),
    ("cycle is actiff", "actiff", "did you mean `actif`?"),
    ("cycle = actif", "cycle = actif", "write `cycle is actif`"),
    ('cycle != "actif"', 'cycle != "actif"', "write `cycle is not actif`"),
    ("monetary.total > 5", "total", "write `monetary` alone"),
    ("vip;", ";", "delete the `;`"),
    ("vip // les meilleurs", "// les meilleurs", "write `#`"),
]
DECLARATIONS = [
    ("segment gros monetary >= 500\n", "gros", "write `segment gros: …`"),
    ("segment\n", "segment", "complete it, or delete `segment`"),
    ("Segment a: vip\n", "Segment", "did you mean `segment`?"),
    ("segement a: vip\n", "segement", "did you mean `segment`?"),
    ("métrique a: count of orders\n", "métrique", "did you mean `metric`?"),
    ("  segment a: vip\n", "segment", "move it to column one"),
    ("segment a: vip\n  segment b: not vip\nsegment c: b\n", "segment", "move it to column one"),
    (
        "segment a: vip\nand frequency > 4\n",
        "and",
        "indent the line: it belongs to the declaration above",
    ),
    (
        'segment a: vip\nnote "x"\n',
        "note",
        "indent the line: it belongs to the declaration above",
    ),
    ("segment clients fidèles: vip\n", "clients fidèles", "write `clients_fidèles`"),
    ("segment clients-fidèles: vip\n", "clients-fidèles", "write `clients_fidèles`"),
    ("segment 2026_vip: vip\n", "2026_vip", "write `vip_2026`"),
    ('segment "Clients": vip\n', '"Clients"', 'write `segment Clients "Clients"`'),
    ("segment or: vip\n", "or", "choose another name, or write it in backquotes: `or`"),
    ('segment a: vip\n  notes "x"\n', "notes", "did you mean `note`?"),
    ("segment a: vip\nsegment a: not vip\n", "a", "rename one of the two"),
    ("segment a: not b\nsegment b: not a\n", "a", "undo one of these links"),
    (
        "metric n: count of orders\nsegment a: score of n >= 4\n",
        "n",
        "add `better higher` or `better lower` below the metric",
    ),
    (
        "metric n: count of orders\n  better more\n",
        "better",
        "write `better higher` / `better lower`",
    ),
    ("parameter seuil: duration = 90\n", "90", "write `90d` for days"),
    (
        "segmentation s:\n  gros monetary > 100\n  petit otherwise\n",
        "monetary",
        "write `gros when …` or `gros otherwise`",
    ),
    ("segmentation s:\n  a when vip\n  b when otherwise\n", "when otherwise", "write `otherwise`"),
    (
        "segmentation s: a when vip, b otherwise\n",
        ",",
        "put each class on a line of its own, without commas",
    ),
    ("source p (q) from x\n  key id text\n", "id", "write `id: text`"),
    ("source p (q) from x\n  key id: texte\n", "texte", "did you mean `text`?"),
    ("source p (q) from x\n  key id: text\n  Id: text\n", "Id", "keep one of the two"),
    ("source p (q) from x\n  client -> custmers\n", "custmers", "did you mean `customers`?"),
]
ALL = [(f"segment x: {text}\n", place or text, fix) for text, place, fix in CONDITIONS]
ALL += DECLARATIONS


@pytest.mark.parametrize(("text", "place", "fix"), ALL, ids=[text.strip() for text, *_ in ALL])
def test_a_mistake_is_told_once_where_it_is_with_its_fix(
    text: str, place: str, fix: str | None
) -> None:
    _, found = understood(MODEL, RULES, text)
    assert [one.span.text for one in found if one.span] == [place]
    advice = found[0].help or found[0].message.help
    assert advice is not None
    assert fix is None or found[0].said(advice, "en") == fix
    assert found[0].said(advice, "fr")


def test_the_fix_given_to_an_editor_mends_the_text() -> None:
    mended = 0
    for condition, *_ in CONDITIONS:
        text = f"segment x: {condition}\n"
        _, found = understood(MODEL, RULES, text)
        if len(found) == len(found[0].fixes) == 1:
            fix = found[0].fixes[0]
            again = text[: fix.span.start] + fix.text + text[fix.span.end :]
            assert understood(MODEL, RULES, again)[1] == (), again
            mended += 1
    assert mended > 30


def test_a_mix_of_and_with_or_prints_both_readings_ready_to_paste() -> None:
    mixed = 'vip and frequency >= 1 or recency < 90d and city = "Paris"'
    _, found = understood(MODEL, RULES, f"segment x: {mixed}\n")
    assert [one.message.code for one in found] == ["SEG040"]
    readings = [str(found[0].facts[name]) for name in ("reading_and", "reading_or")]
    assert readings == [
        '(vip and frequency >= 1) or (recency < 90d and city = "Paris")',
        'vip and (frequency >= 1 or recency < 90d) and city = "Paris"',
    ]
    for reading in readings:
        assert understood(MODEL, RULES, f"segment x: {reading}\n")[1] == ()


def test_a_slip_hides_no_other_error_of_its_declaration() -> None:
    text = "segment a: frequancy == 4 et monetery > 1 500\nsegment b: a and citi = 'x'\n"
    _, found = understood(MODEL, RULES, text)
    said = [one.span.text for one in sorted(found, key=lambda d: d.span.start if d.span else 0)
            if one.span]  # fmt: skip
    assert said == ["frequancy", "==", "et", "monetery", "1 500", "citi", "'x'"]


@pytest.mark.parametrize(
    "broken",
    [
        "metric m: sum of\n  better higher\nsegment a: m > 2 and m in top 20%\n",
        "segmentation s:\n  a when when\nsegment a: s is a or s in (a, b) or s.a or s is not a\n",
        "source boxes (box) from b\n  customer > customers\nsegment a: any boxes where (x = 1)\n",
        "parameter p: duration = \nsegment a: recency < p\n",
        "define d(x: money): monetary >\nsegment a: d(3)\n",
    ],
)
def test_what_could_not_be_read_is_said_once_not_where_it_is_used(broken: str) -> None:
    _, found = understood(MODEL, RULES, broken)
    assert len(found) == 1


def test_a_source_that_leads_nowhere_by_mistake_is_said_once() -> None:
    text = (
        "source boxes (box) from b\n  key box_id: text\n  customer -> custmers\n"
        "source notes (paper) from n\n  box -> boxes\n"
        "segment a: any notes and any boxes and count of notes > 2\n"
    )
    _, found = understood(MODEL, RULES, text)
    assert [one.span.text for one in found if one.span] == ["custmers"]


def test_names_below_an_unknown_keyword_are_not_said_to_be_unknown() -> None:
    _, found = understood(MODEL, RULES, "dataset boxes (box) from b\nsegment a: any boxes\n")
    assert [one.span.text for one in found if one.span] == ["dataset"]


@pytest.mark.parametrize("text", ["metric m: 6mo\n", "metric m: p\nparameter p: duration = 6mo\n"])
def test_months_by_themselves_are_no_metric(text: str) -> None:
    _, found = understood(MODEL, RULES, text)
    assert [one.message.code for one in found] == ["SEG307"]


def test_a_misspelt_head_below_an_unfinished_rule_begins_a_declaration() -> None:
    _, found = understood(MODEL, RULES, "segment l:\nsegmnt b: vip\nsegment c: b\n")
    assert [one.message.code for one in found] == ["SEG048", "SEG011"]
