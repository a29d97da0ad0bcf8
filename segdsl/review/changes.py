"""Compare two versions of a project: two analyses without errors in, what changed out.

Layout, comments, the order of declarations and the files that they stand in are no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from segdsl.compiler import Analysis
from segdsl.meaning import model, uses
from segdsl.review import paths, renames
from segdsl.review.declarations import Comparison
from segdsl.review.edits import Aspect, Edit, Fact, Recalled
from segdsl.review.likeness import Likeness, Names
from segdsl.review.meanings import Meanings


class Kind(Enum):
    """What a declaration is, in the order in which changes are told."""

    SEGMENT = "segment"
    SEGMENTATION = "segmentation"
    TARGET = "target"
    METRIC = "metric"
    PARAMETER = "parameter"
    LIST = "list"
    CHANNEL = "channel"
    DEFINE = "define"
    POPULATION = "population"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Added:
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Removed:
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """The same declaration under another name."""

    kind: Kind
    before: str
    name: str


@dataclass(frozen=True, slots=True)
class Altered:
    """It says something else than before."""

    kind: Kind
    before: str
    name: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Restated:
    """It is written otherwise and means the same, whatever the rows."""

    kind: Kind
    before: str
    name: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """What is said around it: nobody moves."""

    kind: Kind
    before: str
    name: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """It says the same, and something that it uses does not: `path` leads from it to that."""

    kind: Kind
    before: str
    name: str
    path: tuple[str, ...]


Change = Added | Removed | Renamed | Altered | Restated | Reworded | Touched


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed between two versions, the segments first."""

    before: model.Project
    after: model.Project
    names: Names
    facts: tuple[Fact, ...]  # of the project as a whole
    changes: tuple[Change, ...]

    @property
    def is_nothing(self) -> bool:
        return not (self.facts or self.changes)

    @property
    def moved(self) -> tuple[Altered | Touched, ...]:
        """Segments, segmentations and targets whose members may be others than before."""
        kinds = (Kind.SEGMENT, Kind.SEGMENTATION, Kind.TARGET)
        found = (one for one in self.changes if isinstance(one, Altered | Touched))
        return tuple({one.name: one for one in found if one.kind in kinds}.values())

    @property
    def has_meaning(self) -> bool:
        """Whether anything but words, names and ways to write changed."""
        return bool(self.facts) or any(not is_quiet(one) for one in self.changes)


def changes(before: Analysis, after: Analysis) -> Changes:
    """What changed between two versions, each without errors."""
    old, new = Meanings(before.project), Meanings(after.project)
    names = renames.names(old, new)
    found = _Comparing(old, new, names)
    said = sorted(found.all(), key=lambda one: list(Kind).index(one.kind))
    facts = tuple(_of_the_project(before.project, after.project, names))
    return Changes(before.project, after.project, names, facts, tuple(said))


def is_quiet(change: Change) -> bool:
    """Whether a change is one of words, of names or of ways to write."""
    match change:
        case Renamed() | Restated() | Reworded():
            return True
        case Altered(edits=edits):
            return all(isinstance(one, Recalled) for one in edits)
        case _:
            return False


def kind_of(found: uses.Declared) -> Kind:
    """What a declaration is."""
    match found:
        case model.Table():
            return Kind.POPULATION if found.is_population else Kind.SOURCE
        case _:
            return Kind(type(found).__name__.lower())


@dataclass(slots=True)
class _Comparing:
    old: Meanings
    new: Meanings
    names: Names

    def all(self) -> Iterator[Change]:
        """Each change, in the order of the new version; what is gone comes last."""
        was = {self.names.now(name): name for name in self.old.declared}
        like = Likeness(self.old.project, self.names)
        comparing = Comparison(like, self.new.project)
        pairs: dict[str, str] = {}
        for name, declared in self.new.declared.items():
            before = was.get(name)
            if before is None or not renames.is_same_kind(self.old.declared[before], declared):
                yield Added(kind_of(declared), name)
            else:
                pairs[name] = before
        edits = {
            name: comparing.edits(self.old.declared[before], self.new.declared[name])
            for name, before in pairs.items()
        }
        finder = paths.Finder(self.old, self.new, pairs, edits, self.names)
        for name, before in pairs.items():
            yield from self._pair(before, name, edits[name], comparing, finder)
        for name, gone in self.old.declared.items():
            if pairs.get(self.names.now(name)) != name:
                yield Removed(kind_of(gone), name)

    def _pair(
        self,
        before: str,
        name: str,
        edits: tuple[Edit, ...],
        comparing: Comparison,
        finder: paths.Finder,
    ) -> Iterator[Change]:
        old, new = self.old.declared[before], self.new.declared[name]
        kind = kind_of(new)
        if before != name:
            yield Renamed(kind, before, name)
        is_same = self.old.of(before) == self.new.of(name)
        if edits and is_same and not _shows(edits):
            yield Restated(kind, before, name)
        elif edits:
            yield Altered(kind, before, name, edits)
        if not is_same and not isinstance(new, model.Table | model.Define):
            path = finder.path(name)
            if path or not edits:
                yield Touched(kind, before, name, path or (name,))
        wordings = comparing.wordings(old, new)
        if wordings:
            yield Reworded(kind, before, name, wordings)


def _shows(edits: tuple[Edit, ...]) -> bool:
    """Whether edits are of what others see, whoever the members are: names of classes or fields."""
    return any(isinstance(one, Recalled) for one in edits)


def _of_the_project(before: model.Project, after: model.Project, names: Names) -> Iterator[Fact]:
    if before.timezone != after.timezone:
        yield Fact(Aspect.TIMEZONE, before.timezone, after.timezone)
    if before.week_starts != after.week_starts:
        yield Fact(Aspect.WEEK_STARTS, before.week_starts, after.week_starts)
    was: Mapping[str, str] = {
        names.now(population): names.now(metric)
        for population, metric in before.value_metrics.items()
    }
    for population in dict.fromkeys((*was, *after.value_metrics)):
        old, new = was.get(population), after.value_metrics.get(population)
        if old != new:
            yield Fact(Aspect.WEIGHT, old, new)
