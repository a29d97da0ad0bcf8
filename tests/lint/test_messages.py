"""Every rule has a text that brings its message, alone, and one that is fine."""

from __future__ import annotations

import pytest

from segdsl.lint.rules import RULES
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import LANGUAGES, Message, Severity
from tests.lint.linted import linted, told

MESSAGES = [one for one in vars(catalog).values() if isinstance(one, Message)]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_the_wrong_example_brings_this_message_alone(message: Message) -> None:
    found = linted(message.wrong)
    assert [one.message.code for one in found] == [message.code]
    for language in LANGUAGES:
        for template in (message.says, message.why, message.label, message.help):
            if template is not None:
                assert "{" not in found[0].said(template, language)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_the_right_example_is_fine(message: Message) -> None:
    assert told(message.right) == []


def test_each_message_is_a_warning_of_one_rule_or_about_comments() -> None:
    of_rules = [rule.message.code for rule in RULES]
    assert of_rules == sorted(set(of_rules))
    others = {one.code for one in MESSAGES} - set(of_rules)
    assert others == {"SEG790", "SEG791", "SEG792"}
    assert {one.severity for one in MESSAGES} == {Severity.WARNING}
