"""What a warehouse can be asked, whichever engine it is, and how it says no."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from segdsl.sql.dialects import Dialect
from segdsl.text.diagnostics import Diagnostic, Message, Said, about
from segdsl.warehouse.address import Address, redacted

Listener = Callable[[str], None]  # told each statement before it is sent


def nobody(statement: str) -> None:
    """The listener of who does not want to know."""


class Engine(Protocol):
    """One read-only session, pinned so that the same SQL means the same on every engine."""

    @property
    def name(self) -> str:
        """The name of the warehouse in segdsl.toml."""

    @property
    def dialect(self) -> Dialect:
        """The SQL that it understands."""

    def tables(self) -> Sequence[tuple[str, ...]]:
        """Every table and view, each by the name a `.seg` file would give it."""

    def columns(self, physical: tuple[str, ...]) -> dict[str, str] | None:
        """The exact name of each column with its type in the warehouse; None without the table."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows of one SELECT. Raises Refused."""

    def close(self) -> None:
        """Ends the session; nothing was changed."""


class WarehouseError(Exception):
    """A warehouse that said no; its diagnostic names no secret."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message.code)
        self.diagnostic = diagnostic


class Unreachable(WarehouseError):
    """There is no session: no file, no server, no right to come in."""


class Refused(WarehouseError):
    """There is a session, and a statement or a setting was not accepted."""


def said(
    message: Message, address: Address, reason: Said | Exception | str = "", **facts: str
) -> Diagnostic:
    """What an engine said about its address, on one line and without secrets."""
    shown = redacted(address.text, address.secrets)
    if not isinstance(reason, Said):
        reason = redacted(_short(str(reason)), address.secrets)
    return about(message, None, warehouse=address.name, address=shown, reason=reason, **facts)


def _short(text: str) -> str:
    """Its first paragraph on one line: after it engines print advice about their own options."""
    first = re.split(r"\n\s*\n", text.strip())[0]
    return " ".join(first.split())
