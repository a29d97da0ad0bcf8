"""What is proposed lies on the boundary, and holds when it is pasted."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from segdsl import compiler
from segdsl.meaning import model
from segdsl.meaning.settings import settings
from segdsl.promises import boundary
from segdsl.promises.coverage import coverage
from segdsl.promises.examples import Declared, Judge
from tests.differential.compiler import understood
from tests.differential.model_text import MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import sample
from tests.promises.asked import D, project_of

OTHERS = ("other", "another")
EXAMPLES = Path(__file__).parents[2] / "examples"


def proposed(rule: str, more: str = "") -> list[str]:
    """The clauses proposed for a rule on the small shop."""
    project = project_of(f"{more}\nsegment x: {rule}\n")
    found = boundary.proposals(Judge(project, D), project.segments["x"], OTHERS)
    return [boundary.clause(project, one) for one in found.examples]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "frequency >= 4 and recency < 90d",
            [
                "example in:  frequency = 4, recency = 89d",
                "example out: frequency = 3, recency = 89d",
                "example out: frequency = 4, recency = 90d",
                "example out: recency is missing",
            ],
        ),
        (
            "frequency >= 4 or monetary > 100",
            [
                "example in:  frequency = 4, monetary = 100",
                "example in:  frequency = 3, monetary = 100.01",
                "example out: frequency = 3, monetary = 100",
            ],
        ),
        (
            'city in ("Rennes", "Brest")',
            [
                'example in:  city = "Rennes"',
                'example out: city = "other"',
                "example out: city is missing",
            ],
        ),
        (
            'city != "Paris"',
            [
                'example in:  city = "other"',
                "example in:  city is missing",
                'example out: city = "Paris"',
            ],
        ),
        ("frequency = 2", ["example in:  frequency = 2", "example out: frequency = 1"]),
        # months are more or fewer days: an example is one that every month agrees on
        (
            "recency < 6mo",
            [
                "example in:  recency = 180d",
                "example out: recency = 185d",
                "example out: recency is missing",
            ],
        ),
        (
            "vip and not is_staff",
            [
                "example in:  vip, not is_staff",
                "example in:  vip, is_staff is missing",
                "example out: not vip, not is_staff",
                "example out: vip, is_staff",
            ],
        ),
        (
            "2 * monetary > 100",
            ["example in:  monetary = 50.01", "example out: monetary = 50"],
        ),
        (
            "birth_date since 1990-01-01",
            [
                "example in:  birth_date = 1990-01-01",
                "example out: birth_date = 1989-12-31",
                "example out: birth_date is missing",
            ],
        ),
        # what moves with the day has no lasting example, what has no name none at all
        ("birthday of birth_date in next 7 days", []),
        ("age of birth_date >= 18", []),
        ('at least 2 orders where (channel = "web")', []),
        ("monetary in top 20%", []),
        (
            "no orders",
            ["example in:  recency is missing", "example out: recency = 1d"],
        ),
        (
            "no orders in last 12 months",
            ["example in:  frequency = 0", "example out: frequency = 1"],
        ),
    ],
)
def test_customers_on_either_side(rule: str, expected: list[str]) -> None:
    assert proposed(rule) == expected


def test_each_class_is_shown() -> None:
    text = "segmentation s:\n  a when recency < 10d\n  b when recency < 20d\n  c otherwise\n"
    project = project_of(text)
    found = boundary.proposals(Judge(project, D), project.segmentations["s"], OTHERS)
    assert [boundary.clause(project, one) for one in found.examples] == [
        "example in:  recency = 9d, s is a",
        "example in:  recency = 19d, s is b",
        "example out: recency = 10d, s is a",
        "example out: recency is missing, s is a",
        "example out: recency = 20d, s is b",
        "example out: recency is missing, s is b",
    ]


def test_what_shows_nothing_is_listed() -> None:
    project = project_of('segment x: frequency >= 4 and any orders where (channel = "web")\n')
    found = boundary.proposals(Judge(project, D), project.segments["x"], OTHERS)
    assert [one.condition.span.text for one in found.without if one.condition.span] == [
        "frequency >= 4",
        'any orders where (channel = "web")',
    ]


# --- pasted below their segment, they hold ---


def pasted(project: model.Project, declared: Declared, as_of: date) -> str:
    """The declaration with the clauses that are proposed for it."""
    assert declared.span is not None
    text = whole_text(declared)
    found = boundary.proposals(Judge(project, as_of), declared, OTHERS)
    lines = [f"  {boundary.clause(project, one)}" for one in found.examples]
    return "\n".join([text.rstrip(), *lines, ""])


def whole_text(declared: Declared) -> str:
    """From its keyword to what is before the next declaration."""
    assert declared.span is not None
    lines = declared.span.file.text.splitlines()
    first = declared.span.line - 1
    kept = [lines[first]]
    for line in lines[first + 1 :]:
        if line and not line[0].isspace() and line[0] != "#":
            break
        kept.append(line)
    return "\n".join(kept)


@pytest.mark.parametrize("seed", range(5))
def test_proposals_for_drawn_segments_hold(seed: int) -> None:
    drawn = sample(seed)
    declarations = segments(seed, 30, drawn)
    listed = contents(seed, drawn)
    project = understood([MODEL, *declarations], listed)
    wholes: dict[str, Declared] = {**project.segments, **project.segmentations}
    texts = []
    count = 0
    for one in declarations:
        name = one.split()[1].strip(":")
        if one.startswith(("segment ", "segmentation ")) and name in wholes:
            texts.append(pasted(project, wholes[name], drawn.as_of))
            count += texts[-1].count("\n  example ")
        else:
            texts.append(one)
    assert count > 0
    again = understood([MODEL, *texts], listed)
    for days in (0, 90, 300):
        judge = Judge(again, drawn.as_of + timedelta(days=days))
        for trial in judge.trials(list(wholes)):
            assert trial.example.span is not None
            assert trial.is_kept, (trial.example.span.text, trial.outcome, days)


@pytest.mark.parametrize("name", ["boutique", "complete_journey"])
def test_proposals_for_an_example_project_hold(name: str) -> None:
    folder = EXAMPLES / name
    told, _ = settings((folder / "segdsl.toml").read_text(encoding="utf-8"))
    assert told is not None
    files = [(str(path.relative_to(folder)), path.read_bytes()) for path in folder.rglob("*.seg")]

    def read(given: list[tuple[str, bytes]]) -> model.Project:
        parsed = compiler.parse(given, compiler.Stopwatch())
        listed = {path: (folder / path).read_bytes() for path in parsed.list_paths()}
        found = compiler.understand(told, parsed, listed, {}, compiler.Stopwatch())
        assert not found.has_errors, [one.said(one.message.says, "en") for one in found.diagnostics]
        return found.project

    project = read(files)
    changed = dict(files)
    count = 0
    wholes: tuple[Declared, ...] = (
        *project.segments.values(),
        *project.segmentations.values(),
    )
    for declared in wholes:
        assert declared.span is not None
        path, text = declared.span.file.path, whole_text(declared)
        with_clauses = pasted(project, declared, D)
        count += with_clauses.count("\n  example ") - text.count("\n  example ")
        content = changed[path].decode()
        assert content.count(text) == 1
        changed[path] = content.replace(text, f"{with_clauses}\n").encode()
    assert count > 30
    again = read(list(changed.items()))
    names = [*again.segments, *again.segmentations]
    broken = [one for one in Judge(again, D).trials(names) if not one.is_kept]
    assert [one.example.span.text for one in broken if one.example.span] == []


# --- coverage ---


def covered(text: str) -> dict[str, tuple[int, int]]:
    """How many examples show each condition of `x` true, and false."""
    project = project_of(text)
    declared = project.segments.get("x") or project.segmentations["x"]
    return {
        " ".join(one.leaf.condition.span.text.split()): (len(one.true), len(one.false))
        for one in coverage(Judge(project, D), declared)
        if one.leaf.condition.span is not None
    }


def test_a_condition_is_shown_where_it_decides() -> None:
    text = """segment x: frequency >= 4 and recency < 90d
  example in:  frequency = 4, recency = 89d
  example out: frequency = 4, recency = 90d
  example out: frequency = 3, recency = 90d
