"""Windows of the calendar: which days each holds, seen from several days, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from segdsl.meaning import model
from segdsl.meaning.settings import DAYS
from tests.meaning.shop import MODEL, SETTINGS, understood

# 2026-03-31 is a Tuesday, 2024-02-29 a Thursday, 2026-01-04 a Sunday
CASES = [
    ("in this week", "2026-03-31", "2026-03-30", "2026-03-31"),
    ("in this week", "2026-01-04", "2025-12-29", "2026-01-04"),
    ("in this month", "2026-03-31", "2026-03-01", "2026-03-31"),
    ("in this month", "2026-03-01", "2026-03-01", "2026-03-01"),
    ("in this quarter", "2026-03-31", "2026-01-01", "2026-03-31"),
    ("in this quarter", "2026-12-31", "2026-10-01", "2026-12-31"),
    ("in this year", "2024-02-29", "2024-01-01", "2024-02-29"),
    ("in previous week", "2026-03-31", "2026-03-23", "2026-03-29"),
    ("in previous week", "2026-01-04", "2025-12-22", "2025-12-28"),
    ("in previous month", "2026-03-31", "2026-02-01", "2026-02-28"),
    ("in previous month", "2024-03-01", "2024-02-01", "2024-02-29"),
    ("in previous month", "2026-01-15", "2025-12-01", "2025-12-31"),
    ("in previous quarter", "2026-03-31", "2025-10-01", "2025-12-31"),
    ("in previous quarter", "2026-04-01", "2026-01-01", "2026-03-31"),
    ("in previous year", "2026-03-31", "2025-01-01", "2025-12-31"),
    ("in previous 2 weeks", "2026-03-31", "2026-03-16", "2026-03-29"),
    ("in previous 3 months", "2026-03-31", "2025-12-01", "2026-02-28"),
    ("in previous 2 quarters", "2026-05-05", "2025-10-01", "2026-03-31"),
    ("in previous 2 years", "2026-03-31", "2024-01-01", "2025-12-31"),
    ("in 2025", "2026-03-31", "2025-01-01", "2025-12-31"),
    ("in 2025-Q1", "2026-03-31", "2025-01-01", "2025-03-31"),
    ("in 2024-02", "2026-03-31", "2024-02-01", "2024-02-29"),
    ("in 2027-Q4", "2026-03-31", "2027-10-01", "2027-12-31"),
    ("from 2026-01-15 to 30d ago", "2026-03-31", "2026-01-15", "2026-03-01"),
    ("from 1mo ago to 2026-03-15", "2026-03-31", "2026-03-01", "2026-03-15"),
    ("from 10d ago to 2026-04-05", "2026-03-31", "2026-03-22", "2026-04-05"),
    ("in next 7 days", "2026-03-31", "2026-04-01", "2026-04-07"),
    ("in next 1 month", "2026-01-31", "2026-02-01", "2026-02-28"),
]


def window(text: str, week_starts: str = "monday") -> model.Window:
    settings = replace(SETTINGS, value=None, week_starts=week_starts)
    project, found = understood(MODEL, f"segment x: birth_date {text}\n", settings=settings)
    assert found == ()
    condition = project.segments["x"].condition
    assert isinstance(condition, model.InWindow)
    assert isinstance(condition.window, model.Window)
    return condition.window


@pytest.mark.parametrize(("text", "as_of", "first", "last"), CASES)
def test_a_window_holds_these_days(text: str, as_of: str, first: str, last: str) -> None:
    here, day = window(text), date.fromisoformat(as_of)
    held = [
        one
        for one in (day + timedelta(days=shift) for shift in range(-1200, 1200))
        if here.period.holds(one, day, here.arguments)
    ]
    assert (str(held[0]), str(held[-1])) == (first, last)
    assert here.period.bounds(day, here.arguments) == (held[0], held[-1])


@pytest.mark.parametrize(
    ("text", "as_of"),
    [("from 2026-03-02 to 30d ago", "2026-03-31"), ("from 30d ago to 2026-03-01", "2026-03-31")],
)
def test_a_window_that_ends_before_it_begins_holds_no_day(text: str, as_of: str) -> None:
    here, day = window(text), date.fromisoformat(as_of)
    first, last = here.period.bounds(day, here.arguments)
    assert first is not None
    assert last is not None
    assert first > last
    days = (day + timedelta(days=shift) for shift in range(-100, 100))
    assert not any(here.period.holds(one, day, here.arguments) for one in days)


@pytest.mark.parametrize(("starts", "first"), [("monday", "2026-03-30"), ("sunday", "2026-03-29"),
                                               ("saturday", "2026-03-28")])  # fmt: skip
def test_a_week_starts_where_the_project_says(starts: str, first: str) -> None:
    here, day = window("in this week", starts), date(2026, 3, 31)
    assert here.period.bounds(day, here.arguments) == (date.fromisoformat(first), day)


@pytest.mark.parametrize("starts", DAYS)
@pytest.mark.parametrize("text", ["in this week", "in previous week", "in previous 3 weeks"])
def test_weeks_are_whole_and_meet(text: str, starts: str) -> None:
    this, here = window("in this week", starts), window(text, starts)
    for shift in range(14):
        day = date(2026, 3, 31) + timedelta(days=shift)
        start, _ = this.period.bounds(day, this.arguments)
        first, last = here.period.bounds(day, here.arguments)
        assert start is not None
        assert first is not None
        assert last is not None
        assert start.strftime("%A").lower() == first.strftime("%A").lower() == starts
        assert text == "in this week" or last == start - timedelta(days=1)


def test_an_impossible_month_or_year_is_said() -> None:
    for text in ("in 2025-13", "in 0000", "in 0000-Q1"):
        _, found = understood(MODEL, f"segment x: any orders {text}\n",
                              settings=replace(SETTINGS, value=None))  # fmt: skip
        assert [one.message.code for one in found] == ["SEG043"], text


def test_what_lies_at_the_ends_of_the_calendar_is_no_error() -> None:
    for text in ("in previous 99999 years", "in previous 999999 weeks", "in next 99999y"):
        here = window(text)
        for day in (date.min, date(2026, 3, 31), date.max):
            first, last = here.period.bounds(day, here.arguments)
            assert first is not None
            assert last is not None
