"""Every row of the page has its rules in the example."""

from __future__ import annotations

import pytest

from segdsl.syntax import ast
from tests.examples.boutique import example

IDS = example.ROW.findall(example.FIELD.read_text(encoding="utf-8"))
EVALUATED = ast.Segment | ast.Segmentation | ast.Target


def test_the_page_has_all_the_rows() -> None:
    counts = {"D": 9, "C": 14, "Q": 5, "T": 5}
    expected = [f"{kind}{n}" for kind, count in counts.items() for n in range(1, count + 1)]
    assert expected == IDS


@pytest.mark.parametrize("row", IDS)
def test_a_row_is_answered(row: str) -> None:
    found = example.tagged(example.files()).get(row.lower(), [])
    assert any(isinstance(declaration, EVALUATED) for declaration in found)


def test_no_tag_names_a_row_that_there_is_not() -> None:
    tags = set(example.tagged(example.files()))
    looks_like_a_row = {tag for tag in tags if tag[0] in "dcqt" and tag[1:].isdigit()}
    assert looks_like_a_row == {row.lower() for row in IDS}
