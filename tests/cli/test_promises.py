"""`test`, `examples` and `explain --customer` as a user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import segdsl
from tests.cli.forks import Forks
from tests.cli.shop import SEGMENTS, SETTINGS, shop

PROMISES = """\
segment fans: frequency >= 3 and recency < lately
  expect size between 10% and 30%
  expect share of monetary >= 40%
  expect overlap with rennes <= 50%
  example in:  frequency = 3, recency = 59d
  example out: frequency = 3, recency = 60d
"""
TESTED = """\
as of 2026-03-31, warehouse dev

fans
  ok  segments/fans.seg:2  expect size between 10% and 30%  → 20%
  ok  segments/fans.seg:3  expect share of monetary >= 40%  → 40.7%
  ok  segments/fans.seg:4  expect overlap with rennes <= 50%  → 50%
  ok  segments/fans.seg:5  example in: frequency = 3, recency = 59d
  ok  segments/fans.seg:6  example out: frequency = 3, recency = 60d
"""


@pytest.fixture(scope="module")
def promised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shop(tmp_path_factory.mktemp("promised"), {"segments/fans.seg": PROMISES})


def broken(folder: Path) -> Path:
    text = PROMISES.replace("= 3, recency = 59d", "= 2, recency = 59d").replace("40%", "41%")
    return shop(folder, {"segments/fans.seg": text})


def test_clauses_that_are_kept(promised: Path) -> None:
    done = segdsl(promised, "test")
    assert (done.out, done.err, done.code) == (TESTED, "\n5 kept, 0 broken\n", 0)


def test_broken_clauses_are_explained(forks: Forks, tmp_path: Path) -> None:
    done = forks.segdsl(broken(tmp_path), "test", "fans")
    assert done.code == 1
    assert "BROKEN  segments/fans.seg:3  expect share of monetary >= 41%  → 40.7%" in done.out
    assert "SEG385  `fans`: `share of monetary` is 40.7%, expected >= 41%" in done.out
    assert "SEG380  the example says that this customer is in `fans`, who is out" in done.out
    assert "✗ no   frequency >= 3   [frequency: 2]" in done.out
    assert "✓ yes  recency < lately   [recency: 59d]" in done.out
    assert done.err == "\n3 kept, 2 broken\n"


def test_broken_clauses_in_french_for_github_and_machines(forks: Forks, tmp_path: Path) -> None:
    folder = broken(tmp_path)
    french = forks.segdsl(folder, "test", "--lang", "fr").out
    assert "NON TENU  segments/fans.seg:5  example in: frequency = 2, recency = 59d" in french
    assert "SEG380  l'exemple place ce client dans `fans`, mais il n'y est pas" in french
    github = forks.segdsl(folder, "test", "--format", "github")
    assert github.code == 1
    assert [line.split(",title")[0] for line in github.out.splitlines()] == [
        "::error file=segments/fans.seg,line=3,col=3,endLine=3,endColumn=34",
        "::error file=segments/fans.seg,line=5,col=3,endLine=5,endColumn=44",
    ]
    value = forks.segdsl(folder, "test", "--format", "json").json
    assert (value["schema_version"], value["as_of"], value["warehouse"]) == (1, "2026-03-31", "dev")
    assert [one["status"] for one in value["results"]] == [
        "kept", "broken", "kept", "broken", "kept",
    ]  # fmt: skip
    assert value["results"][3]["reason"]["parts"][0] == {
        "condition": "frequency >= 3",
        "joint": "leaf",
        "holds": False,
        "values": [{"name": "frequency", "state": "known", "private": False, "value": 2.0}],
        "parts": [],
    }


def test_examples_need_no_warehouse(forks: Forks, tmp_path: Path) -> None:
    settings = SETTINGS.partition("[warehouse")[0]
    folder = shop(tmp_path, {"segdsl.toml": settings, "segments/fans.seg": PROMISES})
    done = forks.segdsl(folder, "test", "--as-of", "2026-03-31")
    assert done.out.startswith("as of 2026-03-31, no warehouse\n")
    assert done.err == "\n2 kept, 0 broken, 3 not measured without a warehouse\n"
    assert done.code == 0


def test_without_warehouse_nothing_is_opened(forks: Forks, tmp_path: Path) -> None:
    settings = SETTINGS.replace('url = "data"', 'url = "duckdb:gone.duckdb"')
    folder = shop(tmp_path, {"segdsl.toml": settings, "segments/fans.seg": PROMISES})
    assert forks.segdsl(folder, "test", "--no-warehouse").code == 0
    done = forks.segdsl(folder, "test")
    assert (done.code, done.out) == (3, "")


def test_without_clauses_a_way_on_is_shown(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "test")
    assert "`segdsl examples NAME` proposes some" in done.err
    assert done.code == 0


@pytest.mark.parametrize("words", [("test", "nope"), ("examples", "nope"), ("examples", "tag:crm")])
def test_names_that_are_not_there(forks: Forks, small: Path, words: tuple[str, ...]) -> None:
    done = forks.segdsl(small, *words)
    assert done.code == 2
    assert done.out == ""


# --- examples ---


def test_proposals_can_be_pasted(forks: Forks, tmp_path: Path) -> None:
    proposed = forks.segdsl(shop(tmp_path), "examples", "loyal")
    assert proposed.out == (
        "  example in:  frequency = 3, recency = 59d  # frequency >= 3, recency < lately: true\n"
        "  example out: frequency = 2, recency = 59d  # frequency >= 3: false\n"
        "  example out: frequency = 3, recency = 60d  # recency < lately: false\n"
        "  example out: recency is missing  # recency < lately: false\n"
    )
    clauses = SEGMENTS.replace("lately\n", f"lately\n{proposed.out}", 1)
    folder = shop(tmp_path / "pasted", {"segments/all.seg": clauses})
    assert forks.segdsl(folder, "test").err == "\n4 kept, 0 broken\n"
    covered = forks.segdsl(folder, "examples", "loyal", "--coverage")
    assert covered.out == (
        "✓ segments/all.seg:1:34  frequency >= 3\n"
        "    true:  segments/all.seg:2\n"
        "    false: segments/all.seg:3\n"
        "✓ segments/all.seg:1:53  recency < lately\n"
        "    true:  segments/all.seg:2\n"
        "    false: segments/all.seg:4\n"
    )


def test_a_class_is_shown_with_the_whole(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "examples", "cycle.active")
    assert done.codes == ["SEG631"]
    assert "segdsl examples cycle" in done.err


# --- explain --customer ---

WHY = """\
as of 2026-03-31, warehouse dev

