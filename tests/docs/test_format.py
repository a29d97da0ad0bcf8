"""What is shown to readers has the layout that `segdsl fmt` gives, and the page about it is right.

`pytest tests/docs --update` lays the pages out anew; read the diff before you keep it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from segdsl.syntax import from_text, to_text
from segdsl.text.diagnostics import LANGUAGES
from tests.cli.command import segdsl

ROOT = Path(__file__).parents[2]
ABOUT = ("format.md", "format.fr.md")
PAGES = sorted(one for one in (ROOT / "docs").rglob("*.md") if one.parent.name != "reference")
EXAMPLES = sorted(ROOT.glob("examples/**/*.seg"))
BLOCK = re.compile(r"^(```seg ?([^\n]*)\n)(.*?)^```$", re.MULTILINE | re.DOTALL)
AS_WRITTEN = ("wrong", "written")  # blocks that show what is not laid out


def laid(text: str) -> str:
    file, _ = from_text.source_file("rules.seg", text.encode())
    module, found = from_text.module(file)
    return text if found else to_text.text(file, module)  # a page may show a mistake


def laid_page(text: str) -> str:
    """A page with every block laid out; of a pair, the second is the layout of the first."""
    written = ""

    def block(match: re.Match[str]) -> str:
        nonlocal written
        opening, info, body = match.groups()
        if info == "laid":
            return f"{opening}{laid(written)}```"
        written = body
        return match.group() if info in AS_WRITTEN else f"{opening}{laid(body)}```"

    return BLOCK.sub(block, text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "docs")))
def test_a_page_shows_the_layout(path: Path, pytestconfig: pytest.Config) -> None:
    text = path.read_text(encoding="utf-8")
    now = laid_page(text)
    if pytestconfig.getoption("--update"):
        path.write_text(now, encoding="utf-8")
    else:
        assert text == now


@pytest.mark.parametrize("name", ABOUT)
def test_the_page_about_the_layout_shows_it(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    infos = [match[2] for match in BLOCK.finditer(text)]
    assert len(infos) >= 12
    assert infos == ["written", "laid"] * (len(infos) // 2)


def test_the_readmes_show_the_layout() -> None:
    for name in ("README.md", "README.fr.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        shown = re.findall(r"^```\n(segment .*?)^```$", text, re.MULTILINE | re.DOTALL)
        assert shown
        assert [laid(one) for one in shown] == shown


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_example_has_the_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == laid(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_project_has_the_layout(tmp_path: Path, language: str) -> None:
    assert segdsl(tmp_path, "init", "mine", "--lang", language).code == 0
    done = segdsl(tmp_path / "mine", "fmt", "--check")
    assert (done.out, done.code) == ("", 0)
