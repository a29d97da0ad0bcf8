"""Say values: a value of the model in, a noun phrase out, and whether it can be missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from segdsl.meaning import model
from segdsl.meaning.routes import routes
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.aggregates import Aggregate, Takes
from segdsl.meaning.vocabulary.periods import FROM_TO, Length
from segdsl.prose import phrases
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

OF = Said("{field} of {path}", "{field} {de_path}")
RANK = Said("the rank by {metric}", "le rang selon {metric}")
SCORE = Said(
    "the score from 1 to 5 (5 is best) by {metric}",
    "la note de 1 à 5 (5 est la meilleure) selon {metric}",
)
HELD = Said(
    "the share of the total {metric} held by those strictly ahead",
    "la part du total de {metric} détenue par ceux qui sont strictement devant",
)
PLACES = {model.Place.RANK: RANK, model.Place.SCORE: SCORE, model.Place.CUMULATIVE_SHARE: HELD}
AMONG_SEGMENT = Said(" among {name}", " parmi {name}")
AMONG = Said(" among the {population} ({clause})", " parmi les {population} ({clause})")
PER = Said(", each {field} apart", ", dans chaque {field}")
WHERE = Said(" where {condition}", " où {condition}")
VIA = Said(" (via {route})", " (via {route})")
VALUE_OF_ROWS = Said("{column} of {rows}", "{column} des {rows}")
AFTER = {
    model.Which.FIRST: Said(
        "within {length} after the first {one}",
        "dans un délai de {length} après la date la plus ancienne des {rows}",
    ),
    model.Which.LAST: Said(
        "within {length} after the last {one}",
        "dans un délai de {length} après la date la plus récente des {rows}",
    ),
}
AS_OF_DAY = Said(" (as of {day})", " (situation au {day})")
AS_OF_AGO = Said(" (as of {length} earlier)", " (situation {length} plus tôt)")
# a window from a day to the same day
ON_ONE_DAY = Said("on {0}", "le {0}")
RULE = Said(" (rule {name})", " (règle {name})")
WEIGHTED = Said(", each row weighted by its {weight},", ", chaque ligne pondérée par {weight},")
TRUE = Said("true", "vrai")
FALSE = Said("false", "faux")
WHETHER = Said("the fact that {condition}", "le fait que {condition}")
SIGNS = {"+": "+", "-": "−", "*": "×", "/": "/"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Speaks of one project in one language; `clause` says conditions (from `conditions`)."""

    project: model.Project
    language: Language
    row_condition: Callable[[Speaker, model.Condition], str]
    customer_clause: Callable[[Speaker, model.Condition, str], str]
    known: frozenset[model.Value] = frozenset()  # said before, of the customer or row at hand

    def say(self, said: Said, **parts: str) -> str:
        """The template with its parts; French templates may ask for `de_x` and `à_x`."""
        contracted = {f"de_{name}": phrases.de(part) for name, part in parts.items()}
        contracted |= {f"à_{name}": phrases.à(part) for name, part in parts.items()}
        return said.in_(self.language).format(**parts, **contracted)

    def quoted(self, text: str) -> str:
        return phrases.quoted(text, self.language)

    def named(self, name: str, description: model.Description) -> str:
        """The label of a declaration, else its name."""
        return self.quoted(description.label or name)

    def rows_of(self, table: str) -> str:
        """Several rows of a table: its name, as its author calls them."""
        return table

    # --- values ---

    def value(self, node: model.Value, population: str) -> str:
        """A noun phrase: `the number of orders in the last 12 months`, `“CA 12 mois”`, `30 %`."""
        match node:
            case model.Constant():
                return self.constant(node)
            case model.ParameterValue(name) if name not in self.project.parameters:
                return f"`{name}`"  # of a `define` said by itself
            case model.ParameterValue(name, constant):
                return f"{self.constant(constant)} (`{name}`)"
            case model.FieldValue(through, _, name, _):
                return self.path(through, name)
            case model.ReferenceKey(through, _, _):
                return self.path(through[:-1], through[-1])
            case model.MetricValue(name, _):
                return self.named(name, self.project.metrics[name].description)
            case model.ClassValue(name):
                return self.named(name, self.project.segmentations[name].description)
            case model.Aggregate():
                return self.aggregate(node)
            case model.Arithmetic(operator, left, right, _):
                sign = SIGNS[operator]
                return f"{self.operand(left, population)} {sign} {self.operand(right, population)}"
            case model.Negative(inner, _):
                return f"−{self.operand(inner, population)}"
            case model.PlaceIn(place, standing, _):
                metric = self.value(standing.metric, population)
                return self.say(PLACES[place], metric=metric) + self.within(standing, population)
            case model.Truth(condition):
                return self.say(WHETHER, condition=self.row_condition(self, condition))
            case model.ValueAsOf(inner, moment):
                return self.value(inner, population) + self.as_of(moment)
            case model.DatePart(word, inner):
                return self.say(word.says, x=self.value(inner, population))
            case model.Folded(inner):
                return self.value(inner, population)
            case model.CalledValue(name, _, inner):
                return self.value(inner, population) + self.by_rule(name)
            case model.Broken():
                raise AssertionError("a project with errors is not described")
            case _:
                assert_never(node)

    def operand(self, node: model.Value, population: str) -> str:
        said = self.value(node, population)
        return f"({said})" if isinstance(node, model.Arithmetic) else said

    def path(self, through: tuple[str, ...], name: str) -> str:
        """`category of product`, in the author's words."""
        said = name
        for reference in reversed(through):
            said = self.say(OF, field=said, path=reference)
        return said

    def constant(self, node: model.Constant) -> str:
        match node.value:
            case bool() as truth:
                return (TRUE if truth else FALSE).in_(self.language)
            case Length() as length:
                return phrases.stretch(length, self.language).plain
            case Decimal() as number if node.type is Type.PERCENT:
                return figures.percentage(number * 100, self.language)
            case Decimal() as number:
                return figures.number(number, self.language)
            case date() as day:
                return figures.day(day, self.language)
            case str() as text:
                return self.quoted(text)
            case _:
                assert_never(node.value)

    def aggregate(self, node: model.Aggregate) -> str:
        """`the total of amount of orders where …, in the last 12 months`."""
        rows = self.rows_of(node.rows.table)
        what = rows
        if node.column is not None:
            column = self.value(node.column, node.rows.table)
            what = self.say(VALUE_OF_ROWS, column=column, rows=rows)
        elif node.word.takes is Takes.EITHER and self.language == "fr":
            what = f"les {rows}"
        one = self.project.tables[node.rows.table].singular
        said = self.say(node.word.says, what=what, one=one)
        if node.weight is not None:
            said += self.say(WEIGHTED, weight=self.value(node.weight, node.rows.table))
        return said + self.restricted(node.rows)

    def restricted(self, rows: model.Selection) -> str:
        """What rows are kept, as it stands after their noun: `via`, `where` and the window."""
        said = self.say(VIA, route=self._way(rows)) if self._may_go_astray(rows) else ""
        if rows.where is not None:
            said += self.say(WHERE, condition=self.row_condition(self, rows.where))
        if rows.window is not None:
            comma = "," if rows.where is not None else ""
            said += f"{comma} {self.window(rows.window)}"
        return said

    def _way(self, rows: model.Selection) -> str:
        *through, last = rows.route
        return self.path(tuple(through), last)

    def _may_go_astray(self, rows: model.Selection) -> bool:
        """Whether rows lead to customers by several ways, so that theirs must be said."""
        tables = self.project.tables
        if not rows.route or rows.table not in tables:
            return False
        end = rows.table
        for name in rows.route:
            end = tables[end].reference(name).target
        return len(routes(rows.table, end, self._leads)) > 1

    def _leads(self, table: str) -> dict[str, str]:
        return {one.name: one.target for one in self.project.tables[table].references}

    def window(self, window: model.Window | model.Personal) -> str:
        """`in the last 90 days`, `within 30 days after the first order`."""
        if isinstance(window, model.Window):
            is_one_day = window.period is FROM_TO and len(set(window.arguments)) == 1
            says = ON_ONE_DAY if is_one_day else window.period.says
            return phrases.window(says, window.arguments, self.language)
        table = window.rows.table
        return self.say(
            AFTER[window.which],
            length=phrases.stretch(window.length, self.language).plain,
            one=self.project.tables[table].singular,
            rows=self.rows_of(table),
        )

    def within(self, standing: model.Standing, population: str) -> str:
        """Among whom a standing ranks."""
        said = ""
        if isinstance(standing.among, model.InSegment):
            described = self.project.segments[standing.among.name].description
            said += self.say(AMONG_SEGMENT, name=self.named(standing.among.name, described))
        elif standing.among is not None:
            clause = self.customer_clause(self, standing.among, population)
            said += self.say(AMONG, population=self.rows_of(population), clause=clause)
        if standing.per is not None:
            said += self.say(PER, field=self.value(standing.per, population))
        return said

    def as_of(self, moment: Length | date) -> str:
        """The other day, as it stands after what is seen on it."""
        if isinstance(moment, date):
            return self.say(AS_OF_DAY, day=figures.day(moment, self.language))
        return self.say(AS_OF_AGO, length=phrases.stretch(moment, self.language).plain)

    def by_rule(self, name: str) -> str:
        """The `define` that says so, as it stands after what it says."""
        return self.say(RULE, name=self.named(name, self.project.defines[name].description))

    # --- what is missing ---

    def is_dated(self) -> bool:
        """Whether somebody may not have been there on an earlier day."""
        return any(one.at is not None for one in self.project.populations())

    def may_miss(self, node: model.Value) -> bool:
        """Whether a value can be missing for somebody, as far as was said."""
        if node in self.known:
            return False
        match node:
            case model.Constant() | model.ParameterValue() | model.Truth():
                return False
            case model.FieldValue(through, table, name, _):
                return bool(through) or self.project.tables[table].key != name
            case model.MetricValue(name, _):
                return self.may_miss(self.project.metrics[name].value)
            case model.Aggregate(word):
                return word.when_empty is None
            case model.Arithmetic(operator, left, right, _):
                return operator == "/" or self.may_miss(left) or self.may_miss(right)
            case model.Negative(inner, _):
                return self.may_miss(inner)
            case model.ReferenceKey() | model.ClassValue() | model.PlaceIn() | model.Broken():
                return True
            case model.CalledValue(_, _, inner):
                return self.may_miss(inner)
            case model.DatePart(_, inner) | model.Folded(inner):
                return self.may_miss(inner)
            case model.ValueAsOf(inner, _):
                return self.is_dated() or self.may_miss(inner)
            case _:
                assert_never(node)

    def without_rows(self, node: model.Value) -> tuple[Aggregate, str, int] | None:
        """The aggregate that a value is, its rows, and what it is for who has none, if not missing.

        Only for values that are a single aggregate, by itself or as a metric.
        """
        match node:
            case model.MetricValue(name, _):
                return self.without_rows(self.project.metrics[name].value)
            case model.CalledValue(_, _, inner):
                return self.without_rows(inner)
            case model.Aggregate(word, rows, _, _) if word.when_empty is not None:
                return word, rows.table, word.when_empty
            case _:
                return None
