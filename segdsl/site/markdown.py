"""Write a project's documentation as Markdown: its catalog in, a text for each path out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segdsl.meaning import model
from segdsl.meaning.model import CONTACTED, CONTROL
from segdsl.meaning.types import NAMES
from segdsl.site import words
from segdsl.site.entries import Catalog, ClassEntry, Entry, Kind, Sentences
from segdsl.site.names import file_name
from segdsl.sql.dialects import DIALECTS
from segdsl.text import figures
from segdsl.text.diagnostics import LANGUAGES, Language, Said
from segdsl.warehouse.run import Result

INDEX = "index.md"
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
    made[INDEX] = _joined([f"# {_escaped(catalog.project.name)}", "\n".join(links)])
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
        parts = [f"# {_escaped(self.catalog.project.name)}", self._day(), *self._wholes()]
        for kind, heading in words.HEADINGS.items():
            entries = self.catalog.of(kind)
            if entries:
                parts += [f"## {self.say(heading)}", self._listing(kind, entries)]
        return _joined(parts)

    def _day(self) -> str:
        day = self.say(words.AS_OF, day=figures.day(self.catalog.as_of, self.language))
        found = self.catalog.figures
        where = self.say(words.NO_FIGURES)
        if found is not None:
            where = self.say(words.WHERE_READ, name=_escaped(found.warehouse))
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
                    _sentence(entry.sentences[self.language] or entry.description.note or ""),
                )
                for entry in entries
            ],
        )

    def _measured(self, name: str) -> tuple[str, str, str]:
        assert self.catalog.figures is not None
        found = self.catalog.figures.result(name)
        return ("", "", "") if found is None else self._cells(found)

    def _cells(self, found: Result) -> tuple[str, str, str]:
        return (
            figures.count(found.size, self.language),
            figures.percent(found.share, self.language),
            figures.amount(found.value, self.language),
        )

    # --- a page ---

    def page(self, entry: Entry) -> str:
        home = f"[{_escaped(self.catalog.project.name)}](../{INDEX})"
        title = _escaped(entry.description.label or entry.name)
        parts = [home, f"# {title}", f"`{entry.name}`"]
        parts += self._figures(entry)
        parts += self._about(entry.description)
        parts += self._meaning(entry)
        parts += self._promises(entry)
        parts += self._classes(entry)
        parts += self._fields(entry)
        if entry.kind not in (Kind.POPULATION, Kind.SOURCE):
            parts += self._source(entry)
        parts += self._touches(entry)
        for dialect in DIALECTS:
            if dialect.name in entry.sql:
                heading = self.say(words.SQL, dialect=dialect.label)
                parts += [f"## {heading}", _fenced(entry.sql[dialect.name], "sql")]
        return _joined(parts)

    def _figures(self, entry: Entry) -> Iterator[str]:
        found = self.catalog.figures
        result = found.result(entry.name) if found else None
        if found is None or result is None or entry.kind not in (Kind.SEGMENT, Kind.TARGET):
            return
        whole = found.population(entry.population)
        size = self.say(
            words.SIZE,
            size=figures.count(result.size, self.language),
            whole=figures.count(whole.size, self.language),
            population=self._called(entry.population),
            share=figures.percent(result.share, self.language),
        )
        if result.value is not None and whole.value:
            part = figures.percent(float(result.value / whole.value), self.language)
            value = figures.amount(result.value, self.language)
            size += f", {self.say(words.VALUE, value=value, part=part)}"
        for part, said in ((CONTACTED, words.CONTACTED), (CONTROL, words.CONTROL)):
            apart = found.result(f"{entry.name}.{part}")
            if apart is not None:
                count = figures.count(apart.size, self.language)
                size += f", {self.say(said, count=count)}"
        yield f"**{size}.** {self._day()}"

    def _about(self, found: model.Description) -> Iterator[str]:
        if found.note:
            yield "\n".join(f"> {_escaped(line)}" for line in found.note.splitlines())
        review = figures.day(found.review, self.language) if found.review else ""
        facts = (
            (words.GOAL, found.goal),
            (words.OWNER, found.owner),
            (words.TAGS, ", ".join(found.tags)),
            (words.REVIEW, review),
        )
        said = [f"- {self.say(word)}: {_escaped(text)}" for word, text in facts if text]
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
        yield _sentence(sentences[self.language])
        yield from (f"*{_sentence(sentences[one])}*" for one in LANGUAGES if one != self.language)

    def _promises(self, entry: Entry) -> Iterator[str]:
        if entry.promises:
            yield f"## {self.say(words.PROMISES)}"
            yield "\n".join(f"- {_sentence(one[self.language])}" for one in entry.promises)

    def _classes(self, entry: Entry) -> Iterator[str]:
        if entry.kind is not Kind.SEGMENTATION:
            return
        declared = {one.name: one for one in entry.classes}
        found = self.catalog.figures
        results = found.classes(entry.name) if found else ()
        names = [one.name.partition(".")[2] for one in results] or list(declared)
        if not names:
            return
        heads = words.MEASURED_HEADS
        cells = {one.name.partition(".")[2]: self._cells(one) for one in results}
        rows = [
            (
                f"`{name}`",
                _escaped(declared[name].description.label or "") if name in declared else "",
                *cells.get(name, ()),
            )
            for name in names
        ]
        yield f"## {self.say(words.CLASSES) if declared else self.say(words.HEADINGS[entry.kind])}"
        yield self._table(heads if cells else heads[:2], rows, figures_from=2)
        for one in declared.values():
            yield from self._class(one)

    def _class(self, entry: ClassEntry) -> Iterator[str]:
        yield f"### {_escaped(entry.description.label or entry.name)}"
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
            shown = ", ".join(_escaped(str(option.value)) for option in one.one_of)
            notes.append(self.say(words.ONE_OF, options=shown))
        return NAMES[one.type].in_(self.language), ", ".join(notes)

    def _source(self, entry: Entry) -> Iterator[str]:
        yield f"## {self.say(words.AS_WRITTEN)}"
        yield f"{_escaped(entry.place)}\n\n{_fenced(entry.source, '')}"

    def _touches(self, entry: Entry) -> Iterator[str]:
        made_of = (words.MADE_OF, entry.made_of, words.NOTHING)
        used_by = (words.USED_BY, entry.used_by, words.NOBODY)
        for said, names, none in (made_of, used_by):
            links = [self._link(name, "../") for name in names]
            colon = " :" if self.language == "fr" else ":"
            yield f"{self.say(said)}{colon} {', '.join(links) or self.say(none)}."

    # --- pieces ---

    def _called(self, population: str) -> str:
        """The members of a population, inside a sentence."""
        label = self.catalog.project.tables[population].description.label
        return _escaped((label or population).lower())

    def _label(self, entry: Entry) -> str:
        return _escaped(entry.description.label or "")

    def _link(self, name: str, up: str) -> str:
        return f"[`{name}`]({up}{path_of(self.catalog.entries[name])})"

    def _table(
        self, heads: Sequence[Said], rows: Sequence[Sequence[str]], figures_from: int = 99
    ) -> str:
        used = max((len(row) for row in rows), default=len(heads))
        head = [self.say(said) for said in heads[:used]]
        rule = ["---:" if place >= figures_from else "---" for place in range(used)]
        return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *rows))


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def _escaped(text: str) -> str:
    """An author's text as plain text in Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _sentence(text: str) -> str:
    """A sentence of ours: what it names in backquotes is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return _escaped(text)
    return "".join(
        f"`{part}`" if place % 2 else _SPECIAL.sub(r"\\\1", part)
        for place, part in enumerate(parts)
    )


def _fenced(text: str, language: str) -> str:
    """A block of code that no run of backticks inside it can end."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"
