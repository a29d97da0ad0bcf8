"""Lay files out: the words of a command line in; files as they were and as they are to be out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from segdsl import disk
from segdsl.cli import files, project
from segdsl.cli.failure import FINDINGS, INTERNAL, USAGE, Failure
from segdsl.cli.session import Session
from segdsl.syntax import from_text, to_text
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import Diagnostic, Said, about

STANDARD = "-"
ALONE = Said("`-` stands alone", "`-` s'emploie seul")


@dataclass(frozen=True, slots=True)
class Asked:
    """A file: as it is shown, where it is, and the folder that it must be in."""

    shown: str
    path: Path
    root: Path


@dataclass(frozen=True, slots=True)
class Laid:
    """A file as it was and as it is to be; `after` is None where it is left as it is, and why."""

    asked: Asked
    before: bytes
    after: str | None
    found: tuple[Diagnostic, ...] = ()
    code: int = 0

    @property
    def shown(self) -> str:
        return self.asked.shown

    @property
    def is_changed(self) -> bool:
        return self.after is not None and self.after.encode() != self.before


def is_standard_input(named: Sequence[str]) -> bool:
    """Whether standard input is all that is asked for. Raises Failure where it is but a part."""
    if STANDARD in named and len(named) > 1:
        raise Failure(USAGE, [about(catalog.USAGE, None, reason=ALONE)])
    return STANDARD in named


def of_standard_input(session: Session) -> Laid:
    """Standard input, laid out."""
    asked = Asked(STANDARD, Path(STANDARD), Path())
    return _laid(session, asked, sys.stdin.buffer.read(disk.MOST_BYTES))


def of_files(session: Session, named: Sequence[str]) -> Iterator[Laid]:
    """Each file that is asked for, laid out. Raises Failure for a path without `.seg` files."""
    for one in _asked(session, named):
        try:
            data = files.read(one.path, one.root)
        except Failure as failure:
            yield _refused(one, b"", failure)
        else:
            yield _laid(session, one, data)


def written(one: Laid) -> Laid:
    """The file, rewritten where it changes; left as it is, and why, where that was refused."""
    if one.after is None or not one.is_changed:
        return one
    try:
        files.write(_real(one.asked.path), one.after)  # a link stays one
    except Failure as failure:
        return _refused(one.asked, one.before, failure)
    return one


def _asked(session: Session, named: Sequence[str]) -> list[Asked]:
    if not named:
        folder = project.find(session.folder)
        return [Asked(name, folder / name, folder) for name in sorted(project.seg_files(folder))]
    found: dict[Path, Asked] = {}
    for name in named:
        inside = list(_inside(name, session.folder / name))
        if not inside:
            raise Failure(USAGE, [about(catalog.NOT_LAID_OUT, None, path=name)])
        for one in inside:
            found.setdefault(_real(one.path), one)
    return list(found.values())


def _inside(name: str, path: Path) -> Iterator[Asked]:
    """What a path names: a file called `.seg`, or all of a folder; what is absent is told later."""
    if path.is_dir():
        for one in sorted(project.all_seg_files(path)):
            yield Asked((Path(name) / one).as_posix(), path / one, path)
    elif path.suffix == ".seg" or not path.exists():
        yield Asked(name, path, _real(path).parent)


def _real(path: Path) -> Path:
    """Where a path leads; links that go in circles lead to themselves, and are told when read."""
    return Path(os.path.realpath(path))


def _laid(session: Session, asked: Asked, data: bytes) -> Laid:
    with session.watch.stage("parse"):
        file, unreadable = from_text.source_file(asked.shown, data)
        module, said = from_text.module(file)
    found = (*unreadable, *said)
    if any(one.is_error for one in found):
        return Laid(asked, data, None, found, FINDINGS)
    try:
        with session.watch.stage("layout"):
            return Laid(asked, data, to_text.text(file, module), found)
    except to_text.LayoutError:
        bug = about(catalog.LAYOUT_CHANGES, None, path=asked.shown)
        return Laid(asked, data, None, (*found, bug), INTERNAL)


def _refused(asked: Asked, before: bytes, failure: Failure) -> Laid:
    """What was refused of a file, said with its name as it was given."""
    said = (replace(one, facts={**one.facts, "path": asked.shown}) for one in failure.diagnostics)
    return Laid(asked, before, None, tuple(said), failure.code)
