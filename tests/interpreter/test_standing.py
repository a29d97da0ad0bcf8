"""Where customers stand: ranks, scores, top shares and cumulative shares; segmentations."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from segdsl.meaning import model
from segdsl.meaning.types import Type
from tests.interpreter.shop import (
    CITY,
    NOTHING,
    POINTS,
    SHOP,
    among,
    compare,
    customer,
    declared,
    of,
    shop,
)

HIGHER, LOWER = model.Better.HIGHER, model.Better.LOWER
BY_POINTS = model.Standing(POINTS, HIGHER)
FIVE = shop([customer(f"c{points}", points=points) for points in (1, 2, 3, 4, 5)])


def place(which: model.Place, standing: model.Standing = BY_POINTS) -> model.PlaceIn:
    share = which is model.Place.CUMULATIVE_SHARE
    return model.PlaceIn(which, standing, Type.PERCENT if share else Type.INTEGER)


def test_rank_is_one_more_than_the_strictly_better() -> None:
    tied = shop([customer(key, points=p) for key, p in (("a", 9), ("b", 5), ("c", 5), ("d", 1))])
    assert of(tied, place(model.Place.RANK)) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_the_unranked_have_no_place() -> None:
    rows = shop([customer("a", points=1), customer("b")])
    assert of(rows, place(model.Place.RANK)) == {"a": 1, "b": None}
    assert of(rows, place(model.Place.SCORE)) == {"a": 5, "b": None}
    assert among(rows, model.InTop(BY_POINTS, Decimal(100))) == "a"


def test_scores_are_fifths_best_first() -> None:
    assert list(of(FIVE, place(model.Place.SCORE)).values()) == [1, 2, 3, 4, 5]
    lower = model.Standing(POINTS, LOWER)
    assert list(of(FIVE, place(model.Place.SCORE, lower)).values()) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(("share", "expected"), [("20", "c5"), ("20.1", "c4 c5"), ("0", "")])
def test_top_means_strictly_better_are_under_the_share(share: str, expected: str) -> None:
    assert among(FIVE, model.InTop(BY_POINTS, Decimal(share))) == expected


def test_cumulative_share_is_what_the_better_hold() -> None:
    rows = shop([customer(key, points=p) for key, p in (("a", 50), ("b", 30), ("c", 30))])
    shares = of(rows, place(model.Place.CUMULATIVE_SHARE))
    assert shares == {"a": 0.0, "b": 50 / 110, "c": 50 / 110}


def test_cumulative_share_of_nothing_is_missing() -> None:
    rows = shop([customer("a", points=0), customer("b", points=0)])
    assert of(rows, place(model.Place.CUMULATIVE_SHARE)) == {"a": None, "b": None}


def test_among_and_per_rank_some_and_apart() -> None:
    rows = shop(
        [
            customer("a", points=9, city="Paris"),
            customer("b", points=8, city="Paris"),
            customer("c", points=7, city="Lyon"),
            customer("d", points=99, city="Lyon"),
            customer("e", points=5),
        ]
    )
    per_city = model.Standing(POINTS, HIGHER, compare(POINTS, "<", 50), CITY)
    assert of(rows, place(model.Place.RANK, per_city)) == {
        "a": 1, "b": 2, "c": 1, "d": None, "e": None,
    }  # fmt: skip


def test_the_first_class_that_matches_wins() -> None:
    classes = tuple(
        model.Class(name, condition, NOTHING)
        for name, condition in (
            ("gros", compare(POINTS, ">", 4)),
            ("moyen", compare(POINTS, ">", 2)),
            ("petit", None),
        )
    )
    taille = model.Segmentation("taille", "customers", classes, None, NOTHING)
    project = replace(SHOP, segmentations={"taille": taille})
    rows = shop([customer(f"c{p}", points=p) for p in (1, 3, 5)], project=project)
    assert rows.classes("taille") == {"c1": "petit", "c3": "moyen", "c5": "gros"}
    assert among(rows, model.InClass("taille", ("gros", "petit"))) == "c1 c5"


@pytest.mark.parametrize(("points", "expected"), [(12, "12"), (None, None)])
def test_by_classes_are_texts(points: int | None, expected: str | None) -> None:
    by = model.Segmentation("by", "customers", (), POINTS, NOTHING)
    rows = shop([customer("a", points=points)], project=replace(SHOP, segmentations={"by": by}))
    assert rows.classes("by") == {"a": expected}
    assert among(rows, model.Not(model.Known(model.ClassValue("by")))) == ("" if expected else "a")


def test_segments_and_metrics_are_used_by_name() -> None:
    points = model.MetricValue("p", Type.INTEGER)
    project = declared({"p": POINTS}, {"rich": compare(points, ">", 3)})
    rows = shop([customer(f"c{p}", points=p) for p in (1, 4)], project=project)
    assert rows.segment("rich") == {"c4"}
    assert among(rows, model.Not(model.InSegment("rich"))) == "c1"
    assert rows.metric("p") == {"c1": 1, "c4": 4}
