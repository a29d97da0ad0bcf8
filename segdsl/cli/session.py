"""What every command is told (folder, language, loudness), and how it speaks."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from segdsl.cli.failure import Failure, interrupted
from segdsl.text.diagnostics import LANGUAGES, Diagnostic, Language

if TYPE_CHECKING:
    from segdsl.compiler import Stopwatch
    from segdsl.meaning.settings import Settings


class Lang(StrEnum):
    en = "en"
    fr = "fr"


class Color(StrEnum):
    auto = "auto"
    always = "always"
    never = "never"


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[
    int,
    typer.Option(
        "--verbose", "-v", count=True, metavar="",
        help="Say what is read; twice, also each statement before it is sent.",
    ),
]  # fmt: skip
Timings = Annotated[bool, typer.Option("--timings", help="Say how long each stage took.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where segdsl failed, if it does.")]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="The language of messages; else the project's first.")
]
ColorOption = Annotated[Color, typer.Option("--color", help="Colours in messages.")]


def _stopwatch() -> Stopwatch:
    from segdsl.compiler import Stopwatch

    return Stopwatch(perf_counter)


@dataclass(slots=True)
class Session:
    """One command at work. `folder` is where it was called; `spoken` the project's language."""

    folder: Path
    lang: Lang | None
    quiet: bool
    verbosity: int
    color: Color
    timings: bool
    debug: bool
    spoken: Language | None = None
    watch: Stopwatch = field(default_factory=_stopwatch)

    @property
    def language(self) -> Language:
        return self.known_language or "en"

    @property
    def known_language(self) -> Language | None:
        """The language asked for, else the project's once it is read."""
        return self.spoken if self.lang is None else self.lang.value

    def speaks(self, settings: Settings) -> None:
        """From now on the first language of a project, unless another one is asked for."""
        self.spoken = next((one for one in LANGUAGES if one in settings.languages[:1]), "en")

    def says(self, en: str, fr: str) -> str:
        return en if self.language == "en" else fr

    def note(self, text: str) -> None:
        """A message beside the output."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def detail(self, text: str) -> None:
        """A message for who wants to know more."""
        if self.verbosity >= 1 and not self.quiet:
            print(text, file=sys.stderr)

    def statement(self, sql: str) -> None:
        """A statement that is about to be sent, for who wants to know all."""
        if self.verbosity >= 2 and not self.quiet:
            print(f"{sql.rstrip()}\n", file=sys.stderr)

    def warn(self, found: Iterable[Diagnostic]) -> None:
        """Findings beside the output."""
        from segdsl.cli.report import hidden, palette_for
        from segdsl.text import report

        shown = tuple(found)
        if shown and not self.quiet:
            palette = palette_for(self.color.value, sys.stderr)
            print(hidden(report.text(shown, self.language, palette)), file=sys.stderr)

    def finish(self) -> None:
        if self.timings:
            for stage, seconds in self.watch.seconds.items():
                print(f"{stage:<10} {seconds * 1000:8.1f} ms", file=sys.stderr)


def command(does: Callable[..., None]) -> Callable[..., None]:
    """A command that takes `session` first, as one that takes the options common to all."""

    def called(
        context: typer.Context,
        lang: LangOption = None,
        quiet: Quiet = False,
        verbose: Verbose = 0,
        color: ColorOption = Color.auto,
        timings: Timings = False,
        debug: Debug = False,
        **own: Any,
    ) -> None:
        session = Session(context.obj or Path(), lang, quiet, verbose, color, timings, debug)
        try:
            does(session, **own)
        except Failure as failure:
            failure.language, failure.folder = session.known_language, session.folder
            raise
        except KeyboardInterrupt:
            stopped = interrupted()
            stopped.language = session.known_language
            raise stopped from None
        finally:
            session.finish()

    ours = inspect.signature(called, eval_str=True).parameters
    theirs = inspect.signature(does, eval_str=True).parameters
    taken = [one for name, one in theirs.items() if name != "session"]
    common = [one for one in ours.values() if one.kind is not one.VAR_KEYWORD]
    keyword = partial(inspect.Parameter.replace, kind=inspect.Parameter.KEYWORD_ONLY)
    parameters = [keyword(one) for one in (*taken, *common)]
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    called.__name__, called.__doc__ = does.__name__, does.__doc__
    return called
