"""Write one model for many days: programs of a population by day in, SQL with Jinja out.

Every day that a template answers for was planned, and its program compared with what the template
gives: nothing is inferred beyond them, and the macros refuse any other day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from segdsl import trees
from segdsl.dbt import days, jinja, places, shapes
from segdsl.dbt.shapes import DayInName, Value
from segdsl.planning import plan
from segdsl.sql import from_plan
from segdsl.sql.dialects import Dialect

Parts = tuple[str, ...]  # of the name of a stored table
MOST_SHAPES = 60


@dataclass(slots=True)
class Variant:
    """The days on which programs have one shape; `program` is that of one of them."""

    program: plan.Program
    days: list[date] = field(default_factory=list)
    values: list[tuple[Value, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Template:
    """A model's text, the days it answers for, and those whose starts it asks of a time zone."""

    population: str
    text: str
    first: date
    last: date
    shapes: int
    computed: int  # places that follow the day by a formula
    listed: int  # places that are written down day by day
    instants: tuple[date, ...]


class ManyShapes(Exception):
    """A program changes so often that one model does not hold it."""


@dataclass(slots=True)
class Gathering:
    """The programs of a population, day by day, kept by shape."""

    found: dict[tuple[Any, ...], Variant] = field(default_factory=dict)

    def add(self, day: date, program: plan.Program) -> None:
        """Takes the program of a day. Raises ManyShapes."""
        taken = shapes.shaped(program)
        if taken.shape not in self.found:
            if len(self.found) == MOST_SHAPES:
                raise ManyShapes
            self.found[taken.shape] = Variant(program)
        self.found[taken.shape].days.append(day)
        self.found[taken.shape].values.append(taken.values)

    def variants(self) -> tuple[Variant, ...]:
        """What was taken, the days of each shape in order."""
        return tuple(_in_order(one) for one in self.found.values())

    def stored(self) -> Iterator[Parts]:
        """The tables that are read on any day."""
        for one in self.found.values():
            for node in trees.walk(one.program):
                if isinstance(node, plan.Stored):
                    yield node.parts


def template(
    reader: places.Reader,
    found: Sequence[Variant],
    dialect: Dialect,
    comments: Mapping[str, str],
    sources: Mapping[Parts, str],
) -> Template:
    """The model of a population; `sources` says for each stored table the call that finds it."""
    writer = _Writer(reader, found, dialect, comments, sources)
    texts = [writer.text(one) for one in found]
    everyday = sorted(day for one in found for day in one.days)
    first, last = everyday[0], everyday[-1]
    head = f"{{%- set day = segdsl_as_of('{first}', '{last}') -%}}\n"
    if len(texts) > 1:
        head += f"{{%- set shape = segdsl_listed(day, [{_runs(found)}]) | int -%}}\n"
    kinds = dict.fromkeys(place for places_ in writer.kinds.values() for place in places_)
    return Template(
        population=found[0].program.population,
        text=head + writer.days() + _merged(texts),
        first=first,
        last=last,
        shapes=len(texts),
        computed=sum(not isinstance(one, places.Always | places.Listed) for one in kinds),
        listed=sum(isinstance(one, places.Listed) for one in kinds),
        instants=tuple(sorted(writer.instants())),
    )


def with_sources(program: plan.Program, named: Mapping[Parts, str]) -> plan.Program:
    """The program reading stored tables by other names, each below an alias of its own."""

    def change(node: Any) -> Any:
        return plan.Stored((named[node.parts],)) if isinstance(node, plan.Stored) else node

    return replace(program, steps=tuple(trees.rewrite(step, change) for step in program.steps))


