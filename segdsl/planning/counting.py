"""Count rows for the fields of another table: `with_coupon: boolean = any lines where (is_coupon)`.

The rows are folded by the key of the row that they refer to, in steps like those for customers; the
step that holds the answers is joined, by key, wherever such a field is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from segdsl.meaning import model
from segdsl.planning import aggregates, plan
from segdsl.planning.measures import Harvest
from segdsl.planning.requests import Answer, when_empty
from segdsl.planning.rows import Rows
from segdsl.planning.sources import Source
from segdsl.planning.tables import Layer, Tables

Route = tuple[str, ...]


@dataclass(slots=True)
class Counting:
    """What the fields of one table ask of the rows that refer to it."""

    tables: Tables
    table: model.Table
    key: str = field(init=False)
    harvests: dict[tuple[str, Route], Harvest] = field(default_factory=dict)

    def __post_init__(self) -> None:
        assert self.table.key is not None, "rows refer to a table by its key"
        self.key = self.tables.names.take(self.table.singular, self.table.key)

    # --- asking ---

    def aggregate(self, node: model.Aggregate) -> plan.Term:
        return self._asking().aggregate(node)

    def rows(self, node: model.Rows) -> plan.Term:
        return self._asking().rows(node)

    def since(self, node: model.Aggregate) -> plan.Term | None:
        """The instant that a `time since …` counts from, if the aggregate is one."""
        fold = aggregates.is_time_since(node.word)
        return None if fold is None else self._asking().moment(node, fold)

    def when_empty(self, column: str) -> int | None:
        """What stands in a column for a row that no other refers to."""
        for harvest in self.harvests.values():
            for request, promised in harvest.asked.items():
                if promised.name == column:
                    return when_empty(request)
        raise AssertionError(f"nobody asked for {column}")

    def _asking(self) -> aggregates.Asking:
        return aggregates.Asking(self.tables, self._harvest)

    def _harvest(self, selection: model.Selection) -> Harvest:
        place = (selection.table, selection.route)
        if place not in self.harvests:
            route = selection.route
            source = Source(
                self.tables,
                self.tables.table(selection.table),
                lambda rows: ((self.key, rows.customer(route)),),
                one_pass=False,
            )
            self.harvests[place] = Harvest(source)
        return self.harvests[place]

    # --- steps ---

    def steps(self) -> list[plan.Step]:
        """The steps, the last of which has the key and every column that was asked for."""
        name = self.tables.made[self.table.name, Layer.COUNTED]
        answers = [answer for harvest in self.harvests.values() for answer in harvest.steps()]
        answered = [answer for answer in answers if answer.answered]
        steps = [answer.step for answer in answers]
        if len(answered) == 1:
            return [
                replace(step, name=name) if step is answered[0].step else step for step in steps
            ]
        return [*steps, self._together(name, answered)]

    def _together(self, name: str, answered: list[Answer]) -> plan.Step:
        """One row per row of the table, with all that is counted for it."""
        rows = Rows(self.tables, self.table, self.table.singular)
        assert self.table.key is not None
        key_field = self.table.field(self.table.key)
        own = model.FieldValue((), self.table.name, key_field.name, key_field.type)
        key = rows.scoped_value(own)
        joins, columns = [], []
        for answer in answered:
            step = answer.step.name
            held = plan.Column(step, self.key, key_field.type)
            joins.append(plan.Join(plan.Made(step), step, plan.Compare("=", held, key)))
            columns += [
                (column, plan.Column(step, column, self._promised(column).type))
                for column, _ in answer.answered
            ]
        return plan.Step(
            name=name,
            note="",
            reads=rows.reads,
            alias=rows.alias,
            joins=(*rows.joins.values(), *joins),
            where=plan.both(plan.Known(key), rows.existence()),
            columns=((self.key, key), *columns),
        )

    def _promised(self, name: str) -> plan.Column:
        every = (column for one in self.harvests.values() for column in one.asked.values())
        return next(column for column in every if column.name == name)
