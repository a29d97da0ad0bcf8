"""The house keeps its own rules: floors, types and style, as one command each."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_go_down_only() -> None:
    run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")


def test_types_hold() -> None:
    run("-m", "mypy")


def test_style_holds() -> None:
    run("-m", "ruff", "check", "segdsl", "tests", "examples")
    run("-m", "ruff", "format", "--check", "segdsl", "tests", "examples")
