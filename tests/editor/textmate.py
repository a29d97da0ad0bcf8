"""Print the TextMate grammar of VS Code from the words of the language: JSON out."""

from __future__ import annotations

import json
from pathlib import Path

from segdsl.editor import keywords
from segdsl.syntax.terminals import terminals

FILE = Path(__file__).parents[2] / "grammar/vscode/syntaxes/segdsl.tmLanguage.json"
MADE_BY = "Made from grammar/segdsl.lark by pytest tests/editor/test_highlighting.py --update"
SCOPES = {
    "declaration": "keyword.declaration",
    "clause": "keyword.other.clause",
    "aggregate": "support.function.aggregate",
    "window": "keyword.other.window",
    "operator": "keyword.operator.word",
    "rows": "keyword.control",
    "constant": "constant.language",
}


def printed() -> str:
    """The file as it is to be."""
    known = terminals()
    names = "|".join(known[name].phrases[0] for name in keywords.DECLARATION)
    name = r"`[^`]+`|[^\W\d]\w*"
    head = {
        "match": rf"^({names})\s+({name})",
        "captures": {
            "1": {"name": "keyword.declaration.segdsl"},
            "2": {"name": "entity.name.type.segdsl"},
        },
    }
    patterns = [
        _pattern(known["COMMENT"].pattern, "comment.line.number-sign"),
        _pattern(known["TEXT"].pattern, "string.quoted.double"),
        head,
        *(_pattern(pattern, SCOPES[group]) for pattern, group in keywords.rules()),
        {"match": name},
        *(_pattern(known[one].pattern, "constant.numeric") for one in keywords.NUMBER),
        *(_pattern(known[one].pattern, "keyword.operator") for one in keywords.SIGN),
    ]
    whole = {
        "name": "segdsl",
        "scopeName": "source.segdsl",
        "fileTypes": ["seg"],
        "comment": MADE_BY,
        "patterns": patterns,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _pattern(pattern: str, scope: str) -> dict[str, str]:
    return {"match": pattern, "name": f"{scope}.segdsl"}
