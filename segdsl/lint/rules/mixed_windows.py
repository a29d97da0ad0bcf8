"""SEG709: a rolling window and one of the calendar, where they are compared or as good as."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl import trees
from segdsl.lint.places import selected
from segdsl.lint.rule import Context, Rule
from segdsl.meaning import model
from segdsl.meaning.vocabulary import periods
from segdsl.meaning.vocabulary.periods import Calendar, Length, Unit
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Said, about

ROLLING = (periods.IN_LAST, periods.FROM_AGO)
OF_CALENDAR = (periods.IN_THIS, periods.IN_PREVIOUS)
DAYS = {Unit.WEEK: 7, Unit.MONTH: 30, Unit.QUARTER: 91, Unit.YEAR: 365}
NEAR = 1.4  # how many times as long one may be, to be like the other


def find(context: Context) -> Iterator[Diagnostic]:
    """The first such pair of each comparison, arithmetic, `and` or `or`, innermost once."""
    if not any(_is_of_calendar(node) for place in context.places for node in place.nodes):
        return
    for place in context.places:
        said: set[tuple[str, str]] = set()
        for node in place.nodes:
            for found in _in(context, node):
                if found not in said:
                    said.add(found)
                    rolling, calendar = found
                    yield about(
                        catalog.MIXED_WINDOWS, node.span, rolling=rolling, calendar=calendar
                    )


def _is_of_calendar(node: model.Node) -> bool:
    windows = (rows.window for rows in selected(node))
    return any(isinstance(one, model.Window) and one.period in OF_CALENDAR for one in windows)


def _in(context: Context, node: model.Node) -> Iterator[tuple[str, str]]:
    match node:
        case model.Compare(_, left, right) | model.Arithmetic(_, left, right):
            yield from _met(context, (left, right), are_alike=False)
        case model.All(parts) | model.AnyOf(parts):
            yield from _met(context, parts, are_alike=True)
        case _:
            pass


def _met(
    context: Context, sides: tuple[model.Node, ...], are_alike: bool
) -> Iterator[tuple[str, str]]:
    windows = [(at, *one) for at, side in enumerate(sides) for one in _windows(context, side)]
    for here, table, rolling in windows:
        for there, other, calendar in windows:
            if here == there or table != other:
                continue
            if rolling.period not in ROLLING or calendar.period not in OF_CALENDAR:
                continue
            if not are_alike or _as_long(rolling, calendar):
                yield _text(rolling), _text(calendar)
                return


def _windows(context: Context, node: model.Node) -> Iterator[tuple[str, model.Window]]:
    """The windows of rows on one side; a metric stands for its value, a segment for itself."""
    for part in trees.walk(node):
        match part:
            case model.Selection(table, window=model.Window() as window):
                yield table, window
            case model.MetricValue(name):
                yield from _windows(context, context.project.metrics[name].value)
            case _:
                pass


def _as_long(rolling: model.Window, calendar: model.Window) -> bool:
    match rolling.arguments, calendar.arguments:
        case (Length() as far, *near), (Calendar(count, unit),):
            ours = _days(far) - sum(_days(one) for one in near if isinstance(one, Length))
            theirs = count * DAYS[unit]
            return ours <= NEAR * theirs and theirs <= NEAR * ours
        case _:
            return False


def _days(length: Length) -> float:
    if length.months is not None:
        return length.months * 30.4
    assert length.days is not None
    return length.days


def _text(window: model.Window) -> str:
    return " ".join(window.span.text.split()) if window.span is not None else window.period.name


LOOKS_FOR = Said(
    "A rolling window (`in last 30 days`) and one of the calendar that moves (`in this"
    " month`, `in previous month`), both of rows of one source: on the two sides of a"
    " comparison or of arithmetic; or in two parts of an `and` or `or`, if they are about"
    " as long, so that one was probably meant to be like the other. Fixed dates begin"
    " anew for nobody.",
    "Une fenêtre glissante (`in last 30 days`) et une fenêtre du calendrier qui avance"
    " (`in this month`, `in previous month`), toutes deux sur les lignes d'une même"
    " source : des deux côtés d'une comparaison ou d'un calcul ; ou dans deux parties"
    " d'un `and` ou d'un `or`, si elles sont à peu près aussi longues et que l'une devait"
    " sans doute ressembler à l'autre. Les dates fixes ne recommencent pas.",
)
RULE = Rule(catalog.MIXED_WINDOWS, LOOKS_FOR, find)
