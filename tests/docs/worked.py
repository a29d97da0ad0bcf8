"""Work out the examples of a page: Markdown in, the same Markdown out with what is true of it.

What a page holds, in order:

- ```` ```seg ```` declarations. Below them stands a table, written by this module: each rule with
  its members (or, of a metric, the value of each customer) and its sentence.
- a table whose first head is the name of a table of the model: its rows from there on. The first
  column is the key, or a label where the table has no key. An empty cell is a missing value.
- ```` ```seg as of 2026-04-01 ````: the same, seen from another day than `TODAY`.
- ```` ```seg wrong ````: declarations that are refused; ```` ```message ```` below holds
  what is said.
- ```` ```csv lists/a.csv ````: a file that a list names.
- ```` ```sql ````: the query of the rules just above, for DuckDB.

The reference interpreter and DuckDB must find the same members and values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from segdsl import compiler
from segdsl.interpreter.evaluation import evaluate
from segdsl.interpreter.reading import Read, Value, text_of
from segdsl.meaning import model
from segdsl.meaning.settings import Settings
from segdsl.meaning.types import Type
from segdsl.prose import from_meaning as prose
from segdsl.sql import from_plan
from segdsl.sql.dialects import DUCKDB
from segdsl.text import figures, report
from segdsl.text.diagnostics import Diagnostic, Language, Said
from tests.differential.comparison import Engine, members, members_by_engine
from tests.differential.engines import columns_of
from tests.meaning.shop import understood

TODAY = date(2026, 3, 31)
SETTINGS = Settings("manual", "Europe/Paris")
RULE = Said("rule", "règle")
MEMBERS = Said("on {day}", "au {day}")
WORDS = Said("in words", "en toutes lettres")
NOBODY = Said("nobody", "personne")
UNKNOWN = Said("unknown", "inconnu")
TRUTHS = {"yes": True, "no": False, "oui": True, "non": False, "true": True, "false": False}
DECLARED = re.compile(r"^(segment|segmentation|metric|channel|list|define|target) (\w+)", re.M)
ASKED = ("segment", "segmentation", "target")
STEP = 1e-6  # values that are no exact numbers are compared within it
PIECE = re.compile(
    r"^```(?P<kind>\w+) ?(?P<info>[^\n]*)\n(?P<body>.*?)^```\n|(?P<table>(?:^\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(slots=True)
class Page:
    """What a page has said so far."""

    language: Language
    engine: Engine
    texts: list[str] = field(default_factory=list)
    tables: dict[str, tuple[list[str], list[list[str]]]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    shown: tuple[model.Project, list[str], date] | None = None
    refused: tuple[Diagnostic, ...] = ()
    examples: int = 0


def worked(text: str, language: Language, engine: Engine) -> tuple[str, int]:
    """The page with its tables of results, messages and queries as they are now, and how many."""
    page = Page(language, engine)
    written: list[str] = []
    done = 0
    for piece in PIECE.finditer(text):
        written.append(text[done : piece.start()])
        done = piece.end()
        if piece["table"]:
            written += _table(page, piece["table"])
            continue
        kind, info, body = piece["kind"], piece["info"], piece["body"]
        results = ""
        match kind, info.split(" ")[0]:
            case "seg", "wrong":
                _refuse(page, body)
            case "seg", _:
                results = _example(page, info, body)
            case "csv", _:
                page.files[info] = body.encode()
            case "message", _:
                body = report.text(page.refused, language) + "\n"
                body = re.sub(r"file\d+\.seg", "rules.seg", body)
            case "sql", _:
                body = _query(page)
        head = f"```{kind} {info}".rstrip()
        written.append(f"{head}\n{body}```\n{results}")
    # a result takes the place of the one before, with one blank line on each side
    return re.sub(
        r"\n{3,}", "\n\n", "".join([*written, text[done:]])
    ).rstrip() + "\n", page.examples


def _table(page: Page, text: str) -> Iterator[str]:
    """Rows are kept, results fall: they are written anew; any other table is text."""
    lines = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in text.splitlines()]
    head = lines[0]
    if head[0] == RULE.in_(page.language):
        return
    if head[0].isidentifier() and head[0] in _project(page).tables:
        page.tables[head[0]] = (head, lines[2:])
    yield text


# --- what a block says ---


def _project(page: Page, *texts: str) -> model.Project:
    project, found = _understood(page, *texts)
    assert not found, report.text(found, "en")
    return project


def _understood(page: Page, *texts: str) -> tuple[model.Project, tuple[Diagnostic, ...]]:
    return understood(*page.texts, *texts, settings=SETTINGS, contents=page.files)


def _refuse(page: Page, body: str) -> None:
    _, page.refused = _understood(page, body)
    assert page.refused, f"this is not refused:\n{body}"


def _example(page: Page, info: str, body: str) -> str:
    """The table below a block; nothing below a block that only says what the tables are."""
    as_of = date.fromisoformat(info.removeprefix("as of ")) if info else TODAY
    page.texts.append(body)
    declared = DECLARED.findall(body)
    if not declared or not page.tables:  # a model, before any row
        return ""
    project = _project(page)
    world = _world(page, project)
    expected = members(evaluate(project, world, as_of))
    actual = members_by_engine(project, world, as_of, page.engine)
    assert actual == expected, {
        name: (sorted(actual.get(name, ())), sorted(expected.get(name, ())))
        for name in {*actual, *expected}
        if actual.get(name) != expected.get(name)
    }
    page.shown = (project, [name for kind, name in declared if kind in ASKED], as_of)
    day = figures.day(as_of, page.language)
    rows = [[RULE.in_(page.language), MEMBERS.in_(page.language).format(day=day)]]
    rows[0].append(WORDS.in_(page.language))
    rows.append(["---"] * 3)
    for kind, name in declared:
        rows += _rows(page, project, world, as_of, kind, name, expected)
        page.examples += 1
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n" + "\n".join(lines) + "\n"


def _rows(
    page: Page,
    project: model.Project,
    world: Mapping[str, Sequence[Mapping[str, object]]],
    as_of: date,
    kind: str,
    name: str,
    found: Mapping[str, frozenset[str]],
) -> Iterator[list[str]]:
    def listed(keys: frozenset[str]) -> str:
        return ", ".join(sorted(keys)) or NOBODY.in_(page.language)

    language = page.language
    match kind:
        case "segment":
            yield [f"`{name}`", listed(found.get(name, frozenset())),
                   prose.segment(project, name, language)]  # fmt: skip
        case "segmentation":
            declared = [f"{name}.{one.name}" for one in project.segmentations[name].classes]
            names = declared or sorted(one for one in found if one.startswith(f"{name}."))
            for one in names:
                yield [f"`{one}`", listed(found.get(one, frozenset())),
                       prose.output(project, one, language)]  # fmt: skip
        case "target":
            for one in project.targets[name].parts():
                yield [f"`{one}`", listed(found.get(one, frozenset())),
                       prose.output(project, one, language)]  # fmt: skip
        case "metric":
            values = evaluate(project, world, as_of).metric(name)
            _agreed(page, world, as_of, name, values)
            unknown = UNKNOWN.in_(language)
            each = (f"{text_of(key)}: {_shown(one, unknown)}" for key, one in values.items())
            yield [f"`{name}`", ", ".join(sorted(each)), prose.metric(project, name, language)]
        case "channel":
            reached = frozenset(map(text_of, evaluate(project, world, as_of).channel(name)))
            yield [f"`{name}`", listed(reached), prose.channel(project, name, language)]
        case "list":
            yield [f"`{name}`", "", prose.list_(project, name, language)]
        case _:
            yield [f"`{name}`", "", prose.define(project, name, language)]


# --- values ---


def _agreed(
    page: Page,
    world: Mapping[str, Sequence[Mapping[str, object]]],
    as_of: date,
    name: str,
    values: Mapping[Value, Read],
) -> None:
    """DuckDB finds each value too: asked for by rules that name it."""
    population = _project(page).metrics[name].population
    several = len(list(_project(page).populations())) > 1
    of = f" of {population}" if several else ""
    type_ = _project(page).metrics[name].value.type
    rules: dict[str, set[str]] = {}
    for key, value in values.items():
        rules.setdefault(_probe(name, value, type_), set()).add(text_of(key))
    probes = [f"segment probe_{i}{of}: {rule}\n" for i, rule in enumerate(rules)]
    project = _project(page, *probes)
    actual = members_by_engine(project, world, as_of, page.engine)
    for number, (rule, keys) in enumerate(rules.items()):
        assert actual.get(f"probe_{number}", frozenset()) == keys, rule


def _probe(name: str, value: Read, type_: Type) -> str:
    """A rule that holds for whom a metric has this value."""
    if value is None:
        return f"{name} is missing"
    if isinstance(value, float) and type_ is not Type.DURATION:
        return f"{name} >= {value - STEP:.9f} and {name} <= {value + STEP:.9f}"
    return f"{name} = {_literal(value, type_)}"


def _literal(value: Read, type_: Type) -> str:
    """A value as an author writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.date().isoformat()
        case str():
            return f'"{value}"'
        case _ if type_ is Type.DURATION:
            return f"{_plain(value)}d"
        case _:
            return _plain(value)


