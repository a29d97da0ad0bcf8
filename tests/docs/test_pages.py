"""The pages for readers do what they say: their files are written, their commands run.

A block ```` ```seg segments.seg ```` is a file of the page's project; a block ```` ```console ````
holds commands and what they print. `pytest tests/docs --update` rewrites what they print.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (
    "first-segment.md",
    "premier-segment.md",
    "language.md",
    "language.fr.md",
    "proof.md",
    "proof.fr.md",
    "commands.md",
    "testing.md",
    "testing.fr.md",
    "drafting.md",
)
WRITTEN = sorted(
    {*DOCS.parent.glob("README*.md"), *DOCS.rglob("*.md")} - {*DOCS.glob("reference/*")}
)
PROMISED = re.compile(
    r"not (yet )?(built|run) yet|not yet (built|run|compared)|announced"
    r"|pas encore (construit|comparé|exécuté)|annoncé",
    re.IGNORECASE,
)
FRENCH = sorted(DOCS.glob("*.fr.md"))
SAME_CODE = ("audit", "editor", "publishing")  # pages whose blocks differ in their comments only
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"[ ]+(?:#|--)[ ].*")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown(command: str, folder: Path) -> str:
    """What a command prints on a terminal: its output, then its messages."""
    words = command.split()
    assert words[0] == "segdsl", command
    # the page is about a person's machine: no colours, a terminal wide enough
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "segdsl", *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def console(block: str, folder: Path) -> str:
    """A console block with what its commands print now."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    parts = [f"{command}\n{shown(command[2:], folder)}" for command in commands]
    return "".join(part if part.endswith("\n") else part + "\n" for part in parts)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_does_what_it_says(name: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    changed = text
    for language, path, body in BLOCK.findall(text):
        if path:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(body, encoding="utf-8")
        elif language == "console":
            now = console(body, tmp_path)
            if not pytestconfig.getoption("--update"):
                assert body == now
            changed = changed.replace(f"```console\n{body}```", f"```console\n{now}```", 1)
    if changed != text:
        (DOCS / name).write_text(changed, encoding="utf-8")


@pytest.mark.parametrize("french", FRENCH, ids=lambda path: path.name)
def test_a_page_and_its_french_lead_to_each_other(french: Path) -> None:
    name = french.name.replace(".fr.md", ".md")
    for page, link in (
        (french, f"[In English]({name})"),
        (DOCS / name, f"[En français]({french.name})"),
    ):
        assert link in page.read_text(encoding="utf-8").splitlines()[:5]


@pytest.mark.parametrize("name", SAME_CODE)
def test_a_page_shows_the_same_code_in_french(name: str) -> None:
    english, french = (
        [COMMENT.sub("", block) for block in FENCED.findall(path.read_text(encoding="utf-8"))]
        for path in (DOCS / f"{name}.md", DOCS / f"{name}.fr.md")
    )
    assert english
    assert english == french


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_a_page_announces_nothing(path: Path) -> None:
    """What a page said of a later version stayed there when that version came."""
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert [said.group() for said in PROMISED.finditer(text)] == []
