"""Tell texts and figures of a catalog in one language, for pages in HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup, escape

from segdsl.site.entries import Catalog, Entry
from segdsl.site.measures import Measure
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Teller:
    """What templates say is said here."""

    catalog: Catalog
    language: Language

    def say(self, said: Said, **parts: str) -> str:
        """A phrase, in French with spaces before its signs that break no line."""
        found = said.in_(self.language)
        if self.language == "fr":
            for sign in ":;?!":
                found = found.replace(f" {sign}", f"{NO_BREAK}{sign}")
        return found.format(**parts)

    def count(self, size: int) -> str:
        """A number of customers, if it may be told."""
        return figures.discreet(size, self.catalog.least, self.language)

    def size(self, found: Measure) -> str:
        """The number of its customers; of a group kept back beside a smaller one, a bound."""
        if found.told or found.size < self.catalog.least:
            return self.count(found.size)
        return f"≥{NO_BREAK}{figures.count(self.catalog.least, self.language)}"

    def percent(self, share: float | None) -> str:
        return figures.percent(share, self.language)

    def amount(self, value: Decimal | None) -> str:
        """Without cents: a sum over many customers is read from afar."""
        if value is None:
            return figures.NOTHING
        return figures.count(int(value.to_integral_value()), self.language)

    def signed(self, by: int | None) -> str:
        if by is None:
            return figures.NOTHING
        sign = "+" if by > 0 else "−" if by < 0 else ""
        return f"{sign}{figures.count(abs(by), self.language)}"

    def day(self, day: date) -> str:
        return figures.day(day, self.language)

    def sentence(self, text: str) -> Markup:
        """A sentence of ours: what it names in backquotes is code."""
        parts = text.split("`")
        if len(parts) % 2 == 0:
            return escape(text)
        return Markup("").join(
            Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
            for place, part in enumerate(parts)
        )

    def title(self, entry: Entry) -> str:
        """What an entry is called by its author, else its name."""
        return entry.description.label or entry.name.rpartition(".")[2]

    def label(self, name: str) -> str:
        """The same, of a declaration or class by its name."""
        return self.title(self.catalog.entry(name))

    def called(self, population: str) -> str:
        """The members of a population, inside a sentence."""
        label = self.catalog.project.tables[population].description.label
        return (label or population).lower()
