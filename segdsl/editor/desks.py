"""Know which project a document belongs to: paths and texts of documents in, desks out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from segdsl import disk
from segdsl.editor.desk import Desk
from segdsl.text.diagnostics import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Where:
    """A document: its desk, and its path from the folder of the desk."""

    desk: Desk
    path: str


@dataclass(slots=True)
class Desks:
    """All projects that documents are open of. `asked` is the language that the user set, `local`
    that of their editor.
    """

    asked: Language | None = None
    local: Language | None = None
    by_folder: dict[Path, Desk] = field(default_factory=dict)
    alone: dict[str, Desk] = field(default_factory=dict)  # documents of no project, by name

    def where(self, name: str, path: Path | None) -> Where:
        """The place of a document: in the nearest project upward, else on a desk of its own."""
        folder = self._folder(path)
        if folder is None or path is None:
            desk = self.alone.setdefault(name, Desk(None))
            return Where(desk, path.name if path is not None else name.rpartition("/")[2] or name)
        desk = self.by_folder.setdefault(folder, Desk(folder))
        real = _resolved(path.parent) / path.name  # the file may be a link, and is named as it is
        inside = real.relative_to(folder) if real.is_relative_to(folder) else path
        return Where(desk, inside.as_posix())

    def language(self, desk: Desk) -> Language:
        """The language asked for, else the project's, else the editor's."""
        own = disk.language(desk.folder) if desk.folder is not None else None
        return self.asked or own or self.local or LANGUAGES[0]

    def forget(self, name: str) -> None:
        """A document is closed: what lay by itself is gone."""
        self.alone.pop(name, None)

    def _folder(self, path: Path | None) -> Path | None:
        try:
            return None if path is None else disk.around(path.parent)
        except (OSError, RuntimeError, ValueError):
            return None


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def language_of(locale: str | None) -> Language | None:
    """The language of a locale: `fr-CA` is French; None for one that is not spoken here."""
    start = (locale or "").lower().replace("_", "-").partition("-")[0]
    return next((one for one in LANGUAGES if one == start), None)
