"""Know what names say of time, and what rules look at: texts and nodes in; claims, evidence out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from segdsl.meaning import model
from segdsl.meaning.vocabulary.periods import Calendar, Length, Named, Unit

Range = tuple[float, float]  # days, at least and at most

# how many days a unit has, and how names call it: in English, in French, in short after a number
DAYS: dict[Unit, Range] = {
    Unit.HOUR: (1 / 24, 1 / 24),
    Unit.DAY: (1, 1),
    Unit.WEEK: (7, 7),
    Unit.MONTH: (28, 31),
    Unit.QUARTER: (89, 92),
    Unit.YEAR: (365, 366),
}
COUNTED: dict[str, Unit] = {
    **dict.fromkeys(("h", "hour", "hours", "heure", "heures"), Unit.HOUR),
    **dict.fromkeys(("d", "day", "days", "j", "jour", "jours"), Unit.DAY),
    **dict.fromkeys(("w", "week", "weeks", "sem", "semaine", "semaines"), Unit.WEEK),
    **dict.fromkeys(("m", "mo", "month", "months", "mois"), Unit.MONTH),
    **dict.fromkeys(("quarter", "quarters", "trimestre", "trimestres"), Unit.QUARTER),
    **dict.fromkeys(("y", "year", "years", "an", "ans", "année", "années", "annee", "annees"),
                    Unit.YEAR),
}  # fmt: skip
ALONE: dict[str, Unit] = {
    **dict.fromkeys(("week", "weeks", "semaine", "semaines"), Unit.WEEK),
    **dict.fromkeys(("month", "months", "mois"), Unit.MONTH),
    **dict.fromkeys(("quarter", "quarters", "trimestre", "trimestres"), Unit.QUARTER),
    **dict.fromkeys(("year", "years", "année", "années", "annee", "annees"), Unit.YEAR),
}
_UNITS = "|".join(sorted(COUNTED, key=len, reverse=True))
# `les 30 derniers jours`
_COUNTED = re.compile(rf"(?<![\w.,])(\d{{1,4}})[\s-]*(?:derni\w+ |prochain\w* )?({_UNITS})(?!\w)")
# `par mois` is a rate, not a window
_ALONE = re.compile(rf"(?<!\w)(?<!par )(?<!per )(?<!by )({'|'.join(ALONE)})(?!\w)")
_YEAR = re.compile(r"(?<!\w)((?:19|20)\d\d)(?!\w)")
_SLACK = 0.02  # `12 mois` are 360 to 372 days, and so is `52 weeks` all but one


@dataclass(frozen=True, slots=True)
class Claim:
    """`90j`: a count of units; `month`: a unit, count None; `2025`: a year, unit None."""

    text: str
    count: int | None
    unit: Unit | None


def claims(text: str) -> Iterator[Claim]:
    """What a name or label says of time."""
    plain = " ".join(text.lower().replace("_", " ").split())
    for found in _COUNTED.finditer(plain):
        yield Claim(found.group(), int(found[1]), COUNTED[found[2]])
    rest = _COUNTED.sub(lambda match: " " * len(match.group()), plain)
    for found in _ALONE.finditer(rest):
        yield Claim(found.group(), None, ALONE[found[1]])
    for found in _YEAR.finditer(rest):
        yield Claim(found.group(), int(found[1]), None)


@dataclass(slots=True)
class Evidence:
    """What a rule looks at: lengths in days, the years of fixed windows, any number it names."""

    windows: list[str] = field(default_factory=list)
    lengths: list[Range] = field(default_factory=list)
    units: set[Unit] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def bears(self, claim: Claim) -> bool:
        """Whether the rule looks at what a name claims, or may do so."""
        if claim.unit is None:
            return not self.years or claim.count in self.years or str(claim.count) in self.numbers
        if claim.count is None:
            return bool(self.years) or claim.unit in self.units or self._has_multiple(claim.unit)
        low, high = (claim.count * end for end in DAYS[claim.unit])
        return str(claim.count) in self.numbers or self._has(low, high)

    def _has(self, low: float, high: float) -> bool:
        low, high = low * (1 - _SLACK), high * (1 + _SLACK)
        return any(one[0] <= high and low <= one[1] for one in self.lengths)

    def _has_multiple(self, unit: Unit) -> bool:
        low, high = DAYS[unit]
        longest = max((one[1] for one in self.lengths), default=0)
        return any(self._has(n * low, n * high) for n in range(1, int(longest / low) + 2))


def evidence(nodes: Iterable[Any]) -> Evidence:
    """What the nodes of a rule look at."""
    found = Evidence()
    for node in nodes:
        match node:
            case model.Window(_, arguments):
                found.windows.append(_text(node))
                _days(found, arguments)
            case model.Personal() | model.Sequence():
                found.windows.append(_text(node))
            case model.AsOf(_, moment) | model.ValueAsOf(_, moment):
                _days(found, (moment,))
            case model.Constant(Length() as length):
                found.windows.append(_text(node) if node.span else str(length))
            case model.Constant(value):
                _constant(found, value)
            case model.ParameterValue(_, constant):
                _constant(found, constant.value)
            case model.Rows(_, count):
                found.numbers.add(str(count))
            case model.DatePart(word):
                found.units.update(unit for unit in Unit if unit.value in word.name)
                if "age" in word.name:
                    found.units.add(Unit.YEAR)
            case Length():
                found.lengths.append(_length(node))
            case Calendar(count, unit):
                low, high = DAYS[unit]
                found.lengths.append((count * low, count * high))
                found.units.add(unit)
            case Named():
                _named(found, node)
            case _:
                pass
    return found


def _days(found: Evidence, arguments: tuple[Any, ...]) -> None:
    """Days from one to the other, their years; of two lengths also what lies between."""
    match arguments:
        case (date() as first, date() as last):
            found.years.update(range(first.year, last.year + 1))
            days = (last - first).days + 1
            found.lengths.append((days, days))
        case (date() as day,):
            found.years.add(day.year)
        case (Length() as far, Length() as near):
            between = zip(_length(far), reversed(_length(near)), strict=True)
            low, high = (a - b for a, b in between)
            found.lengths.append((low, high))


def _named(found: Evidence, period: Named) -> None:
    days = (period.last - period.first).days + 1
    found.years.add(period.year)
    found.lengths.append((days, days))


def _constant(found: Evidence, value: object) -> None:
    match value:
        case bool():
            pass
        case Decimal():
            found.numbers.add(f"{value.normalize():f}")
        case str():
            found.numbers.update(re.findall(r"\d+", value))
        case date():
            found.years.add(value.year)


def _length(length: Length) -> Range:
    if length.unit is Unit.MONTH:  # months in a row are never all short
        return 30.4 * length.count - 2, 30.5 * length.count + 1
    low, high = DAYS[length.unit]
    return length.count * low, length.count * high


def _text(node: model.Node) -> str:
    return " ".join(node.span.text.split()) if node.span is not None else ""
