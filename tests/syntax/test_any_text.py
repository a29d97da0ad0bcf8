"""No text gives a traceback or takes long: random bytes, mutated programs, extreme sizes."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segdsl.meaning import model
from segdsl.planning import from_meaning
from segdsl.sql import from_plan
from segdsl.sql.dialects import DIALECTS
from segdsl.text.diagnostics import LANGUAGES
from tests.meaning.shop import MODEL, RULES, understood
from tests.syntax.language_page import CONDITIONS, DECLARATIONS
from tests.syntax.language_page import MODEL as PAGE

MOST_SECONDS = 2.0
PIECES = sorted({*" ".join((DECLARATIONS, PAGE, *CONDITIONS)).split(), "(", ")", "\n", "\n  "})
fuzzed = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def survives(text: str) -> list[str]:
    """Reads the text as a file of a project; every message can be said in both languages."""
    started = perf_counter()
    project, found = understood(MODEL, RULES, text)
    if not any(one.is_error for one in found):
        compiled(project)
    assert perf_counter() - started < MOST_SECONDS
    for one in found:
        for language in LANGUAGES:
            assert one.said(one.message.says, language)
            if one.message.help is not None:
                assert one.said(one.message.help, language)
    return [one.message.code for one in found]


def compiled(project: model.Project) -> None:
    """What has no error has a plan, and SQL for every engine."""
    for population in project.populations():
        names = tuple(
            name
            for name, one in (project.segments | project.segmentations).items()
            if one.population == population.name
        )
        if names:
            program = from_meaning.program(project, names, date(2026, 3, 31))
            for dialect in DIALECTS:
                assert from_plan.select(program, dialect, {})


@fuzzed
@given(st.text())
def test_random_text(text: str) -> None:
    survives(text)


@fuzzed
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_words_in_any_order(words: list[str]) -> None:
    survives("segment x: " + " ".join(words))


@fuzzed
@given(st.data())
def test_mutated_programs(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([DECLARATIONS, PAGE, MODEL + RULES]))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        put = data.draw(st.sampled_from(["", " ", "(", '"', "\n", *PIECES]))
        text = text[:start] + put + text[end:]
    survives(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("segment x: " + "(" * 1000 + "vip" + ")" * 1000, "nested"),
        ("segment x: " + "not " * 5000 + "vip", None),
        ("segment x: " + " and ".join(["vip"] * 3000), None),
        ("segment x: frequency in (" + ", ".join(map(str, range(4000))) + ")", None),
        ("segment x: " + "1 + " * 4000 + "1 > 2", None),
        ("segment x: " + "-" * 3000 + "1 > 2", None),
        ('segment x: city = "' + "a" * 200_000 + '"', None),
        ("#" * 900_000, None),
        ("segment " + "é" * 100 + ": vip", "name"),
        ("a" * 1_100_000, "long"),
        ("  segment x y\n" * 2_000, "indented"),
    ],
    ids=[
        "brackets",
        "nots",
        "ands",
        "list",
        "sum",
        "minus",
        "text",
        "comment",
        "name",
        "file",
        "indented",
    ],
)
def test_extreme_sizes(text: str, code: str | None) -> None:
    found = survives(text)
    assert bool(found) or code is None
