"""The words of a review, each said once in both languages, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl.review.changes import Changes, Kind
from segdsl.review.entries import Entry, Fate
from segdsl.review.saying import Line, teller
from segdsl.text.diagnostics import Language, Said

FATES = {
    Fate.ADDED: Said("new", "nouveauté"),
    Fate.REMOVED: Said("gone", "suppression"),
    Fate.CHANGED: Said("changed", "modification"),
    Fate.TOUCHED: Said("touched", "par ricochet"),
    Fate.RENAMED: Said("renamed", "nouveau nom"),
    Fate.RESTATED: Said("same meaning, written otherwise", "même sens, écrit autrement"),
    Fate.REWORDED: Said("words only", "mots seulement"),
}
SIGNS = {
    Fate.ADDED: "+",
    Fate.REMOVED: "−",
    Fate.CHANGED: "≠",
    Fate.TOUCHED: "↝",
    Fate.RENAMED: "→",
    Fate.RESTATED: "=",
    Fate.REWORDED: "✎",
}
KINDS = {
    Kind.SEGMENT: Said("segment", "segment"),
    Kind.SEGMENTATION: Said("segmentation", "segmentation"),
    Kind.TARGET: Said("target", "cible"),
    Kind.METRIC: Said("metric", "métrique"),
    Kind.PARAMETER: Said("parameter", "paramètre"),
    Kind.LIST: Said("list", "liste"),
    Kind.CHANNEL: Said("channel", "canal"),
    Kind.DEFINE: Said("rule", "règle"),
    Kind.POPULATION: Said("population", "population"),
    Kind.SOURCE: Said("source", "source"),
}
NOTHING = Said(
    "Nothing changed: nobody enters, nobody leaves.",
    "Rien ne change : personne n'entre, personne ne sort.",
)
QUIET = Said(
    "Only words, names and ways to write changed: nobody enters, nobody leaves.",
    "Seuls des mots, des noms et des tournures changent : personne n'entre, personne ne sort.",
)
WAS_CALLED = Said("was called `{before}`", "s'appelait `{before}`")
RESTATED = Said(
    "same meaning, written otherwise: nobody moves",
    "même sens, écrit autrement : personne ne bouge",
)
BEFORE = Said("before", "avant")
AFTER = Said("after", "après")
THROUGH = Said("touched through", "touché par")
OF_PROJECT = Said("the project", "le projet")
COLON = Said(": ", " : ")


def facts(changes: Changes, language: Language) -> Iterator[Line]:
    """What changed of the project as a whole."""
    yield from teller(changes.before, changes.after, "", language).lines(changes.facts)


def head(entry: Entry, language: Language) -> str:
    """`segment fideles “Foyers fidèles”`."""
    label = ""
    if entry.label:
        label = f" “{entry.label}”" if language == "en" else f" « {entry.label} »"
    return f"{KINDS[entry.kind].in_(language)} {entry.name}{label}"