class _Writer:
    """Writes the texts of all shapes, in which the same days have the same names."""

    def __init__(
        self,
        reader: places.Reader,
        found: Sequence[Variant],
        dialect: Dialect,
        comments: Mapping[str, str],
        sources: Mapping[Parts, str],
    ) -> None:
        self.reader = reader
        self.found = found
        self.kinds = {
            id(one): [reader.place(one.days, column) for column in zip(*one.values, strict=True)]
            for one in found
        }
        self._print: Callable[[plan.Program], str] = lambda program: from_plan.wide(
            program, dialect, comments
        )
        self.stamps = _Stamps("".join(self._print(one.program) for one in found))
        self.named = {parts: self.stamps.name(number) for number, parts in enumerate(sources)}
        self.calls = {f'"{self.named[parts]}"': call for parts, call in sources.items()}
        self.names: dict[days.Rule, str] = {(): "day"}  # a rule -> the variable of its day
        self.stamped: dict[tuple[places.Place, int], tuple[Value, str]] = {}  # with its term

    def text(self, one: Variant) -> str:
        """The template of a shape, where each day has been given its name."""
        program = with_sources(one.program, self.named)
        waiting = iter(self.kinds[id(one)])
        used: dict[str, tuple[places.Place, str]] = {}

        def change(value: Value) -> Value:
            place = next(waiting)
            if isinstance(place, places.Always):
                return value
            stamp, term = self._stamp(place, value)
            used[jinja.literal(stamp)] = place, term
            return stamp

        printed = self._print(shapes.filled(program, change))
        day = program.as_of
        given = {
            stamp: jinja.literal(self.reader.value(place, day))
            for stamp, (place, _) in used.items()
        }
        back = _replaced(printed, given)
        assert back.split() == self._print(program).split(), "a template does not give its program"
        return _filled(printed, {stamp: term for stamp, (_, term) in used.items()} | self.calls)

    def days(self) -> str:
        """What computes each day that the texts name, once."""
        return "".join(
            f"{{%- set {name} = {jinja.rule(rule)} -%}}\n"
            for rule, name in self.names.items()
            if rule != ()
        )

    def instants(self) -> set[date]:
        """The days whose starts are asked of the project's zone, on any of the days."""
        return {
            days.day(place.rule, as_of)
            for one in self.found
            for place in set(self.kinds[id(one)])
            if isinstance(place, places.Instant)
            for as_of in one.days
        }

    def _stamp(self, place: places.Place, value: Value) -> tuple[Value, str]:
        """What marks a place in print, and what is to stand there."""
        key = (place, len(jinja.literal(value)))  # a stamp is as long as the value
        if key not in self.stamped:
            self.stamped[key] = self.stamps.like(value), self._term(place)
        return self.stamped[key]

    def _term(self, place: places.Place) -> str:
        match place:
            case places.Always(value):
                return jinja.quoted(jinja.literal(value))
            case places.Listed():
                return jinja.listed(place)
            case _:
                name = self.names.setdefault(place.rule, f"day_{len(self.names) + 1}")
                return jinja.shown(place, name)


def _merged(texts: Sequence[str]) -> str:
    """The texts as one, where what only some have stands below a condition on the shape."""
    first, *others = texts
    if not others:
        return first
    lines = [(line, [0]) for line in _lines(first)]
    for number, other in enumerate(others, 1):
        lines = _with(lines, _lines(other), number)
    everywhere = list(range(len(texts)))
    parts = []
    for held, run in groupby(lines, key=lambda pair: pair[1]):
        body = "".join(f"{line}\n" for line, _ in run)
        # no line breaks around the tags: what is left must be what is compiled
        parts.append(
            body if held == everywhere else f"{{% if shape in {held} %}}{body}{{% endif %}}"
        )
    return "".join(parts)


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _with(
    lines: list[tuple[str, list[int]]], other: list[str], number: int
) -> list[tuple[str, list[int]]]:
    """Lines with those that have them, one more text among these."""
    found: list[tuple[str, list[int]]] = []
    matcher = SequenceMatcher(None, [line for line, _ in lines], other, autojunk=False)
    for word, start, end, first, last in matcher.get_opcodes():
        if word == "equal":
            found += [(line, [*held, number]) for line, held in lines[start:end]]
        else:
            found += lines[start:end]
            found += [(line, [number]) for line in other[first:last]]
    return found


def _filled(printed: str, terms: Mapping[str, str]) -> str:
    """The printed text as a template: terms for stamps, and all else as it is."""
    if not terms:
        return jinja.plain(printed)
    found = re.split(f"({_any_of(terms)})", printed)
    return "".join(
        f"{{{{ {terms[part]} }}}}" if place % 2 else jinja.plain(part)
        for place, part in enumerate(found)
    )


def _replaced(printed: str, given: Mapping[str, str]) -> str:
    if not given:
        return printed
    return re.sub(_any_of(given), lambda found: given[found.group()], printed)


def _any_of(texts: Iterable[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


def _in_order(one: Variant) -> Variant:
    """The days of a variant in order; its program stays that of the day that was taken first."""
    pairs = sorted(zip(one.days, one.values, strict=True), key=lambda pair: pair[0])
    return Variant(one.program, [day for day, _ in pairs], [values for _, values in pairs])


def _runs(found: Sequence[Variant]) -> str:
    """From which day which shape."""
    numbered = sorted((day, number) for number, one in enumerate(found) for day in one.days)
    runs = [
        f"['{day}', {number}]"
        for place, (day, number) in enumerate(numbered)
        if not place or number != numbered[place - 1][1]
    ]
    return ", ".join(runs)


class _Stamps:
    """Values that stand nowhere in a text, as long as those that they stand for when printed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.numbers = (n for n in range(9997, 1000, -1) if str(n) not in text)

    def like(self, value: Value) -> Value:
        """A value of the same kind that is found again in what is printed."""
        number = next(self.numbers)
        match value:
            case datetime():
                return datetime(number, 1, 1)
            case date():
                return date(number, 1, 1)
            case DayInName(text):
                return DayInName(f"{number}_01_01"[: len(text)])
            case int():
                return number

    def name(self, number: int) -> str:
        """A name of a table."""
        made = f"segdsl_source_{number}"
        while made in self.text:
            made += "_"
        return made
