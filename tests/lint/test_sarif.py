"""SARIF as its schema wants it: the one published for 2.1.0 at schemastore.org (Apache-2.0)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from segdsl.text.catalog import cli
from segdsl.text.diagnostics import LANGUAGES, Language, about
from segdsl.text.sarif import sarif
from tests.lint.linted import linted

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
TEXT = """# un fichier d'essai
segment a: frequency >= 4 and frequency >= 2
segment é "Été": city != "Paris" and frequency >= 4
segment b: frequency > 3
segment c: vip or monetary < 10
"""


def log(text: str, language: Language = "en", prefix: str = "") -> dict[str, Any]:
    return sarif(linted(text), language, "0.1.0", prefix)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", [TEXT, "", "segment a: vip\n", "segment a: citty == 3;\nsegment a: 1 500\n"]
)
def test_a_log_is_valid(text: str, language: Language) -> None:
    jsonschema.Draft4Validator(SCHEMA).validate(log(text, language))


def test_the_validator_does_refuse() -> None:
    broken = log(TEXT)
    broken["runs"][0]["results"][0]["level"] = "loud"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(broken)


def test_a_result_has_its_rule_its_place_and_its_fix() -> None:
    (run,) = log(TEXT, prefix="crm/règles/")["runs"]
    first = run["results"][0]
    rule = run["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert (first["ruleId"], rule["id"], first["level"]) == ("SEG703", "SEG703", "warning")
    assert (
        "Wrong:\n\n```\nsegment x: frequency >= 4 and frequency >= 2\n```"
        in (rule["help"]["markdown"])
    )
    where = first["locations"][0]["physicalLocation"]
    assert where == {
        "artifactLocation": {"uri": "crm/r%C3%A8gles/x.seg", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 31, "endLine": 2, "endColumn": 45},
    }
    (fix,) = first["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement == {
        "deletedRegion": {"startLine": 2, "startColumn": 26, "endLine": 2, "endColumn": 45},
        "insertedContent": {"text": ""},
    }


def test_columns_count_characters_and_a_second_place_is_related() -> None:
    (run,) = log(TEXT)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    found = {one["ruleId"]: one for one in run["results"]}
    region = found["SEG706"]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (3, 18)
    (other,) = found["SEG702"]["relatedLocations"]
    assert other["message"]["text"] == "`a` is here"


def test_what_has_no_place_has_no_location() -> None:
    whole = sarif([about(cli.NO_WAREHOUSE, None)], "fr", "0.1.0", "")
    jsonschema.Draft4Validator(SCHEMA).validate(whole)
    assert "locations" not in whole["runs"][0]["results"][0]
