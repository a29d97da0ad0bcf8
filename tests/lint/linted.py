"""Lint rules on the small shop, in the words of `.seg` files: a text in, what is said of it out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from segdsl import compiler
from segdsl.meaning.settings import Settings
from segdsl.text.diagnostics import Diagnostic
from segdsl.text.mending import mended, mends
from tests.meaning.shop import LISTS, MODEL, RULES, SETTINGS

TODAY = date(2026, 3, 31)
PATH = "x.seg"


def analysis(
    text: str, *, settings: Settings = SETTINGS, today: date = TODAY, rules: str = RULES
) -> compiler.Analysis:
    """What is known of a text beside the small shop, lint rules included."""
    files = [("model.seg", MODEL), ("rules.seg", rules), (PATH, text)]
    return project(files, settings=settings, today=today)


def project(
    files: Sequence[tuple[str, str]], *, settings: Settings = SETTINGS, today: date = TODAY
) -> compiler.Analysis:
    """What is known of files that are a whole project."""
    watch = compiler.Stopwatch()
    parsed = compiler.parse([(path, text.encode()) for path, text in files], watch)
    contents = {path: LISTS[path] for path in parsed.list_paths()}
    found = compiler.understand(settings, parsed, contents, {}, watch)
    return compiler.linted(found, settings, today, watch)


def linted(text: str, *, settings: Settings = SETTINGS, today: date = TODAY) -> list[Diagnostic]:
    """What is said of a text beside the small shop."""
    return [
        one
        for one in analysis(text, settings=settings, today=today).diagnostics
        if one.span is None or one.span.file.path == PATH
    ]


def told(text: str, *, settings: Settings = SETTINGS, today: date = TODAY) -> list[str]:
    """The codes of what is said, each with the text that is underlined."""
    return [
        f"{one.message.code} {one.span.text if one.span else ''}"
        for one in linted(text, settings=settings, today=today)
    ]


def fixed(text: str) -> str:
    """The text with every safe fix made, until there are none."""
    for _ in range(20):
        found = mends(linted(text))
        if not found:
            break
        text = mended(text, [one.fix for one in found])
    return text
