"""Say what `as of` does not move: a condition in, what is read as it is today out.

The fields of a population and sources without `at` have no history; asked as of another day they
are what they are today, which a reader must know.
"""

from __future__ import annotations

from collections.abc import Iterator

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.uses import bodies, named
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
    things = tuple(dict.fromkeys(_moved(speaker, node)))
    if not things:
        return ""
    listed = phrases.listed(things, phrases.AND, speaker.language)
    return speaker.say(TODAY, things=listed)


def _moved(speaker: Speaker, start: model.Node) -> Iterator[str]:
    """What is read on another day, through all that is named. Iterative: depth costs no stack."""
    project = speaker.project
    seen: set[tuple[str, bool]] = set()
    waiting: list[tuple[model.Node, bool]] = [(start, False)]
    while waiting:
        node, inside = waiting.pop()
        below: list[model.Node] = [
            one for one in trees.children(node) if isinstance(one, model.Node)
        ]
        match node:
            case model.AsOf(inner, _) | model.ValueAsOf(inner, _):
                waiting.append((inner, True))
                continue
            case model.FieldValue(through, _, name, _) if inside:
                yield speaker.path(through, name)
            case model.ReferenceKey(through, _, _) if inside:
                yield speaker.path(through[:-1], through[-1])
            case model.InList(name) if inside:
                described = project.lists[name].description
                yield speaker.say(LINES, name=speaker.named(name, described))
            case model.Aggregate(_, rows) | model.Rows(rows=rows) if inside:
                if project.tables[rows.table].at is None:
                    yield speaker.rows_of(rows.table)
                continue  # the rows of a dated source stand as they were
            case _:
                other = named(node)
                if other is not None and (other, inside) not in seen:
                    seen.add((other, inside))
                    below = [*_bodies(project, other), *below]
        waiting.extend((one, inside) for one in reversed(below))


def _bodies(project: model.Project, name: str) -> Iterator[model.Node]:
    """What a declaration that conditions name is made of."""
    groups = (
        project.segments, project.metrics, project.segmentations, project.channels, project.lists
    )  # fmt: skip
    for group in groups:
        if name in group:
            yield from bodies(group[name])
