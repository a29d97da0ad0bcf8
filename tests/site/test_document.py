"""All that the site shows as one value: the same figures, nothing of a few customers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from segdsl.site import document
from segdsl.text.diagnostics import LANGUAGES
from tests.site import pages


def entry(found: dict[str, Any], name: str) -> dict[str, Any]:
    (one,) = [one for one in found["entries"] if one["name"] == name]
    assert isinstance(one, dict)
    return one


def test_a_segment_has_its_sentences_figures_and_pictures() -> None:
    catalog = pages.measured()
    found = entry(document.document(catalog, LANGUAGES), "fideles")
    assert catalog.figures is not None
    result = catalog.figures.result("fideles")
    assert result is not None
    assert found["measure"]["size"] == result.size
    assert found["sentences"]["en"].startswith("Customers whose")
    assert [one["channel"] for one in found["reach"]] == ["email"]
    assert found["change"]["since"] < catalog.as_of
    assert {one["name"] for one in found["pictures"]["fr"]} >= {"attrition", "trend", "overlaps"}
    assert "segment fideles" in found["source"]
    assert set(found["sql"]) == {"duckdb", "postgres"}


def test_a_few_are_null() -> None:
    found = document.document(replace(pages.measured(), least=10**6), LANGUAGES)
    for one in found["entries"]:
        measure = one.get("measure")
        if measure is not None:
            assert [measure["size"], measure["share"], measure["value"]] in (
                [None, None, None],
                [0, 0.0, 0],
            ), one["name"]


def test_without_figures_there_are_none() -> None:
    found = document.document(replace(pages.measured(), figures=None), LANGUAGES)
    assert found["warehouse"] is None
    assert entry(found, "fideles")["measure"] is None
    assert entry(found, "fideles")["pictures"]["en"] == []
