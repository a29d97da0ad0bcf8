"""Map places of an editor to those of the compiler: a document's text in; offsets both ways out.

An editor counts a line's UTF-16 units (or bytes, or characters) of the text as it is on the disk;
the compiler counts characters of a text in NFC with `\\n` at the end of lines.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum

from segdsl.text.source import SourceFile

_LINE_END = re.compile(r"\r\n|\r|\n")


class Units(Enum):
    """What an editor counts in a line."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"

    def width(self, text: str) -> int:
        match self:
            case Units.UTF8:
                return len(text.encode("utf-8", "surrogatepass"))
            case Units.UTF16:
                return len(text) + sum(char > "\uffff" for char in text)
            case Units.UTF32:
                return len(text)


@dataclass(frozen=True, slots=True)
class Place:
    """A line counted from 0, and what stands before the place in it, in the editor's units."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Range:
    start: Place
    end: Place


@dataclass(frozen=True, slots=True)
class Document:
    """A text as the editor holds it, beside the same text as the compiler reads it."""

    raw: str
    file: SourceFile
    units: Units = Units.UTF16
    lines: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(_LINE_END.split(self.raw)))

    def offset(self, place: Place) -> int:
        """The compiler's offset of a place; the nearest one there is for a place that is not."""
        if place.line < 0:
            return 0
        if place.line >= len(self.file.line_starts) or place.line >= len(self.lines):
            return len(self.file.text)
        line = self.lines[place.line]
        before = _first(line, place.column, self.units)
        if place.line == 0:
            before = before.removeprefix("\ufeff")
        shown = self.file.line(place.line + 1)
        inside = min(len(unicodedata.normalize("NFC", before)), len(shown))
        return self.file.line_starts[place.line] + inside

    def place(self, offset: int) -> Place:
        """The editor's place of an offset of the compiler."""
        number, column = self.file.position(max(0, min(offset, len(self.file.text))))
        if number > len(self.lines):
            return Place(len(self.lines) - 1, self.units.width(self.lines[-1]))
        line = self.lines[number - 1]
        mark = 1 if number == 1 and line.startswith("\ufeff") else 0
        raw = line[mark:]
        if unicodedata.is_normalized("NFC", raw):
            before = line[: mark + column - 1]
        else:
            count = next(
                (
                    at
                    for at in range(len(raw) + 1)
                    if len(unicodedata.normalize("NFC", raw[:at])) >= column - 1
                    and not (at < len(raw) and unicodedata.combining(raw[at]))
                ),
                len(raw),
            )
            before = line[: mark + count]
        return Place(number - 1, self.units.width(before))

    def range(self, start: int, end: int) -> Range:
        return Range(self.place(start), self.place(end))


def _first(line: str, width: int, units: Units) -> str:
    """The start of a line that is so wide; a place inside a character is before it."""
    if units is Units.UTF32 or line.isascii():
        return line[: max(0, width)]
    taken = 0
    for at, char in enumerate(line):
        taken += units.width(char)
        if taken > width:
            return line[:at]
    return line
