"""Personal fields: no value of theirs is on any page, nor a text that a rule compares with one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.command import segdsl
from tests.cli.shop import CUSTOMERS, MODEL, SEGMENTS, shop

FREQUENT, RARE, LISTED, COMPARED = "canarifrequent", "canarirare", "canarilisted", "canaricompared"
PRIVATE = f"""
  nick: text private
  rank: text private one of ("{LISTED}", "{FREQUENT}")
"""
RULES = f"""
parameter wanted: text = "{COMPARED}4"
define called(x: text): nick = x
metric most_recent_nick: largest of orders.channel
metric their_nick "Nicks": first of orders.nick
segment compared: nick = "{COMPARED}" or nick contains "{COMPARED}2"
segment inside: nick in ("{COMPARED}3", "{FREQUENT}") or nick = wanted
segment through: called("{COMPARED}5") or their_nick = "{COMPARED}6"
segment ranked: rank = "{LISTED}" or (rank is known and rank != "{FREQUENT}")
segmentation by_nick: by nick
segmentation classed:
  first_class when nick starts with "{COMPARED}7"
  rest otherwise
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shop(tmp_path_factory.mktemp("private"))
    lines = CUSTOMERS.strip().splitlines()
    nicks = [FREQUENT if place % 4 else RARE for place in range(len(lines) - 1)]
    rows = [f"{lines[0]},nick,rank"]
    rows += [f"{line},{nick},{FREQUENT}" for line, nick in zip(lines[1:], nicks, strict=True)]
    (folder / "data" / "customers.csv").write_text("\n".join(rows) + "\n")
    orders = (folder / "data" / "orders.csv").read_text().strip().splitlines()
    (folder / "data" / "orders.csv").write_text(
        "\n".join([f"{orders[0]},nick", *(f"{line},{FREQUENT}" for line in orders[1:])]) + "\n"
    )
    model = MODEL.replace("  city: text\n", f"  city: text{PRIVATE}")
    model = model.replace("  amount: money\n", "  amount: money\n  nick: text private\n")
    (folder / "model.seg").write_text(model)
    (folder / "segments" / "all.seg").write_text(SEGMENTS + RULES)
    return folder


def without_source(text: str) -> str:
    """A page without what its author wrote."""
    text = re.sub(r'<section aria-labelledby="written">.*?</section>', "", text, flags=re.DOTALL)
    return re.sub(r"## As written.*?\n```\n.*?\n```|## Tel qu'il.*?\n```\n.*?\n```", "", text,
                  flags=re.DOTALL)  # fmt: skip


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_no_page_tells_a_personal_value_or_a_text_compared_with_one(
    project: Path, tmp_path: Path, form: str
) -> None:
    assert segdsl(project, "docs", "--format", form, "-o", str(tmp_path)).code == 0
    pages = [path for path in tmp_path.rglob("*") if path.suffix in (".html", ".md")]
    assert len(pages) > 40
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert "canari" not in without_source(text), path
    inside = next(path for path in pages if path.stem == "inside" and path.parts[-3] == "en")
    assert "canari" in inside.read_text(encoding="utf-8")  # the author's own text, as it is
    assert "“…”" in inside.read_text(encoding="utf-8")


def test_json_tells_none_either(project: Path) -> None:
    found = segdsl(project, "docs", "--format", "json").json
    for entry in found["entries"]:
        del entry["source"]
    assert "canari" not in json.dumps(found)


def test_how_many_a_rule_selects_is_told_whatever_it_reads(project: Path) -> None:
    folder = project / "segdsl.toml"
    folder.write_text(f"min_cell = 0\n{folder.read_text()}")
    found = segdsl(project, "docs", "--format", "json").json
    (inside,) = [entry for entry in found["entries"] if entry["name"] == "inside"]
    assert inside["measure"]["size"] > 0
