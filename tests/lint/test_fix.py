"""Safe fixes keep who is in what: drawn rules, mended, against the reference on drawn customers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from unicodedata import normalize

import pytest

from segdsl import compiler
from segdsl.interpreter.evaluation import Evaluation
from segdsl.meaning import model
from segdsl.meaning.settings import Settings
from segdsl.text.diagnostics import Trust
from segdsl.text.mending import mended, mends
from tests.differential import model_text, segments, worlds
from tests.lint.linted import TODAY, analysis, fixed, linted, told

MENDED = [
    ("frequency >= 4 and frequency >= 2", "frequency >= 4"),
    ("frequency >= 2 and frequency >= 4", "frequency >= 4"),
    ("frequency >= 2\n  and frequency >= 4\n  and is_staff", "frequency >= 4\n  and is_staff"),
    ("is_staff\n  and frequency >= 4\n  and frequency >= 2", "is_staff\n  and frequency >= 4"),
    ("(is_staff and frequency >= 2) and frequency >= 4", "(is_staff) and frequency >= 4"),
    ("frequency >= 1 and frequency >= 2 and frequency >= 4", "frequency >= 4"),
    ("is_staff or (frequency >= 2 or frequency >= 4)", "is_staff or (frequency >= 2)"),
    (
        "any orders where (amount > 5 and amount > 10) in last 30d",
        "any orders where (amount > 10) in last 30d",
    ),
    ("not (frequency >= 4 and frequency >= 2)", "not (frequency >= 4)"),
    (
        "is_staff and (frequency >= 4 or (frequency >= 2 and frequency >= 1))",
        "is_staff and (frequency >= 2)",
    ),
]


@pytest.mark.parametrize(("condition", "left"), MENDED)
def test_what_says_nothing_is_deleted(condition: str, left: str) -> None:
    assert fixed(f"segment x: {condition}\n") == f"segment x: {left}\n"


def test_a_comment_is_never_deleted_with_a_condition() -> None:
    text = "segment x: frequency >= 4  # four, not three\n  and frequency >= 2\n"
    assert [one.fixes for one in linted(text)] == [()]
    assert fixed(text) == text


def test_a_slip_with_one_meaning_is_mended_and_one_with_two_is_not() -> None:
    assert fixed("segment x: frequency == 4;\n") == "segment x: frequency = 4\n"
    for doubtful in ("monetary > 1 500", "monetary > 80,5", "recency < 5m", "frequance > 2"):
        assert fixed(f"segment x: {doubtful}\n") == f"segment x: {doubtful}\n"


# --- drawn rules ---

ATOMS = (
    "frequency >= {n}", "frequency < {n}", "frequency = {n}", "frequency between 1 and {n}",
    "recency < {d}", "recency >= {d}", "not recency < {d}", "any orders in last {d}",
    "no orders in last {d}", "at least {n} orders in last {d}", "monetary >= {n}00",
    'city = "{t}"', 'city != "{t}"', 'city in ("{t}", "b")', "city is known", "city is missing",
    'any orders where (channel = "web" and amount > {n}0) in last {d}',
    'any orders where (amount > {n}0 and amount > 20)', "is_staff", "not is_staff", "vip",
    'city starts with "{t}"', "cycle is actif", "monetary / frequency > {n}0",
)  # fmt: skip


AMOUNTS = (None, *map(Decimal, ("0", "10.01", "20", "20.01", "30", "400")))


def condition(random: Random, depth: int) -> str:
    """A condition of few measures and few constants, so that parts often say the same."""
    if depth == 0 or random.random() < 0.25:
        n, t = random.choice("1234"), random.choice("ab")
        return random.choice(ATOMS).format(n=n, d=random.choice(("30d", "90d", "6mo")), t=t)
    word = random.choice((" and ", " or "))
    parts = [condition(random, depth - 1) for _ in range(random.choice((2, 2, 3, 4)))]
    joined = word.join(f"({one})" if " and " in one or " or " in one else one for one in parts)
    return f"not ({joined})" if random.random() < 0.1 else joined


def program(random: Random) -> str:
    lines = [f"segment s{n}: {condition(random, 2)}\n" for n in range(4)]
    classes = f"segmentation c:\n  un when {condition(random, 2)}\n  deux otherwise\n"
    return "".join((*lines, classes))


def world(random: Random) -> dict[str, list[dict[str, object]]]:
    """Customers of whom much is missing, and their orders around the ends of windows."""
    customers: list[dict[str, object]] = [
        {
            "customer_id": f"c{n}",
            "city": random.choice((None, "a", "b", "ab", "c")),
            "is_staff": random.choice((None, True, False)),
        }
        for n in range(30)
    ]
    orders: list[dict[str, object]] = [
        {
            "order_id": f"o{n}",
            "customer": random.choice(customers)["customer_id"],
            "ordered_at": datetime.combine(_day(random), time(12)),
            "amount": random.choice(AMOUNTS),
            "channel": random.choice((None, "web", "store", "other")),
        }
        for n in range(40)
    ]
    empty: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("products", "visits", "gifts", "addresses")
    }
    return {"customers": customers, "orders": orders, **empty}


def _day(random: Random) -> date:
    ago = random.choice((0, 1, 29, 30, 31, 89, 90, 91, 180, 181, 182, 183, 364, 365, 366, 700))
    return TODAY - timedelta(days=ago)


def members(project: model.Project, seen: Evaluation) -> dict[str, object]:
    found: dict[str, object] = {name: seen.segment(name) for name in project.segments}
    return found | {name: seen.classes(name) for name in project.segmentations}


@pytest.mark.parametrize("seed", range(40))
def test_mended_rules_have_the_same_members(seed: int) -> None:
    random = Random(seed)
    text = program(random)
    before = analysis(text)
    if before.has_errors:  # a class that nobody can be in
        return
    again = fixed(text)
    after = analysis(again)
    assert not after.has_errors, again
    assert fixed(again) == again
    for _ in range(3):
        rows = world(random)
        one, other = (Evaluation(it.project, rows, TODAY) for it in (before, after))
        assert members(before.project, one) == members(after.project, other), (text, again)


@pytest.mark.parametrize("seed", range(1, 9))
def test_rules_of_every_construct_are_looked_at_and_mended(seed: int) -> None:
    """What the differential tests draw, on worlds of their own."""
    drawn = worlds.sample(seed)
    lists = segments.contents(seed, drawn)
    text = normalize("NFC", "\n".join(segments.segments(seed, 30, drawn)))

    def understood(rules: str) -> compiler.Analysis:
        watch = compiler.Stopwatch()
        files = [("model.seg", model_text.MODEL.encode()), ("x.seg", rules.encode())]
        settings = Settings("shop", model_text.TIMEZONE)
        found = compiler.understand(settings, compiler.parse(files, watch), lists, {}, watch)
        return compiler.linted(found, settings, drawn.as_of, watch)

    before = after = understood(text)
    if before.has_errors:  # a class that nobody can be in
        return
    assert any(one.message.code == "SEG706" for one in before.diagnostics)
    for _ in range(20):
        found = [one for one in mends(after.diagnostics) if one.fix.span.file.path == "x.seg"]
        if not found:
            break
        text = mended(text, [one.fix for one in found])
        after = understood(text)
    assert not after.has_errors
    one, other = (Evaluation(it.project, drawn.world, drawn.as_of) for it in (before, after))
    assert members(before.project, one) == members(after.project, other)


def test_drawn_rules_are_worth_mending() -> None:
    changed = sum(fixed(text) != text for text in (program(Random(seed)) for seed in range(20)))
    assert changed >= 10


@pytest.mark.parametrize("seed", range(20))
def test_a_suggestion_never_brings_an_error(seed: int) -> None:
    text = program(Random(1000 + seed))
    for found in linted(text):
        for fix in found.fixes:
            again = text[: fix.span.start] + fix.text + text[fix.span.end :]
            codes = [said for said in told(again) if said.startswith(("SEG0", "SEG2", "SEG3"))]
            assert fix.trust in Trust
            assert codes == [], again
