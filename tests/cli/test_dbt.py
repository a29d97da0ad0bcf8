"""`compile --emit dbt` writes a package, keeps what is not its own, and says what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import segdsl
from tests.cli.shop import SEGMENTS, shop

DAYS = ("--emit", "dbt", "--days", "2026-03-25..2026-04-05")
EXPIRING = 'list amis from "lists/amis.csv" key customer_id\nsegment friends: amis\n'


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_a_package_is_written_and_what_was_checked_is_said(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    done = segdsl(folder, "compile", *DAYS, "loyal", "cycle")
    assert done.code == 0
    assert "customers: each day from 2026-03-25 to 2026-04-05 was compiled" in done.err
    assert "listed day by day: 0; forms of the SQL: 1" in done.err
    assert files(folder / "dbt") == {
        ".segdsl-dbt",
        "dbt_project.yml",
        "macros/segdsl.sql",
        "models/segdsl/customers_wide.sql",
        "models/segdsl/cycle.sql",
        "models/segdsl/loyal.sql",
        "models/segdsl/schema.yml",
        "models/segdsl/sources.yml",
        "tests/segdsl/customers_wide_laws.sql",
    }


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    for name in ("one", "two"):
        segdsl(folder, "compile", *DAYS, "-o", name)
    one, two = folder / "one", folder / "two"
    assert files(one) == files(two)
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in files(one))


def test_models_of_what_is_gone_are_removed_and_all_else_is_kept(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    segdsl(folder, "compile", *DAYS)
    own = {"dbt_project.yml": "name: mine\n", "models/segdsl/mine.sql": "SELECT 1\n"}
    for name, text in own.items():
        (folder / "dbt" / name).write_text(text, encoding="utf-8")
    shop(tmp_path, {"segments/all.seg": SEGMENTS.replace("segment loyal_in_", "segment faithful_")})
    segdsl(folder, "compile", *DAYS)
    there = files(folder / "dbt")
    assert "models/segdsl/faithful_rennes.sql" in there
    assert "models/segdsl/loyal_in_rennes.sql" not in there
    for name, text in own.items():
        assert (folder / "dbt" / name).read_text(encoding="utf-8") == text


def test_a_ledger_that_was_tampered_with_removes_nothing_else(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    segdsl(folder, "compile", *DAYS)
    ledger = folder / "dbt" / ".segdsl-dbt"
    ledger.write_text("models/segdsl/../../../model.seg\n../segdsl.toml\n/etc/hosts\n")
    assert segdsl(folder, "compile", *DAYS).code == 0
    assert (folder / "model.seg").exists()
    assert (folder / "segdsl.toml").exists()


def test_a_day_that_cannot_be_asked_ends_the_days(tmp_path: Path) -> None:
    segments = "segment loyal_then: loyal as of 2026-03-30\n"
    folder = shop(tmp_path, {"segments/more.seg": segments})
    done = segdsl(folder, "compile", *DAYS, "loyal_then")
    assert "each day from 2026-03-30 to 2026-04-05" in done.err


def test_a_list_that_expires_too_often_is_said_with_the_days_that_fit(tmp_path: Path) -> None:
    """Each of its lines ends on another day: a form of the SQL a day."""
    lines = [f"c{n:02},2026-{3 + n // 28:02}-{1 + n % 28:02}\n" for n in range(90)]
    folder = shop(
        tmp_path,
        {
            "lists/amis.csv": "customer_id,expires\n" + "".join(lines),
            "segments/more.seg": EXPIRING,
        },
    )
    words = ("friends", "--as-of", "2026-03-10", "--emit", "dbt", "--days")
    done = segdsl(folder, "compile", *words, "2026-03-10..2026-06-30")
    assert (done.code, done.codes) == (2, ["SEG671"])
    fits = next(line for line in done.err.splitlines() if "--days" in line).split("`")[1].split()[1]
    assert segdsl(folder, "compile", *words, fits).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--emit", "wide", "--days", "2026-03-01..2026-04-01"), "SEG672"),
        (("--emit", "dbt", "--days", "2026-03-01"), "SEG670"),
        (("--emit", "dbt", "--days", "20260301..20260401"), "SEG670"),
        (("--emit", "dbt", "--days", "2026-04-01..2026-04-02"), "SEG670"),
        (("--emit", "dbt", "nobody"), "SEG605"),
        (("--emit", "dbt", "-o", "model.seg", "--days", "2026-03-31..2026-03-31"), "SEG604"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_cannot_be_done_is_said(
    small: Path, words: tuple[str, ...], code: str, lang: str
) -> None:
    done = segdsl(small, "compile", *words, "--lang", lang)
    assert (done.code, done.codes, done.out) == (2, [code], "")
