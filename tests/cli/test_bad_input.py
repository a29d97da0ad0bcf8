"""Whatever is wrong, one clear message says so in both languages, with the right exit code."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from tests.cli.command import segdsl
from tests.cli.forks import Forks
from tests.cli.shop import CUSTOMERS, MODEL, ORDERS, SETTINGS, shop


@dataclass(frozen=True, slots=True)
class Case:
    """A command that fails: words, exit code, the code of its one message, and what that says."""

    name: str
    words: str
    code: int
    said: str
    en: str
    fr: str
    files: dict[str, str | bytes | None] = field(default_factory=dict)
    before: Callable[[Path], None] = lambda folder: None


def at(url: str) -> dict[str, str | bytes | None]:
    return {"segdsl.toml": SETTINGS.replace('url = "data"', url)}


def table_of_texts(folder: Path) -> None:
    """A DuckDB file whose orders have an amount that is text."""
    with duckdb.connect(str(folder / "texts.duckdb")) as connection:
        connection.execute(f"CREATE TABLE customers AS FROM '{folder}/data/customers.csv'")
        connection.execute(
            "CREATE TABLE orders AS SELECT * REPLACE (CAST(amount AS VARCHAR) AS amount) "
            f"FROM '{folder}/data/orders.csv'"
        )


def half_a_parquet(folder: Path) -> None:
    path = folder / "data" / "orders.parquet"
    duckdb.execute(f"COPY (FROM range(1000)) TO '{path}'")
    path.write_bytes(path.read_bytes()[:-100])


VISITS = """
source visits (visit) groups orders by channel
  customer -> customers
  at day: date = smallest of orders.day
