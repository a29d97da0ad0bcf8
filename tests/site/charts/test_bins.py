"""Joining fine bins: what lies where, that nobody is lost and nothing of a few is told."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from segdsl.site.charts import bins
from segdsl.statistics.survey import Bin
from tests.site.charts import people

VALUES = st.lists(
    st.tuples(
        st.decimals(min_value=0, max_value=10**6, places=2),
        st.booleans(),
    ),
    min_size=1,
    max_size=200,
)


def fine(values: list[tuple[Decimal, bool]]) -> tuple[list[Bin], list[int]]:
    """Bins of two significant digits, and how many of each are inside."""
    found: dict[tuple[Decimal, Decimal], list[int]] = {}
    for value, is_in in values:
        sizes = found.setdefault(people.edges(value), [0, 0])
        sizes[0] += 1
        sizes[1] += is_in
    order = sorted(found.items())
    return [Bin(low, high, one[0]) for (low, high), one in order], [one[1] for _, one in order]


@given(VALUES, st.sampled_from([1, 5, 20]), st.lists(st.integers(0, 10**6), max_size=2))
def test_joined_bins_hold_all_customers(
    values: list[tuple[Decimal, bool]], least: int, limits: list[int]
) -> None:
    found = bins.joined(*fine(values), [float(one) for one in limits], least)
    assert found is not None
    assert sum(one.inside + one.outside for one in found.columns) == len(values)
    assert sum(one.inside for one in found.columns) == sum(is_in for _, is_in in values)


@given(VALUES, st.sampled_from([1, 5, 20]))
def test_joined_bins_touch_and_are_few(values: list[tuple[Decimal, bool]], least: int) -> None:
    found = bins.joined(*fine(values), [], least)
    assert found is not None
    assert len(found.columns) <= bins.COLUMNS + 2
    for one, after in zip(found.columns, found.columns[1:], strict=False):
        assert one.high == after.low
    assert all(one.high is None or one.low < one.high for one in found.columns)


@given(VALUES, st.sampled_from([2, 5, 20]))
def test_no_column_tells_of_a_few_unless_it_is_the_only_one(
    values: list[tuple[Decimal, bool]], least: int
) -> None:
    found = bins.joined(*fine(values), [], least)
    assert found is not None
    if len(found.columns) > 1:
        sizes = [size for one in found.columns for size in (one.inside, one.outside)]
        assert not [size for size in sizes if 0 < size < least]


@given(VALUES)
def test_a_column_holds_the_values_between_its_ends(values: list[tuple[Decimal, bool]]) -> None:
    fine_bins, inside = fine(values)
    found = bins.joined(fine_bins, inside, [], 1)
    assert found is not None
    for one in found.columns:
        high = float("inf") if one.high is None else one.high
        held = [
            each.size
            for each in fine_bins
            if one.low - 1e-6 <= float(each.low) < high - high * 1e-9
        ]
        assert sum(held) == one.inside + one.outside


def whole(*sizes: int) -> list[Bin]:
    return [Bin(Decimal(value), None, size) for value, size in enumerate(sizes) if size]


def test_few_whole_numbers_have_a_column_each() -> None:
    found = bins.joined(whole(9, 8, 7, 6), [0, 0, 7, 6], [2], 1)
    assert found is not None
    assert found.are_values
    assert [(one.low, one.high, one.inside, one.outside) for one in found.columns] == [
        (0, 1, 0, 9),
        (1, 2, 0, 8),
        (2, 3, 7, 0),
        (3, 4, 6, 0),
    ]


def test_a_long_tail_is_one_column() -> None:
    sizes = [(Decimal(value), 100) for value in range(10, 50)] + [(Decimal(9000), 3)]
    fine_bins = [Bin(low, low + 1, size) for low, size in sizes]
    found = bins.joined(fine_bins, [0] * len(fine_bins), [], 1)
    assert found is not None
    assert found.columns[-1].high is None
    assert found.columns[-1].outside == 3
    assert found.end <= 51


def test_a_limit_parts_two_columns() -> None:
    fine_bins = [Bin(Decimal(low), Decimal(low + 10), 5) for low in range(100, 1000, 10)]
    inside = [5 if one.low < 330 else 0 for one in fine_bins]
    found = bins.joined(fine_bins, inside, [330.0], 1)
    assert found is not None
    assert all(one.inside == 0 or one.outside == 0 for one in found.columns)


def test_nobody_gives_nothing() -> None:
    assert bins.joined([], [], [], 1) is None


def test_a_tenth_is_reached_where_so_many_lie_at_or_below() -> None:
    ten = whole(*[1] * 10)
    lows = [bins.reached(ten, [1] * 10, tenths) for tenths in (1, 5, 9)]
    assert [one.low if one else None for one in lows] == [0, 4, 8]
