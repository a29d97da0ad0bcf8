"""Collect what is asked of the rows of a source per customer or group: requests in, steps out.

A request gives back the column that will hold its answer. When all is asked, `steps` lays the
requests into few passes: one per window tier and set of joined tables, one roll-up per value whose
distinct counts or favourites are wanted, one pick per first or last value.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from segdsl.meaning.types import Type
from segdsl.planning import conditions, passes, picks, plan, rewrites, rollups
from segdsl.planning.requests import (
    Answer,
    Distinct,
    Favourite,
    Folded,
    Happened,
    OnDay,
    Picked,
    Repeated,
    Request,
    when_empty,
)
from segdsl.planning.sources import Source
from segdsl.planning.tables import paths


@dataclass(slots=True)
class Harvest:
    """All requests to one source along one route."""

    source: Source
    asked: dict[Request, plan.Column] = field(default_factory=dict)

    def request(self, request: Request, wish: str) -> plan.Column:
        """The column that will answer; asked twice, answered once."""
        if request not in self.asked:
            type_, zone = self._type(request)
            missable = when_empty(request) is None
            name = self.source.tables.names.take(wish)
            self.asked[request] = plan.Column(None, name, type_, missable, zone)
        return self.asked[request]

    def _type(self, request: Request) -> tuple[Type, str | None]:
        match request:
            case Folded(plan.Fold.COUNT) | Distinct() | Repeated():
                return Type.INTEGER, None
            case Folded(asked=asked) | Favourite(asked=asked) | Picked(asked=asked):
                term = self.source.term(self.source.rows(), asked)
                assert term is not None
                return term.type, conditions.zone_of(term)
            case _:
                assert_never(request)

    def steps(self) -> list[Answer]:
        """The passes, roll-ups and picks that answer everything asked so far."""
        folded = [request for request in self.asked if isinstance(request, Folded)]
        answers = [passes.answer(self.source, self.asked, group) for group in self._passes(folded)]
        moments = {name: answer.step.name for answer in answers for name, _ in answer.answered}
        rolled = [r.asked for r in self.asked if isinstance(r, Distinct | Favourite | Repeated)]
        for asked in dict.fromkeys(rolled):
            answers.extend(rollups.answers(self.source, self.asked, asked))
        answers.extend(picks.answers(self.source, self.asked, moments))
        return answers

    def _passes(self, folded: Sequence[Folded]) -> list[list[Folded]]:
        if self.source.one_pass:
            return [list(folded)]
        by_joins: dict[frozenset[tuple[str, ...]], list[Folded]] = {}
        for request in folded:
            by_joins.setdefault(self._joins(request), []).append(request)
        as_of = self.source.tables.as_of
        return [
            tier
            for joined, group in by_joins.items()
            for tier in rewrites.tiers(group, lambda r: r.filter.first, as_of, len(joined))
        ]

    def _joins(self, request: Folded) -> frozenset[tuple[str, ...]]:
        tables, table = self.source.tables, self.source.table
        found: set[tuple[str, ...]] = set()
        for node in (request.asked, request.filter.where):
            if node is not None and not isinstance(node, Happened | OnDay):
                found.update(paths(tables, table, node))
        return frozenset(found)
