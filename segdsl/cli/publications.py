"""Print the plan of a publication: what will be written in, text, JSON or Markdown out."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from segdsl.publishing.publication import Publication, Reason, RuleIs, Stop
from segdsl.text.diagnostics import Said
from segdsl.text.figures import amount, count, percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from segdsl.cli.session import Session
    from segdsl.publishing.publication import Change
    from segdsl.text.diagnostics import Language

HEADS = {
    "en": ("name", "rule", "before", "after", "enter", "leave", "value", "enters", "leaves"),
    "fr": (
        "nom", "règle", "avant", "après", "entrent", "sortent", "valeur", "entre", "sort",
    ),
}  # fmt: skip
RULES = {
    RuleIs.NEW: Said("new", "nouvelle"),
    RuleIs.SAME: Said("same", "inchangée"),
    RuleIs.CHANGED: Said("changed", "modifiée"),
    RuleIs.GONE: Said("gone", "retirée"),
}
REASONS = {
    Reason.EMPTIED: Said(
        "`{name}` empties: nobody is left of {before}",
        "`{name}` se vide : plus personne sur {before}",
    ),
    Reason.EXPECTATION: Said(
        "`{name}`: `{text}` does not hold", "`{name}` : `{text}` n'est pas tenu"
    ),
    Reason.MOVED: Said(
        "`{name}` goes from {before} to {after} ({part})",
        "`{name}` passe de {before} à {after} ({part})",
    ),
}


def show(session: Session, found: Publication, warehouse: str, form: str) -> None:
    """Prints the plan on standard output."""
    from segdsl.cli import table
    from segdsl.cli.report import as_json

    if form == "json":
        print(as_json(as_value(found, warehouse)))
        return
    language = session.language
    head, rows = _table(found, language)
    lay_out = table.piped if form == "markdown" else table.aligned
    print(f"{_heading(session, found, warehouse)}\n\n{lay_out(head, rows)}")
    lines = [_stop(one, language) for one in found.stops]
    if found.views:
        lines.append(_listed(session.says("views made", "vues créées"), found.views, language))
    if found.views_gone:
        gone = session.says("views that go", "vues retirées")
        lines.append(_listed(gone, found.views_gone, language))
    if lines:
        print("\n" + "\n".join(f"- {line}" if form == "markdown" else line for line in lines))


def reasons(found: Publication) -> Said:
    """Why a publication stops, in both languages."""
    return Said(
        "; ".join(_stop(one, "en") for one in found.stops),
        " ; ".join(_stop(one, "fr") for one in found.stops),
    )


def as_value(found: Publication, warehouse: str) -> dict[str, object]:
    """The plan as the contract of `publish --format json` has it."""
    changes = [asdict(one) | {"rule": one.rule.value} for one in found.changes]
    stops = [asdict(one) | {"reason": one.reason.value} for one in found.stops]
    last = None if found.last is None else asdict(found.last)
    return {
        "as_of": found.as_of,
        "warehouse": warehouse,
        "schema": found.schema,
        "run": found.run,
        "last": last,
        "is_empty": found.is_empty,
        "changes": changes,
        "views": list(found.views),
        "views_gone": list(found.views_gone),
        "stops": stops,
    }


def _heading(session: Session, found: Publication, warehouse: str) -> str:
    day, number, schema = found.as_of, found.run, found.schema
    if found.last is None:
        return session.says(
            f"as of {day}, warehouse {warehouse}: first publication to the schema {schema}",
            f"au {day}, entrepôt {warehouse} : première publication dans le schéma {schema}",
        )
    return session.says(
        f"as of {day}, warehouse {warehouse}: publication {number} to the schema {schema},"
        f" after that of {found.last.as_of}",
        f"au {day}, entrepôt {warehouse} : publication {number} dans le schéma {schema},"
        f" après celle du {found.last.as_of}",
    )


def _table(found: Publication, language: Language) -> tuple[Sequence[str], list[tuple[str, ...]]]:
    weighed = any(one.value is not None for one in found.changes)
    used = 9 if weighed else 6
    rows = [_row(one, language)[:used] for one in found.changes]
    return HEADS[language][:used], rows


def _row(one: Change, language: Language) -> tuple[str, ...]:
    return (
        one.name,
        RULES[one.rule].in_(language),
        count(one.before, language),
        count(one.after, language),
        _signed("+", one.entered, language),
        _signed("−", one.left, language),
        amount(one.value, language),
        _signed_amount("+", one.value_entered, language),
        _signed_amount("−", one.value_left, language),
    )


def _signed(sign: str, size: int, language: Language) -> str:
    return f"{sign}{count(size, language)}" if size else "0"


def _signed_amount(sign: str, value: Decimal | None, language: Language) -> str:
    return f"{sign}{amount(value, language)}" if value else amount(value, language)


def _stop(one: Stop, language: Language) -> str:
    moved = (one.after - one.before) / one.before if one.before else 0.0
    sign = "+" if moved > 0 else "−"
    return REASONS[one.reason].in_(language).format(
        name=one.name,
        before=count(one.before, language),
        after=count(one.after, language),
        part=f"{sign}{percent(abs(moved), language)}",
        text=one.text,
    )  # fmt: skip


def _listed(head: str, names: Sequence[str], language: Language) -> str:
    colon = " :" if language == "fr" else ":"
    return f"{head}{colon} {', '.join(names)}"
