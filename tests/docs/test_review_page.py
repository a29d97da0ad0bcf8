"""The pages for reviewers do what they say: their pull request is made on a real repository.

`pytest tests/docs --update` rewrites what its command prints.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.test_diff import commit, git
from tests.docs.test_pages import console

ROOT = Path(__file__).parents[2]
PAGES = ("review.md", "review.fr.md")


@pytest.mark.parametrize("name", PAGES)
def test_the_worked_pull_request_is_reviewed(
    name: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    page = ROOT / "docs" / name
    text = page.read_text(encoding="utf-8")
    (patch,) = re.findall(r"(?ms)^```diff\n(.*?)^```$", text)
    (block,) = re.findall(r"(?ms)^```console\n(.*?)^```$", text)
    shutil.copytree(ROOT / "examples" / "complete_journey", tmp_path / "project")
    git(tmp_path / "project", "init", "-q", "-b", "main")
    commit(tmp_path / "project")
    (tmp_path / "patch").write_text(patch, encoding="utf-8")
    git(tmp_path / "project", "apply", "../patch")
    now = console(block, tmp_path / "project")
    if pytestconfig.getoption("--update"):
        page.write_text(text.replace(block, now, 1), encoding="utf-8")
    else:
        assert block == now
