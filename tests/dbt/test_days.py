"""Days that follow the as-of day: what explains them is found, what nothing explains listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from segdsl.dbt import days
from segdsl.dbt.places import Day, Listed, Reader
from segdsl.meaning.vocabulary.periods import Calendar, Length, Unit
from tests.dbt.test_rendered import understood
from tests.meaning import shop

YEAR = [date(2026, 7, 1) + timedelta(days=n) for n in range(366)]
Way = Callable[[date], date]


def before(count: int, unit: Unit, later: int = 0) -> Way:
    return lambda day: Length(count, unit).before(day) + timedelta(days=later)


WAYS: dict[str, tuple[Way, days.Rule]] = {
    "a day that stays": (lambda _: date(2020, 2, 29), date(2020, 2, 29)),
    "the day itself": (lambda day: day, ()),
    "90 days earlier": (before(90, Unit.DAY), (days.Days(-90),)),
    "the first of the last 3 months": (
        before(3, Unit.MONTH, 1),
        (days.Months(3), days.Days(1)),
    ),
    "a year ahead": (lambda day: Length(1, Unit.YEAR).after(day), (days.Months(-12),)),
    "this quarter": (Calendar(1, Unit.QUARTER, 0).start, (days.Start(Unit.QUARTER),)),
    "two years before this one": (
        Calendar(2, Unit.YEAR, 0).before,
        (days.Start(Unit.YEAR), days.Months(24)),
    ),
    "weeks that start on Sunday": (
        Calendar(2, Unit.WEEK, 6).before,
        (days.Start(Unit.WEEK, 6), days.Days(-14)),
    ),
    "what was 3 months before 90 days ago": (
        lambda day: before(3, Unit.MONTH)(before(90, Unit.DAY)(day)),
        (days.Days(-90), days.Months(3)),
    ),
    "the earlier of two": (
        lambda day: min(before(90, Unit.DAY)(day), before(3, Unit.MONTH)(day)),
        days.Earliest((days.Days(-90),), (days.Months(3),)),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_way_to_a_day_is_found(way: str) -> None:
    goes, meant = WAYS[way]
    found = days.rule([(day, goes(day)) for day in YEAR], [(), (days.Days(-90),)], 6)
    if isinstance(meant, days.Earliest):
        assert isinstance(found, days.Earliest)
        assert {found.one, found.other} == {meant.one, meant.other}
    else:
        assert found == meant


def test_what_nothing_explains_is_listed_day_by_day() -> None:
    odd = [day + timedelta(days=day.day**2 % 17) for day in YEAR]
    reader = Reader(understood(shop.MODEL, shop.RULES))
    assert days.rule(list(zip(YEAR, odd, strict=True)), [()], 0) is None
    place = reader.place(YEAR, odd)
    assert isinstance(place, Listed)
    assert [reader.value(place, day) for day in YEAR] == odd
    assert reader.place(YEAR, YEAR) == Day(())
