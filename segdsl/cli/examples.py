"""The example projects that come with segdsl: a name in, its folder or a copy of it out."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from importlib.resources import files
from pathlib import Path

from segdsl.cli.failure import USAGE, Failure
from segdsl.disk import PROJECT_FILE
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import about

MAKER = "data.py"  # of an example whose rows are made, not stored: has `make(target)`
MADE = "{name}.duckdb"
LEFT_BEHIND = ("__pycache__", "distil.py", "*.pyc", "*.duckdb")  # not of the project itself


def example(name: str) -> Path:
    """The folder of an example: in the installed package, or in a checkout. Raises Failure."""
    there = _folders()
    if not there:
        raise Failure(USAGE, [about(catalog.NO_EXAMPLE, None)])
    if name not in there:
        listed = ", ".join(f"`{one}`" for one in sorted(there))
        raise Failure(USAGE, [about(catalog.UNKNOWN_EXAMPLE, None, name=name, listed=listed)])
    return there[name]


def copied(name: str, target: Path) -> None:
    """Puts the files of an example into a folder, which is new or empty. Raises Failure."""
    source = example(name)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise Failure(USAGE, [about(catalog.FOLDER_IN_USE, None, path=str(target))])
    try:
        ignored = shutil.ignore_patterns(*LEFT_BEHIND)
        shutil.copytree(source, target, ignore=ignored, dirs_exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        facts = {"path": str(target), "reason": reason}
        raise Failure(USAGE, [about(catalog.UNWRITABLE, None, **facts)]) from None


def made(name: str, target: Path) -> Path | None:
    """The warehouse of an example that invents its rows, made beside its copy; else None."""
    maker = target / MAKER
    if not maker.is_file():
        return None
    spec = importlib.util.spec_from_file_location(f"example_{name}", maker)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    usual, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # nothing but the project there
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = usual
    warehouse = target / MADE.format(name=name)
    module.make(warehouse)
    return warehouse


def _folders() -> dict[str, Path]:
    packaged = Path(str(files("segdsl"))) / "_data" / "examples"
    beside = Path(__file__).resolve().parents[2] / "examples"
    found = next((folder for folder in (packaged, beside) if folder.is_dir()), None)
    there = sorted(found.iterdir()) if found is not None else []
    return {folder.name: folder for folder in there if (folder / PROJECT_FILE).is_file()}
