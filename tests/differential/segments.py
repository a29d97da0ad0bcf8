"""Random declarations as `.seg` text, of every construct there is, about the data of a sample."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from random import Random
from unicodedata import normalize

from segdsl.meaning.lists import Unread
from segdsl.meaning.vocabulary.aggregates import AGGREGATES, Aggregate, Kind, Takes
from tests.differential import words
from tests.differential.columns import (
    DATED,
    HOURED,
    SINGULAR,
    SOURCES,
    VIA,
    Column,
    Literals,
    quoted,
    reach,
    unquoted,
)
from tests.differential.model_text import LISTS
from tests.differential.worlds import Sample

NUMERIC = frozenset({"integer", "number", "money", "percent"})
CALENDAR = ("week", "month", "quarter", "year")
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
# the references to places, None for the row's own, by table
PLACES: dict[str, tuple[str | None, ...]] = {
    "customers": (None, "store"),
    "stores": (None,),
    "orders": ("store", "customer", "customer.store"),
}
SINCE = frozenset({Kind.SINCE_FIRST, Kind.SINCE_LAST})


def contents(seed: int, sample: Sample) -> dict[str, bytes | Unread]:
    """The files of the lists: keys of a sample, keys of nobody, days that pass."""
    random = Random(f"lists {seed}")
    found: dict[str, bytes | Unread] = {}
    for name in LISTS:
        population = name.partition("_")[0]
        keys = [str(one) for one in sample.values(population, f"{population[:-1]}_id")]
        kept = [one for one in dict.fromkeys(keys) if one.strip() and random.random() < 0.5]
        kept += ["nobody", "007", "1.0", "99999999999999999999"]
        if name.endswith("_many"):
            kept += [f"many {number}" for number in range(600)]
        days = (-30, -1, 0, 0, 1)
        rows = [
            (key, random.choice(("", str(sample.as_of + timedelta(days=random.choice(days))))))
            for key in {normalize("NFC", key): None for key in kept}
        ]
        out = StringIO()
        csv.writer(out, delimiter=random.choice(",;")).writerows([("the_key", "expires"), *rows])
        found[f"{name}.csv"] = out.getvalue().encode()
    return found


def segments(seed: int, count: int, sample: Sample) -> list[str]:
    """Declarations, `count` of them segments and segmentations, the others metrics they use."""
    random = Random(f"segments {seed}")
    customers = Writer(random, sample, "customers", "")
    households = Writer(random, sample, "households", "h")
    for writer in (customers, households):
        for _ in range(4):
            writer.metric()
        writer.channel()
        writer.define()
    for _ in range(count):
        writer = households if random.random() < 0.1 else customers
        if random.random() < 0.1:
            writer.target()
        elif random.random() < 0.1:
            writer.segmentation()
        else:
            writer.segment()
        if random.random() < 0.15:
            writer.metric()
    return customers.declarations + households.declarations


class Writer:
    """Writes declarations of one population; later ones may name earlier ones."""

    def __init__(self, random: Random, sample: Sample, population: str, prefix: str) -> None:
        self.random = random
        self.literals = Literals(random, sample)
        self.population = population
        self.prefix = prefix
        self.declarations: list[str] = []
        self.metrics: list[Column] = []
        self.segments: list[str] = []
        self.channels: list[str] = []
        self.targets = 0
        self.defines: list[tuple[str, str]] = []  # a call of each, and whose rows it is about
        self.classes: dict[str, tuple[str, ...]] = {}
        self.by: list[tuple[str, Column]] = []

    # Declarations.

    def metric(self) -> None:
        value = self.random.choice(
            (self.aggregate, self.aggregate, self.aggregate, self.sum_of_two, self._derived)
        )()
        name = f"{self.prefix}m{len(self.metrics)}"
        better = self.random.choice(("higher", "lower"))
        self._declare("metric", name, f" {value.text}\n  better {better}")
        self.metrics.append(value.named(name))

    def _derived(self) -> Column:
        """A value of earlier metrics and segments: arithmetic, a place, a condition."""
        numbers = [m for m in self.metrics if m.type in NUMERIC]
        chance = self.random.random()
        if chance < 0.4 and numbers:
            left, right = self.random.choice(numbers), self.random.choice(numbers)
            return self._combined(left, right)
        if chance < 0.7 and numbers:
            word = self.random.choice(("rank of", "score of"))
            named = self.random.choice(numbers).text
            return Column(f"{word} {named}", "integer", "orders", "rated")
        return Column(f"({self.condition(0)})", "boolean", "customers", "vip")

    def segment(self) -> None:
        name = f"{self.prefix}s{len(self.segments)}"
        self._declare("segment", name, f" {self.condition(self.random.choice((0, 1, 1, 2, 3)))}")
        self.segments.append(name)

    def channel(self) -> None:
        name = f"{self.prefix}c{len(self.channels)}"
        self._declare("channel", name, f" {self.condition(1)}")
        self.channels.append(name)

    def define(self) -> None:
        """Templates of a number and a text: of a rule, of rows, and one that calls another."""
        name = f"{self.prefix}d{len(self.defines)}"
        metric = self.random.choice([m for m in self.metrics if m.type in NUMERIC] or [None])
        source = self.random.choice([s for s in SOURCES[self.population] if s not in VIA])
        texts = [c for c in reach(source) if c.type == "text" and not c.options]
        column = self.random.choice(texts).text if texts else '"Rennes"'
        body = f"count of {source} where ({column} = t) >= n"
        if metric is not None and self.random.random() < 0.5:
            body = f"{metric.text} >= n and any {source} where ({column} != t)"
        if self.defines and self.random.random() < 0.4:
            body = f"not {self.defines[-1][0]}(n, t) or {body}"
        takes = "n: number, t: text"
        self.declarations.append(f"define {name}({takes}): {body}")
        rows = f"{name}r"
        self.declarations.append(f"define {rows}(t: text): {column} = t")
        value = "1" if metric is None else metric.text
        self.declarations.append(f"define {name}v(n: number): n * {value} + (count of {source})")
        self.defines.append((name, source))

    def _called(self) -> str:
        """A call of a template, as a rule or inside `where (…)`."""
        if not self.defines:  # while the first metrics are written
            return self._named()
        name, source = self.random.choice(self.defines)
        text = quoted(self.random.choice(("Rennes", "Paris", "jardin", "", "web")))
        if self.random.random() < 0.3:
            return f"any {source} where (not {name}r({text}))"
        if self.random.random() < 0.3:
            return self.test(Column(f"{name}v(2)", "number", "customers", "ratio"))
        return f"{name}({self.random.choice((0, 1, 2, 50, 0.5))}, {text})"

    def target(self) -> None:
        """A target of an earlier segment, with gates as they may be."""
        name = f"{self.prefix}t{self.targets}"
        self.targets += 1
        chosen = self.random.choice(self.segments or ["true"])
        if self.random.random() < 0.4:
            chosen = f"{chosen} or ({self.condition(0)})"
        lines = [f" {chosen}", f"by {', '.join(self.random.sample(self.channels, 1))}"]
        for _ in range(self.random.choice((0, 0, 1, 2))):
            lines.append(f"except ({self.condition(0)})")
        ordered = [m.text for m in self.metrics if m.type != "boolean"]
        if self.random.random() < 0.7:
            end = self.random.choice(("highest", "lowest"))
            best = f" {end} {self.random.choice(ordered)}" if ordered else ""
            limit = self.random.choice((1, 2, 5, 20))
            lines.append(f"at most {limit}{best if self.random.random() < 0.8 else ''}")
        if self.random.random() < 0.6:
            lines.append(f'control {self.random.choice((1, 10, 33.3, 50, 99))}% "é:{name}"')
        text = "\n  ".join(lines)
        self.declarations.append(f"target {name}:{text}")

    def segmentation(self) -> None:
        name = f"{self.prefix}g{len(self.classes) + len(self.by)}"
        if self.random.random() < 0.4:
            value = self._classes_by()
            self._declare("segmentation", name, f" by {value.text}")
            self.by.append((name, value))
            return
        if self.random.random() < 0.15:
            body, self.classes[name] = words.split(self.random, name)
            self._declare("segmentation", name, body)
            return
        names = ("petit", "moyen", "gros", "énorme")[: self.random.choice((1, 2, 3, 4))]
        lines = [f"\n  {one} when {self.condition(1)}" for one in names]
        if self.random.random() < 0.5:
            lines.append("\n  autre otherwise")
            names = (*names, "autre")
        self._declare("segmentation", name, "".join(lines))
        self.classes[name] = names

    def _declare(self, keyword: str, name: str, body: str) -> None:
        self.declarations.append(f"{keyword} {name} of {self.population}:{body}")

    def _classes_by(self) -> Column:
        texts = [c for c in reach(self.population) if c.type in ("text", "integer", "boolean")]
        if self.random.random() < 0.5:
            return self.random.choice(texts)
        while True:
            value = self.aggregate()
            if value.type in ("text", "integer", "boolean", "date"):
                return value
            places = [m for m in self.metrics if m.type in ("text", "integer", "boolean", "date")]
            if places:
                return self.random.choice(places)

    # Conditions on a customer.

    def condition(self, depth: int) -> str:
        if depth and self.random.random() < 0.8:
            return self._joined(lambda: self.condition(depth - 1))
        atoms: tuple[Callable[[], str], ...] = (
            self.rows, self.rows, self.rows, self._metric_test, self._metric_test,
            self._aggregate_test, self._aggregate_test, self._aggregate_test, self._field_test,
            self._field_test, self._field_test, self._standing, self._standing, self._named,
            self._named, self._gathered_date, self._compared, self._on_another_day,
            lambda: words.drawn(self.random), self._sequence, self._alike, self._soon_after,
            self._called,
        )  # fmt: skip
        return self.random.choice(atoms)()

    def _sequence(self) -> str:
        """One row and then, or then not, another."""
        first, then = (self.random.choice(self._dated()) for _ in range(2))
        word = self.random.choice(("then", "then", "then no"))
        begins = f"any {first}{self.restriction(first)}"
        where = ""
        if self.random.random() < 0.5:
            where = f" where ({self.row_condition(then, 0)})"
        hours = first in HOURED and then in HOURED and self.random.random() < 0.3
        few = f"{self.random.choice((1, 2, 7, 30, 90))}d"
        length = self.random.choice((few, few, self.literals.length(), self.literals.steps()))
        if hours:
            length = f"{self.random.choice((1, 12, 24, 36, 1000))}h"
        return f"{begins} {word} {then}{self._via(then)}{where} within {length}"

    def _alike(self) -> str:
        """Rows that share a value."""
        source = self.random.choice(SOURCES[self.population])
        same = self.random.choice([c for c in reach(source) if c.type != "boolean"])
        count = self.random.choice((1, 2, 2, 3))
        noun = SINGULAR.get(source, "customer") if count == 1 else source
        word = self.random.choice(("at least", "at least", "at most", "exactly"))
        via, rest = self._via(source), self._restriction(source, must=False)
        return f"{word} {count} {noun}{via} with same {same.text}{rest}"

    def _soon_after(self) -> str:
        """A date of the customer in a window of her own time."""
        dates = [c for c in reach(self.population) if c.type in ("date", "datetime")]
        return f"{self.random.choice(dates).text} {self._personal()}"

    def _dated(self) -> list[str]:
        return [s for s in SOURCES[self.population] if s in DATED]

    def _via(self, source: str) -> str:
        return f" via {self.random.choice(VIA[source])}" if source in VIA else ""

    def _personal(self) -> str:
        source = self.random.choice([s for s in SINGULAR if s in DATED and s not in VIA])
        length = self.random.choice((self.literals.length(), self.literals.steps(), "1d", "30d"))
        return f"within {length} after {self.random.choice(('first', 'last'))} {SINGULAR[source]}"

    def _on_another_day(self) -> str:
        """A condition, a metric or a class as it stood on an earlier day."""
        moment = self._moment()
        chance = self.random.random()
        if chance < 0.3 and self.segments:
            return f"{self.random.choice(self.segments)} as of {moment}"
        if chance < 0.5 and self.classes:
            name, classes = self.random.choice(list(self.classes.items()))
            test = self.random.choice((f"is {classes[0]}", f"is not {classes[-1]}", "is missing"))
            return f"{name} as of {moment} {test}"
        if chance < 0.7 and self.metrics:
            metric = self.random.choice(self.metrics)
            return self.test(metric.named(f"({metric.text} as of {moment})"))
        return f"({self.condition(1)}) as of {moment}"

    def _moment(self) -> str:
        """Days back, most of the time: a day by its date may lie ahead of the day around it."""
        return self.random.choice(
            (f"{self.literals.days()} days ago", "1 month ago", "3mo ago", "1 year ago", "1d ago")
        )

    def _compared(self) -> str:
        """Two values of a customer, of the same kind."""
        left = self._any_value()
        while _kind(left) == "boolean":
            left = self._any_value()
        for _ in range(30):
            right = self._any_value()
            if _kind(right) == _kind(left):
                return f"{left.text} {self.random.choice(COMPARISONS)} {right.text}"
        return f"{_bracketed(left)} is known"

    def _any_value(self) -> Column:
        own = self.random.choice(reach(self.population))
        named = self.random.choice(self.metrics or [own])
        return self.random.choice((own, named, self.aggregate()))

    def _joined(self, part: Callable[[], str]) -> str:
        chance = self.random.random()
        if chance < 0.1:  # `not` binds to one condition
            return f"not ({part()}) {self.random.choice(('and', 'or'))} ({part()})"
        if chance < 0.25:
            return f"not ({part()})"
        word = " and " if chance < 0.65 else " or "
        return word.join(f"({part()})" for _ in range(self.random.choice((2, 2, 3))))

    def _field_test(self) -> str:
        return self.row_condition(self.population, 0)

    def _metric_test(self) -> str:
        return self.test(self.random.choice(self.metrics or [self.aggregate()]))

    def _aggregate_test(self) -> str:
        return self.test(self.aggregate() if self.random.random() < 0.8 else self.sum_of_two())

    def _gathered_date(self) -> str:
        source = self.random.choice([s for s in SOURCES[self.population] if s in DATED])
        dates = [c for c in reach(source) if c.type in ("date", "datetime")]
        column = self.random.choice(dates)
        word = self.random.choice(("first of", "last of", "smallest of", "largest of"))
        return f"({word} {source}.{column.text}{self.restriction(source)}) {self.window()}"

    def _named(self) -> str:
        """An earlier segment, or a class of an earlier segmentation."""
        if self.classes and self.random.random() < 0.3:
            name, classes = self.random.choice(list(self.classes.items()))
            one = self.random.choice(classes)
            several = ", ".join(self.random.sample(classes, self.random.randint(1, len(classes))))
            return self.random.choice(
                (f"{name} is {one}", f"{name} is not {one}", f"{name} in ({several})",
                 f"{name} not in ({several})", f"{name} is missing", f"{name} is known",
                 f"{name}.{one}", f"not {name}.{one}")
            )  # fmt: skip
        if self.by and self.random.random() < 0.4:
            name, value = self.random.choice(self.by)
            text = value.type == "text"
            literal = self.literals.like(value) if text else quoted(self.random.choice("012"))
            return self.random.choice((f"{name} is {literal}", f"{name} is not {literal}"))
        if self.random.random() < 0.15:
            name = self.random.choice([one for one in LISTS if one.startswith(self.population)])
            return self.random.choice(("", "not ")) + name
        if self.channels and self.random.random() < 0.2:
            channel = self.random.choice(self.channels)
            return self.random.choice(("", "not ")) + f"reachable by {channel}"
        if self.segments:
            name = self.random.choice(self.segments)
            return name if self.random.random() < 0.6 else f"not {name}"
        return self.random.choice(("true", "false"))

    def _standing(self) -> str:
        summed = [m for m in self.metrics if m.type in NUMERIC or m.type in ("since", "duration")]
        if not summed:
            return self.rows()
        metric = self.random.choice(summed).text
        ordered = self.random.choice(self.metrics).text
        inside = f"({self._field_test()})"
        if self.segments and self.random.random() < 0.7:
            inside = self.random.choice(self.segments)
        among = f" among {inside}"
        per = f" per {self.random.choice(self._groups())}"
        about = self.random.choice(("", "", among, per, among + per))
        match self.random.choice(("top", "rank of", "score of", "cumulative share of")):
            case "top":
                return f"{ordered} in top {self.random.choice((1, 10, 20, 33.3, 50, 100))}%{about}"
            case "cumulative share of":
                share = self.random.choice((0, 20, 50, 80, 100))
                sign = self.random.choice(COMPARISONS[2:])
                return f"cumulative share of {metric}{about} {sign} {share}%"
            case word:
                sign = self.random.choice(COMPARISONS)
                return f"{word} {ordered}{about} {sign} {self.random.randint(1, 6)}"

    def _groups(self) -> tuple[str, ...]:
        if self.population == "households":
            return ("region", "size")
        return ("store", "city", "store.city", "gender", "household", "household.region")

    # Rows of a source.

    def rows(self) -> str:
        source = self.random.choice(SOURCES[self.population])
        count = self.random.choice((1, 1, 2, 3))
        noun = SINGULAR.get(source, "customer") if count == 1 else source
        quantified = self.random.choice(
            (f"any {source}", f"no {source}", f"at least {count} {noun}", f"at most {count} {noun}",
             f"exactly {count} {noun}")
        )  # fmt: skip
        return f"{quantified}{self.restriction(source)}"

    def aggregate(self) -> Column:
        """An aggregate of a source; its type may be `since`, which months may be compared with."""
        word = self.random.choice(AGGREGATES)
        sources = SOURCES[self.population]
        dated_only = word.takes is Takes.DAYS or word.kind in (Kind.FIRST, Kind.LAST)
        source = self.random.choice([s for s in sources if s in DATED or not dated_only])
        restriction = self.restriction(source, must=word.kind is Kind.SHARE)
        if word.takes is Takes.ROWS or (word.takes is Takes.EITHER and self.random.random() < 0.5):
            type_ = "percent" if word.kind is Kind.SHARE else "integer"
            return Column(f"{word.name} {source}{restriction}", type_, "orders", "rated")
        if word.takes is Takes.DAYS:
            noun = SINGULAR[source] if word.kind in SINCE else source
            type_ = "since" if word.kind in SINCE else "duration"
            return Column(f"{word.name} {noun}{restriction}", type_, "orders", "rated")
        column = self._column(word, source)
        text = f"{word.name} {source}.{column.text}{self._weighted(word, source, restriction)}"
        match word.kind:
            case Kind.DISTINCT:
                return Column(text, "integer", "orders", "rated")
            case Kind.AVERAGE | Kind.MEDIAN:
                return Column(text, "number", column.table, column.column)
            case Kind.SHARE:
                return Column(text, "percent", "contacts", "cost")
            case _:
                return column.named(text)

    def _weighted(self, word: Aggregate, source: str, restriction: str) -> str:
        """The restriction, after a weight now and then, which stands after `via`."""
        numbers = [c for c in reach(source) if c.type in NUMERIC]
        if word.kind is not Kind.FAVOURITE or not numbers or self.random.random() < 0.5:
            return restriction
        via = re.match(r"( via \w+)?", restriction)
        assert via is not None
        weight = self.random.choice(numbers).text
        return f"{via.group()} weighted by {weight}{restriction[via.end() :]}"

    def _column(self, word: Aggregate, source: str) -> Column:
        numbers = word.takes in (Takes.NUMBERS, Takes.EITHER)
        columns = [c for c in reach(source) if c.type in NUMERIC or not numbers]
        if numbers:  # a sum of keys is a number too, but says nothing
            columns = [c for c in columns if not c.column.endswith("_id")]
        return self.random.choice(columns)

    def restriction(self, source: str, must: bool = False) -> str:
        """` via …`, ` where (…)` and a window, each as it may be."""
        return self._via(source) + self._restriction(source, must)

    def _restriction(self, source: str, must: bool) -> str:
        where, window = "", ""
        if must or self.random.random() < 0.5:
            where = f" where ({self.row_condition(source, self.random.choice((0, 0, 1, 2)))})"
        if source in DATED and self.random.random() < 0.6:
            window = f" {self.window() if self.random.random() < 0.85 else self._personal()}"
        return where + window

    def window(self) -> str:
        early, late = sorted((self.literals.days(), self.literals.days()), reverse=True)
        first, last = sorted((self.literals.day(), self.literals.day()))
        return self.random.choice(
            (f"in last {self.literals.length()}", f"in last {self.literals.length()}",
             f"in last {self.literals.steps()}", f"from {early + 1}d ago to {late}d ago",
             "from 12mo ago to 3mo ago", f"before {self.literals.length()} ago",
             f"before {self.literals.steps()} ago", f"since {first}", f"before {last}",
             f"from {first} to {last}", f"from {first} to {late}d ago",
             f"from {self.literals.length()} ago to {last}",
             f"in this {self.random.choice(CALENDAR)}",
             f"in previous {self.random.choice(CALENDAR)}",
             f"in previous {self.random.randint(2, 5)} {self.random.choice(CALENDAR)}s",
             f"in {first[:4]}", f"in {first[:4]}-Q{self.random.randint(1, 4)}", f"in {last[:7]}")
        )  # fmt: skip

    # Conditions on a row, and tests of a value.

    def row_condition(self, table: str, depth: int) -> str:
        if depth:
            return self._joined(lambda: self.row_condition(table, depth - 1))
        columns = reach(table)
        if self.random.random() < 0.15:
            return self._word(table, columns)
        chance = self.random.random()
        if chance < 0.1:
            return self._two_columns(columns)
        if chance < 0.25:
            return self.test(self._arithmetic(columns))
        return self.test(self.random.choice(columns))

    def _word(self, table: str, columns: tuple[Column, ...]) -> str:
        """A word on a date, a text or a place."""
        dates = [c for c in columns if c.type in ("date", "datetime")]
        texts = [c for c in columns if c.type == "text"]
        places = PLACES.get(table, ())
        chance = self.random.random()
        if places and chance < 0.25:
            return words.near(self.random, self.random.choice(places))
        if dates and (chance < 0.65 or not texts):
            date = self.random.choice(dates)
            return words.dated(self.random, date, self.literals, self.literals.day)
        if texts:
            return words.folded(self.random, self.random.choice(texts), self.literals)
        return self.test(self.random.choice(columns))

    def _two_columns(self, columns: tuple[Column, ...]) -> str:
        left = self.random.choice([c for c in columns if c.type != "boolean"])
        kin = [c for c in columns if _kind(c) == _kind(left)]
        right = self.random.choice(kin)
        return f"{left.text} {self.random.choice(COMPARISONS)} {right.text}"

    def _arithmetic(self, columns: tuple[Column, ...]) -> Column:
        numbers = [c for c in columns if c.type in NUMERIC]
        dates = [c for c in columns if c.type in ("date", "datetime")]
        if not numbers or self.random.random() < 0.2:
            left, right = self.random.choice(dates), self.random.choice(dates)
            return Column(f"{left.text} - {right.text}", "duration", "orders", "rated")
        return self._combined(self.random.choice(numbers), self.random.choice(numbers))

    def sum_of_two(self) -> Column:
        numbers: list[Column] = []
        while len(numbers) < 2:
            value = self.aggregate()
            if value.type in NUMERIC:
                numbers.append(value)
        left, right = (value.named(f"({value.text})") for value in numbers)
        return self._combined(left, right)

    def _combined(self, left: Column, right: Column) -> Column:
        text = self.random.choice(
            (f"{left.text} + {right.text}", f"{left.text} - {right.text}", f"-{left.text}",
             f"{left.text} / {right.text}", f"{left.text} / {right.text}", f"2 * {left.text}",
             f"({left.text} + {right.text}) / 2", f"{left.text} * 0.5", f"{left.text} - 1")
        )  # fmt: skip
        return Column(text, "number", left.table, left.column)

    def test(self, value: Column) -> str:
        """A condition on a value, with literals near the data."""
        if self.random.random() < 0.1:
            return f"{_bracketed(value)} {self.random.choice(('is known', 'is missing'))}"
        match value.type:
            case "boolean":
                literal = self.literals.like(value)
                return self.random.choice(
                    (_bracketed(value), f"not {_bracketed(value)}", f"{value.text} = {literal}",
                     f"{value.text} != {literal}")
                )  # fmt: skip
            case "text":
                return self._text_test(value)
            case "date" | "datetime" if self.random.random() < 0.5:
                ahead = f"in next {self.literals.length()}"
                window = ahead if self.random.random() < 0.1 else self.window()
                return f"{_bracketed(value)} {window}"
            case "since" | "duration":
                return self._duration_test(value)
            case _:
                return self._bounded(value, lambda: self.literals.like(value))

    def _text_test(self, value: Column) -> str:
        texts = list(dict.fromkeys(self.literals.like(value) for _ in range(3)))
        tests = [f"{value.text} in ({', '.join(texts)})", f"{value.text} not in ({texts[0]})"]
        tests += [f"{value.text} {sign} {texts[0]}" for sign in ("=", "!=")]
        if value.options is None:
            part = texts[0][1:-1].replace("\\", "")[: self.random.randint(1, 2)] or "a"
            words = ("contains", "starts with", "ends with")
            tests += [f"{value.text} {word} {quoted(part)}" for word in words]
            tests += [f"{value.text} {sign} {texts[0]}" for sign in COMPARISONS[2:]]
            tests += [f"{value.text} = p_city"]
            low, high = sorted((texts[0], texts[-1]), key=unquoted)
            tests += [f"{value.text} between {low} and {high}"]
        return self.random.choice(tests)

    def _duration_test(self, value: Column) -> str:
        def length() -> str:
            chance = self.random.random()
            if value.type == "since" and chance < 0.4:
                return self.random.choice((self.literals.steps(), "p_months"))
            return self.random.choice((self.literals.length(), "36h", "p_days"))

        if value.type == "since" and self.random.random() < 0.1:
            return f"{value.text} between 3mo and 6mo"
        return f"{value.text} {self.random.choice(COMPARISONS)} {length()}"

    def _bounded(self, value: Column, literal: Callable[[], str]) -> str:
        first, second = literal(), literal()
        low, high = sorted((first, second), key=_as_number)
        parameter = {
            "integer": "p_count", "money": "p_amount", "percent": "p_share", "date": "p_day",
        }.get(value.type, first)  # fmt: skip
        sign = self.random.choice(COMPARISONS)
        tests = [f"{value.text} {sign} {first}"] * 4
        tests += [f"{value.text} {sign} {parameter}", f"{value.text} between {low} and {high}"]
        if first != second:
            tests += [f"{value.text} in ({first}, {second})"]
            tests += [f"{value.text} not in ({first}, {second})"]
        return self.random.choice(tests)


def _bracketed(value: Column) -> str:
    return f"({value.text})" if " " in value.text else value.text


def _kind(column: Column) -> str:
    if column.type in NUMERIC:
        return "number"
    if column.type in ("since", "duration"):
        return "length"
    return "moment" if column.type in ("date", "datetime") else column.type


def _as_number(literal: str) -> tuple[float, str]:
    if literal.count("-") == 2:
        return 0.0, literal
    return float(literal.rstrip("%")), ""
