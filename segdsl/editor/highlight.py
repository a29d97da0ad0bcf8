"""Colour `.seg` text with Pygments: text in, tokens out. Pygments finds this by its entry point."""

from __future__ import annotations

from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups
from pygments.token import (
    Comment,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
    _TokenType,
)

from segdsl.editor import keywords
from segdsl.syntax.terminals import terminals

KINDS: dict[str, _TokenType] = {
    "declaration": Keyword.Declaration,
    "clause": Keyword,
    "aggregate": Name.Builtin,
    "window": Keyword.Pseudo,
    "operator": Operator.Word,
    "rows": Keyword,
    "constant": Keyword.Constant,
}


def _rules() -> list[Any]:
    known = terminals()
    declarations = "|".join(known[name].phrases[0] for name in keywords.DECLARATION)
    name = r"`[^`\n]+`|[^\W\d]\w*"
    head = rf"^({declarations})(\s+)({name})"
    words = [(pattern, KINDS[group]) for pattern, group in keywords.rules()]
    numbers = [(known[one].pattern, Number) for one in keywords.NUMBER]
    signs = [(known[one].pattern, Operator) for one in keywords.SIGN]
    marks = [(known[one].pattern, Punctuation) for one in keywords.PUNCTUATION]
    return [
        (r"\s+", Whitespace),
        (known["COMMENT"].pattern, Comment.Single),
        (known["TEXT"].pattern, String),
        (head, bygroups(Keyword.Declaration, Whitespace, Name.Class)),
        *words,
        (name, Name),
        *numbers,
        *signs,
        *marks,
    ]


class SegdslLexer(RegexLexer):  # type: ignore[misc]
    """The language of segdsl: customer segments as reviewed text."""

    name = "segdsl"
    aliases: ClassVar[list[str]] = ["segdsl", "seg"]
    filenames: ClassVar[list[str]] = ["*.seg"]
    tokens: ClassVar[dict[str, list[Any]]] = {"root": _rules()}
