"""Where a warehouse is: its url, read from the project or the environment, without its secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from segdsl.warehouse.declared import Declared

_USER_INFO = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*://)(?P<user>[^\s:@/]*):[^\s]*@", re.I)
_PASSWORD = re.compile(r"(?P<name>\b(?:ssl)?password\s*=\s*)(?:'[^']*'|[^\s&]+)", re.I)
_SHORTEST_SECRET = 3  # anything shorter occurs in ordinary words
STATEMENT_SECONDS = 900  # unless the project says otherwise


class Form(Enum):
    """What an address leads to."""

    DUCKDB = "duckdb"
    FOLDER = "folder"
    POSTGRES = "postgres"


@dataclass(frozen=True, slots=True)
class Address:
    """The url of the warehouse `name`. `path` is that of a file or folder, else None.

    `seconds` is how long a statement may take, `memory` how much of it DuckDB may use (`4GB`; None:
    what it takes by itself, four fifths of the machine). `history` is the DuckDB file that holds
    what was published of a folder, where that is asked for; `declared` are the types that the model
    gives its columns.
    """

    name: str
    form: Form
    text: str = field(repr=False)
    path: Path | None = None
    seconds: int = STATEMENT_SECONDS
    memory: str | None = None
    history: Path | None = None
    declared: Declared = field(default_factory=dict, compare=False, repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        return secrets(self.text) if self.form is Form.POSTGRES else ()


def address(name: str, url: str, folder: Path) -> Address | None:
    """The address that a url stands for, paths from `folder`; None for a form not known."""
    if url.startswith(("postgresql://", "postgres://")):
        return Address(name, Form.POSTGRES, url)
    if url.startswith("duckdb:"):
        path = url.removeprefix("duckdb:")
        return Address(name, Form.DUCKDB, url, folder / path) if path else None
    if not url or re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", url):
        return None
    return Address(name, Form.FOLDER, url, folder / url)


def secrets(url: str) -> tuple[str, ...]:
    """What must not be shown of a url: its password as written and as meant, longest first."""
    found: set[str] = set()
    _, _, rest = url.partition("://")
    user_info, at, _ = rest.rpartition("@")
    if at:
        found.add(user_info.partition(":")[2])
        # an `@` or `/` left unescaped in the password makes the driver take its end for a host
        found.update(user_info.partition(":")[2].split("@"))
    try:
        parts = urlsplit(url)
        found.add(parts.password or "")
        found.update(v for k, v in parse_qsl(parts.query) if "password" in k.lower())
    except ValueError:
        pass  # what cannot be taken apart is redacted as a whole, by its form
    found |= {unquote(secret) for secret in found}
    return tuple(sorted((s for s in found if len(s) >= _SHORTEST_SECRET), key=len, reverse=True))


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with `***` for every password in it: `postgresql://user:***@host/base`."""
    text = _USER_INFO.sub(r"\g<scheme>\g<user>:***@", text)
    text = _PASSWORD.sub(r"\g<name>***", text)
    for secret in secrets:
        text = text.replace(secret, "***")
    return text
