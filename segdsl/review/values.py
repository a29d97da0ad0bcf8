"""Lay a review out for machines: a review in, plain values out."""

from __future__ import annotations

from typing import Any

from segdsl.review import words
from segdsl.review.counts import Count, Movement
from segdsl.review.entries import Entry, Sentence
from segdsl.review.report import Review
from segdsl.review.saying import Line
from segdsl.review.verdicts import Nobody, Open, Somebody, Verdict, Way
from segdsl.text.diagnostics import LANGUAGES, Said


def as_value(review: Review) -> dict[str, Any]:
    """The review as JSON has it; what is said is there in both languages."""
    moved = review.movements
    return {
        "before": review.before,
        "after": review.after,
        "meaning_changed": review.has_meaning,
        "as_of": None if moved is None else moved.as_of,
        "warehouse": None if moved is None else moved.warehouse,
        "populations": []
        if moved is None
        else [{"name": name, **_count(one)} for name, one in moved.populations.items()],
        "project": _lines(
            *(tuple(words.facts(review.changes, language)) for language in LANGUAGES)
        ),
        "notes": list(review.notes),
        "changes": [_entry(review, entry) for entry in review.entries],
    }


def _entry(review: Review, entry: Entry) -> dict[str, Any]:
    proved = review.verdicts_of(entry.kind, entry.name)
    return {
        "fate": entry.fate.value,
        "kind": entry.kind.value,
        "name": entry.name,
        "was": entry.before,
        "label": entry.label,
        "place": entry.place,
        "same_meaning": entry.is_restated,
        "through": list(entry.path),
        "edits": _lines(*(entry.edits[language] for language in LANGUAGES)),
        "wordings": _lines(*(entry.wordings[language] for language in LANGUAGES)),
        "sentences": {one: _sentence(entry.sentences[one]) for one in LANGUAGES},
        "proofs": [{"class": name or None, **_verdict(one)} for name, one in proved.items()],
        "figures": [_movement(one) for one in review.movements_of(entry)],
    }


def _lines(english: tuple[Line, ...], french: tuple[Line, ...]) -> list[dict[str, Any]]:
    return [
        {
            "level": one.level,
            "kind": one.kind,
            "before": one.before,
            "after": one.after,
            "effect": None if one.effect is None else one.effect.value,
            "en": one.text,
            "fr": other.text,
        }
        for one, other in zip(english, french, strict=True)
    ]


def _sentence(told: Sentence) -> dict[str, str | None]:
    return {"before": told.before, "after": told.after}


def _verdict(found: Verdict) -> dict[str, Any]:
    return {
        "relation": found.relation.value,
        "enters": _way(found.enters),
        "leaves": _way(found.leaves),
    }


def _way(way: Way) -> dict[str, Any]:
    match way:
        case Nobody():
            return {"verdict": "nobody"}
        case Somebody(witness):
            return {"verdict": "somebody", "witness": _said(witness)}
        case Open(because):
            return {"verdict": "undecided", "because": because}


def _said(said: Said) -> dict[str, str]:
    return {"en": said.en, "fr": said.fr}


def _movement(found: Movement) -> dict[str, Any]:
    sides = (
        ("before", found.before),
        ("after", found.after),
        ("entered", found.entered),
        ("left", found.left),
    )
    value: dict[str, Any] = {"name": found.name}
    value |= {name: None if one is None else _count(one) for name, one in sides}
    if found.entering or found.leaving:
        value |= {"entering": list(found.entering), "leaving": list(found.leaving)}
    return value


def _count(found: Count) -> dict[str, Any]:
    return {"size": found.size, "value": found.value}
