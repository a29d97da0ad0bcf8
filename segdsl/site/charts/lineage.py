"""Draw what rests on what: a graph in, layers of names with curves between them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from segdsl.site.charts import drawing, layers, words
from segdsl.site.charts.drawing import DETAIL, WIDTH
from segdsl.site.charts.graph import Graph, Layer, Node
from segdsl.site.charts.layers import Stop
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.text import figures

NODE = 200.0
BETWEEN = 60.0
TALL, AFTER = 24.0, 6.0
TOP = 30.0
MOST_AIR = 36.0
LANE = 3.0  # what an arrow takes that passes a column
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
    laid_out = layers.layers(found)
    title = pen.say(words.LINEAGE)
    says = _finding(found, labels, pen)
    places, height = _places(laid_out.columns)
    pieces = list(_heads(laid_out.columns, pen))
    pieces += (_curve(one, other, places) for one, other in laid_out.curves)
    for stop, place in places.items():
        if stop.node is None:
            pieces.append(_lane(place))
        else:
            pieces.append(_node(stop.node, place, labels[stop.name], link))
    width = max(len(laid_out.columns) * (NODE + BETWEEN) - BETWEEN, WIDTH + 1)
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


# --- places ---


def _places(columns: Sequence[Sequence[Stop]]) -> tuple[dict[Stop, tuple[float, float]], float]:
    """The upper left corner of every stop, and where the longest column ends."""
    lengths = [sum(_tall(stop) + AFTER for stop in column) for column in columns]
    places = {}
    for place, (column, length) in enumerate(zip(columns, lengths, strict=True)):
        room = max(lengths) - length
        air = min(room / len(column), MOST_AIR)  # short columns spread, and stand in the middle
        y = TOP + (room - air * (len(column) - 1)) / 2
        for stop in column:
            places[stop] = (place * (NODE + BETWEEN), y)
            y += _tall(stop) + AFTER + air
    return places, TOP + max(lengths)


def _tall(stop: Stop) -> float:
    return LANE if stop.node is None else TALL


# --- marks ---


def _heads(columns: Sequence[Sequence[Stop]], pen: Pen) -> Iterator[str]:
    said = {
        Layer.TABLE: words.TABLES,
        Layer.FIELD: words.FIELDS,
        Layer.MEASURE: words.MEASURES,
        Layer.SEGMENT: words.SEGMENTS,
        Layer.TARGET: words.TARGETS,
    }
    shown: set[Layer] = set()
    for place, column in enumerate(columns):
        here = [stop.node.layer for stop in column if stop.node is not None]
        layer = max(here, key=lambda one: one.value)
        if layer not in shown:
            x = place * (NODE + BETWEEN)
            yield drawing.text(x, 16, pen.say(said[layer]), "seg-strong")
        shown.add(layer)


def _curve(start: Stop, end: Stop, places: Mapping[Stop, tuple[float, float]]) -> str:
    x1, y1 = places[start][0] + NODE, places[start][1] + _tall(start) / 2
    x2, y2 = places[end][0], places[end][1] + _tall(end) / 2
    middle = (x1 + x2) / 2
    return drawing.path((("M", (x1, y1)), ("C", (middle, y1, middle, y2, x2, y2))), "seg-arrow")


def _lane(place: tuple[float, float]) -> str:
    x, y = place
    return drawing.line(x, y + LANE / 2, x + NODE, y + LANE / 2, "seg-arrow")


def _node(node: Node, place: tuple[float, float], label: str, link: Link | None) -> str:
    x, y = place
    look = LOOKS[node.layer]
    shown = drawing.shortened(label, NODE - 16, DETAIL)
    piece = drawing.rect(x, y, NODE, TALL, look, label) + drawing.text(x + 8, y + 16, shown)
    if link is None:
        return piece
    target = link(node.name.partition(".")[0] if node.layer is Layer.FIELD else node.name)
    return drawing.element("a", {"href": target}, piece)
