"""Tell rules apart: a project and a name in, a fingerprint of all that decides its members out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from hashlib import sha256
from typing import Any

from segdsl.meaning import model
from segdsl.meaning.uses import Declared, declared, found_population, uses
from segdsl.text.diagnostics import Said


def fingerprint(project: model.Project, name: str) -> str:
    """64 hexadecimal digits, the same for texts that mean the same to the letter of the model.

    Labels, notes, layout and expectations change nothing; a threshold, a parameter, a line of a
    list, the `where` of a table or the time zone do, wherever the name reaches them.
    """
    known = declared(project)
    population = found_population(known[name])
    waiting, reached = [name, *([population] if population else [])], set[str]()
    while waiting:
        one = waiting.pop()
        if one in reached:
            continue
        reached.add(one)
        waiting += uses(project, one)
    parts = [f"{project.timezone} {project.week_starts}"]
    parts += [_text(known[one]) for one in sorted(reached)]
    return sha256("\n".join(parts).encode()).hexdigest()


def _text(found: Declared) -> str:
    """A declaration without what is said about it; a list with its lines."""
    match found:
        case model.List():
            return f"{found.population} {found.name} {_canonical(found.lines)}"
        case model.Segmentation():
            classes = tuple((one.name, one.condition) for one in found.classes)
            return f"{found.name} {_canonical((classes, found.by))}"
        case _:
            return _canonical(replace(found, description=model.Description()))


def _canonical(value: Any) -> str:
    """Every compared field of a tree in order; of a word of the language not how it is said."""
    if isinstance(value, Enum):
        return value.name
    if is_dataclass(value) and not isinstance(value, type):
        held = (getattr(value, one.name) for one in fields(value) if one.compare)
        kept = [_canonical(one) for one in held if not (isinstance(one, Said) or callable(one))]
        return f"{type(value).__name__}({', '.join(kept)})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_canonical, value))})"
    return repr(value)
