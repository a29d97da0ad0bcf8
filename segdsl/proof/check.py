"""Check what a project's conditions can mean: a model without errors in, diagnostics out.

A segment that holds of nobody or of everybody is a warning, a class that nobody can be in an error;
`exclusive` is proved, or a customer is shown who breaks it, or it is said that it is not decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice

from segdsl.meaning import model
from segdsl.proof.boxes import Proved, Refuted, Unknown, Verdict
from segdsl.proof.questions import Prover, Questions, witness
from segdsl.proof.saying import text_of
from segdsl.text.catalog import proof as catalog
from segdsl.text.diagnostics import Diagnostic, Related, Said, about

MOST_SEGMENTS = 2_000  # of a project that are asked whether they hold of nobody or everybody
MOST_PARTS = 40  # of a condition that is searched for the few that contradict each other

COMPLEX = Said("the number of cases", "leur nombre de cas")
NEVER_ALONE = Said("{parts} never holds", "{parts} ne se vérifie jamais")
NEVER_TOGETHER = Said("{parts} never hold together", "{parts} ne se vérifient jamais ensemble")
ALWAYS_ALONE = Said("{parts} always holds", "{parts} se vérifie toujours")
ALWAYS_TOGETHER = Said(
    "one of {parts} always holds", "l'une de ces conditions se vérifie toujours : {parts}"
)
HERE = Said("`{one}` is here", "`{one}` est ici")


def diagnostics(project: model.Project) -> tuple[Diagnostic, ...]:
    """Everything that is to be said of the segments and segmentations of a project."""
    prover = Prover(project)
    found: list[Diagnostic] = []
    for segment in islice(project.segments.values(), MOST_SEGMENTS):
        found += _of_segment(prover, segment)
    for segmentation in project.segmentations.values():
        found += _of_segmentation(prover, segmentation)
    return tuple(found)


# --- segments ---


def _of_segment(prover: Prover, segment: model.Segment) -> Iterator[Diagnostic]:
    asked = prover.about(segment.population, (segment.condition,))
    if isinstance(asked.none(0), Proved):
        parts = _contradiction(prover, segment.population, segment.condition)
        if not _is_said(parts):
            reason = _reason(parts, NEVER_ALONE, NEVER_TOGETHER)
            yield about(catalog.NEVER, segment.span, name=segment.name, reason=reason)
    elif isinstance(asked.everybody(0), Proved):
        parts = _tautology(prover, segment.population, segment.condition)
        if not _is_said(parts):
            reason = _reason(parts, ALWAYS_ALONE, ALWAYS_TOGETHER)
            yield about(catalog.ALWAYS, segment.span, name=segment.name, reason=reason)


def _is_said(parts: Sequence[model.Condition]) -> bool:
    """Whether the one cause is another declaration, about which it is said."""
    return len(parts) == 1 and isinstance(parts[0], model.InSegment | model.InClass)


def _contradiction(
    prover: Prover, population: str, condition: model.Condition
) -> tuple[model.Condition, ...]:
    """The fewest parts of a condition that cannot all hold."""
    if not isinstance(condition, model.All) or len(condition.parts) > MOST_PARTS:
        return (condition,)
    return _fewest(prover.about(population, condition.parts), condition.parts, Questions.together)


def _tautology(
    prover: Prover, population: str, condition: model.Condition
) -> tuple[model.Condition, ...]:
    """The fewest parts of a condition of which one always holds."""
    if not isinstance(condition, model.AnyOf) or len(condition.parts) > MOST_PARTS:
        return (condition,)
    return _fewest(prover.about(population, condition.parts), condition.parts, Questions.neither)


def _fewest(
    asked: Questions,
    parts: Sequence[model.Condition],
    verdict: Callable[[Questions, Sequence[int]], Verdict],
) -> tuple[model.Condition, ...]:
    """The parts without those that the verdict does not need."""
    kept = list(range(len(parts)))
    for place in range(len(parts)):
        fewer = [other for other in kept if other != place]
        if fewer and isinstance(verdict(asked, fewer), Proved):
            kept = fewer
    return tuple(parts[place] for place in kept)


def _reason(parts: Sequence[model.Condition], alone: Said, together: Said) -> Said:
    texts = [f"`{text_of(part)}`" for part in parts]
    said = alone if len(texts) == 1 else together
    return Said(
        said.en.format(parts=_listed(texts, "and")), said.fr.format(parts=_listed(texts, "et"))
    )


def _listed(parts: Sequence[str], last: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


# --- segmentations ---


def _of_segmentation(prover: Prover, declared: model.Segmentation) -> Iterator[Diagnostic]:
    conditions = tuple(
        model.Always(True) if one.condition is None else one.condition for one in declared.classes
    )
    asked = prover.about(declared.population, conditions)
    overlapping: set[str] = set()
    if declared.exclusive and declared.by is not None:
        by = (model.Known(declared.by, span=declared.by.span),)
        yield from _gap(declared, prover.about(declared.population, by))
    elif declared.exclusive and declared.classes:
        for found in _overlaps(declared, asked):
            overlapping.add(str(found.facts["other"]))
            yield found
        if declared.classes[-1].condition is not None:
            yield from _gap(declared, asked)
    for place, one in enumerate(declared.classes):
        if isinstance(asked.none(place), Proved):
            parts = _contradiction(prover, declared.population, conditions[place])
            reason = _reason(parts, NEVER_ALONE, NEVER_TOGETHER)
            yield about(catalog.CLASS_NEVER, one.span, name=one.name, reason=reason)
        elif one.name not in overlapping and isinstance(asked.newcomers(place), Proved):
            yield about(catalog.CLASS_TAKEN, one.span, name=one.name)


def _overlaps(declared: model.Segmentation, asked: Questions) -> Iterator[Diagnostic]:
    """Of each class the first one that overlaps it, or could."""
    said: set[str] = set()
    listed = [(at, one) for at, one in enumerate(declared.classes) if one.condition is not None]
    for (here, one), (there, other) in combinations(listed, 2):
        verdict = asked.both(here, there)
        if other.name in said or isinstance(verdict, Proved):
            continue
        said.add(other.name)
        first = () if one.span is None else (Related(one.span, HERE),)
        facts: dict[str, str | Said] = {"one": one.name, "other": other.name}
        if isinstance(verdict, Refuted):
            message = catalog.CLASSES_OVERLAP
            facts["witness"] = witness(verdict)
        else:
            message = catalog.OVERLAP_UNKNOWN
            facts["cause"] = _cause(verdict)
        yield Diagnostic(message, other.span, facts, first)


def _gap(declared: model.Segmentation, asked: Questions) -> Iterator[Diagnostic]:
    match asked.nobody_left():
        case Refuted() as found:
            message, said = catalog.CLASSES_GAP, witness(found)
            yield about(message, declared.span, name=declared.name, witness=said)
        case Unknown() as found:
            message, said = catalog.GAP_UNKNOWN, _cause(found)
            yield about(message, declared.span, name=declared.name, cause=said)
        case Proved():
            pass


def _cause(found: Unknown) -> Said:
    return COMPLEX if found.because is None else Said(f"`{found.because}`", f"`{found.because}`")
