"""The texts of the language page: all of them parse, comments and places kept."""

import pytest

from segdsl.syntax import ast, from_text
from segdsl.text.source import SourceFile
from segdsl.trees import walk
from tests.syntax.language_page import CONDITIONS, DECLARATIONS, MODEL


def read(text: str) -> ast.Module:
    module, found = from_text.module(SourceFile("page.seg", text))
    assert [one.said(one.message.says, "en") for one in found] == []
    return module


@pytest.mark.parametrize("text", [MODEL, DECLARATIONS], ids=["model", "declarations"])
def test_declarations_parse(text: str) -> None:
    module = read(text)
    starts = [line for line in text.splitlines() if line and line[0] not in " #\n"]
    assert len(module.declarations) == len(starts)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions_parse(condition: str) -> None:
    module = read(f"segment x: {condition}\n")
    (segment,) = module.declarations
    assert isinstance(segment, ast.Segment)
    assert segment.condition is not None
    assert segment.condition.span.text in f"segment x: {condition}"


def test_comments_are_kept_with_their_place() -> None:
    module = read(MODEL)
    assert len(module.comments) == MODEL.count("#")
    assert all(comment.span.text == f"#{comment.text}" for comment in module.comments)


def test_every_node_has_the_text_it_came_from() -> None:
    module = read(DECLARATIONS)
    for declaration in module.declarations:
        for node in walk(declaration):
            if isinstance(node, ast.Name):
                assert node.text in node.span.text


def test_a_broken_declaration_hides_no_other() -> None:
    text = "segment a: (\nsegment b: vip\nsegment c: vip and\nsegment d: vip\n"
    module, found = from_text.module(SourceFile("x.seg", text))
    assert [one.name.text for one in module.declarations] == ["b", "d"]
    assert [one.name for one in module.lost] == ["a", "c"]
    assert [one.span.line for one in found if one.span] == [1, 3]
