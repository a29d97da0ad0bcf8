"""Write the first rules of a drafted project: a draft in, the text of `segments.seg` out."""

from __future__ import annotations

from dataclasses import dataclass

from segdsl.drafting import words
from segdsl.drafting.draft import Draft, Field, Story, Table
from segdsl.drafting.writing import comment, laid_out
from segdsl.text.diagnostics import Language, Said

SEGMENTS = "segments.seg"

_HEAD = Said(
    "First rules, to be replaced by your own: their thresholds are examples, not advice.",
    "Premières règles, à remplacer par les vôtres : leurs seuils sont des exemples, pas des"
    " conseils.",
)
_FREQUENCY = Said("{rows}, last 12 months", "{rows} sur 12 mois")
_RECENCY = Said("Time since the last one ({rows})", "Temps depuis la dernière ligne ({rows})")
_MONETARY = Said("{amount}, last 12 months", "{amount} sur 12 mois")
_LOYAL = Said("Loyal", "Fidèles")
_BEST = Said("Best fifth", "Meilleur cinquième")
_CYCLE = Said("Life cycle", "Cycle de vie")
_CLASSES = (
    ("prospect", Said("Never seen", "Jamais vus")),
    ("active", Said("Active", "Actifs")),
    ("lost", Said("Lost", "Perdus")),
)
_KNOWN = Said("With a known {field}", "Dont {field} est connu")
_TENTH = Said("One in ten, by chance", "Un sur dix, au hasard")
_WITHOUT_ROWS = Said(
    "No dated rows lead to {population} by one way: frequency and recency come with the first.",
    "Aucune ligne datée ne mène à {population} par un seul chemin : fréquence et récence viendront"
    " avec la première.",
)


@dataclass(frozen=True, slots=True)
class Starters:
    """The text of the first rules, and the metric by which segments are weighed, if any."""

    text: str
    value: str | None


def starters(draft: Draft, language: Language) -> Starters:
    """The first rules: by what customers did where that is known, else by what they are."""
    names = _Names(draft)
    if draft.story is None:
        return Starters(laid_out(SEGMENTS, _by_field(draft, names, language)), None)
    return _by_rows(draft.story, names, language)


class _Names:
    """Names that nothing else in the project has."""

    def __init__(self, draft: Draft) -> None:
        tables = (draft.population, *draft.sources)
        self._taken = {one.name for one in tables} | {one.noun for one in tables}
        self._taken |= {getattr(one, "name", "") for one in draft.population.members}

    def free(self, name: str) -> str:
        found = words.unused(name, self._taken)
        self._taken.add(found)
        return found


def _by_rows(story: Story, names: _Names, language: Language) -> Starters:
    via = f" via {story.via}" if story.via is not None else ""
    rows, label = f"{story.source.name}{via}", story.source.label
    noun = f"{story.source.noun}{via}"
    frequency, recency = names.free("frequency"), names.free("recency")
    monetary = names.free("monetary") if story.amount is not None else None

    def said(text: Said, **facts: str) -> str:
        return words.quoted(text.in_(language).format(**facts))

    lines = [
        *comment(_HEAD.in_(language)),
        "",
        f"metric {frequency} {said(_FREQUENCY, rows=label)}: count of {rows} in last 12 months",
        "  better higher",
        f"metric {recency} {said(_RECENCY, rows=label)}: time since last {noun}",
        "  better lower",
    ]
    if monetary is not None and story.amount is not None:
        amount = said(_MONETARY, amount=words.label(story.amount))
        column = f"{story.source.name}.{story.amount}{via}"
        lines += [
            f"metric {monetary} {amount}: sum of {column} in last 12 months",
            "  better higher",
        ]
    loyal = names.free("loyal")
    lines += ["", f"segment {loyal} {said(_LOYAL)}: {frequency} >= 3 and {recency} < 90d"]
    if monetary is not None:
        lines += ["", f"segment {names.free('best')} {said(_BEST)}: {monetary} in top 20%"]
    never, active, lost = (f"  {name} {said(text)}" for name, text in _CLASSES)
    lines += [
        "",
        f"segmentation {names.free('cycle')} {said(_CYCLE)}:",
        f"{never} when no {rows}",
        f"{active} when {recency} < 90d",
        f"{lost} otherwise",
    ]
    return Starters(laid_out(SEGMENTS, "\n".join(lines) + "\n"), monetary)


def _by_field(draft: Draft, names: _Names, language: Language) -> str:
    """A segment of who has a known value, and one drawn by chance."""
    field = _telling(draft.population)
    without = _WITHOUT_ROWS.in_(language).format(population=draft.population.name)
    lines = [*comment(_HEAD.in_(language)), *comment(without), ""]
    if field is not None:
        label = words.quoted(_KNOWN.in_(language).format(field=field.name))
        lines += [f"segment {names.free('described')} {label}: {field.name} is known", ""]
    label = words.quoted(_TENTH.in_(language))
    lines.append(f'segment {names.free("tenth")} {label}: sample 10% "first-try"')
    return "\n".join(lines) + "\n"


def _telling(population: Table) -> Field | None:
    """A field that may be missing: one of few values rather than another."""
    found = [one for one in population.fields if not one.role and not one.private]
    found.sort(key=lambda one: not one.one_of)
    return found[0] if found else None
