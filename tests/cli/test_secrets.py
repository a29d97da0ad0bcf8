"""A password in an address is shown by no command, however much it is asked to say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.command import segdsl
from tests.cli.forks import Forks
from tests.cli.shop import SETTINGS, shop

CANARY = "c4naryP4ss"
ADDRESSES = (
    f"postgresql://ann:{CANARY}@127.0.0.1:1/base",
    f"postgresql://ann:{CANARY}%zz@127.0.0.1:1/base",
    f"postgresql://ann:x@{CANARY}@127.0.0.1:1/base",
    f"postgresql://ann:{CANARY}/x@127.0.0.1:1/base",
    f"postgresql://ann:{CANARY}@127.0.0.1:none/base",
    f"postgresql://ann@127.0.0.1:1/base?password={CANARY}",
    f"postgresql://ann@127.0.0.1:1/base?passwrod={CANARY}&password={CANARY}",
    f"mysql://ann:{CANARY}@127.0.0.1:1/base",
)
COMMANDS = (
    "run -vv --debug --timings",
    "run --format json -vv --debug",
    "run --members --format csv --lang fr -vv",
    "docs -o pages -vv --debug",
    "compile --dialect postgres -vv",
    "explain loyal --format json -vv",
    "check --format json -vv",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = SETTINGS.replace('url = "data"', 'url_env = "SEGDSL_URL"')
    return shop(tmp_path_factory.mktemp("secret"), {"segdsl.toml": settings})


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_password_of_an_address_is_not_shown(project: Path, forks: Forks, address: str) -> None:
    for words in ("run -vv --debug --timings", "run --format json -vv"):
        done = forks.segdsl(project, *words.split(), env={"SEGDSL_URL": address})
        assert done.code in (2, 3)
        assert "***" in done.out + done.err
        assert CANARY not in done.out + done.err


@pytest.mark.parametrize("words", COMMANDS)
def test_no_command_shows_the_password(project: Path, forks: Forks, words: str) -> None:
    done = forks.segdsl(project, *words.split(), env={"SEGDSL_URL": ADDRESSES[0]})
    assert CANARY not in done.out + done.err
    written = [path for path in project.rglob("*") if path.is_file()]
    assert not [path for path in written if CANARY.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    "line",
    [
        f'urll = "{ADDRESSES[0]}"',
        f'url = "{ADDRESSES[0]}',
        f'url = ["{ADDRESSES[0]}"]',
        f'url = "{ADDRESSES[0]}"\nurl_env = "X"',
        f'url = "{ADDRESSES[0]}"',
    ],
)
@pytest.mark.parametrize("format", ["text", "json"])
def test_a_password_that_stands_in_the_settings_is_not_shown(
    tmp_path: Path, forks: Forks, line: str, format: str
) -> None:
    shop(tmp_path, {"segdsl.toml": SETTINGS.replace('url = "data"', line)})
    done = forks.segdsl(tmp_path, "run", "--format", format, "-vv", "--debug")
    assert done.code in (2, 3)
    assert CANARY not in done.out + done.err


def test_a_traceback_of_a_bug_shows_no_password(project: Path, tmp_path: Path) -> None:
    """A bug is made for the test: a module that fails, with the address in its message."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, segdsl.compiler\n"
        "def broken(*_): raise ValueError('at ' + os.environ['SEGDSL_URL'])\n"
        "segdsl.compiler.understand = broken\n"
    )
    here = os.pathsep.join((str(tmp_path), str(Path(__file__).parents[2])))
    address = {"SEGDSL_URL": ADDRESSES[0], "PYTHONPATH": here}
    done = segdsl(project, "check", env=address)
    assert (done.codes, done.code) == (["SEG699"], 2)
    assert CANARY not in done.err
    done = segdsl(project, "check", "--debug", env=address, fails=True)
    assert "ValueError: at postgresql://ann:***@127.0.0.1:1/base" in done.err
    assert CANARY not in done.err
