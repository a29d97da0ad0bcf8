"""Show that something long goes on: on a terminal only, and only after half a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from segdsl.cli.session import Session

PATIENCE = 0.5  # seconds


@contextmanager
def progress(session: Session, doing: str) -> Iterator[None]:
    """A line with the seconds that have gone by, wiped at the end."""
    if session.quiet or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    shower = threading.Thread(target=_show, args=(doing, done), daemon=True)
    shower.start()
    try:
        yield
    finally:
        done.set()
        shower.join()


def _show(doing: str, done: threading.Event) -> None:
    started = monotonic()
    shown = False
    while not done.wait(PATIENCE):
        shown = True
        sys.stderr.write(f"\r{doing} … {monotonic() - started:.0f} s ")
        sys.stderr.flush()
    if shown:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
