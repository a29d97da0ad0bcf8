"""Make the fixes of `check --fix`: what was found in, files mended and said out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from segdsl.cli import files
from segdsl.text.diagnostics import Diagnostic
from segdsl.text.mending import Mend, mended, mends

if TYPE_CHECKING:
    from segdsl.cli.project import Workspace
    from segdsl.cli.session import Session

ROUNDS = 20  # what is mended may show what else is to be mended
Contents = dict[str, bytes]
Again = Callable[[Sequence[tuple[str, bytes]]], "Workspace"]


def fixed(
    session: Session,
    workspace: Workspace,
    counts: Callable[[Diagnostic], bool],
    again: Again,
) -> Workspace:
    """The project with all that is safe mended, of what `counts`; files are written at the end.

    A round of fixes that brings an error is not made: it would be a bug of ours. Raises Failure.
    """
    before: Contents = {
        file.path: files.read(workspace.folder / file.path, workspace.folder)
        for file in workspace.analysis.files
    }
    now, done = dict(before), list[Mend]()
    for _ in range(ROUNDS):
        found = [one for one in workspace.analysis.diagnostics if counts(one)]
        round_ = [one for one in mends(found) if _is_ours(now, one)]
        if not round_:
            break
        tried = {**now, **_mended(now, round_)}
        after = again(list(tried.items()))
        if _errors(after) > _errors(workspace):
            break
        now, workspace = tried, after
        done += round_
    for path, content in now.items():
        if content != before[path]:
            files.write((workspace.folder / path).resolve(), content.decode())
    for one in done:
        session.note(_said(session, one))
    return workspace


def _is_ours(contents: Contents, one: Mend) -> bool:
    """Whether a file is text whose characters are those that were looked at."""
    file = one.fix.span.file
    content = contents[file.path]
    try:
        return _plain(content.decode("utf-8-sig")) == file.text
    except UnicodeDecodeError:
        return False


def _mended(contents: Contents, round_: Sequence[Mend]) -> Contents:
    """The files with these fixes; lines end as they did."""
    changed: Contents = {}
    for path in dict.fromkeys(one.fix.span.file.path for one in round_):
        fixes = [one.fix for one in round_ if one.fix.span.file.path == path]
        text = mended(fixes[0].span.file.text, fixes)
        ends = "\r\n" if b"\r\n" in contents[path] else "\n"
        changed[path] = text.replace("\n", ends).encode()
    return changed


def _plain(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _errors(workspace: Workspace) -> int:
    return sum(one.is_error for one in workspace.analysis.diagnostics)


def _said(session: Session, one: Mend) -> str:
    span, code = one.fix.span, one.found.message.code
    old, new = (" ".join(text.split()) for text in (span.text, one.fix.text))
    where = f"{code} {span.place}"
    if not new:
        return session.says(f"{where}: deleted `{old}`", f"{where} : `{old}` supprimé")
    return session.says(f"{where}: `{old}` is now `{new}`", f"{where} : `{old}` devient `{new}`")
