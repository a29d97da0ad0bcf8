"""Know how many customers a rule selects: what is asked of the warehouse, and what it answered.

A figure belongs to the text of a rule and of all that it is made of: where one of them is changed,
nothing is said until it is computed again. It is computed when asked, never while somebody types.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from segdsl import compiler
from segdsl.editor.desk import Analysis, Desk
from segdsl.meaning import model
from segdsl.meaning.settings import Warehouse
from segdsl.meaning.uses import declared, uses
from segdsl.prose import phrases
from segdsl.syntax import ast
from segdsl.text import figures
from segdsl.text.catalog import warehouse as catalog
from segdsl.text.diagnostics import Diagnostic, Language, Said, about
from segdsl.text.source import Span
from segdsl.warehouse import checks, choice, run
from segdsl.warehouse.address import address, redacted
from segdsl.warehouse.connect import connect
from segdsl.warehouse.engine import Engine, WarehouseError

SIZE = Said("{count} {population}, {share}", "{count} {population}, {share}")
MOST_CLASSES = 4  # of a segmentation by value, that a line shows
Key = str


@dataclass(frozen=True, slots=True)
class Figure:
    """How many are in it; `classes` of a segmentation by value, largest first."""

    population: str
    size: int
    share: float | None
    classes: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Lens:
    """A line above a declaration or class."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be computed: names of a project without errors, and the keys of their rules."""

    project: model.Project
    warehouse: Warehouse
    day: date
    keys: Mapping[str, Key]


@dataclass(slots=True)
class Sizes:
    """The figures of one project."""

    found: dict[Key, dict[str, Figure]] = field(default_factory=dict)
    said: str | None = None  # the last trouble that was told
    _keys: tuple[int, dict[str, Key]] = (-1, {})

    # --- asking ---

    def asked(self, desk: Desk, analysis: Analysis, paths: Iterable[str]) -> Asked | None:
        """What is not known yet of the files given; None where nothing can or need be computed."""
        warehouses = analysis.settings.warehouses
        if not warehouses or desk.folder is None or analysis.analysis.has_errors:
            return None
        wanted = set(paths)
        keys = {
            name: key
            for name, key in self.keys(analysis).items()
            if key not in self.found and _path(analysis, name) in wanted
        }
        if not keys:
            return None
        day = choice.day(analysis.settings, warehouses[0], datetime.now(UTC))
        return Asked(analysis.analysis.project, warehouses[0], day, keys)

    def keys(self, analysis: Analysis) -> dict[str, Key]:
        """For each segment, segmentation and target, what its figure depends on."""
        if self._keys[0] != analysis.version:
            self._keys = analysis.version, dict(_keys(analysis))
        return self._keys[1]

    def put(self, asked: Asked, results: run.Results) -> None:
        """Keeps what was computed."""
        for name, key in asked.keys.items():
            self.found[key] = dict(_figures(asked.project, name, results))

    # --- answering ---

    def figure(self, analysis: Analysis, name: str) -> Figure | None:
        """What is known of a name, or `segmentation.class`, as its rule stands now."""
        whole = name.partition(".")[0]
        key = self.keys(analysis).get(whole)
        return None if key is None else self.found.get(key, {}).get(name)

    def shown(self, analysis: Analysis, name: str, language: Language) -> str | None:
        """`2,286 customers, 51%`."""
        found = self.figure(analysis, name)
        if found is None:
            return None
        if found.classes:
            parts = [f"{one} {figures.percent(share, language)}" for one, share in found.classes]
            more = ", …" if len(parts) > MOST_CLASSES else ""
            return ", ".join(parts[:MOST_CLASSES]) + more
        table = analysis.known.project.tables.get(found.population)
        label = table.description.label if table is not None else None
        if found.size == 1 and table is not None:
            label = table.singular
        return SIZE.in_(language).format(
            count=figures.count(found.size, language),
            population=phrases.small(label or found.population),
            share=figures.percent(found.share, language),
        )

    def lenses(self, analysis: Analysis, path: str, language: Language) -> Iterator[Lens]:
        """The lines above the declarations and classes of a file."""
        for module in analysis.analysis.modules:
            if module.span.file.path != path:
                continue
            for one in module.declarations:
                if not isinstance(one, ast.Segment | ast.Segmentation | ast.Target):
                    continue
                places = [(one.name.text, one.name.span)]
                if isinstance(one, ast.Segmentation) and isinstance(one.body, tuple):
                    places += [(f"{one.name.text}.{c.name.text}", c.name.span) for c in one.body]
                for name, span in places:
                    text = self.shown(analysis, name, language)
                    if text is not None:
                        yield Lens(span, text)


