"""Scales, ticks and texts that fit."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from segdsl.site.charts import drawing
from segdsl.site.charts.drawing import Scale

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 100, 5, (0, 20, 40, 60, 80, 100)),
        (0, 7, 4, (0, 2, 4, 6)),
        (3, 4, 5, (3, 3.2, 3.4, 3.6, 3.8, 4)),
        (-50, 50, 2, (-50, 0, 50)),
        (0, 0.3, 3, (0, 0.1, 0.2, 0.3)),
        (5, 5, 3, (5,)),
    ],
)
def test_ticks_are_round(low: float, high: float, most: int, expected: tuple[float, ...]) -> None:
    assert drawing.ticks(low, high, most) == expected


@given(NUMBERS, st.floats(1e-6, 1e9), st.integers(1, 10))
@example(1.0, 500000001.0, 1)  # 0 is beyond the end by less than a hair's breadth of the picture
def test_ticks_lie_between_the_ends_and_are_few(low: float, span: float, most: int) -> None:
    high = low + span
    found = drawing.ticks(low, high, most)
    slack = max(abs(low), abs(high), span) * 1e-8  # what no eye can see
    assert len(found) <= most + 1
    assert all(low - slack <= one <= high + slack for one in found)
    assert list(found) == sorted(found)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_scale_stays_between_its_ends(low: float, high: float, value: float) -> None:
    assert 10 <= Scale(low, high, 10, 450).at(value) <= 450
    assert 10 <= Scale(low, high, 450, 10).at(value) <= 450


@given(NUMBERS, NUMBERS)
def test_a_scale_keeps_the_order(one: float, other: float) -> None:
    scale = Scale(-1e9, 1e9, 0, 460)
    assert (one <= other) == (scale.at(one) <= scale.at(other)) or abs(one - other) < 1e-3


@given(st.text(), st.floats(40, 500), st.integers(1, 4))
def test_wrapped_text_fits_and_is_not_reordered(said: str, width: float, most: int) -> None:
    lines = drawing.wrapped(said, width, most)
    assert len(lines) <= most
    assert all(drawing.width_of(line) <= width or len(line) <= 2 for line in lines)
    shown = "".join("".join(lines).split()).removesuffix(drawing.ELLIPSIS)
    assert "".join(said.replace("\0", "\N{NO-BREAK SPACE}").split()).startswith(shown)


def test_a_no_break_space_holds_words_together() -> None:
    said = "plus de 10\N{NO-BREAK SPACE}000 clients"
    lines = drawing.wrapped(said, drawing.width_of("plus de 10\N{NO-BREAK SPACE}"), 3)
    assert lines[0] == "plus de"


@given(st.text())
def test_any_text_is_well_formed(said: str) -> None:
    svg = drawing.picture("a", said, said, 10, [drawing.text(0, 10, said)])
    ElementTree.fromstring(svg)


@pytest.mark.parametrize("said", ['<b>&"', "a\x00b\x0c", "\ud800x"])
def test_what_markup_cannot_hold_is_escaped_or_left_out(said: str) -> None:
    found = ElementTree.fromstring(drawing.element("text", {"class": said}, drawing.escaped(said)))
    assert found.text in ('<b>&"', "ab", "x", "a b")


def test_a_text_read_from_the_right_is_isolated() -> None:
    assert drawing.isolated("Clients") == "Clients"
    assert drawing.isolated("\u05d0\u05d1") == "\u2068\u05d0\u05d1\u2069"


@pytest.mark.parametrize(
    ("value", "expected"), [(1.0, "1"), (1.04, "1"), (1.26, "1.3"), (-0.01, "0"), (10, "10")]
)
def test_numbers_are_written_to_a_tenth(value: float, expected: str) -> None:
    assert drawing.number(value) == expected
