"""The style sheet: its colours are told apart in both lights, and a phone can read its texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from segdsl.site import charts
from segdsl.site.charts import drawing

SHEET = (Path(charts.__path__[0]) / "charts.css").read_text("utf-8")
COLOURS = dict(re.findall(r"--seg-([\w-]+): (?:var\(--\w+, )?(light-dark\([^)]*\))", SHEET))
LIGHTS = ("light", "dark")
TEXTS = ("ink", "quiet", "alarm")
MARKS = ("blue", "grey", "orange", "axis", *(f"series-{place}" for place in range(8)))


def colour(name: str, light: str) -> tuple[int, int, int]:
    pair = re.findall(r"#(\w{6})", COLOURS[name])
    found = pair[LIGHTS.index(light)]
    return int(found[:2], 16), int(found[2:4], 16), int(found[4:], 16)


def luminance(rgb: tuple[int, int, int]) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [one / 255 for one in rgb]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str, light: str) -> float:
    high, low = sorted((luminance(colour(name, light)) for name in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("name", TEXTS)
def test_texts_stand_out_from_the_page(name: str, light: str) -> None:
    assert contrast(name, "paper", light) >= 4.5


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("name", MARKS)
def test_marks_stand_out_from_the_page(name: str, light: str) -> None:
    assert contrast(name, "paper", light) >= 3


@pytest.mark.parametrize("light", LIGHTS)
def test_figures_stand_out_from_their_cells(light: str) -> None:
    for level in range(7):
        text = "light-text" if level < 4 else "deep-text"
        assert contrast(text, f"heat-{level}", light) >= 4.5, level


@pytest.mark.parametrize("light", LIGHTS)
def test_figures_stand_out_from_classes(light: str) -> None:
    for place in range(8):
        assert contrast("deep-text", f"series-{place}", light) >= 4.5, place


@pytest.mark.parametrize("light", LIGHTS)
def test_a_cell_with_more_is_never_lighter(light: str) -> None:
    found = [luminance(colour(f"heat-{level}", light)) for level in range(7)]
    assert found == sorted(found, reverse=light == "light")


@pytest.mark.parametrize("light", LIGHTS)
def test_members_and_all_others_differ_in_more_than_hue(light: str) -> None:
    assert contrast("blue", "track", light) >= 3
    assert contrast("orange", "track", light) >= 3


def test_a_phone_shows_texts_of_eleven_pixels_or_more() -> None:
    page = 390 - 2 * 20
    assert f"font-size: {drawing.SIZE:.0f}px" in SHEET
    assert drawing.SIZE * page / drawing.WIDTH >= 11
    assert drawing.DETAIL >= 11
