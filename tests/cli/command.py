"""Call the command as a user does: words in; standard output, standard error and exit code out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WORDS = (sys.executable, "-m", "segdsl")
SECONDS = 60  # a command that takes longer hangs


@dataclass(frozen=True, slots=True)
class Done:
    """What a command said, and its exit code."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        """Standard output, which must be exactly one JSON value."""
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        """The codes of the messages on standard error."""
        return [line[:6] for line in self.err.splitlines() if line.startswith("SEG")]


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a command: this code, no colours, no warehouse of the developer's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SEGDSL_")}
    return {**kept, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **(more or {})}


def segdsl(
    folder: Path,
    *words: str,
    env: Mapping[str, str] | None = None,
    fails: bool = False,
    given: str = "",
) -> Done:
    """Calls the command in a folder, with what standard input is `given`; unless it `fails`, no bug
    of ours is shown."""
    done = subprocess.run(
        [*WORDS, *words],
        cwd=folder,
        env=environment(env),
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert fails or "Traceback" not in done.stdout + done.stderr, done.stderr
    return Done(done.stdout, done.stderr, done.returncode)
