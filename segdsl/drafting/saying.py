"""What a draft says to its reader, in both languages: facts about tables in, sentences out."""

from __future__ import annotations

from collections.abc import Sequence

from segdsl.drafting import links, words
from segdsl.drafting.facts import Column, Link, Table, Unread
from segdsl.text import figures
from segdsl.text.diagnostics import Said

PUBLISHED = Said("written by segdsl itself", "écrit par segdsl lui-même")
UNWRITABLE = Said(
    "a file cannot hold its name as it is; a view can rename it",
    "un fichier ne peut contenir son nom tel quel ; une vue peut la renommer",
)
NOTHING_TO_CHECK = Said(
    "guessed by its name: no value to check it by", "deviné par son nom : aucune valeur à vérifier"
)
VALUES_ALONE = Said(
    "decide: a reference by its values, its name does not say so",
    "à décider : une référence d'après ses valeurs, son nom ne le dit pas",
)
BORROWED = Said(
    "decide: is this when a row happened?", "à décider : est-ce bien le moment d'une ligne ?"
)
WITHOUT_TIME = Said(
    "no date of its own: no window, `first` or `last` over these rows",
    "pas de date : ni fenêtre, ni `first`, ni `last` sur ces lignes",
)


def by_values(link: Link) -> tuple[Said, ...]:
    """That a reference was not found by its name."""
    return (VALUES_ALONE,) if link.candidate.strength <= links.BY_VALUES else ()


def lost(table: Table, link: Link, target: str) -> tuple[Said, ...]:
    """How many rows lead nowhere by a reference, where some do."""
    astray = link.filled - link.found
    without = table.rows - link.filled
    if not link.filled:
        return (NOTHING_TO_CHECK,)
    notes = []
    if astray:
        verbs = ("leads", "mène") if astray == 1 else ("lead", "mènent")
        leading = (f"{verbs[0]} to no row of {target}", f"ne {verbs[1]} à aucune ligne de {target}")
        notes.append(_of(table.rows, astray, *leading))
    if without:
        notes.append(_of(table.rows, without, "without a value", "sans valeur"))
    return tuple(notes)


def _of(whole: int, part: int, en: str, fr: str) -> Said:
    """`4,836 of 1,469,307 rows lead to no product`."""
    parts, wholes = (
        [figures.count(one, language) for language in ("en", "fr")] for one in (part, whole)
    )
    rows = "ligne" if part == 1 else "lignes"
    return Said(f"{parts[0]} of {wholes[0]} rows {en}", f"{parts[1]} {rows} sur {wholes[1]} {fr}")


def others(names: Sequence[str]) -> tuple[Said, ...]:
    """Which other columns could say when a row happened."""
    listed = ", ".join(f"`{words.shown(name)}`" for name in names)
    if not listed:
        return ()
    return (
        Said(
            f"decide: is this the moment of a row, or is it {listed}?",
            f"à décider : est-ce le moment de la ligne, ou plutôt {listed} ?",
        ),
    )


def undated(table: Table, moment: Column) -> tuple[Said, ...]:
    """How many rows have no moment, and so count nowhere."""
    without = table.looked_at - moment.filled
    if not without:
        return ()
    en = "without it: such rows count nowhere"
    fr = "sans ce moment : de telles lignes ne comptent nulle part"
    return (_of(table.looked_at, without, en, fr),)


def repeated(table: Table) -> list[Said]:
    """Why the column that should be the key is none."""
    for column in links.keys(table):
        if links.key_score(table, column) >= links.OWN and table.rows:
            name = words.shown(column.name)
            return [
                Said(
                    f"decide: no key, `{name}` is missing or comes several times",
                    f"à décider : pas de clé, `{name}` manque ou revient plusieurs fois",
                )
            ]
    return []


def partly(table: Table) -> Said:
    """That not all rows of a long table were looked at."""
    looked = [figures.count(table.looked_at, language) for language in ("en", "fr")]
    return Said(
        f"types and values below are those of the first {looked[0]} rows",
        f"types et valeurs ci-dessous sont ceux des {looked[1]} premières lignes",
    )


def unreadable(one: Unread) -> Said:
    """Why a table was not looked at."""
    if one.forbidden:
        return Said("the account may not read it", "le compte n'a pas le droit de la lire")
    return Said("reading it fails, or takes too long", "sa lecture échoue, ou prend trop de temps")


def leads_nowhere(population: str) -> Said:
    """Why a table has no use for segments of a population."""
    return Said(
        f"no reference leads from it to {population}, and no table kept refers to it",
        f"aucune référence n'en mène à {population}, et aucune table retenue n'y renvoie",
    )


def without_key(table: Table) -> Said:
    """Why a table that looks like the population is none."""
    name = words.shown(table.shown)
    unread = [one for one in table.columns if one.kind is None and links.is_own_name(table, one)]
    if unread:
        column, type_ = words.shown(unread[0].name), words.shown(unread[0].physical)
        return Said(
            f"decide: `{name}` would be the likelier population, but no type reads its `{column}`"
            f" (`{type_}`): read a view that casts it",
            f"à décider : `{name}` ferait une population plus probable, mais aucun type ne lit son"
            f" `{column}` (`{type_}`) : lisez une vue qui le convertit",
        )
    return Said(
        f"decide: `{name}` would be the likelier population, but has no key: read a view with one"
        " row each",
        f"à décider : `{name}` ferait une population plus probable, mais n'a pas de clé : lisez une"
        " vue d'une ligne chacun",
    )


def ways(target: str, routes: int, names: Sequence[str]) -> Said:
    """That a table has several routes to the population, and how conditions tell them apart."""
    if len(names) == 1:
        return Said(
            f"decide: {routes} ways to {target}, all by `{names[0]}`: one of the"
            " references beyond it must go before conditions can count these rows",
            f"à décider : {routes} chemins vers {target}, tous par `{names[0]}` : une des"
            " références qui suivent doit partir pour que des conditions comptent ces lignes",
        )
    en, fr = (f" {word} ".join(f"`via {name}`" for name in names) for word in ("or", "ou"))
    return Said(
        f"decide: {routes} ways to {target}; conditions say which with {en}",
        f"à décider : {routes} chemins vers {target} ; les conditions disent lequel avec {fr}",
    )
