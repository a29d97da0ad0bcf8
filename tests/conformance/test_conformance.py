"""The conformance kit on the reference interpreter and on both engines, topic by topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conformance import kit, subjects
from tests.conformance.run import outcomes, unexpected
from tests.conformance.subjects import Subject

TOPICS = kit.topics()
PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"


@pytest.fixture(scope="module")
def engines(postgres_uri: str) -> Iterator[Mapping[str, Subject]]:
    with ExitStack() as stack:
        yield {
            subjects.REFERENCE: subjects.reference(),
            subjects.DUCKDB: stack.enter_context(subjects.duckdb_subject()),
            subjects.POSTGRES: stack.enter_context(subjects.postgres_subject(postgres_uri)),
        }


@pytest.mark.parametrize("subject", subjects.SUBJECTS)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_case_of_a_topic_holds(
    topic: str, subject: str, engines: Mapping[str, Subject]
) -> None:
    cases = kit.cases(topic)
    found = list(outcomes(cases, engines[subject]))
    assert len(found) == len(cases)
    said = unexpected(found)
    assert not said, "\n" + "\n".join(said)


def test_the_kit_is_as_large_as_it_says() -> None:
    assert sum(len(kit.cases(topic)) for topic in TOPICS) >= 300


def test_the_page_tells_the_topics_of_today_and_how_many_cases_each_has() -> None:
    rows = re.findall(r"^\| (\w+) \| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(topic, str(len(kit.cases(topic)))) for topic in TOPICS]


@pytest.mark.parametrize(
    ("drawn", "cells"),
    [
        ("id | city\na | Paris", [{"id": "a", "city": "Paris"}]),
        ('id | city\na | -\nb | ""\nc | "-"', [None, "", "-"]),
        ('id | city  # where\na | " Paris | x"  # no', Exception),
        ("id\n# \n", [{"id": "#"}]),
    ],
)
def test_tables_are_read_as_the_format_says(drawn: str, cells: object) -> None:
    if cells is Exception:
        with pytest.raises(kit.Malformed):
            kit.table(drawn)
        return
    found = kit.table(drawn)
    assert list(found) == cells or [row.get("city") for row in found] == cells


def test_the_runner_sees_a_wrong_member(engines: Mapping[str, Subject]) -> None:
    case = next(one for one in kit.cases("months") if one.select)
    assert case.members
    for members in (case.members | {"leap"}, case.members - {min(case.members)}, frozenset()):
        for subject in engines.values():
            (found,) = outcomes([replace(case, members=members)], subject)
            assert found.problem, subject.name


def test_the_runner_sees_a_wrong_value(engines: Mapping[str, Subject]) -> None:
    case = next(one for one in kit.cases("counts") if one.values)
    assert case.values
    moved = {**case.values, "0": case.values["0"] - {"none"}, "7": frozenset({"none"})}
    for subject in engines.values():
        for values in (moved, {**case.values, "0": frozenset()}):
            (found,) = outcomes([replace(case, values=values)], subject)
            assert found.problem, subject.name


def test_the_runner_sees_a_wrong_class(engines: Mapping[str, Subject]) -> None:
    case = kit.cases("segmentations")[0]
    assert case.classes
    for classes in ({}, {**case.classes, "lost": frozenset({"old", "never"})}):
        for subject in engines.values():
            (found,) = outcomes([replace(case, classes=classes)], subject)
            assert found.problem, subject.name


def test_the_runner_sees_a_wrong_target(engines: Mapping[str, Subject]) -> None:
    case = next(one for one in kit.cases("targets") if one.control)
    assert case.chosen
    for changed in (
        replace(case, chosen=case.chosen - {"a"}),
        replace(case, control=frozenset({"c"})),
    ):
        for subject in engines.values():
            (found,) = outcomes([changed], subject)
            assert found.problem, subject.name


def test_the_runner_sees_a_text_that_is_accepted_or_refused_otherwise() -> None:
    case = kit.cases("errors")[0]
    for changed in (replace(case, error="SEG999"), replace(case, refuse="segment x: vip")):
        (found,) = outcomes([changed], subjects.reference())
        assert found.problem
