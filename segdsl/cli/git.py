"""Read versions of a project from git: a folder and a revision in, the files it had then out.

Nothing is checked out, nothing is written: trees and blobs are read by their names. Symbolic links
and submodules are no files of a project.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from segdsl.cli.failure import USAGE, Failure
from segdsl.disk import PROJECT_FILE, SKIPPED
from segdsl.text.catalog import review as catalog
from segdsl.text.diagnostics import Diagnostic, Message, Said, about

# what a hook of git sets about the repository that it runs in: the folder tells which one is meant
OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
REGULAR = ("100644", "100755")
HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class Range:
    """What is compared: `before` with `after`, None for the files as they stand on the disk.

    `common`: with the commit where `after` left `before`.
    """

    before: str
    after: str | None
    common: bool = False

    @property
    def text(self) -> str:
        """As it was asked for."""
        if self.after is None:
            return self.before
        return f"{self.before}{'...' if self.common else '..'}{self.after}"


@dataclass(frozen=True, slots=True)
class Version:
    """The files of a project at a revision, by their path in it."""

    revision: str
    commit: str
    blobs: dict[str, str]  # the object of each regular file
    folder: Path

    @property
    def is_before_all(self) -> bool:
        """Whether there was no project yet."""
        return not self.blobs

    def seg_files(self) -> tuple[str, ...]:
        """The `.seg` files of the project; those of projects inside it stay apart."""
        inner = {
            str(PurePosixPath(path).parent)
            for path in self.blobs
            if PurePosixPath(path).name == PROJECT_FILE and "/" in path
        }
        return tuple(sorted(path for path in self.blobs if _belongs(path, inner)))

    def contents(self, paths: Sequence[str]) -> dict[str, bytes]:
        """What files held, those that there were. Raises Failure."""
        there = [path for path in paths if path in self.blobs]
        asked = "".join(f"{self.blobs[path]}\n" for path in there).encode()
        data = _git(self.folder, "cat-file", "--batch", given=asked)
        return dict(zip(there, _batch(data), strict=True))


def asked(text: str | None) -> Range:
    """`REV`, `A..B`, `A...B` as git has them; without anything, HEAD."""
    if text is None or not text.strip():
        return Range(HEAD, None)
    for dots in ("...", ".."):
        before, found, after = text.partition(dots)
        if found:
            return Range(before or HEAD, after or HEAD, dots == "...")
    return Range(text, None)


def versions(folder: Path, asked_for: Range) -> tuple[Version, Version | None]:
    """Both sides of a comparison; None for the files on the disk. Raises Failure."""
    if _try(folder, "rev-parse", "--show-prefix") is None:
        raise _failure(catalog.NO_REPOSITORY, folder=str(folder))
    before = _commit(folder, asked_for.before)
    if asked_for.after is None:
        return _version(folder, asked_for.before, before, is_last=False), None
    after = _commit(folder, asked_for.after)
    if asked_for.common:
        found = _try(folder, "merge-base", before, after)
        if found is None:
            facts: dict[str, str | Said] = {"one": asked_for.before, "other": asked_for.after}
            raise _lost(folder, catalog.NO_COMMON_COMMIT, facts)
        before = found.decode().strip()
    return (
        _version(folder, asked_for.before, before, is_last=False),
        _version(folder, asked_for.after, after, is_last=True),
    )


def _commit(folder: Path, revision: str) -> str:
    found = None
    if not revision.startswith("-") and "\0" not in revision:
        found = _try(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None:
        raise _lost(folder, catalog.UNKNOWN_REVISION, {"revision": revision})
    return found.decode().strip()


def _version(folder: Path, revision: str, commit: str, *, is_last: bool) -> Version:
    """The project at a commit; before there was any in the repository it had no files."""
    prefix = os.fsdecode(_git(folder, "rev-parse", "--show-prefix")).rstrip("\n").rstrip("/")
    tree = _try(folder, "rev-parse", "--verify", "--quiet", f"{commit}:{prefix}")
    blobs = {} if tree is None else dict(_listed(folder, tree.decode().strip()))
    if PROJECT_FILE not in blobs:
        anywhere = [path for path, _ in _listed(folder, commit)]
        if is_last or any(PurePosixPath(path).name == PROJECT_FILE for path in anywhere):
            raise _failure(catalog.NO_PROJECT_THEN, revision=revision)
        blobs = {}
    return Version(revision, commit, blobs, folder)


def _listed(folder: Path, tree: str) -> Iterator[tuple[str, str]]:
    """The path and object of each regular file below a tree."""
    for line in _git(folder, "ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0"):
        about_it, _, path = line.partition(b"\t")
        if path:
            mode, kind, name = about_it.decode().split()
            if mode in REGULAR and kind == "blob":
                yield os.fsdecode(path), name


def _batch(data: bytes) -> Iterator[bytes]:
    """The contents that `cat-file --batch` prints one after the other."""
    place = 0
    while place < len(data):
        end = data.index(b"\n", place)
        head = data[place:end].split()
        if len(head) != 3:
            raise _failure(catalog.GIT_REFUSED, reason=data[place:end].decode(errors="replace"))
        size = int(head[2])
        yield data[end + 1 : end + 1 + size]
        place = end + 1 + size + 1


def _belongs(path: str, inner: set[str]) -> bool:
    parts = PurePosixPath(path).parts
    above = [str(parent) for parent in PurePosixPath(path).parents]
    return (
        parts[-1].endswith(".seg")
        and not parts[-1].startswith(".")
        and not any(part.startswith(".") or part in SKIPPED for part in parts[:-1])
        and not inner.intersection(above)
    )


# --- git itself ---


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    done = _run(folder, words, given)
    if done.returncode != 0:
        raise _refused(done.stderr)
    return done.stdout


def _try(folder: Path, *words: str) -> bytes | None:
    """What git prints; None where it says no for a reason that is the user's to know."""
    done = _run(folder, words, b"")
    if done.returncode == 0:
        return done.stdout
    if b"dubious ownership" in done.stderr:
        raise _refused(done.stderr)
    return None


def _run(folder: Path, words: Sequence[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    around = {name: value for name, value in os.environ.items() if name not in OF_HOOKS}
    quiet = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(
            ["git", "--no-pager", *words],
            cwd=folder,
            input=given,
            capture_output=True,
            env={**around, **quiet},
            check=False,
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _failure(catalog.NO_GIT, reason=reason) from None


def _refused(said: bytes) -> Failure:
    lines = said.decode(errors="replace").strip().splitlines()
    return _failure(catalog.GIT_REFUSED, reason=lines[0] if lines else "–")


def _lost(folder: Path, message: Message, facts: dict[str, str | Said]) -> Failure:
    """What is not there, perhaps because the clone holds only a part of the history."""
    shallow = _try(folder, "rev-parse", "--is-shallow-repository")
    help = catalog.SHALLOW if shallow is not None and shallow.strip() == b"true" else None
    return Failure(USAGE, [Diagnostic(message, None, facts, help=help)])


def _failure(message: Message, **facts: str) -> Failure:
    return Failure(USAGE, [about(message, None, **facts)])
