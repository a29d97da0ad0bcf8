"""Write SQL that counts a population in many ways at once: a program and tallies in, one out.

Every customer is turned into a row per tally (UNNEST of arrays), and these are grouped: engines
read the program's last step once, and plan one query however many tallies there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from segdsl.meaning.types import Type
from segdsl.planning import plan
from segdsl.sql import layout
from segdsl.sql.dialects import Dialect

VALUE = "DECIMAL(38, 6)"
SUMMED = f"CAST(COALESCE(SUM({{}}), 0) AS {VALUE})"


@dataclass(frozen=True, slots=True)
class Tally:
    """Customers counted by a key and a mask, both whole numbers, with the sum of a weight."""

    key: plan.Term | None = None
    mask: plan.Term | None = None
    weight: plan.Term | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """Customers counted by a text, of which `most` are told apart."""

    text: plan.Term
    most: int


@dataclass(frozen=True, slots=True)
class Cells:
    """Customers counted by masks together (at least one), with the sum of a weight."""

    masks: tuple[plan.Term, ...]
    weight: plan.Term | None


@dataclass(frozen=True, slots=True)
class Sums:
    """For each mask by itself, the sum of each number, and for how many customers it is known."""

    masks: tuple[plan.Term, ...]
    numbers: tuple[plan.Term, ...]


class Part(IntEnum):
    """What a row is of: its first column."""

    CELL = 0  # masks, size, value
    SUM = 1  # which mask, the mask in place of the first one, size, sums
    TALLY = 2  # which tally, key, mask, size, value
    LABEL = 3  # which labels, key, text, size: the most frequent texts, then all others together


def statement(
    program: plan.Program,
    cells: Cells,
    sums: Sums,
    tallies: Sequence[Tally],
    labels: Sequence[Labels],
    dialect: Dialect,
) -> str:
    """Rows of `Part`, number, key, text, masks, size, value, then a sum and a count a number.

    Tallies, masks of sums and labels are numbered from 0. In rows of LABEL the key is 1 for
    a text or missing, 0 for all the others together.
    """
    writer = _Writer(program, len(cells.masks), len(sums.numbers), dialect)
    parts = [writer.cells(cells)]
    if sums.numbers:
        parts.append(writer.sums(sums))
    parts += writer.tallies(tallies)
    if labels:
        parts.append(writer.labels(labels))
    heading = f"As of {program.as_of.isoformat()}: rows after that day do not exist."
    return layout.statement(program.steps, "\nUNION ALL\n".join(parts), dialect, {}, heading)


@dataclass(frozen=True, slots=True)
class _Writer:
    program: plan.Program
    masks: int  # columns of the result
    numbers: int
    dialect: Dialect

    def cells(self, cells: Cells) -> str:
        """The first part, which gives all columns their types."""
        names = [f"m{i}" for i in range(self.masks)]
        inner = [f"{self._sql(term)} AS {n}" for term, n in zip(cells.masks, names, strict=True)]
        weight = f"CAST(NULL AS {VALUE})" if cells.weight is None else self._sql(cells.weight)
        inner.append(f"{weight} AS value")
        outer = (
            f"CAST({int(Part.CELL)} AS INTEGER) AS part",
            "CAST(NULL AS BIGINT) AS number",
            "CAST(NULL AS BIGINT) AS key",
            "CAST(NULL AS TEXT) AS label",
            *names,
            "COUNT(*) AS size",
            f"{SUMMED.format('value')} AS value",
            *[f"CAST(NULL AS {VALUE}), CAST(NULL AS BIGINT)"] * self.numbers,
        )
        return f"{self._select(outer, inner)}\nGROUP BY {', '.join(names)}"

    def sums(self, sums: Sums) -> str:
        masks = [self._sql(term) for term in sums.masks]
        inner = [self._numbers(len(masks)), self._array(masks, "mask", "BIGINT")]
        inner += [f"{self._sql(term)} AS n{i}" for i, term in enumerate(sums.numbers)]
        outer = [str(int(Part.SUM)), "number", "NULL", "NULL", *self._one_mask("mask")]
        outer += ["COUNT(*)", "NULL"]
        for number in range(self.numbers):
            outer += [SUMMED.format(f"n{number}"), f"COUNT(n{number})"]
        return f"{self._select(outer, inner)}\nGROUP BY number, mask"

    def tallies(self, tallies: Sequence[Tally]) -> Iterator[str]:
        """A query for those with a weight, and one for those without: sums are not for nothing."""
        numbered = list(enumerate(tallies))
        for weighed in (False, True):
            some = [(n, one) for n, one in numbered if (one.weight is not None) is weighed]
            if some:
                yield self._tallied(some, weighed)

    def _tallied(self, tallies: Sequence[tuple[int, Tally]], weighed: bool) -> str:
        none = plan.Const(None, Type.INTEGER)
        keys = [self._sql(one.key or none) for _, one in tallies]
        masks = [self._sql(one.mask or plan.Const(0, Type.INTEGER)) for _, one in tallies]
        inner = [
            self._array([str(number) for number, _ in tallies], "number", "BIGINT"),
            self._array(keys, "key", "BIGINT"),
            self._array(masks, "mask", "BIGINT"),
        ]
        value = "NULL"
        if weighed:
            weights = [self._sql(one.weight or none) for _, one in tallies]
            inner.append(self._array(weights, "value", VALUE))
            value = SUMMED.format("value")
        heads = [str(int(Part.TALLY)), "number", "key", "NULL", *self._one_mask("mask")]
        selected = self._select([*heads, "COUNT(*)", value, *self._nothing()], inner)
        return f"{selected}\nGROUP BY number, key, mask"

    def labels(self, labels: Sequence[Labels]) -> str:
        texts = [self._sql(one.text) for one in labels]
        inner = [self._numbers(len(texts)), self._array(texts, "label", "TEXT")]
        counted = self._select(["number", "label", "COUNT(*) AS size"], inner)
        whens = " ".join(f"WHEN {number} THEN {one.most}" for number, one in enumerate(labels))
        most = f"CASE number {whens} END"
        ranked = (
            f"SELECT number, label, size, {most} AS most, "
            "ROW_NUMBER() OVER (PARTITION BY number "
            "ORDER BY CASE WHEN label IS NULL THEN 1 ELSE 0 END, "
            f"size DESC, label{self._collated()}) AS place\n"
            f"FROM (\n{counted}\nGROUP BY number, label\n) AS counted"
        )
        kept = (
            "SELECT number, size, "
            "CASE WHEN place <= most OR label IS NULL THEN 1 ELSE 0 END AS own, "
            "CASE WHEN place <= most THEN label END AS label\n"
            f"FROM (\n{ranked}\n) AS ranked"
        )
        heads = [str(int(Part.LABEL)), "number", "own", "label", *self._one_mask("NULL")]
        selected = ", ".join((*heads, "CAST(SUM(size) AS BIGINT)", "NULL", *self._nothing()))
        return f"SELECT {selected}\nFROM (\n{kept}\n) AS kept\nGROUP BY number, own, label"

    # --- pieces ---

    def _select(self, outer: Sequence[str], inner: Sequence[str]) -> str:
        last = layout.name(self.program.steps[-1].name, self.dialect)
        listed = ",\n  ".join(inner)
        return (
            f"SELECT {', '.join(outer)}\nFROM (\n  SELECT\n  {listed}\n  FROM {last}\n) AS counted"
        )

    def _one_mask(self, text: str) -> list[str]:
        """The columns of masks, of which only the first is of use."""
        return [text, *["NULL"] * (self.masks - 1)]

    def _nothing(self) -> list[str]:
        return ["NULL"] * (2 * self.numbers)

    def _numbers(self, count: int) -> str:
        return self._array([str(number) for number in range(count)], "number", "BIGINT")

    def _array(self, items: Sequence[str], name: str, type_: str) -> str:
        """A row for each item; an empty cast gives a type to an array of nothing but NULL."""
        return f"UNNEST(CAST(ARRAY[{', '.join(items)}] AS {type_}[])) AS {name}"

    def _collated(self) -> str:
        return "" if self.dialect.collation is None else f' COLLATE "{self.dialect.collation}"'

    def _sql(self, term: plan.Term) -> str:
        return layout.sql(term, self.dialect)
