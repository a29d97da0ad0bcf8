"""How the differential test calls the compiler: the one place to mend when that changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from segdsl.meaning import model


class NotUnderstood(Exception):
    """The compiler refuses generated text: generator and language disagree."""


def understood(texts: Sequence[str]) -> model.Project:
    """The project that these files make. Raises NotUnderstood with what was reported."""
    raise NotImplementedError(texts)


def compiled(project: model.Project, names: Sequence[str], as_of: date, dialect: str) -> str:
    """One query: a row (segment or `segmentation.class`, key) for each member."""
    raise NotImplementedError((project, names, as_of, dialect))
