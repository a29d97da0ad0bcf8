"""Hold a project that is being worked on: its files and the texts open over them in; what is
known of it out.

What is open in an editor counts, saved or not; all else is read from the disk, once per change.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from segdsl import compiler, disk
from segdsl.editor.known import Known, remembered
from segdsl.meaning import settings as settings_file
from segdsl.meaning.lists import Unread
from segdsl.meaning.settings import Settings
from segdsl.syntax import ast, from_text
from segdsl.syntax.kept import Kept
from segdsl.text.diagnostics import Diagnostic
from segdsl.text.source import SourceFile

FALLBACK = Settings("segdsl", "UTC")  # of a project whose segdsl.toml cannot be used at the moment
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Read:
    """A `.seg` file as it was parsed."""

    file: SourceFile
    module: ast.Module
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of a project at one moment; `files` are its texts by path.

    The diagnostics are those of writing (`written` has these alone) and meaning; what is proved
    comes later.
    """

    version: int
    settings: Settings
    analysis: compiler.Analysis
    known: Known
    files: Mapping[str, SourceFile]
    written: tuple[Diagnostic, ...]


@dataclass(slots=True)
class Desk:
    """One project. `opened` are texts by path from its folder; without one, a text by itself."""

    folder: Path | None
    opened: dict[str, str] = field(default_factory=dict)
    version: int = 0  # counts changes
    kept: Kept = field(default_factory=Kept)
    _parsed: dict[str, tuple[str | Stamp, Read]] = field(default_factory=dict)
    _lists: dict[str, tuple[Stamp | None, bytes | Unread]] = field(default_factory=dict)
    _paths: list[str] | None = None
    _analysis: Analysis | None = None
    _last: Known | None = None

    def put(self, path: str, text: str) -> None:
        """A text is open, or has changed."""
        if self.opened.get(path) != text:
            is_new = path not in self.opened
            self.opened[path] = text
            self._changed(files=is_new)

    def close(self, path: str) -> None:
        """A text is no longer open: its file counts again."""
        if self.opened.pop(path, None) is not None:
            self._changed(files=True)

    def look_again(self) -> None:
        """Something on the disk may have changed."""
        self._changed(files=True)

    def _changed(self, files: bool) -> None:
        self.version += 1
        if files:
            self._paths = None

    def analysis(self) -> Analysis:
        """What is known of the texts as they are now."""
        if self._analysis is None or self._analysis.version != self.version:
            self._analysis = self._analysed()
            self._last = self._analysis.known
        return self._analysis

    def latest(self) -> Analysis:
        """What was last known, perhaps a keystroke ago."""
        return self._analysis or self.analysis()

    def with_texts(self, texts: Mapping[str, str]) -> Analysis:
        """What would be known with other texts in place of some."""
        other = Desk(self.folder, {**self.opened, **texts}, kept=self.kept)
        other._parsed = dict(self._parsed)
        other._lists = dict(self._lists)
        return other.analysis()

    # --- reading ---

    def _analysed(self) -> Analysis:
        version = self.version
        settings, found = self._settings()
        reads = [self._read(path) for path in self._seg_paths()]
        parsed = compiler.Parsed(
            tuple(one.file for one in reads),
            tuple(one.module for one in reads),
            (*found, *(said for one in reads for said in one.diagnostics)),
        )
        contents = {path: self._listed(path) for path in parsed.list_paths()}
        whole = compiler.resolve(settings, parsed, contents, {}, compiler.Stopwatch())
        lost = {one.name for module in parsed.modules for one in module.lost}
        before = None if self._last is None else self._last.project
        known = Known(remembered(whole.project, before, lost))
        files = {one.file.path: one.file for one in reads}
        return Analysis(version, settings, whole, known, files, parsed.diagnostics)

    def _settings(self) -> tuple[Settings, tuple[Diagnostic, ...]]:
        if self.folder is None:
            return FALLBACK, ()
        try:
            where = (self.folder / disk.PROJECT_FILE).resolve()
            text = self.opened.get(disk.PROJECT_FILE)
            if text is None:
                text = disk.read(where, where.parent).decode("utf-8-sig")
        except (disk.Unreadable, UnicodeDecodeError):
            return FALLBACK, ()
        settings, found = settings_file.settings(text)
        return settings or FALLBACK, found

    def _seg_paths(self) -> list[str]:
        if self._paths is None:
            there: set[str] = set()
            if self.folder is not None:
                there = set(disk.seg_files(self.folder, lambda error: None))
            opened = (path for path in self.opened if path.endswith(".seg"))
            self._paths = sorted(there.union(opened))
        return self._paths

    def _read(self, path: str) -> Read:
        """A file as parsed: again only if it has changed."""
        text = self.opened.get(path)
        stamp: str | Stamp = text if text is not None else self._stamp(path) or (0, 0, 0)
        known = self._parsed.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        read = self._parse(path, text)
        self._parsed[path] = stamp, read
        return read

    def _parse(self, path: str, text: str | None) -> Read:
        return parsed(path, self.raw(path) if text is None else _bytes(text), self.kept)

    def raw(self, path: str) -> bytes:
        """What a file holds, open or not; nothing where it cannot be read."""
        if path in self.opened:
            return _bytes(self.opened[path])
        if self.folder is None:
            return b""
        try:
            return disk.read(self.folder / path, self.folder)
        except disk.Unreadable:
            return b""

    def _listed(self, path: str) -> bytes | Unread:
        if path in self.opened:
            return _bytes(self.opened[path])
        if self.folder is None:
            return Unread(disk.NO_FILE)
        stamp = self._stamp(path)
        known = self._lists.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        try:
            data: bytes | Unread = disk.read(self.folder / path, self.folder)
        except disk.Unreadable as error:
            data = Unread(error.why)
        self._lists[path] = stamp, data
        return data

    def _stamp(self, path: str) -> Stamp | None:
        """What changes when a file does."""
        try:
            found = os.stat(self.folder / path) if self.folder is not None else None
        except (OSError, ValueError):
            return None
        return None if found is None else (found.st_mtime_ns, found.st_size, found.st_ino)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def parsed(path: str, data: bytes, kept: Kept | None = None) -> Read:
    """A text by itself: what could be read of it and what is said of how it is written."""
    file, unreadable = from_text.source_file(path, data)
    module, said = from_text.module(file, kept)
    return Read(file, module, (*unreadable, *said))
