"""Say what went wrong, in the form that was asked for: a failure in, output and exit code out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TextIO

from segdsl.text import report
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import LANGUAGES, Diagnostic, Language, about

SCHEMA_VERSION = 1
FINDINGS, USAGE, WAREHOUSE = 1, 2, 3


class Failure(Exception):
    """A command that cannot go on: what is to be said, and the exit code."""

    def __init__(
        self, code: int, diagnostics: Iterable[Diagnostic], language: Language | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.diagnostics = tuple(diagnostics)
        self.language = language


def usage(reason: str, code: int) -> Failure:
    """A command line that was not understood."""
    return Failure(code, [about(catalog.USAGE, None, reason=reason)])


def interrupted(code: int) -> Failure:
    """Ctrl-C."""
    return Failure(code, [about(catalog.INTERRUPTED, None)])


def internal(kind: str, code: int) -> Failure:
    """A bug of segdsl."""
    return Failure(code, [about(catalog.INTERNAL, None, kind=kind)])


def failed(words: Sequence[str], failure: Failure) -> int:
    """Says a failure of the command line `words`; returns its exit code."""
    asked = asked_for(words, "--lang")
    language: Language = next((one for one in LANGUAGES if one == asked), failure.language or "en")
    form = asked_for(words, "--format")
    if form == "json":
        print(as_json({"diagnostics": report.as_json(failure.diagnostics, language)}))
    elif form == "github":
        print(report.as_github(failure.diagnostics, language))
    else:
        palette = palette_for(asked_for(words, "--color") or "auto", sys.stderr)
        print(report.text(failure.diagnostics, language, palette), file=sys.stderr)
    return failure.code


def as_json(value: dict[str, Any]) -> str:
    """The one JSON value of a command, with its `schema_version`."""
    whole = {"schema_version": SCHEMA_VERSION, **value}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain)


def palette_for(asked: str, stream: TextIO) -> report.Palette:
    """The colours of a stream: as asked, else on a terminal unless NO_COLOR is set."""
    if asked == "auto":
        asked = "always" if stream.isatty() and not os.environ.get("NO_COLOR") else "never"
    return report.COLORED if asked == "always" else report.PLAIN


def asked_for(words: Sequence[str], option: str) -> str | None:
    """The last value of an option on a command line that perhaps cannot be parsed."""
    found = None
    for word, after in zip(words, [*words[1:], None], strict=True):
        if word == "--":
            break
        if word == option:
            found = after
        elif word.startswith(f"{option}="):
            found = word.removeprefix(f"{option}=")
    return found


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
    raise TypeError(type(value).__name__)
