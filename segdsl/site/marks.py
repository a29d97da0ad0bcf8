"""Write text that Markdown leaves alone: texts of authors, sentences and code in, Markdown out."""

from __future__ import annotations

import re
from collections.abc import Sequence


def joined(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def escaped(text: str) -> str:
    """An author's text as plain text in Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def table(head: Sequence[str], rows: Sequence[Sequence[str]], figures_from: int) -> str:
    """Cells as they are, those of figures on the right."""
    rule = ["---:" if place >= figures_from else "---" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *rows))


def graph(labels: Sequence[str], links: Sequence[tuple[int, int]]) -> str:
    """A graph that wikis draw: links go between places of the labels, which may be any text."""
    lines = [f'  n{place}["{_in_graph(label)}"]' for place, label in enumerate(labels)]
    lines += [f"  n{start} --> n{end}" for start, end in links]
    return fenced("\n".join(["graph LR", *lines]), "mermaid")


def _in_graph(text: str) -> str:
    """An author's text between the quotes of a graph, where its signs stand as numbers."""
    return "".join(
        char if char.isalnum() or char in " -_.,'’" else f"#{ord(char)};"
        for char in " ".join(text.split())
    )


def sentence(text: str) -> str:
    """A sentence of ours: what it names in backquotes is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escaped(text)
    return "".join(
        f"`{part}`" if place % 2 else _SPECIAL.sub(r"\\\1", part)
        for place, part in enumerate(parts)
    )


def fenced(text: str, language: str) -> str:
    """A block of code that no run of backticks inside it can end."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"
