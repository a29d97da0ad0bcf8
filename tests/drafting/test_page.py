"""The page about drafts shows what is drafted from the files that it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.command import ROOT
from tests.cli.forks import Forks
from tests.drafting.drafted import draft

PAGE = ROOT / "docs" / "drafting.md"
FILE = re.compile(r"^```csv (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"(^```seg drafted\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)


def test_the_page_shows_what_is_drafted(
    tmp_path: Path, forks: Forks, pytestconfig: pytest.Config
) -> None:
    text = PAGE.read_text("utf-8")
    for path, body in FILE.findall(text):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(body, "utf-8")
    project = draft(forks, tmp_path / "mine", "--from", "data")
    now = SHOWN.sub(lambda match: match[1] + project.model + match[3], text)
    if pytestconfig.getoption("--update"):
        PAGE.write_text(now, "utf-8")
    else:
        assert text == now
