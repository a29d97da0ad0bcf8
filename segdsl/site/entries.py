"""Gather what pages say: an analysed project, a day and perhaps figures in, entries out.

The one place that decides what is known of a declaration; each format only lays it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from segdsl import compiler
from segdsl.meaning import model
from segdsl.meaning.uses import Declared, declared, found_population, uses, uses_of_class
from segdsl.prose import from_meaning as prose
from segdsl.prose.promises import promise
from segdsl.site import privacy
from segdsl.site.source import Piece, pieces
from segdsl.sql import from_plan
from segdsl.sql.dialects import DIALECTS, Dialect
from segdsl.statistics.audit import Audited
from segdsl.statistics.crowds import Reading
from segdsl.statistics.survey import Survey
from segdsl.syntax import ast
from segdsl.text.diagnostics import LANGUAGES, Language
from segdsl.warehouse.run import Population, Result, Results

Sentences = Mapping[Language, str]


class Kind(Enum):
    """What a declaration is; the value names the folder of its pages."""

    POPULATION = "populations"
    SOURCE = "sources"
    PARAMETER = "parameters"
    METRIC = "metrics"
    LIST = "lists"
    CHANNEL = "channels"
    DEFINE = "defines"
    SEGMENT = "segments"
    SEGMENTATION = "segmentations"
    CLASS = "classes"
    TARGET = "targets"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run gave, and of when and where it is; `survey` is what else was counted.

    `audits` are the guides' tests of segments and classes; `readings` are the survey's crowds, by
    population.
    """

    as_of: date
    warehouse: str
    results: Results
    survey: Survey | None = None
    audits: Mapping[str, Audited] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        crowds = self.survey.crowds if self.survey else {}
        made = {name: Reading(crowd) for name, crowd in crowds.items()}
        object.__setattr__(self, "readings", made)

    def population(self, name: str) -> Population:
        return next(one for one in self.results.populations if one.name == name)

    def result(self, name: str) -> Result | None:
        return next((one for one in self.results.results if one.name == name), None)

    def classes(self, segmentation: str) -> tuple[Result, ...]:
        """The classes of a segmentation, in its order; those of `by` as the rows have them."""
        start = f"{segmentation}."
        return tuple(one for one in self.results.results if one.name.startswith(start))


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """A class: `name` without its segmentation."""

    name: str
    description: model.Description
    sentences: Sentences


@dataclass(frozen=True, slots=True)
class Entry:
    """A declaration: who is in it, as it was written, as SQL by dialect, and what it touches."""

    kind: Kind
    name: str
    population: str
    description: model.Description
    sentences: Sentences
    place: str
    source: str
    made_of: tuple[str, ...]
    used_by: tuple[str, ...]
    sql: Mapping[str, str]
    classes: tuple[ClassEntry, ...]
    fields: tuple[model.Field | model.Reference, ...]
    promises: tuple[Sentences, ...] = ()  # what its author expects of it
    pieces: tuple[Piece, ...] = ()  # the source, its names apart


@dataclass(frozen=True, slots=True)
class Catalog:
    """All entries of a project in the order of declaration, and its figures, if there are some.

    classes: those that are declared, as entries by the name `segmentation.class`. least: the
    smallest number of customers that may be told; 0 tells all.
    """

    project: model.Project
    entries: Mapping[str, Entry]
    as_of: date
    figures: Figures | None
    classes: Mapping[str, Entry] = field(default_factory=dict)
    least: int = 0

    @property
    def survey(self) -> Survey | None:
        return self.figures.survey if self.figures else None

    def entry(self, name: str) -> Entry:
        """The entry of a declaration or of a class."""
        return self.entries[name] if name in self.entries else self.classes[name]

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries.values() if entry.kind is kind)


def catalog(
    analysis: compiler.Analysis,
    as_of: date,
    figures: Figures | None,
    language: Language,
    watch: compiler.Stopwatch,
    least: int = 0,
) -> Catalog:
    """What is known of every declaration of a project without errors; `language` is of comments.

    What is compared with personal fields is hidden in all of it but the author's own text.
    """
    masked = replace(analysis, project=privacy.masked(analysis.project))
    gatherer = Gatherer(masked, as_of, DIALECTS, language, watch)
    entries = {name: gatherer.entry(name) for name in gatherer.declared}
    classes = {
        name: gatherer.entry(name)
        for whole in masked.project.segmentations.values()
        for name in (f"{whole.name}.{one.name}" for one in whole.classes)
    }
    told = _told(analysis.project, figures)
    return Catalog(masked.project, entries, as_of, told, classes, least)


def _told(project: model.Project, figures: Figures | None) -> Figures | None:
    """The figures, with nothing in them that only who is in a private field may know."""
    if figures is None:
        return None
    survey = figures.survey and privacy.masked_survey(project, figures.survey)
    results = privacy.open_results(project, figures.results)
    return replace(figures, results=results, survey=survey)


