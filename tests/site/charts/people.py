"""Invented customers of the small shop, and the survey that they give: nothing is mocked but they.

Who they are is drawn from a seed; every figure of the survey is counted from them, in plain Python.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

from segdsl import compiler
from segdsl.meaning import model
from segdsl.site import entries
from segdsl.statistics import survey as plain
from tests.meaning.shop import MODEL, RULES, SETTINGS

DAY = date(2026, 3, 31)
OWN = """
channel email "E-mail": email is known
metric panier "Panier moyen": average of orders.amount in last 12 months
segment fideles "Clients fidèles": frequency >= 4 and recency < 90d and monetary >= 100
segment dormants "Dormants": recency >= 180d and frequency >= 1
segment gros "Gros paniers": panier >= 80 and frequency >= 2
segment rennais "Habitent à Rennes": city = "Rennes"
segment bretons "Bretons": city in ("Rennes", "Brest", "Vannes")
segment recents "Venus ce mois-ci": recency < 30d
segment jamais "N'ont jamais acheté": no orders
segmentation valeur "Niveaux de valeur":
  or_ "Or" when monetary >= 1000
  argent "Argent" when monetary >= 300
  bronze "Bronze" when monetary > 0
target relance "Relance de mars": dormants
  by email
  at most 100 highest monetary
  control 10% "mars"
segmentation habit "Canal habituel": by most frequent orders.channel
segment vip_de_rennes "VIP de Rennes": vip and rennais
"""


@dataclass(frozen=True, slots=True)
class Person:
    frequency: int
    recency: int | None
    monetary: Decimal
    city: str | None
    email: bool

    @property
    def panier(self) -> Decimal | None:
        return self.monetary / self.frequency if self.frequency else None


Tests = Mapping[str, Callable[[Person], bool]]
SEGMENTS: Tests = {
    "vip": lambda one: one.monetary >= 1000,
    "fideles": lambda one: one.frequency >= 4 and _under(one, 90) and one.monetary >= 100,
    "dormants": lambda one: one.recency is not None and one.recency >= 180 and one.frequency >= 1,
    "gros": lambda one: one.panier is not None and one.panier >= 80 and one.frequency >= 2,
    "rennais": lambda one: one.city == "Rennes",
    "bretons": lambda one: one.city in ("Rennes", "Brest", "Vannes"),
    "recents": lambda one: _under(one, 30),
    "jamais": lambda one: one.recency is None,
    "vip_de_rennes": lambda one: one.monetary >= 1000 and one.city == "Rennes",
    "cycle.actif": lambda one: _under(one, 180),
    "cycle.perdu": lambda one: not _under(one, 180),
    "valeur.or_": lambda one: one.monetary >= 1000,
    "valeur.argent": lambda one: 300 <= one.monetary < 1000,
    "valeur.bronze": lambda one: 0 < one.monetary < 300,
    "relance": lambda one: one.email and one.recency is not None and one.recency >= 300,
    "reach email": lambda one: one.email,
}
METRICS: Mapping[str, Callable[[Person], Decimal | None]] = {
    "frequency": lambda one: Decimal(one.frequency),
    "recency": lambda one: None if one.recency is None else Decimal(one.recency),
    "monetary": lambda one: one.monetary,
    "panier": lambda one: one.panier,
}
CITIES = ("Rennes", "Brest", "Vannes", "Nantes", "Paris", "Lyon", None)


def _under(one: Person, days: int) -> bool:
    return one.recency is not None and one.recency < days


def people(count: int, seed: int = 7) -> list[Person]:
    """So many customers: many who never bought, most with little, a few with a lot."""
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        city = chance.choices(CITIES, (30, 12, 8, 15, 20, 10, 5))[0]
        email = chance.random() < 0.7
        if chance.random() < 0.22:
            found.append(Person(0, None, Decimal(0), city, email))
            continue
        frequency = 1 + int(chance.expovariate(1 / 4))
        recency = min(int(chance.expovariate(frequency / 600)), 900)
        frequency = frequency if recency < 365 else 0
        basket = chance.lognormvariate(4, 0.6)
        spent = Decimal(f"{frequency * basket:.2f}")
        found.append(Person(frequency, recency, spent, city, email))
    return found


@cache
def catalog(language: str = "fr", own: str = OWN) -> entries.Catalog:
    """The catalog of the small shop with some segments more."""
    files = [
        ("model.seg", MODEL.encode()),
        ("rules.seg", RULES.encode()),
        ("own.seg", own.encode()),
    ]
    found = compiler.analyse(SETTINGS, files, {}, compiler.Stopwatch())
    assert found.diagnostics == (), [one.message.code for one in found.diagnostics]
    assert language in ("en", "fr")
    return entries.catalog(found, DAY, None, "fr", compiler.Stopwatch())


def survey(found: Sequence[Person]) -> plain.Survey:
    """All that a warehouse would say of these customers."""
    names = tuple(SEGMENTS)
    distributions = {name: distribution(name, found) for name in METRICS}
    return plain.Survey(
        as_of=DAY,
        warehouse="dev",
        crowds={"customers": crowd(found, names)},
        attritions={"fideles": attrition(found), "gros": plain.Attrition(len(found), ())},
        thresholds={"fideles": thresholds(found)},
        unknowns={},
        distributions=distributions,
        placings={
            name: tuple(placing(name, metric, limit, found) for metric, limit in limits)
            for name, limits in (
                ("fideles", (("frequency", 4), ("recency", 90), ("monetary", 100))),
                ("vip", (("monetary", 1000),)),
                ("gros", (("panier", 80), ("frequency", 2))),
            )
        },
        trends={"customers": trend(found)},
        flows={"cycle": flow(found, "cycle", ("actif", "perdu")),
               "valeur": flow(found, "valeur", ("or_", "argent", "bronze"))},
        grids={"customers": grid(found)},
        kept={},
    )  # fmt: skip


def crowd(found: Sequence[Person], names: Sequence[str]) -> plain.Crowd:
    masks = [sum(SEGMENTS[name](one) << bit for bit, name in enumerate(names)) for one in found]
    members = {name: [one for one in found if SEGMENTS[name](one)] for name in names}
    cells = []
    for mask in sorted(set(masks)):
        inside = [one for one, own in zip(found, masks, strict=True) if own == mask]
        spent = sum((one.monetary for one in inside), Decimal(0))
        cells.append(plain.Cell(mask, len(inside), spent))
    return plain.Crowd(
        "customers",
        len(found),
        sum((one.monetary for one in found), Decimal(0)),
        tuple(names),
        tuple(METRICS),
        tuple(cells),
        sums_of(found),
        {name: sums_of(inside) for name, inside in members.items()},
        {
            "city": plain.Category(
                CITIES,
                cities_of(found),
                {name: cities_of(inside) for name, inside in members.items()},
            )
        },
        {"habit": {"web": len(found) // 2, "store": len(found) // 3, None: 0}},
    )


def sums_of(found: Sequence[Person]) -> tuple[plain.Sum, ...]:
    """Of each metric, over these customers."""
    values = ([metric(one) for one in found] for metric in METRICS.values())
    known = ([value for value in one if value is not None] for one in values)
    return tuple(plain.Sum(sum(one, Decimal(0)), len(one)) for one in known)


def cities_of(found: Sequence[Person]) -> tuple[int, ...]:
    return tuple(sum(one.city == city for one in found) for city in CITIES)


def conditions() -> tuple[model.Condition, ...]:
    """Those of `fideles`, in the author's order."""
    found = catalog().project.segments["fideles"].condition
    assert isinstance(found, model.All)
    return found.parts


