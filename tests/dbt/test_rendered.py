"""What dbt renders for a day is what segdsl compiles for it, to the byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

import pytest

from segdsl.meaning import model
from segdsl.meaning.settings import DAYS, Settings
from segdsl.sql.dialects import DUCKDB, POSTGRES
from tests.dbt.rendering import Made, Refused, days, made, render_text, whole
from tests.differential import compiler as differential
from tests.differential.model_text import MODEL as LARGE_MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import sample
from tests.meaning import shop

LISTS = {"lists/amis.csv": b"customer_id,expires\nc1,\nc2,2026-06-30\nc3,2026-02-10\n"}
WINDOWS = """
list amis from "lists/amis.csv" key customer_id

segment last_days: any orders in last 90 days
segment last_months: any orders in last 3 months
segment last_weeks: any visits in last 2 weeks
segment between_two: any orders from 180d ago to 90d ago
segment long_ago: any orders before 1y ago
segment fixed: any orders from 2026-01-01 to 2026-03-31
segment from_then_on: any visits since 2025-11-01
segment this_month: any orders in this month
segment this_quarter: any orders in this quarter
segment this_year: any visits in this year
segment this_week: any orders in this week
segment previous_quarters: any orders in previous 2 quarters
segment previous_year: any orders in previous year
segment named: any visits in 2026-Q1
segment recent: recency < 30d and recency >= 1mo
segment oldish: birth_date before 2y ago
segment aged: age of birth_date >= 18
segment birthdays: birthday of birth_date in next 7 days
segment friends: amis
segment friends_then: amis as of 3 months ago
segment vip_then: vip as of 90 days ago
segment vip_a_year_ago: vip as of 1y ago and not vip
segment vip_new_year: vip as of 2026-01-01
segment walked: any visits then orders within 7d
segment spent: monetary as of 6mo ago > monetary
"""
FIRST, LAST = date(2026, 1, 1), date(2026, 7, 15)
TURNS = (FIRST, LAST, date(2026, 2, 28), date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 31))


def understood(*texts: str, settings: Settings = shop.SETTINGS) -> model.Project:
    project, found = shop.understood(*texts, settings=settings, contents=LISTS)
    errors = [(one.message.code, one.said(one.message.says, "en")) for one in found if one.is_error]
    assert not errors
    return project


@pytest.fixture(scope="module")
def windows() -> Made:
    project = understood(shop.MODEL, shop.RULES, WINDOWS)
    return made(project, whole(project), FIRST, LAST)


def test_every_window_of_the_language_follows_the_day(windows: Made) -> None:
    written = windows.populations["customers"].template
    assert written.listed == 0
    assert written.computed > 30
    for day in {*Random(7).sample(days(FIRST, LAST), 60), *TURNS}:
        same(windows, "customers", day)


def test_only_days_of_the_author_are_written() -> None:
    project = understood(shop.MODEL, shop.RULES, WINDOWS)
    names = {"customers": ["last_days", "this_month", "fixed", "vip_then"]}
    found = made(project, names, date(2026, 1, 10), date(2026, 1, 25))
    body = found.files["models/segdsl/customers_wide.sql"].split("WITH", 1)[1]
    # when the first quarter of 2026 begins in Paris, as an instant of UTC; its end is ahead
    assert set(re.findall(r"\d{4}-\d\d-\d\d", body)) == {"2025-12-31"}


def test_a_list_whose_lines_expire_changes_the_form_on_the_day(windows: Made) -> None:
    def friends(day: date) -> str:
        text = windows.rendered("customers", day)
        return next(line for line in text.splitlines() if 'AS "amis"' in line)

    assert "'c3'" in friends(date(2026, 2, 10))
    assert "'c3'" not in friends(date(2026, 2, 11))
    assert "'c2'" in friends(date(2026, 6, 30))
    assert "'c2'" not in friends(date(2026, 7, 1))


def test_postgresql_is_rendered_alike() -> None:
    project = understood(shop.MODEL, shop.RULES, WINDOWS)
    found = made(project, whole(project), date(2026, 3, 20), date(2026, 4, 2), POSTGRES)
    for day in days(date(2026, 3, 20), date(2026, 4, 2)):
        same(found, "customers", day)


ZONES = ("Europe/Paris", "America/Sao_Paulo", "Africa/Cairo", "Asia/Kathmandu", "UTC")


@pytest.mark.parametrize(("zone", "week"), list(zip(ZONES, DAYS, strict=False)))
def test_days_start_where_clocks_of_the_zone_say(zone: str, week: str) -> None:
    """Cairo's clocks skip midnight itself in spring; weeks start where the project says."""
    settings = Settings("shop", zone, week_starts=week, value={"": "monetary"})
    project = understood(shop.MODEL, shop.RULES, WINDOWS, settings=settings)
    first, last = date(2026, 3, 26), date(2026, 4, 28)
    found = made(project, {"customers": ["last_days", "this_week", "vip_then"]}, first, last)
    for day in days(first, last)[::2]:
        same(found, "customers", day)


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(1, 1, 1), date(1, 4, 3)), (date(9999, 9, 20), date.max)],
    ids=["first", "last"],
)
def test_the_first_and_the_last_days_there_are(first: date, last: date) -> None:
    """Days stop at the ends of the calendar: what no formula gives there is listed."""
    project = understood(shop.MODEL, shop.RULES, WINDOWS)
    names = {"customers": ["last_days", "last_months", "previous_year", "birthdays", "vip_then"]}
    found = made(project, names, first, last)
    assert found.populations["customers"].template.listed > 0 or last < date.max
    for day in (*days(first, last)[::9], *days(first, last)[-5:]):
        same(found, "customers", day)


