"""The few things that pictures are drawn with: figures and texts in, pieces of SVG out.

Units are those of a picture `WIDTH` wide, which shows at the width of its page: texts of `SIZE` are
read on a phone, and the style sheet makes them smaller, never larger, where there is room.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

WIDTH = 460.0
SIZE = 15.0  # of all texts
LINE = 19.0  # from one line of text to the next
BAR = 16.0
DETAIL = 13.0  # of texts in pictures that scroll, and so are never made smaller
ELLIPSIS = "…"
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\n": " ", "\r": " "}
)

Attributes = Mapping[str, str | float]


def element(tag: str, attributes: Attributes, *children: str) -> str:
    """`<tag …>…</tag>`; numbers are written to a tenth."""
    said = "".join(f' {name}="{_attribute(value)}"' for name, value in attributes.items())
    inner = "".join(children)
    return f"<{tag}{said}>{inner}</{tag}>" if inner else f"<{tag}{said}/>"


def number(value: float) -> str:
    """`12.3`, `12`: to a tenth, the same bytes for the same picture."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def escaped(text: str) -> str:
    """Any text inside an element or an attribute; what XML cannot hold is left out."""
    return FORBIDDEN.sub("", text).translate(ENTITIES)


def picture(
    name: str, title: str, says: str, height: float, pieces: Sequence[str], width: float = WIDTH
) -> str:
    """A whole `<svg>`; one wider than `WIDTH` keeps its size, for its page to scroll."""
    return _root(name, title, says, (width, height), pieces, "img")


def linked_picture(
    name: str, title: str, says: str, height: float, pieces: Sequence[str], width: float
) -> str:
    """A whole `<svg>` with links in it, which an image could not have."""
    return _root(name, title, says, (width, height), pieces, "group")


def _root(
    name: str,
    title: str,
    says: str,
    box: tuple[float, float],
    pieces: Sequence[str],
    role: str,
) -> str:
    width, height = box
    attributes: dict[str, str | float] = {
        "class": "seg-picture" if width <= WIDTH else "seg-picture seg-wide",
        "viewBox": f"0 0 {number(width)} {number(height)}",
        "role": role,
        "aria-labelledby": f"{name}-title {name}-desc",
        "xmlns": "http://www.w3.org/2000/svg",
    }
    if width > WIDTH:
        attributes |= {"width": width, "height": height}
    return element(
        "svg",
        attributes,
        element("title", {"id": f"{name}-title"}, escaped(title)),
        element("desc", {"id": f"{name}-desc"}, escaped(says)),
        *pieces,
    )


# --- marks ---


def rect(x: float, y: float, width: float, height: float, look: str, tip: str = "") -> str:
    """A bar; `tip` is what a pointer on it reads."""
    place = {"x": x, "y": y, "width": max(width, 0.0), "height": max(height, 0.0)}
    said = [element("title", {}, escaped(tip))] if tip else []
    return element("rect", {**place, "class": look}, *said)


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> str:
    return element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": look})


def circle(x: float, y: float, radius: float, look: str) -> str:
    return element("circle", {"cx": x, "cy": y, "r": radius, "class": look})


def path(steps: Sequence[tuple[str, tuple[float, ...]]], look: str) -> str:
    """A path of absolute steps: `("M", (0, 0)), ("L", (10, 5))`."""
    d = "".join(f"{letter}{' '.join(number(one) for one in numbers)}" for letter, numbers in steps)
    return element("path", {"d": d, "class": look})


def text(x: float, y: float, said: str, look: str = "", anchor: str = "start") -> str:
    """A line of text on its base line `y`."""
    attributes: dict[str, str | float] = {"x": x, "y": y, "class": f"seg-text {look}".rstrip()}
    if anchor != "start":
        attributes["text-anchor"] = anchor
    return element("text", attributes, escaped(isolated(said)))