def attrition(found: Sequence[Person]) -> plain.Attrition:
    tests: tuple[Callable[[Person], bool], ...] = (
        lambda one: one.frequency >= 4,
        lambda one: _under(one, 90),
        lambda one: one.monetary >= 100,
    )
    rungs = []
    for place, condition in enumerate(conditions()):
        before, others = tests[: place + 1], tests[:place] + tests[place + 1 :]
        rungs.append(
            plain.Rung(
                condition,
                sum(all(test(one) for test in before) for one in found),
                sum(tests[place](one) for one in found),
                sum(all(test(one) for test in others) for one in found),
            )
        )
    return plain.Attrition(len(found), tuple(rungs))


def thresholds(found: Sequence[Person]) -> tuple[plain.Threshold, ...]:
    def size(frequency: float, recency: float, spent: float) -> int:
        return sum(
            one.frequency >= frequency
            and one.recency is not None
            and one.recency < recency
            and one.monetary >= Decimal(str(spent))
            for one in found
        )

    def constant(number: float, at: int) -> model.Constant:
        compare = conditions()[at]
        assert isinstance(compare, model.Compare)
        assert isinstance(compare.right, model.Constant)
        limit = compare.right
        if isinstance(limit.value, Decimal):
            return model.Constant(Decimal(str(number)), limit.type)
        assert not isinstance(limit.value, str | bool | date)
        return model.Constant(type(limit.value)(int(number), limit.value.unit), limit.type)

    first, second, third = conditions()
    now = size(4, 90, 100)
    return (
        plain.Threshold(
            first, constant(4, 0), now,
            constant(3.6, 0), size(3.6, 90, 100), constant(4.4, 0), size(4.4, 90, 100),
        ),
        plain.Threshold(
            second, constant(90, 1), now,
            constant(81, 1), size(4, 81, 100), constant(99, 1), size(4, 99, 100),
        ),
        plain.Threshold(
            third, constant(100, 2), now,
            constant(90, 2), size(4, 90, 90), constant(110, 2), size(4, 90, 110),
        ),
    )  # fmt: skip


