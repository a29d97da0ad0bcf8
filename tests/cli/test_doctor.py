"""`doctor` says what is as it should be, and fails where something is not."""

from __future__ import annotations

from pathlib import Path

from segdsl import __version__
from tests.cli.forks import Forks
from tests.cli.shop import SETTINGS, shop


def test_all_is_well(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "doctor")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == f"ok     segdsl: {__version__}"
    assert "ok     dev: every declared table and column is there" in lines
    assert lines[-1].startswith("ok     dev: the account that reads cannot write: ")


def test_a_model_that_does_not_fit_is_found(forks: Forks, tmp_path: Path) -> None:
    project = shop(tmp_path, {"data/customers.csv": "customer_id,town\nc01,Rennes\n"})
    done = forks.segdsl(project, "doctor", "--format", "json", "--lang", "fr")
    bad = [one for one in done.json["findings"] if one["state"] == "bad"]
    assert done.code == 1
    assert len(bad) == 1
    assert "`city`" in bad[0]["says"]


def test_a_warehouse_out_of_reach_is_found(forks: Forks, tmp_path: Path) -> None:
    project = shop(tmp_path, {"segdsl.toml": SETTINGS.replace('"data"', '"elsewhere"')})
    done = forks.segdsl(project, "doctor")
    assert done.code == 3
    assert "WRONG  dev: the warehouse `dev`" in done.out


def test_without_a_project_the_versions_are_still_said(forks: Forks, tmp_path: Path) -> None:
    done = forks.segdsl(tmp_path, "doctor")
    assert done.code == 1
    assert "WRONG  segdsl.toml: " in done.out


def test_limits_are_read_from_the_settings(forks: Forks, tmp_path: Path) -> None:
    for key, value in (("timeout", '"5 minutes"'), ("memory", '"lots"')):
        settings = SETTINGS.replace("as_of", f"{key} = {value}\nas_of")
        done = forks.segdsl(shop(tmp_path / key, {"segdsl.toml": settings}), "run")
        assert (done.code, "SEG402" in done.err or key in done.err) == (2, True)
    settings = SETTINGS.replace("as_of", 'timeout = "5min"\nmemory = "1GB"\nas_of')
    assert forks.segdsl(shop(tmp_path / "fine", {"segdsl.toml": settings}), "run").code == 0
