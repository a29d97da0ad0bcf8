"""Draw what rests on what: a graph in, layers of names with curves between them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from segdsl.site.charts import drawing, words
from segdsl.site.charts.drawing import DETAIL, WIDTH
from segdsl.site.charts.graph import Graph, Layer, Node
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.text import figures

NODE = 168.0
BETWEEN = 64.0
TALL, AFTER = 24.0, 6.0
TOP = 30.0
SWEEPS = 4
LOOKS = {
    Layer.TABLE: "seg-box",
    Layer.FIELD: "seg-box seg-box-field",
    Layer.MEASURE: "seg-box",
    Layer.SEGMENT: "seg-box seg-box-segment",
    Layer.TARGET: "seg-box seg-box-target",
}

Link = Callable[[str], str]


def picture(
    name: str, found: Graph, labels: Mapping[str, str], link: Link | None, pen: Pen
) -> Picture | None:
    """The graph in columns; `link` gives the page of a declaration. None without an arrow."""
    if not found.arrows:
        return None
    columns = _ordered(found)
    title = pen.say(words.LINEAGE)
    says = _finding(found, labels, pen)
    places = _places(columns)
    pieces = list(_heads(columns, pen))
    for one, other in found.arrows:
        pieces.append(_curve(places[one], places[other]))
    for column in columns:
        for node in column:
            pieces.append(_node(node, places[node.name], labels[node.name], link))
    width = max(len(columns) * (NODE + BETWEEN) - BETWEEN, WIDTH + 1)
    height = TOP + max(len(column) for column in columns) * (TALL + AFTER)
    draw = drawing.linked_picture if link else drawing.picture
    before: dict[str, list[str]] = {}
    for one, other in found.arrows:
        before.setdefault(other, []).append(labels[one])
    return Picture(
        name,
        title,
        says,
        draw(name, title, says, height, pieces, width),
        (pen.say(words.NAME), pen.say(words.RESTS_ON)),
        tuple(
            (labels[node.name], ", ".join(before[node.name]))
            for node in found.nodes
            if node.name in before
        ),
    )


def _finding(found: Graph, labels: Mapping[str, str], pen: Pen) -> str:
    layers = {node.name: node.layer for node in found.nodes}
    counts = [
        figures.count(sum(node.layer is layer for node in found.nodes), pen.language)
        for layer in (Layer.SEGMENT, Layer.MEASURE, Layer.TABLE)
    ]
    said = pen.say(words.RESTS, segments=counts[0], measures=counts[1], tables=counts[2])
    carried: dict[str, int] = {}
    for one, other in found.arrows:
        if layers[one] is Layer.MEASURE and layers[other] is Layer.SEGMENT:
            carried[one] = carried.get(one, 0) + 1
    if not carried:
        return said
    most = max(carried, key=lambda one: (carried[one], one))
    count = figures.count(carried[most], pen.language)
    return f"{said} {pen.say(words.CARRIES, label=labels[most], count=count)}"


# --- order ---


def _ordered(found: Graph) -> list[list[Node]]:
    """The nodes of each column, near those they are linked with, so that few curves cross."""
    count = max(node.column for node in found.nodes) + 1
    columns = [[node for node in found.nodes if node.column == place] for place in range(count)]
    for sweep in range(SWEEPS):
        at = {node.name: _height(columns, node) for column in columns for node in column}
        is_forward = sweep % 2 == 0
        for column in columns if is_forward else reversed(columns):
            near = {node.name: _near(found, node.name, at, is_forward) for node in column}
            column.sort(key=lambda node: near[node.name])
            for node in column:
                at[node.name] = _height(columns, node)
    return columns


def _height(columns: Sequence[Sequence[Node]], node: Node) -> float:
    """Where a node is in its column, from 0 to 1."""
    column = columns[node.column]
    return (column.index(node) + 0.5) / len(column)


def _near(found: Graph, name: str, at: Mapping[str, float], is_forward: bool) -> float:
    """The middle of those that it is linked with on one side; its own place without any."""
    if is_forward:
        linked = [at[one] for one, other in found.arrows if other == name]
    else:
        linked = [at[other] for one, other in found.arrows if one == name]
    return sum(linked) / len(linked) if linked else at[name]


# --- marks ---


def _places(columns: Sequence[Sequence[Node]]) -> dict[str, tuple[float, float]]:
    """The upper left corner of every node; short columns stand in the middle."""
    most = max(len(column) for column in columns)
    return {
        node.name: (
            place * (NODE + BETWEEN),
            TOP + (row + (most - len(column)) / 2) * (TALL + AFTER),
        )
        for place, column in enumerate(columns)
        for row, node in enumerate(column)
    }


def _heads(columns: Sequence[Sequence[Node]], pen: Pen) -> Iterator[str]:
    said = {
        Layer.TABLE: words.TABLES,
        Layer.FIELD: words.FIELDS,
        Layer.MEASURE: words.MEASURES,
        Layer.SEGMENT: words.SEGMENTS,
        Layer.TARGET: words.TARGETS,
    }
    shown: set[Layer] = set()
    for place, column in enumerate(columns):
        layer = max((node.layer for node in column), key=lambda one: one.value)
        if layer not in shown:
            x = place * (NODE + BETWEEN)
            yield drawing.text(x, 16, pen.say(said[layer]), "seg-strong")
        shown.add(layer)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    x1, y1 = start[0] + NODE, start[1] + TALL / 2
    x2, y2 = end[0], end[1] + TALL / 2
    bend = min((x2 - x1) / 2, BETWEEN)
    return drawing.path(
        (("M", (x1, y1)), ("C", (x1 + bend, y1, x2 - bend, y2, x2, y2))), "seg-arrow"
    )


def _node(node: Node, place: tuple[float, float], label: str, link: Link | None) -> str:
    x, y = place
    look = LOOKS[node.layer]
    shown = drawing.shortened(label, NODE - 16, DETAIL)
    piece = drawing.rect(x, y, NODE, TALL, look, label) + drawing.text(x + 8, y + 16, shown)
    if link is None:
        return piece
    target = link(node.name.partition(".")[0] if node.layer is Layer.FIELD else node.name)
    return drawing.element("a", {"href": target}, piece)
