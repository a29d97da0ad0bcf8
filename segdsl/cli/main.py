"""The command `segdsl`: words in, an exit code out; what goes wrong is said, never thrown."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from segdsl import __version__

if TYPE_CHECKING:
    from segdsl.cli.report import Failure

USAGE, INTERNAL, INTERRUPTED = 2, 2, 130


def main() -> None:
    """The entry of the console script."""
    raise SystemExit(answer(sys.argv[1:]))


def answer(words: Sequence[str]) -> int:
    """Does what the words of a command line say; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # whatever the terminal's language
    if list(words) == ["--version"]:
        print(f"segdsl {__version__}")  # before any heavy import
        return 0
    try:
        code = _command(words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has seen enough: `segdsl compile | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _command(words: Sequence[str]) -> int:
    from segdsl.cli import report

    try:
        return _called(words)
    except report.Failure as failure:
        return report.failed(words, failure)
    except KeyboardInterrupt:
        return report.failed(words, report.interrupted(INTERRUPTED))
    except RecursionError as error:
        return _internal(words, error)
    except BrokenPipeError:
        raise
    except Exception as error:  # a bug: said as one, shown with --debug
        return _internal(words, error)


def _called(words: Sequence[str]) -> int:
    import typer

    from segdsl.cli import report
    from segdsl.cli.app import app

    # typer brings its own click or uses the public one: its classes are reached through typer
    usage_error, click_error = typer.BadParameter.__mro__[1:3]
    try:
        code = app(list(words), prog_name="segdsl", standalone_mode=False)
    except typer.Exit as done:
        code = done.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if not isinstance(error, (usage_error, click_error)):
            raise
        raise report.usage(error.format_message(), USAGE) from None  # type: ignore[attr-defined]
    return code if isinstance(code, int) else 0


def _internal(words: Sequence[str], error: Exception) -> int:
    from segdsl.cli import report

    if "--debug" in words:
        import traceback

        traceback.print_exception(error)
    failure: Failure = report.internal(type(error).__name__, INTERNAL)
    return report.failed(words, failure)
