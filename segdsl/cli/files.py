"""Read and write files: regular ones only, inside the project, whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

from segdsl import disk
from segdsl.cli.failure import USAGE, Failure
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import Message, Said, about


def read(path: Path, root: Path) -> bytes:
    """What a file holds whose real place is below the folder `root`. Raises Failure."""
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    try:
        return disk.read(path, root)
    except disk.Unreadable as error:
        raise refused(catalog.UNREADABLE, shown, error.why) from None


def write(path: Path, text: str) -> None:
    """Puts the text at the path: a reader finds the old file or the new one. Raises Failure."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """The same for bytes."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".segdsl-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, _mode(path))
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise refused(catalog.UNWRITABLE, path, disk.reason(error)) from None


def refused(message: Message, path: Path, why: str | Said) -> Failure:
    """A file that cannot be read or written, and why."""
    return Failure(USAGE, [about(message, None, path=str(path), reason=why)])


def _mode(path: Path) -> int:
    """Who may do what with a file: as before where it is there. Raises OSError where it is kept."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o666 & ~_umask()
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "")
    return mode


def _umask() -> int:
    """What the user takes away from new files; temporary ones are the owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
