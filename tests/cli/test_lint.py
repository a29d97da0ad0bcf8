"""`check` says what is perhaps not meant, mends what is safe, and writes SARIF."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest

from tests.cli.forks import Forks
from tests.cli.shop import SETTINGS, shop

SCHEMA = Path(__file__).parents[1] / "lint" / "sarif-2.1.0-rtm.5.json"
TWICE = "segment a: frequency >= 4 and frequency >= 2\n"
ONCE = "segment a: frequency >= 4\n"
UNKNOWN = 'segment b: city != "Paris" and frequency >= 4\n'


def test_warnings_are_said_and_count_only_when_strict(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"more.seg": TWICE + UNKNOWN})
    done = forks.segdsl(tmp_path, "check")
    assert ("SEG703  warning: `frequency >= 2` leaves nobody out here" in done.out, done.code) == (
        True,
        0,
    )
    assert done.err == "4 files: 0 errors, 2 warnings\n"
    assert forks.segdsl(tmp_path, "check", "--strict").code == 1
    french = forks.segdsl(tmp_path, "check", "--lang", "fr").out
    assert 'SEG706  avertissement : `city != "Paris"` se vérifie aussi' in french


def test_other_commands_say_nothing_of_them(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"more.seg": TWICE})
    assert forks.segdsl(tmp_path, "run", "a", "--format", "json").err == ""


def test_what_is_allowed_is_said_by_no_command(forks: Forks, tmp_path: Path) -> None:
    never = "segment a: frequency = 0 and recency < 9d\n"
    shop(tmp_path, {"more.seg": never})
    assert "SEG481" in forks.segdsl(tmp_path, "run", "a").err
    (tmp_path / "more.seg").write_text(f"# segdsl: allow SEG481 -- to be mended\n{never}")
    assert "SEG481" not in forks.segdsl(tmp_path, "run", "a").err
    assert forks.segdsl(tmp_path, "check", "--strict").code == 0


def test_a_rule_is_put_aside_in_the_settings(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"more.seg": TWICE, "segdsl.toml": SETTINGS + '[lint]\noff = ["SEG703"]\n'})
    assert forks.segdsl(tmp_path, "check", "--strict").code == 0
    for wrong, code in (
        ('off = ["SEG310"]', "SEG403"),
        ('off = "SEG703"', "SEG403"),
        ('of = ["SEG703"]', "SEG401"),
        ("off = [[1]]", "SEG403"),
    ):
        (tmp_path / "segdsl.toml").write_text(f"{SETTINGS}[lint]\n{wrong}\n")
        done = forks.segdsl(tmp_path, "check")
        assert (done.codes, done.code) == ([code], 2), wrong
    (tmp_path / "segdsl.toml").write_text(f"lint = 3\n{SETTINGS}")
    assert forks.segdsl(tmp_path, "check").codes == ["SEG403"]


def test_review_dates_are_seen_from_the_day_of_the_question(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"more.seg": f"{ONCE}  review 2026-04-30\n"})
    assert "SEG712" not in forks.segdsl(tmp_path, "check").out  # the warehouse says 2026-03-31
    assert "SEG712" in forks.segdsl(tmp_path, "check", "--as-of", "2026-05-01").out
    assert forks.segdsl(tmp_path, "check", "--as-of", "May").codes == ["SEG609"]


# --- --fix ---


def test_fix_mends_says_so_and_checks_again(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"more.seg": TWICE + UNKNOWN})
    done = forks.segdsl(tmp_path, "check", "--fix")
    assert (tmp_path / "more.seg").read_text() == ONCE + UNKNOWN
    assert done.err == (
        "SEG703 more.seg:1:26: deleted `and frequency >= 2`\n4 files: 0 errors, 1 warning\n"
    )
    assert "SEG703" not in done.out
    again = forks.segdsl(tmp_path, "check", "--fix", "--lang", "fr")
    assert again.err == "4 fichiers : 0 erreur, 1 avertissement\n"


def test_fix_mends_slips_and_then_what_they_hid(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"more.seg": "segment a: frequency ≥ 4 && frequency >= 2;\n"})
    done = forks.segdsl(tmp_path, "check", "--fix", "--lang", "fr")
    assert (tmp_path / "more.seg").read_text() == ONCE
    assert done.err.splitlines() == [
        "SEG027 more.seg:1:22 : `≥` devient `>=`",
        "SEG027 more.seg:1:26 : `&&` devient `and`",
        "SEG035 more.seg:1:43 : `;` supprimé",
        "SEG703 more.seg:1:26 : `and frequency >= 2` supprimé",
        "4 fichiers : 0 erreur, 0 avertissement",
    ]


def test_fix_touches_only_what_is_asked_for_and_what_changes(forks: Forks, tmp_path: Path) -> None:
    other = TWICE.replace("segment a", "segment c").replace("4", "5")
    shop(tmp_path, {"more.seg": TWICE, "other/x.seg": other})
    before = (tmp_path / "model.seg").stat().st_mtime_ns
    forks.segdsl(tmp_path, "check", "--fix", "other")
    assert (tmp_path / "more.seg").read_text() == TWICE
    assert (tmp_path / "other/x.seg").read_text() == "segment c: frequency >= 5\n"
    assert (tmp_path / "model.seg").stat().st_mtime_ns == before


def test_fix_keeps_the_ends_of_lines_and_links(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"kept/real.seg": None, "more.seg": None})
    real = tmp_path / "segments" / "real.seg"
    real.write_bytes(b"# \xc3\xa9t\xc3\xa9\r\n" + TWICE.encode().replace(b"\n", b"\r\n"))
    (tmp_path / "link.seg").symlink_to(real)
    real.rename(tmp_path / "segments" / "real.txt")
    (tmp_path / "link.seg").unlink()
    (tmp_path / "link.seg").symlink_to(tmp_path / "segments" / "real.txt")
    forks.segdsl(tmp_path, "check", "--fix")
    assert (tmp_path / "link.seg").is_symlink()
    found = (tmp_path / "segments" / "real.txt").read_bytes()
    assert found == "# été\r\n".encode() + ONCE.encode().replace(b"\n", b"\r\n")


def test_fix_leaves_a_file_alone_that_is_no_text(forks: Forks, tmp_path: Path) -> None:
    content = "# \xe9t\xe9\n".encode("latin-1") + b"segment a: frequency == 4\n"
    shop(tmp_path, {"more.seg": content})
    assert forks.segdsl(tmp_path, "check", "--fix").code == 1
    assert (tmp_path / "more.seg").read_bytes() == content


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_fix_says_what_it_cannot_write(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"locked/x.seg": TWICE})
    (tmp_path / "locked").chmod(0o500)
    done = forks.segdsl(tmp_path, "check", "--fix")
    assert (done.codes, done.code) == (["SEG604"], 2)


def test_fix_as_json_is_one_value(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"more.seg": UNKNOWN})
    (found,) = forks.segdsl(tmp_path, "check", "--fix", "--format", "json", "-q").json[
        "diagnostics"
    ]
    assert found["fixes"] == [
        {
            "file": "more.seg",
            "line": 1,
            "column": 12,
            "end_line": 1,
            "end_column": 27,
            "replacement": 'city != "Paris" and city is known',
            "safe": False,
        }
    ]


# --- SARIF ---


def test_sarif_has_places_of_the_repository(forks: Forks, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "crm é"
    shop(folder, {"more.seg": TWICE})
    done = forks.segdsl(folder, "check", "--format", "sarif")
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(done.json)
    (result,) = done.json["runs"][0]["results"]
    where = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert where == {"uri": "crm%20%C3%A9/more.seg", "uriBaseId": "%SRCROOT%"}
    assert (done.err, done.code) == ("", 0)


def test_sarif_of_a_failure_is_sarif(forks: Forks, tmp_path: Path) -> None:
    done = forks.segdsl(tmp_path, "check", "--format", "sarif")
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(done.json)
    assert [one["ruleId"] for one in done.json["runs"][0]["results"]] == ["SEG602"]
    assert (done.err, done.code) == ("", 2)
