"""Who entered and who left: the published history of a population, as sources of rows.

`entered fideles in last 30d` asks for rows of `segdsl_entries_of_…`, `left …` for rows of
`segdsl_exits_of_…`: two readings of the stays that `publish` keeps, each with its own time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from segdsl.meaning import model
from segdsl.meaning.rewriting import rewritten
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.predicates import EQUAL, LESS, MORE

CUSTOMER, NAME, ENTERED, LEFT = "customer", "name", "entered", "left_on"
WAS_THERE = "was_there"  # when the segment was first published: nobody knows since when
TYPES = {NAME: Type.TEXT, ENTERED: Type.DATE, LEFT: Type.DATE, WAS_THERE: Type.BOOLEAN}
TIMES = {model.Move.ENTERED: ENTERED, model.Move.LEFT: LEFT}


def source(which: model.Move, population: str) -> str:
    """The name of a source of moves: that of no declaration that is ever published."""
    return f"segdsl_{'entries' if which is model.Move.ENTERED else 'exits'}_of_{population}"


def histories(tables: Mapping[str, model.Table], schema: str) -> dict[str, model.Table]:
    """The sources of moves of every population, by name."""
    return {
        source(which, one.name): _table(
            which,
            (schema, f"segdsl_stays_of_{one.name}"),
            model.Reference(CUSTOMER, one.name, model.Stored(CUSTOMER), one.field(one.key).type),
        )
        for one in tables.values()
        if one.is_population and one.key is not None
        for which in model.Move
    }


def under(known: Mapping[str, model.Table], now: Callable[[str], str]) -> dict[str, model.Table]:
    """The same sources for populations that are called otherwise, stored where they were."""
    found = {}
    for table in known.values():
        (customer,) = table.references
        target = now(customer.target)
        reference = model.Reference(CUSTOMER, target, customer.origin, customer.type)
        which = next(one for one in model.Move if TIMES[one] == table.at)
        found[source(which, target)] = _table(which, table.physical, reference)
    return found


def rows(moved: model.Moved, population: str) -> model.Rows:
    """Any such move of a customer inside the window."""
    table = source(moved.which, population)
    name = model.Constant(moved.name, Type.TEXT)
    named = model.Compare(EQUAL, model.FieldValue((), table, NAME, Type.TEXT), name)
    selection = model.Selection(table, (CUSTOMER,), named, moved.window)
    return model.Rows(model.Quantifier.ANY, 1, selection)


def before(project: model.Project, day: date) -> model.Project:
    """The project as a publication of a day asks it: by what the days before have seen, so that to
    publish a day again changes nothing.
    """

    def earlier(table: model.Table) -> model.Table:
        assert table.at is not None
        assert table.where is not None
        moved = model.FieldValue((), table.name, table.at, Type.DATE)
        limit = model.Compare(LESS, moved, model.Constant(day, Type.DATE))
        return replace(table, where=model.All((table.where, limit)))

    return replace(
        project, histories={name: earlier(table) for name, table in project.histories.items()}
    )


def before_any(project: model.Project, is_there: Callable[[model.Table], bool]) -> model.Project:
    """The project as it is asked the first time: nobody has entered or left what was never
    published. `is_there` says whether a source of moves exists.
    """
    absent = {name for name, table in project.histories.items() if not is_there(table)}
    wholes: dict[str, model.Segment | model.Segmentation] = {
        **project.segments,
        **project.segmentations,
    }

    def change(node: model.Node) -> model.Node:
        if not isinstance(node, model.Moved):
            return node
        population = wholes[node.name.partition(".")[0]].population
        is_known = source(node.which, population) not in absent
        return node if is_known else model.Always(False, span=node.span)

    return rewritten(project, change) if absent else project


def _table(which: model.Move, physical: tuple[str, ...], customer: model.Reference) -> model.Table:
    """Stays that lasted, at the day they began or ended; those that began unseen only end."""
    name = source(which, customer.target)

    def read(field: str) -> model.FieldValue:
        return model.FieldValue((), name, field, TYPES[field])

    lasted = model.AnyOf(
        (model.Not(model.Known(read(LEFT))), model.Compare(MORE, read(LEFT), read(ENTERED)))
    )
    seen = model.Not(model.IsTrue(read(WAS_THERE)))
    return model.Table(
        name=name,
        singular="stay",
        is_population=False,
        physical=physical,
        grouping=None,
        where=model.All((lasted, seen)) if which is model.Move.ENTERED else lasted,
        key=None,
        at=TIMES[which],
        fields=tuple(model.Field(one, type_, model.Stored(one)) for one, type_ in TYPES.items()),
        references=(customer,),
        description=model.Description(),
    )
