"""Lay out figures for people and machines: rows in, text out."""

from __future__ import annotations

import csv as csv_files
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from segdsl.text.figures import amount, count, percent

if TYPE_CHECKING:
    from segdsl.text.diagnostics import Language
    from segdsl.warehouse.run import Results

Rows = Sequence[Sequence[object]]
HEADS = {
    "en": ("name", "size", "share", "value"),
    "fr": ("nom", "effectif", "part", "valeur"),
}

UNMATCHED = {
    "en": "list {name}: lines that match nobody in {population}: {count} of {lines}",
    "fr": "liste {name} : lignes qui ne correspondent à personne dans {population} : {count} sur"
    " {lines}",
}


def text(results: Results, language: Language) -> str:
    """Sizes, shares and values in columns, one block per population."""
    blocks = [aligned(head, rows) for head, rows in _blocks(results, language)]
    return "\n\n".join([*blocks, *_said(results, language)])


def markdown(results: Results, language: Language) -> str:
    """The same as tables of Markdown."""
    blocks = [piped(head, rows) for head, rows in _blocks(results, language)]
    return "\n\n".join([*blocks, *_said(results, language)])


def unmatched(results: Results, language: Language) -> list[str]:
    """A line for each list that names customers who are not there."""
    return [
        UNMATCHED[language].format(
            name=one.name,
            count=count(one.unmatched, language),
            lines=count(one.lines, language),
            population=one.population,
        )
        for one in results.lists
        if one.unmatched
    ]


def _said(results: Results, language: Language) -> list[str]:
    found = "\n".join(unmatched(results, language))
    return [found] if found else []


def csv(head: Sequence[str], rows: Rows) -> str:
    """Rows as CSV, texts as they are: it is for machines, numbers without thousands."""
    out = io.StringIO()
    writer = csv_files.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def aligned(head: Sequence[str], rows: Rows) -> str:
    """Columns under their heads, the first to the left, figures to the right."""
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    figures = len(head) > 2
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i and figures else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def piped(head: Sequence[str], rows: Rows) -> str:
    """A table of Markdown, figures to the right."""
    rule = ["---", *("---:" if len(head) > 2 else "---" for _ in head[1:])]
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *cells))


def _blocks(results: Results, language: Language) -> list[tuple[Sequence[str], Rows]]:
    blocks: list[tuple[Sequence[str], Rows]] = []
    for population in results.populations:
        value = amount(population.value, language)
        whole = (population.name, count(population.size, language), "", value)
        rows = [
            (
                one.name,
                count(one.size, language),
                percent(one.share, language),
                amount(one.value, language),
            )
            for one in results.results
            if one.population == population.name
        ]
        used = 4 if population.value is not None else 3
        blocks.append((HEADS[language][:used], [row[:used] for row in (whole, *rows)]))
    return blocks
