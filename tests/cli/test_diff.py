"""`segdsl diff` on real repositories: what git holds is compared, and nothing is touched."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import environment, segdsl
from tests.cli.forks import Forks
from tests.cli.shop import FILES, SEGMENTS, SETTINGS, shop

PLACES = ["", "équipe crm/projet n° 1"]  # the project is the repository, or a folder of it


def git(folder: Path, *words: str) -> str:
    """Calls git in a repository, with a user of its own and no settings of the developer's."""
    own = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
    }
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env=environment(own),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "more") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)
    return git(folder, "rev-parse", "HEAD")


def repository(root: Path, place: str = "", changed: dict[str, str] | None = None) -> Path:
    """A repository with one commit that holds the small shop; gives the project's folder."""
    folder = root / place if place else root
    shop(folder, dict(changed or {}))
    git(root, "init", "-q", "-b", "main")
    commit(root, "first")
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("place", PLACES)
def test_the_files_as_they_are_against_the_last_commit(
    forks: Forks, tmp_path: Path, place: str
) -> None:
    folder = repository(tmp_path, place)
    said = forks.segdsl(folder, "diff")
    assert said.out == "Nothing changed: nobody enters, nobody leaves.\n"
    edit(folder, "segments/all.seg", "frequency >= 3", "frequency >= 2")
    before = git(tmp_path, "status", "--porcelain")
    said = forks.segdsl(folder, "diff")
    assert said.code == 0
    assert "the threshold on “Orders in 12 months” moves from 3 to 2" in said.out
    assert "proved: the new rule contains the old one, nobody can leave" in said.out
    assert "touched through: loyal_in_rennes ← loyal" in said.out
    assert git(tmp_path, "status", "--porcelain") == before


