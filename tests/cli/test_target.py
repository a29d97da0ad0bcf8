"""`target` and `plan-contacts` as a user calls them."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from tests.cli.forks import Forks
from tests.cli.shop import MODEL, SETTINGS, shop

WRITES = SETTINGS.replace('url = "data"', 'url = "data"\npublish = "duckdb:members.duckdb"')
PEOPLE = """\
customer_id,city,email
c01,Rennes,ann@example.org
c02,Paris,=cmd@example.org
c03,Rennes,
c04,,eve@example.org
c06,Paris,zoé@example.org
"""
TARGETS = """\
channel mail "E-mail": email is known
target spring "Spring": any orders
  by mail
  except city = "Rennes"
  columns email, city
target summer: any orders
  by mail
  control 50% "s"
  columns city
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shop(
        tmp_path,
        {
            "segdsl.toml": WRITES,
            "model.seg": MODEL.replace("  city: text\n", "  city: text\n  email: text private\n"),
            "data/customers.csv": PEOPLE,
            "targets.seg": TARGETS,
        },
    )


def test_a_draw_says_each_gate_and_is_frozen(forks: Forks, project: Path) -> None:
    done = forks.segdsl(project, "target", "spring", "draw")
    assert done.code == 0
    assert [line.split() for line in done.out.splitlines() if line][1:8] == [
        ["gate", "left", "holds-back"],
        ["population", "5"],
        ["in", "the", "segment", "5"],
        ["and", "reachable", "4"],
        ["except", "city", "=", '"Rennes"', "3", "2"],
        ["chosen", "3"],
        ["contacted", "3"],
    ]
    assert done.err.splitlines()[-1] == "drawn: version 1"
    again = forks.segdsl(project, "target", "spring", "draw", "--lang", "fr")
    assert again.err.splitlines()[-1] == "c'est la version 1"


def test_a_dry_run_freezes_nothing(forks: Forks, project: Path) -> None:
    assert forks.segdsl(project, "target", "spring", "draw", "--dry-run").code == 0
    done = forks.segdsl(project, "target", "spring", "export")
    assert (done.code, "SEG551" in done.err) == (2, True)


def test_an_export_has_files_and_a_manifest(forks: Forks, project: Path) -> None:
    forks.segdsl(project, "target", "summer", "draw")
    done = forks.segdsl(project, "target", "summer", "export", "-o", "out")
    assert done.code == 0
    folder = project / "out"
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "summer-v1-contacted.csv", "summer-v1-control.csv", "summer-v1-csv-manifest.json",
    ]  # fmt: skip
    told = json.loads((folder / "summer-v1-csv-manifest.json").read_text(encoding="utf-8"))
    for one in told["files"]:
        data = (folder / one["name"]).read_bytes()
        assert (one["sha256"], one["bytes"]) == (sha256(data).hexdigest(), len(data))
    assert told["consent"][1].startswith('channel mail "E-mail": email is known')
    with (folder / "summer-v1-control.csv").open(newline="") as file:
        assert next(csv.reader(file)) == ["customer"]


def test_a_formula_in_the_data_is_no_formula_in_the_file(forks: Forks, project: Path) -> None:
    forks.segdsl(project, "target", "spring", "draw")
    forks.segdsl(project, "target", "spring", "export")
    text = (project / "exports" / "spring-v1-contacted.csv").read_text(encoding="utf-8")
    assert "c02,mail,'=cmd@example.org,Paris" in text.splitlines()
    forks.segdsl(project, "target", "spring", "export", "--raw")
    text = (project / "exports" / "spring-v1-contacted.csv").read_text(encoding="utf-8")
    assert "c02,mail,=cmd@example.org,Paris" in text.splitlines()


def test_parquet_keeps_missing_apart_from_empty(forks: Forks, project: Path) -> None:
    forks.segdsl(project, "target", "spring", "draw")
    assert forks.segdsl(project, "target", "spring", "export", "--to", "parquet").code == 0
    path = project / "exports" / "spring-v1-contacted.parquet"
    rows = duckdb.execute(f"SELECT customer, city FROM '{path}' ORDER BY 1").fetchall()
    assert rows == [("c02", "Paris"), ("c04", None), ("c06", "Paris")]


def test_platforms_get_hashes_and_never_an_address(forks: Forks, project: Path) -> None:
    forks.segdsl(project, "target", "spring", "draw")
    for to in ("google", "meta"):
        assert forks.segdsl(project, "target", "spring", "export", "--to", to).code == 0
        text = (project / "exports" / f"spring-v1-{to}.csv").read_text(encoding="utf-8")
        assert "@" not in text
        assert sha256(b"eve@example.org").hexdigest() in text
    forks.segdsl(project, "target", "summer", "draw")
    done = forks.segdsl(project, "target", "summer", "export", "--to", "google")
    assert (done.code, "SEG552" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("spring2", "draw"), "SEG550"),
        (("spring", "export", "--version", "7"), "SEG551"),
        (("spring", "export", "--to", "meta", "--holds", "email=post"), "SEG553"),
    ],
)
def test_slips_are_said(forks: Forks, project: Path, words: tuple[str, ...], code: str) -> None:
    forks.segdsl(project, "target", "spring", "draw")
    done = forks.segdsl(project, "target", *words)
    assert (done.code, code in done.err) == (2, True), done.err


@pytest.mark.parametrize("command", ["publish", "audit", "test", "compile --emit views"])
def test_a_target_is_no_segment_that_lasts(forks: Forks, project: Path, command: str) -> None:
    done = forks.segdsl(project, *command.split(), "summer.control", "--lang", "fr")
    assert (done.code, done.codes, done.out) == (2, ["SEG605"], "")
    assert "c'est une cible : `segdsl target summer draw` la tire" in done.err


def test_who_would_be_contacted_twice_is_warned_of(forks: Forks, project: Path) -> None:
    done = forks.segdsl(project, "plan-contacts", "--format", "json", "--members")
    (here,) = done.json["populations"]
    assert here["sizes"]["spring"] == 3
    twice = [one["customer"] for one in here["several"]]
    assert here["meetings"] == [{"one": "spring", "other": "summer", "size": len(twice)}]
    assert 0 < len(twice) <= 3
    strict = forks.segdsl(project, "plan-contacts", "--strict", "--lang", "fr")
    assert strict.code == 1
    assert f"dont {len(twice)} plus d'une fois" in strict.out
    alone = forks.segdsl(project, "plan-contacts", "spring", "--strict")
    assert (alone.code, "nobody twice" in alone.out) == (0, True)
