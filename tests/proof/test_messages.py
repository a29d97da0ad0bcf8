"""Every message about proofs has a case that brings it, alone, and one that is fine."""

from __future__ import annotations

import pytest

from segdsl.text.catalog import proof
from segdsl.text.diagnostics import LANGUAGES, Message
from tests.proof.asked import checked, told

MESSAGES = [message for message in vars(proof).values() if isinstance(message, Message)]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_the_wrong_example_brings_this_message_alone(message: Message) -> None:
    found = checked(message.wrong)
    assert [one.message.code for one in found] == [message.code]
    for language in LANGUAGES:
        for template in (message.says, message.why, message.label, message.help):
            if template is not None:
                assert "{" not in found[0].said(template, language)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_the_right_example_is_fine(message: Message) -> None:
    assert told(message.right) == []


def test_exclusive_classes_of_two_measures() -> None:
    rfm = """segmentation rfm exclusive:
  champions when recency < 90d and frequency >= 4
  fideles   when recency >= 90d and frequency >= 3
  nouveaux  when recency < 90d and frequency < 4
  perdus    when not recency < 90d and frequency < 3
"""
    assert told(rfm) == []
    loose = rfm.replace("frequency >= 3", "frequency >= 4")
    assert told(loose) == [
        "SEG486 a customer with `recency = 90d` and `frequency = 3` is in no class of `rfm`"
    ]
    tight = rfm.replace("frequency < 4", "frequency <= 4")
    assert told(tight) == [
        "SEG485 `champions` and `nouveaux` both take a customer with `recency = 0d` and"
        " `frequency = 4`"
    ]


def test_each_class_that_overlaps_is_said_once() -> None:
    text = "segmentation s exclusive:\n  a when vip\n  b when vip\n  c when vip\n  d otherwise\n"
    assert [one.split(" both ")[0] for one in told(text)] == [
        "SEG485 `a` and `b`", "SEG485 `a` and `c`",
    ]  # fmt: skip


def test_classes_of_values_are_exclusive_where_there_is_one() -> None:
    assert told("segmentation s exclusive: by frequency\n") == []
    assert told("segmentation s exclusive: by city\n") == [
        "SEG486 a customer with `city is missing` is in no class of `s`"
    ]


def test_a_value_that_the_model_does_not_name_is_left_out() -> None:
    text = "segmentation s exclusive: by last of orders.channel\n"
    assert told(text) == [
        "SEG486 a customer with `last of orders.channel is missing` is in no class of `s`"
    ]
    listed = """segmentation s exclusive:
  web when last of orders.channel in ("web", "phone")
  store when last of orders.channel = "store"
  none when last of orders.channel is missing
"""
    assert told(listed) == [
        'SEG486 a customer with `last of orders.channel not in ("phone", "store", "web")`'
        " is in no class of `s`"
    ]


def test_one_cause_is_said_once() -> None:
    text = "segment x: frequency = 0 and recency < 9d\nsegment y: x\nsegment z: x and vip\n"
    assert told(text) == ["SEG481 nobody can ever be in `x`"]


def test_the_few_parts_that_contradict_each_other_are_named() -> None:
    text = "segment x: vip and any visits and recency > 90d and city is missing and recency < 9d\n"
    (found,) = checked(text)
    assert found.message.help is not None
    assert found.said(found.message.help, "en") == (
        "`recency > 90d` and `recency < 9d` never hold together"
    )


def test_errors_elsewhere_come_first() -> None:
    found = told("segment x: frequency < 0\nsegment y: frequancy > 2\n")
    assert [one.split()[0] for one in found] == ["SEG200"]