c04 is not in loyal

✗ no   all of
  ✗ no   frequency >= 3   [frequency: 1]
  ✓ yes  recency < lately   [recency: 29d]

in any of these cases it would be in:
  - 2 more orders, today

without any further row nothing changes until 5 May 2027
"""


def test_why_a_customer_is_out(small: Path) -> None:
    done = segdsl(small, "explain", "loyal", "--customer", "c04")
    assert (done.out, done.err, done.code) == (WHY, "", 0)


def test_when_a_customer_leaves(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "explain", "loyal", "--customer", "c01", "--lang", "fr")
    # sixty days after 20 March
    assert done.out.endswith("sort le 19 mai 2026, sans nouvelle ligne\n")
    assert done.out.startswith("au 2026-03-31, entrepôt dev\n\nc01 est dans loyal\n")


def test_the_class_of_a_customer(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "explain", "cycle", "--customer", "c03")
    assert "c03 is in the class cycle.sleeping" in done.out
    done = forks.segdsl(small, "explain", "cycle.active", "--customer", "c03")
    assert "c03 is not in cycle.active" in done.out
    assert "- one more order, today" in done.out


def test_a_customer_for_machines(forks: Forks, small: Path) -> None:
    value = forks.segdsl(small, "explain", "loyal", "--customer", "c01", "--format", "json").json
    assert (value["schema_version"], value["in"], value["class"]) == (1, True, None)
    assert value["passing"] == {"until": "2026-05-19", "changes_on": "2026-05-19"}
    assert [one["holds"] for one in value["reason"]["parts"]] == [True, True]


def test_private_values_are_not_shown(forks: Forks, tmp_path: Path) -> None:
    model = (
        "population customers (customer) from customers\n  key customer_id: text\n"
        "  city: text private\n  shout: text private = city\n"
    )
    folder = shop(tmp_path, {
        "model.seg": model, "metrics.seg": None,
        "segments/all.seg": 'segment x: city = "Rennes" or city is missing or shout = "Lyon"\n',
        "segdsl.toml": SETTINGS.replace('value = "monetary"\n', ""),
    })  # fmt: skip
    for key in ("c01", "c02", "c04"):
        for words in ((), ("--format", "json"), ("--lang", "fr")):
            done = forks.segdsl(folder, "explain", "x", "--customer", key, *words)
            assert done.code == 0, done.err
            for city in ("Paris", ": Rennes", '[city: "'):
                assert city not in done.out
    assert (
        "[city: missing (personal data)]"
        in forks.segdsl(folder, "explain", "x", "--customer", "c04").out
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("loyal", "--customer", "nobody"), "SEG632"),
        (("monetary", "--customer", "c01"), "SEG633"),
        (("lately", "--customer", "c01"), "SEG633"),
    ],
)
def test_a_customer_that_cannot_be_explained(
    forks: Forks, small: Path, words: tuple[str, ...], code: str
) -> None:
    done = forks.segdsl(small, "explain", *words)
    assert (done.codes, done.code, done.out) == ([code], 2, "")


def test_who_the_population_leaves_out_is_said(forks: Forks, tmp_path: Path) -> None:
    model = (
        'population customers (customer) from customers where (city = "Rennes")\n'
        "  key customer_id: text\n  city: text\n"
    )
    folder = shop(tmp_path, {
        "model.seg": model, "metrics.seg": None, "segments/all.seg": 'segment x: city is known\n',
        "segdsl.toml": SETTINGS.replace('value = "monetary"\n', ""),
    })  # fmt: skip
    done = forks.segdsl(folder, "explain", "x", "--customer", "c02")
    assert '`c02` is in the table, and `where (city = "Rennes")` leaves it out' in done.err


# --- explain: how a population becomes a segment ---

RUNGS = """\
condition         left  alone  without it
everybody           10
frequency >= 3       2      2           4
recency < lately     2      4           2
"""


def test_conditions_have_their_numbers(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "explain", "loyal")
    assert (RUNGS in done.out, done.err, done.code) == (True, "", 0)
    value = forks.segdsl(small, "explain", "loyal", "--format", "json").json
    assert value["attrition"] == {
        "start": 10,
        "rungs": [
            {"condition": "frequency >= 3", "kept": 2, "alone": 2, "without": 4},
            {"condition": "recency < lately", "kept": 2, "alone": 4, "without": 2},
        ],
    }
    for words in (("loyal", "--no-figures"), ("monetary",), ("channel",), ("lately",)):
        done = forks.segdsl(small, "explain", *words, "--format", "json")
        assert (done.json["attrition"], done.err) == (None, "")


def test_a_rule_is_explained_without_its_warehouse(forks: Forks, tmp_path: Path) -> None:
    settings = SETTINGS.replace('url = "data"', 'url = "duckdb:gone.duckdb"')
    folder = shop(tmp_path, {"segdsl.toml": settings})
    done = forks.segdsl(folder, "explain", "loyal")
    assert "Customers whose" in done.out
    assert "everybody" not in done.out
    assert (done.codes[-1], done.code) == ("SEG634", 0)
    assert forks.segdsl(folder, "explain", "loyal", "--no-figures").err == ""
    assert forks.segdsl(folder, "explain", "loyal", "--warehouse", "dev").code == 3
    assert forks.segdsl(folder, "explain", "loyal", "--customer", "c01").code == 3
