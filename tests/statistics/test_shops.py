"""Surveys of small shops with something odd each: the reference says what they must be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest

from segdsl import compiler
from segdsl.compiler import Stopwatch
from segdsl.interpreter.tables import World
from segdsl.meaning import model
from segdsl.meaning.settings import Settings
from segdsl.statistics.from_warehouse import questionnaire, survey
from segdsl.statistics.survey import Survey
from segdsl.warehouse import run as runs
from tests.differential.comparison import Engine, duckdb_engine, postgres_engine
from tests.meaning.shop import MODEL, RULES, understood
from tests.statistics import oracle
from tests.statistics.engines import Asked, asked
from tests.statistics.test_surveys import differences, ignored

DAY = date(2026, 3, 31)
DAYS = (date(2025, 9, 30), date(2025, 12, 31), DAY)
SCORED = """
segment actifs: frequency >= 1
segment bons: frequency >= 2 and recency < 90d and city = "Paris"
segment premiers: monetary in top 50% among actifs
segment de_retour: vip and not vip as of 2025-12-31
segmentation rfm:
  a when score of recency among actifs >= 4 and score of frequency among actifs >= 4
  b when score of frequency among actifs >= 2
  c otherwise
segmentation villes: by city
segmentation essai: split "essai" temoin 50%, test 50%
channel email: email is known
channel poste: city is known
target relance: actifs
  by email, poste
  except is_staff
  at most 2 highest monetary
  control 50% "relance"
"""


@pytest.fixture(scope="module")
def engines(postgres_uri: str) -> Iterator[tuple[Engine, ...]]:
    with duckdb_engine() as duck, postgres_engine(postgres_uri) as postgres:
        yield duck, postgres


def project(*texts: str, value: Mapping[str, str] | None = None) -> model.Project:
    settings = Settings("shop", "Europe/Paris", value={"": "monetary"} if value is None else value)
    found, said = understood(MODEL, *texts, settings=settings)
    assert [one.said(one.message.says, "en") for one in said if one.is_error] == []
    return found


def customer(key: str | None, **cells: object) -> dict[str, object]:
    empty = dict.fromkeys(("city", "birth_date", "email", "is_staff"))
    return {"customer_id": key, **empty, **cells}


def order(who: str, at: str, amount: str | None, number: int) -> dict[str, object]:
    return {
        "order_id": f"o{number}", "customer": who, "product": None, "channel": "web",
        "ordered_at": datetime.fromisoformat(at),
        "amount": None if amount is None else Decimal(amount),
    }  # fmt: skip


def world(customers: list[dict[str, object]], *orders: tuple[str, str, str | None]) -> World:
    rows = [order(*one, number=number) for number, one in enumerate(orders)]
    others = dict.fromkeys(("products", "visits", "gifts", "addresses"), ())
    return {"customers": customers, "orders": rows, **others}


FEW = world(
    [
        customer("a", city="Paris", email="a@x", is_staff=False),
        customer("b", city="Paris", is_staff=False),
        customer("c", city="Lyon", email="c@x", is_staff=True),
        customer("d", email="d@x"),
        customer("e", city="Lyon", email="e@x", is_staff=False, birth_date=date(1990, 5, 1)),
        customer(None, city="Nice"),
    ],
    ("a", "2026-03-01 10:00", "600"), ("a", "2025-10-01 10:00", "500"),
    ("b", "2026-02-01 10:00", "40.5"), ("b", "2026-02-02 10:00", "9.99"),
    ("c", "2025-08-01 10:00", "1200"), ("e", "2025-04-02 10:00", None),
    ("e", "2026-01-15 10:00", "-3"),
)  # fmt: skip


def surveyed(
    found: model.Project, rows: World, engine: Engine, days: tuple[date, ...] = DAYS
) -> Survey:
    engine.load(found, rows)
    there = asked(engine.dialect, engine.rows)
    return survey(found, DAY, days, there, Stopwatch(), ignored)


def agrees(
    found: model.Project,
    rows: World,
    engines: tuple[Engine, ...],
    days: tuple[date, ...] = DAYS,
) -> Survey:
    """The survey, which is that of the reference on every engine."""
    expected = oracle.survey(found, rows, DAY, days, "test")
    for engine in engines:
        actual = surveyed(found, rows, engine, days)
        assert differences(actual, expected) == {}, engine.dialect
    return expected


def test_a_shop_with_something_of_everything(engines: tuple[Engine, ...]) -> None:
    found = agrees(project(RULES, SCORED), FEW, engines)
    assert found.crowds["customers"].size == 5
    assert found.grids["customers"].sizes[4][4] == 1  # a: the most recent, the most often
    assert "de_retour" not in found.trends["customers"].courses  # that day is still to come then
    assert found.crowds["customers"].classes["villes"] == {"Paris": 2, "Lyon": 2, None: 1}
    assert found.attritions["relance"].rungs[-1].kept == 2


def test_nobody_at_all(engines: tuple[Engine, ...]) -> None:
    found = agrees(project(RULES, SCORED), world([]), engines)
    assert found.crowds["customers"].size == 0
    assert found.crowds["customers"].value == 0
    assert found.distributions["monetary"].bins == ()


def test_one_customer(engines: tuple[Engine, ...]) -> None:
    agrees(project(RULES, SCORED), world([customer("a")], ("a", "2026-03-01", "7")), engines)


def test_customers_of_whom_nothing_is_known(engines: tuple[Engine, ...]) -> None:
    rows = world([customer("a"), customer("b"), customer("c")])
    found = agrees(project(RULES, SCORED), rows, engines)
    assert found.crowds["customers"].categories["city"].labels == (None,)
    assert found.distributions["recency"].missing == 3


def test_names_and_values_that_are_made_to_break_sql(engines: tuple[Engine, ...]) -> None:
    rules = """