def _shown(value: Read, unknown: str) -> str:
    return unknown if value is None else _plain(value)


def _plain(value: Read) -> str:
    """Without zeros at its end."""
    if isinstance(value, float | Decimal):
        text = f"{value:.4f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return text_of(value)


# --- rows ---


def _world(page: Page, project: model.Project) -> dict[str, list[dict[str, object]]]:
    stored = {name: one for name, one in project.tables.items() if one.grouping is None}
    return {name: list(_cells(page, table)) for name, table in stored.items()}


def _cells(page: Page, table: model.Table) -> Iterator[dict[str, object]]:
    types = columns_of(table)
    physical: dict[str, object] = {one.name: one.origin for one in table.fields}
    physical |= {one.name: one.origin for one in table.references}
    head, lines = page.tables.get(table.name, ([], []))
    names = [table.key if i == 0 else name for i, name in enumerate(head)]
    columns: list[str | None] = []
    for name in names:
        origin = None if name is None else physical[name]
        assert name is None or isinstance(origin, model.Stored), f"{table.name}.{name}"
        columns.append(origin.column if isinstance(origin, model.Stored) else None)
    for line in lines:
        row: dict[str, object] = dict.fromkeys(types)
        for column, text in zip(columns, line, strict=True):
            if column is not None:
                row[column] = _cell(text, types[column])
        yield row


def _cell(text: str, type_: str) -> object:
    if not text:
        return None
    match type_:
        case "VARCHAR":
            return "" if text == '""' else text
        case "BIGINT":
            return int(text)
        case "DOUBLE PRECISION":
            return float(text)
        case "BOOLEAN":
            return TRUTHS[text]
        case "DATE":
            return date.fromisoformat(text)
        case "TIMESTAMP":
            return datetime.fromisoformat(text)
        case _:
            return Decimal(text)


def _query(page: Page) -> str:
    assert page.shown is not None
    project, names, as_of = page.shown
    programs, found = compiler.programs(project, names, as_of, compiler.Stopwatch())
    assert not found
    return "\n".join(from_plan.select(one, DUCKDB, {}).rstrip() + "\n" for one in programs)
