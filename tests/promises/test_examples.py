"""An example is decided by what it gives, and by nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from segdsl.text.catalog import verdicts
from segdsl.text.diagnostics import LANGUAGES, Message
from tests.promises.asked import findings, trials, verdict

OPEN = "SEG382 whether this customer is in `x` depends on {}, not given"
NEVER = "SEG383 this customer cannot exist: {} never hold together"


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        # the boundary, on either side
        ("frequency >= 4 and recency < 90d", "frequency = 4, recency = 89d", "in"),
        ("frequency >= 4 and recency < 90d", "frequency = 4, recency = 90d", "out"),
        ("frequency >= 4 and recency < 90d", "frequency = 3, recency = 89d", "out"),
        ("monetary > 12.5", "monetary = 12.5", "out"),
        ("monetary > 12.5", "monetary = 12.51", "in"),
        ("frequency between 2 and 4", "frequency = 4", "in"),
        ("frequency in (2, 4)", "frequency = 3", "out"),
        # texts, days, yes and no
        ('city in ("Rennes", "Brest")', 'city = "Brest"', "in"),
        ('city = "RENNES" ignoring case and accents', 'city = "Rennes"', "in"),
        ('city starts with "Re"', 'city = "rennes"', "out"),
        ("birth_date in 1990", "birth_date = 1990-12-31", "in"),
        ("age of birth_date >= 18", "birth_date = 2008-03-31", "in"),
        ("age of birth_date >= 18", "birth_date = 2008-04-01", "out"),
        ("birthday of birth_date in next 7 days", "birth_date = 1990-04-07", "in"),
        ("is_staff", "not is_staff", "out"),
        # missing is not unknown
        ('city != "Paris"', "city is missing", "in"),
        ('not city = "Paris"', "city is missing", "in"),
        ("recency < 90d", "recency is missing", "out"),
        ("2 * monetary > 10", "monetary = 6", "in"),
        ("monetary / frequency > 10", "frequency = 0, monetary = 0", "out"),
        # what is not given does not matter, or is named
        ("frequency >= 4 and recency < 90d", "frequency = 3", "out"),
        ("frequency >= 4 or recency < 90d", "frequency = 4", "in"),
        ("frequency >= 4 and recency < 90d", "frequency = 4", OPEN.format("`recency`")),
        (
            "frequency >= 4 and recency < 90d and is_staff",
            "frequency = 4",
            OPEN.format("`recency` and `is_staff`"),
        ),
        ("frequency >= 4 and (is_staff or not is_staff)", "frequency = 4", "in"),
        ("frequency >= 4 and (monetary < 5 or monetary >= 5)", "frequency = 4", "in"),
        ("frequency >= 4 and monetary < 5 and monetary > 5", "frequency = 4", "out"),
        (
            'any orders where (channel = "web") and is_staff',
            "is_staff",
            OPEN.format('`any orders where (channel = "web")`'),
        ),
        ("monetary in top 20%", "frequency = 3", OPEN.format("`monetary in top 20%`")),
        # names, and what they stand for
        ("vip", "monetary = 1000", "in"),
        ("vip", "monetary = 999.99", "out"),
        ("not vip", "vip", "out"),
        ("vip and recency < 10d", "vip, recency = 9d", "in"),
        ("monetary >= 500", "vip", "in"),
        ("monetary >= 1500", "vip", OPEN.format("`monetary`")),
        ("cycle is actif", "recency = 179d", "in"),
        ("cycle is actif", "cycle is perdu", "out"),
        ("cycle is actif", "not cycle.actif", "out"),
        ("cycle is missing", "recency = 3d", "out"),
        ("recency < 1y", "cycle is actif", "in"),
        ("recency < 90d", "cycle is actif", OPEN.format("`recency`")),
        ("reachable by email", "email is missing", "out"),
        ("reachable by email", 'email = "a@b.fr"', "in"),
        ("everybody and is_staff", "is_staff", "in"),
        # rows that follow from their days and numbers
        ("any orders in last 90d", "recency = 89d", "in"),
        ("any orders in last 90d", "recency = 90d", "out"),
        ("any orders", "recency is missing", "out"),
        ("no orders", "recency = 4000d", "out"),
        ("any orders since 2026-01-01", "recency = 90d", "out"),
        ("any orders since 2026-01-01", "recency = 89d", "in"),
        ("at least 2 orders in last 12 months", "frequency = 2", "in"),
        ("at least 2 orders", "recency = 3d", OPEN.format("`at least 2 orders`")),
        ("exactly 1 order in last 30d", "recency = 30d", "out"),
        ("monetary in top 20%", "monetary is missing", "SEG383 "),
        # somebody who cannot be
        (
            "frequency >= 4",
            "frequency = 5, recency is missing",
            NEVER.format("`frequency = 5` and `recency is missing`"),
        ),
        ("is_staff", "vip, monetary = 12", NEVER.format("`vip` and `monetary = 12`")),
        (
            "is_staff",
            "is_staff, cycle is perdu, recency = 3d",
            NEVER.format("`cycle is perdu` and `recency = 3d`"),
        ),
        ("is_staff", "frequency = -1", "SEG383 "),
        ("is_staff", "x", "SEG384 `x` is what the example is about"),
        # on another day
        ("vip as of 90 days ago", "vip", OPEN.format("`vip as of 90 days ago`")),
        ('(city = "Rennes") as of 90 days ago', 'city = "Rennes"', "in"),
        ("vip as of 90 days ago and not vip", "vip", "out"),
        # in a draw and on a list by the key
        ('sample 100% "a"', 'customer_id = "c1"', "in"),
        ('sample 50% "a"', "is_staff", OPEN.format('`sample 50% "a"`')),
    ],
)
def test_somebody_is_in_or_out(rule: str, facts: str, expected: str) -> None:
    assert verdict(rule, facts, "segment everybody: true\n").startswith(expected)


def test_calendar_steps_are_counted_from_the_day() -> None:
    # six months before 31 August are 184 days, before 31 March 182
    assert verdict("recency < 6mo", "recency = 182d", as_of=date(2026, 3, 31)) == "out"
    assert verdict("recency < 6mo", "recency = 182d", as_of=date(2026, 8, 31)) == "in"


def test_a_metric_made_of_others_is_computed_or_contradicts_them() -> None:
    more = "metric double: 2 * monetary\n"
    assert verdict("double >= 100", "monetary = 50", more) == "in"
    assert verdict("double >= 100", "double = 99.99", more) == "out"
    assert verdict("double >= 100", "double = 100, monetary = 7", more).startswith("SEG383")


def test_lines_of_a_list_are_asked_by_key() -> None:
    more = 'list amis "Amis" from "lists/amis.csv" key customer_id\n'
    assert verdict("amis", 'customer_id = "c1"', more) == "in"
    assert verdict("amis", 'customer_id = "c9"', more) == "out"
    assert verdict("not amis", "amis", more) == "out"


CLASSES = """segmentation s:
  a when recency < 10d
  b when recency < 20d
