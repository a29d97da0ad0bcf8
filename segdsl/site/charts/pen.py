"""Write texts of pictures: words and figures in, text of one language out, nothing of a few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from segdsl.meaning.types import Type
from segdsl.site.charts import discretion, words
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes for one page: its language, and the least number of customers that may be told."""

    language: Language
    least: int = 1

    def say(self, said: Said, **parts: str) -> str:
        """A phrase, in French with the spaces that its signs do not leave."""
        found = said.in_(self.language)
        if self.language == "fr":
            for sign in ":;?!":
                found = found.replace(f" {sign}", f"{NO_BREAK}{sign}")
        return found.format(**parts)

    # --- counts ---

    def count(self, size: int) -> str:
        """`2,031`, `< 5`."""
        return figures.discreet(size, self.least, self.language)

    def beside(self, size: int, other: int) -> str:
        """A count that stands beside another: `≈ 100` where the difference is of too few."""
        if self._is_near(size, other):
            return f"≈{NO_BREAK}{self.count(other)}"
        return self.count(size)

    def unless_hidden(self, size: int, is_hidden: bool) -> str:
        """A count, or what it is no less than where it would give another one away."""
        if is_hidden and size >= self.least:
            return f"≥{NO_BREAK}{figures.count(self.least, self.language)}"
        return self.count(size)

    def may_tell(self, part: int, whole: int) -> bool:
        """Whether neither a part of a whole nor what is left of it is of too few."""
        return not (
            discretion.is_small(part, self.least) or discretion.is_small(whole - part, self.least)
        )

    def drawn(self, size: int) -> int:
        """A count as it is drawn: the few as the least that may be told."""
        return self.least if discretion.is_small(size, self.least) else size

    def drawn_beside(self, size: int, other: int) -> int:
        """A count as it is drawn beside another, as `beside` tells it."""
        return other if self._is_near(size, other) else self.drawn(size)

    def _is_near(self, size: int, other: int) -> bool:
        """Whether two counts that may be told differ by so few that both may not."""
        is_told = min(size, other) >= self.least
        return is_told and discretion.is_small(abs(size - other), self.least)

    # --- parts of a whole ---

    def share(self, part: int, whole: int) -> str:
        """`12.5%`; of a few, and of all but a few, only on which side of a bound it is."""
        if whole <= 0:
            return figures.NOTHING
        bound = self.drawn_share(part, whole)
        said = figures.percent(bound, self.language)
        if discretion.is_small(part, self.least):
            return f"<{NO_BREAK}{said}"
        if discretion.is_small(whole - part, self.least):
            return f">{NO_BREAK}{said}"
        return said

    def hidden_share(self, part: int, whole: int) -> str:
        """A share that is not told: less than what may be, or no less."""
        sign = "<" if part < self.least else "≥"
        bound = min(self.least / whole, 1.0)
        return f"{sign}{NO_BREAK}{figures.percent(bound, self.language)}"

    def of_which(self, part: int, whole: int) -> str:
        """The count of a part beside its whole: of all but a few, only what it is more than."""
        if discretion.is_small(whole - part, self.least) and part >= self.least:
            low = max(whole - self.least, 0)
            return f">{NO_BREAK}{figures.count(low, self.language)}"
        return self.count(part)

    def drawn_share(self, part: int, whole: int) -> float:
        """The share as it is drawn, from 0 to 1."""
        if whole <= 0:
            return 0.0
        if discretion.is_small(part, self.least):
            return min(self.least / whole, 1.0)
        if discretion.is_small(whole - part, self.least):
            return max((whole - self.least) / whole, 0.0)
        return part / whole

    # --- values ---

    def value(self, value: Decimal, type_: Type) -> str:
        """A value of a metric: `1,500`, `30%`, `90 d`."""
        if type_ is Type.PERCENT:
            return figures.percentage(_short(value * 100), self.language)
        said = figures.number(_short(value), self.language)
        if type_ is Type.DURATION:
            return self.say(words.DAYS, count=said)
        return said

    def times(self, ratio: float) -> str:
        """`1.8×`."""
        if 0 < ratio < 0.005:
            return f"<{NO_BREAK}{self.times(0.01)}"
        said = f"{ratio:.2f}" if 0 < ratio < 0.1 else f"{ratio:.1f}"
        return f"{said if self.language == 'en' else said.replace('.', ',')}×"

    def money(self, value: Decimal) -> str:
        """An amount, without cents where there are many units."""
        return figures.number(_short(value), self.language)

    def day(self, value: date) -> str:
        return figures.day(value, self.language)

    def month(self, value: date) -> str:
        """`Jan 2026`, `janv. 2026`: for an axis."""
        return f"{words.SHORT_MONTHS[self.language][value.month - 1]} {value.year}"

    def short_day(self, value: date) -> str:
        """`3 Jan`, `3 janv.`."""
        return f"{value.day} {words.SHORT_MONTHS[self.language][value.month - 1]}"


def _short(value: Decimal) -> Decimal:
    """No more digits than a reader wants: cents below a hundred, whole numbers above."""
    size = abs(value)
    places = Decimal(1) if size >= 100 else Decimal("0.1") if size >= 10 else Decimal("0.01")
    if value == value.to_integral_value() or size >= 1:
        return value.quantize(places) if size < Decimal(10) ** 20 else value
    return Decimal(f"{value:.2g}")
