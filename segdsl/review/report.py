"""All that a review knows, before it is laid out: changes, proofs and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from segdsl.review.changes import Altered, Changes, Kind, Touched, is_quiet
from segdsl.review.counts import Movement, Movements
from segdsl.review.entries import Entry, Fate
from segdsl.review.verdicts import Relation, Verdict

COUNTED = (Kind.SEGMENT, Kind.SEGMENTATION, Kind.TARGET)


@dataclass(frozen=True, slots=True)
class Review:
    """Two versions compared; `movements` None where no warehouse was asked.

    before and after name the versions, after None the files as they are.
    """

    before: str
    after: str | None
    changes: Changes
    entries: tuple[Entry, ...]
    verdicts: Mapping[str, Verdict]
    movements: Movements | None = None
    least: int = 0  # the smallest count that is told
    notes: tuple[str, ...] = field(default=())

    @property
    def has_meaning(self) -> bool:
        """Whether the meaning of anything changed: not where all is proved to stay."""
        changes = self.changes
        if not changes.has_meaning:
            return False
        return bool(changes.facts) or any(
            not (isinstance(one, Altered | Touched) and self.is_proved_equal(one.kind, one.name))
            for one in changes.changes
            if not is_quiet(one)
        )

    def is_proved_equal(self, kind: Kind, name: str) -> bool:
        """Whether it is proved that nobody moves, whatever the rows."""
        found = self.verdicts_of(kind, name)
        return bool(found) and all(one.relation is Relation.EQUAL for one in found.values())

    def verdicts_of(self, kind: Kind, name: str) -> dict[str, Verdict]:
        """What is proved of a segment or target, or of each class of a segmentation, by class."""
        if kind is not Kind.SEGMENTATION:
            return {"": self.verdicts[name]} if name in self.verdicts else {}
        return {
            key.partition(".")[2]: one
            for key, one in self.verdicts.items()
            if key.partition(".")[0] == name and "." in key
        }

    def movements_of(self, entry: Entry) -> tuple[Movement, ...]:
        """What moves in a declaration: itself, its classes or its parts."""
        if self.movements is None or entry.kind not in COUNTED:
            return ()
        found = self.movements.by_name.items()
        return tuple(one for key, one in found if _is_of(entry, key))

    def counted(self) -> dict[Fate, int]:
        """How many declarations there are of each fate."""
        found: dict[Fate, int] = {}
        for entry in self.entries:
            found[entry.fate] = found.get(entry.fate, 0) + 1
        return found


def _is_of(entry: Entry, key: str) -> bool:
    """Whether figures by a name are those of a declaration, of a class or of a part of it."""
    is_part = key.startswith(f"{entry.name}.")
    match entry.kind:
        case Kind.SEGMENT:
            return key == entry.name
        case Kind.SEGMENTATION:
            return is_part
        case _:
            return is_part or key == entry.name
