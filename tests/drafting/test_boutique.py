"""What is drafted from the retailer is what was written by hand, as far as rows tell."""

from __future__ import annotations

import pytest

from segdsl.cli import examples
from tests.cli.forks import Forks
from tests.drafting.drafted import Project, draft

CUSTOMERS = "customer -> customers from customer_id"


@pytest.fixture(scope="module")
def project(forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("drafts")
    examples.copied("boutique", folder / "boutique")
    warehouse = examples.made("boutique", folder / "boutique")
    return draft(forks, folder / "drafted", "--from", f"duckdb:{warehouse}", "--lang", "fr")


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("customers", ["key customer_id: text", "store -> stores from store_id"]),
        ("customers", ["email: text private", "phone: text private"]),
        ("customers", ["first_name: text private", "last_name: text private"]),
        ("orders", ["key order_id: text", CUSTOMERS, "at ordered_at: datetime", "amount: money"]),
        ("order_lines", ["order -> orders from order_id", "product -> products from product_id"]),
        ("order_lines", ["at order.ordered_at"]),
        ("corrections", ["order -> orders from order_id", "at made_on: date"]),
        ("products", ["key product_id: text", "supplier -> suppliers from supplier_id"]),
        ("scans", [CUSTOMERS, "at scanned_at: datetime"]),
        ("page_views", [CUSTOMERS, "at viewed_at: datetime"]),
        ("messages", [CUSTOMERS, "at happened_at: datetime"]),
        ("complaints", [CUSTOMERS, "at opened_at: datetime"]),
        ("invitations", [CUSTOMERS, "survey -> surveys from survey_id", "at invited_on: date"]),
        ("referrals", ["sponsor -> customers from sponsor_id", "at referred_on: date"]),
        ("referrals", ["referred -> customers from referred_id"]),
    ],
)
def test_it_finds_what_was_written_by_hand(project: Project, table: str, lines: list[str]) -> None:
    found = project.table(table)
    assert [line for line in lines if line not in found] == []


def test_it_says_what_only_a_person_can_decide(project: Project) -> None:
    for said in (
        "à décider : pas de fuseau dans les données, lu comme des heures de Europe/Paris",
        "à décider : 2 chemins vers customers ; les conditions disent lequel avec `via",
        "- b2b.companies: aucune référence n'en mène à customers",
    ):
        assert said in project.model


def test_no_customer_is_named(project: Project) -> None:
    assert "@" not in project.everything()
