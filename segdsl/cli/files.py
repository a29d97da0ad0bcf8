"""Read and write files: regular ones only, inside the project, whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

from segdsl.cli.failure import USAGE, Failure
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import Message, Said, about

# far above what a `.seg` file may have: enough to be told how long it is
MOST_BYTES = 64_000_000
# said alike of what is absent and of what lies outside: nobody learns what else is on the disk
NO_FILE = Said("nothing of that name is there", "rien de ce nom ne s'y trouve")
NOT_REGULAR = Said("it is not a regular file", "ce n'est pas un fichier ordinaire")
REASONS = {
    errno.EACCES: Said("permission denied", "accès refusé"),
    errno.EPERM: Said("permission denied", "accès refusé"),
    errno.ENOENT: NO_FILE,
    errno.EISDIR: Said("it is a folder", "c'est un dossier"),
    errno.ENOTDIR: Said("a part of the path is a file", "une partie du chemin est un fichier"),
    errno.EEXIST: Said("a file is in its way", "un fichier occupe déjà sa place"),
    errno.ELOOP: Said("its links go in circles", "ses liens tournent en rond"),
    errno.ENXIO: NOT_REGULAR,
    errno.ENOSPC: Said("the disk is full", "le disque est plein"),
    errno.EROFS: Said("the disk is read-only", "le disque est en lecture seule"),
    errno.ENAMETOOLONG: Said("the name is too long", "le nom est trop long"),
}
# a pipe must not be waited for, and what was checked must be what is opened
CAREFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


def read(path: Path, root: Path) -> bytes:
    """What a file holds whose real place is below the folder `root`. Raises Failure."""
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            raise refused(catalog.UNREADABLE, shown, NO_FILE)
        with open(real, "rb", opener=lambda name, flags: os.open(name, flags | CAREFULLY)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise refused(catalog.UNREADABLE, shown, NOT_REGULAR)
            return file.read(MOST_BYTES)
    except RuntimeError:  # before Python 3.13, links that go in circles
        raise refused(catalog.UNREADABLE, shown, REASONS[errno.ELOOP]) from None
    except OSError as error:
        raise refused(catalog.UNREADABLE, shown, reason(error)) from None


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
            os.chmod(temporary, _mode(path))
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise refused(catalog.UNWRITABLE, path, reason(error)) from None


def refused(message: Message, path: Path, why: str | Said) -> Failure:
    """A file that cannot be read or written, and why."""
    return Failure(USAGE, [about(message, None, path=str(path), reason=why)])


def reason(error: OSError) -> str | Said:
    """Why the system said no, in both languages where it is a usual reason."""
    return REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


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
