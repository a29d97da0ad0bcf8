"""Highlighters colour the words that the grammar has: the file of VS Code, and Pygments.

`pytest tests/editor/test_highlighting.py --update` writes the file of VS Code anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, String

from segdsl.editor import keywords, reading
from segdsl.editor.highlight import SegdslLexer
from segdsl.syntax import from_text
from segdsl.syntax.terminals import terminals
from tests.editor import textmate

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("*.seg"))


def test_the_grammar_of_vs_code_is_made_from_the_grammar(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update"):
        textmate.FILE.write_text(textmate.printed(), encoding="utf-8")
    assert textmate.FILE.read_text(encoding="utf-8") == textmate.printed()


def test_every_word_of_the_grammar_is_in_one_group() -> None:
    groups = (
        *keywords.GROUPS.values(), keywords.NUMBER, keywords.SIGN, keywords.PUNCTUATION,
        keywords.OTHER,
    )  # fmt: skip
    assert sorted(name for group in groups for name in group) == sorted(terminals())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pygments_keeps_every_character_and_colours_what_the_parser_reads(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens = list(SegdslLexer(stripnl=False, ensurenl=False).get_tokens(text))
    assert "".join(value for _, value in tokens) == text
    assert [value for kind, value in tokens if kind in Error] == []
    at, kinds = 0, {}
    for kind, value in tokens:
        kinds[at] = (kind, value)
        at += len(value)
    file, _ = from_text.source_file(str(path), text.encode())
    words = {name for group in keywords.GROUPS.values() for name in group}
    wrong = []
    for _, read in reading.declaration_words(file):
        for one in read:
            kind, value = kinds.get(one.start, (Error, ""))
            is_word = kind in Keyword or kind in Operator.Word or kind in Name.Builtin
            if (one.kind in words) != (is_word and value == one.text) and one.kind != "TEXT":
                wrong.append((one.kind, one.text, kind))
    assert wrong == []


def test_pygments_finds_the_lexer_by_its_name_and_sees_a_name_for_what_it_is() -> None:
    assert SegdslLexer.filenames == ["*.seg"]
    tokens = SegdslLexer().get_tokens(
        'segment owner "É": any `or` where (note = "and" and amount > 1_500) in last 30d # not\n'
    )
    found = [(value, kind) for kind, value in tokens if value.strip()]
    assert found[:6] == [
        ("segment", Keyword.Declaration),
        ("owner", Name.Class),
        ('"É"', String),
        (":", found[3][1]),
        ("any", Keyword),
        ("`or`", Name),
    ]
    assert ("note", Name) in found
    assert ("in last", Keyword.Pseudo) in found
    assert ("30d", Number) in found
    assert found[-1] == ("# not", Comment.Single)
