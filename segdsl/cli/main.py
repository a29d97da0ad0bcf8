"""The command `segdsl`: words in, an exit code out; what goes wrong is said, never thrown."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from segdsl import __version__
from segdsl.cli import streams

if TYPE_CHECKING:
    from segdsl.cli.failure import Failure

INTERRUPTED = 130
FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO})


def main() -> None:
    """The entry of the console script."""
    try:
        code = answer(sys.argv[1:])
    except KeyboardInterrupt:  # once more, while the first was being answered
        code = INTERRUPTED
    raise SystemExit(code)


def answer(words: Sequence[str]) -> int:
    """Does what the words of a command line say; returns its exit code."""
    streams.prepare()
    if list(words) == ["--version"]:
        print(f"segdsl {__version__}")  # before any heavy import
        return 0
    words = words or ["--help"]
    try:
        code = _command(words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has seen enough: `segdsl compile | head`
        streams.let_go(sys.stdout, sys.stderr)
        return 0
    except OSError as error:  # a full disk
        return _unwritable(words, error)


def _command(words: Sequence[str]) -> int:
    try:
        return _called(words)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        from segdsl.cli.failure import interrupted

        return _failed(words, interrupted())
    except Exception as error:
        from segdsl.cli.failure import Failure, internal

        if isinstance(error, Failure):
            return _failed(words, error)
        if isinstance(error, OSError) and error.errno in FULL:
            raise  # standard output itself
        if "--debug" in words:
            _show_trace(error)
        return _failed(words, internal(error))  # a bug: said as one


def _called(words: Sequence[str]) -> int:
    import typer

    from segdsl.cli.app import app

    # typer brings its own click or uses the public one: its classes are reached through typer
    usage_error, click_error = typer.BadParameter.__mro__[1:3]
    try:
        code = app(list(words), prog_name="segdsl", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:  # what it makes of a closed pipe
        raise BrokenPipeError from None
    except typer.Exit as done:
        code = done.exit_code
    except Exception as error:
        if not isinstance(error, (usage_error, click_error)):
            raise
        from segdsl.cli import usage

        raise usage.failure(error) from None
    if code == INTERRUPTED:  # what typer makes of Ctrl-C
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _failed(words: Sequence[str], failure: Failure) -> int:
    from segdsl.cli import report

    try:
        return report.failed(words, failure)
    except BrokenPipeError:  # nobody listens: the exit code still tells
        streams.let_go(sys.stdout, sys.stderr)
        return failure.code


def _unwritable(words: Sequence[str], error: OSError) -> int:
    from pathlib import Path

    from segdsl import disk
    from segdsl.cli import files
    from segdsl.text.catalog import cli as catalog

    streams.let_go(sys.stdout)
    failure = files.refused(catalog.UNWRITABLE, Path("/dev/stdout"), disk.reason(error))
    return _failed(words, failure)


def _show_trace(error: Exception) -> None:
    """Where segdsl failed, without the values it had in hand."""
    import traceback

    from segdsl.cli.report import hidden

    print(hidden("".join(traceback.format_exception(error))), file=sys.stderr)
