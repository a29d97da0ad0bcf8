"""Engines of the tests as a survey asks them: a database and its dialect in, an Engine out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from segdsl.sql.dialects import BY_NAME, Dialect


@dataclass(frozen=True, slots=True)
class Asked:
    """A database that is only asked for rows."""

    dialect: Dialect
    send: Callable[[str], Sequence[tuple[Any, ...]]]
    name: str = "test"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return list(self.send(sql))

    def tables(self) -> Sequence[tuple[str, ...]]:
        raise NotImplementedError

    def columns(self, physical: tuple[str, ...]) -> dict[str, str] | None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


def asked(dialect: str, send: Callable[[str], Sequence[tuple[Any, ...]]]) -> Asked:
    return Asked(BY_NAME[dialect], send)