segment visitors: any visits
"""
BAD_CSV = b"order_id,customer_id\n1,c\xff01\n"

CASES = (
    # the project
    Case("no project", "-C / check", 2, "SEG602",
         "there is no segdsl.toml", "il n'y a pas de segdsl.toml"),
    Case("settings not UTF-8", "run", 2, "SEG603", "line 2 is not UTF-8",
         "la ligne 2 n'est pas en UTF-8", {"segdsl.toml": b'language = 1\nname = "\xe9"\n'}),
    Case("broken TOML", "check", 2, "SEG400", "not written in TOML", "pas écrit en TOML",
         {"segdsl.toml": 'timezone = "Europe/Paris\n'}),
    Case("unknown key", "check", 2, "SEG401", "did you mean `timezone`?",
         "vouliez-vous dire `timezone` ?", {"segdsl.toml": "timezon = 1\n" + SETTINGS}),
    Case("no time zone", "check", 2, "SEG402", "names no `timezone`", "pas de `timezone`",
         {"segdsl.toml": "language = 1\n"}),
    Case("wrong number of customers", "docs", 2, "SEG403",
         "`min_cell` in segdsl.toml cannot be `-1`", "`min_cell` ne peut pas valoir `-1`",
         {"segdsl.toml": "min_cell = -1\n" + SETTINGS}),
    Case("wrong kind of setting", "run", 2, "SEG403", "`url` in segdsl.toml cannot be `5`",
         "`url` ne peut pas valoir `5`", at("url = 5")),
    Case("no address", "run", 2, "SEG407", "needs one of `url` and `url_env`",
         "a besoin de `url` ou de `url_env`", at("")),
    # its files
    Case("not UTF-8", "check", 1, "SEG001", "this file is not UTF-8 text",
         "n'est pas un texte en UTF-8", {"more.seg": b"segment caf\xe9: loyal\n"}),
    Case("too long a file", "check", 1, "SEG002", "2,000,000 bytes", "octets ; ",
         {"more.seg": "#" * 2_000_000}),
    Case("nested brackets", "check", 1, "SEG004", "nested more than 64 deep", "imbriqu",
         {"more.seg": "segment deep: " + "(" * 1000 + "loyal" + ")" * 1000}),
    Case("unknown column", "run", 1, "SEG200", "did you mean `city`?", "vouliez-vous dire `city` ?",
         {"more.seg": 'segment typo: citty = "Rennes"\n'}),
    Case("folder", "check", 2, "SEG603", "`more.seg` cannot be read: it is a folder",
         "`more.seg` est illisible : c'est un dossier",
         before=lambda folder: (folder / "more.seg").mkdir()),
    Case("pipe", "check", 2, "SEG603", "not a regular file", "pas un fichier ordinaire",
         before=lambda folder: os.mkfifo(folder / "more.seg")),
    Case("links in circles", "check", 2, "SEG603", "go in circles", "tournent en rond",
         before=lambda folder: (folder / "more.seg").symlink_to("more.seg")),
    Case("link out of the project", "check", 2, "SEG603", "nothing of that name", "rien de ce nom",
         before=lambda folder: (folder / "more.seg").symlink_to("/etc/passwd")),
    Case("path without rules", "check data", 2, "SEG612", "no `.seg` file or folder of",
         "ni un fichier `.seg` ni un dossier de ce projet"),
    # the command line
    Case("unknown option", "run --nonsense", 2, "SEG601", "no option `--nonsense`",
         "pas d'option `--nonsense`"),
    Case("misspelt option", "run --member", 2, "SEG601", "did you mean `--members`?",
         "vouliez-vous dire `--members` ?"),
    Case("missing name", "explain", 2, "SEG601", "`NAME` was not given", "il manque `NAME`"),
    Case("one word too many", "explain a b", 2, "SEG601", "`b` is one word too many",
         "`b` est de trop"),
    Case("dry export", "target spring export --dry-run", 2, "SEG601",
         "`--dry-run` goes with `draw`", "`--dry-run` va avec `draw`"),
    Case("raw draw", "target spring draw --raw", 2, "SEG601", "`--raw` goes with `export`",
         "`--raw` va avec `export`"),
    Case("draw elsewhere", "target spring draw -o out", 2, "SEG601",
         "`--output` goes with `export`", "`--output` va avec `export`"),
    Case("two questions of the past", "history a --on 2026-03-01 --since 2026-03-01", 2, "SEG601",
         "`--on` and `--since` do not go together", "`--on` et `--since` ne vont pas ensemble"),
    Case("members of a customer", "history loyal --members --customer c01", 2, "SEG601",
         "`--members` and `--customer` do not go", "`--members` et `--customer` ne vont pas"),
    Case("customer without figures", "explain loyal --customer c01 --no-figures", 2, "SEG601",
         "`--customer` and `--no-figures` do not go", "`--customer` et `--no-figures` ne vont pas"),
    Case("no warehouse and one", "test --no-warehouse --warehouse dev", 2, "SEG601",
         "`--no-warehouse` and `--warehouse` do not go", "`--no-warehouse` et `--warehouse` ne"),
    Case("no warehouse and members", "diff --no-warehouse --members 3", 2, "SEG601",
         "`--no-warehouse` and `--members` do not go", "`--no-warehouse` et `--members` ne"),
    Case("missing value", "run --as-of", 2, "SEG601", "`--as-of` needs a value",
         "`--as-of` demande une valeur"),
    Case("unknown name", "run loial", 2, "SEG605", "did you mean `loyal`?",
         "vouliez-vous dire `loyal` ?"),
    Case("a path for a name", "run ../loyal", 2, "SEG605", "`../loyal` is no segment",
         "`../loyal` n'est ni un segment"),
    Case("unknown class", "run cycle.activ", 2, "SEG605", "did you mean `cycle.active`?",
         "vouliez-vous dire `cycle.active` ?"),
    Case("unknown tag", "run tag:crmm", 2, "SEG606", "nothing has the tag", "rien ne porte"),
    Case("several names to explain", "explain +loyal", 2, "SEG615", "one name is explained",
         "un seul nom est expliqué"),
    Case("metric misspelt", "explain monetery", 2, "SEG615", "did you mean `monetary`?",
         "vouliez-vous dire `monetary` ?"),
    Case("no such day", "run --as-of 2026-02-30", 2, "SEG609", "`2026-02-30` is no day",
         "`2026-02-30` n'est pas un jour"),
    Case("a day as another writes it", "run --as-of 20260331", 2, "SEG609", "like 2026-03-31",
         "comme 2026-03-31"),
    Case("unknown parameter", "run --set latly=3d", 2, "SEG405", "did you mean `lately`?",
         "vouliez-vous dire `lately` ?"),
    Case("wrong value", "run --set lately=red", 2, "SEG406", "this is not a duration",
         "ce n'est pas une durée"),
    Case("half an override", "run --set lately", 2, "SEG610", "gives no parameter a value",
         "ne donne de valeur à aucun paramètre"),
    Case("unknown warehouse", "run --warehouse prod", 2, "SEG608", "it names `dev`",
         "il nomme `dev`"),
    Case("nothing to run", "run", 2, "SEG614", "the project has no segment",
         "le projet n'a pas de segment", {"segments/all.seg": ""}),
    # the warehouse does not fit the model
    Case("absent table", "run", 1, "SEG501", "has no table `orders`", "n'a pas de table `orders`",
         {"data/orders.csv": None}),
    Case("absent column", "run", 1, "SEG502", "did you mean `town`?", "vouliez-vous dire `town` ?",
         {"model.seg": MODEL.replace("city: text", "city: text from tonw"),
          "data/customers.csv": CUSTOMERS.replace("city", "town")}),
    Case("wrong type", "run", 1, "SEG503", "the warehouse holds `VARCHAR`",
         "l'entrepôt contient `VARCHAR`", at('url = "duckdb:texts.duckdb"'), table_of_texts),
    Case("repeated key", "run", 1, "SEG506", "the same `customer_id`: `c01`, `c07`",
         "le même `customer_id` : `c01`, `c07`",
         {"data/customers.csv": CUSTOMERS + "c07,Nice\nc01,Nice\n,Nice\n,\n"}),
    Case("several values in a group", "run", 1, "SEG507", "several values of `customer`: `store`",
         "plusieurs valeurs de `customer` : `store`, `web`", {"more.seg": VISITS}),
    # the warehouse cannot be read
    Case("no such folder", "run", 3, "SEG520", "there is no such folder", "ce dossier n'existe pas",
         at('url = "elsewhere"')),
    Case("folder without tables", "run", 3, "SEG520", "holds no Parquet or CSV file",
         "ne contient aucun fichier Parquet ou CSV", at('url = "segments"')),
    Case("no such database", "run", 3, "SEG520", "there is no such file", "ce fichier n'existe pas",
         at('url = "duckdb:no.duckdb"')),
    Case("no database", "run", 3, "SEG520", "it is not a DuckDB database",
         "ce n'est pas une base DuckDB", at('url = "duckdb:data/orders.csv"')),
    Case("CSV not UTF-8", "run", 3, "SEG526", "`orders.csv` of the warehouse `dev`",
         "`orders.csv` de l'entrepôt `dev`", {"data/orders.csv": BAD_CSV}),
    Case("half a Parquet file", "run", 3, "SEG526", "`orders.parquet` of the warehouse `dev`",
         "`orders.parquet` de l'entrepôt `dev`", {"data/orders.csv": None}, half_a_parquet),
    Case("no address in the environment", "run", 3, "SEG525", "has no `SEGDSL_ABSENT`",
         "n'a pas de `SEGDSL_ABSENT`", at('url_env = "SEGDSL_ABSENT"')),
    Case("unreachable server", "run", 3, "SEG520", "Connection refused", "est injoignable",
         at('url = "postgresql://ann@127.0.0.1:1/base"')),
    Case("address of no known form", "run", 2, "SEG524", "has no known form",
         "n'a pas de forme connue", at('url = "mysql://host/base"')),
    # what is written
    Case("unknown dialect", "compile --dialect oracle", 2, "SEG601",
         "it is one of `duckdb`, `postgres`", "au choix : `duckdb`, `postgres`"),
    Case("a file where a folder should be", "compile -o model.seg/sql", 2, "SEG604",
         "a part of the path is a file", "une partie du chemin est un fichier"),
    Case("folder that cannot be written", "docs --no-figures -o /proc/pages", 2, "SEG604",
         "cannot be written", "ne peut être écrit"),
    Case("folder in use", "demo segments", 2, "SEG611", "already holds other files",
         "contient déjà d'autres fichiers"),
    Case("another's project", "demo .", 2, "SEG616", "already holds another project",
         "contient déjà un autre projet"),
    Case("not a file of the project", "show segments", 2, "SEG612", "`segments` is no `.seg` file",
         "`segments` n'est ni un fichier"),
)  # fmt: skip
TEXT_ONLY = ("compile", "docs", "demo", "show")
KEYS = [
    "code", "severity", "message", "file", "line", "column", "end_line", "end_column", "help",
    "fixes",
]  # fmt: skip


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A project for each case."""
    found = {}
    for case in CASES:
        found[case.name] = shop(tmp_path_factory.mktemp("bad"), case.files)
        case.before(found[case.name])
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_said_once_in_english(
    case: Case, folders: dict[str, Path], forks: Forks
) -> None:
    done = forks.segdsl(folders[case.name], *case.words.split())
    # findings of `check` are its output, what stops any other command is not
    said = done.out if case.words == "check" and case.code == 1 else done.err
    assert case.en in said
    assert [line[:6] for line in said.splitlines() if line.startswith("SEG")] == [case.said]
    assert done.code == case.code
    assert len(said) < 1500


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_said_alike_in_french(
    case: Case, folders: dict[str, Path], forks: Forks
) -> None:
    options, command, words = folded(case.words)
    if command in TEXT_ONLY:
        done = forks.segdsl(folders[case.name], *options, command, "--lang", "fr", *words)
        assert case.fr in done.err
    else:
        french = (command, "--lang=fr", "--format=json")
        done = forks.segdsl(folders[case.name], *options, *french, *words)
        assert list(done.json) == ["schema_version", "diagnostics"]
        (found,) = done.json["diagnostics"]
        assert list(found) == KEYS
        assert (found["code"], found["severity"]) == (case.said, "error")
        assert case.fr in f"{found['message']} {found['help']}"
        assert done.err == ""
    assert done.code == case.code