def test_figures_are_of_both_versions_on_the_same_rows(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    edit(folder, "metrics.seg", "lately: duration = 60d", "lately: duration = 10d")
    edit(folder, "segments/all.seg", "frequency >= 3", "frequency >= 1")
    value = forks.segdsl(folder, "diff", "--format", "json", "--members", "9").json
    assert value["meaning_changed"]
    assert (value["as_of"], value["warehouse"]) == ("2026-03-31", "dev")
    by_name = {one["name"]: one for one in value["changes"]}
    # before: c01 on 20 March and c06 on 29 March, three orders each; after also c02, c01 too late
    assert by_name["loyal"]["figures"] == [
        {
            "name": "loyal",
            "before": {"size": 2, "value": 312.5},
            "after": {"size": 2, "value": 82.0},
            "entered": {"size": 1, "value": 15.0},
            "left": {"size": 1, "value": 245.5},
            "entering": ["c02"],
            "leaving": ["c01"],
        }
    ]
    assert by_name["loyal"]["proofs"][0]["relation"] == "crossing"
    assert by_name["loyal"]["through"] == ["loyal", "lately"]
    figures = by_name["loyal_in_rennes"]["figures"][0]
    assert figures["entered"]["size"] == 0
    assert figures["leaving"] == ["c01"]


def test_customers_are_named_on_demand_and_never_in_markdown(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    edit(folder, "segments/all.seg", "frequency >= 3", "frequency >= 1")
    assert "c02" not in forks.segdsl(folder, "diff").out
    assert "enter: `c02`" in forks.segdsl(folder, "diff", "--members", "1").out
    said = forks.segdsl(folder, "diff", "--members", "1", "--format", "markdown")
    assert (said.code, said.codes) == (2, ["SEG659"])


def test_two_revisions_and_their_common_commit(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path, PLACES[1])
    git(tmp_path, "checkout", "-qb", "topic")
    edit(folder, "segments/all.seg", "frequency >= 3", "frequency >= 2")
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "main")
    edit(folder, "segments/all.seg", 'city = "Rennes"', 'city = "Brest"')
    commit(tmp_path)
    names = {
        words: [
            one["name"]
            for one in forks.segdsl(
                folder, "diff", words, "--format", "json", "--no-warehouse"
            ).json["changes"]
        ]
        for words in ("main..topic", "main...topic", "topic", "main")
    }
    assert names == {
        "main..topic": ["loyal", "rennes", "loyal_in_rennes"],
        "main...topic": ["loyal", "loyal_in_rennes"],
        "topic": ["loyal", "rennes", "loyal_in_rennes"],
        "main": [],
    }


def test_a_list_is_compared_by_its_lines(forks: Forks, tmp_path: Path) -> None:
    lists = {
        "segments/lists.seg": 'list vip from "lists/vip.csv" key id\nsegment v: vip and loyal\n',
        "lists/vip.csv": "id,reason\nc01,jury\nc02,jury\nc03,\n",
    }
    folder = repository(tmp_path, changed=lists)
    edit(folder, "lists/vip.csv", "c01,jury\n", "c06,plainte\nc04,jury\n")
    said = forks.segdsl(folder, "diff", "--no-warehouse")
    assert "touched through: v ← vip" in said.out
    assert "added: 2 (“plainte”, “jury”)" in said.out
    assert "removed: 1 (“jury”)" in said.out
    assert "c04" not in said.out
    (figures,) = forks.segdsl(folder, "diff", "--format", "json").json["changes"][0]["figures"]
    assert (figures["entered"]["size"], figures["left"]["size"]) == (1, 1)


def test_exit_code_tells_whether_a_meaning_changed(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    assert forks.segdsl(folder, "diff", "--exit-code").code == 0
    edit(folder, "segments/all.seg", "segment rennes: city", "# it is\nsegment rennes:\n  city")
    edit(folder, "segments/all.seg", "tags crm\n", "tags crm, new\n")
    said = forks.segdsl(folder, "diff", "--exit-code", "--no-warehouse")
    assert said.code == 0
    assert "in words only" in said.out
    edit(folder, "segments/all.seg", '"Rennes"', '"Brest"')
    assert forks.segdsl(folder, "diff", "--exit-code", "--no-warehouse").code == 1
    assert forks.segdsl(folder, "diff", "--no-warehouse").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nowhere"], "SEG652"),
        (["--", "-p"], "SEG652"),
        (["main..nowhere"], "SEG652"),
        (["HEAD~7"], "SEG652"),
    ],
)
def test_a_revision_that_is_not_there(
    forks: Forks, tmp_path: Path, words: list[str], code: str
) -> None:
    folder = repository(tmp_path)
    said = forks.segdsl(folder, "diff", *words)
    assert (said.code, said.codes) == (2, [code])


def test_no_repository_no_project_then_no_common_commit_no_git(
    forks: Forks, tmp_path: Path
) -> None:
    apart = shop(tmp_path / "apart")
    said = forks.segdsl(apart, "diff", env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert (said.code, said.codes) == (2, ["SEG651"])
    root = tmp_path / "root"
    root.mkdir()
    (root / "README").write_text("first")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    shop(root / "elsewhere")
    commit(root)
    git(root, "mv", "elsewhere", "project")
    folder = root / "project"
    commit(root)
    said = forks.segdsl(folder, "diff", "HEAD~1")
    assert (said.code, said.codes) == (2, ["SEG653"])
    git(root, "checkout", "-q", "--orphan", "other")
    commit(root)
    said = forks.segdsl(folder, "diff", "main...other")
    assert (said.code, said.codes) == (2, ["SEG654"])
    said = segdsl(folder, "diff", env={"PATH": str(tmp_path)})
    assert (said.code, said.codes) == (2, ["SEG650"])


def test_a_shallow_clone_says_what_brings_its_history(forks: Forks, tmp_path: Path) -> None:
    (tmp_path / "origin").mkdir()
    folder = repository(tmp_path / "origin")
    commit_of_old = git(folder, "rev-parse", "HEAD")
    edit(folder, "segments/all.seg", "frequency >= 3", "frequency >= 2")
    commit(folder)
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "clone")
    said = forks.segdsl(tmp_path / "clone", "diff", commit_of_old)
    assert (said.code, said.codes) == (2, ["SEG652"])
    assert "git fetch --unshallow" in said.err


