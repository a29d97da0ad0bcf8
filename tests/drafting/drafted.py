"""Draft a project as a user does, and read what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.cli.command import Done
from tests.cli.forks import Forks


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that was drafted into, and what the command said."""

    folder: Path
    said: Done

    @property
    def model(self) -> str:
        return (self.folder / "model.seg").read_text("utf-8")

    @property
    def lines(self) -> list[str]:
        """The lines of the model without comments, their words one space apart."""
        found = (" ".join(line.partition("  #")[0].split()) for line in self.model.splitlines())
        return [line for line in found if line and not line.startswith("#")]

    @property
    def settings(self) -> str:
        return (self.folder / "segdsl.toml").read_text("utf-8")

    def everything(self) -> str:
        """All that was written and said."""
        texts = [path.read_text("utf-8") for path in self.folder.iterdir() if path.is_file()]
        return "\n".join((*texts, self.said.out, self.said.err))

    def table(self, name: str) -> list[str]:
        """The lines of one table, its head first."""
        starts = [
            i
            for i, line in enumerate(self.lines)
            if line.startswith((f"population {name} ", f"source {name} "))
        ]
        assert len(starts) == 1, (name, self.lines)
        found = self.lines[starts[0] :]
        ends = (i for i, line in enumerate(found[1:], 1) if line.startswith(("pop", "source ")))
        return found[: next(ends, len(found))]


def draft(forks: Forks, folder: Path, *words: str, env: Mapping[str, str] | None = None) -> Project:
    """A project drafted by `segdsl init`, on which `check` and `run` have nothing to say."""
    said = forks.segdsl(folder.parent, "init", folder.name, *words, env=env)
    assert said.code == 0, said.err
    check = forks.segdsl(folder, "check", "--strict", env=env)
    assert (check.code, check.codes) == (0, []), check.out + check.err
    run = forks.segdsl(folder, "run", env=env)
    assert (run.code, run.codes) == (0, []), run.err
    laid_out = forks.segdsl(folder, "fmt", "--check")
    assert laid_out.code == 0, laid_out.out
    return Project(folder, said)


def database(path: Path, sql: str) -> str:
    """The url of a DuckDB file made by statements."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)
    return f"duckdb:{path}"
