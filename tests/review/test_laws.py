"""What is no change is none, what is renamed is renamed, what moved is found: on drawn projects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from random import Random

import pytest

from segdsl.review import beside, changes, verdicts
from segdsl.review.changes import Altered, Renamed, Restated, Touched
from segdsl.review.edits import Measure, Moved
from segdsl.review.verdicts import Relation
from tests.differential.compiler import understood
from tests.differential.model_text import MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import sample
from tests.review.test_worlds import analysis
from tests.review.versions import compared, told

SEEDS = range(700, 704)


@cache
def drawn(seed: int) -> tuple[str, ...]:
    return tuple(segments(seed, 14, sample(seed)))


def said(seed: int, old: Sequence[str], new: Sequence[str]) -> changes.Changes:
    files = contents(seed, sample(seed))
    before, after = understood(old, files), understood(new, files)
    return changes.changes(analysis(before), analysis(after))


def split(model: str) -> list[str]:
    """The declarations of a text, each by itself."""
    return [one for one in re.split(r"(?m)^(?=\w)", model) if one.strip()]


@pytest.mark.parametrize("seed", SEEDS)
def test_layout_comments_files_and_order_are_no_change(seed: int) -> None:
    random = Random(seed)
    declarations = drawn(seed)
    shuffled = [*split(MODEL), *declarations]
    random.shuffle(shuffled)
    spaced = [
        "# words about it\n" + re.sub(r"(?<!case) (and|or) ", r"\n    \1   # so\n    ", text)
        for text in shuffled
    ]
    assert said(seed, [MODEL, *declarations], spaced).is_nothing


@pytest.mark.parametrize("seed", SEEDS)
def test_a_name_changed_everywhere_is_a_rename_and_nothing_else(seed: int) -> None:
    declarations = drawn(seed)
    names = [re.split(r"[\s(:]", text)[1] for text in declarations]
    # the name of a target settles its ties, and so is more than a name
    kinds = [text.split()[0] for text in declarations]
    free = [name for name, kind in zip(names, kinds, strict=True) if kind != "target"]
    for old in Random(seed).sample(free, 5):
        renamed = [re.sub(rf"\b{old}\b", f"{old}_anew", text) for text in declarations]
        found = said(seed, [MODEL, *declarations], [MODEL, *renamed])
        assert [(type(one), one.name) for one in found.changes] == [(Renamed, f"{old}_anew")]
        assert not found.moved


@pytest.mark.parametrize("name", ["amount", "customer", "status"])
def test_a_member_renamed_everywhere_moves_nobody(name: str) -> None:
    old = """
population people (person) from people
  key id: text
source orders (order) from orders where (status != "test")
  key order_id: text
  customer -> people from customer_id
  at day: date
  status: text from state
  amount: money from total
  double: money = amount * 2
segment x: sum of orders.double where (customer.id != "a" and amount > 3) in last 30d >= 4
"""
    new = re.sub(rf"\b{name}\b", f"{name}_anew", old)
    before, after = understood([old]), understood([new])
    found = changes.changes(analysis(before), analysis(after))
    assert not found.moved
    assert told(found) == ["changed orders", told(found)[1]]
    assert f"`{name}` is now called `{name}_anew`" in told(found)[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_threshold_that_moved_is_found(seed: int) -> None:
    random = Random(seed)
    files = contents(seed, sample(seed))
    extra = [
        f"metric zz{number} of customers: count of orders in last {number + 3}d\n"
        for number in range(4)
    ]
    for number in range(4):
        low, high = sorted(random.sample(range(1, 50), 2))
        sign = random.choice([">=", ">", "<", "<="])
        text = f'segment yy of customers: zz{number} {sign} {{}} and not sample 10% "q"\n'
        old = understood([MODEL, *drawn(seed), *extra, text.format(low)], files)
        new = understood([MODEL, *drawn(seed), *extra, text.format(high)], files)
        (found,) = changes.changes(analysis(old), analysis(new)).changes
        assert isinstance(found, Altered)
        (edit,) = found.edits
        assert isinstance(edit, Moved)
        assert edit.measure is Measure.THRESHOLD
        narrower = sign in (">=", ">")
        assert edit.effect.value == ("narrower" if narrower else "wider")


SAME = [
    ("not (frequency >= 4 or is_staff)", "not frequency >= 4 and not is_staff"),
    ("frequency >= 4", "count of orders in last 12 months >= 4"),
    ("count of orders in last 12 months >= 4", "at least 4 orders in last 1y"),
    ("recency < lately", "recency < 90d"),
    ("bought(100) and is_staff", "sum of orders.amount >= 100 and is_staff"),
    ("vip and is_staff", "is_staff and monetary >= 1000 and frequency >= 2"),
    ('city in ("a", "b")', 'city in ("b", "a", "a")'),
    ('city in ("a")', 'city = "a"'),
    ("monetary between 10 and 20", "monetary >= 10 and monetary <= 20"),
    ("no orders", "not (any orders)"),
    ("at most 2 orders", "not (at least 3 orders)"),
    ("any orders in last 28d", "any orders in last 4w"),
]
NAMES = """
define bought(least: money): sum of orders.amount >= least
segment vip: monetary >= 1000 and frequency >= 2
segmentation cycle:
  here when recency < 180d
  gone otherwise
