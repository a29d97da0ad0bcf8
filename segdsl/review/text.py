"""Lay a review out for a terminal: entries in, text of a language out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segdsl.review import words
from segdsl.review.changes import Changes
from segdsl.review.entries import Entry, Fate
from segdsl.review.saying import Line
from segdsl.text.diagnostics import Language


def text(changes: Changes, entries: Sequence[Entry], language: Language) -> str:
    """Every change, the declarations that may move members first."""
    if changes.is_nothing:
        return words.NOTHING.in_(language)
    blocks = []
    if not changes.has_meaning:
        blocks.append(words.QUIET.in_(language))
    facts = [f"  {one.text}" for one in words.facts(changes, language)]
    if facts:
        blocks.append("\n".join([f"≠ {words.OF_PROJECT.in_(language)}", *facts]))
    blocks += ["\n".join(_block(entry, language)) for entry in entries]
    return "\n\n".join(blocks)


def _block(entry: Entry, language: Language) -> Iterator[str]:
    fate = words.FATES[entry.fate].in_(language)
    place = f"  {entry.place}" if entry.place else ""
    yield f"{words.SIGNS[entry.fate]} {words.head(entry, language)}  ({fate}){place}"
    if entry.before is not None:
        yield f"  {words.WAS_CALLED.in_(language).format(before=entry.before)}"
    if entry.is_restated:
        yield f"  {words.RESTATED.in_(language)}"
    if entry.path:
        yield f"  {words.THROUGH.in_(language)}{_colon(language)}{' ← '.join(entry.path)}"
    yield from _lines(entry.edits[language])
    yield from _sentences(entry, language)
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
    width = max(len(one), len(other))
    if before is not None:
        yield f"{indent}{(one + colon).ljust(width + len(colon))}{before}"
    if after is not None:
        yield f"{indent}{(other + colon).ljust(width + len(colon))}{after}"


def _colon(language: Language) -> str:
    return words.COLON.in_(language)
