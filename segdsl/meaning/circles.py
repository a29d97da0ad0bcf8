"""Find definitions that go round in a circle: who uses whom in, a circle of names out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from segdsl.meaning import model
from segdsl.text.source import Span
from segdsl.trees import walk


def circle_in(uses: Mapping[str, set[str]]) -> list[str] | None:
    """The first circle of names that use each other, its first name repeated at the end."""
    done: set[str] = set()
    for start in uses:
        path: dict[str, None] = {}  # in order, and quick to look into
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            name, leaves = waiting.pop()
            if leaves:
                del path[name]
                done.add(name)
                continue
            if name in path:
                names = list(path)
                return [*names[names.index(name) :], name]
            if name in done or name not in uses:
                continue
            path[name] = None
            waiting.append((name, True))
            waiting.extend((other, False) for other in sorted(uses[name], reverse=True))
    return None


@dataclass(frozen=True, slots=True)
class Circle:
    """Fields and tables that are made of each other, and the place of one of them."""

    shown: str
    span: Span | None


def circle_of_members(tables: Mapping[str, model.Table]) -> Circle | None:
    """The first circle of computed fields, and of tables whose rows exist by such fields.

    `orders.with_coupon` counts lines, a line exists by the `where` of lines, which must not ask
    the order whether it has a coupon.
    """
    uses: dict[str, set[str]] = {}
    places: dict[str, Span | None] = {}
    for table in tables.values():
        uses[table.name] = set(_existence(table, tables))
        places[table.name] = table.span
        for field in table.fields:
            name = f"{table.name}.{field.name}"
            uses[name] = set(_origin(field, table, tables))
            places[name] = field.span
    circle = circle_in(uses)
    if circle is None:
        return None
    owners = {name.partition(".")[0] for name in circle}
    start = min(circle, key=lambda name: "." not in name)  # a field says more than a table
    if len(owners) == 1 and all("." in name for name in circle):
        return Circle(" → ".join(name.partition(".")[2] for name in circle), places[circle[0]])
    return Circle(" → ".join(circle), places[start])


def _existence(table: model.Table, tables: Mapping[str, model.Table]) -> Iterator[str]:
    """What decides which rows of a table there are."""
    if table.where is not None:
        yield from _read(table.where, table, tables)
    if table.at is not None:
        yield f"{table.name}.{table.at}"
    if table.grouping is not None:
        yield table.grouping.table
        if table.grouping.where is not None and table.grouping.table in tables:
            yield from _read(table.grouping.where, tables[table.grouping.table], tables)


def _origin(
    field: model.Field, table: model.Table, tables: Mapping[str, model.Table]
) -> Iterator[str]:
    match field.origin:
        case model.Computed(value):
            yield from _read(value, table, tables)
        case model.Gathered(value) | model.Shared(value):
            assert table.grouping is not None
            if table.grouping.table in tables:
                yield from _read(value, tables[table.grouping.table], tables)
        case model.Stored():
            return


def _read(
    node: model.Condition | model.Value, table: model.Table, tables: Mapping[str, model.Table]
) -> Iterator[str]:
    """The fields that a condition or value reads, and the tables whose rows it looks for."""
    for part in walk(node):
        match part:
            case model.FieldValue(through, owner, name, _):
                yield f"{owner}.{name}"
                yield from _along(through, table, tables)
            case model.ReferenceKey(through, target, _):
                yield from _along(through, table, tables)
                yield target
            case model.Selection(counted, route):
                yield counted
                if counted in tables:
                    yield from _along(route, tables[counted], tables)


def _along(
    path: tuple[str, ...], table: model.Table, tables: Mapping[str, model.Table]
) -> Iterator[str]:
    """The tables whose rows a path of references finds; of a path of other rows none is known."""
    for name in path:
        target = next((one.target for one in table.references if one.name == name), None)
        if target is None or target not in tables:
            return
        yield target
        table = tables[target]
