"""Every message of the catalog has a case that brings it, alone, and one that is fine."""

import pytest

from segdsl.meaning.settings import Settings
from segdsl.text.catalog import lists, meaning, promises, syntax, targets, words
from segdsl.text.diagnostics import LANGUAGES, Diagnostic, Message
from tests.meaning.shop import MODEL, RULES, understood

MESSAGES = [
    message
    for room in (syntax, meaning, lists, targets, promises, words)
    for message in vars(room).values()
    if isinstance(message, Message)
]
SHOWN = [message for message in MESSAGES if message.wrong]
# about the bytes of a file, so no text shows them: tests/syntax/test_limits.py does
ABOUT_BYTES = {"SEG001", "SEG002"}


def said(text: str) -> tuple[Diagnostic, ...]:
    """What is said of a text beside the small shop, or of one that is a whole project."""
    if text.startswith(("population people", "# a whole project")):
        return understood(text, settings=Settings("alone", "Europe/Paris"))[1]
    return understood(MODEL, RULES, text)[1]


@pytest.mark.parametrize("message", SHOWN, ids=lambda message: message.code)
def test_the_wrong_example_brings_this_message_alone(message: Message) -> None:
    found = said(message.wrong)
    assert [one.message.code for one in found] == [message.code]
    for language in LANGUAGES:
        for template in (message.says, message.why, message.label, message.help):
            if template is not None:
                assert "{" not in found[0].said(template, language)


@pytest.mark.parametrize("message", SHOWN, ids=lambda message: message.code)
def test_the_right_example_is_fine(message: Message) -> None:
    found = said(message.right)
    assert [one.said(one.message.says, "en") for one in found] == []


def test_every_message_has_a_case_and_advice() -> None:
    assert {one.code for one in MESSAGES if not one.wrong} == ABOUT_BYTES
    assert [one.code for one in MESSAGES if one.help is None] == []


def test_codes_are_unique() -> None:
    codes = [message.code for message in MESSAGES]
    assert len(codes) == len(set(codes))
