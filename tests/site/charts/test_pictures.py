"""Every picture, of crowds great, small and empty: well-formed, in its frame, the same twice."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from xml.etree import ElementTree

import pytest

from segdsl.site.charts.of_entry import for_entry
from segdsl.site.charts.of_index import for_population
from segdsl.site.charts.picture import Picture
from segdsl.text.diagnostics import LANGUAGES, Language
from tests.site.charts import people, reading

NAMES = (
    "fideles", "vip", "gros", "jamais", "relance", "cycle.actif", "cycle", "valeur", "habit",
    "frequency", "recency", "monetary", "panier",
)  # fmt: skip
COUNTS = (2469, 300, 40, 7, 1, 0)
LEAST = 5


@cache
def pictures(count: int, language: Language, least: int = LEAST) -> dict[str, Picture]:
    """By page and name, all pictures of a shop of so many customers."""
    catalog, survey = people.catalog(), people.survey(people.people(count))
    found = {
        f"{name} {one.name}": one
        for name in NAMES
        for one in for_entry(catalog, survey, name, language, least)
    }
    index = for_population(catalog, survey, "customers", language, least)
    return found | {f"index {one.name}": one for one in index}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", COUNTS)
def test_every_picture_is_well_formed_and_says_what_it_is(count: int, language: Language) -> None:
    for place, one in pictures(count, language).items():
        root = reading.root(one.svg)
        assert root.attrib["role"] in ("img", "group"), place
        ids = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
        assert ids == [f"{one.name}-title", f"{one.name}-desc"], place
        assert root.attrib["aria-labelledby"] == " ".join(ids), place
        assert [each.text for each in root[:2]] == [one.title, one.says or None], place
        assert one.title, place
        assert one.says, place


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", COUNTS)
def test_every_mark_is_inside_its_picture(count: int, language: Language) -> None:
    for place, one in pictures(count, language).items():
        width, height = reading.box(one.svg)
        for mark in reading.marks(one.svg):
            assert -0.1 <= mark.left <= mark.right <= width + 0.1, (place, mark)
            assert -0.1 <= mark.top <= mark.bottom <= height + 0.1, (place, mark)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", COUNTS)
def test_no_text_covers_another(count: int, language: Language) -> None:
    for place, one in pictures(count, language).items():
        said = [mark for mark in reading.marks(one.svg) if mark.tag == "text" and mark.text]
        upright = [mark for mark in said if mark.bottom - mark.top < 25]
        for first, second in combinations(upright, 2):
            is_apart = (
                first.right <= second.left + 1
                or second.right <= first.left + 1
                or first.bottom <= second.top + 1
                or second.bottom <= first.top + 1
            )
            assert is_apart, (place, first, second)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_behind_a_picture_has_a_cell_for_each_head(language: Language) -> None:
    for count in COUNTS:
        for place, one in pictures(count, language).items():
            assert one.rows, place
            assert {len(row) for row in one.rows} == {len(one.head)}, place
            assert all(one.head), place


def test_only_classes_give_marks_a_look() -> None:
    for place, one in pictures(2469, "fr").items():
        for mark in reading.root(one.svg).iter():
            assert not {"style", "fill", "stroke", "color"} & set(mark.attrib), place


def test_the_same_survey_gives_the_same_bytes() -> None:
    first = pictures(2469, "en")
    pictures.cache_clear()
    assert pictures(2469, "en") == first


def test_there_is_no_picture_without_a_survey() -> None:
    catalog = people.catalog()
    assert for_entry(catalog, None, "fideles", "en", 1) == ()


def test_every_class_of_a_mark_is_in_the_style_sheet() -> None:
    from pathlib import Path

    from segdsl.site import charts

    sheet = (Path(charts.__path__[0]) / "charts.css").read_text("utf-8")
    for place, one in pictures(2469, "en").items():
        looks = {
            look
            for mark in reading.root(one.svg).iter()
            for look in mark.attrib.get("class", "").split()
        }
        missing = {look for look in looks if f".{look}" not in sheet and "on-series" not in look}
        assert not missing, place


def test_a_hostile_name_stays_a_text() -> None:
    own = people.OWN.replace("Clients fidèles", "<b>&' 😀 " + "x" * 150 + " \u05d0\u05d1")
    catalog, survey = people.catalog("en", own), people.survey(people.people(300))
    for name in ("vip", "gros"):
        for one in for_entry(catalog, survey, name, "en", 1):
            assert "<b>" not in one.svg
            ElementTree.fromstring(one.svg)
