"""Read a project from the disk: a folder in, its settings and what is known of it out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from segdsl import compiler
from segdsl.cli.report import FINDINGS, USAGE, Failure
from segdsl.cli.session import Session
from segdsl.meaning import settings as settings_file
from segdsl.meaning.settings import Settings
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import LANGUAGES, about

PROJECT_FILE = "segdsl.toml"
SKIPPED = frozenset({"node_modules", "__pycache__", "venv"})
# one more byte than a `.seg` file may have: enough to be told that it is too long
MOST_BYTES = 1_000_001


@dataclass(frozen=True, slots=True)
class Workspace:
    """A project on the disk and what is known of it, with or without errors."""

    folder: Path
    settings: Settings
    analysis: compiler.Analysis


def read(session: Session, sets: Sequence[str] | None) -> Workspace:
    """The project around the session's folder. Raises Failure where there is none to speak of."""
    folder = find(session.folder)
    settings, found = settings_file.settings(_text(folder / PROJECT_FILE))
    if settings is None or any(one.is_error for one in found):
        raise Failure(USAGE, found)
    session.spoken = next((one for one in LANGUAGES if one in settings.languages[:1]), "en")
    session.warn(found)
    files = [(path, _bytes(folder / path)) for path in sorted(seg_files(folder))]
    session.detail(f"{folder}: {len(files)} .seg")
    analysis = compiler.analyse(settings, files, _overrides(sets or ()), session.watch)
    return Workspace(folder, settings, analysis)


def sound(session: Session, sets: Sequence[str] | None) -> Workspace:
    """The project, its warnings said. Raises Failure with all its errors."""
    workspace = read(session, sets)
    require_sound(session, workspace)
    session.warn(workspace.analysis.diagnostics)
    return workspace


def require_sound(session: Session, workspace: Workspace) -> None:
    """Raises Failure with all that was found in a project with errors."""
    if workspace.analysis.has_errors:
        raise Failure(FINDINGS, workspace.analysis.diagnostics, session.language)


def find(start: Path) -> Path:
    """The nearest folder with a segdsl.toml, from `start` upward. Raises Failure."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise Failure(USAGE, [about(catalog.NO_PROJECT, None, folder=str(start))])


def seg_files(folder: Path) -> Iterator[str]:
    """The `.seg` files below a folder, relative to it with `/`; projects inside stay apart."""
    for here, folders, files in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED
            and not Path(here, name, PROJECT_FILE).exists()
        ]
        for name in files:
            if name.endswith(".seg") and not name.startswith("."):
                yield Path(here, name).relative_to(folder).as_posix()


def within(workspace: Workspace, path: Path) -> str:
    """A file or folder as the project names it, where it holds `.seg` files. Raises Failure."""
    try:
        inside = path.resolve().relative_to(workspace.folder)
    except ValueError:
        inside = None
    files = [Path(file.path) for file in workspace.analysis.files]
    if inside is None or not any(file.is_relative_to(inside) for file in files):
        raise Failure(USAGE, [about(catalog.OUTSIDE_PROJECT, None, path=str(path))])
    return inside.as_posix()


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"UTF-8, byte {error.start}"
        raise Failure(
            USAGE, [about(catalog.UNREADABLE, None, path=path.name, reason=reason)]
        ) from None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Failure(
            USAGE, [about(catalog.UNREADABLE, None, path=str(path), reason=reason)]
        ) from None


def _overrides(sets: Sequence[str]) -> dict[str, str]:
    overrides = {}
    for text in sets:
        name, equals, value = text.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise Failure(USAGE, [about(catalog.NOT_AN_OVERRIDE, None, text=text)])
        overrides[name.strip()] = value.strip()
    return overrides
