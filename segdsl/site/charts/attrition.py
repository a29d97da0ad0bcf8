"""Draw how a population becomes a segment: who is left after each condition, which one bites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segdsl.prose import phrases
from segdsl.site.charts import discretion, drawing, words
from segdsl.site.charts.bars import AFTER, LENGTH
from segdsl.site.charts.drawing import BAR, LINE, WIDTH, Scale
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics.survey import Attrition, Rung


@dataclass(frozen=True, slots=True)
class _Step:
    """A rung with all that is shown of it; `before` and `after` are what is drawn."""

    said: str
    before: int
    after: int
    left: str
    fewer: str
    alone: str
    without: str
    bites: bool


def picture(
    name: str, found: Attrition, said: Sequence[str], population: str, pen: Pen
) -> Picture | None:
    """The waterfall of an attrition, `said` being its conditions in words; None of nobody."""
    if found.start <= 0 or not found.rungs:
        return None
    biting = _biting(found, pen.least)
    steps = list(_steps(found, said, biting, pen))
    title = pen.say(words.ATTRITION)
    says = _finding(found, steps, biting, population, pen)
    everybody = pen.say(words.ALL, population=population)
    start = pen.count(found.start)
    pieces, height = _drawn(pen.drawn(found.start), start, everybody, steps, pen)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, height, pieces),
        tuple(pen.say(one) for one in (words.CONDITION, words.LEFT, words.ALONE, words.WITHOUT)),
        (
            (everybody, start, "", ""),
            *((phrases.capital(one.said), one.left, one.alone, one.without) for one in steps),
        ),
    )


def _biting(found: Attrition, least: int) -> int | None:
    """The place of the condition without which most would join, if it tells of enough people."""
    size = found.rungs[-1].kept
    gains = [
        (one.without - size, -place)
        for place, one in enumerate(found.rungs)
        if one.without is not None
    ]
    if len(found.rungs) < 2 or not gains:
        return None
    gain, place = max(gains)
    return -place if gain >= max(least, 1) else None


def _told_size(found: Attrition, pen: Pen) -> int:
    """The size, or the last count before it that it differs from by too few to tell."""
    told = found.start
    for rung in found.rungs:
        if pen.beside(rung.kept, told) == pen.count(rung.kept):
            told = rung.kept
    return told


def _steps(found: Attrition, said: Sequence[str], biting: int | None, pen: Pen) -> Iterator[_Step]:
    size = _told_size(found, pen)
    told = found.start  # the last count that was told as it is
    for place, (rung, clause) in enumerate(zip(found.rungs, said, strict=True)):
        before = pen.drawn(told)
        after = pen.drawn_beside(rung.kept, told)
        left = pen.beside(rung.kept, told)
        fewer = _fewer(rung, told, pen)
        if left == pen.count(rung.kept):
            told = rung.kept
        alone = "" if rung.alone is None else pen.beside(rung.alone, found.start)
        without = "" if rung.without is None else pen.beside(rung.without, size)
        yield _Step(clause, before, after, left, fewer, alone, without, place == biting)


def _fewer(rung: Rung, told: int, pen: Pen) -> str:
    if rung.kept == told:
        return pen.say(words.NOBODY_FEWER)
    if any(discretion.is_small(size, pen.least) for size in (told, rung.kept)):
        return ""  # what is taken away from a count that is told would tell the rest
    if discretion.is_small(told - rung.kept, pen.least):
        return pen.say(words.HARDLY)
    return pen.say(words.FEWER, count=pen.count(told - rung.kept))


def _finding(
    found: Attrition, steps: Sequence[_Step], biting: int | None, population: str, pen: Pen
) -> str:
    if biting is not None:
        step, size = steps[biting], steps[-1].left
        return pen.say(words.BITES_MOST, condition=step.said, without=step.without, size=size)
    return pen.say(
        words.LEFT_OF_ALL,
        start=pen.count(found.start),
        population=population,
        size=steps[-1].left,
    )


def _drawn(
    start: int, figure: str, everybody: str, steps: Sequence[_Step], pen: Pen
) -> tuple[list[str], float]:
    scale = Scale(0, start, 0, LENGTH)
    lines = drawing.wrapped(everybody, WIDTH, 2)
    pieces = list(drawing.paragraph(0, LINE - 5, lines, "seg-strong"))
    y = LINE * len(lines) + 2
    pieces.append(drawing.rect(0, y, LENGTH, BAR, "seg-out"))
    pieces.append(drawing.text(WIDTH, y + BAR - 3, figure, "seg-figure", "end"))
    y += BAR + AFTER
    for place, step in enumerate(steps):
        is_last = place == len(steps) - 1
        lines = drawing.wrapped(phrases.capital(step.said), WIDTH, 3)
        pieces += drawing.paragraph(0, y + LINE - 5, lines)
        y += LINE * len(lines) + 2
        before, after = scale.at(step.before), scale.at(step.after)
        pieces.append(drawing.line(before, y - 2, before, y + BAR + 2, "seg-thread"))
        gone = "seg-bites" if step.bites else "seg-gone"
        pieces.append(drawing.rect(after, y, before - after, BAR, gone))
        if after > 0:
            pieces.append(drawing.rect(0, y, max(after, 1.5), BAR, "seg-in"))
        look = "seg-figure seg-strong" if is_last else "seg-figure"
        pieces.append(drawing.text(WIDTH, y + BAR - 3, step.left, look, "end"))
        y += BAR
        for one, look in _notes(step, pen):
            noted = drawing.wrapped(one, WIDTH, 2)
            pieces += drawing.paragraph(0, y + LINE - 3, noted, look)
            y += LINE * len(noted)
        y += AFTER
    return pieces, y - AFTER + 4


def _notes(step: _Step, pen: Pen) -> Iterator[tuple[str, str]]:
    """What stands below a bar, and how it looks."""
    if step.bites:
        if step.fewer:
            yield step.fewer, "seg-quiet"
        yield pen.say(words.BITES, count=step.without), "seg-alarm"
        return
    without = pen.say(words.IF_WITHOUT, count=step.without) if step.without else ""
    said = " · ".join(part for part in (step.fewer, without) if part)
    if said:
        yield said, "seg-quiet"