@dataclass(slots=True)
class Gatherer:
    """Gathers entries of one project, with SQL for the dialects given, commented in a language."""

    analysis: compiler.Analysis
    as_of: date
    dialects: Sequence[Dialect]
    language: Language
    watch: compiler.Stopwatch
    declared: dict[str, Declared] = field(init=False)
    written: dict[str, ast.AnyDeclaration] = field(init=False)
    used: dict[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.declared = declared(self.project)
        self.written = {
            one.name.text: one for module in self.analysis.modules for one in module.declarations
        }
        self.used = {name: uses(self.project, name) for name in self.declared}

    @property
    def project(self) -> model.Project:
        return self.analysis.project

    def entry(self, name: str) -> Entry:
        """The entry of a declaration, or of a class by the name `segmentation.class`."""
        whole = name if name in self.declared else name.partition(".")[0]
        found = self.declared[whole]
        return Entry(
            kind=_kind(found, name),
            name=name,
            population=found_population(found),
            description=self._description(found, name),
            sentences={lang: self._sentence(found, name, lang) for lang in LANGUAGES},
            place=found.span.place if found.span else "",
            source=self.written[whole].span.text.strip(),
            made_of=self._made_of(found, name),
            used_by=tuple(other for other, used in self.used.items() if whole in used),
            sql=dict(self._sql(found, name)),
            classes=_classes(self.project, found) if name == whole else (),
            fields=_shown(found),
            promises=_promises(self.project, found) if name == whole else (),
            pieces=self._pieces(found, whole),
        )

    def _made_of(self, found: Declared, name: str) -> tuple[str, ...]:
        part = name.partition(".")[2]
        if isinstance(found, model.Segmentation) and found.by is None and part:
            return uses_of_class(self.project, found.name, part)
        return self.used[found.name]

    def _pieces(self, found: Declared, name: str) -> tuple[Piece, ...]:
        """The text of a declaration, with the names of others in it."""
        tables = self.project.tables
        used = {*self.used[name], found_population(found)} - {"", name}
        rows = {word: one for one in used if one in tables for word in (one, tables[one].singular)}
        return pieces(self.written[name], {one: one for one in used}, rows)

    def _description(self, found: Declared, name: str) -> model.Description:
        if isinstance(found, model.Segmentation) and name != found.name:
            part = name.partition(".")[2]
            own = [one.description for one in found.classes if one.name == part]
            return own[0] if own else model.Description()
        return found.description

    def _sentence(self, found: Declared, name: str, language: Language) -> str:
        """What a name means; tables are said by their fields."""
        match found:
            case model.Segment() | model.Segmentation() | model.Target():
                return prose.output(self.project, name, language)
            case model.Metric():
                return prose.metric(self.project, name, language)
            case model.Channel():
                return prose.channel(self.project, name, language)
            case model.List():
                return prose.list_(self.project, name, language)
            case model.Define():
                return prose.define(self.project, name, language)
            case model.Parameter():
                return prose.parameter(self.project, name, language)
            case model.Table():
                return ""

    def _sql(self, found: Declared, name: str) -> Iterator[tuple[str, str]]:
        """The members of a segment or class, the classes of a segmentation, for each engine."""
        if not isinstance(found, model.Segment | model.Segmentation | model.Target):
            return
        (program,), _ = compiler.programs(self.project, [name], self.as_of, self.watch)
        is_whole = isinstance(found, model.Segmentation) and name == found.name
        emit = from_plan.members if is_whole else from_plan.select
        said = compiler.comments(self.project, program, self.language)
        with self.watch.stage("sql"):
            for dialect in self.dialects:
                yield dialect.name, emit(program, dialect, said)


def _kind(found: Declared, name: str) -> Kind:
    match found:
        case model.Table(is_population=True):
            return Kind.POPULATION
        case model.Table():
            return Kind.SOURCE
        case model.Parameter():
            return Kind.PARAMETER
        case model.Metric():
            return Kind.METRIC
        case model.Channel():
            return Kind.CHANNEL
        case model.Target():
            return Kind.TARGET
        case model.Define():
            return Kind.DEFINE
        case model.List():
            return Kind.LIST
        case model.Segment():
            return Kind.SEGMENT
        case model.Segmentation():
            return Kind.SEGMENTATION if name == found.name else Kind.CLASS


def _classes(project: model.Project, found: Declared) -> tuple[ClassEntry, ...]:
    if not isinstance(found, model.Segmentation):
        return ()
    return tuple(
        ClassEntry(
            one.name,
            one.description,
            {lang: prose.class_(project, found.name, one.name, lang) for lang in LANGUAGES},
        )
        for one in found.classes
    )


def _promises(project: model.Project, found: Declared) -> tuple[Sentences, ...]:
    if not isinstance(found, model.Segment | model.Segmentation):
        return ()
    return tuple(
        {lang: promise(project, found.population, one, lang) for lang in LANGUAGES}
        for one in found.promises
    )


def _shown(found: Declared) -> tuple[model.Field | model.Reference, ...]:
    """The fields of a table, personal data left out."""
    if not isinstance(found, model.Table):
        return ()
    return tuple(
        one for one in found.members() if isinstance(one, model.Reference) or not one.private
    )
