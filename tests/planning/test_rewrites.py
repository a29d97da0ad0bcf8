"""The passes are chosen as their cost rule says."""

from __future__ import annotations

from datetime import date, timedelta

from segdsl.meaning.types import Type
from segdsl.planning import plan, rewrites

DAY = date(2026, 3, 31)
CATEGORY = plan.Column("order", "category", Type.TEXT)
PRICE = plan.Column("order", "price", Type.NUMBER)


def is_(category: str) -> plan.Term:
    return plan.Compare("=", CATEGORY, plan.Const(category, Type.TEXT))


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def tiers(days: list[int], joined: int = 0) -> list[list[int]]:
    """Requests of as many days, laid into passes."""
    return rewrites.tiers(days, ago, DAY, joined)


def test_rows_of_a_pass_are_those_that_a_fold_wants() -> None:
    garden, kitchen = (plan.Const(name, Type.TEXT) for name in ("garden", "kitchen"))
    wanted = rewrites.wanted([is_("garden"), is_("kitchen"), is_("garden")])
    assert wanted == plan.OneOf(CATEGORY, (garden, kitchen))


def test_conditions_on_two_columns_are_joined_by_or() -> None:
    dear = plan.Compare(">", PRICE, plan.Const(5, Type.INTEGER))
    assert rewrites.wanted([is_("garden"), dear]) == plan.AnyOf((is_("garden"), dear))


def test_a_fold_of_all_rows_keeps_all_rows() -> None:
    assert rewrites.wanted([is_("garden"), None]) is None


def test_many_conditions_are_not_asked_twice() -> None:
    many = [is_(f"category {number}") for number in range(rewrites.FEW + 1)]
    assert rewrites.wanted(many) is None


def test_a_short_window_keeps_its_own_pass_where_it_skips_much() -> None:
    assert tiers([1000, 30, 30, 30, 30]) == [[1000], [30, 30, 30, 30]]


def test_windows_of_nearly_one_length_share_a_pass() -> None:
    assert tiers([365, 364]) == [[365, 364]]


def test_windows_share_the_rows_that_are_looked_up_in_another_table() -> None:
    assert tiers([1000, 365, 365, 365, 365], joined=0) == [[1000], [365, 365, 365, 365]]
    assert tiers([1000, 365, 365, 365, 365], joined=1) == [[1000, 365, 365, 365, 365]]
