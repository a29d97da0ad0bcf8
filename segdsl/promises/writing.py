"""Write facts as clauses have them: values and conditions in, the text of a `.seg` file out."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from segdsl.interpreter.reading import Read
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.meaning.vocabulary.periods import Length
from segdsl.proof import saying
from segdsl.syntax.mistakes import RESERVED

MISSING = "is missing"


def literal(known: Read, type_: Type) -> str:
    """`3`, `12.5`, `30%`, `89d`, `2026-03-31`, `"web"`, `true`."""
    match known:
        case bool():
            return "true" if known else "false"
        case str():
            escaped = known.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case datetime():
            return known.isoformat(sep=" ", timespec="minutes")
        case date():
            return known.isoformat()
        case None:
            return MISSING
    number = Decimal(repr(known)) if isinstance(known, float) else Decimal(known)
    if type_ is Type.DURATION:
        return f"{_plain(number)}d"
    return f"{_plain(100 * number)}%" if type_ is Type.PERCENT else _plain(number)


def condition(project: model.Project, node: model.Condition) -> str:
    """What the author wrote, on one line, or the fact that stands for it."""
    if node.span is not None:
        return saying.text_of(node)
    match node:
        case model.Not(model.Known(value)):
            return f"{name(value)} {MISSING}"
        case model.All(parts):
            return " and ".join(condition(project, part) for part in parts)
        case model.AnyOf(parts):
            return " or ".join(condition(project, part) for part in parts)
        case model.Not(inner):
            return f"not {condition(project, inner)}"
        case model.Compare(comparison, left, right):
            return f"{name(left)} {comparison.sign} {name(right)}"
        case model.Known(value):
            return f"{name(value)} is known"
        case model.IsTrue(value):
            return name(value)
        case model.InSegment(text) | model.InList(text):
            return identifier(text)
        case model.InChannel(text):
            return f"reachable by {identifier(text)}"
        case model.InClass(text, (one,)):
            by_value = project.segmentations[text].by is not None
            return (
                f"{identifier(text)} is {literal(one, Type.TEXT) if by_value else identifier(one)}"
            )
        case _:
            return saying.text_of(node)


def name(value: model.Value) -> str:
    """The name by which a value is given: `frequency`, `store.city`."""
    match value:
        case model.MetricValue(text) | model.ClassValue(text):
            return identifier(text)
        case model.FieldValue(through, _, text):
            return ".".join(map(identifier, (*through, text)))
        case model.ReferenceKey(through):
            return ".".join(map(identifier, through))
        case model.Aggregate(word, rows) if word.kind is Kind.COUNT:
            return f"count of {saying.rows(rows)}"
        case model.Constant(Length() as length):
            return str(length)
        case model.Constant(known, type_):
            assert not isinstance(known, Length)
            return literal(known, type_)
        case _:
            return saying.text_of(value)


def identifier(text: str) -> str:
    """A name as it is written, in backquotes where it is a word of the language."""
    return f"`{text}`" if text in RESERVED else text


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
