"""The extension of VS Code, without VS Code: its own tests, which need Node.js alone."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.cli.command import ROOT

NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="there is no Node.js here")
@pytest.mark.parametrize("name", ["words.js", "client.js"])
def test_the_extension_starts_its_server_and_knows_words(name: str) -> None:
    assert NODE is not None
    done = subprocess.run(
        [NODE, f"test/{name}"],
        cwd=ROOT / "grammar" / "vscode",
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