segment été: city in ("'", "${x}", "%s", "a;b")
segment `or`: frequency >= 1 and monetary < 1e3 and city != "é"
segment number: city is missing
segment mask: city is known
segment key: city = ""
segment label: city != ""
segment m0: frequency = 0
segment n0: frequency >= 0
segment size: monetary > 0
segment value: monetary <= 0
segment part: mask or number
metric counted: count of orders
  better higher
"""
    rules = rules.replace("1e3", "1000")
    names = ["'", '"', "${x}", "%s", "a;b", "é", "", "NULL", "--", "\\"]
    rows = world([customer(f"c{n}", city=name) for n, name in enumerate(names)])
    found = agrees(project(RULES, rules), rows, engines)
    assert found.crowds["customers"].categories["city"].labels == tuple(sorted(names))


def test_a_project_without_a_weight_has_sizes_only(engines: tuple[Engine, ...]) -> None:
    found = agrees(project(RULES, SCORED, value={}), FEW, engines)
    assert found.crowds["customers"].value is None
    assert {cell.value for cell in found.crowds["customers"].cells} == {None}
    assert set(found.trends["customers"].whole.values) == {None}


def test_a_project_that_only_has_a_population(engines: tuple[Engine, ...]) -> None:
    found = agrees(project(value={}), FEW, engines)
    assert [cell.size for cell in found.crowds["customers"].cells] == [5]


@pytest.mark.parametrize("days", [(), (DAY,), DAYS[:2]])
def test_any_days_make_a_trend_or_none(days: tuple[date, ...], engines: tuple[Engine, ...]) -> None:
    found = agrees(project(RULES, SCORED), FEW, engines, days)
    assert bool(found.trends) is bool(days)
    assert bool(found.flows) is (len(days) > 1)


def test_a_field_with_many_values_is_no_category(engines: tuple[Engine, ...]) -> None:
    rows = world([customer(f"c{n}", city=f"city {n}") for n in range(13)])
    found = agrees(project(RULES, "segmentation villes: by city"), rows, engines)
    assert [*found.crowds["customers"].categories] == ["is_staff"]
    assert len(found.crowds["customers"].classes["villes"]) == 13


def test_of_many_texts_the_most_frequent_stand_apart(engines: tuple[Engine, ...]) -> None:
    rules = 'metric ville: most frequent orders.order_id\nsegment s: ville = "o1"'
    customers = [customer(f"c{n}") for n in range(30)]
    rows = world(customers, *((f"c{n}", "2026-03-01", "1") for n in range(28)))
    found = agrees(project(RULES, rules), rows, engines)
    bins = found.distributions["ville"].bins
    assert (len(bins), bins[-1].size, bins[-1].label) == (21, 8, None)
    assert found.distributions["ville"].missing == 2


def test_amounts_of_all_sizes_and_signs_find_their_bin(engines: tuple[Engine, ...]) -> None:
    rules = "segment s: monetary >= 10 and frequency >= 0"
    amounts = ["0", "0.01", "0.99", "1", "9.99", "10", "10.1", "99.99", "100", "101", "12345.67"]
    amounts += ["-0.01", "-0.5", "-1", "-1.01", "-10", "-99", "-100", "-100.01", "-12345"]
    customers = [customer(f"c{n}") for n in range(len(amounts))]
    rows = world(customers, *((f"c{n}", "2026-03-01", a) for n, a in enumerate(amounts)))
    found = agrees(project(RULES, rules), rows, engines)
    bins = {(one.low, one.high): one.size for one in found.distributions["monetary"].bins}
    assert bins[Decimal("10"), Decimal("11")] == 2
    assert bins[Decimal("9.9"), Decimal("10")] == 1
    assert bins[Decimal("-110"), Decimal("-100")] == 1
    assert bins[Decimal("-1.1"), Decimal("-1")] == 1
    assert bins[Decimal("0.99"), Decimal("1")] == 1


def test_conditions_of_everybody_of_nobody_and_of_many_parts(engines: tuple[Engine, ...]) -> None:
    many = " and ".join(f"frequency != {number}" for number in range(5, 55))
    rules = f"""
segment tous: true
segment personne: false
segment beaucoup: {many}
segmentation tout_le_monde:
  un otherwise
