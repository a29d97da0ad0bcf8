"""Read lists kept by hand: the bytes of a CSV file in, its lines and what is to be said out.

Pure: whoever calls the compiler reads the files. A file is UTF-8 (a mark at its start is allowed)
with a header, cells apart by `,` or `;` and quoted as CSV quotes; cells are read in NFC like the
texts of `.seg` files, and are otherwise taken as they are.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from segdsl.meaning import model
from segdsl.meaning.names import Report, description
from segdsl.syntax import ast
from segdsl.text import figures
from segdsl.text.catalog import lists as catalog
from segdsl.text.diagnostics import LANGUAGES, Diagnostic, Related, Said, about
from segdsl.text.source import SourceFile, Span

MOST_BYTES = 10_000_000
MOST_SAID = 10  # of one file: who mends ten lines sees what is wrong with the others
NO_FILE = Said("nothing of that name is there", "rien de ce nom ne s'y trouve")
OPTIONAL = ("reason", "added_by", "expires")


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    reason: str | Said


Contents = Mapping[str, bytes | Unread]  # by path, as lists name it


def is_inside(path: str) -> bool:
    """Whether a path, as written, can only lead to what lies inside the project."""
    parts = PurePosixPath(path).parts
    return (
        bool(parts)
        and not re.search(r"[\x00-\x1f\x7f\\]", path)
        and not re.match(r"/|~|[A-Za-z]:", path)
        and ".." not in parts
    )


def paths(modules: Sequence[ast.Module]) -> tuple[str, ...]:
    """The files that lists name, inside the project."""
    found = (one for module in modules for one in module.declarations)
    named = (one.path.value for one in found if isinstance(one, ast.List) and one.path)
    return tuple(dict.fromkeys(path for path in named if is_inside(path)))


def listed(
    declared: ast.List, population: str, contents: Contents, report: Report
) -> model.List | None:
    """A list and its lines; None, said, where the file cannot be read as one."""
    assert declared.path is not None
    assert declared.key is not None
    path, span = declared.path.value, declared.path.span
    if not is_inside(path):
        report.say(catalog.LIST_PATH, span, path=path)
        return None
    data = contents.get(path, Unread(NO_FILE))
    if isinstance(data, Unread):
        report.say(catalog.LIST_UNREADABLE, span, path=path, reason=data.reason)
        return None
    if len(data) > MOST_BYTES:
        size = Said(*(figures.count(len(data), language) for language in LANGUAGES))
        most = Said(*(figures.count(MOST_BYTES, language) for language in LANGUAGES))
        report.say(catalog.LIST_TOO_LONG, span, path=path, size=size, most=most)
        return None
    reading = _Reading(declared.key.text, declared.path.span)
    lines = reading.lines(path, data)
    report.found += reading.found
    if reading.found:
        return None
    return model.List(
        declared.name.text,
        population,
        path,
        lines,
        description(declared),
        span=declared.name.span,
    )


@dataclass(slots=True)
class _Reading:
    """One file as it is read; what is found wrong, at most a few times."""

    key: str
    named_at: Span
    found: list[Diagnostic] = field(default_factory=list)

    def lines(self, path: str, data: bytes) -> tuple[model.Line, ...]:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            file = SourceFile(path, data.decode("cp1252", errors="replace"))
            place = Span(file, error.start, error.start + 1)
            self.found.append(about(catalog.LIST_ENCODING, place, path=path))
            return ()
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        file = SourceFile(path, text)
        head, records = self._columns(file)
        if head is None:
            return ()
        found: dict[str, model.Line] = {}
        for number, cells in records:
            if len(self.found) >= MOST_SAID:
                break
            line = self._line(file, number, dict(zip(head, cells, strict=False)))
            if len(cells) > len(head):
                reason = Said(
                    f"it has {len(cells)} cells, the header {len(head)}",
                    f"elle a {len(cells)} cellules, l'en-tête {len(head)}",
                )
                self._bad(file, number, reason)
            elif line is not None and line.key in found:
                first = Related(_whole(file, found[line.key].number), _FIRST)
                place = _whole(file, number)
                facts: dict[str, str | Said] = {
                    "key": line.key,
                    "line": str(number),
                    "first": str(found[line.key].number),
                }
                self.found.append(Diagnostic(catalog.LIST_REPEATED, place, facts, (first,)))
            elif line is not None:
                found[line.key] = line
        return tuple(found.values())

    def _columns(
        self, file: SourceFile
    ) -> tuple[tuple[str, ...] | None, Iterator[tuple[int, list[str]]]]:
        """The header, by the separator that shows the key, and the records below it."""
        heads = []
        for separator in (",", ";"):
            records = self._records(file, separator)
            _, cells = next(records, (1, []))
            head = tuple(cell.strip() for cell in cells)
            if self.key in head:
                repeated = next((name for name in head if name and head.count(name) > 1), None)
                if repeated is None or repeated not in (self.key, *OPTIONAL):
                    return head, records
                reason = Said(
                    f"the column `{repeated}` stands twice",
                    f"la colonne `{repeated}` y est deux fois",
                )
                self._bad(file, 1, reason)
            if self.found:
                return None, iter(())
            heads.append(head)
        shown = ", ".join(f"`{name}`" for name in max(heads, key=len) if name) or "–"
        where = Related(
            self.named_at, Said("the list is declared here", "la liste est déclarée ici")
        )
        facts: dict[str, str | Said] = {"key": self.key, "path": file.path, "columns": shown}
        self.found.append(Diagnostic(catalog.LIST_COLUMN, _whole(file, 1), facts, (where,)))
        return None, iter(())

    def _records(self, file: SourceFile, separator: str) -> Iterator[tuple[int, list[str]]]:
        """Each record that is not blank, with the number of its first line."""
        if "\0" in file.text:
            at = file.text.index("\0")
            self._bad(file, file.position(at)[0], Said("it holds a NUL", "elle contient un NUL"))
            return
        reader = csv.reader(io.StringIO(file.text, newline=""), delimiter=separator, strict=True)
        before = 0
        while True:
            try:
                cells = next(reader, None)
            except csv.Error:
                reason = Said(
                    "its quotes do not end as those of CSV do",
                    "ses guillemets ne se ferment pas comme ceux d'un CSV",
                )
                self._bad(file, before + 1, reason)
                return
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield before + 1, cells
            before = reader.line_num

    def _line(self, file: SourceFile, number: int, cells: Mapping[str, str]) -> model.Line | None:
        key = cells.get(self.key, "")
        if not key.strip():
            self._bad(file, number, Said("it has no key", "elle n'a pas de clé"))
            return None
        written = cells.get("expires", "").strip()
        expires = _day(written)
        if written and expires is None:
            place = _whole(file, number)
            self.found.append(about(catalog.LIST_DATE, place, text=written))
            return None
        reason, added_by = (cells.get(name, "").strip() or None for name in OPTIONAL[:2])
        return model.Line(number, key, expires, reason, added_by)

    def _bad(self, file: SourceFile, number: int, reason: Said) -> None:
        place = _whole(file, number)
        self.found.append(about(catalog.LIST_LINE, place, line=str(number), reason=reason))


_FIRST = Said("first listed here", "d'abord inscrit ici")


def _day(text: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _whole(file: SourceFile, number: int) -> Span:
    """A line of a file, counted from 1."""
    start = file.line_starts[min(number, len(file.line_starts)) - 1]
    return Span(file, start, start + max(1, len(file.line(min(number, len(file.line_starts))))))
