"""Write a project's documentation as Markdown: its catalog in, a text for each path out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segdsl.meaning import model
from segdsl.meaning.model import CONTACTED, CONTROL
from segdsl.meaning.types import NAMES
from segdsl.site import audits, lineage, marks, measures, pictures, words
from segdsl.site.entries import Catalog, ClassEntry, Entry, Kind, Sentences
from segdsl.site.measures import Measure
from segdsl.site.names import file_name
from segdsl.site.teller import Teller
from segdsl.sql.dialects import DIALECTS
from segdsl.text import figures
from segdsl.text.diagnostics import LANGUAGES, Language, Said

INDEX = "index.md"
MEASURED = (Kind.SEGMENT, Kind.CLASS, Kind.TARGET)
MOST_LINKS = 200  # beyond that no graph can be read, and wikis refuse to draw it
LANGUAGE_NAMES = {"en": "English", "fr": "Français"}


def pages(catalog: Catalog, languages: Sequence[Language]) -> dict[str, str]:
    """By path with `/`: an index, and a page per declaration, for each language."""
    made: dict[str, str] = {}
    for language in languages:
        writer = _Writer(catalog, language)
        made[f"{language}/{INDEX}"] = writer.index()
        for entry in catalog.entries.values():
            made[f"{language}/{path_of(entry)}"] = writer.page(entry)
    links = [f"- [{LANGUAGE_NAMES[one]}]({one}/{INDEX})" for one in languages]
    made[INDEX] = marks.joined([f"# {marks.escaped(catalog.project.name)}", "\n".join(links)])
    return made


def path_of(entry: Entry) -> str:
    """Where the page of a declaration is, from the folder of its language."""
    return f"{entry.kind.value}/{file_name(entry.name)}.md"


@dataclass(frozen=True, slots=True)
class _Writer:
    catalog: Catalog
    language: Language

    def say(self, said: Said, **parts: str) -> str:
        return said.in_(self.language).format(**parts)

    # --- the index ---

    def index(self) -> str:
        parts = [f"# {marks.escaped(self.catalog.project.name)}", self._day(), *self._wholes()]
        for kind, heading in words.HEADINGS.items():
            entries = self.catalog.of(kind)
            if entries:
                parts += [f"## {self.say(heading)}", self._listing(kind, entries)]
        for entry in self.catalog.of(Kind.POPULATION):
            parts += self._pictures(entry)
        found = lineage.whole(self.catalog)
        if found.links and len(found.links) <= MOST_LINKS:
            parts += [
                f"## {self.say(words.LINEAGE)}",
                marks.graph([self._title(one) for one in found.names], found.numbered()),
            ]
        return marks.joined(parts)

    def _day(self) -> str:
        day = self.say(words.AS_OF, day=figures.day(self.catalog.as_of, self.language))
        found = self.catalog.figures
        where = self.say(words.NO_FIGURES)
        if found is not None:
            where = self.say(words.WHERE_READ, name=marks.escaped(found.warehouse))
        return f"{day} {where}"

    def _wholes(self) -> Iterator[str]:
        found = self.catalog.figures
        for whole in found.results.populations if found else ():
            size = figures.count(whole.size, self.language)
            population = self._called(whole.name)
            if whole.value is None:
                yield self.say(words.OF_ALL_UNWEIGHED, size=size, population=population)
                continue
            metric = self.catalog.project.value_metrics[whole.name]
            value = figures.amount(whole.value, self.language)
            link = self._link(metric, "")
            yield self.say(words.OF_ALL, size=size, population=population, value=value, metric=link)

    def _listing(self, kind: Kind, entries: Sequence[Entry]) -> str:
        if kind in (Kind.SEGMENT, Kind.TARGET) and self.catalog.figures is not None:
            rows = [
                (self._link(entry.name, ""), self._label(entry), *self._measured(entry.name))
                for entry in entries
            ]
            return self._table(words.MEASURED_HEADS, rows, figures_from=2)
        return self._table(
            (words.NAME_HEAD, words.LABEL_HEAD, words.SAYS_HEAD),
            [
                (
                    self._link(entry.name, ""),
                    self._label(entry),
                    marks.sentence(entry.sentences[self.language] or entry.description.note or ""),
                )
                for entry in entries
            ],
        )

    def _measured(self, name: str) -> tuple[str, str, str]:
        found = measures.measure(self.catalog, name)
        return ("", "", "") if found is None else self._cells(found)

    def _cells(self, found: Measure) -> tuple[str, str, str]:
        return (
            self._size(found),
            figures.percent(found.share, self.language),
            figures.amount(found.value, self.language),
        )

    def _size(self, found: Measure) -> str:
        return Teller(self.catalog, self.language).size(found)

    # --- a page ---

    def page(self, entry: Entry) -> str:
        home = f"[{marks.escaped(self.catalog.project.name)}](../{INDEX})"
        title = marks.escaped(entry.description.label or entry.name)
        parts = [home, f"# {title}", f"`{entry.name}`"]
        parts += self._figures(entry)
        parts += self._about(entry.description)
        parts += self._meaning(entry)
        parts += self._promises(entry)
        parts += self._audit(entry)
        parts += self._classes(entry)
        parts += self._fields(entry)
        if entry.kind not in (Kind.POPULATION, Kind.SOURCE):
            parts += self._source(entry)
        if entry.kind is not Kind.POPULATION:  # whose pictures are on the index
            parts += self._pictures(entry)
        parts += self._touches(entry)
        for dialect in DIALECTS:
            if dialect.name in entry.sql:
                heading = self.say(words.SQL, dialect=dialect.label)
                parts += [f"## {heading}", marks.fenced(entry.sql[dialect.name], "sql")]
        return marks.joined(parts)

    def _figures(self, entry: Entry) -> Iterator[str]:
        found = measures.measure(self.catalog, entry.name)
        whole = measures.whole(self.catalog, entry.population) if entry.population else None
        if found is None or whole is None or entry.kind not in MEASURED:
            return
        size = self.say(
            words.SIZE,
            size=self._size(found),
            whole=figures.count(whole.size, self.language),
            population=self._called(entry.population),
            share=figures.percent(found.share, self.language),
        )
        if found.value is not None and found.part is not None:
            part = figures.percent(found.part, self.language)
            value = figures.amount(found.value, self.language)
            size += f", {self.say(words.VALUE, value=value, part=part)}"
        for part, said in ((CONTACTED, words.CONTACTED), (CONTROL, words.CONTROL)):
            apart = measures.measure(self.catalog, f"{entry.name}.{part}")
            if apart is not None and entry.kind is Kind.TARGET:
                size += f", {self.say(said, count=self._size(apart))}"
        yield f"**{size}.** {self._day()}"

    def _about(self, found: model.Description) -> Iterator[str]:
        if found.note:
            yield "\n".join(f"> {marks.escaped(line)}" for line in found.note.splitlines())
        review = figures.day(found.review, self.language) if found.review else ""
        facts = (
            (words.GOAL, found.goal),
            (words.OWNER, found.owner),
            (words.TAGS, ", ".join(found.tags)),
            (words.REVIEW, review),
        )
        said = [f"- {self.say(word)}: {marks.escaped(text)}" for word, text in facts if text]
        if self.language == "fr":
            said = [line.replace(":", " :", 1) for line in said]
        if said:
            yield "\n".join(said)

    def _meaning(self, entry: Entry) -> Iterator[str]:
        if not any(entry.sentences.values()):
            return
        about_people = entry.kind in words.ABOUT_PEOPLE
        yield f"## {self.say(words.WHO if about_people else words.WHAT)}"
        yield from self._sentences(entry.sentences)

    def _sentences(self, sentences: Sentences) -> Iterator[str]:
        """The page's language first, the other one below it."""
        yield marks.sentence(sentences[self.language])
        yield from (
            f"*{marks.sentence(sentences[one])}*" for one in LANGUAGES if one != self.language
        )

    def _audit(self, entry: Entry) -> Iterator[str]:
        lines = audits.lines(self.catalog, entry.name, self.language)
        if lines and entry.kind is Kind.SEGMENT:
            yield f"## {self.say(words.AUDIT)}"
            yield "\n".join(f"- {self._tested(one)}" for one in lines)

    def _tested(self, one: audits.Line) -> str:
        said = words.MET if one.is_met else words.TO_LOOK_AT
        verdict = self.say(words.NOT_MEASURED if one.is_met is None else said)
        return f"**{one.name}** ({verdict}): {marks.sentence(one.says)}"

    def _promises(self, entry: Entry) -> Iterator[str]:
        if entry.promises:
            yield f"## {self.say(words.PROMISES)}"
            yield "\n".join(f"- {marks.sentence(one[self.language])}" for one in entry.promises)

    def _classes(self, entry: Entry) -> Iterator[str]:
        if entry.kind is not Kind.SEGMENTATION:
            return
        declared = {one.name: one for one in entry.classes}
        results = measures.classes(self.catalog, entry.name)
        names = [one.name for one in results] or list(declared)
        if not names:
            return
        heads = words.MEASURED_HEADS
        cells = {one.name: self._cells(one) for one in results}
        rows = [
            (
                f"`{name}`",
                marks.escaped(declared[name].description.label or "") if name in declared else "",
                *cells.get(name, ()),
            )
            for name in names
        ]
        yield f"## {self.say(words.CLASSES) if declared else self.say(words.HEADINGS[entry.kind])}"
        yield self._table(heads if cells else heads[:2], rows, figures_from=2)
        for one in declared.values():
            yield from self._class(one)

    def _class(self, entry: ClassEntry) -> Iterator[str]:
        yield f"### {marks.escaped(entry.description.label or entry.name)}"
        yield from self._about(entry.description)
        yield from self._sentences(entry.sentences)

    def _fields(self, entry: Entry) -> Iterator[str]:
        table = self.catalog.project.tables.get(entry.name)
        if table is None or entry.kind not in (Kind.POPULATION, Kind.SOURCE):
            return
        yield f"## {self.say(words.FIELDS)}"
        rows = [(f"`{one.name}`", *self._field(table, one)) for one in entry.fields]
        yield self._table((words.NAME_HEAD, words.TYPE_HEAD, words.NOTE_HEAD), rows)
        hidden = len(table.members()) - len(entry.fields)
        if hidden:
            yield (
                self.say(words.ONE_PERSONAL)
                if hidden == 1
                else self.say(words.PERSONAL, count=str(hidden))
            )

    def _field(self, table: model.Table, one: model.Field | model.Reference) -> tuple[str, str]:
        if isinstance(one, model.Reference):
            return self.say(words.LEADS_TO, target=self._link(one.target, "../")), ""
        notes = [self.say(words.KEY)] if table.key == one.name else []
        notes += [self.say(words.AT)] if table.at == one.name else []
        if one.one_of is not None:
            shown = ", ".join(marks.escaped(str(option.value)) for option in one.one_of)
            notes.append(self.say(words.ONE_OF, options=shown))
        return NAMES[one.type].in_(self.language), ", ".join(notes)

    def _source(self, entry: Entry) -> Iterator[str]:
        yield f"## {self.say(words.AS_WRITTEN)}"
        yield f"{marks.escaped(entry.place)}\n\n{marks.fenced(entry.source, '')}"

    def _touches(self, entry: Entry) -> Iterator[str]:
        made_of = (words.MADE_OF, entry.made_of, words.NOTHING)
        used_by = (words.USED_BY, entry.used_by, words.NOBODY)
        for said, names, none in (made_of, used_by):
            links = [self._link(name, "../") for name in names]
            colon = " :" if self.language == "fr" else ":"
            yield f"{self.say(said)}{colon} {', '.join(links) or self.say(none)}."
        yield from self._lineage(entry)

    def _pictures(self, entry: Entry) -> Iterator[str]:
        """What the site draws, as tables."""
        for one in pictures.pictures(self.catalog, entry, self.language):
            yield f"### {marks.escaped(one.title)}"
            yield marks.escaped(one.says)
            if one.rows:
                cells = [[marks.escaped(cell) for cell in row] for row in (one.head, *one.rows)]
                yield marks.table(cells[0], cells[1:], figures_from=1)

    def _lineage(self, entry: Entry) -> Iterator[str]:
        found = lineage.around(self.catalog, entry)
        if found.links and len(found.links) <= MOST_LINKS:
            yield marks.graph([self._title(one) for one in found.names], found.numbered())

    # --- pieces ---

    def _title(self, name: str) -> str:
        return self.catalog.entries[name].description.label or name

    def _called(self, population: str) -> str:
        """The members of a population, inside a sentence."""
        label = self.catalog.project.tables[population].description.label
        return marks.escaped((label or population).lower())

    def _label(self, entry: Entry) -> str:
        return marks.escaped(entry.description.label or "")

    def _link(self, name: str, up: str) -> str:
        return f"[`{name}`]({up}{path_of(self.catalog.entries[name])})"

    def _table(
        self, heads: Sequence[Said], rows: Sequence[Sequence[str]], figures_from: int = 99
    ) -> str:
        used = max((len(row) for row in rows), default=len(heads))
        return marks.table([self.say(said) for said in heads[:used]], rows, figures_from)
