"""Say figures and proofs of a review: counts and verdicts in, sentences of a language out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from segdsl.review.counts import Count, Movement, Movements
from segdsl.review.verdicts import Open, Relation, Somebody, Verdict, Way
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

ARROW = " → "
COUNTED = Said(
    "As of {day}, warehouse {name}: both versions on the same rows.",
    "Au {day}, entrepôt {name} : les deux versions sur les mêmes données.",
)
SIZES = Said("{before} → {after} members ({change})", "{before} → {after} membres ({change})")
NEW_SIZE = Said("{after} members", "{after} membres")
OLD_SIZE = Said("{before} members before", "{before} membres avant")
OLD_ONE = Said("{before} member before", "{before} membre avant")
ONE_NEW = Said("{after} member", "{after} membre")
NOBODY_ENTERS = Said("nobody enters", "personne n'entre")
ONE_ENTERS = Said("{count} enters", "{count} entre")
MANY_ENTER = Said("{count} enter", "{count} entrent")
NOBODY_LEAVES = Said("nobody leaves", "personne ne sort")
ONE_LEAVES = Said("{count} leaves", "{count} sort")
MANY_LEAVE = Said("{count} leave", "{count} sortent")
SAME = Said("{after} members, the same ones", "{after} membres, les mêmes")
SAME_ONE = Said("{after} member, the same one", "{after} membre, le même")
VALUE = Said("value {before} → {after}", "valeur {before} → {after}")
VALUE_ONE = Said("value {value}", "valeur {value}")
VALUE_IN = Said("{value} with those who enter", "{value} avec ceux qui entrent")
VALUE_OUT = Said("{value} with those who leave", "{value} avec ceux qui sortent")
KEYS = {
    "entering": Said("enter: {keys}", "entrent : {keys}"),
    "leaving": Said("leave: {keys}", "sortent : {keys}"),
}
RELATIONS = {
    Relation.EQUAL: Said(
        "proved: the same members, whatever the rows",
        "prouvé : les mêmes membres, quelles que soient les données",
    ),
    Relation.SUBSET: Said(
        "proved: the new rule is a subset of the old one, nobody can enter",
        "prouvé : la nouvelle règle est contenue dans l'ancienne, personne ne peut entrer",
    ),
    Relation.SUPERSET: Said(
        "proved: the new rule contains the old one, nobody can leave",
        "prouvé : la nouvelle règle contient l'ancienne, personne ne peut sortir",
    ),
    Relation.DISJOINT: Said(
        "proved: nobody is in both, all who were in it leave",
        "prouvé : personne n'est dans les deux, tous ceux qui y étaient sortent",
    ),
    Relation.CROSSING: Said(
        "some can enter, others can leave", "on peut y entrer, on peut en sortir"
    ),
    Relation.UNKNOWN: Said("no proof was found", "aucune preuve n'a été trouvée"),
}
ENTERS = Said("who enters, for instance: {witness}", "qui entre, par exemple : {witness}")
LEAVES = Said("who leaves, for instance: {witness}", "qui sort, par exemple : {witness}")
OPEN_ENTERS = Said(
    "not decided whether somebody can enter, because of {cause}",
    "rien ne dit si l'on peut y entrer, à cause de {cause}",
)
OPEN_LEAVES = Said(
    "not decided whether somebody can leave, because of {cause}",
    "rien ne dit si l'on peut en sortir, à cause de {cause}",
)
TOO_MANY = Said("the number of cases", "leur nombre de cas")
LONGEST = 200  # characters of a customer who shows something


def heading(movements: Movements, language: Language) -> str:
    """The day and the warehouse of all figures."""
    day = figures.day(movements.as_of, language)
    return COUNTED.in_(language).format(day=day, name=movements.warehouse)


def proof(verdict: Verdict, movement: Movement | None, language: Language) -> Iterator[str]:
    """What is proved, and whom it shows; what was counted needs no more guesses."""
    entered = None if movement is None else movement.entered
    left = None if movement is None else movement.left
    enters = list(_way(verdict.enters, entered, ENTERS, OPEN_ENTERS, language))
    leaves = list(_way(verdict.leaves, left, LEAVES, OPEN_LEAVES, language))
    if verdict.relation is Relation.UNKNOWN and not (enters or leaves):
        return
    yield RELATIONS[verdict.relation].in_(language)
    yield from enters
    if verdict.relation is not Relation.DISJOINT:
        yield from leaves


def _way(
    way: Way, counted: Count | None, shown: Said, undecided: Said, language: Language
) -> Iterator[str]:
    match way:
        case Somebody(witness):
            found = witness.in_(language)
            if len(found) <= LONGEST:
                yield shown.in_(language).format(witness=found)
        case Open(because) if counted is None or not counted.size:
            cause = TOO_MANY.in_(language) if because is None else f"`{because}`"
            yield undecided.in_(language).format(cause=cause)
        case _:
            pass


def told(movement: Movement, least: int, language: Language) -> Iterator[str]:
    """Sizes, who moves, and what they are worth: a line each."""
    yield _sizes(movement, least, language)
    value = _values(movement, language)
    if value:
        yield value
    for name, keys in (("entering", movement.entering), ("leaving", movement.leaving)):
        if keys:
            yield KEYS[name].in_(language).format(keys=", ".join(f"`{key}`" for key in keys))


def count(found: Count | None, least: int, language: Language) -> str:
    """A size as a table has it."""
    return figures.NOTHING if found is None else figures.discreet(found.size, least, language)


def arrow(before: Count | None, after: Count | None, language: Language) -> str:
    """What a name is worth before and after, without cents."""
    values = [one.value for one in (before, after) if one is not None]
    shown = [money(one, language) for one in values if one is not None]
    if len(shown) < len(values):  # too few to be told, or nothing weighs them
        return figures.NOTHING if shown else ""
    return shown[0] if len(set(shown)) == 1 else ARROW.join(shown)


def money(value: Decimal | None, language: Language) -> str:
    """An amount to the unit: cents say nothing of a segment."""
    return figures.NOTHING if value is None else figures.count(round(value), language)


def _sizes(movement: Movement, least: int, language: Language) -> str:
    before, after = movement.before, movement.after
    shown = {"before": count(before, least, language), "after": count(after, least, language)}
    if movement.before is None and movement.left is None:
        is_one = after is not None and after.size == 1
        return (ONE_NEW if is_one else NEW_SIZE).in_(language).format(**shown)
    if movement.after is None and movement.entered is None:
        is_one = before is not None and before.size == 1
        return (OLD_ONE if is_one else OLD_SIZE).in_(language).format(**shown)
    if movement.is_still:
        is_one = after is not None and after.size == 1
        return (SAME_ONE if is_one else SAME).in_(language).format(**shown)
    difference = (after.size if after else 0) - (before.size if before else 0)
    shown["change"] = signed(difference, language)
    sizes = SIZES.in_(language).format(**shown)
    return f"{sizes}{_colon(language)}{moves(movement, least, language)}"


def moves(movement: Movement, least: int, language: Language) -> str:
    """`17 enter, 97 leave`."""
    entered = _several(movement.entered, least, language, (NOBODY_ENTERS, ONE_ENTERS, MANY_ENTER))
    left = _several(movement.left, least, language, (NOBODY_LEAVES, ONE_LEAVES, MANY_LEAVE))
    return ", ".join(one for one in (entered, left) if one)


def _several(
    found: Count | None, least: int, language: Language, says: tuple[Said, Said, Said]
) -> str:
    if found is None:
        return ""
    if found.size == 0:
        return says[0].in_(language)
    said = says[1] if found.size == 1 else says[2]
    return said.in_(language).format(count=figures.discreet(found.size, least, language))


def signed(difference: int, language: Language) -> str:
    """`+12`, `−80`, `±0`."""
    if difference == 0:
        return "±0"
    sign = "+" if difference > 0 else figures.MINUS
    return f"{sign}{figures.count(abs(difference), language)}"


def _values(movement: Movement, language: Language) -> str:
    before, after = (
        None if one is None else one.value for one in (movement.before, movement.after)
    )
    if movement.is_still or (before is None and after is None):
        return ""
    if before is None or after is None:
        value = money(before if after is None else after, language)
        return VALUE_ONE.in_(language).format(value=value)
    text = VALUE.in_(language).format(before=money(before, language), after=money(after, language))
    moving = []
    for said, sign, one in ((VALUE_IN, 1, movement.entered), (VALUE_OUT, -1, movement.left)):
        amount = 0 if one is None or one.value is None else sign * round(one.value)
        if amount:
            moving.append(said.in_(language).format(value=signed(amount, language)))
    return f"{text} ({', '.join(moving)})" if moving else text


def _colon(language: Language) -> str:
    return ": " if language == "en" else " : "
