"""Fields made of other fields or rows: what may not be made of itself, and where."""

import pytest

from tests.meaning.shop import said

CIRCLES = {
    "a table by its own field": (
        "source carts (cart) from carts where (is_full)\n  key id: text\n  customer -> customers\n"
        "  is_full: boolean = any items\n"
        "source items (item) from items\n  cart -> carts\n",
        "carts → carts.is_full → carts",
    ),
    "a field by one that counts it": (
        "source carts (cart) from carts\n  key id: text\n  customer -> customers\n"
        "  total: money = sum of items.share\n"
        "source items (item) from items\n  cart -> carts\n  price: money\n"
        "  share: money = price + cart.total\n",
        "carts.total → items.share → carts.total",
    ),
    "a field by itself": (
        "source carts (cart) from carts\n  customer -> customers\n"
        "  a: integer = b + 1\n  b: integer = a + 1\n",
        "a → b → a",
    ),
    "rows by what counts them": (
        "source carts (cart) from carts\n  key id: text\n  customer -> customers\n"
        "  n: integer = count of items\n"
        "source items (item) from items where (cart.n > 1)\n  cart -> carts\n",
        "carts.n → items → carts.n",
    ),
    "groups of themselves": (
        "source a (a1) groups b by x\nsource b (b1) groups a by x\n",
        "a → b → a",
    ),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_what_is_made_of_itself_is_said_once(name: str) -> None:
    text, circle = CIRCLES[name]
    assert said(text) == [f"SEG210 this is defined by itself: {circle}"]


def test_a_field_counts_the_rows_that_refer_to_it() -> None:
    assert said(
        "source carts (cart) from carts\n  key id: text\n  n: integer = count of orders\n"
    ) == ["SEG207 no reference leads from `orders` to `carts`"]