def test_errors_of_the_new_version_are_its_author_s_to_mend(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    edit(folder, "segments/all.seg", "frequency >= 3", "frequenci >= 3")
    said = forks.segdsl(folder, "diff")
    assert (said.code, said.codes[0], said.out) == (1, "SEG200", "")


def test_of_an_old_version_with_errors_only_texts_are_compared(
    forks: Forks, tmp_path: Path
) -> None:
    broken = {"segments/all.seg": SEGMENTS.replace("frequency >= 3", "frequenci >= 3")}
    folder = repository(tmp_path, changed=broken)
    edit(folder, "segments/all.seg", "frequenci >= 3", "frequency >= 3")
    (folder / "segments/more.seg").write_text("segment more: rennes\n")
    said = forks.segdsl(folder, "diff", "--exit-code")
    assert (said.code, said.codes) == (1, ["SEG656"])
    assert said.out == "new names: `more`\ntexts changed: `loyal`\n"
    value = forks.segdsl(folder, "diff", "--format", "json").json
    assert value["texts"] == {"came": ["more"], "went": [], "changed": ["loyal"]}
    assert value["diagnostics"][0]["code"] == "SEG656"


def test_an_old_model_that_fits_no_more_is_said(forks: Forks, tmp_path: Path) -> None:
    model = FILES["model.seg"].replace("city: text", "city: text from town")
    folder = repository(tmp_path, changed={"model.seg": model})
    edit(folder, "model.seg", "city: text from town", "city: text")
    said = forks.segdsl(folder, "diff", "--format", "json")
    assert said.codes == ["SEG658"]
    by_name = {one["name"]: one for one in said.json["changes"]}
    (figures,) = by_name["rennes"]["figures"]
    assert (figures["before"], figures["after"]["size"]) == (None, 3)


def test_a_warehouse_out_of_reach_stops_nobody_who_did_not_insist(
    forks: Forks, tmp_path: Path
) -> None:
    settings = SETTINGS.replace('url = "data"', 'url_env = "SEGDSL_NOWHERE"')
    folder = repository(tmp_path, changed={"segdsl.toml": settings})
    edit(folder, "segments/all.seg", "frequency >= 3", "frequency >= 2")
    said = forks.segdsl(folder, "diff")
    assert (said.code, said.codes) == (0, ["SEG657"])
    assert "moves from 3 to 2" in said.out
    assert forks.segdsl(folder, "diff", "--warehouse", "dev").code == 3


def test_another_population_is_compared_by_keys(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    edit(folder, "model.seg", "from customers\n", 'from customers where (city != "Paris")\n')
    value = forks.segdsl(folder, "diff", "--format", "json", "--members", "5").json
    by_name = {one["name"]: one for one in value["changes"]}
    assert by_name["loyal"]["through"] == ["loyal", "customers.where"]
    (figures,) = by_name["loyal"]["figures"]
    assert figures["left"]["size"] == 1
    assert figures["leaving"] == ["c06"]


def test_links_and_hidden_folders_are_no_files_of_a_version(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    (folder / "segments/link.seg").symlink_to("all.seg")
    hidden = folder / ".hidden/x.seg"
    hidden.parent.mkdir()
    hidden.write_text("segment hidden: rennes\n")
    inner = shop(folder / "inner")
    assert inner.exists()
    commit(tmp_path)
    (folder / "segments/link.seg").unlink()
    said = forks.segdsl(folder, "diff", "HEAD", "--no-warehouse")
    assert said.out.startswith("Nothing changed")


def test_in_french_and_as_markdown(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    edit(folder, "segments/all.seg", '"Loyal customers": freq', '"<b>*Fidèles*| @all": freq')
    edit(folder, "segments/all.seg", "frequency >= 3", "frequency >= 2")
    said = forks.segdsl(folder, "diff", "--format", "markdown", "--lang", "fr")
    assert said.out.startswith("### Ce que cela change dans `shop`\n")
    assert "| `loyal` | \\< 5 | \\< 5 | 0 | 0 |  |" in said.out
    assert "\\<b\\>\\*Fidèles\\*\\| @\N{ZERO WIDTH SPACE}all" in said.out
    assert "prouvé : la nouvelle règle contient l'ancienne" in said.out


def test_a_name_of_another_kind_is_gone_and_new(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    ladder = 'segmentation rennes:\n  here when city = "Rennes"\n  away otherwise'
    edit(folder, "segments/all.seg", 'segment rennes: city = "Rennes"', ladder)
    edit(folder, "segments/all.seg", "loyal and rennes", "loyal and rennes is here")
    changes = forks.segdsl(folder, "diff", "--format", "json").json["changes"]
    told = [(one["fate"], one["kind"], one["name"]) for one in changes]
    assert told == [
        ("changed", "segment", "loyal_in_rennes"),
        ("removed", "segment", "rennes"),
        ("added", "segmentation", "rennes"),
    ]
    assert changes[0]["proofs"][0]["relation"] == "equal"
    assert [one["name"] for one in changes[1]["figures"]] == ["rennes"]
    assert [one["name"] for one in changes[2]["figures"]] == ["rennes.here", "rennes.away"]


def test_names_changed_everywhere_are_no_other_meaning(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    for name, old, new in (
        ("model.seg", "population customers (", "population people ("),
        ("model.seg", "-> customers", "-> people"),
        ("model.seg", "source orders", "source purchases"),
        ("metrics.seg", "orders", "purchases"),
        ("segments/all.seg", "orders", "purchases"),
    ):
        edit(folder, name, old, new)
    said = forks.segdsl(folder, "diff", "--exit-code")
    assert said.code == 0
    assert said.out.startswith("Declarations: 2 renamed. Only words, names and ways to write")


def test_settings_that_could_not_be_used_then(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path, changed={"segdsl.toml": "timezone = 3\n"})
    (folder / "segdsl.toml").write_text(SETTINGS)
    said = forks.segdsl(folder, "diff")
    assert (said.code, said.codes) == (2, ["SEG660"])


def test_a_hook_of_git_reads_the_repository_it_runs_in(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path, PLACES[1])
    edit(folder, "segments/all.seg", "frequency >= 3", "frequency >= 2")
    env = {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index", "GIT_PREFIX": "x/"}
    assert "moves from 3 to 2" in forks.segdsl(folder, "diff", env=env).out


def test_before_there_was_a_project_all_of_it_is_new(forks: Forks, tmp_path: Path) -> None:
    (tmp_path / "README").write_text("first")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    folder = shop(tmp_path / "crm")
    commit(tmp_path)
    for words in (("HEAD~1...HEAD",), ("HEAD~1", "--no-warehouse")):
        told = forks.segdsl(folder, "diff", *words, "--format", "json").json
        assert {one["fate"] for one in told["changes"]} == {"added"}
        assert {"loyal", "orders", "monetary", "lately"} <= {one["name"] for one in told["changes"]}
    assert "loyal" in forks.segdsl(folder, "diff", "HEAD~1", "--format", "markdown").out
    gone = forks.segdsl(folder, "diff", "HEAD..HEAD~1")
    assert (gone.code, gone.codes) == (2, ["SEG653"])


def test_a_zone_does_not_touch_what_changed_by_itself(forks: Forks, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    edit(folder, "segdsl.toml", "Europe/Paris", "Europe/London")
    edit(folder, "metrics.seg", "lately: duration = 60d", "lately: duration = 30d")
    told = forks.segdsl(folder, "diff", "--no-warehouse", "--format", "json").json
    through = {one["name"]: one["through"] for one in told["changes"]}
    assert through["lately"] == []
    assert through["loyal"] == ["loyal", "lately"]
    assert told["project"] != []
