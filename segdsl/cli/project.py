"""Read a project from the disk: a folder in, its settings and what is known of it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from segdsl import compiler, disk
from segdsl.cli import day, files
from segdsl.cli.failure import FINDINGS, USAGE, Failure
from segdsl.cli.session import Session
from segdsl.disk import PROJECT_FILE
from segdsl.meaning import moves
from segdsl.meaning import settings as settings_file
from segdsl.meaning.lists import NO_FILE, Unread
from segdsl.meaning.settings import Settings
from segdsl.text.catalog import cli as catalog
from segdsl.text.catalog import project as settings_catalog
from segdsl.text.diagnostics import Diagnostic, Said, about

if TYPE_CHECKING:
    from datetime import date

    from segdsl.warehouse.engine import Engine

OF_THE_COMMAND = (settings_catalog.UNKNOWN_PARAMETER, settings_catalog.WRONG_PARAMETER)


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
    session.speaks(settings)
    session.warn(found)
    contents = _contents(folder)
    session.detail(f"{folder}: {len(contents)} .seg")
    return understood(session, folder, settings, contents, sets)


def understood(
    session: Session,
    folder: Path,
    settings: Settings,
    contents: Sequence[tuple[str, bytes]],
    sets: Sequence[str] | None,
) -> Workspace:
    """What these `.seg` files mean in the project of a folder. Raises Failure."""
    parsed = compiler.parse(contents, session.watch)
    listed = {path: _listed(folder, path) for path in parsed.list_paths()}
    overrides = _overrides(sets or ())
    analysis = compiler.understand(settings, parsed, listed, overrides, session.watch)
    misused = [one for one in analysis.diagnostics if one.message in OF_THE_COMMAND]
    if misused:
        raise Failure(USAGE, misused)
    return Workspace(folder, settings, analysis)


def sound(session: Session, sets: Sequence[str] | None, warehouse: str | None = None) -> Workspace:
    """The project as a warehouse is asked about it, its warnings said. Raises Failure with all its
    errors.
    """
    workspace = read(session, sets)
    require_sound(session, workspace)
    session.warn(workspace.analysis.diagnostics)
    return published_in(workspace, day.schema(workspace, warehouse))


def published_in(workspace: Workspace, schema: str) -> Workspace:
    """The same project, its history read where a warehouse keeps it: each may name its schema."""
    known = workspace.analysis.project
    project = replace(known, histories=moves.histories(known.tables, schema))
    return replace(workspace, analysis=replace(workspace.analysis, project=project))


def to_publish(workspace: Workspace, engine: Engine, day: date) -> Workspace:
    """The same project as a publication of a day asks it: who entered and left is what the days
    before have seen, and nobody where there are none.
    """
    known = moves.before(workspace.analysis.project, day)
    project = moves.before_any(known, lambda table: engine.columns(table.physical) is not None)
    return replace(workspace, analysis=replace(workspace.analysis, project=project))


def require_sound(session: Session, workspace: Workspace) -> None:
    """Raises Failure with all that was found in a project with errors."""
    if workspace.analysis.has_errors:
        raise Failure(FINDINGS, workspace.analysis.diagnostics)


def find(start: Path) -> Path:
    """The nearest folder with a segdsl.toml, from `start` upward. Raises Failure."""
    folder = disk.around(start)
    if folder is None:
        raise Failure(USAGE, [about(catalog.NO_PROJECT, None, folder=str(start))])
    return folder


def seg_files(folder: Path) -> Iterator[str]:
    """The `.seg` files of the project in a folder. Raises Failure for one that cannot be read."""
    return disk.seg_files(folder, _refused)


def all_seg_files(folder: Path) -> Iterator[str]:
    """The same, with those of the projects inside. Raises Failure."""
    return disk.all_seg_files(folder, _refused)


def within(workspace: Workspace, path: Path) -> str:
    """A file or folder as the project names it, where it holds `.seg` files. Raises Failure."""
    # the last part may be a link, and is named as it is
    real = path.parent.resolve() / path.name if path.name not in ("", "..") else path.resolve()
    try:
        inside = real.relative_to(workspace.folder)
    except ValueError:
        inside = None
    known = [Path(file.path) for file in workspace.analysis.files]
    if inside is None or not any(file.is_relative_to(inside) for file in known):
        raise Failure(USAGE, [about(catalog.OUTSIDE_PROJECT, None, path=str(path))])
    return inside.as_posix()


def file_within(workspace: Workspace, path: Path) -> str:
    """A `.seg` file as the project names it. Raises Failure."""
    inside = within(workspace, path)
    if all(file.path != inside for file in workspace.analysis.files):
        raise Failure(USAGE, [about(catalog.OUTSIDE_PROJECT, None, path=str(path))])
    return inside


def _text(path: Path) -> str:
    where = path.resolve()  # it may be a link to settings that projects share
    data = files.read(where, where.parent)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        reason = Said(f"line {line} is not UTF-8", f"la ligne {line} n'est pas en UTF-8")
        raise files.refused(catalog.UNREADABLE, Path(path.name), reason) from None


def _contents(folder: Path) -> list[tuple[str, bytes]]:
    """The path and content of every `.seg` file. Raises Failure with all that cannot be read."""
    found: list[tuple[str, bytes]] = []
    refused: list[Diagnostic] = []
    for path in sorted(seg_files(folder)):
        try:
            found.append((path, files.read(folder / path, folder)))
        except Failure as failure:
            refused += failure.diagnostics
    if refused:
        raise Failure(USAGE, refused)
    return found


def _listed(folder: Path, path: str) -> bytes | Unread:
    """What the file of a list holds, or why it cannot be read: said where the list names it."""
    try:
        return files.read(folder / path, folder)
    except Failure as failure:
        reason = failure.diagnostics[0].facts.get("reason")
        return Unread(NO_FILE if reason is None else reason)


def _refused(error: OSError) -> None:
    raise files.refused(catalog.UNREADABLE, Path(error.filename), disk.reason(error)) from None


def _overrides(sets: Sequence[str]) -> dict[str, str]:
    overrides = {}
    for text in sets:
        name, equals, value = text.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise Failure(USAGE, [about(catalog.NOT_AN_OVERRIDE, None, text=text)])
        overrides[name.strip()] = value.strip()
    return overrides
