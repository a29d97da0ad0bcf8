"""Say what `as of` does not move: a condition in, what is read as it is today out.

The fields of a population and sources without `at` have no history; asked as of another day they
are what they are today, which a reader must know.
"""

from __future__ import annotations

from collections.abc import Iterator

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.uses import bodies, declared, named
from segdsl.prose import phrases
from segdsl.prose.values import Speaker
from segdsl.text.diagnostics import Said

TODAY = Said(
    " What has no history is taken as it is today: {things}.",
    " Ce qui n'a pas d'historique est pris tel qu'aujourd'hui : {things}.",
)

LINES = Said("the lines of the list {name}", "les lignes de la liste {name}")


def unmoved(speaker: Speaker, node: model.Condition | model.Value | None) -> str:
    """A sentence on what is read on another day and has no history; empty where nothing is."""
    if node is None:
        return ""
    things = tuple(dict.fromkeys(_moved(speaker, node, inside=False, seen=set())))
    if not things:
        return ""
    listed = phrases.listed(things, phrases.AND, speaker.language)
    return speaker.say(TODAY, things=listed)


def _moved(
    speaker: Speaker, node: model.Node, inside: bool, seen: set[tuple[str, bool]]
) -> Iterator[str]:
    project = speaker.project
    match node:
        case model.AsOf(inner, _) | model.ValueAsOf(inner, _):
            yield from _moved(speaker, inner, True, seen)
            return
        case model.FieldValue(through, _, name, _) if inside:
            yield speaker.path(through, name)
        case model.ReferenceKey(through, _, _) if inside:
            yield speaker.path(through[:-1], through[-1])
        case model.InList(name) if inside:
            described = project.lists[name].description
            yield speaker.say(LINES, name=speaker.named(name, described))
        case model.Aggregate(_, rows) | model.Rows(rows=rows) if inside:
            table = rows.table
            if project.tables[table].at is None:
                yield speaker.rows_of(table)
            return  # the rows of a dated source stand as they were
        case _:
            other = named(node)
            if other is not None:
                yield from _named(speaker, other, inside, seen)
    for child in trees.children(node):
        if isinstance(child, model.Node):
            yield from _moved(speaker, child, inside, seen)


def _named(speaker: Speaker, name: str, inside: bool, seen: set[tuple[str, bool]]) -> Iterator[str]:
    if (name, inside) in seen:
        return
    seen.add((name, inside))
    for part in bodies(declared(speaker.project)[name]):
        yield from _moved(speaker, part, inside, seen)