@pytest.mark.parametrize("seed", range(8))
def test_drawn_projects_are_rendered_as_they_are_compiled(seed: int) -> None:
    """Shapes that change, formulas that are found or not: what is said is right on each day."""
    drawn = sample(seed)
    project = differential.understood(
        [LARGE_MODEL, *segments(seed, 12, drawn)], contents(seed, drawn)
    )
    random = Random(seed)
    first = drawn.as_of
    if first > date(9999, 1, 1):
        first = date(9998, 6, 1)
    last = first + timedelta(days=12)
    try:
        found = made(project, whole(project), first, last, random.choice((DUCKDB, POSTGRES)))
    except OverflowError:
        pytest.skip("no such day")
    for population in found.populations:
        for day in random.sample(days(first, last), 6):
            same(found, population, day)


def test_labels_with_tags_of_jinja_come_out_as_they_are() -> None:
    hostile = (
        "segment odd \"{{ 1/0 }} {% raw %} {# x #} ${HOME} 'quoted' {{{ % }}\": "
        'city = "{{ city }}" or city = "{% endif %}" or city starts with "{" or city ends with "{#"'
        "\n"
    )
    project = understood(shop.MODEL, shop.RULES, hostile)
    found = made(project, {"customers": ["odd"]}, FIRST, date(2026, 1, 5))
    for day in days(FIRST, date(2026, 1, 5)):
        same(found, "customers", day)


OUTSIDE: Mapping[str, object] = {
    "a day too early": "2025-12-31",
    "a day too late": date(2026, 7, 16),
    "no day": None,
}


@pytest.mark.parametrize("as_of", OUTSIDE.values(), ids=OUTSIDE)
def test_no_other_day_is_answered_for(windows: Made, as_of: object) -> None:
    with pytest.raises(Refused, match="as_of"):
        windows.rendered("customers", as_of)


def test_what_is_no_day_is_refused(windows: Made) -> None:
    with pytest.raises(ValueError, match="yesterday"):
        windows.rendered("customers", "yesterday")


def test_yaml_gives_a_date_and_it_is_taken(windows: Made) -> None:
    assert windows.rendered("customers", FIRST) == windows.rendered("customers", "2026-01-01")


CALLS = {
    "segdsl_days('2026-03-01', -1)": "2026-02-28",
    "segdsl_days('0001-01-02', -5)": "0001-01-01",
    "segdsl_days('9999-12-30', 5)": "9999-12-31",
    "segdsl_months('2024-03-31', -1)": "2024-02-29",
    "segdsl_months('2026-01-31', 1)": "2026-02-28",
    "segdsl_months('2026-01-31', -1)": "2025-12-31",
    "segdsl_months('0001-03-31', -12)": "0001-01-01",
    "segdsl_months('9999-03-31', 12)": "9999-12-31",
    "segdsl_start('2026-03-29', 'week')": "2026-03-23",
    "segdsl_start('2026-03-29', 'week', 6)": "2026-03-29",
    "segdsl_start('2026-05-29', 'quarter')": "2026-04-01",
    "segdsl_start('2026-05-29', 'month')": "2026-05-01",
    "segdsl_start('2026-05-29', 'year')": "2026-01-01",
    "segdsl_birthdays_from('2026-03-01')": "229",
    "segdsl_birthdays_from('2028-03-01')": "301",
    "segdsl_listed('2026-03-02', [['2026-01-01', 'a'], ['2026-03-02', 'b']])": "b",
    "segdsl_listed('2026-03-01', [['2026-01-01', 'a'], ['2026-03-02', 'b']])": "a",
}


@pytest.mark.parametrize("call", CALLS)
def test_macros_count_as_the_language_does(windows: Made, call: str) -> None:
    assert render_text(windows.files, f"{{{{ {call} }}}}", "2026-01-01") == CALLS[call]


def same(found: Made, population: str, day: date) -> None:
    """Fails unless rendered is compiled; numbers of a month and day may move a line break."""
    rendered, compiled = found.rendered(population, day), found.compiled(population, day)
    if rendered.strip() != compiled.strip():
        assert rendered.split() == compiled.split(), day
        assert "AS BIGINT" in compiled, "only whole numbers are longer on some days"
