"""What is offered while typing: a name, a word or a value, and the text that it replaces."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from segdsl.editor import words


class Kind(Enum):
    """What an item is, for its picture."""

    KEYWORD = "keyword"
    OPERATOR = "operator"
    FIELD = "field"
    REFERENCE = "reference"
    METRIC = "metric"
    SEGMENT = "segment"
    SEGMENTATION = "segmentation"
    CLASS = "class"
    LIST = "list"
    PARAMETER = "parameter"
    DEFINE = "define"
    CHANNEL = "channel"
    TARGET = "target"
    TABLE = "table"
    TYPE = "type"
    VALUE = "value"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be written instead of the characters `start` to `end` of the file.

    `fills` may hold places to fill in (`${1:30d}`); the lower its rank, the sooner it is shown.
    `goes_on` says that more is to be chosen right after it. `about` is a name to be described.
    """

    label: str
    kind: Kind
    fills: str
    start: int
    end: int
    rank: int
    detail: str = ""
    explains: str = ""
    goes_on: bool = False
    about: str | None = None

    @property
    def bare(self) -> str:
        return words.bare(self.fills)
