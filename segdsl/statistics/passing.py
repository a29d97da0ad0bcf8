"""See how time alone changes a verdict: a customer and a rule in, the first day it differs out.

The rows known on the day are all there ever are: later ones do not exist, even where the warehouse
has them. Each day that is looked at is a run of the rule as of that day, for the one customer.
Where passing time can only ever take one way, the day is searched for by halves; else day by day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.parts import Joint, Part
from segdsl.meaning.types import Type
from segdsl.meaning.uses import bodies, declared, named
from segdsl.meaning.vocabulary import dates, periods
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.meaning.vocabulary.predicates import AT_MOST
from segdsl.statistics import customer
from segdsl.statistics.customer import Customer
from segdsl.warehouse.engine import Engine

FARTHEST = 400  # days that are looked ahead where the day can be searched for
NEXT = 92  # days that are looked at one by one


@dataclass(frozen=True, slots=True)
class Passing:
    """Until which day the verdict was looked at, and the first day on which it is another one."""

    until: date
    day: date | None


def passing(
    project: model.Project,
    population: str,
    as_of: date,
    part: Part,
    known: Customer,
    engine: Engine,
) -> Passing | None:
    """The first day on which the verdict differs, without any further row.

    None where that depends on others: on how they rank. Raises Refused.
    """
    if _compares_customers(project, part.condition):
        return None
    is_them = customer.of_key(project, population, known.key)
    alone = frozen(project, population, as_of, is_them)
    search = _Search(alone, population, as_of, part, known, engine)
    if takes_one_way(project, part, known):
        return search.by_halves()
    return search.day_by_day()


def frozen(
    project: model.Project, population: str, as_of: date, is_them: model.Condition | None
) -> model.Project:
    """The project without rows after the day and, where they can be told, without other people."""
    tables = dict(project.tables)
    for table in project.tables.values():
        if table.at is not None and not table.is_population and table.grouping is None:
            at = table.field(table.at)
            moment = model.FieldValue((), table.name, at.name, at.type)
            known = model.Compare(AT_MOST, moment, model.Constant(as_of, Type.DATE))
            tables[table.name] = replace(table, where=_both(table.where, known))
    if is_them is not None and not _meets_others(project, population):
        table = tables[population]
        tables[population] = replace(table, where=_both(table.where, is_them))
    return replace(project, tables=tables)


def _meets_others(project: model.Project, population: str) -> bool:
    """Whether a row may look at another customer than its own: by a second way to customers."""
    return any(
        _ways(project, table.name, population) > (0 if table.name == population else 1)
        for table in project.tables.values()
    )


def _ways(project: model.Project, table: str, population: str) -> int:
    """How many paths of references lead from a table to the population."""
    targets = [one.target for one in project.tables[table].references]
    return sum(one == population or _ways(project, one, population) for one in targets)


def _both(one: model.Condition | None, other: model.Condition) -> model.Condition:
    return other if one is None else model.All((one, other))


@dataclass(slots=True)
class _Search:
    """Runs the rule as of later days."""

    project: model.Project
    population: str
    as_of: date
    part: Part
    known: Customer
    engine: Engine

    def by_halves(self) -> Passing:
        now = self.known.verdicts[self.part.condition]
        near, far = 0, FARTHEST
        if self._holds(far) is now:
            return Passing(self._day(far), None)
        while far - near > 1:
            middle = (near + far) // 2
            if self._holds(middle) is now:
                near = middle
            else:
                far = middle
        return Passing(self._day(far), self._day(far))

    def day_by_day(self) -> Passing:
        now = self.known.verdicts[self.part.condition]
        for days in range(1, NEXT + 1):
            if self._holds(days) is not now:
                return Passing(self._day(days), self._day(days))
        return Passing(self._day(NEXT), None)

    def _day(self, days: int) -> date:
        return self.as_of + timedelta(days=days)

    def _holds(self, days: int) -> bool:
        leaf = Part(self.part.condition, Joint.LEAF)
        asked = customer.question(self.project, self.population, self._day(days), leaf)
        found = asked.answer(self.engine, self.known.key)
        return found is not None and found.verdicts[self.part.condition]


# --- which way time takes ---


def takes_one_way(project: model.Project, part: Part, known: Customer) -> bool:
    """Whether the verdict can change once at most as time goes by without rows: all leaves that
    will change move the whole the same way.
    """
    ways: set[bool] = set()
    for leaf, is_negated in _signed(part, is_negated=False):
        change = _change(project, leaf.condition)
        if change is None:
            return False
        held = known.verdicts[leaf.condition]
        ways |= {becomes is not is_negated for becomes in change if becomes is not held}
    return len(ways) <= 1


def _signed(part: Part, is_negated: bool) -> Iterator[tuple[Part, bool]]:
    """The leaves, and whether an odd number of `not` stands above each."""
    if part.joint is Joint.LEAF:
        yield part, is_negated
    for one in part.parts:
        yield from _signed(one, is_negated is not (part.joint is Joint.NOT))


def _change(project: model.Project, leaf: model.Condition) -> frozenset[bool] | None:
    """What a leaf may become: nothing new, true, or false; None where it may come and go."""
    match leaf:
        case model.Not(inner):
            change = _change(project, inner)
            return None if change is None else frozenset(not one for one in change)
        case model.Compare(comparison, left, right):
            return _compared(project, comparison.sign, left, right)
        case model.Rows(quantifier, _, rows):
            return _counted(quantifier, _of_rows(project, rows))
    return STAYS if _is_lasting(project, leaf) else None


STAYS: frozenset[bool] = frozenset()
RISES = {">": True, ">=": True, "<": False, "<=": False}  # what a rising left side becomes


def _compared(
    project: model.Project, sign: str, left: model.Value, right: model.Value
) -> frozenset[bool] | None:
    ways = _way(project, left), _way(project, right)
    if None in ways:
        return None
    if ways == (0, 0):
        return STAYS
    if sign not in RISES or (ways[0] and ways[1]):
        return None
    rising = ways[0] == 1 or ways[1] == -1
    return frozenset({RISES[sign] is rising})


def _way(project: model.Project, value: model.Value) -> int | None:
    """1 for a value that only rises as days go by, -1 for one that only falls, 0 for neither."""
    match value:
        case model.MetricValue(name):
            return _way(project, project.metrics[name].value)
        case model.CalledValue(_, _, inner):
            return _way(project, inner)
        case model.Aggregate(word, rows, _, _) if word.kind in (Kind.SINCE_LAST, Kind.SINCE_FIRST):
            return 1 if rows.window is None and _is_lasting(project, rows) else None
        case model.Aggregate(word, rows) if word.kind in (Kind.COUNT, Kind.DISTINCT):
            return _of_rows(project, rows)
        case model.DatePart(dates.AGE, inner) if _is_lasting(project, inner):
            return 1
    return 0 if _is_lasting(project, value) else None


def _of_rows(project: model.Project, rows: model.Selection) -> int | None:
    """How the number of rows goes: out of a rolling window they fall."""
    if rows.where is not None and not _is_lasting(project, rows.where):
        return None
    match rows.window:
        case None:
            return 0 if _is_lasting_table(project, rows.table) else None
        case model.Window(period) if not _is_lasting_table(project, rows.table):
            return None
        case model.Window(period):
            if period in (periods.IN_LAST, periods.FROM_AGO_TO_DAY):
                return -1
            if period in (periods.BEFORE_AGO, periods.FROM_DAY_TO_AGO):
                return 1
            return 0 if period in periods.FIXED else None
        case model.Personal():
            return 0 if _is_lasting(project, rows.window) else None


def _counted(quantifier: model.Quantifier, way: int | None) -> frozenset[bool] | None:
    if way is None or way == 0:
        return None if way is None else STAYS
    match quantifier:
        case model.Quantifier.ANY | model.Quantifier.AT_LEAST:
            return frozenset({way == 1})
        case model.Quantifier.NO | model.Quantifier.AT_MOST:
            return frozenset({way == -1})
        case model.Quantifier.EXACTLY:
            return None


def _is_lasting(project: model.Project, node: model.Node) -> bool:
    """Whether nothing in it looks at the day, nor at a list whose lines expire."""
    for one in _reached(project, node):
        match one:
            case model.Window(period) if period not in periods.FIXED:
                return False
            case model.Aggregate(word) if word.kind in (Kind.SINCE_LAST, Kind.SINCE_FIRST):
                return False
            case model.DatePart(dates.AGE) | model.AsOf() | model.ValueAsOf() | model.Birthday():
                return False
            case model.InList(name) if any(x.expires for x in project.lists[name].lines):
                return False
            case model.Sequence(denied=True):
                return False
            case model.Selection(table) if not _is_lasting_table(project, table):
                return False
            case model.FieldValue(_, table, name):
                origin = project.tables[table].field(name).origin
                if not isinstance(origin, model.Stored | model.Shared):
                    return False
    return True


def _is_lasting_table(project: model.Project, name: str) -> bool:
    """Whether the rows of a table that exist are the same on every later day."""
    table = project.tables[name]
    if table.grouping is not None:
        where = table.grouping.where
        inner = where is None or _is_lasting(project, where)
        return inner and table.where is None and _is_lasting_table(project, table.grouping.table)
    return table.where is None or _is_lasting(project, table.where)


def _reached(project: model.Project, node: model.Node) -> Iterator[model.Node]:
    """A tree and all that it names."""
    seen: set[str] = set()
    waiting: list[model.Node] = [node]
    all_ = declared(project)
    while waiting:
        for one in trees.walk(waiting.pop()):
            if not isinstance(one, model.Node):
                continue
            yield one
            name = named(one)
            if name is not None and name not in seen:
                seen.add(name)
                waiting.extend(bodies(all_[name]))


def _compares_customers(project: model.Project, condition: model.Condition) -> bool:
    """Whether other customers matter: in a rank, a score, a share of a total."""
    return any(isinstance(one, model.Standing) for one in _reached(project, condition))