"""
    found = agrees(project(RULES, rules), FEW, engines)
    assert found.attritions["tout_le_monde.un"].rungs == ()
    assert found.attritions["personne"].rungs[0].kept == 0
    assert len(found.attritions["beaucoup"].rungs) == 40


NUMBERS = """
population things (thing) from things
  key thing_id: integer
  ratio: number
  part: percent
  points: integer
metric double: 2 * ratio
metric parts: part
metric squared: points * points
segment grands: double > 10 and parts >= 30%
segment petits: squared < 100
"""


def test_numbers_beyond_all_measure_stop_nothing(engines: tuple[Engine, ...]) -> None:
    numbers = (0.0, -0.0, 0.1, 0.29, 0.57, 1e-9, -1e-9, 1e15, 1e16, -1e300, 1e300, None)
    parts = (0.0, 0.001, 0.29, 0.3, 0.57, 0.999, 1.0, 1.001, 12.5, -0.3, float("nan"), None)
    points = (0, 1, -1, 99, 100, 101, 999, 1000, 3_000_000_000, -5, None, 7)
    rows = [
        {"thing_id": n, "ratio": ratio, "part": part, "points": count}
        for n, (ratio, part, count) in enumerate(zip(numbers, parts, points, strict=True))
    ]
    found, said = understood(NUMBERS, settings=Settings("shop", "Europe/Paris"))
    assert said == ()
    seen = agrees(found, {"things": rows}, engines)
    bins = {one.low: one.high for one in seen.distributions["parts"].bins}
    assert bins[Decimal("0.3")] == Decimal("0.301")  # a limit of 30 % is the edge of a bin
    assert bins[Decimal("12.5")] == Decimal("12.6")


def test_a_population_is_asked_by_two_statements_however_many_segments(
    engines: tuple[Engine, ...],
) -> None:
    for count in (1, 40):
        rules = "\n".join(f"segment s{number}: frequency >= {number}" for number in range(count))
        found = project(RULES, rules)
        for engine in engines:
            engine.load(found, FEW)
            there, told = Counting(engine), list[str]()
            survey(found, DAY, DAYS, there.asked(), Stopwatch(), told.append)
            assert (there.sent, told) == (2, ["customers"])


@dataclass
class Counting:
    """How many statements an engine was sent."""

    engine: Engine
    sent: int = 0

    def asked(self) -> Asked:
        return asked(self.engine.dialect, self.rows)

    def rows(self, sql: str) -> Sequence[tuple[object, ...]]:
        self.sent += 1
        return self.engine.rows(sql)


PRIVATE = """
segment connus: email is known
segment chez_x: email ends with "x" and frequency >= 1
segmentation par_mail: by email
metric adresse: most frequent visits.page where (page = customer.email)
metric double: age of birth_date
channel mail: email is known
"""
CANARY = "canary@example.org"


def test_what_is_private_is_nowhere_in_a_survey(engines: tuple[Engine, ...]) -> None:
    rows = world([customer("a", email=CANARY, city="Paris"), customer("b", email=CANARY)])
    visits = [{"customer": "a", "day": DAY, "page": CANARY}]
    shown = project(RULES, PRIVATE, "metric page: most frequent visits.page")
    found = agrees(project(RULES, PRIVATE), {**rows, "visits": visits}, engines)
    assert CANARY not in repr(found)
    assert "adresse" not in found.distributions
    assert "adresse" not in found.crowds["customers"].metrics
    assert "par_mail" not in found.crowds["customers"].classes
    assert found.crowds["customers"].categories.keys() == {"city", "is_staff"}
    assert found.attritions["connus"].rungs[0].kept == 2
    # the canary would be seen: a metric that anybody may see shows it
    assert CANARY in repr(agrees(shown, {**rows, "visits": visits}, engines))


def test_a_survey_counts_what_a_run_counts(engines: tuple[Engine, ...]) -> None:
    found = project(RULES, SCORED)
    for engine in engines:
        seen = surveyed(found, FEW, engine)
        there = asked(engine.dialect, engine.rows)
        crowd = seen.crowds["customers"]
        programs, _ = compiler.weighed_programs(found, [], DAY, Stopwatch())
        for one in runs.run(programs, there).results:
            if one.name in crowd.names:
                place = crowd.names.index(one.name)
                inside = [cell for cell in crowd.cells if cell.mask >> place & 1]
                assert sum(cell.size for cell in inside) == one.size, one.name
                assert sum(cell.value or 0 for cell in inside) == one.value, one.name


def test_more_names_than_fit_in_a_statement_are_asked_in_rounds(
    engines: tuple[Engine, ...],
) -> None:
    rules = "\n".join(f"segment s{number}: frequency >= {number % 4}" for number in range(310))
    found = project(RULES, rules)
    assert len(questionnaire(found, DAY, DAYS, Stopwatch()).rounds) == 2
    for engine in engines:
        seen = surveyed(found, FEW, engine)
        last = seen.attritions["s309"], seen.trends["customers"].courses["s309"].sizes[-1]
        assert last[0].rungs[-1].kept == last[1] == 4
        assert len(seen.trends["customers"].courses) == 313
