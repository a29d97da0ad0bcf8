"""Targets: their gates in order, whose they are, and what may not be in them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from segdsl.meaning import model
from segdsl.meaning.settings import Settings
from segdsl.prose import from_meaning as prose
from tests.meaning.shop import MODEL, RULES, understood

CHANNELS = 'channel courriel "E-mail": email is known\nchannel sms: city is known\n'
FULL = """\
target relance "Relance": vip and not cycle.perdu
  by courriel, sms
  except any visits in last 3d
  except city = "Paris"
  at most 20_000 highest monetary
  control 10% "relance-mars"
  columns email, city
  owner "crm"
"""


def codes(text: str) -> list[str]:
    return [one.message.code for one in understood(MODEL, RULES, CHANNELS, text)[1]]


def test_every_gate_is_understood() -> None:
    project, found = understood(MODEL, RULES, CHANNELS, FULL)
    assert found == ()
    target = project.targets["relance"]
    assert [one.name for one in target.by] == ["courriel", "sms"]
    assert len(target.exclusions) == 2
    assert target.limit is not None
    assert (target.limit.count, target.limit.is_highest) == (20_000, True)
    assert target.control is not None
    assert target.control == model.Control(Decimal(10), "relance-mars")
    assert [one.name for one in target.columns if isinstance(one, model.FieldValue)] == [
        "email",
        "city",
    ]
    assert target.parts() == ("relance", "relance.contacted", "relance.control")
    assert target.description.owner == "crm"


@pytest.mark.parametrize(
    ("gates", "expected"),
    [
        ("", ["SEG350"]),
        ("  by pigeon\n", ["SEG225"]),
        ("  by courriel\n  by sms\n", ["SEG212"]),
        ("  except vip\n  by courriel\n", ["SEG351"]),
        ('  by sms\n  control 10% "a"\n  at most 3\n', ["SEG351"]),
        ("  by sms\n  at most 3\n  at most 4\n", ["SEG212"]),
        ("  by sms\n  at most 0\n", ["SEG352"]),
        ("  by sms\n  at most 3 highest vip\n", ["SEG303"]),
        ("  by sms\n  at most 3 highest is_staff\n", ["SEG314"]),
        ("  by sms\n  at most 3 highest frequancy\n", ["SEG200"]),
        ('  by sms\n  control 120% "a"\n', ["SEG355"]),
        ('  by sms\n  control 0% "a"\n', ["SEG355"]),
        ("  by sms\n  columns emial\n", ["SEG201"]),
        ("  by sms\n  columns email, city, email\n", ["SEG212"]),
        ("  by sms\n  except frequancy > 2\n", ["SEG200"]),
    ],
)
def test_what_is_wrong_with_a_gate_is_said_once(gates: str, expected: list[str]) -> None:
    assert codes(f"target t: vip\n{gates}") == expected


def test_a_target_is_no_condition() -> None:
    assert codes(FULL + "segment x: vip and not relance\n") == ["SEG354"]


def test_a_target_is_of_its_segments_population() -> None:
    text = (
        "population people (person) from p\n  key person_id: text\n  active: boolean\n"
        "population companies (company) from c\n  key company_id: text\n  big: boolean\n"
        "segment grosses of companies: big\nchannel mail of companies: big\n"
        "channel poste of people: active\ntarget t: grosses\n  by mail\n"
    )
    alone = Settings("alone", "Europe/Paris")
    project, found = understood(text, settings=alone)
    assert found == ()
    assert project.targets["t"].population == "companies"
    _, found = understood(text + "target u: grosses\n  by poste\n", settings=alone)
    assert [one.message.code for one in found] == ["SEG214"]


def test_a_target_is_said_gate_after_gate() -> None:
    project, _ = understood(MODEL, RULES, CHANNELS, FULL)
    assert prose.output(project, "relance", "en").replace("\xa0", " ") == (
        "Customers who are in “Clients VIP”, and whose “Cycle de vie” is not “perdu” (or of no"
        " class), who can be reached by “E-mail” or “sms”; except those with at least 1 visit in"
        " the last 3 days; except those whose city is “Paris”; at most 20,000, the highest “CA 12"
        " mois” first (unknown ones last, ties drawn by chance); 10% of them, drawn by chance, are"
        " a control group and are not contacted; what is given of each: `email`, `city`."
    )
    french = prose.output(project, "relance", "fr").replace("\xa0", " ").replace("\u202f", " ")
    assert french == (
        "Customers qui sont dans « Clients VIP », et dont « Cycle de vie » n'est pas « perdu » (ou"
        " sans classe), que l'on peut joindre par « E-mail » ou « sms » ; sauf ceux avec au moins"
        " 1 visit au cours des 3 derniers jours ; sauf ceux dont city est « Paris » ; au plus"
        " 20 000, « CA 12 mois » du plus haut au plus bas (valeurs inconnues en dernier, ex æquo"
        " tirés au sort) ; 10 % d'entre eux, tirés au sort, forment un groupe témoin qui n'est pas"
        " sollicité ; ce qui est transmis : `email`, `city`."
    )
    assert prose.output(project, "relance.control", "en").replace("\xa0", " ") == (
        "The control group of “Relance”: 10% of those chosen, drawn by chance, who are not"
        " contacted."
    )
