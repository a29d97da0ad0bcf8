"""Tell what an audit found of a segment: its findings in, a line each out.

The one place that says them on pages; of groups that are not told, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from segdsl.site import measures
from segdsl.site.entries import Catalog
from segdsl.statistics.audit import Criterion, Finding, Verdict
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

NAMES = {
    Criterion.QUANTIFIABLE: Said("Quantifiable", "Quantifiable"),
    Criterion.PROFITABLE: Said("Profitable", "Rentable"),
    Criterion.REACHABLE: Said("Accessible", "Accessible"),
    Criterion.DISTINCT: Said("Distinct", "Distinct"),
    Criterion.HOMOGENEOUS: Said("Homogeneous", "Homogène"),
    Criterion.STABLE: Said("Stable", "Stable"),
}
SAID = {
    Criterion.QUANTIFIABLE: Said("{part} of the population", "{part} de la population"),
    Criterion.PROFITABLE: Said("{part} of the value", "{part} de la valeur"),
    Criterion.REACHABLE: Said("{part} reachable by {of}", "{part} joignables par {of}"),
    Criterion.DISTINCT: Said(
        "{part} shared with {of}, the most similar one",
        "{part} en commun avec {of}, le plus semblable",
    ),
    Criterion.HOMOGENEOUS: Said(
        "members differ {part} as much as customers do",
        "les membres diffèrent à {part} de ce que diffèrent les clients",
    ),
    Criterion.STABLE: Said(
        "{part} come or go from one month to the next",
        "{part} entrent ou sortent d'un mois à l'autre",
    ),
}
UNKNOWN = Said("nothing to measure it by", "rien pour le mesurer")


@dataclass(frozen=True, slots=True)
class Line:
    """A test of a good segment: its name, whether it is met (None: not measured), the figure."""

    name: str
    is_met: bool | None
    says: str


def lines(catalog: Catalog, name: str, language: Language) -> tuple[Line, ...]:
    """All tests of a segment or class; () where none was made, or the group is too small."""
    found = catalog.figures.audits.get(name) if catalog.figures else None
    measure = measures.measure(catalog, name)
    if found is None or measure is None or not measure.told:
        return ()
    return tuple(_lines(catalog, found.findings, language))


def _lines(catalog: Catalog, findings: tuple[Finding, ...], language: Language) -> Iterator[Line]:
    for one in findings:
        name = NAMES[one.criterion].in_(language)
        if one.verdict is Verdict.UNKNOWN or one.figure is None:
            yield Line(name, None, UNKNOWN.in_(language))
            continue
        part = figures.percent(one.figure, language)
        said = SAID[one.criterion].in_(language)
        yield Line(name, one.verdict is Verdict.GOOD, said.format(part=part, of=_of(catalog, one)))


def _of(catalog: Catalog, one: Finding) -> str:
    """The channel or the other segment, by the name that readers know."""
    if one.criterion is Criterion.REACHABLE and one.of in catalog.project.channels:
        return catalog.project.channels[one.of].description.label or f"`{one.of}`"
    return f"`{one.of}`"
