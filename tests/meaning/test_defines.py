"""Templates: expanded where they are called; what is wrong is said once, with both places."""

from __future__ import annotations

import pytest

from segdsl.meaning.settings import Settings
from segdsl.text.diagnostics import Diagnostic
from tests.meaning.shop import MODEL, RULES, understood

BUYERS = (
    "define buyers_of(categorie: text, montant: money):\n"
    "  sum of orders.amount where (product.category = categorie) in last 12 months >= montant\n"
)


def found(text: str) -> list[tuple[str, str, list[str]]]:
    """What is said: its code, the text it is about, the other texts it shows."""
    return [_shown(one) for one in understood(MODEL, RULES, text)[1]]


def _shown(one: Diagnostic) -> tuple[str, str, list[str]]:
    assert one.span is not None
    return one.message.code, one.span.text, [other.span.text for other in one.related]


@pytest.mark.parametrize(
    "text",
    [
        BUYERS + 'segment x: buyers_of("jardin", 100)\nsegment y: not buyers_of("a", 0.5)\n',
        BUYERS + 'parameter p: money = 50\nmetric m: buyers_of("a", p)\nsegment x: m\n',
        BUYERS + 'segment x: buyers_of("jardin", 100) as of 90 days ago\n',
        'define sur(c: text): channel = c\nsegment x: any orders where (sur("web"))\n',
        "define plus(n: integer): frequency + n\nsegment x: plus(2) > 3 and plus(-1) < 2\n",
        "define recents(n: duration): recency < n\nsegment x: recents(6mo)\n",
        "define a(n: integer): b(n, 2)\ndefine b(n: integer, m: integer): frequency between n and m"
        "\nsegment x: a(1)\n",
        "define nom(n: integer): frequency = n\n  note \"jamais appelé\"\n",
        "define depuis(n: duration): time since last order\nsegment x: depuis(1d) < 6mo\n",
    ],
)  # fmt: skip
def test_a_template_stands_for_what_it_says(text: str) -> None:
    assert found(text) == []


def test_arguments_are_counted_and_both_places_are_shown() -> None:
    assert found(BUYERS + 'segment x: buyers_of("a")\n') == [
        ("SEG226", 'buyers_of("a")', ["buyers_of"])
    ]


def test_arguments_are_typed_and_both_places_are_shown() -> None:
    assert found(BUYERS + "segment x: buyers_of(3, 100)\n") == [
        ("SEG227", "3", ["categorie: text"])
    ]
    assert found("define r(n: duration): recency < n\nsegment x: r(90)\n") == [
        ("SEG301", "90", ["n: duration"])
    ]


def test_an_argument_is_a_fixed_value() -> None:
    assert found(BUYERS + 'segment x: buyers_of("a", monetary)\n') == [
        ("SEG228", "monetary", ["montant: money"])
    ]


def test_a_mistake_in_the_body_is_said_once_however_often_it_is_called() -> None:
    text = "define d(n: integer): frequancy > n\nsegment x: d(1) and d(2)\nsegment y: d(3)\n"
    assert found(text) == [("SEG200", "frequancy", [])]
    assert found("define d(n: integer): frequancy > n\n") == [("SEG200", "frequancy", [])]


def test_what_an_argument_makes_wrong_is_said_at_the_argument() -> None:
    text = 'define sur(c: text): (last of orders.channel) = c\nsegment x: sur("wb") or sur("web")\n'
    assert found(text) == [("SEG310", '"wb"', [])]


def test_what_the_place_of_a_call_makes_wrong_shows_the_call() -> None:
    text = "define d(n: integer): count of orders > n\nsegment x: any visits where (d(1))\n"
    assert found(text) == [("SEG318", "orders", ["d(1)"])]


def test_what_has_months_where_it_may_not_shows_the_call() -> None:
    text = "define d(n: duration): average gap between orders < n\nsegment x: d(6mo) and d(1d)\n"
    assert [one[0] for one in found(text)] == ["SEG307"]


@pytest.mark.parametrize(
    "text",
    [
        "define a(n: integer): a(n)\nsegment x: a(1)\n",
        "define a(n: integer): b(n)\ndefine b(n: integer): a(n)\nsegment x: a(1) and b(2)\n",
        "define a(n: integer): m > n\nmetric m: a(1)\n",
        "define a(n: integer): x\nsegment x: a(1)\n",
    ],
)
def test_a_circle_is_said_once(text: str) -> None:
    assert [one[0] for one in found(text)] == ["SEG210"]


def test_two_parameters_of_one_name_and_a_type_that_is_none() -> None:
    assert [one[0] for one in found("define a(n: integer, N: text): frequency > n\n")] == ["SEG212"]
    assert [one[0] for one in found("define a(n: int): frequency > n\nsegment x: a(1)\n")] == [
        "SEG217"
    ]


def test_a_template_takes_its_population_from_where_it_is_used() -> None:
    model = (
        "population people (person) from p\n  key person_id: text\n  points: integer\n"
        "population companies (company) from c\n  key company_id: text\n  size: integer\n"
        "define gros(n: integer): size > n\n"
        "segment x of companies: gros(3)\n"
    )
    alone = Settings("alone", "Europe/Paris")
    assert understood(model, settings=alone)[1] == ()
    wrong = understood(model, "segment y of people: gros(3)\n", settings=alone)[1]
    assert [_shown(one) for one in wrong] == [("SEG200", "size", ["gros(3)"])]
