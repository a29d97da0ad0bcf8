"""Write diagnostics as SARIF 2.1.0, which code hosts read: what was found in, a JSON value out.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from segdsl.text.diagnostics import (
    LANGUAGES,
    Diagnostic,
    Fix,
    Language,
    Message,
    Related,
    Said,
    Trust,
)
from segdsl.text.source import Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
TAGS = {"en": "en-US", "fr": "fr-FR"}
MEND = Said("mend it", "corriger")
MEND_OTHERWISE = Said(
    "mend it so; this changes what the rule means", "corriger ainsi ; le sens de la règle change"
)
WRONG, RIGHT = Said("Wrong:", "À ne pas écrire :"), Said("Right:", "À écrire :")


def sarif(
    found: Sequence[Diagnostic], language: Language, version: str, prefix: str
) -> dict[str, Any]:
    """The whole log. `prefix` leads from the root of the repository to the project: `crm/`."""
    messages = list({one.message.code: one.message for one in found}.values())
    places = {message.code: place for place, message in enumerate(messages)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "segdsl",
                        "version": version,
                        "semanticVersion": version,
                        "rules": [_rule(message, language) for message in messages],
                    }
                },
                "language": TAGS[language],
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(one, places[one.message.code], language, prefix) for one in found
                ],
            }
        ],
    }


def _rule(message: Message, language: Language) -> dict[str, Any]:
    """What is known of a message whatever its case; what it says of one stands in the result."""
    why, says = _general(message.why, language), _general(message.says, language)
    examples = [
        f"{head.in_(language)}\n\n```\n{text.rstrip()}\n```"
        for head, text in ((WRONG, message.wrong), (RIGHT, message.right))
        if text
    ]
    help_ = _general(message.help, language) if message.help else why
    return {
        "id": message.code,
        "shortDescription": {"text": says},
        "fullDescription": {"text": why},
        "help": {"text": help_, "markdown": "\n\n".join((help_, *examples))},
        "defaultConfiguration": {"level": message.severity.value},
    }


def _general(template: Said, language: Language) -> str:
    """A template without the facts of a case."""
    return re.sub(r"\{\w+\}", "…", template.in_(language))


def _result(found: Diagnostic, place: int, language: Language, prefix: str) -> dict[str, Any]:
    said = found.said(found.message.says, language)
    template = found.help or found.message.help
    help_ = f"\n{found.said(template, language)}" if template else ""
    result: dict[str, Any] = {
        "ruleId": found.message.code,
        "ruleIndex": place,
        "level": found.message.severity.value,
        "message": {"text": said + help_},
    }
    if found.span is not None:
        result["locations"] = [{"physicalLocation": _location(found.span, prefix)}]
    if found.related:
        result["relatedLocations"] = [
            _related(found, one, number, language, prefix)
            for number, one in enumerate(found.related)
        ]
    if found.fixes:
        result["fixes"] = [_fix(one, language, prefix) for one in found.fixes]
    return result


def _related(
    found: Diagnostic, related: Related, number: int, language: Language, prefix: str
) -> dict[str, Any]:
    return {
        "id": number,
        "physicalLocation": _location(related.span, prefix),
        "message": {"text": found.said(related.says, language)},
    }


def _fix(fix: Fix, language: Language, prefix: str) -> dict[str, Any]:
    said = MEND if fix.trust is Trust.SAFE else MEND_OTHERWISE
    replacement = {
        "deletedRegion": _region(fix.span),
        "insertedContent": {"text": fix.text},
    }
    change = {"artifactLocation": _artifact(fix.span, prefix), "replacements": [replacement]}
    return {"description": {"text": said.in_(language)}, "artifactChanges": [change]}


def _location(span: Span, prefix: str) -> dict[str, Any]:
    return {"artifactLocation": _artifact(span, prefix), "region": _region(span)}


def _artifact(span: Span, prefix: str) -> dict[str, Any]:
    return {"uri": quote(prefix + span.file.path), "uriBaseId": ROOT}


def _region(span: Span) -> dict[str, Any]:
    line, column = span.file.position(span.start)
    end_line, end_column = span.file.position(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


assert set(TAGS) == set(LANGUAGES)
