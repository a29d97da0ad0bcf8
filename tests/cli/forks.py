"""Answer many command lines quickly: one process, with everything imported, forks for each.

`python -m tests.cli.forks` reads calls as lines of JSON and writes what each said.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from tests.cli.command import ROOT, SECONDS, Done, environment

IMPORTED = (
    "segdsl.cli.app", "segdsl.cli.usage", "segdsl.cli.project", "segdsl.cli.warehouse",
    "segdsl.planning.from_meaning", "segdsl.sql.from_plan", "segdsl.warehouse.checks",
    "segdsl.site.markdown", "segdsl.site.html",
    "segdsl.warehouse.duckdb", "segdsl.warehouse.postgres",
)  # fmt: skip


class Forks:
    """Calls commands like `command.segdsl` does, at the price of a fork."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def segdsl(self, folder: Path, *words: str, env: Mapping[str, str] | None = None) -> Done:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(folder), words, dict(env or {})]) + "\n")
        self._process.stdin.flush()
        done = Done(*json.loads(self._process.stdout.readline()))
        assert "Traceback" not in done.out + done.err, done.err
        return done


@contextmanager
def forks() -> Iterator[Forks]:
    """A process that answers calls until the end."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.cli.forks"],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield Forks(process)
        assert process.stdin is not None
        process.stdin.close()


def _serve() -> None:
    for name in IMPORTED:
        importlib.import_module(name)
    with suppress(ModuleNotFoundError):  # what typer brings in when it first reads a word
        importlib.import_module("typer._adapters")
    importlib.import_module("segdsl.syntax.grammar").parser()
    gc.freeze()  # children that look at all of this again would copy it
    for line in sys.stdin:
        print(json.dumps(_forked(*json.loads(line))), flush=True)


def _forked(folder: str, words: Sequence[str], env: Mapping[str, str]) -> tuple[str, str, int]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.environ.update(env)
            _answer(folder, words, out, err)
        _, status = os.waitpid(child, 0)
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
        return said[0], said[1], os.waitstatus_to_exitcode(status)


def _answer(folder: str, words: Sequence[str], out: IO[Any], err: IO[Any]) -> None:
    """Becomes the command; never returns."""
    from segdsl.cli import main

    code = -1
    try:
        signal.alarm(SECONDS)
        os.chdir(folder)
        for number, file in ((1, out), (2, err)):
            os.dup2(file.fileno(), number)
        code = main.answer(words)
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
