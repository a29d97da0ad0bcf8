"""What is published: the wheel holds all that is needed and nothing else, and works anywhere."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from tests.cli.command import ROOT, Done, environment

DATA = {"grammar": "segdsl/_data/grammar", "examples": "segdsl/_data/examples"}
# the command in the wheel must reach no network
OFFLINE = """\
import socket


def refused(*_):
    raise OSError("a test wants no network")


socket.socket.connect = socket.getaddrinfo = refused
"""


def built(folder: Path, target: str, into: Path) -> Path:
    """A wheel or source distribution of the project in a folder."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(into)],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    (made,) = into.iterdir()
    return made


def files_of(folder: Path) -> Iterator[str]:
    """What a folder of the checkout gives to the wheel, by the names it has there."""
    for path in (ROOT / folder).rglob("*"):
        name = path.relative_to(ROOT)
        is_apart = {"__pycache__", "vscode"} & set(name.parts)  # the extension is packaged alone
        if path.is_file() and not is_apart:
            yield (Path(DATA.get(name.parts[0], name.parts[0])) / Path(*name.parts[1:])).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment: the wheel, and the dependencies of this one."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    has_pip = importlib.util.find_spec("pip") is not None
    venv.create(folder, with_pip=not has_pip)  # bringing pip along takes longer than all the rest
    python = str(folder / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python] if has_pip else [python, "-m", "pip"]
    install = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*pip, *install], check=True, capture_output=True)
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    library = Path(subprocess.check_output(asked, text=True).strip())
    # a folder named in a .pth comes after the environment's own: the wheel goes first
    (library / "borrowed.pth").write_text(f"{Path(typer.__file__).parents[1]}\n")
    (library / "sitecustomize.py").write_text(OFFLINE)
    return folder / "bin" / "segdsl"


def called(command: Path, *words: str) -> Done:
    """The installed command, called from the root of the disk."""
    alone = {name: value for name, value in environment().items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [command, *words], cwd="/", env=alone, capture_output=True, encoding="utf-8", check=False
    )
    return Done(done.stdout, done.stderr, done.returncode)


def test_the_wheel_holds_the_package_the_grammar_and_the_examples(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = {name for room in ("segdsl", *DATA) for name in files_of(Path(room))}
    assert names == expected
    assert "segdsl/_data/grammar/segdsl.lark" in names
    assert "segdsl/_data/examples/complete_journey/data/lines.parquet" in names
    assert "segdsl/_data/examples/boutique/invented/2_lives.sql" in names
    kinds = {Path(name).suffix for name in names}
    data = {".toml", ".parquet", ".csv", ".sql"}
    assert kinds <= {".py", ".lark", ".seg", ".md", ".typed", "", *data, ".html", ".css", ".js"}
    assert "segdsl/site/templates/entry.html" in names


def test_the_source_distribution_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    source = built(ROOT, "sdist", tmp_path / "sdist")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    unpacked = tmp_path / source.name.removesuffix(".tar.gz")
    assert (unpacked / "tests" / "conftest.py").is_file()
    again = built(unpacked, "wheel", tmp_path / "again")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())


def test_the_installed_package_is_that_of_the_wheel(installed: Path) -> None:
    python = installed.with_name("python")
    shown = "import segdsl.cli.main; print(segdsl.cli.main.__file__)"
    alone = {name: value for name, value in environment().items() if name != "PYTHONPATH"}
    found = subprocess.check_output([python, "-c", shown], cwd="/", env=alone, text=True)
    assert Path(found.strip()).is_relative_to(installed.parents[1])


def test_the_demo_works_from_anywhere_without_a_network(installed: Path, tmp_path: Path) -> None:
    done = called(installed, "demo", str(tmp_path / "demo"))
    assert (done.err, done.code) == ("", 0)
    assert "2,469" in done.out.replace("\N{NARROW NO-BREAK SPACE}", ",")
    made = {path.name for path in (tmp_path / "demo").iterdir()}
    assert made == {
        "NOTICE", "README.md", "data", "metrics.seg", "model.seg", "segdsl.toml", "segments",
        "site", "sql",
    }  # fmt: skip
    for page in (
        "site/fr/index.html",
        "site/site.css",
        "sql/duckdb/foyers.sql",
        "sql/postgres/foyers.sql",
    ):
        assert (tmp_path / "demo" / page).stat().st_size > 1000, page
    steps = [line for line in done.out.splitlines() if line.startswith("  segdsl ")]
    assert len(steps) == 3
    for step in steps:
        words = step.split("   ")[0].split()[1:]
        assert called(installed, "-C", str(tmp_path / "demo"), *words).code == 0
