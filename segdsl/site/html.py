"""Write a project's documentation as a static site: its catalog in, a text for each path out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup, escape

from segdsl.meaning import model
from segdsl.meaning.types import NAMES
from segdsl.prose import from_meaning as prose
from segdsl.site import audits, measures, pictures, privacy, words
from segdsl.site.charts import small
from segdsl.site.charts.picture import Picture
from segdsl.site.entries import Catalog, Entry, Kind
from segdsl.site.measures import Change, Measure, Promised
from segdsl.site.names import file_name
from segdsl.site.teller import Teller
from segdsl.sql.dialects import DIALECTS
from segdsl.statistics.survey import Unknown
from segdsl.text import figures
from segdsl.text.diagnostics import Language

LANGUAGE_NAMES = {"en": "English", "fr": "Français"}
INDEX = "index.html"
STYLE, SCRIPT = "site.css", "site.js"
LISTED = (Kind.SEGMENT, Kind.SEGMENTATION, Kind.TARGET)
VOCABULARY = (
    Kind.METRIC, Kind.CHANNEL, Kind.LIST, Kind.DEFINE, Kind.PARAMETER, Kind.POPULATION, Kind.SOURCE
)  # fmt: skip


def pages(catalog: Catalog, languages: Sequence[Language]) -> dict[str, str]:
    """By path with `/`: an index and a page per declaration and class, for each language."""
    templates = _templates()
    made = {STYLE: _style(), SCRIPT: _asset(f"templates/{SCRIPT}")}
    for language in languages:
        writer = Writer(Teller(catalog, language), tuple(languages), templates)
        made[f"{language}/{INDEX}"] = writer.index()
        for entry in (*catalog.entries.values(), *catalog.classes.values()):
            made[f"{language}/{path_of(entry)}"] = writer.page(entry)
    root = templates.get_template("root.html")
    made[INDEX] = root.render(
        name=catalog.project.name, languages=languages, names=LANGUAGE_NAMES, first=languages[0]
    )
    return made


def path_of(entry: Entry) -> str:
    """Where the page of a declaration or class is, from the folder of its language."""
    return f"{entry.kind.value}/{file_name(entry.name)}.html"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what it counts, the one large and the other below it."""

    figure: str
    says: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the index: an entry and what was measured of it."""

    entry: Entry
    measure: Measure | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the pages of one language; what templates call is a method here."""

    t: Teller
    languages: tuple[Language, ...]
    templates: jinja2.Environment

    @property
    def catalog(self) -> Catalog:
        return self.t.catalog

    @property
    def language(self) -> Language:
        return self.t.language

    # --- pages ---

    def index(self) -> str:
        return self._rendered("index.html", "../", INDEX)

    def page(self, entry: Entry) -> str:
        return self._rendered("entry.html", "../../", path_of(entry), entry=entry)

    def _rendered(self, template: str, up: str, path: str, **parts: Any) -> str:
        """`up` leads to the folder of all languages."""
        home = up.removesuffix("../")
        page = self.templates.get_template(template)
        return page.render(
            site=self, t=self.t, up=up, home=home, path=path, w=words, Kind=Kind, f=figures, **parts
        )

    # --- links ---

    def href(self, name: str, home: str) -> str:
        return f"{home}{path_of(self.catalog.entry(name))}"

    # --- figures ---

    def rows(self, population: str) -> list[Row]:
        """What the index lists of a population."""
        return [
            self.row(entry)
            for kind in LISTED
            for entry in self.catalog.of(kind)
            if entry.population == population
        ]

    def row(self, entry: Entry) -> Row:
        found = self.catalog
        return Row(entry, measures.measure(found, entry.name), measures.change(found, entry))

    def bars(self, found: Measure | None) -> Markup:
        """The share of customers above that of value, drawn."""
        if found is None or found.share is None:
            return Markup()
        return Markup(small.twin_bar(found.share, found.part))

    def line(self, change: Change | None) -> Markup:
        """The sizes on the way, drawn."""
        if change is None:
            return Markup()
        least = self.catalog.least
        sizes = [one if measures.is_told(one, least) else least for one in change.sizes]
        return Markup(small.sparkline(sizes, self.language))

    def pictures(self, entry: Entry, home: str) -> tuple[Picture, ...]:
        link = partial(self.href, home=home)
        return pictures.pictures(self.catalog, entry, self.language, link)

    def class_rows(self, entry: Entry) -> Iterator[tuple[str, Entry | None, Measure | None]]:
        """The classes of a segmentation: declared ones, else those that the data have."""
        found = {one.name: one for one in measures.classes(self.catalog, entry.name)}
        for name in list(found) or [one.name for one in entry.classes]:
            yield name, self.catalog.classes.get(f"{entry.name}.{name}"), found.get(name)

    def whole(self, population: str) -> Iterator[Fact]:
        """The figures of a population: its size, coverage, value, and whom channels reach."""
        found = measures.whole(self.catalog, population)
        if found is None:
            return
        yield Fact(figures.count(found.size, self.language), self.t.called(population))
        covered = measures.covered(self.catalog, population)
        if covered is not None:
            yield Fact(self.t.percent(covered), self.t.say(words.COVERED))
        if found.value is not None:
            metric = self.t.label(self.catalog.project.value_metrics[population])
            yield Fact(self.t.amount(found.value), metric)
        yield from self._reached(population)

    def sizes(self) -> list[tuple[str, Fact]]:
        """The size of each population."""
        found = {one.name: measures.whole(self.catalog, one.name) for one in self.populations()}
        return [
            (name, Fact(figures.count(one.size, self.language), self.t.label(name)))
            for name, one in found.items()
            if one is not None
        ]

    def facts(self, entry: Entry) -> Iterator[Fact]:
        """The figures of a segment, class, target or segmentation."""
        found = measures.measure(self.catalog, entry.name)
        if found is None:
            return
        population = self.t.called(entry.population)
        share = self.t.say(
            words.OF_CUSTOMERS, share=self.t.percent(found.share), population=population
        )
        yield Fact(self.t.size(found), population, share if found.told else "")
        change = measures.change(self.catalog, entry)
        if change is not None:
            since = self.t.say(words.SINCE, day=self.t.day(change.since))
            yield Fact(self.t.signed(change.by), since)
        if found.value is not None or (not found.told and self.weighs(entry.population)):
            metric = self.t.label(self.catalog.project.value_metrics[entry.population])
            part = self.t.say(words.OF_VALUE, part=self.t.percent(found.part)) if found.told else ""
            yield Fact(self.t.amount(found.value), metric, part)
        for part_, said in ((model.CONTACTED, words.CONTACTED), (model.CONTROL, words.CONTROL)):
            apart = measures.measure(self.catalog, f"{entry.name}.{part_}")
            if apart is not None and entry.kind is Kind.TARGET:
                yield Fact(self.t.size(apart), self.t.say(said, count="").strip())
        yield from self._reached(entry.name)

    def weighs(self, population: str) -> bool:
        return population in self.catalog.project.value_metrics

    def _reached(self, name: str) -> Iterator[Fact]:
        for one in measures.reached(self.catalog, name):
            says = self.t.say(words.REACHABLE, channel=self.t.label(one.channel))
            yield Fact(self.t.percent(one.share), says, self.t.count(one.size) if one.told else "")

    # --- what is said of an entry ---

    def expected(self, entry: Entry) -> list[Promised]:
        """What its author expects of it."""
        return [one for one in measures.promises(self.catalog, entry) if not one.is_example]

    def examples(self, entry: Entry) -> list[Promised]:
        return [one for one in measures.promises(self.catalog, entry) if one.is_example]

    def audited(self, entry: Entry) -> tuple[audits.Line, ...]:
        """The guides' tests of a good segment."""
        is_tested = entry.kind in (Kind.SEGMENT, Kind.CLASS)
        return audits.lines(self.catalog, entry.name, self.language) if is_tested else ()

    def measured(self, one: Promised) -> str:
        """What was measured of an expectation."""
        if one.measured is None:
            return figures.NOTHING
        if one.is_count:
            return self.t.count(int(one.measured))
        return self.t.percent(float(one.measured))

    def unknowns(self, entry: Entry) -> Iterator[str]:
        """Values that it asks for and that are missing, with how many customers."""
        for one in measures.unknowns(self.catalog, entry):
            yield self._unknown(entry, one)

    def _unknown(self, entry: Entry, one: Unknown) -> str:
        value = prose.value(self.catalog.project, entry.population, one.value, self.language)
        total = measures.whole(self.catalog, entry.population)
        told = measures.is_told(one.size, self.catalog.least)
        share = one.size / total.size if total and total.size and told else None
        return self.t.say(
            words.UNKNOWN_FOR,
            size=self.t.count(one.size),
            population=self.t.called(entry.population),
            share=self.t.percent(share),
            value=value,
        )

    def statements(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """The SQL of an entry, with the name of each engine."""
        for dialect in DIALECTS:
            if dialect.name in entry.sql:
                yield dialect.label, entry.sql[dialect.name].rstrip()

    def hides(self, entry: Entry) -> bool:
        """Whether its SQL has texts that are compared with personal fields."""
        return any(f"'{privacy.HIDDEN}'" in text for text in entry.sql.values())

    def is_closed(self, entry: Entry) -> bool:
        """Whether its classes are values of a personal field."""
        return entry.name in privacy.closed_segmentations(self.catalog.project)

    def fields(self, entry: Entry) -> Iterator[tuple[str, Markup, str]]:
        """The fields of a table: name, type or where a reference leads, what is known."""
        table = self.catalog.project.tables[entry.name]
        for one in entry.fields:
            if isinstance(one, model.Reference):
                link = Markup('<a href="{}">{}</a>').format(
                    self.href(one.target, "../"), self.t.label(one.target)
                )
                said = escape(words.LEADS_TO.in_(self.language))
                yield one.name, Markup(said.format(target=link)), ""
                continue
            notes = [self.t.say(words.KEY)] if table.key == one.name else []
            notes += [self.t.say(words.AT)] if table.at == one.name else []
            if one.one_of is not None:
                shown = ", ".join(str(option.value) for option in one.one_of)
                notes.append(self.t.say(words.ONE_OF, options=shown))
            yield one.name, escape(NAMES[one.type].in_(self.language)), ", ".join(notes)

    def personal(self, entry: Entry) -> str:
        """How many fields of a table are not shown."""
        table = self.catalog.project.tables[entry.name]
        hidden = len(table.members()) - len(entry.fields)
        if not hidden:
            return ""
        one, many = words.ONE_PERSONAL, words.PERSONAL
        return self.t.say(one) if hidden == 1 else self.t.say(many, count=str(hidden))

    def tags(self) -> list[str]:
        return sorted({tag for kind in LISTED for one in self.catalog.of(kind)
                       for tag in one.description.tags})  # fmt: skip

    def owners(self) -> list[str]:
        return sorted({one.description.owner for kind in LISTED for one in self.catalog.of(kind)
                       if one.description.owner})  # fmt: skip

    def populations(self) -> tuple[Entry, ...]:
        """Those that segments are made of."""
        return tuple(one for one in self.catalog.of(Kind.POPULATION) if self.rows(one.name))

    def vocabulary(self) -> Iterator[tuple[Kind, tuple[Entry, ...]]]:
        for kind in VOCABULARY:
            if self.catalog.of(kind):
                yield kind, self.catalog.of(kind)


def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("segdsl.site", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _style() -> str:
    """The sheet of the pictures, then that of the pages, which has the last word."""
    return _asset("charts/charts.css") + "\n" + _asset(f"templates/{STYLE}")


def _asset(path: str) -> str:
    """A file of this room, as it is."""
    return resources.files("segdsl.site").joinpath(path).read_text(encoding="utf-8")
