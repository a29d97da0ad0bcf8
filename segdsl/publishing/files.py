"""Lay out what is handed over: people in, the text of files and of their manifest out."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from segdsl.meaning.types import Type
from segdsl.publishing import platforms
from segdsl.publishing.export import Handed, Left, text_of
from segdsl.publishing.platforms import Platform

Guard = Callable[[str], str]
FORMULAS = frozenset("=+-@\t\r\n\0")
BLANK = " \ufeff\u00a0"


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: a `'` stands before one that could be.

    Full-width signs and blanks before the sign count (CWE-1236).
    """
    seen = unicodedata.normalize("NFKC", text).lstrip(BLANK)
    return f"'{text}" if text and (seen[:1] in FORMULAS if seen else text[:1] in FORMULAS) else text


def people(handed: Handed, guard: Guard) -> str:
    """CSV of those contacted: key, channels, the target's columns; `guard` is for texts."""
    rows = [
        [
            guard(one.customer),
            one.channels,
            *(
                guard(text_of(value)) if type_ is Type.TEXT else text_of(value)
                for value, type_ in zip(one.values, handed.types, strict=True)
            ),
        ]
        for one in handed.contacted
    ]
    return _csv(["customer", "channels", *handed.columns], rows)


def control(handed: Handed, guard: Guard) -> str:
    """CSV of the keys kept apart, and nothing else of them."""
    return _csv(["customer"], [[guard(key)] for key in handed.control])


def audience(handed: Handed, platform: Platform, kinds: Mapping[str, str]) -> tuple[str, int]:
    """The file of a platform, and how many have nothing that it could match.

    Raises LookupError where no column of the target holds an identifier.
    """
    identifiers = platforms.matched(platform, {one: kinds.get(one, "") for one in handed.columns})
    if not identifiers:
        raise LookupError(platform.name)
    rows, without = [], 0
    for person in handed.contacted:
        values = dict(zip(handed.columns, map(text_of, person.values), strict=True))
        cells = platforms.row(identifiers, values)
        hashed = [c for c, (one, _) in zip(cells, identifiers, strict=True) if one.hashed]
        if any(hashed):
            rows.append(cells)
        else:
            without += 1
    return _csv([one.header for one, _ in identifiers], rows), without


def manifest(handed: Handed, written: Mapping[str, bytes], rows: Mapping[str, int]) -> str:
    """What was handed over and why, by whom it was decided, and how each file can be recognised."""
    value = {
        "schema_version": 1,
        "target": handed.target,
        "version": handed.version,
        "drawn_as_of": handed.drawn_as_of.isoformat(),
        "exported_as_of": handed.exported_as_of.isoformat(),
        "rule": handed.rule,
        "place": handed.place,
        "revision": handed.revision,
        "consent": handed.consent.splitlines(),
        "drawn": {
            "contacted": len(handed.contacted)
            + sum(n for why, n in handed.dropped.items() if why is not Left.UNMATCHED),
            "control": len(handed.control),
        },
        "kept": len(handed.contacted) - handed.dropped[Left.UNMATCHED],
        "dropped": {why.value: handed.dropped[why] for why in Left},
        "files": [
            {
                "name": name,
                "rows": rows[name],
                "bytes": len(data),
                "sha256": sha256(data).hexdigest(),
            }
            for name, data in written.items()
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
