"""The words of a review, each said once in both languages, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl.prose import phrases
from segdsl.review import figures
from segdsl.review.changes import Changes, Kind
from segdsl.review.counts import Movement
from segdsl.review.entries import QUIET as QUIET_FATES
from segdsl.review.entries import Entry, Fate
from segdsl.review.report import COUNTED, Review
from segdsl.review.saying import Line, code, teller
from segdsl.review.verdicts import Relation
from segdsl.text import figures as numbers
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
THROUGH = Said("touched through", "par ricochet")
LONGEST_WAY = 8  # names
OF_PROJECT = Said("the project", "le projet")
COLON = Said(": ", " : ")


def facts(changes: Changes, language: Language) -> Iterator[Line]:
    """What changed of the project as a whole."""
    yield from teller(changes.before, changes.after, "", language).lines(changes.facts)


def head(entry: Entry, language: Language) -> str:
    """`segment fideles “Foyers fidèles”`."""
    return f"{KINDS[entry.kind].in_(language)} {entry.name}{label(entry, language)}"


def way(entry: Entry) -> tuple[str, ...]:
    """The names from what is touched to what changed; of very many the first and the last."""
    if len(entry.path) <= LONGEST_WAY:
        return entry.path
    return (*entry.path[: LONGEST_WAY - 3], "…", *entry.path[-2:])


def label(entry: Entry, language: Language) -> str:
    """What its author calls a declaration, after a space; nothing where it has no label."""
    return f" {phrases.quoted(entry.label, language)}" if entry.label else ""


COUNTS = {
    Fate.CHANGED: (Said("{n} changed", "{n} modifiée"), Said("{n} changed", "{n} modifiées")),
    Fate.TOUCHED: (
        Said("{n} touched through what it uses", "{n} touchée par ce qu'elle utilise"),
        Said("{n} touched through what they use", "{n} touchées par ce qu'elles utilisent"),
    ),
    Fate.ADDED: (Said("{n} new", "{n} nouvelle"), Said("{n} new", "{n} nouvelles")),
    Fate.REMOVED: (Said("{n} gone", "{n} supprimée"), Said("{n} gone", "{n} supprimées")),
    Fate.RENAMED: (Said("{n} renamed", "{n} renommée"), Said("{n} renamed", "{n} renommées")),
    Fate.RESTATED: (
        Said("{n} written otherwise", "{n} écrite autrement"),
        Said("{n} written otherwise", "{n} écrites autrement"),
    ),
    Fate.REWORDED: (
        Said("{n} in words only", "{n} dont seuls les mots changent"),
        Said("{n} in words only", "{n} dont seuls les mots changent"),
    ),
}
DECLARATIONS = Said("Declarations: {counts}.", "Déclarations : {counts}.")
HEADS = (
    Said("", ""),
    Said("before", "avant"),
    Said("after", "après"),
    Said("enter", "entrent"),
    Said("leave", "sortent"),
)
VALUE = Said("value", "valeur")
WHY = Said("why", "pourquoi")
PROOF = Said("proved", "prouvé")
BRIEFLY = {
    Relation.EQUAL: Said("same members", "mêmes membres"),
    Relation.SUBSET: Said("nobody can enter", "personne ne peut entrer"),
    Relation.SUPERSET: Said("nobody can leave", "personne ne peut sortir"),
    Relation.DISJOINT: Said("nobody stays", "personne ne reste"),
    Relation.CROSSING: Said("some can enter, some leave", "entrées et sorties possibles"),
    Relation.UNKNOWN: Said("–", "–"),
}
IS_NEW = Said("new", "nouveauté")
IS_GONE = Said("gone", "suppression")
NO_CLASS_MOVES = Said(
    "every class keeps its members on these rows",
    "chaque classe garde ses membres sur ces données",
)
EQUAL_CLASSES = Said(
    "proved: {classes} keep the same members", "prouvé : mêmes membres dans {classes}"
)


def counted(review: Review, language: Language) -> str:
    """How many declarations changed in which way."""
    found = [
        COUNTS[fate][count > 1].in_(language).format(n=numbers.count(count, language))
        for fate, count in sorted(
            review.counted().items(), key=lambda one: list(Fate).index(one[0])
        )
    ]
    if not found:
        return ""
    return DECLARATIONS.in_(language).format(counts=", ".join(found))


def columns(review: Review, language: Language) -> list[str]:
    """The heads of the table of what moves."""
    heads = [one.in_(language) for one in HEADS]
    return [*heads, VALUE.in_(language), WHY.in_(language)]


def rows(review: Review, language: Language) -> Iterator[list[str]]:
    """A row for all that moves: sizes, who enters and leaves, what it is worth, and why."""
    for entry in review.entries:
        found = review.movements_of(entry)
        for one in found:
            if one.is_still and len(found) > 1:
                continue  # a class that keeps its members
            yield [
                one.name,
                *(
                    figures.count(each, review.least, language)
                    for each in (one.before, one.after, one.entered, one.left)
                ),
                figures.arrow(one.before, one.after, language),
                why(entry, one.name, language),
            ]


def plain_rows(review: Review, language: Language) -> Iterator[list[str]]:
    """The table where nothing is counted: what may move, what is proved of it, and why."""
    for entry in review.entries:
        if entry.fate in QUIET_FATES or entry.kind not in COUNTED:
            continue
        proved = review.verdicts_of(entry.kind, entry.name)
        open_ = {part: one for part, one in proved.items() if one.relation is not Relation.EQUAL}
        shown: dict[str, str] = {
            f"{entry.name}.{part}" if part else entry.name: BRIEFLY[one.relation].in_(language)
            for part, one in (open_ or dict(list(proved.items())[:1])).items()
        }
        for name, told in (shown or {entry.name: ""}).items():
            yield [name, told, why(entry, name, language)]


def plain_columns(language: Language) -> list[str]:
    """The heads of that table."""
    return ["", PROOF.in_(language), WHY.in_(language)]


def why(entry: Entry, name: str, language: Language) -> str:
    """In a few words why members move: the first change, or what it is touched through."""
    if entry.fate is Fate.ADDED:
        return IS_NEW.in_(language)
    if entry.fate is Fate.REMOVED:
        return IS_GONE.in_(language)
    part = name.partition(".")[2]
    lines = entry.edits[language]
    for place, line in enumerate(lines):
        if line.kind == "inside" and part and code(part) in line.text:
            lines = lines[place:]
            break
    shown = [line for line in lines if line.brief]
    if not shown:
        return f"← {' ← '.join(way(entry)[1:])}" if entry.path else ""
    return shown[0].brief + (" …" if len(shown) > 1 else "")


def findings(review: Review, entry: Entry, language: Language) -> Iterator[Line]:
    """What is proved and what is counted, of the declaration or of each class that moves."""
    proved = review.verdicts_of(entry.kind, entry.name)
    moved = {one.name: one for one in review.movements_of(entry)}
    if entry.kind is not Kind.SEGMENTATION:
        own = moved.get(entry.name)
        for verdict in proved.values():
            yield from (Line(0, text, "proof") for text in figures.proof(verdict, own, language))
        for one in moved.values():
            for text in figures.told(one, review.least, language):
                shown = text if one.name == entry.name else f"{one.name}{COLON.in_(language)}{text}"
                yield Line(0, shown, "figures")
        return
    yield from _classes(review, entry, moved, language)


def _classes(
    review: Review, entry: Entry, moved: dict[str, Movement], language: Language
) -> Iterator[Line]:
    """Of a segmentation only the classes that can move, or do."""
    proved = review.verdicts_of(entry.kind, entry.name)
    names = dict.fromkeys((*proved, *(name.partition(".")[2] for name in moved)))
    equal = [name for name in names if name in proved and _is_equal(review, entry, name)]
    for name in names:
        movement = moved.get(f"{entry.name}.{name}")
        is_still = movement is not None and movement.is_still
        if name in equal or (is_still and name not in proved):
            continue
        yield Line(0, f"{code(name)}{COLON.in_(language).rstrip()}", "class")
        if name in proved:
            shown = figures.proof(proved[name], movement, language)
            yield from (Line(1, one, "proof") for one in shown)
        if movement is not None:
            told = figures.told(movement, review.least, language)
            yield from (Line(1, one, "figures") for one in told)
    if moved and all(one.is_still for one in moved.values()):
        yield Line(0, NO_CLASS_MOVES.in_(language), "figures")
    if equal and len(equal) < len(names):
        listed = ", ".join(code(name) for name in equal)
        yield Line(0, EQUAL_CLASSES.in_(language).format(classes=listed), "proof")


def _is_equal(review: Review, entry: Entry, name: str) -> bool:
    found = review.verdicts_of(entry.kind, entry.name)[name]
    return found.relation is Relation.EQUAL