"""


@pytest.mark.parametrize(
    ("clause", "is_kept"),
    [
        ("in: recency = 19d", True),
        ("in: recency = 20d", False),
        ("out: recency = 20d", True),
        ("in: recency = 10d, s is b", True),
        ("in: recency = 9d, s is b", False),
        ("out: recency = 9d, s is b", True),
        ("in: recency = 20d, s is missing", True),
        ("in: s is b", False),
    ],
)
def test_the_class_in_an_example_of_a_segmentation_is_expected(clause: str, is_kept: bool) -> None:
    (trial,) = trials(f"{CLASSES}  example {clause}\n")
    assert trial.is_kept is is_kept


def test_names_deep_inside_names_are_no_trouble() -> None:
    chain = "".join(f"segment s{n}: s{n - 1}\n" for n in range(1, 2000))
    text = f"segment s0: vip\n{chain}segment x: s1999 and is_staff\n"
    assert not findings(f"{text}  example out: not is_staff\n")
    assert [one.message.code for one in findings(f"{text}  example in: is_staff\n")] == ["SEG382"]


# --- messages ---

MESSAGES = [one for one in vars(verdicts).values() if isinstance(one, Message)]
OF_EXAMPLES = [one for one in MESSAGES if one.code < "SEG385"]


@pytest.mark.parametrize("message", OF_EXAMPLES, ids=lambda message: message.code)
def test_the_wrong_example_brings_this_message_alone(message: Message) -> None:
    found = findings(message.wrong)
    assert [one.message.code for one in found] == [message.code]
    for language in LANGUAGES:
        for template in (message.says, message.why, message.label, message.help):
            if template is not None:
                assert "{" not in found[0].said(found[0].help or template, language)


@pytest.mark.parametrize("message", OF_EXAMPLES, ids=lambda message: message.code)
def test_the_right_example_is_fine(message: Message) -> None:
    assert findings(message.right) == []