def _path(analysis: Analysis, name: str) -> str | None:
    found = declared(analysis.analysis.project).get(name)
    return None if found is None or found.span is None else found.span.file.path


def _keys(analysis: Analysis) -> Iterator[tuple[str, Key]]:
    project = analysis.analysis.project
    texts = {
        one.name.text: one.span.text
        for module in analysis.analysis.modules
        for one in module.declarations
    }
    for name, found in declared(project).items():  # a list is as long as its file
        if isinstance(found, model.List):
            texts[name] = f"{texts.get(name, '')}{found.lines}"
    made_of = {name: uses(project, name) for name in declared(project)}
    settings = analysis.settings
    warehouse = settings.warehouses[0] if settings.warehouses else None
    whole = repr((settings.timezone, settings.week_starts, warehouse))
    for name, found in declared(project).items():
        if not isinstance(found, model.Segment | model.Segmentation | model.Target):
            continue
        seen = {name, found.population}
        waiting = [name, found.population]
        while waiting:
            fresh = set(made_of.get(waiting.pop(), ())) - seen
            seen |= fresh
            waiting += fresh
        parts = "\0".join(texts.get(one, one) for one in sorted(seen))
        yield name, hashlib.sha256(f"{whole}\0{name}\0{parts}".encode()).hexdigest()


def _figures(
    project: model.Project, name: str, results: run.Results
) -> Iterator[tuple[str, Figure]]:
    found = [one for one in results.results if one.name == name or _is_part(one.name, name)]
    for one in found:
        yield one.name, Figure(one.population, one.size, one.share)
    whole = project.segmentations.get(name)
    if whole is not None and whole.by is not None and found:
        ordered = sorted(found, key=lambda one: -one.size)
        classes = tuple((one.name.partition(".")[2], one.share) for one in ordered)
        total = sum(one.size for one in found)
        yield name, Figure(whole.population, total, None, classes)


def _is_part(name: str, whole: str) -> bool:
    return name.startswith(f"{whole}.")


# --- the warehouse ---


def computed(asked: Asked, desk: Desk) -> run.Results | Diagnostic:
    """The figures of what is asked, or why there are none, without secrets. Takes its time."""
    try:
        engine = _connected(asked, desk)
        if isinstance(engine, Diagnostic):
            return engine
        try:
            programs, found = compiler.programs(
                asked.project, list(asked.keys), asked.day, compiler.Stopwatch()
            )
            found = found or tuple(checks.fit(asked.project, programs, engine))
            return found[0] if found else run.run(programs, engine)
        finally:
            engine.close()
    except WarehouseError as error:
        return error.diagnostic


def _connected(asked: Asked, desk: Desk) -> Engine | Diagnostic:
    warehouse = asked.warehouse
    url = choice.url(warehouse, os.environ)
    if not url:
        facts = {"variable": warehouse.url_env or "", "warehouse": warehouse.name}
        return about(catalog.NO_SECRET, None, **facts)
    assert desk.folder is not None
    where = address(warehouse.name, url, desk.folder)
    if where is None:
        facts = {"address": redacted(url), "warehouse": warehouse.name}
        return about(catalog.UNKNOWN_ADDRESS, None, **facts)
    limited = choice.limited(choice.typed(where, asked.project), warehouse)
    return connect(choice.with_history(limited, warehouse, os.environ, desk.folder, asked.project))
