"""Sizes, overlaps, combinations and averages are read from cells as one would count by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segdsl.statistics.crowds import Average, Combination, Reading
from segdsl.statistics.survey import Category, Cell, Crowd, Sum

NAMES = ("vip", "new", "lost")


def crowd(*cells: Cell, names: tuple[str, ...] = NAMES, is_weighed: bool = True) -> Crowd:
    """A population of these cells: `Cell(0b011, 2, 10)` are two who are vip and new."""
    value = sum((cell.value or Decimal(0) for cell in cells), Decimal(0))
    return Crowd(
        "customers",
        sum(cell.size for cell in cells),
        value if is_weighed else None,
        names,
        ("spend",),
        cells,
        whole=(Sum(Decimal(60), 3),),
        sums={"vip": (Sum(Decimal(50), 2),), "new": (Sum(Decimal(0), 0),)},
        categories={"city": Category(("Paris", None), (4, 6), {"vip": (3, 1)})},
        classes={},
    )


SHOP = crowd(
    Cell(0b000, 5, Decimal("0.5")),
    Cell(0b001, 3, Decimal("30.25")),
    Cell(0b011, 1, Decimal("20")),
    Cell(0b110, 1, Decimal("-7")),
)


def test_sizes_and_values_are_those_of_the_cells_of_a_name() -> None:
    reading = Reading(SHOP)
    assert [reading.size_of(name) for name in NAMES] == [4, 2, 1]
    assert [reading.value_of(name) for name in NAMES] == [Decimal("50.25"), Decimal(13), -7]


def test_overlaps_count_who_is_in_both_and_the_diagonal_who_is_in_one() -> None:
    reading = Reading(SHOP)
    assert reading.overlaps(NAMES) == ((4, 1, 0), (1, 2, 1), (0, 1, 1))
    assert reading.overlap("vip", "new") == 1
    assert reading.shared_value("vip", "new") == 20
    assert reading.overlap() == 10


def test_covered_are_those_in_at_least_one() -> None:
    reading = Reading(SHOP)
    assert reading.covered(["vip", "lost"]) == 5
    assert reading.covered(NAMES) == 5
    assert reading.covered([]) == 0


def test_combinations_are_exact_and_the_largest_come_first() -> None:
    found = Reading(SHOP).combinations(["vip", "new"], limit=3)
    assert found == (
        Combination((), 5, Decimal("0.5")),
        Combination(("vip",), 3, Decimal("30.25")),
        Combination(("vip", "new"), 1, Decimal(20)),
    )


def test_combinations_leave_out_what_is_not_asked() -> None:
    (first, second) = Reading(SHOP).combinations(["new"], limit=9)
    assert first == Combination((), 8, Decimal("30.75"))
    assert second == Combination(("new",), 2, Decimal(13))


def test_without_a_weight_nothing_has_a_value() -> None:
    reading = Reading(crowd(Cell(1, 2, None), is_weighed=False))
    assert reading.value_of("vip") is None
    assert reading.shared_value("vip", "new") is None
    assert reading.combinations(["vip"], 5) == (Combination(("vip",), 2, None),)


def test_averages_are_over_those_for_whom_the_metric_is_known() -> None:
    reading = Reading(SHOP)
    assert reading.average("spend", "vip") == Average(Decimal(25), Decimal(10))
    assert reading.average("spend", "new") == Average(None, Decimal(20))
    assert reading.average_of_all("spend") == 20
    assert (reading.known("spend", "vip"), reading.known_of_all("spend")) == (2, 3)
    assert reading.sum_of("spend", "vip") == 50


def test_a_category_tells_members_apart_with_the_missing_ones() -> None:
    reading = Reading(SHOP)
    assert reading.by_category("city", "vip") == {"Paris": 3, None: 1}
    assert reading.all_by_category("city") == {"Paris": 4, None: 6}


def test_an_empty_population_has_nobody_anywhere() -> None:
    reading = Reading(crowd())
    assert reading.size_of("vip") == 0
    assert reading.value_of("vip") == 0
    assert reading.overlaps(NAMES) == ((0, 0, 0),) * 3
    assert reading.combinations(NAMES, 5) == ()


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        Reading(SHOP).size_of("nobody")


MANY = tuple(f"s{number}" for number in range(70))
AMOUNTS = st.decimals(-(10**9), 10**9, places=4)


@given(
    st.dictionaries(
        st.integers(0, 2**70 - 1), st.tuples(st.integers(1, 10**7), AMOUNTS), max_size=30
    )
)
def test_any_cells_are_added_up_as_a_loop_would(cells: dict[int, tuple[int, Decimal]]) -> None:
    drawn = [Cell(mask, size, value) for mask, (size, value) in cells.items()]
    reading = Reading(crowd(*drawn, names=MANY))
    for place in (0, 7, 8, 69):
        inside = [cell for cell in drawn if cell.mask >> place & 1]
        both = [cell for cell in inside if cell.mask >> 33 & 1]
        assert reading.size_of(MANY[place]) == sum(cell.size for cell in inside)
        assert reading.value_of(MANY[place]) == sum(cell.value or 0 for cell in inside)
        assert reading.overlap(MANY[place], "s33") == sum(cell.size for cell in both)
        either = [cell for cell in drawn if cell.mask & (1 << place | 1 << 33)]
        assert reading.covered([MANY[place], "s33"]) == sum(cell.size for cell in either)
