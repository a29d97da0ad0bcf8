"""What `expect` clauses measure is what the reference counts, on every engine."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import assert_never

import pytest

from segdsl.compiler import Stopwatch
from segdsl.interpreter.evaluation import Evaluation, evaluate
from segdsl.interpreter.reading import Value
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.aggregates import exact_sum
from segdsl.promises import saying
from segdsl.statistics import expected
from segdsl.text.catalog import verdicts
from segdsl.text.diagnostics import LANGUAGES, Message
from tests.differential.compiler import understood
from tests.differential.model_text import MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import sample
from tests.promises.asked import D, project_of
from tests.statistics.holding import filled

ENGINES = ("duckdb", "postgres")
RULES = """
metric bought of customers: count of orders
metric spent of customers: sum of orders.amount
metric rate of customers: average of orders.amount
channel post of customers: city is known
segmentation first_city of customers: by city
segmentation by_spend of customers:
  big when spent > 20
  small when spent > 0
"""
CLAUSES = """
  expect size >= 3
  expect size between 10% and 60%
  expect share of spent >= 25%
  expect share of bought <= 50%
  expect share of rate > 30%
  expect reach by post = 100%
  expect overlap with by_spend.big < 50%
  expect overlap with everybody = 100%
"""


def measured(evaluation: Evaluation, name: str, clause: model.Expectation) -> Fraction | None:
    """The same figure by the reference, in the words of the language page."""
    project = evaluation.project
    population = "customers"
    everybody = evaluation.population(population)
    members = evaluation.condition(population, expected.members(project, name))
    match clause.measure:
        case model.Measure.SIZE:
            if clause.bounds[0].limit.type is Type.INTEGER:
                return Fraction(len(members))
            return Fraction(len(members), len(everybody)) if everybody else None
        case model.Measure.SHARE:
            assert isinstance(clause.of, model.MetricValue)
            values = evaluation.metric(clause.of.name)
            total = exact_sum([value for value in values.values() if value is not None])
            part = exact_sum([v for key, v in values.items() if key in members and v is not None])
            return Fraction(str(part)) / Fraction(str(total)) if total else None
        case model.Measure.REACH | model.Measure.OVERLAP:
            assert clause.of is not None
            assert not isinstance(clause.of, model.MetricValue)
            others: frozenset[Value] = evaluation.condition(population, clause.of)
            return Fraction(len(members & others), len(members)) if members else None
        case _:
            assert_never(clause.measure)


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("seed", range(5))
def test_an_engine_measures_as_the_reference(
    kind: str, seed: int, tmp_path: Path, postgres_uri: str
) -> None:
    drawn = sample(seed)
    texts = [one for one in segments(seed, 6, drawn) if not one.startswith("target")]
    promised = [f"{one.rstrip()}{CLAUSES}" for one in texts if one.startswith("segment s")]
    everybody = f"segment everybody of customers: true{CLAUSES}"
    nobody = f"segment nobody of customers: false{CLAUSES}"
    texts = [one for one in texts if not one.startswith("segment s")]
    more = (RULES.rstrip() + CLAUSES, everybody, nobody)
    project = understood([MODEL, *more, *texts, *promised], contents(seed, drawn))
    evaluation = evaluate(project, drawn.world, drawn.as_of)
    names = [one.name for one in project.segments.values() if one.population == "customers"]
    names += ["by_spend", "first_city"]
    with filled(kind, project, drawn.world, tmp_path, postgres_uri) as engine:
        answers = expected.kept(project, names, drawn.as_of, engine, Stopwatch())
    assert {"everybody", "nobody", "by_spend"} < set(answers)
    for name, given in answers.items():
        for one in given:
            wanted = measured(evaluation, name, one.promise)
            if wanted is None or one.measured is None:
                assert (one.measured, wanted, one.holds) == (None, None, False)
            else:
                assert abs(Fraction(one.measured) - wanted) < Fraction(1, 10**6), (name, one)


def test_bounds_are_compared_exactly(tmp_path: Path) -> None:
    # a third of three customers is no 33.33 %, and 30 % of ten is just 30 %
    text = """
segment one: frequency >= 2
  expect size = 10%
  expect size >= 10%
  expect size > 10%
  expect size != 10%
  expect size = 1
  expect share of frequency <= 66.67%
  expect share of frequency >= 66.67%
  expect share of frequency < 66.6666666666666667%
"""
    project = project_of(text)
    world = shop_of({f"c{n}": (2 if n == 0 else int(n == 1)) for n in range(10)})
    with filled("duckdb", project, world, tmp_path, "") as engine:
        answers = expected.kept(project, ["one"], D, engine, Stopwatch())
    assert [one.holds for one in answers["one"]] == [
        True, True, False, False, True, True, False, True,
    ]  # fmt: skip


def test_a_later_day_than_the_one_asked_for_is_said() -> None:
    project = project_of("segment x: vip as of 2026-12-31\n  expect size >= 1\n")
    asked = expected.questions(project, ["x"], D, Stopwatch())
    assert [one.message.code for one in asked.found] == ["SEG331"]


def shop_of(orders: dict[str, int]) -> dict[str, list[dict[str, object]]]:
    """The small shop with so many orders of each customer, ten euros each."""
    return {
        "customers": [
            {
                "customer_id": key,
                "city": None,
                "birth_date": None,
                "email": None,
                "is_staff": None,
            }
            for key in orders
        ],
        "orders": [
            {
                "order_id": f"{key} {number}",
                "customer": key,
                "product": None,
                "ordered_at": date(2026, 3, 1),
                "amount": Decimal(10),
                "channel": "web",
            }
            for key, count in orders.items()
            for number in range(count)
        ],
        "products": [],
        "visits": [],
        "gifts": [],
        "addresses": [],
    }


MESSAGES = [one for one in vars(verdicts).values() if isinstance(one, Message)]
OF_EXPECTATIONS = [one for one in MESSAGES if one.code >= "SEG385"]


@pytest.mark.parametrize("message", OF_EXPECTATIONS, ids=lambda message: message.code)
def test_examples_of_messages(message: Message, tmp_path: Path) -> None:
    found = []
    for text in (message.wrong, message.right):
        project = project_of(text)
        with filled("duckdb", project, shop_of({"a": 2, "b": 0}), tmp_path, "") as engine:
            answers = expected.kept(project, ["x"], D, engine, Stopwatch())["x"]
        broken = [one for one in answers if not one.holds]
        found.append([saying.of_expectation("x", one.promise, one.measured) for one in broken])
    assert [one.message.code for one in found[0]] == [message.code]
    assert found[1] == []
    for language in LANGUAGES:
        for template in (message.says, message.why, message.label, message.help):
            assert template is not None
            assert "{" not in found[0][0].said(template, language)
