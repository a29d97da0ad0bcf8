"""How a command ends that is cut short, by Ctrl-C, a closed pipe, a full disk; how it waits."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from tests.cli.command import SECONDS, WORDS, environment, segdsl
from tests.cli.shop import SETTINGS, shop

SLOW = """
CREATE VIEW customers AS
  SELECT CAST(i % 997 AS VARCHAR) AS customer_id, 'Rennes' AS city FROM range(100000000000) AS t(i);
CREATE TABLE orders (
  order_id INTEGER, customer_id VARCHAR, day DATE, amount DECIMAL(10, 2), channel VARCHAR
);
"""


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project on a warehouse that takes hours to read."""
    settings = SETTINGS.replace('"data"', '"duckdb:slow.duckdb"')
    folder = shop(tmp_path_factory.mktemp("slow"), {"segdsl.toml": settings})
    with duckdb.connect(str(folder / "slow.duckdb")) as connection:
        connection.execute(SLOW)
    return folder


def interrupted(
    folder: Path, *words: str, until: str, env: Mapping[str, str] | None = None
) -> tuple[str, str, int]:
    """Output, messages and exit code of a command that gets Ctrl-C once it has said `until`."""
    with subprocess.Popen(
        [*WORDS, *words],
        cwd=folder,
        env=environment(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=_hears_ctrl_c,
    ) as process:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if until in line:
                break
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=SECONDS)
        finally:
            process.kill()  # where it did not end, the test ends all the same
        return out, said + err, process.returncode


def _hears_ctrl_c() -> None:
    """Tests that run in the background of a shell, or under nohup, hand down a deaf ear."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("until", ["3 .seg", '"keys" AS ('])
def test_ctrl_c_ends_a_run_at_once(slow: Path, until: str) -> None:
    before = sorted(slow.rglob("*"))
    out, err, code = interrupted(slow, "run", "-vv", "--lang", "fr", until=until)
    assert code == 130
    assert "SEG690  interrompu\n" in err
    assert "Traceback" not in err
    assert out == ""
    assert sorted(slow.rglob("*")) == before


def test_ctrl_c_is_one_json_value_too(slow: Path) -> None:
    out, _, code = interrupted(slow, "run", "-vv", "--format", "json", until='"keys" AS (')
    assert json.loads(out)["diagnostics"][0]["code"] == "SEG690"
    assert code == 130


def piped(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A command in a shell that fails where any part of it does."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=folder,
        env=environment({"SEGDSL": " ".join(WORDS)}),
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )


def test_a_reader_that_has_seen_enough_is_no_error(small: Path) -> None:
    done = piped(small, "$SEGDSL compile --emit members | head -1")
    assert done.stdout.startswith("-- As of 2026-03-31")
    assert (done.stderr, done.returncode) == ("", 0)


def test_what_is_to_be_written_needs_no_reader(tmp_path: Path) -> None:
    settings = SETTINGS.replace('url = "data"', 'url = "data"\npublish = "duckdb:members.duckdb"')
    rules = "channel mail: city is known\ntarget spring: rennes\n  by mail\n"
    folder = shop(tmp_path, {"segdsl.toml": settings, "targets.seg": rules})
    once = "PYTHONUNBUFFERED=1 $SEGDSL"  # a long plan finds out before it is all said
    for form in ("text", "json"):
        assert (
            "published"
            in piped(folder, f"{once} publish --set lately=9d --format {form} | true").stderr
        )
        (folder / "members.duckdb").unlink()
        assert "drawn" in piped(folder, f"{once} target spring draw --format {form} | true").stderr
        (folder / "members.duckdb").unlink()


def test_a_failure_that_nobody_reads_keeps_its_exit_code(small: Path) -> None:
    assert piped(small, "$SEGDSL run nobody 2>&1 | true").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said(small: Path) -> None:
    done = piped(small, "$SEGDSL compile > /dev/full")
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 2


def test_closed_streams_are_no_error(small: Path) -> None:
    assert piped(small, "$SEGDSL compile >&-").returncode == 0
    assert piped(small, "$SEGDSL check 2>&-").returncode == 0


def test_progress_is_shown_on_a_terminal_after_a_while(slow: Path) -> None:
    terminal, theirs = pty.openpty()
    with subprocess.Popen(
        [*WORDS, "run"],
        cwd=slow,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=theirs,
        preexec_fn=_hears_ctrl_c,
    ) as process:
        os.close(theirs)
        shown = os.read(terminal, 100).decode()
        process.send_signal(signal.SIGINT)
        try:
            out, _ = process.communicate(timeout=SECONDS)
        finally:
            process.kill()
    os.close(terminal)
    assert shown.startswith("\rdev … ")
    assert (out, process.returncode) == (b"", 130)


def test_no_progress_is_shown_to_a_file(slow: Path) -> None:
    _, err, _ = interrupted(slow, "run", "-v", until="dev:")
    assert "…" not in err


def test_a_short_command_shows_no_progress(small: Path) -> None:
    assert "…" not in segdsl(small, "run", "loyal").err
