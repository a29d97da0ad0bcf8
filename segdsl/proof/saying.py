"""Say what an axis measures and where a customer lies on it, in the words of a rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from segdsl.meaning import model
from segdsl.proof.axes import Absent, Axis, Domain, Known, Value
from segdsl.text.diagnostics import Said

SCORES = 20  # percent of the ranked that share a score


def text_of(node: model.Node) -> str:
    """The author's text on one line, or what stands for it where there is none."""
    return " ".join(node.span.text.split()) if node.span is not None else type(node).__name__


def value(node: model.Value) -> str:
    match node:
        case model.FieldValue(through, _, name):
            return ".".join((*through, name))
        case model.ReferenceKey(through):
            return ".".join(through)
        case _:
            return text_of(node)


def rows(selection: model.Selection) -> str:
    """`orders where (…) in last 90d`."""
    parts = [selection.table]
    if selection.where is not None:
        parts.append(f"where ({text_of(selection.where)})")
    if selection.window is not None:
        parts.append(text_of(selection.window))
    return " ".join(parts)


def fact(axis: Axis, known: Value) -> Said:
    """`frequency = 3`, `recency = 95d`, `city is missing`."""
    if known is None:
        if axis.says is place:
            return Said(f"`{axis.name}` not ranked", f"`{axis.name}` hors classement")
        return _both(f"{axis.name} is missing")
    if axis.says is not None:
        return axis.says(axis, known)
    if known is Absent.OTHER:
        named = ", ".join(f'"{one}"' for one in sorted(axis.cuts))
        return _both(f"{axis.name} not in ({named})" if named else f"{axis.name} is known")
    match axis.domain:
        case Domain.TRUTH:
            return _both(axis.name if known else f"not {axis.name}")
        case Domain.ORDER:
            return _both(axis.name.replace(" = ", (" < ", " = ", " > ")[known + 1], 1))
        case _:
            return _both(f"{axis.name} = {written(axis.domain, known)}")


def written(domain: Domain, known: Known) -> str:
    """A value as a rule writes it: `3`, `12.5`, `30%`, `2026-03-31`, `"web"`."""
    match known:
        case str():
            return f'"{known}"'
        case date():
            return known.isoformat()
        case _ if domain is Domain.PERCENT:
            return f"{_number(100 * Decimal(repr(known)))}%"
        case float():
            return _number(Decimal(repr(known)))
        case _:
            return _number(Decimal(known))


def days(axis: Axis, known: Known) -> Said:
    return _both(f"{axis.name} = {_number(Decimal(str(known)))}d")


def days_ago(axis: Axis, known: Known) -> Said:
    if known < 0:
        return Said(f"`{axis.name}` {-known} days ahead", f"`{axis.name}` dans {-known} jours")
    return Said(f"`{axis.name}` {known} days ago", f"`{axis.name}` il y a {known} jours")


def place(axis: Axis, known: Known) -> Said:
    if all(cut % SCORES == 0 for cut in axis.cuts):
        return _both(f"score of {axis.name} = {5 - int(known // SCORES)}")
    percent = _number(Decimal(known))
    return Said(
        f"{percent}% of customers ahead by `{axis.name}`",
        f"{percent} % des clients devant selon `{axis.name}`",
    )


def _both(text: str) -> Said:
    return Said(f"`{text}`", f"`{text}`")


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
