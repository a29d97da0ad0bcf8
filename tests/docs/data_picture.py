"""Draw the data that declarations need: a project and names in, a diagram of tables out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segdsl.meaning import model
from segdsl.meaning.reads import reads


def picture(project: model.Project, names: Sequence[str]) -> str:
    """A Mermaid diagram: each table with the members that are read, and the references followed."""
    found = reads(project, names)
    lines = ["erDiagram"]
    for name, members in found.items():
        lines += _table(project.tables[name], members)
    for name, members in found.items():
        lines += _arrows(project.tables[name], members)
    return "```mermaid\n{}\n```".format("\n".join(lines))


def _table(table: model.Table, members: Sequence[str]) -> Iterator[str]:
    yield f'  {table.name}["{table.description.label or table.name}"] {{'
    for field in table.fields:
        if field.name in members:
            name, said = _at(field) if field.name == table.at else (field.name, "")
            yield f"    {field.type.value} {name}{' PK' if name == table.key else ''}{said}"
    yield "  }"


def _at(field: model.Field) -> tuple[str, str]:
    """The name of the time of a row, and what is said beside it: it may be borrowed."""
    match field.origin:
        case model.Computed(model.FieldValue(through, _, name)) if through:
            return name, f' "at {".".join((*through, name))}"'
        case _:
            return field.name, ' "at"'


def _arrows(table: model.Table, members: Sequence[str]) -> Iterator[str]:
    for reference in table.references:
        if reference.name in members:
            yield f"  {table.name} }}o--|| {reference.target} : {reference.name}"
    if table.grouping is not None:
        yield f"  {table.name} ||--o{{ {table.grouping.table} : groups"
