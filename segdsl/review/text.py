"""Lay a review out for a terminal: a review in, text of a language out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segdsl.review import figures, words
from segdsl.review.entries import Entry, Fate
from segdsl.review.report import Review
from segdsl.review.saying import Line
from segdsl.text.diagnostics import Language


def text(review: Review, language: Language) -> str:
    """What moves in a table first, then every change, those that may move members first."""
    if review.changes.is_nothing:
        return words.NOTHING.in_(language)
    quiet = "" if review.has_meaning else words.QUIET.in_(language)
    head = " ".join(one for one in (words.counted(review, language), quiet) if one)
    blocks = [head] if head else []
    rows = list(words.rows(review, language))
    if review.movements is not None and rows:
        blocks.append(figures.heading(review.movements, language))
        blocks.append(_aligned([words.columns(review, language), *rows], slice(1, -1)))
    plain = list(words.plain_rows(review, language))
    if review.movements is None and plain:
        blocks.append(_aligned([words.plain_columns(language), *plain]))
    facts = [f"  {one.text}" for one in words.facts(review.changes, language)]
    if facts:
        blocks.append("\n".join([f"≠ {words.OF_PROJECT.in_(language)}", *facts]))
    blocks += ["\n".join(_block(review, entry, language)) for entry in review.entries]
    return "\n\n".join([*blocks, *review.notes])


def _block(review: Review, entry: Entry, language: Language) -> Iterator[str]:
    fate = words.FATES[entry.fate].in_(language)
    place = f"  {entry.place}" if entry.place else ""
    yield f"{words.SIGNS[entry.fate]} {words.head(entry, language)}  ({fate}){place}"
    if entry.before is not None:
        yield f"  {words.WAS_CALLED.in_(language).format(before=entry.before)}"
    if entry.is_restated:
        yield f"  {words.RESTATED.in_(language)}"
    if entry.path:
        yield f"  {words.THROUGH.in_(language)}{_colon(language)}{' ← '.join(words.way(entry))}"
    yield from _lines(entry.edits[language])
    yield from _sentences(entry, language)
    for line in words.findings(review, entry, language):
        yield f"{'  ' * (line.level + 1)}{line.text}"
    yield from _lines(entry.wordings[language])


def _lines(lines: Sequence[Line]) -> Iterator[str]:
    for one in lines:
        yield f"{'  ' * (one.level + 1)}{one.text}"


def _sentences(entry: Entry, language: Language) -> Iterator[str]:
    told = entry.sentences[language]
    if entry.fate in (Fate.ADDED, Fate.REMOVED):
        said = told.after or told.before
        if said is not None:
            yield f"  {said}"
    elif told.before != told.after:
        yield from _both(told.before, told.after, language, "  ")
    for name, parts in entry.parts.items():
        part = parts[language]
        yield f"  {name}"
        yield from _both(part.before, part.after, language, "    ")


def _both(before: str | None, after: str | None, language: Language, indent: str) -> Iterator[str]:
    one, other = words.BEFORE.in_(language), words.AFTER.in_(language)
    colon = _colon(language)
    width = max(len(one), len(other)) + len(colon)
    if before is not None:
        yield f"{indent}{(one + colon).ljust(width)}{before}"
    if after is not None:
        yield f"{indent}{(other + colon).ljust(width)}{after}"


def _aligned(rows: Sequence[Sequence[str]], figures: slice = slice(0)) -> str:
    """Columns apart, those of figures to the right."""
    right = range(len(rows[0]))[figures]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _colon(language: Language) -> str:
    return words.COLON.in_(language)
