"""Counts of a few: what is drawn, written and tabled is the same whatever they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segdsl.meaning.types import Type
from segdsl.site.charts import (
    attrition,
    categories,
    crowd,
    discretion,
    flow,
    fragility,
    grid,
    histogram,
    matrix,
    overlaps,
    stack,
    trend,
    upset,
)
from segdsl.site.charts.categories import Category, Value
from segdsl.site.charts.columns import Subject
from segdsl.site.charts.labels import Labels
from segdsl.site.charts.of_entry import for_entry
from segdsl.site.charts.of_index import for_population
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics import survey as plain
from segdsl.statistics.crowds import Combination
from tests.site.charts import people

LEAST = 5
PEN = Pen("en", LEAST)
FEW = (1, 2, 3, 4)


def same(pictures: Sequence[object]) -> bool:
    return all(one == pictures[0] for one in pictures)


def rows(picture: Picture | None) -> tuple[tuple[str, ...], ...]:
    assert picture is not None
    return picture.rows


# --- which are hidden ---


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([10, 20, 30], set()),
        ([0, 20, 30], set()),
        ([3, 20, 30], {0, 1}),
        ([3, 4, 30], {0, 1, 2}),  # 3 and 4 hold 7 together: that tells too much
        ([3, 0, 0], {0}),
    ],
)
def test_a_small_count_is_hidden_with_another(sizes: list[int], expected: set[int]) -> None:
    assert discretion.hidden(sizes, [range(3)], LEAST) == expected


@given(
    st.lists(st.integers(0, 30), min_size=4, max_size=12),
    st.integers(2, 10),
)
def test_no_hidden_count_is_what_a_sum_leaves(sizes: list[int], least: int) -> None:
    half = len(sizes) // 2
    sums = [range(half), range(half, len(sizes)), range(0, len(sizes), 2)]
    found = discretion.hidden(sizes, sums, least)
    assert all(place in found for place, size in enumerate(sizes) if 0 < size < least)
    for group in sums:
        inside = [place for place in group if place in found]
        if inside and any(sizes[place] for place in group if place not in found):
            assert len(inside) >= 2
            assert sum(sizes[place] for place in inside) >= 2 * least


@given(st.integers(0, 50), st.integers(0, 50))
def test_counts_beside_each_other_do_not_tell_a_small_difference(size: int, other: int) -> None:
    said = {PEN.beside(size, other), PEN.count(other)}
    exact = [int(one) for one in said if one.isdecimal()]
    if len(exact) == 2:
        assert abs(exact[0] - exact[1]) >= LEAST or 0 in exact


# --- pictures ---


def test_attrition_is_the_same_whoever_is_left() -> None:
    rungs = [plain.Rung(None, 60, 60, 40), plain.Rung(None, 3, 40, 60)]
    found = [
        attrition.picture(
            "a",
            plain.Attrition(100, (rungs[0], replace(rungs[1], kept=few))),
            ["one", "two"],
            "customers",
            PEN,
        )
        for few in FEW
    ]
    assert found[0] is not None
    assert same(found)


def test_attrition_does_not_tell_that_a_few_drop_out() -> None:
    def drawn(kept: int) -> object:
        rungs = (plain.Rung(None, 60, 60, 80), plain.Rung(None, kept, 80, 60))
        return attrition.picture("a", plain.Attrition(100, rungs), ["one", "two"], "them", PEN)

    found = drawn(57)
    assert same([drawn(60 - few) for few in FEW])
    assert "≈" in str(found)


def test_attrition_does_not_tell_that_a_few_are_kept_out_by_one_condition() -> None:
    def drawn(few: int) -> Picture | None:
        rungs = (plain.Rung(None, 60, 60, 40 + few), plain.Rung(None, 40, 80, 60))
        return attrition.picture("a", plain.Attrition(100, rungs), ["one", "two"], "them", PEN)

    assert rows(drawn(1))[1][3] == "≈\N{NO-BREAK SPACE}40"
    assert same([drawn(few) for few in FEW])


def test_limits_do_not_tell_that_a_few_move() -> None:
    labels = Labels(people.catalog(), PEN)
    threshold = people.survey(people.people(300)).thresholds["fideles"][0]
    found = [
        fragility.picture(
            "f",
            [replace(threshold, size=100, low_size=100 + few, high_size=70)],
            "customers",
            labels,
        )
        for few in FEW
    ]
    assert found[0] is not None
    assert same(found)


def members(sizes: Sequence[int], few: int) -> list[overlaps.Other]:
    others = [overlaps.Other(f"o{place}", 200, size, "s") for place, size in enumerate(sizes)]
    return [overlaps.Other("few", 50, few), overlaps.Other("nearly all", 300, 100 - few), *others]


def test_overlaps_do_not_tell_of_a_few_inside_or_outside() -> None:
    found = [
        overlaps.picture("o", 100, 600, members([40, 60], few), "customers", PEN) for few in FEW
    ]
    assert found[0] is not None
    assert same(found)


def test_overlaps_do_not_tell_a_class_by_the_others() -> None:
    picture = overlaps.picture("o", 103, 600, members([60, 40, 3], 50), "customers", PEN)
    assert picture is not None
    shares = {row[0]: row[2] for row in picture.rows}
    assert shares["o0"] == "58.3%"
    assert shares["o1"].startswith("≥")
    assert shares["o2"].startswith("<")


def test_a_matrix_does_not_tell_of_a_few() -> None:
    def drawn(few: int) -> Picture | None:
        found = {
            "a": matrix.Member("A", 100, {"b": few, "c": 100 - few}),
            "b": matrix.Member("B", 200, {"a": few, "c": 50}),
            "c": matrix.Member("C", 150, {"a": 100 - few, "b": 50}),
            "d": matrix.Member("D", few, {"a": few}),
        }
        return matrix.picture("m", found, PEN)

    found = drawn(1)
    assert found is not None
    # 100 of 150: what is left of a segment by a few is in the row of the other one
    assert same([rows(drawn(few))[0] for few in FEW])


def combined(*sizes: tuple[str, int]) -> tuple[list[Combination], upset.Known]:
    """Combinations of segments of a letter each, largest first, and what is told of them."""

    def both(first: str, second: str) -> int:
        return sum(size for names, size in sizes if first in names and second in names)

    found = [Combination(tuple(names), size, None) for names, size in sizes]
    found.sort(key=lambda one: -one.size)
    return found, upset.Known(sum(size for _, size in sizes), both)


def test_combinations_of_a_few_are_not_shown() -> None:
    def drawn(few: int) -> Picture | None:
        found, known = combined(
            ("a", 50), ("ab", few), ("abd", 20 - few), ("b", 60), ("", 70), ("ac", 80), ("bc", 90)
        )
        return upset.picture("u", found, known, {one: one.upper() for one in "abcd"}, PEN)

    sizes = [row for row in rows(drawn(3)) if "D" not in row[0]]
    assert sizes[:2] == [("B + C", "90"), ("A + C", "80")]
    assert "A + B" not in [row[0] for row in sizes]


def test_a_combination_is_not_told_by_what_is_left_of_two_segments() -> None:
    found, known = combined(("ab", 50), ("abc", 3), ("c", 60), ("a", 90), ("", 70), ("b", 80))
    picture = upset.picture("u", found, known, {one: one.upper() for one in "abc"}, PEN)
    # 53 are told to be in both: with 50 in just these, the 3 would be
    assert {row[0] for row in rows(picture)} == {"A", "B", "In no segment"}


def test_classes_of_a_few_are_hidden_with_another() -> None:
    parts = [stack.Part("a", 50, None), stack.Part("b", 3, None), stack.Part("c", 47, None)]
    picture = stack.picture("s", parts, "", PEN)
    assert picture is not None
    assert [row[1:] for row in picture.rows] == [
        ("50", "50.0%"),
        ("< 5", "<\N{NO-BREAK SPACE}5.0%"),
        ("≥\N{NO-BREAK SPACE}5", "≥\N{NO-BREAK SPACE}5.0%"),
    ]


def test_classes_are_drawn_alike_however_few_are_in_one() -> None:
    def drawn(few: int) -> Picture | None:
        sizes = {"a": 100, "b": few, "c": 50 - few}
        parts = [stack.Part(label, size, None) for label, size in sizes.items()]
        return stack.picture("s", parts, "", PEN)

    assert drawn(1) is not None
    assert same([drawn(few) for few in FEW])


def test_texts_are_drawn_alike_however_few_have_one() -> None:
    def drawn(few: int) -> Picture | None:
        sizes = {"web": 100, "store": 50 - few, "phone": few}
        bins = (plain.Bin(Decimal(0), None, size, text) for text, size in sizes.items())
        found = plain.Distribution("m", tuple(bins), 0)
        return histogram.alone("t", found, Subject("M", Type.TEXT, "customers"), PEN)

    assert drawn(1) is not None
    assert same([drawn(few) for few in FEW])


def test_a_flow_of_a_few_is_hidden() -> None:
    def drawn(few: int) -> object:
        sizes: dict[tuple[str | None, str | None], int] = {
            ("a", "a"): 50,
            ("a", "b"): few,
            ("b", "a"): 40,
            ("b", "b"): 30,
        }
        found = plain.Flow(date(2026, 1, 1), date(2026, 3, 31), sizes)
        return flow.picture("f", found, ["a", "b"], {"a": "A", "b": "B"}, PEN)

    assert drawn(1) is not None
    assert same([drawn(few) for few in FEW])


def test_a_course_does_not_tell_of_a_few_who_leave() -> None:
    days = [date(2026, 1, 1) + timedelta(days=30 * place) for place in range(3)]

    def drawn(few: int) -> Picture | None:
        sizes = (100, 130, 130 - few)
        course = plain.Course(sizes, (None,) * 3, (None, 30 + few, 0), (None, few, few))
        return trend.picture("t", days, course, PEN)

    assert same([re.sub("12[6-9]", "", str(rows(drawn(few))[1:])) for few in FEW])
    course = plain.Course((100, 100, 130), (None,) * 3, (None, 2, 33), (None, 2, 3))
    picture = trend.picture("t", days, course, PEN)
    assert picture is not None
    assert [row[2:] for row in picture.rows] == [
        ("", ""),
        ("<\N{NO-BREAK SPACE}5", "<\N{NO-BREAK SPACE}5"),
        ("≥\N{NO-BREAK SPACE}30", "<\N{NO-BREAK SPACE}5"),
    ]


def test_a_course_is_drawn_alike_whoever_of_a_few_enters_and_leaves() -> None:
    days = [date(2026, 1, 1) + timedelta(days=30 * place) for place in range(3)]

    def drawn(few: int) -> Picture | None:
        course = plain.Course((100, 100, 130), (None,) * 3, (None, few, 30 + few), (None, few, few))
        return trend.picture("t", days, course, PEN)

    assert drawn(1) is not None
    assert same([drawn(few) for few in FEW])


def test_scores_of_a_few_are_hidden() -> None:
    def drawn(few: int) -> object:
        sizes = [[20] * 5 for _ in range(5)]
        sizes[2][3], sizes[0][0] = few, 20 - few + 20
        values = [[Decimal(100)] * 5 for _ in range(5)]
        found = plain.Grid("r", "f", tuple(map(tuple, sizes)), tuple(map(tuple, values)))
        picture = grid.picture("g", found, "R", "F", "CA", PEN)
        assert picture is not None
        return [row for row in picture.rows if row[:2] == ("3", "4")]

    assert drawn(3) == [("3", "4", "< 5", "–")]
    assert same([drawn(few) for few in FEW])


def test_columns_do_not_tell_of_a_few_without_a_value() -> None:
    bins = tuple(plain.Bin(Decimal(low), Decimal(low + 1), 40) for low in range(10, 20))

    def drawn(few: int) -> Picture | None:
        whole = plain.Distribution("m", bins, 60 + few)
        inside = plain.Placing("m", (0,) * 5 + (40,) * 5, few, (Decimal(15),))
        return histogram.placed("h", inside, whole, Subject("M", Type.NUMBER, "customers"), PEN)

    found = [rows(drawn(few)) for few in FEW]
    missing = [row for row in found[0] if row[1] == "Missing"]
    assert missing == [("In it", "Missing", "< 5"), ("Not in it", "Missing", "60")]
    assert same(found)
    assert [row for row in found[0] if row[2].startswith("≥")]  # or it would follow from the size


def test_categories_of_a_few_are_hidden() -> None:
    def drawn(few: int) -> object:
        values = (Value("F", 31 - few, 30), Value("M", 40, 70), Value("X", few, 20))
        return categories.picture("c", [Category("gender", values)], PEN)

    assert drawn(1) is not None
    assert same([drawn(few) for few in FEW])


def test_shares_do_not_tell_how_few_are_missing() -> None:
    values = (Value("F", 40, 50), Value("M", 57, 70), Value(None, 3, 30))
    found = rows(categories.picture("c", [Category("gender", values)], PEN))
    shares = {row[1]: row[2] for row in found}
    assert shares["M"] == "57.0%"  # of all 100; 58.8% would tell that 97 are known
    assert shares["F"].startswith("≥")


@pytest.mark.parametrize(("inside", "outside"), [(3, 97), (97, 3)])
def test_no_mean_is_told_of_a_few_or_of_all_but_a_few(inside: int, outside: int) -> None:
    of_rennes = [people.Person(1, 9, Decimal(10), "Rennes", True)] * inside
    others = [people.Person(1, 9, Decimal(20), "Brest", True)] * outside
    found = people.survey([*of_rennes, *others])
    means = crowd.means(found.crowds["customers"], "monetary", "rennais", LEAST)
    assert means[:2] == (None, None)


# --- pages ---


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("count", [6, 25, 60, 150])
def test_no_table_of_a_page_holds_a_count_of_a_few(count: int, seed: int) -> None:
    catalog, survey = people.catalog(), people.survey(people.people(count, seed))
    told: list[Picture] = []
    for name in ("fideles", "vip", "gros", "relance", "cycle", "valeur", "monetary"):
        told += for_entry(catalog, survey, name, "en", LEAST)
    told += for_population(catalog, survey, "customers", "en", LEAST)
    counted = {"Size", "Left after it", "By itself", "Without it", "Members of both", "In it",
               "Not in it", "Entered", "Left"}  # fmt: skip
    for one in told:
        places = [place for place, head in enumerate(one.head) if head in counted]
        if one.name == "averages":
            continue  # values, not counts
        cells = [row[place] for row in one.rows for place in places]
        assert not set(cells) & {"1", "2", "3", "4"}, (one.name, one.rows)
