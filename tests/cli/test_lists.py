"""Lists on files: read inside the project only, used like a segment, their strays counted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.command import segdsl
from tests.cli.shop import shop

SEG = """\
list friends "Friends" from "lists/friends.csv" key customer_id
segment others "Loyal, no friend": loyal and not friends
"""
CSV = "customer_id,expires\nc01,\nc99,\nc02,2026-03-30\nc98,2020-01-01\n"


def files(more: dict[str, str | bytes | None] | None = None) -> dict[str, str | bytes | None]:
    return {"lists.seg": SEG, "lists/friends.csv": CSV, **(more or {})}


def test_strays_are_counted(tmp_path: Path) -> None:
    folder = shop(tmp_path, files())
    done = segdsl(folder, "run", "others", "--format", "json")
    assert done.json["results"][0]["size"] == 1  # c01 and c06 are loyal
    assert done.json["lists"] == [
        {"name": "friends", "population": "customers", "lines": 4, "unmatched": 2}
    ]
    said = segdsl(folder, "run", "others").out
    assert said.splitlines()[-1] == ("list friends: lines that match nobody in customers: 2 of 4")
    assert segdsl(folder, "run", "loyal", "--format", "json").json["lists"] == []


def test_it_is_explained(tmp_path: Path) -> None:
    folder = shop(tmp_path, files())
    found = segdsl(folder, "explain", "friends", "--format", "json").json
    assert found["used_by"] == ["others"]
    assert found["sentences"]["en"] == (
        "Customers on a list kept by hand: 4 lines of `lists/friends.csv`."
        " A line with a day `expires` counts up to and including it."
    )


@pytest.mark.parametrize("path", ["../out.csv", "/etc/passwd", "lists/../../out.csv"])
def test_a_path_that_leads_out_is_not_followed(tmp_path: Path, path: str) -> None:
    (tmp_path / "out.csv").write_text(CSV)
    folder = shop(tmp_path / "shop", files({"lists.seg": SEG.replace("lists/friends.csv", path)}))
    done = segdsl(folder, "compile", "others")
    assert (done.codes, done.code) == (["SEG340"], 1)


def test_a_link_that_leads_out_is_said_as_if_nothing_were_there(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("secret_key\nhidden\n")
    folder = shop(tmp_path / "shop", files({"lists/friends.csv": None}))
    (folder / "lists").mkdir()
    (folder / "lists/friends.csv").symlink_to(tmp_path / "out.csv")
    done = segdsl(folder, "compile", "others")
    assert done.codes == ["SEG341"]
    assert "hidden" not in done.err
    assert "nothing of that name" in done.err


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = shop(tmp_path, files({"lists/friends.csv": None}))
    (folder / "lists").mkdir()
    os.mkfifo(folder / "lists/friends.csv")
    assert segdsl(folder, "compile", "others").codes == ["SEG341"]


def test_a_bad_line_is_shown_with_its_place(tmp_path: Path) -> None:
    folder = shop(tmp_path, files({"lists/friends.csv": "customer_id,expires\nc01,demain\n"}))
    done = segdsl(folder, "compile", "others", "--lang", "fr")
    assert done.codes == ["SEG345"]
    assert "lists/friends.csv:2:1" in done.err