def folded(words: str) -> tuple[list[str], str, list[str]]:
    """The options before a command, the command, and the words after it."""
    split = words.split()
    place = 2 if split[0] == "-C" else 0
    return split[:place], split[place], split[place + 1 :]


ALIKE = ("unknown name", "repeated key")


@pytest.mark.parametrize("case", [one for one in CASES if one.name in ALIKE], ids=ALIKE)
def test_a_fork_says_what_a_command_says(
    case: Case, folders: dict[str, Path], forks: Forks
) -> None:
    words = case.words.split()
    assert forks.segdsl(folders[case.name], *words) == segdsl(folders[case.name], *words)


def test_every_file_that_cannot_be_read_is_said_at_once(tmp_path: Path, forks: Forks) -> None:
    shop(tmp_path)
    (tmp_path / "a.seg").mkdir()
    (tmp_path / "b.seg").symlink_to("absent")
    assert forks.segdsl(tmp_path, "run").codes == ["SEG603", "SEG603"]


def test_missing_keys_are_no_customers(tmp_path: Path, forks: Forks) -> None:
    shop(tmp_path, {"data/customers.csv": CUSTOMERS + ",Rennes\n,Rennes\n"})
    done = forks.segdsl(tmp_path, "run", "rennes", "--format", "json")
    assert done.json["populations"] == [{"name": "customers", "size": 10}]
    assert done.json["results"][0]["size"] == 3


def test_an_empty_file_is_no_mistake(tmp_path: Path, forks: Forks) -> None:
    shop(tmp_path, {"more.seg": "", "data/orders.csv": ORDERS.splitlines()[0] + "\n"})
    assert forks.segdsl(tmp_path, "check", "more.seg").err == "1 file: 0 errors, 0 warnings\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_said(tmp_path: Path, forks: Forks) -> None:
    shop(tmp_path, {"more.seg": ""})
    (tmp_path / "more.seg").chmod(0)
    assert "permission denied" in forks.segdsl(tmp_path, "check").err