def turned(x: float, y: float, said: str, degrees: float, look: str = "") -> str:
    """A line of text that begins at a point and is turned around it."""
    attributes: dict[str, str | float] = {
        "transform": f"translate({number(x)} {number(y)}) rotate({number(degrees)})",
        "class": f"seg-text {look}".rstrip(),
    }
    return element("text", attributes, escaped(isolated(said)))


def paragraph(x: float, y: float, lines: Sequence[str], look: str = "") -> Iterator[str]:
    """Lines below each other, the first on the base line `y`."""
    for place, one in enumerate(lines):
        yield text(x, y + place * LINE, one, look)


# --- text that fits ---


def width_of(said: str, size: float = SIZE) -> float:
    """About how wide a text is in a wide sans serif: better too much than too little."""
    return sum(_em(char) for char in said) * size


def wrapped(said: str, width: float, most: int, size: float = SIZE) -> list[str]:
    """The text in at most so many lines, broken at spaces; what is too much ends in `…`."""
    lines: list[str] = []
    if not said.strip():
        return []
    rest = " ".join(said.replace("\N{NO-BREAK SPACE}", "\0").split()).split(" ")
    rest = [word.replace("\0", "\N{NO-BREAK SPACE}") for word in rest]
    while rest and len(lines) < most:
        taken = rest.pop(0)
        if len(lines) == most - 1:
            return [*lines, shortened(" ".join([taken, *rest]), width, size)]
        if width_of(taken, size) > width:
            cut = _fitting(taken, width, size)
            taken, rest = taken[:cut], [taken[cut:], *rest]
        while rest and width_of(f"{taken} {rest[0]}", size) <= width:
            taken += f" {rest.pop(0)}"
        lines.append(taken)
    return lines


def shortened(said: str, width: float, size: float = SIZE) -> str:
    """The text, or as much of it as fits with `…` behind it."""
    if width_of(said, size) <= width:
        return said
    cut = _fitting(said, width - width_of(ELLIPSIS, size), size)
    return said[:cut].rstrip() + ELLIPSIS


def isolated(said: str) -> str:
    """A text that is read from the right, kept apart from what stands around it."""
    if any(unicodedata.bidirectional(char) in ("R", "AL", "RLE", "RLO") for char in said):
        return f"\u2068{said}\u2069"
    return said


def _fitting(said: str, width: float, size: float) -> int:
    """How many characters fit, at least one."""
    used = 0.0
    for place, char in enumerate(said):
        used += _em(char) * size
        if used > width:
            return max(place, 1)
    return len(said)


@cache
def _em(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn"):
        return 0.0
    if char in "iljI|.,:;'!’·":
        return 0.34
    if char in "ftr()[]/-\N{NO-BREAK SPACE} \N{NARROW NO-BREAK SPACE}":
        return 0.42
    if char in "mwMW@%œæŒÆ—":
        return 0.96
    if ord(char) >= 0x1100:
        wide = unicodedata.east_asian_width(char) in ("W", "F")
        return 1.3 if wide else 0.7
    return 0.72 if char.isupper() else 0.63


# --- scales ---


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: values from `low` to `high` lie from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value lies; beyond the ends it lies on them."""
        if self.high <= self.low:
            return self.start
        part = min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)
        return self.start + part * (self.end - self.start)


def step_for(span: float, most: int) -> float:
    """The least of 1, 2, 5 times a power of ten that cuts a span into at most so many steps."""
    if span <= 0 or not math.isfinite(span):
        return 1.0
    rough = span / most
    power = math.floor(math.log10(rough))
    for exponent in (power, power + 1):
        for digit in (1, 2, 5):
            step = float(f"{digit}e{exponent}")
            if step >= rough * (1 - 1e-9):
                return step
    raise AssertionError("ten times a power of ten is the next one")


def ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round values from `low` to `high`, both ends allowed, at most so many and one."""
    if high < low:
        return ()
    step = step_for(high - low, most)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(float(f"{place * step:.12g}") for place in range(first, last + 1))


def _attribute(value: str | float) -> str:
    return escaped(value) if isinstance(value, str) else number(value)