"""
    # the last one is out either way, so that it shows nothing of its frequency
    assert covered(text) == {"frequency >= 4": (1, 0), "recency < 90d": (1, 1)}


def test_an_example_that_fails_shows_nothing() -> None:
    text = "segment x: frequency >= 4\n  example in: frequency = 3\n"
    assert covered(text) == {"frequency >= 4": (0, 0)}


def test_classes_and_channels_are_looked_into() -> None:
    assert covered("segment x: not reachable by email\n  example in: email is missing\n") == {
        "email is known": (0, 1)
    }
    text = """segmentation x:
  a when recency < 10d
  b when recency < 20d
  example in: recency = 9d, x is a
  example out: recency = 10d, x is a
  example in: recency = 10d, x is b
"""
    assert covered(text) == {"recency < 10d": (1, 2), "recency < 20d": (1, 0)}


@pytest.mark.parametrize(
    "rule",
    [
        "frequency >= 4 and recency < 90d",
        'city in ("Rennes", "Brest") or (is_staff and monetary > 10)',
        "vip and not is_staff",
    ],
)
def test_what_is_proposed_covers_every_condition(rule: str) -> None:
    clauses = "".join(f"  {one}\n" for one in proposed(rule))
    shown = covered(f"segment x: {rule}\n{clauses}")
    assert all(true and false for true, false in shown.values()), shown
