"""`segdsl fmt`: `.seg` files in their one layout, or what would change."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from segdsl.cli.options import TextOrJson
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from segdsl.cli.layout import Laid

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Only these files and folders; `-` reads standard input and writes to standard"
        " output. By default the whole project.",
        show_default=False,
    ),
]
Check = Annotated[
    bool,
    typer.Option("--check", help="Write nothing; list the files that would change, and exit 1."),
]
Diff = Annotated[bool, typer.Option("--diff", help="Write nothing; print what would change.")]
Form = Annotated[TextOrJson, typer.Option("--format", help="How to print what was done.")]
LINE = re.compile(r"[^\n]*\n|[^\n]+")  # only a line feed ends one


class Task(Enum):
    """What is done with what is laid out: `PASS` is for standard input."""

    REWRITE = auto()
    PASS = auto()
    CHECK = auto()
    DIFF = auto()


def fmt(
    session: Session,
    paths: Paths = None,
    check: Check = False,
    diff: Diff = False,
    format: Form = TextOrJson.text,
) -> None:
    """Give `.seg` files their one layout; what they say never changes."""
    from segdsl import disk
    from segdsl.cli import layout

    named = [str(path) for path in paths or ()]
    is_stream = layout.is_standard_input(named)
    session.spoken = disk.language(session.folder / ("" if is_stream else "".join(named[:1])))
    task = Task.DIFF if diff else Task.CHECK if check else Task.PASS if is_stream else Task.REWRITE
    done: list[Laid] = []
    asked = (layout.of_standard_input(session),) if is_stream else layout.of_files(session, named)
    for one in asked:
        done.append(layout.written(one) if task is Task.REWRITE else one)
        if format is TextOrJson.text:
            _print(session, done[-1], task)
    if format is TextOrJson.json:
        _print_json(session, done, task)
    elif task is not Task.PASS:
        session.note(_summary(session, done, task))
    code = max((one.code for one in done), default=0)
    would_change = any(one.is_changed for one in done)
    if code or (check and would_change):
        raise typer.Exit(code or 1)


def _print(session: Session, one: Laid, task: Task) -> None:
    if one.found:
        _complain(session, one, task)
    match task:
        case Task.PASS:
            sys.stdout.write(one.after or "")
        case Task.REWRITE if one.is_changed:
            session.note(one.shown)
        case Task.CHECK if one.is_changed:
            print(one.shown)
        case Task.DIFF if one.is_changed:
            sys.stdout.write(_difference(one))
        case _:
            pass


def _complain(session: Session, one: Laid, task: Task) -> None:
    """What is wrong with a file, and that it was left as it is: also to who wants no notes."""
    from segdsl.cli.report import hidden, palette_for
    from segdsl.text import report

    palette = palette_for(session.color.value, sys.stderr)
    print(hidden(report.text(one.found, session.language, palette)), file=sys.stderr)
    if one.after is None and one.before and task is not Task.PASS:  # nothing is left of no file
        left = session.says(f"{one.shown}: left as it is", f"{one.shown} : laissé tel quel")
        print(left, file=sys.stderr)


def _print_json(session: Session, done: Sequence[Laid], task: Task) -> None:
    from segdsl.cli.report import as_json, findings

    listed = []
    for one in done:
        told: dict[str, Any] = {"path": one.shown, "changed": one.is_changed}
        told["errors"] = findings(one.found, session.language)
        if task is Task.DIFF:
            told["diff"] = _difference(one) if one.is_changed else ""
        if task is Task.PASS:
            told["text"] = one.after
        listed.append(told)
    print(as_json({"files": listed}))


def _difference(one: Laid) -> str:
    """What changes, as `git diff` shows it and `git apply` takes it."""
    from difflib import unified_diff

    before, after = LINE.findall(one.before.decode()), LINE.findall(one.after or "")
    lines = unified_diff(before, after, f"a/{one.shown}", f"b/{one.shown}")
    unended = "\n\\ No newline at end of file\n"
    return "".join(line if line.endswith("\n") else f"{line}{unended}" for line in lines)


def _summary(session: Session, done: Sequence[Laid], task: Task) -> str:
    """`3 files: 1 rewritten, 1 unchanged, 1 left as it is`."""
    changed = sum(one.is_changed for one in done)
    left = sum(one.after is None for one in done)
    same = len(done) - changed - left
    is_done = task is Task.REWRITE
    english = [f"{changed} {'rewritten' if is_done else 'to rewrite'}", f"{same} unchanged"]
    french = [f"{changed} {f'réécrit{_s(changed)}' if is_done else 'à réécrire'}"]
    french.append(f"{same} inchangé{_s(same)}")
    if left:
        english.append(f"{left} left as {'it is' if left == 1 else 'they are'}")
        french.append(f"{left} laissé{_s(left)} tel{_s(left)} quel{_s(left)}")
    return session.says(
        f"{len(done)} file{'' if len(done) == 1 else 's'}: {', '.join(english)}",
        f"{len(done)} fichier{_s(len(done))} : {', '.join(french)}",
    )


def _s(count: int) -> str:
    """The plural of French, which begins at two."""
    return "s" if count >= 2 else ""
