"""Lay a review out for a pull request: a review in, Markdown of a language out.

Texts of authors are shown as code or with their marks escaped: a label can make no heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from segdsl.review import figures, saying, words
from segdsl.review.entries import QUIET, Entry, Fate
from segdsl.review.report import Review
from segdsl.review.saying import Line
from segdsl.text.diagnostics import Language, Said

TITLE = Said("What this changes in {name}", "Ce que cela change dans {name}")
IN_SENTENCES = Said("In sentences", "En phrases")
QUIET_ONES = Said("What moves nobody", "Ce qui ne fait bouger personne")
CODE = re.compile(r"(`[^`\n]*`)")
MARKS = re.compile(r"([\\*_{}\[\]<>#|~`!])")
UNSEEN = "\N{ZERO WIDTH SPACE}"  # after an at sign: a label calls nobody


def markdown(review: Review, language: Language) -> str:
    """A summary in a table, then each change with its proof and figures; the rest folded away."""
    name = review.changes.after.name
    parts = [f"### {TITLE.in_(language).format(name=saying.code(name))}"]
    if review.changes.is_nothing:
        return "\n\n".join([*parts, words.NOTHING.in_(language)]) + "\n"
    counted = words.counted(review, language)
    if not review.has_meaning:
        counted = f"{counted} **{words.QUIET.in_(language)}**"
    if counted:
        parts.append(counted)
    rows = list(words.rows(review, language))
    if review.movements is not None and rows:
        parts.append(_table(words.columns(review, language), rows))
        parts.append(f"<sub>{escaped(figures.heading(review.movements, language))}</sub>")
    plain = list(words.plain_rows(review, language))
    if review.movements is None and plain:
        parts.append(_table(words.plain_columns(language), plain))
    facts = [f"- {escaped(one.text)}" for one in words.facts(review.changes, language)]
    if facts:
        parts.append("\n".join([f"**{words.OF_PROJECT.in_(language).capitalize()}**", "", *facts]))
    loud = [one for one in review.entries if one.fate not in QUIET]
    parts += ["\n".join(_entry(review, entry, language)) for entry in loud]
    quiet = [one for one in review.entries if one.fate in QUIET]
    if quiet:
        inside = "\n\n".join("\n".join(_entry(review, entry, language)) for entry in quiet)
        parts.append(_folded(QUIET_ONES.in_(language), inside))
    parts += [escaped(note) for note in review.notes]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """A sentence whose `code` stays code, and whose other marks are read as they are."""
    found = []
    for place, part in enumerate(CODE.split(text)):
        plain = part.replace("\n", " ").replace("@", f"@{UNSEEN}")
        found.append(part if place % 2 else MARKS.sub(r"\\\1", plain))
    return "".join(found)


def _entry(review: Review, entry: Entry, language: Language) -> Iterator[str]:
    fate = words.FATES[entry.fate].in_(language)
    kind, label = words.KINDS[entry.kind].in_(language), words.label(entry, language)
    place = f" <sub>{escaped(entry.place)}</sub>" if entry.place else ""
    yield f"#### {words.SIGNS[entry.fate]} {kind} `{entry.name}`{escaped(label)} ({fate}){place}"
    yield ""
    if entry.before is not None:
        yield f"- {words.WAS_CALLED.in_(language).format(before=entry.before)}"
    if entry.is_restated:
        yield f"- {words.RESTATED.in_(language)}"
    if entry.path:
        path = " ← ".join(f"`{name}`" for name in words.way(entry))
        yield f"- {words.THROUGH.in_(language)}{words.COLON.in_(language)}{path}"
    yield from _lines(entry.edits[language])
    yield from _lines(tuple(words.findings(review, entry, language)))
    yield from _lines(entry.wordings[language])
    if entry.fate in (Fate.ADDED, Fate.REMOVED):
        told = entry.sentences[language]
        said = told.after or told.before
        if said is not None:
            yield f"- {escaped(said)}"
        return
    sentences = list(_sentences(entry, language))
    if sentences:
        yield ""
        yield _folded(IN_SENTENCES.in_(language), "\n".join(sentences))


def _lines(lines: Sequence[Line]) -> Iterator[str]:
    first = next((place for place, one in enumerate(lines) if one.kind == "figures"), -1)
    for place, one in enumerate(lines):
        text = escaped(one.text)
        if one.kind == "figures" and "→" in text and place == first:
            text = f"**{text}**"
        yield f"{'  ' * one.level}- {text}"


def _sentences(entry: Entry, language: Language) -> Iterator[str]:
    told = entry.sentences[language]
    if told.before != told.after:
        yield from _both(told.before, told.after, language)
    for name, parts in entry.parts.items():
        part = parts[language]
        yield f"- `{name}`"
        yield from (f"  {line}" for line in _both(part.before, part.after, language))


def _both(before: str | None, after: str | None, language: Language) -> Iterator[str]:
    colon = words.COLON.in_(language)
    for word, said in ((words.BEFORE, before), (words.AFTER, after)):
        if said is not None:
            yield f"- {word.in_(language)}{colon}{escaped(said)}"


def _folded(summary: str, inside: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{inside}\n\n</details>"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    figures = len(head) > 3  # to the right
    rule = ["---", *("---:" if figures else "---" for _ in head[1:-1]), "---"]
    lines = [head, rule]
    for row in rows:
        name, *cells, why = row
        lines.append([f"`{name}`", *(escaped(cell) for cell in cells), _cell(why)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    """A cell: a bar would end it, inside code too."""
    return escaped(text.replace("|", "¦"))
