"""Print what a draw found: gates, channels and the balance of the control group."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from segdsl.cli.options import TextOrJson
from segdsl.text.diagnostics import Said
from segdsl.text.figures import count, number

if TYPE_CHECKING:
    from segdsl.cli.session import Session
    from segdsl.publishing.draw import Balance, Draw, Gate
    from segdsl.text.diagnostics import Language

GATES = {
    "population": Said("population", "population"),
    "segment": Said("in the segment", "dans le segment"),
    "reachable": Said("and reachable", "et joignables"),
    "chosen": Said("chosen", "retenus"),
    "contacted": Said("contacted", "sollicités"),
    "control": Said("control group", "groupe témoin"),
}
EXCEPT = Said("except {text}", "sauf {text}")
BALANCE = {
    "en": ("metric", "contacted", "control", "apart"),
    "fr": ("métrique", "sollicités", "témoin", "écart"),
}
APART = Said(
    "apart: in standard deviations; `!` is more than chance explains",
    "écart : en écarts types ; `!` signale plus que n'en explique le hasard",
)


def show(session: Session, found: Draw, warehouse: str, format: TextOrJson) -> None:
    """Prints the report on standard output."""
    from segdsl.cli import table
    from segdsl.cli.report import as_json

    if format is TextOrJson.json:
        print(as_json({"warehouse": warehouse, **asdict(found)}))
        return
    language = session.language
    print(
        session.says(
            f"{found.target} as of {found.as_of}, warehouse {warehouse}",
            f"{found.target} au {found.as_of}, entrepôt {warehouse}",
        )
    )
    print()
    rows = [
        (_gate(one, language), count(one.kept, language), _back(one.alone, language))
        for one in found.gates
    ]
    head = tuple(session.says("gate left holds-back", "étape restent retient").split())
    print(table.aligned(head, rows))
    reached = ", ".join(f"{name} {count(size, language)}" for name, size in found.channels)
    print("\n" + session.says(f"reached by: {reached}", f"joints par : {reached}"))
    if found.balance:
        print()
        print(table.aligned(BALANCE[language], [_balance(one, language) for one in found.balance]))
        print(APART.in_(language))


def _gate(one: Gate, language: Language) -> str:
    if one.name == "except":
        return EXCEPT.in_(language).format(text=one.text)
    return GATES[one.name].in_(language)


def _back(alone: int | None, language: Language) -> str:
    return "" if alone is None else count(alone, language)


def _balance(one: Balance, language: Language) -> tuple[str, ...]:
    apart = _plain(one.difference, language) + (" !" if one.is_apart else "")
    return (one.metric, _plain(one.contacted, language), _plain(one.control, language), apart)


def _plain(value: float | None, language: Language) -> str:
    from decimal import Decimal

    return "–" if value is None else number(Decimal(f"{value:.2f}"), language)
