"""Where a warehouse is, and that no password of it is ever shown."""

from pathlib import Path

import pytest

from segdsl.warehouse.address import Form, address, redacted, secrets

HERE = Path("/project")


def test_a_duckdb_file_is_looked_for_in_the_project() -> None:
    found = address("dev", "duckdb:data/shop.duckdb", HERE)
    assert found is not None
    assert (found.form, found.path) == (Form.DUCKDB, HERE / "data/shop.duckdb")


def test_any_other_path_is_a_folder_of_files() -> None:
    found = address("dev", "data", HERE)
    assert found is not None
    assert (found.form, found.path) == (Form.FOLDER, HERE / "data")


@pytest.mark.parametrize("url", ["", "duckdb:", "mysql://host/base", "snowflake:x"])
def test_an_address_of_no_known_form_is_none(url: str) -> None:
    assert address("dev", url, HERE) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://ann:s3cret@host/base", "postgresql://ann:***@host/base"),
        ("no: postgres://ann:s3cret@host:5432/b (x)", "no: postgres://ann:***@host:5432/b (x)"),
        ("postgresql://ann@host/base", "postgresql://ann@host/base"),
        ("host=x password='my s3cret' user=y", "host=x password=*** user=y"),
        ("postgresql://host/b?user=a&password=s3cret", "postgresql://host/b?user=a&password=***"),
    ],
)  # fmt: skip
def test_passwords_are_not_shown(text: str, shown: str) -> None:
    assert redacted(text) == shown


def test_every_spelling_of_a_password_is_a_secret() -> None:
    assert {"p%40ss", "p@ss"} <= set(secrets("postgresql://ann:p%40ss@host/base"))
    assert "tail" in secrets("postgresql://ann:head@tail@host/base")


def test_an_address_is_not_printed_by_accident() -> None:
    assert "s3cret" not in repr(address("prod", "postgresql://ann:s3cret@host/base", HERE))
