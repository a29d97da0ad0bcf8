"""What clocks and calendars of the project show: moments in; naive ones, and birthdays, out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from segdsl.interpreter.reading import Read
from segdsl.meaning import model
from segdsl.meaning.vocabulary import dates


def on_clock(moment: Read, timezone: str) -> date | None:
    """A day as it is; an instant as the clocks of the project show it."""
    if not isinstance(moment, datetime):
        return moment if isinstance(moment, date) else None
    try:
        shown = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone))
    except OverflowError:
        return moment
    return shown.replace(tzinfo=None)


def is_kept_in(birth: date, window: model.Window, as_of: date) -> bool:
    """Whether the birthday of some year is in the window."""
    ends = window.period.bounds(as_of, window.arguments)
    years = [end.year for end in (*ends, as_of) if end is not None]
    return any(
        window.period.holds(dates.birthday(birth, year), as_of, window.arguments)
        for year in range(min(years), max(years) + 1)
    )
