"""Plan segments: a project and the names asked for in, the program that computes them all out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from segdsl.meaning import model
from segdsl.meaning.selection import declaration
from segdsl.meaning.types import Type
from segdsl.planning import groups, levels, plan, recency, targets
from segdsl.planning.counting import Counting
from segdsl.planning.customers import Customers
from segdsl.planning.names import Names
from segdsl.planning.rows import Rows
from segdsl.planning.tables import Layer, Tables


def program(
    project: model.Project, names: Sequence[str], as_of: date, weighed_by: str | None = None
) -> plan.Program:
    """One program for segments, classes, targets and their parts (`cycle.actif`) of one population.

    `weighed_by` names a metric that is computed beside them, to be summed over their members.
    Raises KeyError for a name that the project has not, ValueError for names of two populations.
    """
    recent = recency.first_days(project, names, weighed_by, as_of)
    customers = begun(project, _population(project, names), as_of, recent)
    outputs = tuple(_output(project, customers, name) for name in names)
    value = None if weighed_by is None else customers.metric(weighed_by)
    return finished(customers, outputs, value)


def begun(
    project: model.Project, population: str, as_of: date, recent: Mapping[recency.Seen, date]
) -> Customers:
    """The customers of a population, of whom nothing is asked yet.

    `recent` bounds last rows: it must know of everything that will be asked, or be empty.
    """
    tables = Tables(project, as_of, _reserved(project), Counting)
    return Customers(tables, project.tables[population], recent)


def finished(
    customers: Customers, outputs: tuple[plan.Output, ...], value: plan.Column | None
) -> plan.Program:
    """The program of all that was asked; the last step has every column of the customers."""
    above = levels.steps(customers)
    everywhen = [customers.days[day].tables for day in sorted(customers.days)]
    below, checks = [], []
    for then in everywhen:
        made, found = _made(then)
        below += made
        checks += found
    return plan.Program(
        population=customers.population.name,
        key=customers.key,
        as_of=customers.as_of,
        steps=(*below, *above),
        outputs=outputs,
        value=value,
        reads=_reads(everywhen),
        checks=tuple(checks),
        lists=customers.lists(),
    )


def _population(project: model.Project, names: Sequence[str]) -> str:
    found = {declaration(project, name).population for name in names}
    if len(found) != 1:
        raise ValueError(f"one program is for one population, not for {sorted(found)}")
    return found.pop()


def _reserved(project: model.Project) -> Names:
    """Names for columns: none given yet, but steps keep off the stored tables' names."""
    names = Names()
    for table in project.tables.values():
        if table.physical:
            names.avoid(table.physical[-1])
    return names


def _output(project: model.Project, customers: Customers, name: str) -> plan.Output:
    if name in project.segments:
        return plan.Output(name, plan.OutputKind.SEGMENT, customers.segment(name))
    whole, _, class_ = name.partition(".")
    if whole in project.targets:
        column = targets.column(customers, project.targets[whole], name)
        return plan.Output(name, plan.OutputKind.TARGET, column)
    column = customers.segmentation(whole)
    if class_:
        return plan.Output(name, plan.OutputKind.CLASS, column, class_)
    classes = tuple(found.name for found in project.segmentations[whole].classes)
    return plan.Output(name, plan.OutputKind.SEGMENTATION, column, classes=classes)


def _made(tables: Tables) -> tuple[list[plan.Step], list[plan.Check]]:
    """The steps behind declared tables, those that others read first, and what is to be checked.

    Making a step or a check may ask another for more columns: made again until nothing is asked.
    """
    while True:
        before = {place: tuple(columns) for place, columns in tables.wanted.items()}
        taken = set(tables.names.taken)  # by others: what is made again takes its names again
        made = {
            place: groups.steps(tables, tables.table(place[0]), place[1])
            for place in list(tables.made)
        }
        checks = _checks(tables)
        if before == {place: tuple(columns) for place, columns in tables.wanted.items()}:
            break
        tables.names.taken.intersection_update(
            taken | {name.casefold() for name in tables.made.values()}
        )
    below = _in_order(tables, made)
    return below, [_standing_on(check, below) for check in checks]


