"""Where a project is, and which language it speaks: a folder in, what its segdsl.toml tells out."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from segdsl.text.diagnostics import LANGUAGES, Language

PROJECT_FILE = "segdsl.toml"


def around(start: Path) -> Path | None:
    """The nearest folder with a segdsl.toml, from `start` upward."""
    here = Path(os.path.realpath(start))  # also of links that go in circles
    return next((one for one in (here, *here.parents) if (one / PROJECT_FILE).is_file()), None)


def language(start: Path) -> Language:
    """The first language of the project around a folder, if only by a glance; else English."""
    folder = around(start)
    try:
        told = tomllib.loads((folder / PROJECT_FILE).read_text("utf-8-sig")) if folder else {}
        first = told["languages"][0]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return LANGUAGES[0]
    return next((one for one in LANGUAGES if one == first), LANGUAGES[0])
