"""The list of commands, each in a file of its own that imports what it needs when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from segdsl import __version__
from segdsl.cli import (
    audit,
    check,
    compile,
    demo,
    diff,
    docs,
    doctor,
    explain,
    fmt,
    history,
    init,
    lsp,
    plan_contacts,
    proposed,
    publish,
    run,
    show,
    target,
    test,
)
from segdsl.cli.session import command

app = typer.Typer(
    name="segdsl",
    help="Customer segments as reviewed text: checked, explained, and compiled to SQL.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: importing rich takes longer than printing
    pretty_exceptions_enable=False,
)
COMMANDS = (
    demo.demo,
    init.init,
    check.check,
    fmt.fmt,
    compile.compile,
    run.run,
    test.test,
    proposed.examples,
    publish.publish,
    history.history,
    target.target,
    plan_contacts.plan_contacts,
    audit.audit,
    explain.explain,
    diff.diff,
    docs.docs,
    show.show,
    doctor.doctor,
    lsp.lsp,
)
for one in COMMANDS:
    app.command(one.__name__.replace("_", "-"))(command(one))


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"segdsl {__version__}")
        raise typer.Exit


@app.callback()
def everywhere(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Option("-C", metavar="DIR", help="Work as if called in this folder."),
    ] = Path(),
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """The project is the nearest `segdsl.toml` in DIR or above it."""
    context.obj = folder
