"""`segdsl lsp`: the language server, on standard input and output."""

from __future__ import annotations

from segdsl.cli.session import Session


def lsp(session: Session) -> None:
    """Serve an editor: see docs/editor.md."""
    import logging
    import sys

    from segdsl.cli.failure import USAGE, Failure
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import about

    try:
        from segdsl.editor import answers
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise Failure(USAGE, [about(catalog.NO_LANGUAGE_SERVER, None)]) from None
    # standard output is the protocol's alone
    logging.basicConfig(stream=sys.stderr, level=logging.ERROR)
    protocol, sys.stdout = sys.stdout, sys.stderr
    answers.serve().start_io(stdout=protocol.buffer)
