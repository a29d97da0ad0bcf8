"""The action and the hook do what their page says: their steps are run here, without GitHub."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from segdsl.cli.app import COMMANDS
from tests.cli.command import environment
from tests.cli.shop import shop
from tests.cli.test_diff import commit, edit, git

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
CHECK, FMT = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "github.md").read_text(encoding="utf-8")
STEPS = {one["name"]: one for one in ACTION["runs"]["steps"]}
BUILT = {one.__name__ for one in COMMANDS}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A repository whose pull request asks for less, with a command `segdsl` on the path."""
    (tmp_path / "repository").mkdir()
    shop(tmp_path / "repository" / "crm é")
    git(tmp_path / "repository", "init", "-q", "-b", "main")
    commit(tmp_path / "repository")
    edit(tmp_path / "repository" / "crm é", "segments/all.seg", "frequency >= 3", "frequency >= 2")
    commit(tmp_path / "repository")
    command = tmp_path / "bin" / "segdsl"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m segdsl "$@"\n')
    command.chmod(0o755)
    return tmp_path


def ran(work: Path, step: str, inputs: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A step of the action, run as a runner does, its inputs given by the environment."""
    given = {name: one["default"] for name, one in ACTION["inputs"].items()} | dict(inputs)
    env = {name: _filled(value, given) for name, value in STEPS[step].get("env", {}).items()}
    env |= {
        "PATH": f"{work / 'bin'}:{environment()['PATH']}",
        "RUNNER_TEMP": str(work),
        "GITHUB_STEP_SUMMARY": str(work / "summary"),
        "GITHUB_OUTPUT": str(work / "output"),
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", STEPS[step]["run"]],
        cwd=work / "repository",
        env=environment(env),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _filled(value: str, given: Mapping[str, str]) -> str:
    """An expression `${{ inputs.base || … }}` of which only inputs are known here."""
    found = re.fullmatch(r"\$\{\{ inputs\.(\w+)( \|\| .*)? \}\}", value)
    assert found is not None, value
    return given[found[1]]


def test_the_action_compares_and_sums_up(work: Path) -> None:
    inputs = {"folder": "crm é", "base": "HEAD~1", "warehouse": "dev", "language": "fr"}
    done = ran(work, "Compare", inputs)
    assert done.returncode == 0, done.stderr
    summary = (work / "summary").read_text(encoding="utf-8")
    assert "le seuil sur « Orders in 12 months » passe de 3 à 2" in summary.replace("\xa0", " ")
    assert "| `loyal` | \\< 5 | \\< 5 | 0 | 0 |  |" in summary
    assert (work / "output").read_text() == f"review={work / 'segdsl-review.md'}\n"
    assert (work / "segdsl-review.md").read_text(encoding="utf-8") == summary


def test_the_action_needs_no_warehouse(work: Path) -> None:
    done = ran(work, "Compare", {"folder": "crm é", "base": "HEAD~1"})
    assert done.returncode == 0, done.stderr
    summary = (work / "summary").read_text(encoding="utf-8")
    assert "moves from 3 to 2" in summary
    assert "| `loyal` | nobody can leave | `frequency >= 3` → `frequency >= 2` |" in summary


@pytest.mark.parametrize("base", ["", "0" * 40])
def test_a_first_push_has_nothing_to_compare_with(work: Path, base: str) -> None:
    done = ran(work, "Compare", {"folder": "crm é", "base": base})
    assert (done.returncode, done.stdout) == (0, "nothing to compare with\n")
    assert not (work / "summary").exists()
    assert not (work / "output").exists()


def test_who_enters_is_said_before_an_expectation_ends_the_job() -> None:
    assert list(STEPS)[2:] == ["Check", "Compare", "Test"]


def test_the_action_shows_errors_beside_their_lines(work: Path) -> None:
    assert ran(work, "Check", {"folder": "crm é"}).returncode == 0
    edit(work / "repository" / "crm é", "segments/all.seg", "frequency >= 2", "frequenci >= 2")
    done = ran(work, "Check", {"folder": "crm é", "language": "fr"})
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=crm é/segments/all.seg,line=1,")


def test_the_action_shows_what_was_expected_beside_its_lines(work: Path) -> None:
    folder = work / "repository" / "crm é"
    edit(
        folder, "segments/all.seg", "  tags crm\n\n", "  tags crm\n  example in: frequency = 1\n\n"
    )
    done = ran(work, "Test", {"folder": "crm é"})
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=crm é/segments/all.seg,line=3,")
    edit(folder, "segments/all.seg", "frequency >= 2", "frequenci >= 2")
    refused = ran(work, "Test", {"folder": "crm é"})
    assert refused.stdout.startswith("::error file=crm é/segments/all.seg,line=1,")
    edit(folder, "segdsl.toml", "Europe/Paris", "Europe/Pari")
    wrong = ran(work, "Check", {"folder": "crm é"})
    assert wrong.stdout.startswith("::error file=crm é/segdsl.toml,line=3,")


def test_an_input_cannot_give_commands(work: Path) -> None:
    wicked = '$(touch "$RUNNER_TEMP/stolen")`touch "$RUNNER_TEMP/stolen"`; touch stolen'
    for step in ("Check", "Compare"):
        ran(work, step, dict.fromkeys(("folder", "base", "warehouse", "language"), wicked))
    assert not (work / "stolen").exists()
    assert not (work / "repository" / "stolen").exists()
    for step in STEPS.values():
        assert "${{" not in step.get("run", ""), "expressions are given by the environment"


def test_every_step_calls_a_command_that_there_is() -> None:
    called = {
        word
        for step in STEPS.values()
        for word in re.findall(r'segdsl -C "\$FOLDER" (\w+)', step.get("run", ""))
    }
    assert called == {"check", "test", "diff"}
    assert called <= BUILT


def test_the_page_names_every_input() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(ACTION["inputs"])
    for block in re.findall(r"(?ms)^```yaml\n(.*?)^```$", PAGE):
        assert yaml.safe_load(block)


def hook(work: Path, hook: Mapping[str, str], *words: str) -> int:
    """The exit code of a hook, called as pre-commit calls it: in the repository, words after it."""
    env = environment({"PATH": f"{work / 'bin'}:{environment()['PATH']}"})
    called = [*hook["entry"].split(), *words]
    return subprocess.run(called, cwd=work / "repository", env=env, check=False).returncode


def test_the_hook_checks_the_whole_project(work: Path) -> None:
    assert f"id: {CHECK['id']}" in PAGE
    assert CHECK["pass_filenames"] is False
    for path in ("segdsl.toml", "crm/segdsl.toml", "a/b.seg", "crm/lists/vip.csv"):
        assert re.search(CHECK["files"], path)
    for path in ("segdsl.toml.bak", "a.segment", "README.md"):
        assert not re.search(CHECK["files"], path)
    assert hook(work, CHECK, "crm é") == 0
    edit(work / "repository" / "crm é", "segments/all.seg", "frequency >= 2", "frequenci >= 2")
    assert hook(work, CHECK, "crm é") == 1


def test_the_hook_lays_files_out(work: Path) -> None:
    assert f"id: {FMT['id']}" in PAGE
    path = work / "repository" / "crm é" / "segments" / "all.seg"
    hook(work, FMT, "crm é/segments/all.seg")
    neat = path.read_text(encoding="utf-8")
    edit(work / "repository" / "crm é", "segments/all.seg", "frequency >= 2", "frequency>=2")
    assert hook(work, FMT, "crm é/segments/all.seg") == 0
    assert path.read_text(encoding="utf-8") == neat
