"""Pictures at their edges: hostile names, one of everything, none of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from segdsl.meaning.types import Type
from segdsl.site.charts import (
    attrition,
    categories,
    flow,
    grid,
    histogram,
    lineage,
    matrix,
    overlaps,
    profile,
    small,
    stack,
    trend,
    upset,
)
from segdsl.site.charts.categories import Category, Value
from segdsl.site.charts.columns import Subject
from segdsl.site.charts.graph import Graph, Layer, Node
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics import survey as plain
from segdsl.statistics.crowds import Combination
from tests.site.charts import reading

EN, FR = Pen("en", 5), Pen("fr", 5)
DAYS = tuple(date(2026, 1, 1) + timedelta(days=28 * place) for place in range(3))
HOSTILE = (
    "<script>alert(\"1\")</script> & 'quotes'",
    "W" * 200,
    "mot " * 60,
    "לקוחות נאמנים של החנות",
    "👩‍👩‍👧 fidèles 🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒",
    "客户" * 40,
    "a\x00b\x1b[31m",
    " ",
)


def bins(*sizes: int) -> tuple[plain.Bin, ...]:
    return tuple(plain.Bin(Decimal(low), None, size) for low, size in enumerate(sizes))


def drawn_attrition(label: str, pen: Pen) -> Picture | None:
    found = plain.Attrition(100, (plain.Rung(None, 50, 50, 60), plain.Rung(None, 20, 30, 50)))
    return attrition.picture("a", found, [label, label], label, pen)


def drawn_histogram(label: str, pen: Pen) -> Picture | None:
    whole = plain.Distribution("m", bins(20, 20, 20, 20), 9)
    found = plain.Placing("m", (0, 0, 20, 20), 0, (Decimal(2), Decimal(999)))
    return histogram.placed("h", found, whole, Subject(label, Type.NUMBER, label), pen)


def drawn_texts(label: str, pen: Pen) -> Picture | None:
    found = (plain.Bin(Decimal(0), None, 30, label), plain.Bin(Decimal(1), None, 20, "web"))
    whole = plain.Distribution("m", found, 10)
    return histogram.alone("t", whole, Subject(label, Type.TEXT, label), pen)


def drawn_profile(label: str, pen: Pen) -> Picture | None:
    means = profile.Average(label, Type.MONEY, Decimal(900), Decimal(1), Decimal(10))
    return profile.picture("p", [means, means], pen)


def drawn_categories(label: str, pen: Pen) -> Picture | None:
    values = (Value(label, 50, 20), Value("b", 10, 60), Value(None, 8, 9))
    return categories.picture("c", [Category(label, values)], pen)


def drawn_overlaps(label: str, pen: Pen) -> Picture | None:
    others = [overlaps.Other(label, 60, 40), overlaps.Other("b", 200, 50)]
    return overlaps.picture("o", 100, 400, others, label, pen)


def drawn_stack(label: str, pen: Pen) -> Picture | None:
    parts = [stack.Part(label, 10 + place, Decimal(place)) for place in range(12)]
    return stack.picture("s", parts, label, pen)


def drawn_flow(label: str, pen: Pen) -> Picture | None:
    sizes: dict[tuple[str | None, str | None], int] = {
        ("a", "a"): 500, ("a", "b"): 20, ("b", "a"): 7, (None, "b"): 30, ("b", None): 6,
    }  # fmt: skip
    found = plain.Flow(DAYS[0], DAYS[1], sizes)
    return flow.picture("f", found, ["a", "b"], {"a": label, "b": label}, pen)


def drawn_grid(label: str, pen: Pen) -> Picture | None:
    sizes = tuple(tuple(9 * row * column for column in range(5)) for row in range(5))
    values = tuple(tuple(Decimal(size * 10**6) for size in row) for row in sizes)
    return grid.picture("g", plain.Grid("r", "f", sizes, values), label, label, label, pen)


def drawn_matrix(label: str, pen: Pen) -> Picture | None:
    found = {
        name: matrix.Member(label, 1_000_000, {other: 500_000 for other in "abc" if other != name})
        for name in "abc"
    }
    return matrix.picture("m", found, pen)


def drawn_upset(label: str, pen: Pen) -> Picture | None:
    names = tuple(f"n{place}" for place in range(14))
    found = [Combination(names[:place], 100 - place, None) for place in range(15)]
    return upset.picture("u", found, KNOWN, dict.fromkeys(names, label), pen)


def drawn_lineage(label: str, pen: Pen) -> Picture | None:
    nodes = (
        Node("t", Layer.TABLE, 0), Node("m", Layer.MEASURE, 1),
        Node("s", Layer.SEGMENT, 2), Node("u", Layer.TARGET, 3),
    )  # fmt: skip
    arrows = (("t", "m"), ("m", "s"), ("s", "u"), ("t", "u"))
    called = dict.fromkeys("tmsu", label)
    return lineage.picture("l", Graph(nodes, arrows), called, lambda name: f"?{name}&<", pen)


KNOWN = upset.Known(10_000, lambda first, second: 5000)
ALL: tuple[Callable[[str, Pen], Picture | None], ...] = (
    drawn_attrition, drawn_histogram, drawn_texts, drawn_profile, drawn_categories,
    drawn_overlaps, drawn_stack, drawn_flow, drawn_grid, drawn_matrix, drawn_upset, drawn_lineage,
)  # fmt: skip


@pytest.mark.parametrize("drawn", ALL)
@pytest.mark.parametrize("pen", [EN, FR])
@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_breaks_a_picture(
    drawn: Callable[[str, Pen], Picture | None], pen: Pen, label: str
) -> None:
    one = drawn(label, pen)
    assert one is not None
    assert "<script" not in one.svg
    width, height = reading.box(one.svg)
    for mark in reading.marks(one.svg):
        assert -0.1 <= mark.left <= mark.right <= width + 0.1, mark
        assert -0.1 <= mark.top <= mark.bottom <= height + 0.1, mark


@pytest.mark.parametrize("drawn", ALL)
def test_every_text_is_in_the_language_of_its_page(
    drawn: Callable[[str, Pen], Picture | None],
) -> None:
    english, french = drawn("X", EN), drawn("X", FR)
    assert english is not None
    assert french is not None
    assert english.title != french.title
    assert english.says != french.says
    assert "{" not in "".join((english.says, french.says, english.svg, french.svg))


def test_a_link_stands_around_each_name() -> None:
    one = drawn_lineage("A", EN)
    assert one is not None
    root = reading.root(one.svg)
    assert root.attrib["role"] == "group"
    links = [each.attrib["href"] for each in root.iter(f"{reading.SVG}a")]
    assert links == ["?t&<", "?m&<", "?s&<", "?u&<"]


def test_no_arrow_runs_behind_a_name_that_it_does_not_lead_to() -> None:
    one = drawn_lineage("A", EN)
    assert one is not None
    boxes = [mark for mark in reading.marks(one.svg) if "seg-box" in mark.look]
    lanes = [
        mark for mark in reading.marks(one.svg) if mark.tag == "line" and "seg-arrow" in mark.look
    ]
    assert len(lanes) == 2  # from the table to the target, past a metric and a segment
    for lane in lanes:
        assert not [box for box in boxes if box.left < lane.right and lane.left < box.right
                    and box.top < lane.top < box.bottom]  # fmt: skip


def test_nothing_is_drawn_of_nobody() -> None:
    nobody = plain.Course((0, 0, 0), (None,) * 3, (None, 0, 0), (None, 0, 0))
    empty = plain.Distribution("m", (), 40)
    subject = Subject("M", Type.NUMBER, "customers")
    zeros = tuple((0,) * 5 for _ in range(5))
    nones = tuple((None,) * 5 for _ in range(5))
    assert attrition.picture("a", plain.Attrition(0, ()), [], "x", EN) is None
    assert trend.picture("t", DAYS, nobody, EN) is None
    assert histogram.alone("h", empty, subject, EN) is None
    assert stack.picture("s", [stack.Part("a", 0, None)], "", EN) is None
    assert grid.picture("g", plain.Grid("r", "f", zeros, nones), "R", "F", "", EN) is None
    assert flow.picture("f", plain.Flow(DAYS[0], DAYS[1], {}), ["a"], {"a": "A"}, EN) is None
    assert matrix.picture("m", {"a": matrix.Member("A", 9, {})}, EN) is None
    assert upset.picture("u", [Combination((), 9, None)], KNOWN, {}, EN) is None
    assert overlaps.picture("o", 0, 9, [], "x", EN) is None


def test_one_day_has_no_course() -> None:
    one = plain.Course((50,), (None,), (None,), (None,))
    assert trend.picture("t", DAYS[:1], one, EN) is None


def test_one_class_of_everybody_is_a_whole_bar() -> None:
    one = stack.picture("s", [stack.Part("a", 50, Decimal(9))], "CA", EN)
    assert one is not None
    assert one.rows == (("a", "50", "100.0%", "100.0%"),)


def test_many_classes_are_the_largest_and_the_others() -> None:
    parts = [stack.Part(f"c{place}", 10 + place, None) for place in range(40)]
    one = stack.picture("s", parts, "", EN)
    assert one is not None
    assert [row[0] for row in one.rows] == [*(f"c{place}" for place in range(25, 40)), "25 others"]
    assert one.rows[-1][1] == str(sum(10 + place for place in range(25)))


def test_one_value_is_one_column() -> None:
    one = histogram.alone(
        "h", plain.Distribution("m", bins(0, 0, 0, 50), 0), Subject("M", Type.INTEGER, "c"), EN
    )
    assert one is not None
    assert one.rows == (("3", "50"),)


def test_the_condition_that_bites_most_is_named_and_marked() -> None:
    found = plain.Attrition(
        2469,
        (plain.Rung(None, 2000, 2000, 1300), plain.Rung(None, 1266, 1500, 2031)),
    )
    one = attrition.picture("a", found, ["frequent", "recent"], "customers", EN)
    assert one is not None
    assert one.says == (
        "What bites most: recent. Without it there would be 2,031 instead of 1,266."
    )
    assert "Bites most: without it, 2,031" in reading.texts(one.svg)
    assert [mark.look for mark in reading.marks(one.svg)].count("seg-bites") == 1
    assert one.rows == (
        ("All customers", "2,469", "", ""),
        ("Frequent", "2,000", "2,000", "1,300"),
        ("Recent", "1,266", "1,500", "2,031"),
    )


def test_columns_are_as_high_as_they_hold_customers() -> None:
    one = histogram.placed(
        "h",
        plain.Placing("m", (0, 0, 30, 40), 0, (Decimal(2),)),
        plain.Distribution("m", bins(10, 20, 30, 40), 0),
        Subject("M", Type.INTEGER, "customers"),
        EN,
    )
    assert one is not None
    bars = [
        mark
        for mark in reading.marks(one.svg)
        if mark.tag == "rect" and mark.look in ("seg-in", "seg-out") and mark.bottom > 60
    ]
    heights = [round((mark.bottom - mark.top) / (bars[0].bottom - bars[0].top), 1) for mark in bars]
    assert [mark.look for mark in bars] == ["seg-out", "seg-out", "seg-in", "seg-in"]
    assert heights == [1, 2, 3, 4]
    limit = next(mark for mark in reading.marks(one.svg) if mark.look == "seg-limit")
    assert bars[1].right <= limit.left <= bars[2].left


def test_a_column_of_several_steps_is_as_high_as_their_average() -> None:
    one = histogram.alone(
        "h",
        plain.Distribution("m", bins(20, 20, 2, 6, 20, 20), 0),
        Subject("M", Type.INTEGER, "customers"),
        EN,
    )
    assert one is not None
    assert one.rows[2] == ("2 to under 4", "8")
    bars = [mark for mark in reading.marks(one.svg) if mark.look == "seg-in"]
    heights = [round((mark.bottom - mark.top) / (bars[0].bottom - bars[0].top), 1) for mark in bars]
    assert heights == [1, 1, 0.2, 0.2, 1, 1]


def test_the_overlap_that_is_named_is_no_matter_of_course() -> None:
    found = {
        "a": matrix.Member("A", 100, {"b": 90, "c": 30}),
        "b": matrix.Member("B", 100, {"a": 90, "c": 30}, frozenset({"a"})),
        "c": matrix.Member("C", 100, {"a": 30, "b": 20}),
    }
    one = matrix.picture("m", found, EN)
    assert one is not None
    assert one.says.startswith("30.0% of “C” are also in “A”.") or one.says.startswith(
        "30.0% of “A”"
    )
    others = [overlaps.Other("kin", 100, 90, is_kin=True), overlaps.Other("news", 200, 80)]
    also = overlaps.picture("o", 100, 1000, others, "customers", EN)
    assert also is not None
    assert "“news”: 4.0× as many" in also.says


def test_a_figure_of_a_table_has_a_mark_that_readers_may_skip() -> None:
    line = small.sparkline([1, 5, 3], "fr")
    bar = small.twin_bar(0.25, 0.5)
    assert reading.root(line).attrib["aria-hidden"] == "true"
    widths = [float(each.attrib["width"]) for each in reading.root(bar)]
    assert widths == [84, 21, 84, 42]
    assert small.sparkline([4], "fr") == ""
    assert len(list(reading.root(small.twin_bar(1.7, None)))) == 2
