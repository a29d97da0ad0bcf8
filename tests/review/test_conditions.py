"""Each change of a condition is said in a sentence: both texts, and what is said, beside it."""

from __future__ import annotations

import pytest

from tests.review.versions import compared, told

LESS = " (can only remove members)"
MORE = " (can only add members)"
CASES = [
    (
        "a threshold",
        "frequency >= 4",
        "frequency >= 6",
        "the threshold on “Orders in 12 months” moves from 4 to 6:"
        " `frequency >= 4` → `frequency >= 6`" + LESS,
        "le seuil sur « Orders in 12 months » passe de 4 à 6 :"
        " `frequency >= 4` → `frequency >= 6` (ne peut que faire sortir des membres)",
    ),
    (
        "a threshold below, denied",
        "not frequency >= 4",
        "not frequency >= 6",
        "the threshold on “Orders in 12 months” moves from 4 to 6:"
        " `not frequency >= 4` → `not frequency >= 6`" + MORE,
        "le seuil sur « Orders in 12 months » passe de 4 à 6 :"
        " `not frequency >= 4` → `not frequency >= 6` (ne peut que faire entrer des membres)",
    ),
    (
        "a duration",
        "recency < 90d",
        "recency < 2mo",
        "the threshold on “Time since the last order” moves from 90 days to 2 months:"
        " `recency < 90d` → `recency < 2mo`" + LESS,
        "le seuil sur « Time since the last order » passe de 90 jours à 2 mois :"
        " `recency < 90d` → `recency < 2mo` (ne peut que faire sortir des membres)",
    ),
    (
        "three months are not always less than 90 days",
        "recency < 90d",
        "recency < 3mo",
        "the threshold on “Time since the last order” moves from 90 days to 3 months:"
        " `recency < 90d` → `recency < 3mo`",
        "le seuil sur « Time since the last order » passe de 90 jours à 3 mois :"
        " `recency < 90d` → `recency < 3mo`",
    ),
    (
        "a number that became a parameter",
        "recency < 60d",
        "recency < lately",
        "the threshold on “Time since the last order” moves from 60 days to 90 days (`lately`):"
        " `recency < 60d` → `recency < lately`",
        "le seuil sur « Time since the last order » passe de 60 jours à 90 jours (`lately`) :"
        " `recency < 60d` → `recency < lately`",
    ),
    (
        "a sign",
        "monetary >= 100",
        "monetary > 100",
        "the test of “Spend in 12 months” changes: `monetary >= 100` → `monetary > 100`" + LESS,
        "la comparaison sur « Spend in 12 months » change :"
        " `monetary >= 100` → `monetary > 100` (ne peut que faire sortir des membres)",
    ),
    (
        "a range",
        "recency between 10d and 60d",
        "recency between 14d and 50d",
        "the range of “Time since the last order” changes:"
        " `recency between 10d and 60d` → `recency between 14d and 50d`" + LESS,
        "l'intervalle sur « Time since the last order » change :"
        " `recency between 10d and 60d` → `recency between 14d and 50d`"
        " (ne peut que faire sortir des membres)",
    ),
    (
        "options",
        'city in ("Rennes", "Brest")',
        'city in ("Brest", "Paris")',
        "`city` may now also be “Paris”, and no longer “Rennes”:"
        ' `city in ("Rennes", "Brest")` → `city in ("Brest", "Paris")`',
        "`city` peut maintenant être aussi « Paris », et plus « Rennes » :"
        ' `city in ("Rennes", "Brest")` → `city in ("Brest", "Paris")`',
    ),
    (
        "one option more",
        'city = "Rennes"',
        'city in ("Rennes", "Brest")',
        "`city` may now also be “Brest”:"
        ' `city = "Rennes"` → `city in ("Rennes", "Brest")`' + MORE,
        "`city` peut maintenant être aussi « Brest » :"
        ' `city = "Rennes"` → `city in ("Rennes", "Brest")` (ne peut que faire entrer des membres)',
    ),
    (
        "a condition more",
        "frequency >= 4",
        "frequency >= 4 and recency < 90d",
        "one more condition: `recency < 90d`" + LESS,
        "une condition de plus : `recency < 90d` (ne peut que faire sortir des membres)",
    ),
    (
        "a condition less",
        "frequency >= 4 and recency < 90d",
        "recency < 90d",
        "a condition is gone: `frequency >= 4`" + MORE,
        "une condition disparaît : `frequency >= 4` (ne peut que faire entrer des membres)",
    ),
    (
        "another way in",
        "frequency >= 4 and recency < 90d",
        "(frequency >= 4 and recency < 90d) or is_staff",
        "one more way in: `is_staff`" + MORE,
        "une possibilité de plus : `is_staff` (ne peut que faire entrer des membres)",
    ),
    (
        "a condition more below a not",
        "not (frequency >= 4 or is_staff)",
        'not (frequency >= 4 or is_staff or city = "Rennes")',
        'one more way in: `city = "Rennes"`' + LESS,
        'une possibilité de plus : `city = "Rennes"` (ne peut que faire sortir des membres)',
    ),
    (
        "the contrary",
        "frequency >= 4 and is_staff",
        "frequency >= 4 and not is_staff",
        "the contrary is asked now: `is_staff` → `not is_staff`",
        "c'est le contraire qui est demandé : `is_staff` → `not is_staff`",
    ),
    (
        "any that became no",
        "any orders in last 30d",
        "no orders in last 30d",
        "the contrary is asked now: `any orders in last 30d` → `no orders in last 30d`",
        "c'est le contraire qui est demandé :"
        " `any orders in last 30d` → `no orders in last 30d`",
    ),
    (
        "and that became or",
        "frequency >= 4 and is_staff",
        "frequency >= 4 or is_staff",
        "one is enough now, where all had to hold:"
        " `frequency >= 4 and is_staff` → `frequency >= 4 or is_staff`" + MORE,
        "une seule condition suffit maintenant, quand il les fallait toutes :"
        " `frequency >= 4 and is_staff` → `frequency >= 4 or is_staff`"
        " (ne peut que faire entrer des membres)",
    ),
    (
        "a window",
        "any orders in last 90d",
        "any orders in last 30d",
        "the period of `orders` changes, from “in the last 90 days” to “in the last 30 days”:"
        " `any orders in last 90d` → `any orders in last 30d`" + LESS,
        "la période de `orders` change, de « au cours des 90 derniers jours » à"
        " « au cours des 30 derniers jours » :"
        " `any orders in last 90d` → `any orders in last 30d`"
        " (ne peut que faire sortir des membres)",
    ),
    (
        "a window where there was none, of what is denied",
        "no orders",
        "no orders in last 90d",
        "`orders` now only count in a period, “in the last 90 days”:"
        " `no orders` → `no orders in last 90d`" + MORE,
        "`orders` : on ne compte plus que sur une période, « au cours des 90 derniers jours » :"
        " `no orders` → `no orders in last 90d` (ne peut que faire entrer des membres)",
    ),
    (
        "how many rows",
        "any orders in last 90d",
        "at least 3 orders in last 90d",
        "how many `orders` it takes changes:"
        " `any orders in last 90d` → `at least 3 orders in last 90d`" + LESS,
        "le nombre de `orders` demandé change :"
        " `any orders in last 90d` → `at least 3 orders in last 90d`"
        " (ne peut que faire sortir des membres)",
    ),
    (
        "which rows",
        "any orders where (amount > 50)",
        'any orders where (amount > 40 and channel = "web")',
        "the threshold on `amount` moves from 50 to 40: `amount > 50` → `amount > 40`" + MORE,
        "le seuil sur `amount` passe de 50 à 40 :"
        " `amount > 50` → `amount > 40` (ne peut que faire entrer des membres)",
    ),
    (
        "the best",
        "monetary in top 20%",
        "monetary in top 10%",
        "the part of the best by “Spend in 12 months” moves from 20% to 10%:"
        " `monetary in top 20%` → `monetary in top 10%`" + LESS,
        "la part des premiers selon « Spend in 12 months » passe de 20 % à 10 % :"
        " `monetary in top 20%` → `monetary in top 10%` (ne peut que faire sortir des membres)",
    ),
    (
        "a delay",
        "any visits then orders within 7d",
        "any visits then orders within 14d",
        "the delay for `orders` moves from 7 days to 14 days:"
        " `any visits then orders within 7d` → `any visits then orders within 14d`" + MORE,
        "le délai pour `orders` passe de 7 jours à 14 jours :"
        " `any visits then orders within 7d` → `any visits then orders within 14d`"
        " (ne peut que faire entrer des membres)",
    ),
    (
        "another day",
        "(frequency >= 4) as of 90 days ago",
        "(frequency >= 4) as of 1 year ago",
        "the other day that is looked at moves from 90 days to 1 year:"
        " `(frequency >= 4) as of 90 days ago` → `(frequency >= 4) as of 1 year ago`",
        "l'autre jour considéré passe de 90 jours à 1 an :"
        " `(frequency >= 4) as of 90 days ago` → `(frequency >= 4) as of 1 year ago`",
    ),
    (
        "chance",
        'sample 10% "a"',
        'sample 20% "a"',
        'the part drawn by chance moves from 10% to 20%: `sample 10% "a"` → `sample 20% "a"`'
        + MORE,
        'la part tirée au sort passe de 10 % à 20 % : `sample 10% "a"` → `sample 20% "a"`'
        " (ne peut que faire entrer des membres)",
    ),
    (
        "something else",
        "is_staff",
        'city starts with "R"',
        'something else is asked: `is_staff` → `city starts with "R"`',
        'autre chose est demandé : `is_staff` → `city starts with "R"`',
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "english", "french"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_change_is_said(old: str, new: str, english: str, french: str) -> None:
    found = compared(f"segment x: {old}\n", f"segment x: {new}\n")
    assert told(found)[:2] == ["changed x", f"  {english}"]
    assert told(found, "fr")[:2] == ["changed x", f"  {french}"]


def test_several_changes_are_said_apart() -> None:
    found = compared(
        "segment x: frequency >= 4 and any orders where (amount > 50) in last 30d and is_staff\n",
        'segment x: city = "Rennes" and frequency >= 5\n'
        '  and any orders where (amount > 50 and channel = "web") in last 60d\n',
    )
    assert told(found) == [
        "changed x",
        "  the threshold on “Orders in 12 months” moves from 4 to 5:"
        " `frequency >= 4` → `frequency >= 5` (can only remove members)",
        '  `orders` must fulfil one more condition: `channel = "web"` (can only remove members)',
        "  the period of `orders` changes, from “in the last 30 days” to “in the last 60 days”:"
        " `any orders where (amount > 50) in last 30d`"
        ' → `any orders where (amount > 50 and channel = "web") in last 60d`'
        " (can only add members)",
        '  something else is asked: `is_staff` → `city = "Rennes"`',
    ]