def edges(value: Decimal) -> tuple[Decimal, Decimal]:
    """The bin of two significant digits around a value."""
    if value == 0:
        return Decimal(0), Decimal("0.1")
    width = Decimal(10) ** (value.adjusted() - 1)
    low = (value // width) * width
    return low, low + width


def distribution(metric: str, found: Sequence[Person]) -> plain.Distribution:
    values = [METRICS[metric](one) for one in found]
    known = [value for value in values if value is not None]
    if metric == "frequency":
        counted = Counter(known)
        bins = [plain.Bin(value, None, size) for value, size in sorted(counted.items())]
    else:
        pairs = Counter(edges(value) for value in known)
        bins = [plain.Bin(low, high, size) for (low, high), size in sorted(pairs.items())]
    return plain.Distribution(metric, tuple(bins), len(values) - len(known))


def placing(name: str, metric: str, limit: int, found: Sequence[Person]) -> plain.Placing:
    inside = distribution(metric, [one for one in found if SEGMENTS[name](one)])
    sizes = {one.low: one.size for one in inside.bins}
    bins = distribution(metric, found).bins
    return plain.Placing(
        metric, tuple(sizes.get(one.low, 0) for one in bins), inside.missing, (Decimal(limit),)
    )


def trend(found: Sequence[Person], count: int = 13) -> plain.Trend:
    """Days before the last one, on which all were so much more recent."""
    days = [DAY - timedelta(days=30 * back) for back in reversed(range(count))]
    worlds = [aged(found, 17 * back) for back in reversed(range(count))]
    return plain.Trend(
        tuple(days),
        course(worlds, lambda one: True),
        {name: course(worlds, test) for name, test in SEGMENTS.items()},
    )


def aged(found: Sequence[Person], back: int) -> list[Person]:
    """The same customers some days earlier, as if nobody had bought since."""
    return [
        Person(
            max(one.frequency - (place % 7 == back % 5), 0),
            None if one.recency is None else (one.recency + back * (place % 11)) % 700,
            one.monetary * (100 - back // 17) / 100,
            one.city,
            one.email,
        )
        for place, one in enumerate(found)
    ]


def course(worlds: Sequence[Sequence[Person]], test: Callable[[Person], bool]) -> plain.Course:
    members = [{place for place, one in enumerate(world) if test(one)} for world in worlds]
    steps = list(pairwise(members))
    return plain.Course(
        tuple(len(one) for one in members),
        tuple(None for _ in members),
        (None, *(len(now - before) for before, now in steps)),
        (None, *(len(before - now) for before, now in steps)),
    )


def flow(found: Sequence[Person], name: str, classes: Sequence[str]) -> plain.Flow:
    def of(one: Person) -> str | None:
        return next((each for each in classes if SEGMENTS[f"{name}.{each}"](one)), None)

    pairs = Counter(zip(map(of, aged(found, 60)), map(of, found), strict=True))
    return plain.Flow(DAY - timedelta(days=90), DAY, dict(pairs))


def grid(found: Sequence[Person]) -> plain.Grid:
    buyers = [one for one in found if one.frequency and one.recency is not None]

    def score(one: Person, key: Callable[[Person], float]) -> int:
        better = sum(key(other) < key(one) for other in buyers)
        return 5 - better * 5 // len(buyers)

    sizes = [[0] * 5 for _ in range(5)]
    values = [[Decimal(0)] * 5 for _ in range(5)]
    for one in buyers:
        row = score(one, lambda each: each.recency or 0) - 1
        column = score(one, lambda each: -each.frequency) - 1
        sizes[row][column] += 1
        values[row][column] += one.monetary
    return plain.Grid(
        "recency",
        "frequency",
        tuple(tuple(row) for row in sizes),
        tuple(tuple(row) for row in values),
    )