"""


@pytest.mark.parametrize(("old", "new"), SAME)
def test_what_means_the_same_is_said_to(old: str, new: str) -> None:
    found = compared(f"{NAMES}segment x: {old}\n", f"{NAMES}segment x: {new}\n")
    assert {type(one) for one in found.changes} == {Restated}


def test_the_order_of_conditions_is_no_change() -> None:
    old, new = "frequency >= 4 and is_staff", "is_staff and frequency >= 4"
    assert compared(f"segment x: {old}\n", f"segment x: {new}\n").is_nothing


def test_what_only_a_proof_sees_is_proved() -> None:
    old, new = f"{NAMES}segment x: cycle is gone\n", f"{NAMES}segment x: not (recency < 180d)\n"
    found = compared(old, new)
    proved = verdicts.verdicts(found, beside.beside(found, "before"))
    assert proved["x"].relation is Relation.EQUAL


CHAIN = """
parameter recent: duration = 90d
metric points: count of orders where (amount > 1)
  better higher
#
segment x: recency < recent
segment z: x and is_staff
segment top: points in top 10%
segment apart: is_staff
"""


def test_what_is_touched_says_through_what() -> None:
    found = compared(CHAIN, CHAIN.replace("duration = 90d", "duration = 60d"))
    assert told(found) == [
        "touched x",
        "  x <- recent",
        "touched z",
        "  z <- x <- recent",
        "changed recent",
        "  value: `90d` → `60d`",
    ]
    found = compared(CHAIN, CHAIN.replace("better higher", "better lower"))
    assert told(found) == [
        "touched top",
        "  top <- points",
        "changed points",
        "  which end is best: `higher` → `lower`",
    ]


def test_a_field_touches_who_uses_it_and_nobody_else() -> None:
    old = """
population people (person) from people
  key id: text
source orders (order) from orders
  person -> people from person_id
  at day: date
  amount: money
  gross: money
metric spend: sum of orders.amount
segment big: spend > 100
segment busy: at least 3 orders
"""
    new = old.replace("amount: money", "amount: money = gross - 1")
    found = changes.changes(analysis(understood([old])), analysis(understood([new])))
    assert told(found)[:2] == ["touched big", "  big <- spend <- orders.amount"]
    assert [one.name for one in found.changes if isinstance(one, Touched)] == ["big", "spend"]
    new = old.replace("from orders\n", "from orders where (gross > 0)\n")
    found = changes.changes(analysis(understood([old])), analysis(understood([new])))
    assert told(found)[:4] == [
        "touched big",
        "  big <- spend <- orders.where",
        "touched busy",
        "  busy <- orders.where",
    ]


def test_a_define_touches_who_calls_it() -> None:
    old = """
population people (person) from people
  key id: text
source orders (order) from orders
  key order_id: text
  person -> people from person_id
  at day: date
source lines (line) from lines
  order -> orders from order_id
  at order.day
  amount: money
define big(least: money): any lines where (amount > least and order.day > 2020-01-01)
segment x: big(5)
"""
    new = old.replace("source orders (order) from orders", "source orders (order) from orders2")
    found = changes.changes(analysis(understood([old])), analysis(understood([new])))
    assert told(found)[:2] == ["touched x", "  x <- orders.from"]
    new = old.replace("> least", ">= least")
    found = changes.changes(analysis(understood([old])), analysis(understood([new])))
    assert told(found)[:3] == ["touched x", "  x <- big", "changed big"]


def test_a_long_chain_of_segments_is_compared_and_said() -> None:
    chain = [f'segment q{n}: q{n - 1} and not sample 10% "{n}"\n' for n in range(1, 300)]
    old, new = ("".join([f"segment q0: frequency >= {least}\n", *chain]) for least in (4, 5))
    found = compared(old, new)
    assert told(found)[:2] == ["changed q0", told(found)[1]]
    assert len(found.moved) == 300
