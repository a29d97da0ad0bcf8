"""Make the tables of a draft: one table and what it hangs on in, its members in order out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from segdsl.drafting import draft, links, members, private, saying, times, words
from segdsl.drafting.draft import Borrowed, Doubt, Field, Member, Reference
from segdsl.drafting.facts import Column, Link, Table
from segdsl.drafting.graph import Graph, Physical
from segdsl.text.diagnostics import Said
from segdsl.warehouse import checks


@dataclass(slots=True)
class Builder:
    """Makes the tables of a draft, in an order in which the targets of references come first."""

    tables: Mapping[Physical, Table]
    names: Mapping[Physical, str]
    graph: Graph
    population: Table
    leading: set[Physical]
    zone: str
    made: dict[Physical, draft.Table] = field(default_factory=dict)
    at: dict[Physical, tuple[str, ...]] = field(default_factory=dict)  # the path to its moment

    def table(self, table: Table) -> draft.Table:
        taken: set[str] = set()
        if table is self.population:  # its fields are read beside the names of the project
            taken = set(self.names.values())
        key = links.key(table)
        moment = self._moment(table)
        references = self._references(table, taken)
        found: list[Member] = []
        if key is not None and not self._only_refers(table, key):
            found.append(self._key(table, key, taken))
            taken.add(_name(found[-1]))
        found += references
        at = self._at(table, moment, references, taken)
        if at is not None:
            found.append(at)
        used = {one.column for one in references} | {one.name for one in (key, moment) if one}
        for column in table.columns:
            if column.name in used:
                continue
            member = members.field(table, column, taken, self.zone)
            found.append(member)
            taken.add(_name(member))
        return draft.Table(
            name=self.names[table.physical],
            singular=self._singular(table),
            label=words.label(table.physical[-1]),
            physical=table.physical,
            members=(*found, *self._refused(table)),
            notes=(*self._notes(table, key, references),),
        )

    def _key(self, table: Table, key: Column, taken: set[str]) -> Field:
        name = words.unused(words.identifier(key.name), taken)
        type_ = checks.WORDS[key.kind] if key.kind is not None else "text"
        notes = () if table.rows else (saying.NOTHING_TO_CHECK,)
        hidden = private.is_private(key, table.physical[-1])
        return Field(name, type_, key.name, role="key", private=hidden, notes=notes)

    def _only_refers(self, table: Table, key: Column) -> bool:
        """Whether a column tells rows apart by chance: a reference of a table that none needs."""
        every = [one.candidate for links_ in self.graph.kept.values() for one in links_]
        is_needed = table is self.population or any(one.target == table.physical for one in every)
        refers = any(one.table == table.physical and one.column == key.name for one in every)
        return refers and not is_needed

    def _references(self, table: Table, taken: set[str]) -> list[Reference]:
        found: list[Reference] = []
        for link in self.graph.kept.get(table.physical, ()):
            one = link.candidate
            target = self.names[one.target]
            base = "_".join(
                part
                for part in words.identifier(one.column).split("_")
                if words.plain(part) not in words.ID_WORDS
            )
            is_key = words.tokens(one.column) == words.tokens(one.key)  # `siren` of a company
            alone = is_key or words.about(one.column) in words.stems(one.target[-1])
            one_of_it = words.singular_of(words.bare(target))
            name = words.identifier(one_of_it if alone or not base else base)
            name = words.unused(name, taken)
            taken.add(name)
            notes = (*saying.by_values(link), *saying.lost(table, link, target), *self._also(link))
            found.append(Reference(name, target, one.column, notes))
        return found

    def _also(self, link: Link) -> tuple[Said, ...]:
        others = self.graph.also.get((link.candidate.table, link.candidate.column), [])
        listed = ", ".join(self.names[one.candidate.target] for one in others)
        return (Said(f"decide: or {listed}", f"à décider : ou {listed}"),) if listed else ()

    def _moment(self, table: Table) -> Column | None:
        is_event = table.physical in self.leading and table is not self.population
        return times.happens(table) if is_event else None

    def _at(
        self,
        table: Table,
        moment: Column | None,
        references: Sequence[Reference],
        taken: set[str],
    ) -> Member | None:
        """When a row happened: a column of its own, else the moment of what it refers to."""
        if moment is not None:
            found = members.field(table, moment, taken, self.zone)
            assert isinstance(found, Field)
            taken.add(found.name)
            others = [one.name for one in times.moments(table) if one is not moment]
            self.at[table.physical] = (found.name,)
            notes = (*found.notes, *saying.undated(table, moment), *saying.others(others))
            return replace(found, role="at", notes=notes)
        if table.physical not in self.leading or table is self.population:
            return None
        by_target = {name: physical for physical, name in self.names.items()}
        for reference in references:
            beyond = self.at.get(by_target[reference.target])
            if beyond is not None:
                self.at[table.physical] = (reference.name, *beyond)
                return Borrowed(self.at[table.physical])
        return self._from_a_date(table, references, by_target)

    def _from_a_date(
        self, table: Table, references: Sequence[Reference], by_target: Mapping[str, Physical]
    ) -> Member | None:
        """The date of what a row refers to, where that has one: a campaign's first day."""
        for reference in references:
            physical = by_target[reference.target]
            target = self.tables[physical]
            moment = None if target is self.population else times.happens(target)
            if moment is None:
                continue
            for known in self.made[physical].fields:
                if known.column == moment.name and known.type in ("date", "datetime"):
                    self.at[table.physical] = (reference.name, known.name)
                    return Borrowed(self.at[table.physical], (saying.BORROWED,))
        return None

    def _singular(self, table: Table) -> str | None:
        """The word for one row, where it is free."""
        name = self.names[table.physical]
        found = words.singular_of(words.bare(name))
        others = [one for one in self.names.values() if one != name]
        taken = {*others, *(words.singular_of(words.bare(one)) for one in others)}
        if found == name or found != words.identifier(found):
            return None
        return None if found.casefold() in {one.casefold() for one in taken} else found

    def _refused(self, table: Table) -> list[Member]:
        return [Doubt(one.says) for one in self.graph.refused.get(table.physical, ())]

    def _notes(
        self, table: Table, key: Column | None, references: Sequence[Reference]
    ) -> list[Said]:
        notes = [members.rows(table)]
        if table.looked_at < table.rows:
            notes.append(saying.partly(table))
        if key is None:
            notes += saying.repeated(table)
        if table.physical in self.leading and table is not self.population:
            routes = self.graph.routes(table.physical, self.population.physical)
            if len(routes) > 1:
                target = self.names[self.population.physical]
                columns = {route[0].candidate.column for route in routes}
                names = [one.name for one in references if one.column in columns]
                notes.append(saying.ways(target, len(routes), names))
            if table.physical not in self.at:
                notes.append(saying.WITHOUT_TIME)
        return notes


def _name(member: Member) -> str:
    return member.name if isinstance(member, Field | Reference) else ""
