"""Find the example projects that come with segdsl: a name in, its folder out."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from segdsl.cli.failure import USAGE, Failure
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import about


def example(name: str) -> Path:
    """The folder of an example: in the installed package, or in a checkout. Raises Failure."""
    packaged = Path(str(files("segdsl"))) / "_data" / "examples" / name
    beside = Path(__file__).resolve().parents[2] / "examples" / name
    for folder in (packaged, beside):
        if folder.is_dir():
            return folder
    raise Failure(USAGE, [about(catalog.NO_EXAMPLE, None)])
