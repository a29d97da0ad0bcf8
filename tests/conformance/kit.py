"""Read the kit: the files of cases in, cases with everything that their file shares out.

The format is specified in README.md; nothing here knows what a segment means.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"
MISSING = "missing"
Table = tuple[Mapping[str, str | None], ...]  # cells as texts, None where missing
Keys = frozenset[str]


class Malformed(Exception):
    """A file of the kit that breaks the format: an error of the kit, never of an engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One expectation. Exactly one of `select`, `value`, `segmentation`, `target`, `refuse`."""

    topic: str
    name: str
    rule: str
    as_of: date
    timezone: str
    week_starts: str = "monday"
    model: str
    rows: Mapping[str, Table]
    lists: Mapping[str, str]
    given: str = ""
    of: str = ""
    settings: Mapping[str, str]
    why: str = ""
    select: str = ""
    members: Keys | None = None
    value: str = ""
    values: Mapping[str, Keys] | None = None
    segmentation: str = ""
    classes: Mapping[str, Keys] | None = None
    target: str = ""
    chosen: Keys | None = None
    control: Keys | None = None
    refuse: str = ""
    error: str = ""
    at: str = ""
    stops: str = ""


def topics() -> list[str]:
    return sorted(path.stem for path in CASES.glob("*.toml"))


def cases(topic: str) -> list[Case]:
    """The cases of one file. Raises Malformed."""
    whole = tomllib.loads((CASES / f"{topic}.toml").read_text(encoding="utf-8"))
    listed = whole.pop("case")
    about, shared_rows = whole.pop("about", ""), whole.pop("rows", {})
    if not about:
        raise Malformed(f"{topic}: no `about`")
    found = [_case(topic, whole, shared_rows, one) for one in listed]
    names = [one.name for one in found]
    for name in names:
        if names.count(name) > 1:
            raise Malformed(f"{topic}: two cases are called {name!r}")
    return found


def table(text: str) -> Table:
    """A table as drawn: a line of names, then a line per row, cells parted by `|`."""
    lines = [line.split("  #")[0] for line in text.splitlines()]
    parts = [[cell.strip() for cell in line.split("|")] for line in lines if line.strip()]
    if not parts:
        return ()
    head, *rows = parts
    for row in rows:
        if len(row) != len(head):
            raise Malformed(f"{len(head)} columns, but {' | '.join(row)}")
    return tuple({name: _cell(cell) for name, cell in zip(head, row, strict=True)} for row in rows)


def keys(listed: str | list[str]) -> Keys:
    """Keys parted by blanks, or in an array where one holds a blank or is empty."""
    each = listed.split() if isinstance(listed, str) else listed
    if len(set(each)) != len(each):
        raise Malformed(f"a key is listed twice: {listed}")
    return frozenset(each)


def _cell(cell: str) -> str | None:
    if cell == "-":
        return None
    return str(json.loads(cell)) if cell.startswith('"') else cell


def _case(
    topic: str, shared: Mapping[str, Any], rows: Mapping[str, str], own: Mapping[str, Any]
) -> Case:
    known = {field.name for field in fields(Case)} - {"topic"}
    facts = {"lists": {}, "settings": {}, **shared, **own}
    for name in set(facts) - known:
        raise Malformed(f"{topic}, {own.get('name')}: `{name}` is no word of the format")
    facts["rows"] = {name: table(text) for name, text in {**rows, **own.get("rows", {})}.items()}
    if "given" in shared and "given" in own:
        facts["given"] = shared["given"] + "\n" + own["given"]
    for name in ("members", "chosen", "control"):
        if name in facts:
            facts[name] = keys(facts[name])
    for name in ("values", "classes"):
        if name in facts:
            facts[name] = {one: keys(listed) for one, listed in facts[name].items()}
    case = Case(topic=topic, **facts)
    _whole(case)
    return case


def _whole(case: Case) -> None:
    """What is asked and what is expected go together."""
    shapes = {
        "select": bool(case.select) and (case.members is not None or bool(case.stops)),
        "value": bool(case.value) and case.values is not None,
        "segmentation": bool(case.segmentation) and case.classes is not None,
        "target": bool(case.target) and case.chosen is not None,
        "refuse": bool(case.refuse) and bool(case.error),
    }
    asked = sum(map(bool, (case.select, case.value, case.segmentation, case.target, case.refuse)))
    if sum(shapes.values()) != 1 or asked != 1:
        raise Malformed(f"{case.topic}, {case.name}: not one question with its expectation")
    if not case.rule:
        raise Malformed(f"{case.topic}, {case.name}: no `rule`")
