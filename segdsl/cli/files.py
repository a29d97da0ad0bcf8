"""Write files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from segdsl.cli.report import USAGE, Failure
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import about


def write(path: Path, text: str) -> None:
    """Puts the text at the path: a reader finds the old file or the new one. Raises Failure."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".segdsl-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Failure(
            USAGE, [about(catalog.UNWRITABLE, None, path=str(path), reason=reason)]
        ) from None


def _umask() -> int:
    """What the user takes away from new files; temporary ones are the owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
