"""Decide what a column is: a column of a table in, a field of the model out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from segdsl.drafting import private, words
from segdsl.drafting.draft import Doubt, Field, Notes
from segdsl.drafting.facts import Column, Look, Table
from segdsl.text import figures
from segdsl.text.diagnostics import Said
from segdsl.warehouse.checks import WORDS, Kind

MONEY = frozenset(
    ("amount", "amounts", "price", "prices", "total", "subtotal", "revenue", "cost", "fee",
     "discount", "disc", "tax", "turnover", "spend", "spent", "paid", "payment", "balance",
     "salary", "income", "budget", "margin", "profit", "refund", "montant", "montants", "prix",
     "somme",
     "cout", "frais", "remise", "taxe", "tva", "ca", "ttc", "ht", "solde", "salaire", "revenu",
     "marge",
     "paye", "paiement", "depense", "chiffre", "sales", "money", "monthly", "gross", "net", "mrr",
     "arr", "gmv")
)  # fmt: skip
# what an amount of one row is called, the likeliest first
AMOUNTS = ("amount", "montant", "total", "revenue", "ca", "sales", "value", "ttc", "paid", "net")
_PAIRS = (
    ("y", "n"), ("o", "n"), ("1", "0"), ("t", "f"), ("true", "false"), ("yes", "no"),
    ("oui", "non"), ("vrai", "faux"), ("on", "off"),
)  # fmt: skip
_YES = frozenset(yes for yes, _ in _PAIRS)
_NO = frozenset(no for _, no in _PAIRS)
_FLAGGED = frozenset(
    ("is", "has", "flag", "optin", "optout", "opt", "consent", "consentement", "active", "actif",
     "enabled", "valid", "est", "promo", "allowed", "subscribed", "deleted", "abonne", "indicator")
)  # fmt: skip
_COUNTS = frozenset(
    ("quantity", "quantite", "qty", "qte", "count", "nb", "nombre", "number", "children", "enfants",
     "level", "niveau", "rank", "rang", "score", "year", "annee", "age", "version", "size",
     "total")
)  # fmt: skip
_REPEATED = 3  # how often a value comes at the least, on average, for its column to be a choice
_FEWEST = 10


def field(table: Table, column: Column, taken: Collection[str], zone: str) -> Field | Doubt:
    """What a column is, under a name that is not taken; a doubt where none can be declared."""
    if column.kind is None:
        return Doubt(_without_word(column))
    if not words.is_writable(column.name):
        return Doubt(_without_name(column))
    name = words.unused(words.identifier(column.name), taken)
    found = Field(name, WORDS[column.kind], column.name, notes=_sparse(table, column))
    if private.is_private(column, table.physical[-1]):
        return _timed(replace(found, type=_type(column), private=True), column, zone)
    match column.kind:
        case Kind.TEXT | Kind.INTEGER:
            return _counted(table, column, found)
        case Kind.DECIMAL | Kind.FLOAT:
            return replace(found, type=_type(column))
        case _:
            return _timed(found, column, zone)


def is_amount(column: Column) -> bool:
    """Whether a column is one of money, by its type and name."""
    is_decimal = column.kind in (Kind.DECIMAL, Kind.FLOAT)
    return is_decimal and bool(set(words.tokens(column.name)) & MONEY)


def _type(column: Column) -> str:
    if column.kind in (Kind.DECIMAL, Kind.FLOAT):
        return "money" if is_amount(column) else "number"
    assert column.kind is not None
    return WORDS[column.kind].partition(" ")[0]


def _counted(table: Table, column: Column, found: Field) -> Field:
    """A text or whole number: yes or no, a choice of few values, or itself."""
    flags = _flags(column)
    if flags is not None:
        return replace(found, type="boolean", true=flags[0], false=flags[1])
    if column.kind is not Kind.TEXT:
        return found
    if Look.DATE in column.looks:
        return replace(found, notes=(*found.notes, _DATE_AS_TEXT))
    if _is_choice(column):
        values = tuple(value for value, _ in column.values)
        return replace(found, one_of=values, notes=(*found.notes, *_perhaps_flags(values)))
    return found


def _timed(found: Field, column: Column, zone: str) -> Field:
    """The field with the zone of its times, which somebody must check where none is kept."""
    if column.kind is Kind.TIMESTAMP_IN_ZONE:
        return replace(found, type="datetime", zone="UTC")
    if column.kind is Kind.TIMESTAMP:
        return replace(found, type="datetime", notes=(*found.notes, without_zone(zone)))
    return found


def _flags(column: Column) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The values that mean yes and those that mean no, if a column has no others."""
    values = [value for value, _ in column.values]
    yes, no, others = _sorted_out(values)
    if others or len(values) != column.distinct:
        return None
    said = set(words.tokens(column.name))
    if column.kind is Kind.INTEGER and said & _COUNTS:
        return None
    if yes and no:
        return yes, no
    if said & _FLAGGED and len(values) == 1:  # one of the two was never seen
        first = values[0]
        pair = next(pair for pair in _PAIRS if first.casefold() in pair)
        cased = [word.upper() if first.isupper() else word for word in pair]
        return ((first,), (cased[1],)) if yes else ((cased[0],), (first,))
    return None


def _perhaps_flags(values: Collection[str]) -> Notes:
    """What is to be said of values that mean yes and no, and of others among them."""
    yes, no, others = _sorted_out(values)
    if not (yes and no and others):
        return ()
    listed = [", ".join(map(words.quoted, one)) for one in (yes, no, others)]
    code = f"boolean … true ({listed[0]}) false ({listed[1]})"
    return (
        Said(
            f"decide: a yes or no? as `{code}`, {listed[2]} would be unknown",
            f"à décider : un oui ou non ? avec `{code}`, {listed[2]} vaudrait inconnu",
        ),
    )


def _sorted_out(
    values: Collection[str],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Values that mean yes, those that mean no, and the others."""
    yes = tuple(one for one in values if one.casefold() in _YES)
    no = tuple(one for one in values if one.casefold() in _NO)
    return yes, no, tuple(one for one in values if one not in yes and one not in no)


def _is_choice(column: Column) -> bool:
    values = [value for value, _ in column.values]
    return (
        len(values) > 1
        and len(values) == column.distinct
        and column.filled >= max(_FEWEST, _REPEATED * len(values))
        and all(words.is_writable(value) and value.strip() == value for value in values)
    )


def _sparse(table: Table, column: Column) -> Notes:
    if column.filled or not table.looked_at:
        return ()
    return (_EMPTY,)


_EMPTY = Said("no value so far", "aucune valeur jusqu'ici")
_DATE_AS_TEXT = Said(
    "days written as text: a view that casts them makes a date of this",
    "des jours écrits en texte : une vue qui les convertit en ferait une date",
)


def without_zone(zone: str) -> Said:
    """What is to be said of times that keep no zone."""
    return Said(
        f"decide: no zone in the data, read as hours of {zone}",
        f"à décider : pas de fuseau dans les données, lu comme des heures de {zone}",
    )


def _without_word(column: Column) -> Said:
    name, type_ = words.shown(column.name), words.shown(column.physical)
    return Said(
        f"`{name}` is left out: no type reads `{type_}`; a view can convert it",
        f"`{name}` est laissé de côté : aucun type ne lit `{type_}` ; une vue peut le convertir",
    )


def _without_name(column: Column) -> Said:
    name = words.shown(column.name)
    return Said(
        f"`{name}` is left out: a file cannot hold its name as it is; a view can rename it",
        f"`{name}` est laissé de côté : un fichier ne peut contenir son nom tel quel ; une vue"
        " peut le renommer",
    )


def rows(table: Table) -> Said:
    """How many rows a table has."""
    one = table.rows == 1
    en, fr = (figures.count(table.rows, language) for language in ("en", "fr"))
    return Said(f"{en} row{'' if one else 's'}", f"{fr} ligne{'' if table.rows < 2 else 's'}")
