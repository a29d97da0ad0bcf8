"""Print findings as SARIF, with places as the repository has them: findings in, JSON out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from segdsl import __version__
from segdsl.cli.report import hidden
from segdsl.text.diagnostics import Diagnostic, Language
from segdsl.text.sarif import sarif


def findings_as_sarif(found: Sequence[Diagnostic], language: Language, folder: Path | None) -> str:
    """The one JSON value of `check --format sarif`; without a project nothing has a place."""
    prefix = "" if folder is None else _prefix(folder)
    return json.dumps(
        _hidden(sarif(found, language, __version__, prefix)), ensure_ascii=False, indent=2
    )


def _prefix(folder: Path) -> str:
    """From the root of the repository that a project is in to the project, with `/` at its end."""
    for root in (folder, *folder.parents):
        if (root / ".git").exists():
            inside = folder.relative_to(root).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""


def _hidden(value: Any) -> Any:
    """The value without passwords of addresses, wherever a text holds one."""
    match value:
        case str():
            return hidden(value)
        case dict():
            return {key: _hidden(inner) for key, inner in value.items()}
        case list():
            return [_hidden(inner) for inner in value]
        case _:
            return value