def _standing_on(check: plan.Check, below: Sequence[plan.Step]) -> plan.Check:
    """The check with the steps that it reads, and those that they read."""
    needed: set[str] = set()
    for step in reversed((*below, *check.steps)):
        if step in check.steps or step.name in needed:
            relations = (step.reads, *(join.relation for join in step.joins))
            needed |= {one.step for one in relations if isinstance(one, plan.Made)}
    return replace(check, steps=(*(step for step in below if step.name in needed), *check.steps))


def _in_order(tables: Tables, made: dict[tuple[str, Layer], list[plan.Step]]) -> list[plan.Step]:
    done: list[plan.Step] = []
    named = {name: place for place, name in tables.made.items()}
    finished: set[tuple[str, Layer]] = set()

    def finish(place: tuple[str, Layer]) -> None:
        if place in finished:
            return
        finished.add(place)
        for step in made[place]:
            for relation in (step.reads, *(join.relation for join in step.joins)):
                if isinstance(relation, plan.Made) and relation.step in named:
                    finish(named[relation.step])
        done.extend(made[place])

    for place in made:
        finish(place)
    return done


def _reads(everywhen: Sequence[Tables]) -> tuple[plan.Read, ...]:
    """The tables that are read on any day, each with all its columns."""
    found: dict[str, dict[str, plan.ReadColumn]] = {}
    for tables in everywhen:
        for name, columns in tables.reads.items():
            found.setdefault(name, {}).update(columns)
    return tuple(
        plan.Read(name, everywhen[0].table(name).physical, tuple(columns.values()))
        for name, columns in found.items()
        if columns
    )


def _checks(tables: Tables) -> list[plan.Check]:
    """Keys that must be unique, members of groups that must have one value."""
    checks = []
    for name in list(tables.reads):
        table = tables.table(name)
        if table.key is not None and tables.reads[name]:
            checks.append(
                plan.Check(plan.CheckKind.DUPLICATE_KEY, name, table.key, _repeated(tables, table))
            )
    for (name, layer), columns in list(tables.wanted.items()):
        table = tables.table(name)
        if layer is Layer.GROUPS:
            for found in table.members():
                shared = isinstance(found.origin, model.Shared) and not found.origin.is_key
                if shared and found.name in columns:
                    checks.append(
                        plan.Check(
                            plan.CheckKind.SEVERAL_VALUES,
                            name,
                            found.name,
                            groups.several_values(tables, table, found),
                        )
                    )
    return checks


def _repeated(tables: Tables, table: model.Table) -> tuple[plan.Step, ...]:
    """Steps whose last one gives up to five keys that several rows have."""
    assert table.key is not None
    keys = tables.names.take("keys")
    rows = Rows(tables, table, table.singular)
    key = rows.scoped_value(
        model.FieldValue((), table.name, table.key, table.field(table.key).type)
    )
    counted = plan.Step(
        name=keys,
        note="",
        reads=rows.reads,
        alias=rows.alias,
        joins=tuple(rows.joins.values()),
        where=plan.both(plan.Known(key), rows.existence()),
        columns=(("key", key), ("rows", plan.Reduce(plan.Fold.COUNT, None, Type.INTEGER))),
        group_by=(key,),
    )
    several = plan.Compare(
        ">", plan.Column(None, "rows", Type.INTEGER, False), plan.Const(1, Type.INTEGER)
    )
    text = plan.As(plan.Column(None, "key", key.type), plan.Form.TEXT, Type.TEXT)
    return (
        counted,
        plan.Step(
            tables.names.take("repeated"), "", plan.Made(keys), None, (), several, (("key", text),)
        ),
    )
