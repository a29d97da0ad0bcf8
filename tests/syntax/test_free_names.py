"""Every word of the language that is not reserved is free as the name of a field, source, class."""

import re

import pytest

from segdsl.syntax import from_text, grammar, to_text
from segdsl.text.source import SourceFile

RESERVED = {
    *("and", "or", "not", "any", "no", "in", "is", "between", "where", "when", "then"),
    *("otherwise", "as", "since", "before", "from", "within", "among", "per", "via", "by", "of"),
    *("contains", "exactly", "true", "false", "known", "missing", "private", "weighted"),
}
NOT_FOR_CLASSES = {"at", "key", "note", "goal", "owner", "tags", "review"}
WORDS = sorted(
    {
        word
        for terminal in grammar.parser().terminals
        for word in re.findall(r"[a-z]{2,}", terminal.pattern.value)
    }
    - RESERVED
)


def messages(text: str) -> list[str]:
    _, found = from_text.module(SourceFile("x.seg", text))
    return [one.said(one.message.says, "en") for one in found]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_free_as_a_name(word: str) -> None:
    assert messages(f"source {word} (one) from t\n  key {word}: text\n  {word} -> {word}\n") == []
    assert messages(f"segment {word}: {word} and any {word} where ({word} = 1) in last 3d\n") == []
    assert messages(f"segment x: sum of {word}.{word} > {word}.{word}\n") == []
    if word not in NOT_FOR_CLASSES:
        assert messages(f"segmentation s:\n  {word} when x\n  {word} otherwise\n") == []
        assert messages(f"segment x: s is {word} or s in ({word}, {word}) or s.{word}\n") == []


@pytest.mark.parametrize("word", ["d", "w", "mo", "y", "h", "days", "month"])
def test_a_line_below_a_number_may_begin_with_a_name_called_like_a_unit(word: str) -> None:
    text = (
        f'segmentation s:\n  a when x = 4\n  {word} "Label" when x >= 2\n  b when x = 1\n'
        f"  {word} otherwise\nsource t (u) from t\n  a: integer = 2\n  {word}: date\n"
        f"  b: integer = 2\n  {word} -> t\n"
    )
    assert messages(text) == []
    file = SourceFile("x.seg", text)
    laid = to_text.text(file, from_text.module(file)[0])
    assert messages(laid) == []
    assert f"4 {word}" not in laid
    assert messages(f"segment x: any orders in last 4\n  {word}\n") == []


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_reserved_word_is_a_name_in_backquotes(word: str) -> None:
    assert messages(f"segment {word}: x\n") != []
    assert messages(f"segment `{word}`: `{word}` = 1\n") == []


@pytest.mark.parametrize("word", grammar.STARTS)
def test_a_line_of_a_rule_may_begin_with_a_field_called_like_a_keyword(word: str) -> None:
    assert messages(f'segment x:\n  {word} starts with "w"\n  and {word} ends with "w"\n') == []
    assert messages(f"segment x: a\n  {word} starts: b\n") != []


@pytest.mark.parametrize(
    "text",
    [
        "source o from no\n",
        "source o from o\n  a: text from no\n",
        "source o from o\n  key no: text\n",
        'segment a: x or known = "b"\n',
        "metric m: count of orders where (in = 3)\n",
        "target t: x\n  by m\n  columns no, email\n",
    ],
)
def test_a_reserved_word_where_a_name_is_meant_is_said_to_be_one(text: str) -> None:
    (said,) = messages(text)
    assert said.endswith("is a word of the language and cannot be a bare name")


def test_what_is_no_name_is_not_taken_for_one() -> None:
    assert messages("segment a: frequency >= and x\n") == ["`and` was not expected here"]
    assert messages("segment a: x and or y\n") == ["`or` was not expected here"]


@pytest.mark.parametrize(
    "text",
    [
        "target t{of}: x\n  by m\n",
        'target t "Label"{of}: x\n  by m\n',
        "define f{of}(a: text): a = b\n",
        "parameter p{of}: duration = 3d\n",
    ],
)
def test_an_of_that_is_not_taken_can_be_deleted(text: str) -> None:
    file = SourceFile("x.seg", text.format(of=" of customers"))
    (found,) = from_text.module(file)[1]
    assert found.message.code == "SEG062"
    (fix,) = found.fixes
    mended = file.text[: fix.span.start] + fix.text + file.text[fix.span.end :]
    assert mended == text.format(of="")
