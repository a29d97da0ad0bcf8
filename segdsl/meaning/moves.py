"""Who entered and who left: the published history of a population, as sources of rows.

`entered fideles in last 30d` asks for rows of `segdsl_entries_of_…`, `left …` for rows of
`segdsl_exits_of_…`: two readings of the stays that `publish` keeps, each with its own time.
"""

from __future__ import annotations

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.predicates import EQUAL, MORE

CUSTOMER, NAME, ENTERED, LEFT = "customer", "name", "entered", "left_on"


def source(which: model.Move, population: str) -> str:
    """The name of a source of moves: that of no declaration that is ever published."""
    return f"segdsl_{'entries' if which is model.Move.ENTERED else 'exits'}_of_{population}"


def histories(tables: dict[str, model.Table], schema: str) -> dict[str, model.Table]:
    """The sources of moves of every population, by name."""
    return {
        source(which, one.name): _table(one, which, schema)
        for one in tables.values()
        if one.is_population and one.key is not None
        for which in model.Move
    }


def rows(
    which: model.Move, population: str, name: str, window: model.Window | model.Personal
) -> model.Rows:
    """Any such move of a customer inside the window."""
    table = source(which, population)
    named = model.Compare(
        EQUAL, model.FieldValue((), table, NAME, Type.TEXT), model.Constant(name, Type.TEXT)
    )
    selection = model.Selection(table, (CUSTOMER,), named, window)
    return model.Rows(model.Quantifier.ANY, 1, selection)


def _table(population: model.Table, which: model.Move, schema: str) -> model.Table:
    """Stays that lasted, at the day they began or ended."""
    assert population.key is not None
    name = source(which, population.name)
    key = population.field(population.key)

    def stored(field: str) -> model.Field:
        return model.Field(field, Type.TEXT if field == NAME else Type.DATE, model.Stored(field))

    def day(field: str) -> model.FieldValue:
        return model.FieldValue((), name, field, Type.DATE)

    lasted = model.AnyOf(
        (model.Not(model.Known(day(LEFT))), model.Compare(MORE, day(LEFT), day(ENTERED)))
    )
    return model.Table(
        name=name,
        singular="stay",
        is_population=False,
        physical=(schema, f"segdsl_stays_of_{population.name}"),
        grouping=None,
        where=lasted,
        key=None,
        at=ENTERED if which is model.Move.ENTERED else LEFT,
        fields=(stored(NAME), stored(ENTERED), stored(LEFT)),
        references=(model.Reference(CUSTOMER, population.name, model.Stored(key.name), key.type),),
        description=model.Description(),
    )
