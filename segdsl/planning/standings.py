"""Rank customers: a column of values in, steps that give each its rank, score and shares out.

Customers with equal values share everything, so the steps work on distinct values: how many have
each, how many have a better one, what those hold. The figures are joined back on the value.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.types import EXACT, Type
from segdsl.planning import conditions, plan
from segdsl.planning.names import Names

CLASSES = 5  # of a score: best fifth 5, worst 1


@dataclass(frozen=True, slots=True)
class Figure:
    """What is asked of a ranking: a place, or whether the value is in the top `share` percent."""

    place: model.Place | None
    share: Decimal | None = None

    @property
    def type(self) -> Type:
        match self.place:
            case model.Place.RANK | model.Place.SCORE:
                return Type.INTEGER
            case model.Place.CUMULATIVE_SHARE:
                return Type.PERCENT
            case None:
                return Type.BOOLEAN

    def wish(self, value: str) -> str:
        """A name for its column: `score_of_recency`, `monetary_in_top_20`."""
        if self.place is None:
            return f"{value}_in_top_{self.share}"
        return f"{self.place.value}_{value}"


@dataclass(slots=True)
class Ranking:
    """One order of customers; `level` is that of its highest input."""

    value: plan.Column
    better: model.Better
    among: plan.Column | None
    per: plan.Column | None
    level: int
    figures: dict[Figure, plan.Column] = field(default_factory=dict)

    def steps(self, names: Names, below: str) -> tuple[list[plan.Step], plan.Join]:
        """The steps over the level below, and the join that brings their figures to customers."""
        by = self.value.name
        whole, better = names.take("ranked_by", by), names.take("better_by", by)
        held = names.take("held_above", by) if self._shares() else None
        total = names.take("total", by) if self._shares() else None
        value = names.take("value_of", self.value.name)
        per = None if self.per is None else names.take("of", self.per.name)
        order = self._order(names.take(self.value.name, "order"), below, value, per)
        order = _with(order, self._counts(whole, better, held, total))
        figures = self._figures(
            names.take(self.value.name, "standing"), order, whole, better, held, total, value, per
        )
        return [order, figures], self._join(figures, below, value, per)

    def _shares(self) -> bool:
        return any(figure.place is model.Place.CUMULATIVE_SHARE for figure in self.figures)

    def _order(self, name: str, below: str, value: str, per: str | None) -> plan.Step:
        ranked = plan.both(
            plan.Known(self.value) if self.value.missable else None,
            None if self.per is None or not self.per.missable else plan.Known(self.per),
            self.among,
        )
        columns: list[tuple[str, plan.Term]] = [(value, self.value)]
        if per is not None and self.per is not None:
            columns.append((per, self.per))
        return plan.Step(
            name=name,
            note="",
            reads=plan.Made(below),
            alias=None,
            joins=(),
            where=ranked,
            columns=tuple(columns),
            group_by=tuple(term for _, term in columns),
        )

    def _counts(
        self, whole: str, better: str, held: str | None, total: str | None
    ) -> list[tuple[str, plan.Term]]:
        count = plan.Reduce(plan.Fold.COUNT, None, Type.INTEGER)
        columns: list[tuple[str, plan.Term]] = [
            (whole, plan.Total(count, Type.INTEGER, per=self.per)),
            (better, self._above(count, Type.INTEGER)),
        ]
        if held is not None and total is not None:
            exact = self.value.type in EXACT
            summand = self.value if exact else plan.As(self.value, plan.Form.SUMMAND, Type.MONEY)
            summed = plan.Reduce(plan.Fold.SUM, summand, Type.MONEY)
            columns.append((held, self._above(summed, Type.MONEY)))
            columns.append((total, plan.Total(summed, Type.MONEY, per=self.per)))
        return columns

    def _above(self, fold: plan.Reduce, type_: Type) -> plan.Term:
        """The fold over all who are strictly better."""
        up_to_here = plan.Total(
            fold, type_, self.value, self.better is model.Better.HIGHER, self.per
        )
        return plan.Arithmetic("-", up_to_here, fold, type_)

    def _figures(
        self,
        name: str,
        order: plan.Step,
        whole: str,
        better: str,
        held: str | None,
        total: str | None,
        value: str,
        per: str | None,
    ) -> plan.Step:
        ranked = plan.Column(None, whole, Type.INTEGER, False)
        above = plan.Column(None, better, Type.INTEGER, False)
        columns: list[tuple[str, plan.Term]] = [
            (value, plan.Column(None, value, self.value.type, False))
        ]
        if per is not None and self.per is not None:
            columns.append((per, plan.Column(None, per, self.per.type, False)))
        for figure, column in self.figures.items():
            match figure.place:
                case model.Place.RANK:
                    one = plan.Const(1, Type.INTEGER)
                    term: plan.Term = plan.Arithmetic("+", above, one, Type.INTEGER)
                case model.Place.SCORE:
                    term = _score(above, ranked)
                case model.Place.CUMULATIVE_SHARE:
                    assert held is not None
                    assert total is not None
                    term = plan.Quotient(
                        conditions.double(plan.Column(None, held, Type.MONEY)),
                        conditions.double(plan.Column(None, total, Type.MONEY)),
                        Type.PERCENT,
                    )
                case None:
                    assert figure.share is not None
                    term = _below_share(above, ranked, figure.share, 100)
            columns.append((column.name, term))
        return plan.Step(
            name=name,
            note="",
            reads=plan.Made(order.name),
            alias=None,
            joins=(),
            where=None,
            columns=tuple(columns),
        )

    def _join(self, figures: plan.Step, below: str, value: str, per: str | None) -> plan.Join:
        alias = figures.name
        on: list[plan.Term] = [
            plan.Compare("=", plan.Column(alias, value, self.value.type), _of(below, self.value))
        ]
        if per is not None and self.per is not None:
            on.append(
                plan.Compare("=", plan.Column(alias, per, self.per.type), _of(below, self.per))
            )
        if self.among is not None:
            on.append(_of(below, self.among))
        whole = plan.both(*on)
        assert whole is not None
        return plan.Join(plan.Made(figures.name), alias, whole)


def _of(step: str, column: plan.Column) -> plan.Column:
    return plan.Column(step, column.name, column.type, column.missable, column.zone)


def _with(step: plan.Step, columns: list[tuple[str, plan.Term]]) -> plan.Step:
    return plan.Step(
        name=step.name,
        note=step.note,
        reads=step.reads,
        alias=step.alias,
        joins=step.joins,
        where=step.where,
        columns=(*step.columns, *columns),
        group_by=step.group_by,
    )


def _below_share(above: plan.Term, ranked: plan.Term, share: Decimal, whole: int) -> plan.Term:
    """`above / ranked < share / whole`, in exact arithmetic."""
    return plan.Compare(
        "<",
        plan.Arithmetic("*", above, plan.Const(whole, Type.INTEGER), Type.INTEGER),
        plan.Arithmetic("*", ranked, plan.Const(share, Type.NUMBER), Type.INTEGER),
    )


def _score(above: plan.Term, ranked: plan.Term) -> plan.Term:
    """5 while fewer than a fifth are better, then 4, 3, 2, 1."""
    whens = tuple(
        (
            _below_share(above, ranked, Decimal(CLASSES - score + 1), CLASSES),
            plan.Const(score, Type.INTEGER),
        )
        for score in range(CLASSES, 1, -1)
    )
    return plan.Case(whens, plan.Const(1, Type.INTEGER), Type.INTEGER)
