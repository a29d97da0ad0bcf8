"""Give all that the site shows as plain values: a catalog in, one value for JSON out.

Counts too small to be told are None, as are the shares and values of such groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from segdsl.meaning import model
from segdsl.meaning.types import NAMES
from segdsl.prose import from_meaning as prose
from segdsl.site import audits, measures, pictures
from segdsl.site.charts.picture import Picture
from segdsl.site.entries import Catalog, Entry, Kind
from segdsl.site.measures import Measure
from segdsl.text.diagnostics import Language


def document(catalog: Catalog, languages: Sequence[Language]) -> dict[str, Any]:
    """The project, its populations, and every declaration and class in the order of the index."""
    found = catalog.figures
    return {
        "project": catalog.project.name,
        "as_of": catalog.as_of,
        "warehouse": found.warehouse if found else None,
        "min_cell": catalog.least,
        "languages": list(languages),
        "populations": list(_populations(catalog)),
        "entries": [
            _entry(catalog, entry, languages)
            for entry in (*catalog.entries.values(), *catalog.classes.values())
        ],
    }


def _populations(catalog: Catalog) -> Iterator[dict[str, Any]]:
    for entry in catalog.of(Kind.POPULATION):
        whole = measures.whole(catalog, entry.name)
        yield {
            "name": entry.name,
            "label": entry.description.label,
            "size": None if whole is None else whole.size,
            "value": None if whole is None else whole.value,
            "value_metric": catalog.project.value_metrics.get(entry.name),
            "covered": measures.covered(catalog, entry.name),
            "reach": _reach(catalog, entry.name),
        }


def _entry(catalog: Catalog, entry: Entry, languages: Sequence[Language]) -> dict[str, Any]:
    about = entry.description
    return {
        "name": entry.name,
        "kind": entry.kind.name.lower(),
        "population": entry.population or None,
        "label": about.label,
        "note": about.note,
        "goal": about.goal,
        "owner": about.owner,
        "tags": about.tags,
        "review": about.review,
        "sentences": {language: entry.sentences[language] or None for language in languages},
        "place": entry.place,
        "source": entry.source,
        "made_of": entry.made_of,
        "used_by": entry.used_by,
        "sql": entry.sql,
        **_members(entry),
        **_figures(catalog, entry, languages),
        "pictures": {
            language: [_picture(one) for one in pictures.pictures(catalog, entry, language)]
            for language in languages
        },
    }


def _picture(found: Picture) -> dict[str, Any]:
    """What a picture shows, as its table."""
    return {
        "name": found.name,
        "title": found.title,
        "says": found.says,
        "head": found.head,
        "rows": found.rows,
    }


def _members(entry: Entry) -> dict[str, Any]:
    """The classes of a segmentation, the fields of a table that are not personal."""
    if entry.kind is Kind.SEGMENTATION:
        return {"classes": [f"{entry.name}.{one.name}" for one in entry.classes]}
    if entry.kind in (Kind.POPULATION, Kind.SOURCE):
        return {"fields": [_field(one) for one in entry.fields]}
    return {}


def _field(found: model.Field | model.Reference) -> dict[str, Any]:
    if isinstance(found, model.Reference):
        return {"name": found.name, "leads_to": found.target}
    values = None if found.one_of is None else [str(one.value) for one in found.one_of]
    return {"name": found.name, "type": NAMES[found.type].en, "one_of": values}


def _figures(catalog: Catalog, entry: Entry, languages: Sequence[Language]) -> dict[str, Any]:
    if entry.kind not in (Kind.SEGMENT, Kind.SEGMENTATION, Kind.CLASS, Kind.TARGET):
        return {}
    measure = measures.measure(catalog, entry.name)
    made: dict[str, Any] = {
        "promises": _promises(catalog, entry, languages),
        "measure": None if measure is None else _measure(measure),
        "reach": _reach(catalog, entry.name),
        "unknown": list(_unknown(catalog, entry, languages)),
        "audit": {
            language: [asdict(one) for one in audits.lines(catalog, entry.name, language)]
            for language in languages
        },
    }
    change = measures.change(catalog, entry)
    if change is not None:
        sizes = [one if measures.is_told(one, catalog.least) else None for one in change.sizes]
        made["change"] = {"since": change.since, "by": change.by, "sizes": sizes}
    if entry.kind is Kind.SEGMENTATION:
        made["measures"] = [_measure(one) for one in measures.classes(catalog, entry.name)]
    return made


def _measure(found: Measure) -> dict[str, Any]:
    return {
        "name": found.name,
        "size": found.size if found.told else None,
        "share": found.share,
        "value": found.value,
        "part_of_value": found.part,
    }


def _reach(catalog: Catalog, name: str) -> list[dict[str, Any]]:
    return [
        {"channel": one.channel, "size": one.size if one.told else None, "share": one.share}
        for one in measures.reached(catalog, name)
    ]


def _promises(
    catalog: Catalog, entry: Entry, languages: Sequence[Language]
) -> list[dict[str, Any]]:
    return [
        {
            "sentences": {language: one.sentences[language] for language in languages},
            "measured": one.measured,
            "holds": one.holds,
        }
        for one in measures.promises(catalog, entry)
    ]


def _unknown(
    catalog: Catalog, entry: Entry, languages: Sequence[Language]
) -> Iterator[dict[str, Any]]:
    for one in measures.unknowns(catalog, entry):
        yield {
            "value": {
                language: prose.value(catalog.project, entry.population, one.value, language)
                for language in languages
            },
            "size": one.size if measures.is_told(one.size, catalog.least) else None,
        }
