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
    """Customers counted by masks together (at least one), with the sum of a weight, and for each
    number its sum and for how many it is known; then by each text of `labels` with the same masks,
    none of a text that has more values than it may.
    """

    masks: tuple[plan.Term, ...]
    weight: plan.Term | None
    numbers: tuple[plan.Term, ...]
    labels: tuple[Labels, ...]


class Part(IntEnum):
    """What a row is of: its first column."""

    CELL = 0  # masks, size, value, sums
    GROUP = 1  # which label of the cells, text, masks, size
    TALLY = 2  # which tally, key, mask in place of the first one, size, value
    LABEL = 3  # which labels, key, text, size: the most frequent texts, then all others together


def statement(
    program: plan.Program,
    cells: Cells,
    tallies: Sequence[Tally],
    labels: Sequence[Labels],
    dialect: Dialect,
) -> str:
    """Rows of `Part`, number, key, text, masks, size, value, then a sum and a count a number.

    A number counts tallies, labels of cells, or labels, from 0. In rows of LABEL the key is 1 for
    a text or missing, 0 for all the others together.
    """
    writer = _Writer(program, cells, dialect)
    parts = [writer.cells()]
    if cells.labels:
        parts.append(writer.groups())
    parts += writer.tallies(tallies)
    if labels:
        parts.append(writer.labels(labels))
    heading = f"As of {program.as_of.isoformat()}: rows after that day do not exist."
    return layout.statement(program.steps, "\nUNION ALL\n".join(parts), dialect, {}, heading)


@dataclass(frozen=True, slots=True)
class _Writer:
    program: plan.Program
    shape: Cells
    dialect: Dialect

    def cells(self) -> str:
        shape = self.shape
        inner = [*self._masks(), self._value(shape.weight, "value")]
        inner += [f"{self._sql(term)} AS n{i}" for i, term in enumerate(shape.numbers)]
        sums = [
            f"CAST(COALESCE(SUM(n{i}), 0) AS {VALUE}), COUNT(n{i})"
            for i in range(len(shape.numbers))
        ]
        names = [f"m{i}" for i in range(len(shape.masks))]
        heads = (
            f"CAST({int(Part.CELL)} AS INTEGER) AS part",
            "CAST(NULL AS BIGINT) AS number",
            "CAST(NULL AS BIGINT) AS key",
            "CAST(NULL AS TEXT) AS label",
        )
        counted = f"COUNT(*) AS size, CAST(COALESCE(SUM(value), 0) AS {VALUE}) AS value"
        return (
            f"{self._select([*heads, *names, counted, *sums], inner)}\nGROUP BY {', '.join(names)}"
        )

    def groups(self) -> str:
        """Each text of the cells, unless it has too many values to be pictured."""
        shape = self.shape
        texts = [self._sql(one.text) for one in shape.labels]
        inner = [self._numbers(len(texts)), self._array(texts, "label", "TEXT"), *self._masks()]
        names = [f"m{i}" for i in range(len(shape.masks))]
        by = ", ".join(("number", "label", *names))
        counted = self._select([by, "COUNT(*) AS size"], inner) + f"\nGROUP BY {by}"
        ranked = (
            f"SELECT {by}, size, DENSE_RANK() OVER (PARTITION BY number ORDER BY label"
            f"{self._collated()} NULLS LAST) AS place\nFROM (\n{counted}\n) AS counted"
        )
        many = "MAX(CASE WHEN label IS NOT NULL THEN place ELSE 0 END) OVER (PARTITION BY number)"
        known = f"SELECT {by}, size, {many} AS many\nFROM (\n{ranked}\n) AS ranked"
        heads = [str(int(Part.GROUP)), "number", "NULL", "label", *names, "size", "NULL"]
        return f"SELECT {', '.join(heads + self._nothing())}\nFROM (\n{known}\n) AS known\n" + (
            f"WHERE many <= {_most(shape.labels)}"
        )

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
            value = f"CAST(COALESCE(SUM(value), 0) AS {VALUE})"
        heads = [str(int(Part.TALLY)), "number", "key", "NULL", *self._one_mask("mask")]
        selected = self._select([*heads, "COUNT(*)", value, *self._nothing()], inner)
        return f"{selected}\nGROUP BY number, key, mask"

    def labels(self, labels: Sequence[Labels]) -> str:
        texts = [self._sql(one.text) for one in labels]
        inner = [self._numbers(len(texts)), self._array(texts, "label", "TEXT")]
        counted = self._select(["number", "label", "COUNT(*) AS size"], inner)
        ranked = (
            f"SELECT number, label, size, {_most(labels)} AS most, "
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

    def _masks(self) -> list[str]:
        return [f"{self._sql(term)} AS m{i}" for i, term in enumerate(self.shape.masks)]

    def _one_mask(self, text: str) -> list[str]:
        """The columns of masks, of which only the first is of use."""
        return [text, *["NULL"] * (len(self.shape.masks) - 1)]

    def _value(self, term: plan.Term | None, name: str) -> str:
        text = f"CAST(NULL AS {VALUE})" if term is None else self._sql(term)
        return f"{text} AS {name}"

    def _nothing(self) -> list[str]:
        return ["NULL"] * (2 * len(self.shape.numbers))

    def _numbers(self, count: int) -> str:
        return self._array([str(number) for number in range(count)], "number", "BIGINT")

    def _array(self, items: Sequence[str], name: str, type_: str) -> str:
        """A row for each item; an empty cast gives a type to an array of nothing but NULL."""
        return f"UNNEST(CAST(ARRAY[{', '.join(items)}] AS {type_}[])) AS {name}"

    def _collated(self) -> str:
        return "" if self.dialect.collation is None else f' COLLATE "{self.dialect.collation}"'

    def _sql(self, term: plan.Term) -> str:
        return layout.sql(term, self.dialect)


def _most(labels: Sequence[Labels]) -> str:
    """How many values of the text of this row are told apart."""
    whens = " ".join(f"WHEN {number} THEN {one.most}" for number, one in enumerate(labels))
    return f"CASE number {whens} END"
