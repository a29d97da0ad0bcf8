"""The survey as the reference sees it: a project, rows and days in, every figure out, by hand.

Customers are sets of keys and figures are counts of sets; nothing of SQL, masks or rounds is here.
Which tests of a condition are moved, and by how much, is taken from `variants`, which has tests of
its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TypeVar

from segdsl import trees
from segdsl.interpreter.evaluation import Evaluation, evaluate
from segdsl.interpreter.reading import Read, Value, day_of, text_of
from segdsl.interpreter.tables import World
from segdsl.meaning import model, moments
from segdsl.meaning.types import MOMENTS, Type
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.statistics import variants
from segdsl.statistics.privacy import is_private
from segdsl.statistics.survey import (
    Attrition,
    Bin,
    Category,
    Cell,
    Course,
    Crowd,
    Distribution,
    Flow,
    Grid,
    Placing,
    Rung,
    Sum,
    Survey,
    Threshold,
    Trend,
    Unknown,
)

Keys = frozenset[Value]
Declared = TypeVar("Declared", model.Segment, model.Segmentation, model.Target, model.Channel)
MILLIONTH = Decimal("0.000001")
LARGEST = Decimal(10) ** 15


def survey(
    project: model.Project, world: World, as_of: date, days: Sequence[date], warehouse: str
) -> Survey:
    """What a survey of these rows must say."""
    found = Survey(as_of, warehouse, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})
    for table in project.populations():
        _Population(project, world, as_of, days, table).fill(found)
    return found


class _Population:
    def __init__(
        self,
        project: model.Project,
        world: World,
        as_of: date,
        days: Sequence[date],
        table: model.Table,
    ) -> None:
        self.project, self.world, self.as_of, self.days = project, world, as_of, days
        self.table, self.name = table, table.name
        self.seen = evaluate(project, world, as_of)
        self.all: Keys = frozenset(self.seen.population(self.name))
        self.metrics = [
            one
            for one in project.metrics.values()
            if one.population == self.name and not is_private(project, one.value)
        ]
        weight = project.value_metrics.get(self.name)
        self.weight = weight if weight in [one.name for one in self.metrics] else None

    def fill(self, found: Survey) -> None:
        for into, figures in (
            (found.crowds, {self.name: self.crowd()}),
            (found.attritions, dict(self.attritions())),
            (found.thresholds, dict(self.thresholds())),
            (found.unknowns, dict(self.unknowns())),
            (found.distributions, {one.name: self.distribution(one) for one in self.metrics}),
            (found.placings, dict(self.placings())),
            (found.trends, {self.name: self.trend()} if self.days else {}),
            (found.flows, dict(self.flows())),
            (found.grids, self.grid()),
        ):
            assert isinstance(into, dict)
            into.update(figures)

    # --- who is in what ---

    def members(self, seen: Evaluation) -> dict[str, Keys]:
        """Everything that customers can be in, by the names of a survey."""
        found: dict[str, Keys] = {}
        for segment in self.of(self.project.segments):
            found[segment.name] = seen.segment(segment.name)
        for one in self.of(self.project.segmentations):
            classes = seen.classes(one.name)
            for class_ in one.classes:
                inside = frozenset(key for key, name in classes.items() if name == class_.name)
                found[f"{one.name}.{class_.name}"] = inside
        for target in self.of(self.project.targets):
            found |= {part: seen.target(part) for part in target.parts()}
        for channel in self.of(self.project.channels):
            found[f"reach {channel.name}"] = seen.channel(channel.name)
        return found

    def of(self, declared: Mapping[str, Declared]) -> Iterator[Declared]:
        yield from (one for one in declared.values() if one.population == self.name)

    def values(self, metric: str, seen: Evaluation | None = None) -> dict[Value, Decimal | None]:
        """A numeric metric as exact decimals."""
        found = (seen or self.seen).metric(metric)
        return {key: exact(value) for key, value in found.items()}

    def worth(self, keys: Keys, seen: Evaluation | None = None) -> Decimal | None:
        if self.weight is None:
            return None
        values = self.values(self.weight, seen)
        return sum((values.get(key) or Decimal(0) for key in keys), Decimal(0))

    def crowd(self) -> Crowd:
        members = self.members(self.seen)
        masks = {key: self.mask(key, members) for key in self.all}
        numeric = [one for one in self.metrics if is_numeric(one.value.type)]
        values = [self.values(one.name) for one in numeric]
        cells = []
        for mask in sorted(set(masks.values())):
            keys = frozenset(key for key in self.all if masks[key] == mask)
            cells.append(Cell(mask, len(keys), self.worth(keys)))
        return Crowd(
            self.name,
            len(self.all),
            self.worth(self.all),
            tuple(members),
            tuple(one.name for one in numeric),
            tuple(cells),
            tuple(total(one, self.all) for one in values),
            {name: tuple(total(one, keys) for one in values) for name, keys in members.items()},
            dict(self.categories(members)),
            dict(self.classes()),
        )

    def mask(self, key: Value, members: Mapping[str, Keys]) -> int:
        return sum(1 << place for place, keys in enumerate(members.values()) if key in keys)

    def categories(self, members: Mapping[str, Keys]) -> Iterator[tuple[str, Category]]:
        for field in self.table.fields:
            value = model.FieldValue((), self.name, field.name, field.type)
            cuts = field.type in (Type.TEXT, Type.BOOLEAN) or field.one_of
            if cuts and field.name != self.table.key and not is_private(self.project, value):
                texts = {key: text(v) for key, v in self.seen.value(self.name, value).items()}
                known = sorted({one for one in texts.values() if one is not None})
                labels = (*known, None) if None in texts.values() else (*known,)
                if len(known) <= max(12, len(field.one_of or ())):
                    sizes = {
                        name: tuple(sum(texts[key] == one for key in keys) for one in labels)
                        for name, keys in {"": self.all, **members}.items()
                    }
                    yield field.name, Category(labels, sizes.pop(""), sizes)

    def classes(self) -> Iterator[tuple[str, dict[str | None, int]]]:
        for one in self.of(self.project.segmentations):
            if one.by is not None and not is_private(self.project, one.by):
                yield one.name, dict(Counter(self.seen.classes(one.name).values()))

    # --- why they are in it ---

    def attritions(self) -> Iterator[tuple[str, Attrition]]:
        for name, conditions, shown in self.ladders():
            sets = [self.holding(condition) for condition in conditions]
            rungs = [
                Rung(
                    shown[n],
                    len(self.all.intersection(*sets[: n + 1])),
                    len(sets[n]),
                    self.limited(name, len(self.all.intersection(*sets[:n], *sets[n + 1 :]))),
                )
                for n in range(len(sets))
            ]
            target = self.project.targets.get(name)
            if target is not None and target.limit is not None:
                chosen = len(self.seen.target(name))
                rungs.append(Rung(None, chosen, None, len(self.all.intersection(*sets))))
            yield name, Attrition(len(self.all), tuple(rungs))

    def ladders(
        self,
    ) -> Iterator[tuple[str, list[model.Condition], list[model.Condition | None]]]:
        """Each name, what must hold in order, and what is shown of that."""
        for segment in self.of(self.project.segments):
            parts = top(segment.condition)
            yield segment.name, parts, [*parts]
        for one in self.of(self.project.segmentations):
            for n, class_ in enumerate(one.classes):
                earlier = self.earlier(one, n)
                parts = [] if class_.condition is None else top(class_.condition)
                yield f"{one.name}.{class_.name}", [*earlier, *parts], [None] * len(earlier) + parts
        for target in self.of(self.project.targets):
            gates: list[model.Condition] = [target.condition, model.AnyOf(target.by)]
            gates += map(model.Not, target.exclusions)
            yield target.name, gates, [*gates]

    def earlier(self, one: model.Segmentation, n: int) -> list[model.Condition]:
        if n == 0:
            return []
        found = [class_.condition for class_ in one.classes[:n]]
        return [model.Not(model.AnyOf(tuple(c for c in found if c is not None)))]

    def limited(self, name: str, size: int) -> int:
        target = self.project.targets.get(name)
        return size if target is None or target.limit is None else min(size, target.limit.count)

    def holding(self, condition: model.Condition) -> Keys:
        return self.seen.condition(self.name, condition)

    def own(self) -> Iterator[tuple[str, model.Condition | None, list[model.Condition]]]:
        """Each name with its own condition, and what must hold besides."""
        for segment in self.of(self.project.segments):
            yield segment.name, segment.condition, []
        for one in self.of(self.project.segmentations):
            for n, class_ in enumerate(one.classes):
                yield f"{one.name}.{class_.name}", class_.condition, self.earlier(one, n)
        for target in self.of(self.project.targets):
            gates: list[model.Condition] = [model.AnyOf(target.by)]
            yield target.name, target.condition, gates + [model.Not(e) for e in target.exclusions]

    def thresholds(self) -> Iterator[tuple[str, tuple[Threshold, ...]]]:
        for name, own, besides in self.own():

            def size(condition: model.Condition, name: str = name, rest: object = besides) -> int:
                assert isinstance(rest, list)
                sets = [self.holding(one) for one in (condition, *rest)]
                return self.limited(name, len(self.all.intersection(*sets)))

            yield name, tuple(
                Threshold(
                    moved.comparison, moved.limit, size(own),
                    moved.low, size(moved.lower), moved.high, size(moved.higher),
                )
                for moved in (variants.moved(own, self.as_of) if own else ())
                if own is not None
            )  # fmt: skip

    def unknowns(self) -> Iterator[tuple[str, tuple[Unknown, ...]]]:
        for name, own, _ in self.own():
            values = () if own is None else variants.asked(own)
            missing = {
                value: sum(v is None for v in self.seen.value(self.name, value).values())
                for value in values
            }
            yield name, tuple(Unknown(value, size) for value, size in missing.items() if size)

    # --- how values lie ---

    def distribution(self, metric: model.Metric) -> Distribution:
        values = self.seen.metric(metric.name)
        known = [value for value in values.values() if value is not None]
        missing = len(values) - len(known)
        type_ = metric.value.type
        if type_ is Type.TEXT:
            return Distribution(metric.name, tuple(most_frequent(known)), missing)
        if type_ is Type.BOOLEAN or type_ in MOMENTS:
            labels = Counter(self.labelled(value) for value in known)
            bins = [Bin(Decimal(low), None, labels[low, s], s) for low, s in sorted(labels)]
            return Distribution(metric.name, tuple(bins), missing)
        ends = Counter(bin_of(value, metric.value) for value in known)
        bins = [Bin(low, high, ends[low, high]) for low, high in sorted(ends, key=lambda e: e[0])]
        return Distribution(metric.name, tuple(bins), missing)

    def labelled(self, value: Value) -> tuple[int, str]:
        if isinstance(value, bool):
            return int(value), text_of(value)
        assert isinstance(value, date)
        day = day_of(value, self.project.timezone)
        return day.year * 12 + day.month - 1, f"{day.year:04}-{day.month:02}"

    def placings(self) -> Iterator[tuple[str, tuple[Placing, ...]]]:
        members = self.members(self.seen)
        for name, own, _ in self.own():
            compared = {} if own is None else variants.compared(own, self.as_of)
            placed = [
                self.placing(metric, members[name], compared[metric.name])
                for metric in self.metrics
                if metric.name in compared and is_numeric(metric.value.type)
            ]
            if placed:
                yield name, tuple(placed)

    def placing(self, metric: model.Metric, inside: Keys, limits: tuple[Decimal, ...]) -> Placing:
        values = self.seen.metric(metric.name)
        places = {
            key: bin_of(value, metric.value) for key, value in values.items() if value is not None
        }
        bins = sorted(set(places.values()), key=lambda ends: ends[0])
        sizes = Counter(ends for key, ends in places.items() if key in inside)
        missing = sum(values[key] is None for key in inside)
        return Placing(metric.name, tuple(sizes[ends] for ends in bins), missing, limits)

    def grid(self) -> dict[str, Grid]:
        recency = self.first(Kind.SINCE_LAST)
        frequency = self.first(Kind.COUNT)
        if recency is None or frequency is None:
            return {}
        scores = [
            self.seen.value(
                self.name, model.PlaceIn(model.Place.SCORE, self.standing(one), Type.INTEGER)
            )
            for one in (recency, frequency)
        ]
        five = range(1, 6)
        groups = [
            [
                frozenset(k for k in self.all if scores[0][k] == r and scores[1][k] == f)
                for f in five
            ]
            for r in five
        ]
        return {
            self.name: Grid(
                recency.name,
                frequency.name,
                tuple(tuple(len(keys) for keys in row) for row in groups),
                tuple(tuple(self.worth(keys) for keys in row) for row in groups),
            )
        }

    def first(self, kind: Kind) -> model.Metric | None:
        for one in self.metrics:
            if (
                one.better
                and isinstance(one.value, model.Aggregate)
                and one.value.word.kind is kind
            ):
                return one
        return None

    def standing(self, metric: model.Metric) -> model.Standing:
        """As the project scores the metric, segmentations first, else among everybody."""
        conditions = [
            class_.condition
            for one in self.of(self.project.segmentations)
            for class_ in one.classes
            if class_.condition is not None
        ]
        conditions += [one.condition for one in self.of(self.project.segments)]
        for node in (node for one in conditions for node in trees.walk(one)):
            if isinstance(node, model.PlaceIn) and node.place is model.Place.SCORE:
                ranked = node.standing.metric
                if isinstance(ranked, model.MetricValue) and ranked.name == metric.name:
                    return node.standing
        assert metric.better is not None
        return model.Standing(model.MetricValue(metric.name, metric.value.type), metric.better)

    # --- how they move ---

    def trend(self) -> Trend:
        names = [
            *(one.name for one in self.of(self.project.segments)),
            *(
                f"{one.name}.{class_.name}"
                for one in self.of(self.project.segmentations)
                for class_ in one.classes
            ),
        ]
        first = self.days[0]
        names = [
            name
            for name in names
            if not moments.troubles(self.project, [name.partition(".")[0]], first)
        ]
        seen = [evaluate(self.project, self.world, day) for day in self.days]
        wholes = [frozenset(one.population(self.name)) for one in seen]
        members = [self.members(one) for one in seen]
        return Trend(
            tuple(self.days),
            self.course(wholes, seen),
            {name: self.course([one[name] for one in members], seen) for name in names},
        )

    def course(self, sets: Sequence[Keys], seen: Sequence[Evaluation]) -> Course:
        pairs = [*pairwise(sets)]
        weight = self.weight
        if weight and moments.troubles(self.project, [weight], self.days[0]):
            weight = None
        return Course(
            tuple(len(keys) for keys in sets),
            tuple(
                self.worth(keys, there) if weight else None
                for keys, there in zip(sets, seen, strict=True)
            ),
            (None, *(len(now - then) for then, now in pairs)),
            (None, *(len(then - now) for then, now in pairs)),
        )

    def flows(self) -> Iterator[tuple[str, Flow]]:
        if len(self.days) < 2:
            return
        now = self.days[-1]
        early = [day for day in self.days[:-1] if day <= Length(3, Unit.MONTH).before(now)]
        then = early[-1] if early else self.days[0]
        for one in self.of(self.project.segmentations):
            if one.by is None and not moments.troubles(self.project, [one.name], then):
                before = evaluate(self.project, self.world, then).classes(one.name)
                after = evaluate(self.project, self.world, now).classes(one.name)
                sizes = Counter((before.get(key), after.get(key)) for key in self.all)
                yield one.name, Flow(then, now, dict(sizes))


# --- values ---


def total(values: Mapping[Value, Decimal | None], keys: Keys) -> Sum:
    known = [value for value in (values[key] for key in keys) if value is not None]
    return Sum(sum(known, Decimal(0)), len(known))


def top(condition: model.Condition) -> list[model.Condition]:
    """The parts of a condition, at most 40: the last one then holds all the others."""
    if not isinstance(condition, model.All):
        return [condition]
    parts = [*condition.parts]
    return parts if len(parts) <= 40 else [*parts[:39], model.All(tuple(parts[39:]))]


def text(value: Read) -> str | None:
    return None if value is None else text_of(value)


def is_numeric(type_: Type) -> bool:
    return type_ in (Type.INTEGER, Type.NUMBER, Type.MONEY, Type.PERCENT, Type.DURATION)


def exact(value: Read) -> Decimal | None:
    """A number with six decimals; beyond 10^15 it is taken for that."""
    if value is None:
        return None
    assert isinstance(value, int | float | Decimal)
    if value > LARGEST or value < -LARGEST:
        return LARGEST if value > 0 else -LARGEST
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return number.quantize(MILLIONTH, ROUND_HALF_UP)


def bin_of(value: Read, of: model.Value) -> tuple[Decimal, Decimal | None]:
    """Both ends: single whole numbers below 100, tenths of days, cents, thousandths; above that
    two digits that count, of percentages three up to 100 %.
    """
    number = exact(value)
    assert number is not None
    is_days = isinstance(of, model.Aggregate) and of.word.kind in (
        Kind.SINCE_FIRST,
        Kind.SINCE_LAST,
    )
    is_whole = of.type is Type.INTEGER or is_days
    step = {
        Type.MONEY: Decimal("0.01"), Type.NUMBER: Decimal("0.001"),
        Type.PERCENT: Decimal("0.001"), Type.DURATION: Decimal("0.1"),
    }.get(of.type, Decimal(1)) if not is_whole else Decimal(1)  # fmt: skip
    finest = step
    steps = 1000 if of.type is Type.PERCENT else 100
    units = (number / step).to_integral_value(ROUND_FLOOR) * step  # what is below counts no more
    while not -steps * step <= units < steps * step:
        step *= 10
    low = (units / step).to_integral_value(ROUND_FLOOR) * step
    return low, None if is_whole and step == finest else low + step


def most_frequent(values: Sequence[Value]) -> Iterator[Bin]:
    sizes = Counter(map(text_of, values))
    ordered = sorted(sizes, key=lambda one: (-sizes[one], one))
    for place, one in enumerate(ordered[:20]):
        yield Bin(Decimal(place), None, sizes[one], one)
    if ordered[20:]:
        yield Bin(Decimal(20), None, sum(sizes[one] for one in ordered[20:]))
