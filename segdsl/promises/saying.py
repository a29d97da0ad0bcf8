"""Say what came of examples and expectations: outcomes and figures in, diagnostics out."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.promises import writing
from segdsl.promises.examples import Circular, Decided, Impossible, Missing, Open, Trial
from segdsl.text import figures
from segdsl.text.catalog import verdicts as catalog
from segdsl.text.diagnostics import LANGUAGES, Diagnostic, Language, Said, about

GIVE = Said("add it, such as `{given}`", "ajoutez-le, par exemple `{given}`")
GIVE_ALL = Said("give them too, such as `{given}`", "donnez-les aussi, par exemple `{given}`")
NAME = Said(
    "only what has a name can be given: make {text} a metric or a segment of its own",
    "seul ce qui a un nom peut être donné : faites de {text} une métrique ou un segment à part",
)
NEVER_ALONE = Said("{facts} never holds", "{facts} ne se vérifie jamais")
NEVER_TOGETHER = Said("{facts} never hold together", "{facts} ne se vérifient jamais ensemble")
AND = Said(" and ", " et ")
BETWEEN = Said("between {low} and {high}", "entre {low} et {high}")
NO_MEMBERS = Said("nobody is in it", "personne n'y est")
NO_POPULATION = Said("the population is empty", "la population est vide")
NO_TOTAL = Said("its total is 0", "son total est de 0")
MOST_PLACES = 9


def of_trial(project: model.Project, trial: Trial) -> Diagnostic | None:
    """What is to be said of an example; nothing where it is as expected."""
    if trial.is_kept:
        return None
    name, span = trial.declared.name, trial.example.span
    match trial.outcome:
        case Decided(is_in):
            return about(catalog.EXAMPLE_IN if is_in else catalog.EXAMPLE_OUT, span, name=name)
        case Open(missing):
            texts = _listed([f"`{one.text}`" for one in missing])
            hint = _hint(missing)
            return about(catalog.EXAMPLE_OPEN, span, name=name, missing=texts, hint=hint)
        case Impossible(facts_):
            told = _listed([f"`{writing.condition(project, one)}`" for one in facts_])
            said = NEVER_ALONE if len(facts_) == 1 else NEVER_TOGETHER
            cause = Said(*(said.in_(one).format(facts=told.in_(one)) for one in LANGUAGES))
            return about(catalog.EXAMPLE_IMPOSSIBLE, span, cause=cause)
        case Circular():
            return about(catalog.EXAMPLE_CIRCULAR, span, name=name)
        case _:
            assert_never(trial.outcome)


def of_expectation(name: str, promise: model.Expectation, measured: Decimal | None) -> Diagnostic:
    """What is to be said of an expectation that does not hold; measured None: of nobody."""
    facts: dict[str, str | Said] = {"name": name, "measure": f"`{measure(promise)}`"}
    if measured is None:
        return Diagnostic(catalog.EXPECT_NOBODY, promise.span, {**facts, "cause": _cause(promise)})
    facts["found"] = Said(*(found(promise, measured, one) for one in LANGUAGES))
    facts["expected"] = Said(*(expected(promise, one) for one in LANGUAGES))
    return Diagnostic(catalog.EXPECT_BROKEN, promise.span, facts)


def measure(promise: model.Expectation) -> str:
    """`size`, `share of monetary`, `overlap with dormants`: as a clause has it."""
    of = promise.of
    if of is None:
        return promise.measure.value
    match of:
        case model.MetricValue(name) | model.InChannel(name) | model.InSegment(name):
            text = writing.identifier(name)
        case model.InClass(name, (one,)):
            text = f"{writing.identifier(name)}.{writing.identifier(one)}"
        case model.InList(name):
            text = writing.identifier(name)
        case _:
            text = ""
    return f"{promise.measure.value} {text}".rstrip()


def found(promise: model.Expectation, measured: Decimal, language: Language) -> str:
    """A figure with as many places as tell it from the bounds."""
    if promise.bounds[0].limit.type is Type.INTEGER:
        return figures.count(int(measured), language)
    points = 100 * measured
    bounds = [100 * _limit(bound) for bound in promise.bounds]
    for places in range(1, MOST_PLACES):
        rounded = points.quantize(Decimal(1).scaleb(-places))
        if rounded not in bounds or points in bounds:
            break
    return figures.percentage(rounded, language)


def expected(promise: model.Expectation, language: Language) -> str:
    """`between 2% and 20%`, `>= 15%`."""
    limits = [_bound(bound, language) for bound in promise.bounds]
    if len(limits) == 2:
        return BETWEEN.in_(language).format(low=limits[0], high=limits[1])
    return f"{promise.bounds[0].sign} {limits[0]}"


def _bound(bound: model.Bound, language: Language) -> str:
    if bound.limit.type is Type.INTEGER:
        return figures.count(int(_limit(bound)), language)
    return figures.percentage(100 * _limit(bound), language)


def _limit(bound: model.Bound) -> Decimal:
    assert isinstance(bound.limit.value, Decimal)
    return bound.limit.value


def _cause(promise: model.Expectation) -> Said:
    match promise.measure:
        case model.Measure.SIZE:
            return NO_POPULATION
        case model.Measure.SHARE:
            return NO_TOTAL
        case model.Measure.REACH | model.Measure.OVERLAP:
            return NO_MEMBERS
        case _:
            assert_never(promise.measure)


def _hint(missing: tuple[Missing, ...]) -> Said:
    nameless = next((one for one in missing if one.given is None), None)
    if nameless is not None:
        return Said(*(NAME.in_(one).format(text=f"`{nameless.text}`") for one in LANGUAGES))
    said = GIVE if len(missing) == 1 else GIVE_ALL
    return Said(*(said.in_(one).format(given=missing[0].given) for one in LANGUAGES))


def _listed(texts: list[str]) -> Said:
    """`a`, `b` and `c`."""
    if len(texts) == 1:
        return Said(texts[0], texts[0])
    head = ", ".join(texts[:-1])
    return Said(*(f"{head}{AND.in_(one)}{texts[-1]}" for one in LANGUAGES))
