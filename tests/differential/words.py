"""Random words on dates, texts, chance and places: about the columns in reach of a row or customer.

Distances are none that a drawn place has from a drawn point: engines may differ in the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from tests.differential.columns import Column, Literals, quoted

POINTS = ("(48.11, -1.68)", "(0.37, 0.71)", "(-89.3, 179.1)", "(2.2, 2.9)")
KILOMETRES = ("0.3", "17.3", "101.7", "313.9", "5000.3", "25000")
SHARES = (0, 0.001, 10, 12.5, 33.3, 50, 90, 100)
SEEDS = ('"a"', '"é\'"', '"offre-a"')
UNITS = ("week", "month", "quarter", "year")


def dated(random: Random, column: Column, literals: Literals, day: Callable[[], str]) -> str:
    """A test of a figure of a date, or of a birthday."""
    if random.random() < 0.35:
        return f"birthday of {column.text} {_window(random, literals, day)}"
    word = random.choice(("age", "age", "age", "weekday", "month", "year", "hour"))
    if word == "hour" and column.type != "datetime":
        word = "age"
    figures = {
        "age": (-1, 0, 1, 2, 17, 18, 35.5, 40, 41),
        "weekday": (1, 5, 7),
        "month": (1, 2, 3, 10, 12),
        "year": (1985, 2024, 2025, 2026),
        "hour": (0, 1, 2, 3, 12, 22, 23),
    }[word]
    said = f"{word} of {column.text}"
    few = ", ".join(str(random.choice(figures)) for _ in range(2))
    low, high = sorted((random.choice(figures), random.choice(figures)))
    sign = random.choice(("=", "!=", "<", "<=", ">", ">="))
    return random.choice(
        (
            f"{said} {sign} {random.choice(figures)}",
            f"{said} {sign} {random.choice(figures)}",
            f"{said} in ({few})",
            f"{said} not in ({few})",
            f"{said} between {low} and {high}",
            f"{said} is missing",
        )
    )


def _window(random: Random, literals: Literals, day: Callable[[], str]) -> str:
    first, last = sorted((day(), day()))
    early, late = sorted((literals.days(), literals.days()), reverse=True)
    return random.choice(
        (
            f"in next {literals.length()}",
            f"in next {literals.steps()}",
            f"in last {literals.length()}",
            f"in this {random.choice(UNITS)}",
            f"in previous {random.choice(UNITS)}",
            f"from {first} to {last}",
            f"from {early + 1}d ago to {late}d ago",
            f"from {first} to {late}d ago",
            f"from {literals.steps()} ago to {last}",
            f"in {first[:7]}",
            f"in {first[:4]}",
        )
    )


def folded(random: Random, column: Column, literals: Literals) -> str:
    """A test of a text without case and accents."""
    texts = [_respelled(random, literals.like(column)) for _ in range(2)]
    part = quoted(texts[0][1:-1].replace("\\", "")[: random.randint(1, 3)] or "É")
    test = random.choice(
        (
            f"= {texts[0]}",
            f"!= {texts[0]}",
            f"in ({', '.join(texts)})",
            f"not in ({texts[0]})",
            f"contains {part}",
            f"starts with {part}",
            f"ends with {part}",
        )
    )
    return f"{column.text} {test} ignoring case and accents"


def _respelled(random: Random, literal: str) -> str:
    spelled = random.choice((str, str.upper, str.lower))(literal)
    return spelled.replace("e", random.choice("eéÉ")) if "\\" not in literal else literal


def drawn(random: Random) -> str:
    """A sample."""
    return f"sample {random.choice(SHARES)}% {random.choice(SEEDS)}"


def split(random: Random, name: str) -> tuple[str, tuple[str, ...]]:
    """The body of a segmentation by chance, and its classes."""
    shares: Sequence[float] = random.choice(((45, 45, 10), (33.3, 66.7), (100,), (0, 60, 40)))
    classes = tuple(f"{name}_{number}" for number in range(len(shares)))
    listed = ", ".join(f"{one} {share}%" for one, share in zip(classes, shares, strict=True))
    return f" split {random.choice(SEEDS)} {listed}", classes


def near(random: Random, reference: str | None) -> str:
    """A test of a place: of the row itself, or of one that a reference finds."""
    whose = "" if reference is None else f"{reference} "
    return f"{whose}within {random.choice(KILOMETRES)} km of {random.choice(POINTS)}"
