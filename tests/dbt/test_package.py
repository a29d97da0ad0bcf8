"""The files of a package: YAML that reads back, names that do not clash, tests that say the law."""

from __future__ import annotations

from datetime import date
from typing import Any

import jinja2
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from segdsl.dbt import jinja
from segdsl.dbt import yaml as written
from tests.dbt.rendering import Made, made, render, whole
from tests.dbt.test_rendered import understood
from tests.meaning import shop

DAY = date(2026, 3, 31)
HOSTILE = """
channel email: email is known
segment Été_odd "{{ 1/0 }} \\"deux\\" : # & * %}": city = "{{ x }}"
  note "first {% endif %}
  owner "Équipe {# CRM #}"
  tags crm, été
target relance "Relance: {{ ref('x') }}": vip
  by email
  at most 10 highest monetary
  control 10% "graine"
  owner "CRM"
segmentation ladder exclusive:
  low when monetary < 10 or monetary is missing
  high when monetary >= 10
segmentation channel_used: by most frequent orders.channel
segment orders_wide: any orders
segment customers_wide: any visits
segment gifts_: any gifts via giver
"""


@pytest.fixture(scope="module")
def package() -> Made:
    text = HOSTILE.replace('"first {% endif %}', '"first {% endif %}"')
    project = understood(shop.MODEL, shop.RULES, text)
    return made(project, whole(project), DAY, DAY)


def schema(package: Made) -> Any:
    return yaml.safe_load(package.files["models/segdsl/schema.yml"])


def entry(package: Made, name: str) -> Any:
    (found,) = [
        one for one in schema(package)["models"] if one["config"]["meta"]["segdsl"]["name"] == name
    ]
    return found


def test_what_an_author_wrote_is_read_back_through_yaml_and_jinja(package: Made) -> None:
    found = entry(package, "Été_odd")
    told = jinja2.Template(found["description"]).render()
    assert told.startswith('{{ 1/0 }} "deux" : # & * %}\n\n')
    assert told.endswith("first {% endif %}")
    assert jinja2.Template(found["config"]["meta"]["segdsl"]["owner"]).render() == (
        "Équipe {# CRM #}"
    )
    assert found["config"]["tags"] == ["crm", "été"]


def test_every_model_has_its_file_and_no_two_are_one(package: Made) -> None:
    names = [one["name"] for one in schema(package)["models"]]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert f"models/segdsl/{name}.sql" in package.files
    assert entry(package, "customers_wide")["name"] == "customers_wide"
    assert entry(package, "customers")["name"] == "customers_wide_2"


def test_keys_are_tested_and_classes_are_those_declared(package: Made) -> None:
    key, class_ = entry(package, "cycle")["columns"]
    assert key["name"] == "customer_id"
    assert key["data_tests"][:2] == ["not_null", "unique"]
    to = {"to": "ref('customers_wide_2')", "field": "customer_id"}
    assert key["data_tests"][2] == {"relationships": {"arguments": to}}
    values = {"accepted_values": {"arguments": {"values": ["actif", "perdu"]}}}
    assert class_["data_tests"] == ["not_null", values]
    assert entry(package, "channel_used")["columns"][1]["data_tests"] == ["not_null"]


def test_the_law_is_asked_of_all_but_segmentations_that_leave_people_out(package: Made) -> None:
    text = package.files["tests/segdsl/customers_wide_2_laws.sql"]
    assert '"ladder" IS NULL' in text
    assert '"vip" IS NULL' in text
    assert '"channel_used" IS NULL' not in text


def test_a_target_is_an_exposure_of_its_owner_and_of_what_it_is_made_of(package: Made) -> None:
    (found,) = schema(package)["exposures"]
    assert found["type"] == "application"
    assert found["owner"] == {"name": "CRM"}
    assert jinja2.Template(found["label"]).render() == "Relance: {{ ref('x') }}"
    assert found["depends_on"][:3] == [
        "ref('relance')", "ref('relance_contacted')", "ref('relance_control')"
    ]  # fmt: skip
    assert "ref('vip')" in found["depends_on"]


def test_tables_that_are_read_are_sources(package: Made) -> None:
    groups = yaml.safe_load(package.files["models/segdsl/sources.yml"])["sources"]
    found = {one["name"]: {table["name"] for table in one["tables"]} for one in groups}
    assert found == {"crm": {"customers"}, "shop": {"orders", "visits", "gifts"}}


def test_thin_models_read_the_widest_one(package: Made) -> None:
    assert render(package.files, "models/segdsl/cycle.sql", "2026-03-31").endswith(
        'SELECT "customer_id", "cycle" AS "class"\nFROM "customers_wide_2"\n'
        'WHERE "cycle" IS NOT NULL'
    )
    thin = render(package.files, "models/segdsl/Été_odd.sql", "2026-03-31")
    assert "{{ x }}" in thin  # in the sentence above it
    assert thin.endswith('SELECT "customer_id"\nFROM "customers_wide_2"\nWHERE "Été_odd"')


def test_files_of_a_folder_are_read_where_a_variable_says() -> None:
    project = understood(shop.MODEL, shop.RULES)
    readers: dict[tuple[str, ...], str] = {
        ("crm", "customers"): "read_parquet('…/crm/it''s {{x}}.parquet')"
    }
    found = made(project, {"customers": ["vip"]}, DAY, DAY, folder=readers)
    groups = yaml.safe_load(found.files["models/segdsl/sources.yml"])["sources"]
    (table,) = next(one for one in groups if one["name"] == "crm")["tables"]
    location = table["config"]["meta"]["external_location"]
    given = jinja2.Template(location).render(var=lambda name, default: default)
    assert given.format_map({}) == "read_parquet('data/crm/it''s {x}.parquet')"


@given(st.text())
def test_any_text_comes_out_of_jinja_as_it_is(text: str) -> None:
    template = jinja2.Environment(keep_trailing_newline=True).from_string(jinja.plain(text))
    assert template.render() == text


@given(st.text(), st.text(min_size=1))
@example("", "false")  # words that YAML takes for something else
@example("", "on")
@example("", "null")
@example("", "y")
def test_any_text_comes_out_of_yaml_and_jinja_as_it_is(text: str, key: str) -> None:
    document = written.text({"a": {key: [text, {"b": text}]}, "c": True, "d": 3})
    ((read, (first, second)),) = yaml.safe_load(document)["a"].items()
    environment = jinja2.Environment(keep_trailing_newline=True)
    for found, meant in ((read, key), (first, text), (second["b"], text)):
        assert environment.from_string(found).render() == meant
