"""Load the grammar: the text of grammar/segdsl.lark in, one parser for all declarations out."""

import os
from functools import cache
from pathlib import Path

from lark import Lark

from segdsl.syntax import terminals

STARTS = (
    "population",
    "source",
    "list",
    "parameter",
    "channel",
    "metric",
    "define",
    "segment",
    "segmentation",
    "target",
)


@cache
def parser() -> Lark:
    """The parser; its tables are kept in the user's cache folder where there is one to write."""
    text = terminals.path().read_text(encoding="utf-8")
    kept = _cache_file()
    return Lark(
        text,
        parser="lalr",
        lexer="contextual",
        start=list(STARTS),
        propagate_positions=True,
        maybe_placeholders=True,
        cache=False if kept is None else str(kept),
    )


def _cache_file() -> Path | None:
    """Where Lark keeps its tables: a file that only this user can write, or None."""
    import hashlib

    import lark

    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    digest = hashlib.sha256(terminals.path().read_bytes() + lark.__version__.encode()).hexdigest()[
        :16
    ]
    folder = Path(home) / "segdsl"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    if not os.access(folder, os.W_OK) or folder.stat().st_uid != _user(folder):
        return None
    return folder / f"grammar-{digest}.pickle"


def _user(folder: Path) -> int:
    """The user who runs this, or the folder's owner where a system has no such numbers."""
    return os.getuid() if hasattr(os, "getuid") else folder.stat().st_uid
