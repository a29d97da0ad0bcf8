"""A command that cannot go on: what is to be said, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import Diagnostic, Language, about

FINDINGS, USAGE, WAREHOUSE, INTERRUPTED = 1, 2, 3, 130
INTERNAL = USAGE


class Failure(Exception):
    """`language` is that of the project, once a command knows it, and `folder` where it looked for
    one; `told` is what machines read beside the diagnostics.
    """

    def __init__(
        self, code: int, diagnostics: Iterable[Diagnostic], told: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.diagnostics = tuple(diagnostics)
        self.told = dict(told or {})
        self.language: Language | None = None
        self.folder: Path | None = None


def interrupted() -> Failure:
    """Ctrl-C."""
    return Failure(INTERRUPTED, [about(catalog.INTERRUPTED, None)])


def internal(error: Exception) -> Failure:
    """A bug of segdsl."""
    return Failure(INTERNAL, [about(catalog.INTERNAL, None, kind=type(error).__name__)])
