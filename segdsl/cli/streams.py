"""Standard output and error as they are found: without an encoding, closed, or let down."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


def prepare() -> None:
    """UTF-8, whatever the terminal's language; a closed stream swallows what is said."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def whoever_listens() -> Iterator[None]:
    """For what is said before something is written: a reader that has seen enough stops nothing.

    `segdsl publish --yes | head` publishes.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        let_go(sys.stdout)


def let_go(*streams: TextIO) -> None:
    """Sends what is still to be written nowhere, so that the end of Python does not trip on it."""
    with _nowhere() as nowhere:
        for stream in streams:
            os.dup2(nowhere.fileno(), stream.fileno())


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
