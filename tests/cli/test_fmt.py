"""`segdsl fmt`: files get their layout, or are left as they are, and it is said which."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from segdsl.cli import main
from segdsl.syntax import to_text
from tests.cli.command import segdsl
from tests.cli.forks import Forks
from tests.cli.shop import shop

UGLY = "segment   best: monetary>=300 # of all\n tags  crm"
LAID = "segment best: monetary >= 300             # of all\n  tags crm\n"
BROKEN = "segment  bad: monetary > 1,5\nsegment  worse: (monetary\n"
DIFF = """\
--- a/best.seg
+++ b/best.seg
@@ -1,2 +1,2 @@
-segment   best: monetary>=300 # of all
- tags  crm
\\ No newline at end of file
+segment best: monetary >= 300             # of all
+  tags crm
"""


def project(folder: Path, **files: str | bytes | None) -> Path:
    """The small project with these `.seg` files."""
    return shop(folder, {f"{name}.seg": content for name, content in files.items()})


def texts(folder: Path) -> dict[str, bytes]:
    found = {one.relative_to(folder).as_posix(): one for one in folder.rglob("*") if one.is_file()}
    return {name: one.read_bytes() for name, one in sorted(found.items())}


# --- the project ---


def test_files_that_change_are_rewritten_and_named(forks: Forks, tmp_path: Path) -> None:
    project(tmp_path, best=UGLY)
    before = texts(tmp_path)
    done = forks.segdsl(tmp_path, "fmt")
    assert (done.out, done.code) == ("", 0)
    assert done.err == "best.seg\n4 files: 1 rewritten, 3 unchanged\n"
    assert texts(tmp_path) == {**before, "best.seg": LAID.encode()}
    again = forks.segdsl(tmp_path, "fmt", "--lang", "fr")
    assert again.err == "4 fichiers : 0 réécrit, 4 inchangés\n"
    assert forks.segdsl(tmp_path, "check").code == 0


def test_the_project_is_found_from_below(forks: Forks, tmp_path: Path) -> None:
    project(tmp_path, best=UGLY)
    done = forks.segdsl(tmp_path / "segments", "fmt")
    assert done.err.splitlines()[0] == "best.seg"
    assert (tmp_path / "best.seg").read_text() == LAID


def test_a_file_with_an_error_is_left_as_it_is_and_the_others_are_not(
    forks: Forks, tmp_path: Path
) -> None:
    project(tmp_path, bad=BROKEN, best=UGLY)
    done = forks.segdsl(tmp_path, "fmt", "-q")
    assert (done.out, done.code) == ("", 1)
    assert done.codes == ["SEG023", "SEG045"]
    assert "bad.seg:1:26" in done.err
    assert done.err.endswith("\nbad.seg: left as it is\n")
    assert (tmp_path / "bad.seg").read_text() == BROKEN
    assert (tmp_path / "best.seg").read_text() == LAID
    french = forks.segdsl(tmp_path, "fmt", "--lang", "fr").err
    assert french.endswith(
        "bad.seg : laissé tel quel\n5 fichiers : 0 réécrit, 4 inchangés, 1 laissé tel quel\n"
    )


def test_what_a_name_means_is_not_asked(forks: Forks, tmp_path: Path) -> None:
    project(tmp_path, best="segment  best: nothing_of_that_name\n")
    assert forks.segdsl(tmp_path, "fmt").code == 0
    assert (tmp_path / "best.seg").read_text() == "segment best: nothing_of_that_name\n"


def test_check_lists_what_would_change_and_writes_nothing(forks: Forks, tmp_path: Path) -> None:
    project(tmp_path, best=UGLY, other="segment  other: loyal\n")
    before = texts(tmp_path)
    done = forks.segdsl(tmp_path, "fmt", "--check")
    assert (done.out, done.code) == ("best.seg\nother.seg\n", 1)
    assert done.err == "5 files: 2 to rewrite, 3 unchanged\n"
    assert texts(tmp_path) == before
    forks.segdsl(tmp_path, "fmt")
    done = forks.segdsl(tmp_path, "fmt", "--check", "-q")
    assert (done.out, done.err, done.code) == ("", "", 0)


def test_diff_prints_what_would_change(forks: Forks, tmp_path: Path) -> None:
    project(tmp_path, best=UGLY)
    before = texts(tmp_path)
    done = forks.segdsl(tmp_path, "fmt", "--diff", "--lang", "fr")
    assert (done.out, done.code) == (DIFF, 0)
    assert done.err == "4 fichiers : 1 à réécrire, 3 inchangés\n"
    assert forks.segdsl(tmp_path, "fmt", "--diff", "--check").code == 1
    assert texts(tmp_path) == before


def test_git_applies_what_diff_prints(forks: Forks, tmp_path: Path) -> None:
    ugly = "\ufeff# é\x85\u2028 \r\nsegment  best: vip\r\n\r\n\r\nsegment e\u0301: best".encode()
    project(tmp_path, best=UGLY, other=ugly, empty="\n\n")
    done = forks.segdsl(tmp_path, "fmt", "--diff")
    subprocess.run(
        ["git", "apply", "--unsafe-paths", "-"], cwd=tmp_path, input=done.out.encode(), check=True
    )
    applied = texts(tmp_path)
    project(tmp_path, best=UGLY, other=ugly, empty="\n\n")
    forks.segdsl(tmp_path, "fmt")
    assert texts(tmp_path) == applied
    assert applied["empty.seg"] == b""
    assert applied["other.seg"].startswith("# é\x85\u2028".rstrip().encode() + b"\nsegment best")


def test_json_tells_each_file(forks: Forks, tmp_path: Path) -> None:
    project(tmp_path, bad=BROKEN, best=UGLY)
    done = forks.segdsl(tmp_path, "fmt", "--check", "--format", "json")
    assert (done.err, done.code) == ("", 1)
    assert list(done.json) == ["schema_version", "files"]
    told = {one["path"]: (one["changed"], len(one["errors"])) for one in done.json["files"]}
    assert told == {
        "bad.seg": (False, 2),
        "best.seg": (True, 0),
        "metrics.seg": (False, 0),
        "model.seg": (False, 0),
        "segments/all.seg": (False, 0),
    }
    error = done.json["files"][0]["errors"][0]
    assert (error["code"], error["file"], error["line"]) == ("SEG023", "bad.seg", 1)
    done = forks.segdsl(tmp_path, "fmt", "--diff", "--format", "json", "best.seg")
    assert [one["diff"] for one in done.json["files"]] == [DIFF]
    assert (tmp_path / "best.seg").read_text() == UGLY


def test_bytes_that_are_no_text_are_left(forks: Forks, tmp_path: Path) -> None:
    latin = "segment  été: loyal\n".encode("latin-1")
    project(tmp_path, latin=latin)
    done = forks.segdsl(tmp_path, "fmt")
    assert (done.codes, done.code) == (["SEG001"], 1)
    assert (tmp_path / "latin.seg").read_bytes() == latin


# --- paths ---


def test_files_and_folders_need_no_project(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path / "rules" / "deep", {"model.seg": None, "metrics.seg": None})
    for name in ("a.seg", "rules/b.seg", "rules/deep/c.seg", "rules/notes.txt", "d.seg"):
        (tmp_path / name).write_text(UGLY)
    done = forks.segdsl(tmp_path, "fmt", "a.seg", "rules", "rules/b.seg")
    assert done.err == "a.seg\nrules/b.seg\nrules/deep/c.seg\n4 files: 3 rewritten, 1 unchanged\n"
    assert (tmp_path / "d.seg").read_text() == UGLY
    assert (tmp_path / "rules/notes.txt").read_text() == UGLY
    assert forks.segdsl(tmp_path, "-C", "rules", "fmt", "../d.seg").err.startswith("../d.seg\n")
    assert (tmp_path / "d.seg").read_text() == LAID


@pytest.mark.parametrize(
    ("words", "code", "en", "fr"),
    [
        ("fmt", "SEG602", "there is no segdsl.toml", "il n'y a pas de segdsl.toml"),
        ("fmt notes.txt", "SEG641", "`notes.txt` is no `.seg` file", "n'est ni un fichier `.seg`"),
        ("fmt empty", "SEG641", "`empty` is no `.seg` file, nor", "`empty` n'est ni un fichier"),
        ("fmt no/a.seg", "SEG603", "`no/a.seg` cannot be read", "`no/a.seg` est illisible"),
        ("fmt fifo.seg", "SEG603", "`fifo.seg` cannot be read", "`fifo.seg` est illisible"),
        ("fmt circle.seg", "SEG603", "links go in circles", "liens tournent en rond"),
        ("fmt - a.seg", "SEG601", "`-` stands alone", "`-` s'emploie seul"),
        ("fmt --chek", "SEG601", "did you mean `--check`?", "vouliez-vous dire `--check` ?"),
    ],
)
def test_what_cannot_be_laid_out_is_said(
    forks: Forks, tmp_path: Path, words: str, code: str, en: str, fr: str
) -> None:
    (tmp_path / "notes.txt").write_text("# mine")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "fifo.seg")
    (tmp_path / "circle.seg").symlink_to("circle.seg")
    for language, said in (("en", en), ("fr", fr)):
        done = forks.segdsl(tmp_path, *words.split(), "--lang", language)
        assert (done.codes, done.code) == ([code], 2)
        assert said in done.err.replace("\n", " ")


def test_a_link_stays_one_and_so_does_who_may_read(forks: Forks, tmp_path: Path) -> None:
    kept = tmp_path / "kept.seg"
    kept.write_text(UGLY)
    kept.chmod(0o640)
    (tmp_path / "link.seg").symlink_to("kept.seg")
    assert forks.segdsl(tmp_path, "fmt", "link.seg").code == 0
    assert (tmp_path / "link.seg").is_symlink()
    assert (kept.read_text(), stat.S_IMODE(kept.stat().st_mode)) == (LAID, 0o640)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is refused to root")
def test_a_file_that_may_not_be_written_is_left(forks: Forks, tmp_path: Path) -> None:
    kept = tmp_path / "kept.seg"
    kept.write_text(UGLY)
    kept.chmod(0o444)
    done = forks.segdsl(tmp_path, "fmt", "kept.seg")
    assert (done.codes, done.code) == (["SEG604"], 2)
    assert kept.read_text() == UGLY


# --- standard input ---


def test_standard_input_becomes_standard_output(tmp_path: Path) -> None:
    done = segdsl(tmp_path, "fmt", "-", given=UGLY)
    assert (done.out, done.err, done.code) == (LAID, "", 0)
    done = segdsl(tmp_path, "fmt", "-", "--diff", "--check", given=UGLY)
    assert (done.out, done.code) == (DIFF.replace("best.seg", "-"), 1)
    assert segdsl(tmp_path, "fmt", "-", "--check", given=LAID).code == 0
    assert segdsl(tmp_path, "fmt", "-", given="").out == ""
    told = json.loads(segdsl(tmp_path, "fmt", "-", "--format", "json", given=UGLY).out)
    assert told["files"] == [{"path": "-", "changed": True, "errors": [], "text": LAID}]
    assert list(tmp_path.iterdir()) == []


def test_standard_input_with_an_error_gives_nothing_out(tmp_path: Path) -> None:
    done = segdsl(tmp_path, "fmt", "-", "--lang", "fr", given=BROKEN)
    assert (done.out, done.codes, done.code) == ("", ["SEG023", "SEG045"], 1)
    assert "-:1:26" in done.err
    told = segdsl(tmp_path, "fmt", "-", "--format", "json", given=BROKEN)
    assert (told.code, told.json["files"][0]["text"]) == (1, None)


# --- a bug of ours ---


def test_a_layout_that_would_change_the_meaning_is_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.seg").write_text(UGLY)
    monkeypatch.setattr(to_text, "_lines", lambda *_: ["segment worst: monetary >= 300"])
    code = main.answer(["-C", str(tmp_path), "fmt", "a.seg"])
    said = capsys.readouterr().err
    assert (code, said[:6]) == (2, "SEG642")
    assert "would change what it says" in said
    assert said.endswith(
        "a.seg: left as it is\n1 file: 0 rewritten, 0 unchanged, 1 left as it is\n"
    )
    assert (tmp_path / "a.seg").read_text() == UGLY
