"""Names are taken apart alike in English and French, whatever their case and accents."""

from __future__ import annotations

import pytest

from segdsl.drafting import private, words
from segdsl.drafting.facts import Look


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("orders", "order"),
        ("categories", "category"),
        ("boxes", "box"),
        ("addresses", "address"),
        ("purchases", "purchase"),
        ("branches", "branch"),
        ("people", "person"),
        ("news", "news"),
        ("status", "status"),
        ("foyers", "foyer"),
        ("canaux", "canal"),
        ("bureaux", "bureau"),
        ("avis", "avis"),
        ("salariés", "salarié"),
        ("order_lines", "order_line"),
        ("lignes_de_commande", "ligne_de_commande"),
        ("clients_actifs", "clients_actif"),
        ("customers_archive", "customer_archive"),
        ("stock", "stock"),
    ],
)
def test_the_singular_of_a_table(plural: str, one: str) -> None:
    assert words.singular_of(plural) == one


@pytest.mark.parametrize(
    ("physical", "name"),
    [
        ("customer_id", "customer_id"),
        ("CustomerID", "customer_id"),
        ("ORDER_DATE", "order_date"),
        ("Prénom", "prénom"),
        ("e-mail", "e_mail"),
        ("  spaced  out ", "spaced_out"),
        ("2024", "n2024"),
        ("from", "from_"),
        ("channel", "channel"),
        ("€", "column"),
        ("a" * 80, "a" * 59),
    ],
)
def test_a_name_of_ours_for_a_column(physical: str, name: str) -> None:
    assert words.identifier(physical) == name


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("customers", "email", True),
        ("customers", "EMAIL_ADDRESS", True),
        ("clients", "téléphone", True),
        ("clients", "nom", True),
        ("clients", "prenom", True),
        ("crm_contacts", "name", True),
        ("orders", "shipping_address", True),
        ("visits", "ip", True),
        ("orders", "customer_name", True),
        ("products", "name", False),
        ("stores", "nom", False),
        ("customers", "optin_email", False),
        ("customers", "email_count", False),
        ("customers", "phone_type", False),
        ("customers", "city", False),
        ("products", "type", False),
        ("orders", "zip", False),
    ],
)
def test_a_name_that_speaks_of_a_person(table: str, column: str, expected: bool) -> None:
    assert private.is_private_name(column, table) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["ann@example.org", "bob@example.org"], {Look.EMAIL}),
        (["nothing", "write to ann@example.org", "nothing"], {Look.EMAIL}),
        (["+33 6 12 34 56 78", "06.12.34.56.78"], {Look.PHONE}),
        (["(415) 555-0100 22", "0044 20 7946 0018"], {Look.PHONE}),
        (["FR76 3000 6000 0112 3456 7890 189"], {Look.IBAN}),
        (["192.168.1.20", "10.0.0.1"], {Look.IP}),
        (["2001:db8:0:0:0:ff00:42:8329"], {Look.IP}),
        (["2024-01-31", "2024-02-01"], {Look.DATE}),
        (["3017620422003", "8076800195057"], set()),  # bar codes
        (["c000000001", "c000000002"], set()),
        (["Rennes", "Paris"], set()),
        ([" ", ""], set()),
    ],
)
def test_what_values_look_like(values: list[str], expected: set[Look]) -> None:
    assert private.looks(values) == expected
