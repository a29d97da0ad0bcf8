"""Each command does what the contract says, in every form that it has."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from segdsl import __version__
from tests.cli.command import segdsl
from tests.cli.forks import Forks
from tests.cli.shop import SETTINGS, shop

COMMANDS = (
    "demo",
    "init",
    "check",
    "fmt",
    "compile",
    "run",
    "test",
    "examples",
    "explain",
    "docs",
    "show",
)
RUN = """\
as of 2026-03-31, warehouse dev

name            size  share   value
customers         10         767.50
loyal              2  20.0%  312.50
cycle.prospect     5  50.0%    0.00
cycle.active       4  40.0%  387.50
cycle.sleeping     1  10.0%  380.00
"""
LANCE = """\
au 2026-03-31, entrepôt dev

| nom | effectif | part | valeur |
| --- | ---: | ---: | ---: |
| customers | 10 |  | 767,50 |
| loyal | 2 | 20,0 % | 312,50 |
"""
CSV = """\
name,kind,population,size,share,value
cycle.active,class,customers,4,0.4,387.5000
"""
MEMBERS = """\
segment,customer
channel.phone,c04
channel.store,c03
channel.web,c01
channel.web,c02
channel.web,c06
loyal,c01
loyal,c06
"""


def test_the_version_is_printed(small: Path) -> None:
    assert segdsl(small, "--version").out == f"segdsl {__version__}\n"
    assert segdsl(small, "-C", ".", "--version").out == f"segdsl {__version__}\n"


def test_without_words_the_commands_are_listed(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small)
    assert [name for name in COMMANDS if f"\n  {name} " in done.out] == list(COMMANDS)
    assert done.code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(forks: Forks, small: Path, command: str) -> None:
    done = forks.segdsl(small, command, "--help")
    assert done.out.startswith(f"Usage: segdsl {command} ")
    assert "[[" not in done.out
    assert done.code == 0


# --- run ---


def test_run_says_sizes_shares_and_values(small: Path) -> None:
    done = segdsl(small, "run", "loyal", "cycle")
    assert (done.out, done.err, done.code) == (RUN, "", 0)


def test_run_in_french_as_markdown(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "run", "loyal", "--lang", "fr", "--format", "markdown")
    assert done.out.replace("\N{NARROW NO-BREAK SPACE}", " ") == LANCE


def test_run_as_json_has_the_keys_of_the_contract(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "run", "loyal", "cycle.active", "--format", "json", "-q")
    assert done.json == {
        "schema_version": 1,
        "as_of": "2026-03-31",
        "warehouse": "dev",
        "populations": [{"name": "customers", "size": 10}],
        "results": [
            {
                "name": name,
                "kind": kind,
                "population": "customers",
                "size": size,
                "share": share,
                "value": value,
            }
            for name, kind, size, share, value in (
                ("loyal", "segment", 2, 0.2, 312.5),
                ("cycle.active", "class", 4, 0.4, 387.5),
            )
        ],
        "lists": [],
    }
    keys = ["schema_version", "as_of", "warehouse", "populations", "results", "lists"]
    assert list(done.json) == keys


def test_run_as_csv(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "run", "cycle.active", "--format", "csv")
    assert (done.out, done.err) == (CSV, "as of 2026-03-31, warehouse dev\n")


def test_members_are_sorted_by_segment_then_customer(small: Path) -> None:
    done = segdsl(small, "run", "loyal", "channel", "--members", "--format", "csv")
    assert done.out == MEMBERS


def test_members_sort_as_text(forks: Forks, tmp_path: Path) -> None:
    numbers = "customer_id,city\n" + "".join(f"{n},Rennes\n" for n in (9, 10, 100, 1))
    model = "population people (person) from customers\n  key customer_id: integer\n  city: text\n"
    segment = 'segment b: city = "Rennes"\nsegment B2: b\n'
    files = {"data/customers.csv": numbers, "model.seg": model, "segments/all.seg": segment}
    settings = SETTINGS.replace('value = "monetary"\n', "")
    shop(tmp_path, {**files, "metrics.seg": None, "segdsl.toml": settings})
    done = forks.segdsl(tmp_path, "run", "--members", "--format", "csv")
    keys = ("1", "10", "100", "9")
    assert done.out.split() == [
        "segment,customer",
        *(f"{s},{k}" for s in ("B2", "b") for k in keys),
    ]


def test_members_as_json(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "run", "loyal", "--members", "--format", "json")
    assert done.json == {
        "schema_version": 1,
        "as_of": "2026-03-31",
        "warehouse": "dev",
        "members": [{"segment": "loyal", "customer": key} for key in ("c01", "c06")],
    }


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("+loyal_in_rennes", ["loyal", "rennes", "loyal_in_rennes"]),
        ("loyal+", ["loyal", "loyal_in_rennes"]),
        ("tag:crm", ["loyal", "rennes"]),
        ("tag:place cycle.active loyal", ["rennes", "cycle.active", "loyal"]),
        ("cycle.active cycle", ["cycle.prospect", "cycle.active", "cycle.sleeping"]),
        ("channel.web", ["channel.web"]),
    ],
)
def test_names_select(forks: Forks, small: Path, words: str, names: list[str]) -> None:
    done = forks.segdsl(small, "run", *words.split(), "--format", "json")
    assert sorted(one["name"] for one in done.json["results"]) == sorted(names)


def test_a_parameter_is_given_another_value(forks: Forks, small: Path) -> None:
    def size(*words: str) -> int:
        found = forks.segdsl(small, "run", "loyal", "--format", "json", *words)
        return int(found.json["results"][0]["size"])

    assert (size(), size("--set", "lately=10d")) == (2, 1)


def test_another_day_has_other_members(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "run", "loyal", "--as-of", "2026-02-28", "--format", "json")
    assert done.json["as_of"] == "2026-02-28"
    assert done.json["results"][0]["size"] == 0


def test_a_warehouse_is_chosen_by_name_and_is_the_first_by_default(
    forks: Forks, tmp_path: Path
) -> None:
    second = '\n[warehouse.old]\nurl = "duckdb:old.duckdb"\nas_of = 2026-03-31\n'
    shop(tmp_path, {"segdsl.toml": SETTINGS + second})
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        for table in ("customers", "orders"):
            connection.execute(f"CREATE TABLE {table} AS FROM '{tmp_path}/data/{table}.csv'")
        connection.execute("DELETE FROM customers WHERE customer_id > 'c05'")
    for words, name, size in (([], "dev", 10), (["--warehouse", "old"], "old", 5)):
        found = forks.segdsl(tmp_path, "run", "loyal", "--format", "json", *words).json
        assert (found["warehouse"], found["populations"][0]["size"]) == (name, size)


def test_a_project_is_found_upward_from_another_folder(forks: Forks, small: Path) -> None:
    done = forks.segdsl(Path("/"), "-C", str(small / "segments"), "run", "loyal", "--format=csv")
    assert done.out.splitlines()[1].startswith("loyal,segment,")


def test_a_folder_of_parquet_files_is_a_warehouse(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path)
    for path in sorted((tmp_path / "data").glob("*.csv")):
        duckdb.execute(f"COPY (FROM '{path}') TO '{path.with_suffix('.parquet')}'")
        path.unlink()
    done = forks.segdsl(tmp_path, "run", "loyal", "cycle")
    assert (done.out, done.err) == (RUN, "")


# --- check ---

SLIPS = 'segment a: citty = "Rennes"\nsegment b: frequancy > 2\n'


def test_check_says_all_errors_at_once(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"slips.seg": SLIPS})
    done = forks.segdsl(tmp_path, "check")
    assert done.out.count("SEG200") == 2
    assert (done.err, done.code) == ("4 files: 2 errors, 0 warnings\n", 1)


def test_check_as_json_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    shop(tmp_path, {"slips.seg": SLIPS})
    done = segdsl(tmp_path, "check", "--format", "json")
    assert (list(done.json), done.err) == (["schema_version", "diagnostics"], "")
    assert done.json["diagnostics"][0] == {
        "code": "SEG200",
        "severity": "error",
        "message": "nothing here is called `citty`",
        "file": "slips.seg",
        "line": 1,
        "column": 12,
        "end_line": 1,
        "end_column": 17,
        "help": "did you mean `city`?",
        "fixes": done.json["diagnostics"][0]["fixes"],
    }


def test_check_of_a_sound_project_as_json_is_one_value(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "check", "--format", "json")
    assert done.json == {"schema_version": 1, "diagnostics": []}
    assert (done.err, done.code) == ("", 0)


def test_check_annotates_for_github(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"slips.seg": SLIPS})
    lines = forks.segdsl(tmp_path, "check", "--format", "github").out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("::error file=slips.seg,line=1,col=12,endLine=1,endColumn=17,")


def test_check_of_paths_says_only_what_is_in_them(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"slips.seg": SLIPS, "other/slip.seg": "segment c: frequincy > 2\n"})
    whole = forks.segdsl(tmp_path, "check", "--lang", "fr")
    assert whole.err == "5 fichiers : 3 erreurs, 0 avertissement\n"
    part = forks.segdsl(tmp_path, "check", "other", "model.seg")
    assert (part.out.count("SEG200"), part.err) == (1, "2 files: 1 error, 0 warnings\n")
    assert forks.segdsl(tmp_path, "check", "model.seg").code == 0


# --- what is said beside the output ---


def test_a_project_is_answered_in_its_first_language(forks: Forks, tmp_path: Path) -> None:
    french = SETTINGS.replace('["en", "fr"]', '["fr", "en"]')
    shop(tmp_path, {"segdsl.toml": french})
    for words in (["run", "--nonsense"], ["run", "--as-of=x"], ["run", "x"], ["-C", "data", "x"]):
        assert "= pourquoi : " in forks.segdsl(tmp_path, *words).err, words
    assert "= why: " in forks.segdsl(tmp_path, "run", "--nonsense", "--lang", "en").err
    (tmp_path / "segdsl.toml").write_text(french + "unknown = 1\n")
    assert "= pourquoi : " in forks.segdsl(tmp_path, "run").err


def test_colours_are_as_asked(forks: Forks, tmp_path: Path) -> None:
    shop(tmp_path, {"slips.seg": SLIPS})
    assert "\x1b[" in forks.segdsl(tmp_path, "check", "--color", "always").out
    assert "\x1b[" in forks.segdsl(tmp_path, "run", "--color=always").err
    for words in ([], ["--color", "never"]):
        assert "\x1b[" not in forks.segdsl(tmp_path, "check", *words).out


def test_verbose_says_what_is_read_and_twice_each_statement(forks: Forks, small: Path) -> None:
    usual, once, twice = (
        forks.segdsl(small, "run", "loyal", "--format=json", *words).err
        for words in ([], ["-v"], ["-vv"])
    )
    assert usual == ""
    assert once == f"{small}: 3 .seg\ndev: data\n"
    assert twice.startswith(once)
    assert "SET lock_configuration = true\n" in twice
    assert 'FROM "customers"' in twice


def test_quiet_says_nothing_but_the_output(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "run", "loyal", "--format=csv", "-q", "-v")
    assert done.err == ""
    assert forks.segdsl(small, "check", "-q").err == ""


def test_timings_are_said_beside_the_output(forks: Forks, small: Path) -> None:
    done = forks.segdsl(small, "run", "loyal", "--format=json", "--timings")
    assert done.json["schema_version"] == 1
    stages = [line.split()[0] for line in done.err.splitlines()]
    assert stages == ["syntax", "meaning", "proof", "planning", "connect", "checks", "run"]


# --- compile, explain, docs, show, init ---


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize("emit", ["select", "wide", "members"])
def test_compiled_sql_carries_its_sentence_and_place(
    forks: Forks, small: Path, dialect: str, emit: str
) -> None:
    done = forks.segdsl(small, "compile", "loyal", "--dialect", dialect, "--emit", emit)
    assert (done.err, done.code) == ("", 0)
    assert "-- As of 2026-03-31" in done.out
    assert "(segments/all.seg:1:9)" in done.out
    assert "Customers whose" in done.out


def test_compiled_members_are_those_that_run_gives(forks: Forks, small: Path) -> None:
    names = ("loyal", "cycle", "channel")
    sql = forks.segdsl(small, "compile", *names, "--emit", "members").out
    with duckdb.connect() as connection:
        for table in ("customers", "orders"):
            connection.execute(f"CREATE VIEW {table} AS FROM '{small}/data/{table}.csv'")
        rows = sorted(connection.execute(sql).fetchall())
    listed = forks.segdsl(small, "run", *names, "--members", "--format", "csv").out
    assert [f"{segment},{key}" for segment, key in rows] == listed.splitlines()[1:]


def test_compile_into_a_folder_gives_a_file_per_name(
    forks: Forks, small: Path, tmp_path: Path
) -> None:
    done = forks.segdsl(small, "compile", "loyal", "cycle.active", "-o", str(tmp_path / "sql"))
    written = sorted(path.name for path in (tmp_path / "sql").iterdir())
    assert written == ["cycle.active.sql", "loyal.sql"]
    assert (done.out, len(done.err.splitlines())) == ("", 2)


def test_a_name_never_writes_outside_the_folder(forks: Forks, small: Path, tmp_path: Path) -> None:
    forks.segdsl(small, "compile", "channel.../../../x", "-o", str(tmp_path / "a" / "sql"))
    (written,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written.parent == tmp_path / "a" / "sql"


def test_explain_says_a_name_in_both_languages_with_its_sql(forks: Forks, small: Path) -> None:
    text = forks.segdsl(small, "explain", "loyal").out
    english, french = text.index("Customers whose"), text.index("Customers dont")
    assert english < french < text.index("SELECT")
    assert "made of: frequency, recency, lately" in text
    other = forks.segdsl(small, "explain", "loyal", "--lang", "fr").out
    assert other.index("Customers dont") < other.index("Customers whose")


def test_explain_as_json(forks: Forks, small: Path) -> None:
    found = forks.segdsl(small, "explain", "cycle", "--format", "json", "--dialect=postgres").json
    assert (found["schema_version"], found["as_of"], found["dialect"]) == (
        1,
        "2026-03-31",
        "postgres",
    )
    assert sorted(found["sentences"]) == ["en", "fr"]
    assert [one["name"] for one in found["classes"]] == ["prospect", "active", "sleeping"]


def test_docs_are_pages_about_every_declaration(forks: Forks, small: Path, tmp_path: Path) -> None:
    done = forks.segdsl(small, "docs", "-o", str(tmp_path / "site"))
    assert done.err.endswith(f" files: {tmp_path}/site/index.html\n")
    assert (done.out, done.code) == ("", 0)
    for language in ("en", "fr"):
        page = (tmp_path / "site" / language / "segments" / "loyal.html").read_text()
        assert "Loyal customers" in page


def test_docs_as_markdown(forks: Forks, small: Path, tmp_path: Path) -> None:
    done = forks.segdsl(small, "docs", "--format", "markdown", "-o", str(tmp_path / "pages"))
    assert done.err.endswith(f" files: {tmp_path}/pages/index.md\n")
    assert (done.out, done.code) == ("", 0)
    page = (tmp_path / "pages" / "fr" / "segments" / "loyal.md").read_text()
    assert "Loyal customers" in page


def test_docs_as_json(forks: Forks, small: Path, tmp_path: Path) -> None:
    found = forks.segdsl(small, "docs", "--format", "json").json
    assert (found["schema_version"], found["as_of"]) == (1, "2026-03-31")
    (loyal,) = [one for one in found["entries"] if one["name"] == "loyal"]
    assert loyal["kind"] == "segment"
    assert sorted(loyal["sentences"]) == ["en", "fr"]
    done = forks.segdsl(small, "docs", "--format", "json", "-o", str(tmp_path / "site"))
    assert done.out == ""
    assert json.loads((tmp_path / "site" / "index.json").read_text()) == found


def test_docs_say_whether_what_is_expected_holds(forks: Forks, tmp_path: Path) -> None:
    project = shop(tmp_path / "shop")
    expecting = 'segment local: city = "Rennes"\n  expect size >= 1\n  expect size >= 99%\n'
    (project / "segments" / "expecting.seg").write_text(expecting)
    settings = project / "segdsl.toml"
    settings.write_text(f"min_cell = 0\n{settings.read_text()}")
    found = forks.segdsl(project, "docs", "--format", "json").json
    (local,) = [one for one in found["entries"] if one["name"] == "local"]
    size, share = (local["measure"][name] for name in ("size", "share"))
    measured = [(one["measured"], one["holds"]) for one in local["promises"]]
    assert measured == [(size, True), (pytest.approx(share), False)]
    assert forks.segdsl(project, "docs", "-o", str(tmp_path / "site")).code == 0
    page = (tmp_path / "site" / "en" / "segments" / "local.html").read_text()
    assert page.index("kept</span>") < page.index("not kept</span>")


def test_pages_of_what_is_gone_are_removed_and_nothing_else(forks: Forks, tmp_path: Path) -> None:
    project, site = shop(tmp_path / "shop"), tmp_path / "site"
    words = ("docs", "--no-figures", "-o", str(site))
    assert forks.segdsl(project, *words).code == 0
    assert forks.segdsl(project, *words, "--format", "markdown").code == 0
    foreign = (site / "en" / "segments" / "mine.html", tmp_path / "outside.html")
    for path in foreign:
        path.write_text("by hand")
    ledger = site / ".segdsl-pages"
    ledger.write_text(ledger.read_text() + "../outside.html\n")
    rules = project / "segments" / "all.seg"
    rules.write_text(rules.read_text().replace("segment loyal_in_rennes: loyal and rennes", ""))
    assert forks.segdsl(project, *words).code == 0
    left = {path.name for path in (site / "en" / "segments").iterdir()}
    assert left == {"loyal.html", "rennes.html", "mine.html", "loyal.md", "rennes.md",
                    "loyal_in_rennes.md"}  # fmt: skip
    assert all(path.exists() for path in foreign)


@pytest.mark.parametrize(
    ("stage", "start"),
    [("ast", "Module\n"), ("model", "Segment\n"), ("plan", "Program\n"), ("sql", "-- As of")],
)
def test_show_prints_a_stage(forks: Forks, small: Path, stage: str, start: str) -> None:
    done = forks.segdsl(small, "show", "--stage", stage, "segments/all.seg")
    assert done.out.startswith(start)
    assert done.code == 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_project_runs(forks: Forks, tmp_path: Path, language: str) -> None:
    assert forks.segdsl(tmp_path, "init", "mine", "--lang", language).code == 0
    assert forks.segdsl(tmp_path, "-C", "mine", "check", "--strict").code == 0
    found = forks.segdsl(tmp_path, "-C", "mine", "run", "--format", "json").json
    assert [one["size"] for one in found["results"]] == [0, 1, 1, 1]
    assert forks.segdsl(tmp_path, "init", "mine").codes == ["SEG611"]


def test_a_new_project_is_named_after_its_folder_whatever_its_name(
    forks: Forks, tmp_path: Path
) -> None:
    folder = tmp_path / 'my "own" \\ shop'
    assert forks.segdsl(tmp_path, "init", str(folder)).code == 0
    assert forks.segdsl(folder, "check").code == 0


def test_a_project_starts_from_an_example_with_its_rows(forks: Forks, tmp_path: Path) -> None:
    assert forks.segdsl(tmp_path, "init", "--example", "boutique", "mine").code == 0
    assert forks.segdsl(tmp_path, "-C", "mine", "check", "--strict").code == 0
    found = forks.segdsl(tmp_path, "-C", "mine", "run", "fideles", "--format", "json").json
    assert 0.02 < found["results"][0]["share"] < 0.2
    made = {path.name for path in (tmp_path / "mine").iterdir()}
    assert made >= {"README.md", "boutique.duckdb", "data.py", "invented", "lists", "model.seg"}
    assert "__pycache__" not in made
    assert forks.segdsl(tmp_path, "init", "--example", "boutique", "mine").codes == ["SEG611"]
    assert forks.segdsl(tmp_path, "init", "--example", "shop", "other").codes == ["SEG621"]


def test_json_is_for_machines_and_words_are_not_escaped(forks: Forks, small: Path) -> None:
    out = forks.segdsl(small, "explain", "loyal", "--format", "json").out
    assert "“" in out
    assert json.loads(out)["name"] == "loyal"


def test_a_day_without_rows_is_a_day(forks: Forks, tmp_path: Path) -> None:
    empty = "order_id,customer_id,day,amount,channel\n"
    folder = shop(tmp_path, {"data/orders.csv": empty})
    told = forks.segdsl(folder, "run", "loyal", "cycle", "--format", "json").json["results"]
    assert {one["name"]: one["size"] for one in told}["cycle.prospect"] == 10
