"""`publish` and `history` as a user calls them: plans, guard rails, answers, machine output."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.forks import Forks
from tests.cli.shop import SEGMENTS, SETTINGS, shop

WRITES = SETTINGS.replace('url = "data"', 'url = "data"\npublish = "duckdb:members.duckdb"')
PLAN = """\
as of 2026-03-31, warehouse dev: first publication to the schema segdsl

name   rule  before  after  enter  leave   value   enters  leaves
loyal   new       0      2     +2      0  312.50  +312.50    0.00

views made: segdsl_members, segdsl_stays_of_customers, loyal
"""
CSV = """\
day,name,size,share,entered,left,value
2026-03-30,loyal,2,0.2,0,0,312.5000
2026-03-31,loyal,2,0.2,0,0,312.5000
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shop(tmp_path, {"segdsl.toml": WRITES})


def test_the_plan_comes_first(forks: Forks, project: Path) -> None:
    done = forks.segdsl(project, "publish", "loyal", "--dry-run")
    assert (done.out, done.code) == (PLAN, 0)
    assert not (project / "members.duckdb").exists()
    asked = forks.segdsl(project, "history", "loyal")
    assert (asked.code, "SEG548" in asked.err) == (3, True)
    assert forks.segdsl(project, "publish", "loyal").out == PLAN


def test_the_past_is_told_by_day_for_people_and_machines(forks: Forks, project: Path) -> None:
    for day in ("2026-03-30", "2026-03-31"):
        assert forks.segdsl(project, "publish", "--as-of", day).code == 0
    assert forks.segdsl(project, "history", "loyal", "--format", "csv").out == CSV
    told = forks.segdsl(project, "history", "loyal", "--lang", "fr").out.splitlines()
    assert told[0].split() == ["jour", "nom", "effectif", "part", "entrent", "sortent", "valeur"]
    assert told[1].split()[:3] == ["2026-03-30", "loyal", "2"]
    on = forks.segdsl(project, "history", "cycle", "--on", "2026-03-30", "--format", "json")
    sizes = {row["name"]: row["size"] for row in on.json["history"]}
    assert sizes == {"cycle.active": 4, "cycle.prospect": 5, "cycle.sleeping": 1}
    who = forks.segdsl(project, "history", "loyal", "--on", "2026-03-31", "--members").out
    assert who.split() == ["segment", "customer", "loyal", "c01", "loyal", "c06"]
    now = forks.segdsl(project, "history", "loyal", "--members")
    assert (now.out, now.err) == (who, "as published for 2026-03-31\n")


def test_a_day_before_the_first_one_is_a_mistake_of_who_asks(forks: Forks, project: Path) -> None:
    assert forks.segdsl(project, "publish", "--as-of", "2026-03-30").code == 0
    for asked in (("--on", "2026-03-01"), ("--since", "2026-03-01"),
                  ("--on", "2026-03-01", "--members")):  # fmt: skip
        done = forks.segdsl(project, "history", "loyal", *asked)
        assert (done.code, "SEG549" in done.err) == (2, True)


def test_a_segment_that_nobody_was_in_has_a_past_too(forks: Forks, tmp_path: Path) -> None:
    rules = SEGMENTS + '\nsegment nobody: city = "Nowhere"\nsegmentation two:\n  a when nobody\n'
    project = shop(tmp_path, {"segdsl.toml": WRITES, "segments/all.seg": rules})
    assert forks.segdsl(project, "publish").code == 0
    told = forks.segdsl(project, "history", "nobody", "--format", "csv").out.splitlines()
    assert told[1:] == ["2026-03-31,nobody,0,0.0,0,0,0.0000"]
    for name, part in (("nobody", "nobody"), ("two", "two.a"), ("two.a", "two.a")):
        on = forks.segdsl(project, "history", name, "--on", "2026-03-31", "--format", "csv")
        assert on.out == f"name,size\n{part},0\n"


def test_a_customer_leads_to_the_line_of_text(forks: Forks, project: Path) -> None:
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "rules")):
        _git(project, *words)
    head = _git(project, "rev-parse", "HEAD").strip()
    assert forks.segdsl(project, "publish", "loyal").code == 0
    done = forks.segdsl(
        project, "history", "loyal", "--customer", "c01", "--format", "json", "--warehouse", "dev"
    )
    (stay,) = done.json["history"]
    assert stay["place"] == "segments/all.seg:1:9"
    assert stay["revision"].rstrip("+") == head
    assert stay["rule"].startswith('segment loyal "Loyal customers": frequency >= 3')


