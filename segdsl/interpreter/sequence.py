"""Whether one row follows another in time: rows with their moments in, a truth out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from segdsl.interpreter.reading import end_of_day
from segdsl.interpreter.tables import Row
from segdsl.meaning.vocabulary.periods import Length, Unit


@dataclass(frozen=True, slots=True)
class Timed:
    """A row and when it happened: its instant, None where its table knows days only, its day."""

    row: Row
    at: datetime | None
    day: date


def follows(first: Timed, then: Timed, within: Length) -> bool:
    """Whether `then` is another row, later than `first` and within so long of it."""
    if first.row is then.row:
        return False
    if first.at is None or then.at is None:
        return first.day <= then.day <= within.after(first.day)
    if not first.at < then.at:
        return False
    if within.unit is Unit.HOUR:
        return then.at - first.at <= timedelta(hours=within.count)
    return then.day <= within.after(first.day)


def is_over(first: Timed, within: Length, as_of: date, timezone: str) -> bool:
    """Whether the time for something to follow has passed at the end of the as-of day."""
    if within.unit is Unit.HOUR and first.at is not None:
        return first.at + timedelta(hours=within.count) < end_of_day(as_of, timezone)
    return within.after(first.day) <= as_of


def holds(
    firsts: Sequence[Timed],
    thens: Sequence[Timed],
    within: Length,
    denied: bool,
    as_of: date,
    timezone: str,
) -> bool:
    """`any A then B within …`, or `any A then no B within …` where `denied`."""
    if denied:
        return any(
            is_over(first, within, as_of, timezone)
            and not any(follows(first, then, within) for then in thens)
            for first in firsts
        )
    return any(follows(first, then, within) for first in firsts for then in thens)
