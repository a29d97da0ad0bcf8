"""Find and read the files of a project: a folder in; paths, and what files hold, out.

Regular files only, and only what really lies inside the project.
"""

from __future__ import annotations

import errno
import os
import stat
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from segdsl.text.diagnostics import LANGUAGES, Language, Said

PROJECT_FILE = "segdsl.toml"
SKIPPED = frozenset({"node_modules", "__pycache__", "venv"})
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


class Unreadable(Exception):
    """A file that cannot be read, and why."""

    def __init__(self, why: str | Said) -> None:
        super().__init__(why)
        self.why = why


def around(start: Path) -> Path | None:
    """The nearest folder with a segdsl.toml, from `start` upward."""
    here = Path(os.path.realpath(start))  # also of links that go in circles
    return next((one for one in (here, *here.parents) if (one / PROJECT_FILE).is_file()), None)


def language(start: Path) -> Language | None:
    """The first language of the project around a folder, by a glance; None where it says none."""
    folder = around(start)
    try:
        told = tomllib.loads((folder / PROJECT_FILE).read_text("utf-8-sig")) if folder else {}
        first = told["languages"][0]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return next((one for one in LANGUAGES if one == first), None)


def seg_files(folder: Path, refused: Callable[[OSError], None]) -> Iterator[str]:
    """What is called `.seg` below a folder, relative to it with `/`; projects inside stay apart.

    `refused` is told of a folder that cannot be read.
    """
    return _called_seg(folder, refused, lambda inside: (inside / PROJECT_FILE).exists())


def all_seg_files(folder: Path, refused: Callable[[OSError], None]) -> Iterator[str]:
    """The same, with those of the projects inside."""
    return _called_seg(folder, refused, lambda inside: False)


def _called_seg(
    folder: Path, refused: Callable[[OSError], None], is_apart: Callable[[Path], bool]
) -> Iterator[str]:
    for here, folders, names in os.walk(folder, onerror=refused):
        for name in (*names, *folders):
            if name.endswith(".seg") and not name.startswith("."):
                yield Path(here, name).relative_to(folder).as_posix()
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".")
            and not name.endswith(".seg")
            and name not in SKIPPED
            and not is_apart(Path(here, name))
        ]


def read(path: Path, root: Path) -> bytes:
    """What a file holds whose real place is below the folder `root`. Raises Unreadable."""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            raise Unreadable(NO_FILE)
        with open(real, "rb", opener=lambda name, flags: os.open(name, flags | CAREFULLY)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unreadable(NOT_REGULAR)
            return file.read(MOST_BYTES)
    except RuntimeError:  # before Python 3.13, links that go in circles
        raise Unreadable(REASONS[errno.ELOOP]) from None
    except OSError as error:
        raise Unreadable(reason(error)) from None


def reason(error: OSError) -> str | Said:
    """Why the system said no, in both languages where it is a usual reason."""
    return REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
