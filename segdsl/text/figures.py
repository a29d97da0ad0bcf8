"""Write figures for readers: counts, shares, amounts and days in, text of a language out."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from segdsl.text.diagnostics import Language

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
NOTHING = "–"
MINUS = "−"
MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
}  # fmt: skip


def count(value: int, language: Language) -> str:
    """`12,345`; in French `12 345`."""
    return _grouped(f"{value:,}", language)


def discreet(value: int, least: int, language: Language) -> str:
    """A count that may be told: `< 5` for one to four customers where five are the least told."""
    if 0 < value < least:
        return f"< {count(least, language)}"
    return count(value, language)


def number(value: Decimal | int, language: Language) -> str:
    """A number as it was written: `1,500`, `12.5`; in French `1 500`, `12,5`."""
    return _grouped(f"{Decimal(value).normalize():,f}", language)


def percent(share: float | None, language: Language) -> str:
    """`51.1%`, `51,1 %`; a dash for a share of nothing."""
    if share is None:
        return NOTHING
    return percentage(Decimal(f"{share * 100:.1f}"), language, places=1)


def percentage(points: Decimal, language: Language, places: int = 0) -> str:
    """Points of a hundred: `30%`, `33.3%`; in French `30 %`."""
    text = _grouped(f"{points:.1f}", language) if places else number(points, language)
    return f"{text}%" if language == "en" else f"{text}{NARROW_SPACE}%"


def amount(value: Decimal | None, language: Language) -> str:
    """`123,456.78`, `123 456,78`; a dash where nothing is weighed."""
    if value is None:
        return NOTHING
    return _grouped(f"{value.quantize(Decimal('0.01'), ROUND_HALF_EVEN):,}", language)


def day(value: date, language: Language) -> str:
    """`1 March 2026`, `1er mars 2026`."""
    number_of_day = "1er" if value.day == 1 and language == "fr" else str(value.day)
    return f"{number_of_day} {MONTHS[language][value.month - 1]} {value.year}"


def _grouped(text: str, language: Language) -> str:
    text = text.replace("-", MINUS)
    if language == "en":
        return text
    return text.replace(",", NARROW_SPACE).replace(".", ",")
