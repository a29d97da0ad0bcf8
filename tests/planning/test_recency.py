"""How far back a last row is looked for: to the longest bound, all the way where one is open."""

from __future__ import annotations

from datetime import date

import pytest

from segdsl.planning import recency
from tests.meaning.shop import MODEL, RULES, understood

DAY = date(2026, 3, 31)

# what stands below RULES, where `recency` is the time since the last order, and the first day
CASES = [
    ("segment x: recency < 90d", "2025-12-31"),
    ("segment x: recency <= 90d", "2025-12-31"),
    ("segment x: 90d > recency", "2025-12-31"),
    ("segment x: time since last order = 7d", "2026-03-24"),
    ("segment x: not (recency < 90d)", "2025-12-31"),
    ("segment x: recency between 14d and 60d", "2026-01-30"),
    ("segment x: recency < 6mo", "2025-09-30"),
    ("segment x: recency < 7d or recency < 90d", "2025-12-31"),
    ("segment x: recency < span\nparameter span: duration = 30d", "2026-03-01"),
    ("segment y: recency < 90d\nsegment x: y and recency < 7d", "2025-12-31"),
    ("segmentation x:\n  a when recency < 7d\n  b when recency < 1y\n  c otherwise", "2025-03-31"),
    # who bought long ago, or ever, is only known from all rows
    ("segment x: recency >= 90d", None),
    ("segment x: recency > 90d", None),
    ("segment x: recency is known and recency < 90d", None),
    ("segment x: recency in (7d, 8d)", None),
    ("segment x: recency < 2 * average gap between orders", None),
    ("segment x: score of recency >= 4 and recency < 90d", None),
    ("segment y: recency > 90d\nsegment x: recency < 7d and not y", None),
    ("segment y: recency >= 1y\nsegment x: cycle is actif and not y", None),
]


@pytest.mark.parametrize(("text", "first"), CASES)
def test_rows_matter_from_this_day_on(text: str, first: str | None) -> None:
    project, found = understood(MODEL, RULES, f"{text}\n")
    assert found == ()
    days = recency.first_days(project, ["x"], None, DAY)
    assert [str(day) for day in days.values()] == ([] if first is None else [first])


def test_what_members_are_weighed_by_is_a_use_too() -> None:
    project, _ = understood(MODEL, RULES, "segment x: recency < 90d\n")
    assert recency.first_days(project, ["x"], "recency", DAY) == {}


def test_other_segments_of_the_project_change_nothing() -> None:
    project, _ = understood(MODEL, RULES, "segment x: recency < 7d\nsegment y: recency > 90d\n")
    (day,) = recency.first_days(project, ["x"], None, DAY).values()
    assert day == date(2026, 3, 24)
