"""Read a drawn picture back: its SVG in, texts and the corners of every mark out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from xml.etree import ElementTree

from segdsl.site.charts import drawing

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Mark:
    """What it is, its text, and the box that it fills."""

    tag: str
    look: str
    text: str
    left: float
    top: float
    right: float
    bottom: float


def root(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def box(svg: str) -> tuple[float, float]:
    _, _, width, height = root(svg).attrib["viewBox"].split()
    return float(width), float(height)


def texts(svg: str) -> list[str]:
    """Everything that anybody can read in it, tips and alternatives too."""
    return ["".join(one.itertext()) for one in root(svg).iter() if one.text]


def marks(svg: str) -> Iterator[Mark]:
    """All that is drawn, at the size of texts that a phone has."""
    found = root(svg)
    size = drawing.DETAIL if "seg-wide" in found.attrib["class"] else drawing.SIZE
    for one in found.iter():
        tag = one.tag.removeprefix(SVG)
        corners = _corners(one, tag, size)
        if corners is not None:
            yield Mark(tag, one.attrib.get("class", ""), one.text or "", *corners)


def _corners(
    one: ElementTree.Element, tag: str, size: float
) -> tuple[float, float, float, float] | None:
    def at(name: str) -> float:
        return float(one.attrib[name])

    match tag:
        case "rect":
            return at("x"), at("y"), at("x") + at("width"), at("y") + at("height")
        case "circle":
            r = at("r")
            return at("cx") - r, at("cy") - r, at("cx") + r, at("cy") + r
        case "line":
            xs, ys = sorted((at("x1"), at("x2"))), sorted((at("y1"), at("y2")))
            return xs[0], ys[0], xs[1], ys[1]
        case "path":
            numbers = [float(each) for each in re.findall(r"-?[\d.]+", one.attrib["d"])]
            return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])
        case "text":
            return _text(one, size)
        case _:
            return None


def _text(one: ElementTree.Element, size: float) -> tuple[float, float, float, float]:
    width = drawing.width_of(one.text or "", size)
    if "transform" in one.attrib:
        x, y, degrees = (float(each) for each in re.findall(r"-?[\d.]+", one.attrib["transform"]))
        end_x, end_y = x + width * cos(radians(degrees)), y + width * sin(radians(degrees))
        return min(x, end_x), min(y, end_y), max(x, end_x), max(y, end_y)
    x, y = float(one.attrib["x"]), float(one.attrib["y"])
    before = {"middle": width / 2, "end": width}.get(one.attrib.get("text-anchor", ""), 0.0)
    return x - before, y - size * 0.8, x - before + width, y + size * 0.25
