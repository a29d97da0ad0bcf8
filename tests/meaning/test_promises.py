"""`expect` and `example`: what they say of a segment, and what is wrong with them, said once."""

from __future__ import annotations

import pytest

from segdsl.prose.promises import promise
from tests.meaning.shop import MODEL, RULES, understood

MORE = "channel courriel: email is known\nsegment loin: city != \"Paris\"\n"  # fmt: skip
PROMISES = {
    "expect size between 2% and 20%": (
        "Expected: the number of members, as a part of the population, is from 2% to 20%, both"
        " included.",
        "Attendu : l'effectif, rapporté à la population, va de 2 % à 20 % inclus.",
    ),
    "expect size >= 1000": (
        "Expected: the number of members is at least 1,000.",
        "Attendu : l'effectif est d'au moins 1 000.",
    ),
    "expect share of monetary >= 15%": (
        "Expected: the share of the total “CA 12 mois” that members hold is at least 15%.",
        "Attendu : la part du total de « CA 12 mois » que détiennent les membres est d'au moins"
        " 15 %.",
    ),
    "expect reach by courriel > 60%": (
        "Expected: the share of members who can be reached by “courriel” is more than 60%.",
        "Attendu : la part des membres que l'on peut joindre par « courriel » est de plus de 60 %.",
    ),
    "expect overlap with loin = 0%": (
        "Expected: the share of members who are in “loin” is 0%.",
        "Attendu : la part des membres qui sont dans « loin » est de 0 %.",
    ),
    "expect overlap with cycle.actif != 0%": (
        "Expected: the share of members whose “Cycle de vie” is “actif” is not 0%.",
        "Attendu : la part des membres dont « Cycle de vie » est « actif » n'est pas de 0 %.",
    ),
    "example in: frequency = 5, recency = 20d, city is missing": (
        "Example in: customers whose “Commandes” is 5, whose “Récence” is 20 days, and whose city"
        " is unknown.",
        "Exemple, dedans : customers dont « Commandes » est de 5, dont « Récence » est de 20 jours,"
        " et dont on ne connaît pas city.",
    ),
    "example out: vip, not loin, cycle is actif": (
        "Example out: customers who are in “Clients VIP”, who are not in “loin”, and whose “Cycle"
        " de vie” is “actif”.",
        "Exemple, dehors : customers qui sont dans « Clients VIP », qui ne sont pas dans « loin »,"
        " et dont « Cycle de vie » est « actif ».",
    ),
}


@pytest.mark.parametrize("clause", PROMISES)
def test_a_promise_is_said_in_both_languages(clause: str) -> None:
    project, found = understood(MODEL, RULES, MORE, f"segment x: frequency >= 4\n  {clause}\n")
    assert found == ()
    (one,) = project.segments["x"].promises
    said = tuple(promise(project, "customers", one, language) for language in ("en", "fr"))
    plain = tuple(text.replace("\xa0", " ").replace("\u202f", " ") for text in said)
    assert plain == PROMISES[clause]


def test_somebody_given_is_called_by_the_label_of_the_population() -> None:
    labelled = MODEL.replace("(customer) from", '(customer) "Clients" from', 1)
    text = "segment x: frequency >= 4\n  example in: frequency = 5\n"
    project, found = understood(labelled, RULES, MORE, text)
    assert found == ()
    (one,) = project.segments["x"].promises
    said = promise(project, "customers", one, "fr").replace("\xa0", " ")
    assert said == "Exemple, dedans : clients dont « Commandes » est de 5."


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("expect size >= 0.5", "SEG360"),
        ("expect size >= 30d", "SEG360"),
        ("expect size between 10 and 20%", "SEG363"),
        ("expect size between 20% and 2%", "SEG309"),
        ("expect size >= -1", "SEG362"),
        ("expect size >= frequency", "SEG221"),
        ("expect share of monetary >= 15", "SEG361"),
        ("expect share of monetary >= 101%", "SEG362"),
        ("expect share of monetery >= 15%", "SEG200"),
        ("expect share of city >= 15%", "SEG314"),
        ("expect reach by courrier >= 15%", "SEG225"),
        ("expect overlap with vip2 = 0%", "SEG200"),
        ("expect overlap with monetary = 0%", "SEG364"),
        ("example in: frequency >= 5", "SEG365"),
        ("example in: frequency = recency", "SEG300"),
        ("example in: frequency = frequency", "SEG365"),
        ("example in: frequency is known", "SEG365"),
        ("example in: frequancy = 5", "SEG200"),
        ('example in: frequency = "5"', "SEG300"),
        ("example in: frequency = 5, city is missing, frequency = 6", "SEG212"),
        ("example in: any orders", "SEG365"),
    ],
)
def test_what_is_wrong_with_a_promise_is_said_once(clause: str, expected: str) -> None:
    _, found = understood(MODEL, RULES, MORE, f"segment x: frequency >= 4\n  {clause}\n")
    assert [one.message.code for one in found] == [expected]


def test_promises_of_a_segmentation_are_of_the_whole() -> None:
    text = "segmentation s:\n  a when vip\n  b when loin\n  expect size >= 50%\n"
    project, found = understood(MODEL, RULES, MORE, text)
    assert found == ()
    assert len(project.segmentations["s"].promises) == 1


def test_an_overlap_makes_no_circle() -> None:
    text = (
        "segment a: frequency > 2\n  expect overlap with b = 0%\n"
        "segment b: not a\n  expect overlap with a = 0%\n"
    )
    assert understood(MODEL, RULES, text)[1] == ()


def test_a_metric_has_none() -> None:
    text = "metric m: count of orders\n  expect size >= 2\n"
    assert [one.message.code for one in understood(MODEL, RULES, text)[1]] == ["SEG320"]
