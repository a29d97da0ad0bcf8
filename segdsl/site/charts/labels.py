"""Call things of a project on a picture: names and conditions in, the author's words out."""

from __future__ import annotations

from dataclasses import dataclass

from segdsl.meaning import model
from segdsl.meaning.model import CONTACTED, CONTROL
from segdsl.meaning.types import Type
from segdsl.prose import conditions, phrases
from segdsl.prose import from_meaning as prose
from segdsl.site.charts import words
from segdsl.site.charts.pen import Pen
from segdsl.site.entries import Catalog

REACH = "reach "


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of one catalog in the language of a page."""

    catalog: Catalog
    pen: Pen

    @property
    def project(self) -> model.Project:
        return self.catalog.project

    def of(self, name: str) -> str:
        """The label of anything a crowd names: `Clients VIP`, `Cycle de vie: Actifs`."""
        if name.startswith(REACH):
            return self.pen.say(words.REACHED, channel=self._declared(name.removeprefix(REACH)))
        whole, dot, part = name.partition(".")
        if not dot or name in self.catalog.entries:
            return self._declared(name)
        if whole in self.project.targets:
            said = {CONTACTED: words.CONTACTED, CONTROL: words.CONTROL}[part]
            return self.pen.say(said, target=self._declared(whole))
        return self.pen.say(words.NAMED, whole=self._declared(whole), part=self.of_class(name))

    def of_class(self, name: str) -> str:
        """A class on the page of its segmentation: `Actifs`."""
        whole, _, part = name.partition(".")
        found = self.project.segmentations.get(whole)
        for one in found.classes if found else ():
            if one.name == part and one.description.label:
                return one.description.label
        return part

    def family(self, name: str) -> str:
        """The segmentation of a class; '' for all else."""
        whole, dot, _ = name.partition(".")
        return whole if dot and whole in self.project.segmentations else ""

    def rests_on(self, name: str) -> frozenset[str]:
        """All declarations that one is made of, directly or not."""
        found: set[str] = set()
        left = [name.removeprefix(REACH).partition(".")[0]]
        while left:
            entry = self.catalog.entries.get(left.pop())
            new = set(entry.made_of) - found if entry else set()
            found |= new
            left += new
        return frozenset(found)

    def members(self, population: str) -> str:
        """The members of a population inside a sentence: `foyers`."""
        return phrases.small(self._table(population))

    def type_of(self, metric: str) -> Type:
        return self.project.metrics[metric].value.type

    # --- the author's conditions ---

    def clause(self, population: str, condition: model.Condition) -> str:
        """A condition after the noun of customers: `whose “Commandes” is at least 4`."""
        return prose.condition(self.project, population, condition, self.pen.language)

    def condition(self, population: str, condition: model.Condition) -> str:
        """A condition by itself: `“Commandes” is at least 4`."""
        clause = self.clause(population, condition)
        return clause.removeprefix(self.pen.say(words.WHOSE)).replace("`", "")

    def constant(self, node: model.Constant) -> str:
        return conditions.speaker(self.project, self.pen.language).constant(node)

    def _declared(self, name: str) -> str:
        found = self.catalog.entries.get(name)
        return found.description.label or name if found else name

    def _table(self, name: str) -> str:
        found = self.project.tables.get(name)
        return found.description.label or name if found else name
