"""Say what went wrong, in the form that was asked for: a failure in, output and exit code out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any, TextIO

from segdsl import disk
from segdsl.cli.failure import Failure
from segdsl.text import report
from segdsl.text.diagnostics import LANGUAGES, Diagnostic, Language
from segdsl.warehouse.address import redacted, secrets

SCHEMA_VERSION = 1


def failed(words: Sequence[str], failure: Failure) -> int:
    """Says a failure of the command line `words`; returns its exit code."""
    language = failure.language or _language(words)
    form = asked_for(words, "--format")
    if form == "json":
        print(as_json({**failure.told, "diagnostics": findings(failure.diagnostics, language)}))
    elif form == "sarif":
        from segdsl.cli.sarif import findings_as_sarif

        print(findings_as_sarif(failure.diagnostics, language, _project(failure)))
    elif form == "github":
        print(for_github(failure.diagnostics, language, _project(failure)))
    else:
        palette = palette_for(asked_for(words, "--color") or "auto", sys.stderr)
        print(hidden(report.text(failure.diagnostics, language, palette)), file=sys.stderr)
    return failure.code


def _language(words: Sequence[str]) -> Language:
    """The language asked for, else the project's; of words that perhaps cannot be parsed."""
    asked = asked_for(words, "--lang")
    folder = Path(asked_for(words, "-C") or ".")
    return (
        next((one for one in LANGUAGES if one == asked), None)
        or disk.language(folder)
        or LANGUAGES[0]
    )


def _project(failure: Failure) -> Path | None:
    """The folder of the project whose files a failure names."""
    return None if failure.folder is None else disk.around(failure.folder)


def findings_as_json(found: Sequence[Diagnostic], language: Language) -> str:
    """What was found as the one JSON value of a command."""
    return as_json({"diagnostics": findings(found, language)})


def findings(found: Sequence[Diagnostic], language: Language) -> list[dict[str, Any]]:
    """What was found as a part of such a value."""
    return [
        {key: hidden(fact) if isinstance(fact, str) else fact for key, fact in one.items()}
        for one in report.as_json(found, language)
    ]


def for_github(found: Sequence[Diagnostic], language: Language, folder: Path | None) -> str:
    """What was found beside the lines of a pull request, files as named from where the command was
    called: the root of the repository.
    """
    here = Path.cwd().resolve()
    is_below = folder is not None and folder != here and folder.is_relative_to(here)
    way = f"{folder.relative_to(here).as_posix()}/" if folder is not None and is_below else ""
    return hidden(report.as_github(found, language, way))


def as_json(value: dict[str, Any]) -> str:
    """The one JSON value of a command, with its `schema_version`."""
    whole = {"schema_version": SCHEMA_VERSION, **value}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain)


def hidden(text: str) -> str:
    """The text without passwords of addresses, those of the environment's included.

    A last net: whoever shows an address has redacted it, but a line of a file may hold one.
    """
    found = [one for value in os.environ.values() if "://" in value for one in secrets(value)]
    return redacted(text, found)


def palette_for(asked: str, stream: TextIO) -> report.Palette:
    """The colours of a stream: as asked, else on a terminal unless NO_COLOR is set."""
    if asked == "auto":
        asked = "always" if stream.isatty() and not os.environ.get("NO_COLOR") else "never"
    return report.COLORED if asked == "always" else report.PLAIN


def asked_for(words: Sequence[str], option: str) -> str | None:
    """The last value of an option on a command line that perhaps cannot be parsed."""
    found = None
    for word, after in zip_longest(words, words[1:]):
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
