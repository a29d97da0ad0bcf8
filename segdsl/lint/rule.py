"""What a rule is: it looks at a project that has no errors, and says what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from segdsl.lint.parts import Written
from segdsl.lint.places import Place
from segdsl.meaning import model, uses
from segdsl.proof.questions import Prover
from segdsl.syntax import ast
from segdsl.text.diagnostics import Diagnostic, Message, Said


@dataclass(frozen=True, slots=True)
class Context:
    """What rules look at. `settled` are the segments that hold of nobody or of everybody."""

    project: model.Project
    today: date
    prover: Prover
    settled: frozenset[str]
    written: Mapping[str, ast.AnyDeclaration]  # by name, as `meant`
    meant: Mapping[str, uses.Declared]
    places: tuple[Place, ...]
    joined: Written


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for: the message about it, where exactly, and how it is found.

    A diagnostic carries a fix where there is one: `SAFE` where the rule keeps its meaning.
    """

    message: Message
    looks_for: Said
    find: Callable[[Context], Iterator[Diagnostic]]
