"""Joining fine bins: what lies where, that nobody is lost and nothing of a few is told."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from segdsl.site.charts import bins
from segdsl.site.charts.bins import Column
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


def size(columns: tuple[Column, ...]) -> int:
    return sum(one.size for one in columns)


@given(VALUES, st.sampled_from([1, 5, 20]), st.lists(st.integers(0, 10**6), max_size=2))
def test_joined_bins_hold_all_customers(
    values: list[tuple[Decimal, bool]], least: int, limits: list[int]
) -> None:
    found = bins.joined(*fine(values), [float(one) for one in limits], least)
    assert found is not None
    assert size(found.inside) == sum(is_in for _, is_in in values)
    assert size(found.outside) == sum(not is_in for _, is_in in values)


@given(VALUES, st.sampled_from([1, 5, 20]))
def test_columns_of_a_side_touch_and_are_few(
    values: list[tuple[Decimal, bool]], least: int
) -> None:
    found = bins.joined(*fine(values), [], least)
    assert found is not None
    assert list(found.edges) == sorted(set(found.edges))
    assert len(found.edges) <= bins.COLUMNS + 2
    for side in (found.inside, found.outside):
        assert side[0].low == found.edges[0]
        for one, after in pairwise(side):
            assert one.high == after.low
        ends = {end for one in side for end in (one.low, one.high) if end is not None}
        assert ends <= set(found.edges)


@given(VALUES, st.sampled_from([2, 5, 20]))
def test_no_column_before_the_tail_tells_of_a_few_unless_it_is_the_only_one(
    values: list[tuple[Decimal, bool]], least: int
) -> None:
    found = bins.joined(*fine(values), [], least)
    assert found is not None
    for side in (found.inside, found.outside):
        main = [one.size for one in side if one.high is not None]
        assert len(main) == 1 or not [one for one in main if 0 < one < least]


@given(VALUES)
def test_a_column_holds_the_values_between_its_ends(values: list[tuple[Decimal, bool]]) -> None:
    fine_bins, inside = fine(values)
    found = bins.joined(fine_bins, inside, [], 1)
    assert found is not None
    for one in found.inside:
        held = [
            part
            for each, part in zip(fine_bins, inside, strict=True)
            if float(each.low) >= one.low - 1e-6
            and (one.high is None or float(each.low) < one.high - 1e-6)
        ]
        assert sum(held) == one.size


def whole(*sizes: int) -> list[Bin]:
    return [Bin(Decimal(value), None, size) for value, size in enumerate(sizes) if size]


def test_few_whole_numbers_have_a_column_each() -> None:
    found = bins.joined(whole(9, 8, 7, 6), [0, 0, 7, 6], [2], 1)
    assert found is not None
    assert found.are_values
    assert found.edges == (0, 1, 2, 3, 4)
    assert [one.size for one in found.inside] == [0, 0, 7, 6]
    assert [one.size for one in found.outside] == [9, 8, 0, 0]


def test_a_few_on_one_side_leave_the_other_side_as_it_is() -> None:
    found = bins.joined(whole(20, 20, 22, 21), [0, 0, 20, 20], [2], 5)
    assert found is not None
    assert [one.size for one in found.inside] == [0, 0, 20, 20]
    assert [(one.low, one.high, one.size) for one in found.outside] == [
        (0, 1, 20),
        (1, 4, 23),
    ]


def test_a_long_tail_is_one_column() -> None:
    sizes = [(Decimal(value), 100) for value in range(10, 50)] + [(Decimal(9000), 3)]
    fine_bins = [Bin(low, low + 1, size) for low, size in sizes]
    found = bins.joined(fine_bins, [0] * len(fine_bins), [], 1)
    assert found is not None
    assert found.outside[-1] == Column(found.edges[-1], None, 3)
    assert found.edges[-1] <= 51


def test_a_limit_parts_two_columns() -> None:
    fine_bins = [Bin(Decimal(low), Decimal(low + 10), 5) for low in range(100, 1000, 10)]
    inside = [5 if one.low < 330 else 0 for one in fine_bins]
    found = bins.joined(fine_bins, inside, [330.0], 1)
    assert found is not None
    assert 330 in found.edges


def test_nobody_gives_nothing() -> None:
    assert bins.joined([], [], [], 1) is None


def test_a_tenth_is_reached_where_so_many_lie_at_or_below() -> None:
    ten = whole(*[1] * 10)
    lows = [bins.reached(ten, [1] * 10, tenths) for tenths in (1, 5, 9)]
    assert [one.low if one else None for one in lows] == [0, 4, 8]
