"""What is drafted from a year of a grocery is what was written by hand, as far as rows tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import ROOT
from tests.cli.forks import Forks
from tests.drafting.drafted import Project, draft

EXAMPLE = ROOT / "examples" / "complete_journey"


@pytest.fixture(scope="module")
def project(forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("drafts") / "grocery"
    words = ("--from", str(EXAMPLE / "data"), "--timezone", "America/New_York")
    return draft(forks, folder, *words)


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("households", ["key household_id: integer"]),
        ("products", ["key product_id: integer"]),
        ("campaigns", ["key campaign_id: integer", "starts_on: date", "ends_on: date"]),
        (
            "lines",
            [
                "household -> households from household_id",
                "product -> products from product_id",
                "at sold_at: datetime",
                "quantity: integer",
                "sales_value: money",
                "retail_disc: money",
                "coupon_disc: money",
            ],
        ),
        (
            "mailings",
            [
                "household -> households from household_id",
                "campaign -> campaigns from campaign_id",
                "at campaign.starts_on",
            ],
        ),
        (
            "redemptions",
            [
                "household -> households from household_id",
                "campaign -> campaigns from campaign_id",
                "at redeemed_on: date",
            ],
        ),
    ],
)
def test_keys_references_and_times_are_those_written_by_hand(
    project: Project, table: str, lines: list[str]
) -> None:
    found = project.table(table)
    assert [line for line in lines if line not in found] == []


def test_small_texts_list_the_values_that_were_written_by_hand(project: Project) -> None:
    households = project.table("households")
    for line in (
        'age: text one of ("19-24", "25-34", "35-44", "45-54", "55-64", "65+")',
        'marital_status: text one of ("Married", "Unmarried")',
        'kids_count: text one of ("0", "1", "2", "3+")',
    ):
        assert line in households
    assert 'brand: text one of ("National", "Private")' in project.table("products")
    assert 'kind: text one of ("Type A", "Type B", "Type C")' in project.table("campaigns")


def test_nothing_is_taken_for_personal_where_nothing_is(project: Project) -> None:
    assert " private" not in "\n".join(project.lines)


def test_rows_that_lead_nowhere_are_counted(project: Project) -> None:
    assert "# 4,836 of 1,469,307 rows lead to no row of products" in project.model


def test_what_is_not_about_households_is_left_out_with_the_reason(project: Project) -> None:
    assert "# - coupons: no reference leads from it to households" in project.model


def test_a_person_is_asked_for_the_zone_and_for_the_day(project: Project) -> None:
    assert "# decide: no zone in the data, read as hours of America/New_York" in project.model
    assert '\n# as_of = "2018-01-01"' in project.settings
    assert 'timezone = "America/New_York"' in project.settings


def test_the_first_rules_measure_as_those_written_by_hand(
    project: Project, forks: Forks, tmp_path: Path
) -> None:
    """Another zone than UTC moves evenings to the day before: counts are compared in UTC."""
    drafted = draft(forks, tmp_path / "utc", "--from", str(EXAMPLE / "data"), "--timezone", "UTC")
    ran = forks.segdsl(drafted.folder, "run", "--as-of", "2017-12-31", "--format", "json").json
    sizes = {one["name"]: one["size"] for one in ran["results"]}
    assert ran["populations"][0]["size"] == 2469
    assert sizes["cycle.active"] + sizes["cycle.lost"] + sizes["cycle.prospect"] == 2469
    assert sizes["best"] == 494
