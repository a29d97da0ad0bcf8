"""Choose the pictures of each page: a catalog and a name in, pictures of a language out."""

from __future__ import annotations

import re
from dataclasses import replace

from segdsl.site.charts import of_entry, of_index
from segdsl.site.charts.lineage import Link
from segdsl.site.charts.picture import Picture
from segdsl.site.entries import Catalog, Entry, Kind
from segdsl.text.diagnostics import Language

KINDS = (Kind.SEGMENT, Kind.SEGMENTATION, Kind.CLASS, Kind.TARGET, Kind.METRIC)


def pictures(
    catalog: Catalog, entry: Entry, language: Language, link: Link | None = None
) -> tuple[Picture, ...]:
    """Those of a declaration or class; those of a population stand on the index too.

    link: the page of a declaration by its name, where pages can be reached from a picture.
    """
    survey, least = catalog.survey, catalog.least
    if entry.kind is Kind.POPULATION:
        found = of_index.for_population(catalog, survey, entry.name, language, least, link)
        place = list(catalog.entries).index(entry.name)
        return tuple(_renamed(one, f"{one.name}-{place}") for one in found)
    if entry.kind in KINDS:
        return of_entry.for_entry(catalog, survey, entry.name, language, least)
    return ()


def _renamed(found: Picture, name: str) -> Picture:
    """The picture by another name: an index shows those of several populations."""
    svg = re.sub(rf'(?<=[" ]){found.name}(?=-(title|desc)[" ])', name, found.svg)
    return replace(found, name=name, svg=svg)
