"""Gather what a review says of each declaration: changes in, an entry a declaration out.

The one place that decides what is told; each format only lays it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from segdsl.meaning import model, uses
from segdsl.prose import from_meaning as prose
from segdsl.review import saying
from segdsl.review.changes import (
    Added,
    Altered,
    Change,
    Changes,
    Kind,
    Removed,
    Renamed,
    Restated,
    Reworded,
    Touched,
)
from segdsl.text.diagnostics import LANGUAGES, Language


class Fate(Enum):
    """What became of a declaration, the first that fits."""

    CHANGED = "changed"
    TOUCHED = "touched"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    RESTATED = "restated"
    REWORDED = "reworded"


QUIET = (Fate.RENAMED, Fate.RESTATED, Fate.REWORDED)  # nobody moves


@dataclass(frozen=True, slots=True)
class Sentence:
    """Who is in something, before and after: None where there was or is no such thing."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """All that changed of one declaration; `before` is its old name, where it had another.

    edits: what may move members; wordings: what moves nobody; `path` leads to what touches it.
    """

    fate: Fate
    kind: Kind
    name: str
    before: str | None
    label: str | None
    place: str
    path: tuple[str, ...]
    is_restated: bool
    edits: Mapping[Language, tuple[saying.Line, ...]]
    wordings: Mapping[Language, tuple[saying.Line, ...]]
    sentences: Mapping[Language, Sentence]
    parts: Mapping[str, Mapping[Language, Sentence]]  # by class: those whose sentence changed


def entries(changes: Changes) -> tuple[Entry, ...]:
    """The declarations that changed: those that may move members first."""
    by_name: dict[tuple[str, bool], list[Change]] = {}
    for change in changes.changes:
        by_name.setdefault((change.name, isinstance(change, Removed)), []).append(change)
    found = [_entry(changes, several) for several in by_name.values()]
    return tuple(sorted(found, key=_rank))


def _rank(entry: Entry) -> tuple[bool, int, int]:
    return entry.fate in QUIET, list(Kind).index(entry.kind), list(Fate).index(entry.fate)


def _entry(changes: Changes, several: Sequence[Change]) -> Entry:
    first = several[0]
    edits = [edit for one in several if isinstance(one, Altered) for edit in one.edits]
    wordings = [edit for one in several if isinstance(one, Reworded) for edit in one.edits]
    path = next((one.path for one in several if isinstance(one, Touched)), ())
    old, new = _before(first), None if isinstance(first, Removed) else first.name
    project = changes.after if new is not None else changes.before
    found = uses.declared(project)[first.name]
    about = found.name if isinstance(found, model.Table) else uses.found_population(found)
    tellers = {
        language: saying.teller(changes.before, changes.after, about, language)
        for language in LANGUAGES
    }
    return Entry(
        fate=min((_fate(one) for one in several), key=list(Fate).index),
        kind=first.kind,
        name=first.name,
        before=old if old != new and new is not None else None,
        label=found.description.label,
        place=place_of(found),
        path=path,
        is_restated=any(isinstance(one, Restated) for one in several),
        edits={one: tuple(teller.lines(edits)) for one, teller in tellers.items()},
        wordings={one: tuple(teller.lines(wordings)) for one, teller in tellers.items()},
        sentences={one: _sentences(changes, old, new, one) for one in LANGUAGES},
        parts=dict(_parts(changes, old, new)),
    )


def _before(change: Change) -> str | None:
    match change:
        case Added():
            return None
        case Removed(_, name):
            return name
        case Renamed(_, before) | Altered(_, before) | Restated(_, before):
            return before
        case Reworded(_, before) | Touched(_, before):
            return before
        case _:
            assert_never(change)


def _fate(change: Change) -> Fate:
    match change:
        case Added():
            return Fate.ADDED
        case Removed():
            return Fate.REMOVED
        case Altered():
            return Fate.CHANGED
        case Touched():
            return Fate.TOUCHED
        case Renamed():
            return Fate.RENAMED
        case Restated():
            return Fate.RESTATED
        case Reworded():
            return Fate.REWORDED
        case _:
            assert_never(change)


def place_of(found: uses.Declared) -> str:
    """`segments/valeur.seg:8`."""
    return f"{found.span.file.path}:{found.span.line}" if found.span else ""


def _sentences(changes: Changes, old: str | None, new: str | None, language: Language) -> Sentence:
    return Sentence(
        None if old is None else sentence(changes.before, old, language),
        None if new is None else sentence(changes.after, new, language),
    )


def _parts(
    changes: Changes, old: str | None, new: str | None
) -> Iterator[tuple[str, Mapping[Language, Sentence]]]:
    """The classes of a segmentation that are said otherwise than before."""
    was = changes.before.segmentations.get(old or "")
    now = changes.after.segmentations.get(new or "")
    if was is None or now is None:
        return
    names = {changes.names.class_(was.name, one.name): one.name for one in was.classes}
    for one in now.classes:
        before = names.get(one.name)
        told = {
            language: Sentence(
                None
                if before is None
                else prose.class_(changes.before, was.name, before, language),
                prose.class_(changes.after, now.name, one.name, language),
            )
            for language in LANGUAGES
        }
        if any(each.before != each.after for each in told.values()):
            yield one.name, told


def sentence(project: model.Project, name: str, language: Language) -> str | None:
    """What a declaration means in one sentence; None for tables, which are told by their fields."""
    match uses.declared(project)[name]:
        case model.Segment() | model.Segmentation() | model.Target():
            return prose.output(project, name, language)
        case model.Metric():
            return prose.metric(project, name, language)
        case model.Channel():
            return prose.channel(project, name, language)
        case model.List():
            return prose.list_(project, name, language)
        case model.Define():
            return prose.define(project, name, language)
        case model.Parameter():
            return prose.parameter(project, name, language)
        case model.Table():
            return None
