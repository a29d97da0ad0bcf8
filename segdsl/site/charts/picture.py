"""What a page shows of a picture: the drawing, and the same in words and in a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart on a page, all its texts in one language.

    name: for ids and links, unique on its page: letters, digits and `-`. svg: one `<svg>` element
    that scales to its width, with `<title>` and `<desc>`. says: a sentence with what there is to
    see, below the title. head and rows: the table behind it, all as text.
    """

    name: str
    title: str
    says: str
    svg: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