def test_publishing_twice_says_that_it_is_all_there(forks: Forks, project: Path) -> None:
    forks.segdsl(project, "publish")
    again = forks.segdsl(project, "publish")
    assert (again.code, again.err.splitlines()[-1]) == (0, "nothing to write: it is all there")
    assert forks.segdsl(project, "publish", "--format", "json").json["is_empty"] is True


def test_an_emptied_segment_stops_unless_it_is_meant(forks: Forks, project: Path) -> None:
    forks.segdsl(project, "publish")
    rules = SEGMENTS.replace("frequency >= 3", "frequency >= 300")
    (project / "segments" / "all.seg").write_text(rules, encoding="utf-8")
    stopped = forks.segdsl(project, "publish", "loyal", "--lang", "fr")
    assert stopped.code == 1
    assert "SEG546" in stopped.err
    assert "`loyal` se vide : plus personne sur 2" in stopped.out
    told = forks.segdsl(project, "publish", "loyal", "--format", "json")
    assert (told.code, told.err) == (1, "")
    assert [one["code"] for one in told.json["diagnostics"]] == ["SEG546"]
    assert [one["reason"] for one in told.json["stops"]] == ["emptied"]
    before = forks.segdsl(project, "history", "loyal", "--on", "2026-03-31", "--format", "csv")
    assert before.out == "name,size\nloyal,2\n"
    assert forks.segdsl(project, "publish", "loyal", "--yes").code == 0
    after = forks.segdsl(project, "history", "loyal", "--on", "2026-03-31", "--format", "csv")
    assert after.out == "name,size\nloyal,0\n"


def test_what_is_expected_and_does_not_hold_stops(forks: Forks, tmp_path: Path) -> None:
    rules = SEGMENTS.replace(
        "  tags crm\n", "  tags crm\n  expect size >= 3\n  expect size <= 50%\n", 1
    )
    project = shop(tmp_path, {"segdsl.toml": WRITES, "segments/all.seg": rules})
    stopped = forks.segdsl(project, "publish", "loyal")
    assert stopped.code == 1
    assert "`loyal`: `expect size >= 3` does not hold" in stopped.out
    assert "50%" not in stopped.out
    told = forks.segdsl(project, "publish", "loyal", "--dry-run", "--format", "json").json
    assert [(one["reason"], one["text"]) for one in told["stops"]] == [
        ("expectation", "expect size >= 3")
    ]
    assert forks.segdsl(project, "publish", "loyal", "--yes").code == 0


def test_a_leap_beyond_max_change_stops(forks: Forks, tmp_path: Path) -> None:
    settings = WRITES.replace("as_of", 'max_change = "10%"\nas_of')
    people = "customer_id,city\n" + "".join(f"p{n},Rennes\n" for n in range(40))
    few = people + "x,Paris\n"
    project = shop(tmp_path, {"segdsl.toml": settings, "data/customers.csv": few})
    assert forks.segdsl(project, "publish", "rennes").code == 0
    half = "customer_id,city\n" + "".join(f"p{n},Rennes\n" for n in range(30))
    (project / "data" / "customers.csv").write_text(half, encoding="utf-8")
    done = forks.segdsl(project, "publish", "rennes")
    assert done.code == 1
    assert "`rennes` goes from 40 to 30 (−25.0%)" in done.out


def test_a_folder_alone_and_a_wrong_setting_are_said(forks: Forks, tmp_path: Path) -> None:
    bare = shop(tmp_path / "bare")
    done = forks.segdsl(bare, "publish")
    assert (done.code, "SEG540" in done.err) == (3, True)
    wrong = WRITES.replace("as_of", "max_change = 30\nas_of")
    badly = shop(tmp_path / "badly", {"segdsl.toml": wrong})
    told = forks.segdsl(badly, "publish")
    assert (told.code, "max_change" in told.err and '"30%"' in told.err) == (2, True)


def test_a_name_that_never_was_is_no_history(forks: Forks, project: Path) -> None:
    forks.segdsl(project, "publish")
    done = forks.segdsl(project, "history", "loial")
    assert (done.code, "did you mean `loyal`?" in done.err) == (2, True)


def _git(folder: Path, *words: str) -> str:
    names = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    done = subprocess.run(
        ["git", *names, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout
