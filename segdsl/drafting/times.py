"""Decide which column says when a row happened: a table in, its moments by likelihood out."""

from __future__ import annotations

from segdsl.drafting import words
from segdsl.drafting.facts import Column, Table
from segdsl.drafting.private import is_private_name
from segdsl.drafting.reading import MOMENTS

_HAPPENS = frozenset(
    ("ordered", "order", "sold", "sale", "purchased", "purchase", "bought", "paid", "invoiced",
     "occurred", "happened", "event", "viewed", "visited", "scanned", "sent", "booked", "placed",
     "transaction", "commande", "vente", "achat", "facture", "paiement", "visite", "evenement",
     "redeemed", "answered", "responded", "given", "used", "played", "called", "made")
)  # fmt: skip
_PLAIN = frozenset(("date", "day", "jour", "at", "on", "datetime", "timestamp", "time", "ts", "le"))
_RECORDED = frozenset(("created", "creation", "cree", "inserted", "recorded", "opened", "started",
                       "starts", "start", "debut", "begin", "from"))  # fmt: skip
_OTHERWISE = frozenset(
    ("updated", "modified", "deleted", "birth", "born", "naissance", "birthday", "expires",
     "expiry", "expiration", "end", "ends", "ended", "fin", "due", "until", "to", "closed",
     "left", "loaded",
     "etl", "sync", "synced", "maj", "modification", "suppression", "valid", "delivered",
     "delivery", "shipped", "livraison", "cancelled", "solved", "echeance", "last", "first")
)  # fmt: skip


def moments(table: Table) -> list[Column]:
    """The columns that may say when a row happened, the likeliest first."""
    found = [column for column in table.columns if _score(table, column) is not None]
    return sorted(found, key=lambda column: -(_score(table, column) or 0))


def _score(table: Table, column: Column) -> float | None:
    """How likely it is; None for what is no moment, or a person's own."""
    name = table.physical[-1]
    if column.kind not in MOMENTS or not words.is_writable(column.name):
        return None
    if is_private_name(column.name, name):
        return None
    said = set(words.tokens(column.name))
    filled = column.filled / table.looked_at if table.looked_at else 1.0
    if filled == 0.0:
        return None
    score = 2.0
    if said & _OTHERWISE:
        score = 0.0
    elif said & _HAPPENS or any(word in words.stems(name) for word in said):
        score = 5.0
    elif said <= _PLAIN:
        score = 4.0
    elif said & _RECORDED:
        score = 3.0
    return score + 2 * filled


def happens(table: Table) -> Column | None:
    """The likeliest moment of a table that is no birthday, end or update."""
    found = moments(table)
    return found[0] if found and (_score(table, found[0]) or 0) > 2.5 else None
