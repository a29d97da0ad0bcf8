"""Every message of the catalog has a case that brings it, alone, and one that is fine."""

import pytest

from segdsl.text.catalog import meaning, syntax
from segdsl.text.diagnostics import LANGUAGES, Message
from tests.meaning.shop import MODEL, RULES, understood

MESSAGES = [
    message
    for room in (syntax, meaning)
    for message in vars(room).values()
    if isinstance(message, Message)
]
SHOWN = [message for message in MESSAGES if message.wrong]


@pytest.mark.parametrize("message", SHOWN, ids=lambda message: message.code)
def test_the_wrong_example_brings_this_message_alone(message: Message) -> None:
    _, found = understood(MODEL, RULES, message.wrong)
    assert [one.message.code for one in found] == [message.code]
    for language in LANGUAGES:
        for template in (message.says, message.why, message.label, message.help):
            if template is not None:
                assert "{" not in found[0].said(template, language)


@pytest.mark.parametrize("message", SHOWN, ids=lambda message: message.code)
def test_the_right_example_is_fine(message: Message) -> None:
    _, found = understood(MODEL, RULES, message.right)
    assert [one.said(one.message.says, "en") for one in found] == []


def test_codes_are_unique() -> None:
    codes = [message.code for message in MESSAGES]
    assert len(codes) == len(set(codes))
