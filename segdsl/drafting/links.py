"""Guess keys and references by names and types: tables in, what is to be checked by rows out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from segdsl.drafting import private, words
from segdsl.drafting.facts import Candidate, Column, Look, Table
from segdsl.warehouse.checks import Kind

KEY_KINDS = frozenset((Kind.TEXT, Kind.INTEGER))
OWN, ALIKE, FIRST = 4, 2, 1
BY_VALUES = 1  # the strength of a candidate whose name says nothing


def key_score(table: Table, column: Column) -> int:
    """How much a column's name says that it is the key of its table; 0 where it is none."""
    if column.kind not in KEY_KINDS or not words.is_writable(column.name):
        return 0
    if Look.DATE in column.looks:
        return 0
    said = words.tokens(column.name)
    base = "".join(words.told(said))
    stems = words.stems(table.physical[-1])
    identifies = base != "".join(said)
    if said == ("id",):
        return OWN + 2
    if identifies and base in stems:
        return OWN + 1
    if not base:
        return OWN
    if identifies:
        return ALIKE + (column is table.columns[0])
    is_first = column is table.columns[0] and not private.is_private(column, table.physical[-1])
    return FIRST if is_first or base in stems else 0


def is_own_name(table: Table, column: Column) -> bool:
    """Whether a column has the name of the key of its table, whatever its type."""
    return key_score(table, replace(column, kind=Kind.TEXT, looks=frozenset())) >= OWN


def keys(table: Table) -> list[Column]:
    """The columns that may be the key of a table, the likeliest first."""
    found = [column for column in table.columns if key_score(table, column)]
    return sorted(found, key=lambda column: -key_score(table, column))


def key(table: Table) -> Column | None:
    """The key of a table: the likeliest of those that tell its rows apart.

    A column that only looks like a key by standing first must tell rows apart; in a table without
    rows nothing can be checked, and only a name of its own will do.
    """
    for column in keys(table):
        if column.name in table.unique:
            return column
        if not table.rows and key_score(table, column) >= OWN:
            return column
    return None


def candidates(tables: Sequence[Table]) -> list[Candidate]:
    """Every column that may refer to another table, by its name and type."""
    with_key = [(table, found) for table in tables if (found := key(table)) is not None]
    # a profile with one row a customer, told apart by `customer_id`, is not what others refer to
    targets = [
        (table, found)
        for table, found in with_key
        if _speaks_of(found, table)
        or not any(_speaks_of(found, other) for other, _ in with_key if other is not table)
    ]
    return [
        candidate
        for table in tables
        for column in table.columns
        if column.kind in KEY_KINDS and words.is_writable(column.name)
        for candidate in _of(table, column, targets)
    ]


def _of(
    table: Table, column: Column, targets: Sequence[tuple[Table, Column]]
) -> Iterator[Candidate]:
    own = key(table)
    named = list(_named(table, column, own, targets))
    yield from named
    is_own = column is own and key_score(table, column) >= OWN
    if named or is_own or column.kind is not Kind.TEXT or not _identifies(column):
        return
    # `sponsor_id`: texts that are all keys of people are, numbers may be so by chance
    for target, found in targets:
        of_people = target is not table and private.is_of_people(target.physical[-1])
        if of_people and found.kind is Kind.TEXT:
            yield Candidate(table.physical, column.name, target.physical, found.name, BY_VALUES)


def _named(
    table: Table, column: Column, own: Column | None, targets: Sequence[tuple[Table, Column]]
) -> Iterator[Candidate]:
    for target, found in targets:
        if found.kind is not column.kind or (target is table and column is own):
            continue
        strength = _strength(column, target, found)
        if column is own and strength and _speaks_of(column, table):
            continue  # its own key: the other tables speak of it, not it of them
        if strength:
            yield Candidate(table.physical, column.name, target.physical, found.name, strength)


def _strength(column: Column, target: Table, found: Column) -> int:
    said = words.tokens(column.name)
    base = words.told(said)
    joined = "".join(base)
    stems = words.stems(target.physical[-1])
    same_name = bool(words.told(words.tokens(found.name))) and said == words.tokens(found.name)
    if not joined:
        return 0
    if joined in stems:
        return 5 if same_name else 4
    if same_name:
        return 3
    ends = any("".join(base[i:]) in stems for i in range(1, len(base)))
    starts = any("".join(base[:i]) in stems for i in range(1, len(base)))
    identifies = base != said
    return 2 if ends or (starts and identifies and len(base) == 2) else 0


def _identifies(column: Column) -> bool:
    said = words.tokens(column.name)
    return words.told(said) not in ((), said)


def _speaks_of(column: Column, table: Table) -> bool:
    return words.about(column.name) in words.stems(table.physical[-1])
