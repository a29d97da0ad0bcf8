"""Resolve standings: customers in the order of a metric."""

from segdsl.meaning import model
from segdsl.meaning.literals import shown
from segdsl.meaning.rows import Rows
from segdsl.meaning.types import NAMES, NUMERIC, Type
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog

SUMMABLE = NUMERIC | {Type.DURATION}


class Standings(Rows):
    """Adds standings to the values that can be resolved."""

    def place(self, node: ast.Standing) -> model.Value:
        """`rank of monetary`, `score of recency`, `cumulative share of monetary`."""
        metric = node.metric
        standing = self.standing(metric, node.among, node.per)
        if standing is None:
            return model.Broken(span=node.span)
        place = model.Place(node.word)
        type_ = Type.PERCENT if place is model.Place.CUMULATIVE_SHARE else Type.INTEGER
        if place is model.Place.CUMULATIVE_SHARE and standing.metric.type not in SUMMABLE:
            return self.say(
                catalog.WRONG_COLUMN_TYPE,
                metric.span,
                word=node.word,
                column=shown(metric),
                type=NAMES[standing.metric.type],
            )
        return model.PlaceIn(place, standing, type_, span=node.span)

    def standing(
        self, metric: ast.Expression, among: ast.Expression | None, per: ast.Path | None
    ) -> model.Standing | None:
        """Customers in the order of a metric; None, already said, where that is no order."""
        if not self.scope.is_customer:
            self.say(catalog.AGGREGATE_HERE, metric.span, table=self.scope.table)
            return None
        value = self.value(metric)
        if isinstance(value, model.Broken):
            return None
        if not isinstance(value, model.MetricValue):
            self.say(catalog.NOT_A_METRIC, metric.span, text=shown(metric))
            return None
        declared = self.project.names.declared[value.name]
        assert isinstance(declared, ast.Metric)
        better = better_of(declared)
        if better is None:
            self.say(catalog.NO_BETTER, metric.span, name=value.name)
            return None
        inside = None if among is None else self.condition(among)
        each = None if per is None else self.scope.member(per)
        if isinstance(inside, model.Broken) or isinstance(each, model.Broken):
            return None
        return model.Standing(value, better, inside, each)


def better_of(metric: ast.Metric) -> model.Better | None:
    for clause in metric.clauses:
        if isinstance(clause, ast.Clause) and clause.word == "better":
            return model.Better(clause.text)
    return None
