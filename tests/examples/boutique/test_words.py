"""The example shows the whole language: each word of it is used somewhere, and does what it says."""

from __future__ import annotations

import pytest

from segdsl.meaning import model
from segdsl.meaning.vocabulary import aggregates, periods, predicates
from segdsl.trees import walk
from tests.examples.boutique import example
from tests.examples.boutique.conftest import Boutique

CUSTOMERS = """
    customers | customer_id | email | optin_email
              | a           | a@b   | Y
              | b           |       |
              | c           | c@b   | Y
              | d           |       |
              | e           |       |
"""


def declared() -> list[object]:
    """Everything that the example declares."""
    project = example.project()
    by_name = (
        project.tables, project.metrics, project.segments, project.segmentations,
        project.channels, project.defines, project.lists, project.targets,
    )  # fmt: skip
    return [one for declarations in by_name for one in declarations.values()]


WORDS = {
    **{word.name: word for word in aggregates.AGGREGATES},
    **{word.name: word for word in periods.PERIODS},
    **{word.sign: word for word in predicates.COMPARISONS},
    **{word.name: word for word in predicates.TEXT_TESTS},
}


def used() -> list[object]:
    """The records of the words that the example is made of."""
    found: list[object] = []
    for declaration in declared():
        for node in walk(declaration):
            match node:
                case model.Aggregate(word=word) | model.TextTest(word=word):
                    found.append(word)
                case model.Window(period=period):
                    found.append(period)
                case model.Compare(comparison=comparison):
                    found.append(comparison)
    return found


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_used(word: str) -> None:
    assert WORDS[word] in used()


def test_games_of_words(boutique: Boutique) -> None:
    """a spent 41 on the garden and 20 on the house; b 40 and 20; c only on the house."""
    boutique.expects(
        CUSTOMERS
        + """
        products | product_id | category
                 | oak        | jardin
                 | vase       | maison
        orders | order_id | customer_id | ordered_at       | amount | channel
               | 1        | a           | 2026-03-01 12:00 | 499.99 | web
               | 2        | b           | 2026-02-28 12:00 | 10     | magasin
               | 3        | c           | 2025-04-01 12:00 | 500    | web
               | 4        | d           | 2025-03-31 12:00 | 900    | téléphone
               | 5        | d           | 2026-03-31 12:00 | 900    | web
               | 6        | e           | 2025-03-31 12:00 | 900    | web
        lines | order_id | product_id | quantity | unit_price
              | 1        | oak        | 1        | 41
              | 1        | vase       | 1        | 20
              | 2        | oak        | 1        | 40
              | 2        | vase       | 1        | 20
              | 3        | vase       | 1        | 20
        """,
        {
            "plutot_jardin": "a",
            "tres_gros_achat": "c d",
            "venus_ce_mois": "a d",
            "canal_d_entree": {"magasin": "b", "téléphone": "d", "web": "a c e"},
        },
    )


def test_years_beside_each_other(boutique: Boutique) -> None:
    """A year before is 2025-03-31. a had spent 60 and now 121; b 60 and 120; c 0 and 100; d 99."""
    boutique.expects(
        CUSTOMERS
        + """
        orders | customer_id | ordered_at       | amount
               | a           | 2025-03-31 12:00 | 60
               | a           | 2026-03-31 12:00 | 121
               | b           | 2024-04-01 12:00 | 60
               | b           | 2025-04-01 12:00 | 120
               | c           | 2024-03-31 12:00 | 900
               | c           | 2025-10-01 12:00 | 100
               | c           | 2019-12-31 12:00 | 0
               | d           | 2026-03-01 12:00 | 99
               | d           | 2020-01-01 12:00 | 0
               | d           | 2025-12-31 12:00 | 0
               | e           | 2019-12-31 12:00 | 1
               | e           | 2026-01-01 12:00 | 1
        """,
        {"depense_doublee": "a c", "clients_historiques": "c"},
    )


def test_hours_after_a_cart(boutique: Boutique) -> None:
    """36 hours after 10:00 is 22:00 of the next day; d's cart is of 50, e's of an unknown amount.

    What is not known to be between 0 and 50 is not between them: e is in. g's is of nothing.
    """
    boutique.expects(
        CUSTOMERS
        + """
              | f           |       |
              | g           |       |
        carts | customer_id | filled_at        | amount
              | a           | 2026-03-10 10:00 | 50.01
              | b           | 2026-03-10 10:00 | 80
              | c           | 2026-03-01 10:00 | 80
              | d           | 2026-03-10 10:00 | 50
              | e           | 2026-03-10 10:00 |
              | f           | 2026-03-02 10:00 | 80
              | g           | 2026-03-10 10:00 | 0
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2026-03-11 22:00
               | 2        | b           | 2026-03-11 22:01
               | 3        | c           | 2026-03-01 11:00
               | 4        | d           | 2026-03-10 11:00
               | 5        | e           | 2026-03-10 11:00
               | 6        | f           | 2026-03-02 11:00
               | 7        | g           | 2026-03-10 11:00
        """,
        {"paniers_rattrapes": "a e f"},
    )


def test_letters_opened_and_channels_unknown(boutique: Boutique) -> None:
    """Twelve weeks before is 2026-01-06. b cannot be reached, c answered by a channel."""
    boutique.expects(
        CUSTOMERS
        + """
        messages | customer_id | happened_at      | event | campaign
                 | a           | 2026-01-07 09:00 | open  | lettre 2025-03
                 | b           | 2026-01-06 09:00 | open  | lettre 2026-03
                 | c           | 2026-03-30 09:00 | open  | lettre 2026-02
                 | d           | 2026-03-30 09:00 | send  | lettre 2026-03
                 | e           | 2026-03-30 09:00 | open  | la lettre 2026-03
        responses | customer_id | responded_on | channel
                  | c           | 2026-01-01   | sms
        """,
        {"lecteurs_de_mars": "a", "canal_inconnu": "a"},
    )


def test_corrections_of_an_order(boutique: Boutique) -> None:
    """The three whole months before that of the day: December to February."""
    boutique.expects(
        CUSTOMERS
        + """
        surveys | survey_id
                | s
        orders | order_id | customer_id | ordered_at       | amount
               | 1        | a           | 2026-02-28 12:00 | 100
               | 2        | b           | 2026-02-28 12:00 | 100
               | 3        | c           | 2026-03-01 12:00 | 100
               | 4        | d           | 2025-12-01 12:00 | 100
               | 5        | e           | 2025-11-30 12:00 | 100
        corrections | order_id | made_on    | amount
                    | 1        | 2026-03-05 | -30
                    | 1        | 2026-03-31 | -20.01
                    | 2        | 2026-03-05 | -50
                    | 2        | 2026-04-01 | -50
                    | 3        | 2026-03-05 | -90
                    | 4        | 2026-03-05 | -90
                    | 5        | 2026-03-05 | -90
        answers | customer_id | survey_id | answered_on | question | answer
                | a           | s         | 2026-01-01  | loisirs  | vélo, cuisine
                | b           | s         | 2026-01-01  | loisirs  | Vélo
                | c           | s         | 2026-01-01  | autre    | vélo
        """,
        {"fortes_corrections": "a d", "cyclistes": "a"},
    )
