"""The layout, case by case; and what holds of every text: nothing is lost, and once is enough."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segdsl.syntax import ast, from_text, to_text
from segdsl.syntax.breaking import MOST
from tests.syntax.layouts import CASES, Case
from tests.syntax.reshaped import corpus, drawn, read, reshaped
from tests.syntax.test_free_names import WORDS

CORPUS = corpus()
reshaping = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def laid(text: str) -> str:
    file, _ = from_text.source_file("a.seg", text.encode())
    module, found = from_text.module(file)
    assert not found, [(one.message.code, one.span) for one in found]
    return to_text.text(file, module)


def is_kept(text: str) -> None:
    """All that a text says stands in its layout, which has a layout of its own: itself."""
    written = laid(text)
    before, after = read(text), read(written)
    assert before is not None
    assert after is not None
    assert after.declarations == before.declarations
    assert remarks(after) == remarks(before)
    assert laid(written) == written
    lines = written.split("\n")
    assert [line for line in lines if line != line.rstrip() or "\t" in line.split("#")[0]] == []
    assert "\n\n\n" not in written
    assert written == "" or (written[0] != "\n" and written.endswith("\n"))


def remarks(module: ast.Module) -> list[str]:
    return [one.text.rstrip() for one in module.comments]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_layout_of(case: Case) -> None:
    assert laid(case.written) == case.laid
    is_kept(case.written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ""),
        (" \n\t\n\n", ""),
        ("# only this", "# only this\n"),
        ("\n  # a  \n\n\n# b\n\n", "# a\n\n# b\n"),
        ("\ufeffsegment a: vip", "segment a: vip\n"),
        ("segment a: vip\r\n\r\nsegment b: vip\r", "segment a: vip\n\nsegment b: vip\n"),
        ("segment e\u0301te\u0301: vip", "segment été: vip\n"),
    ],
    ids=["nothing", "blanks", "a comment", "comments", "a mark", "line ends", "accents"],
)
def test_a_file_is_plain_text(written: str, expected: str) -> None:
    assert laid(written) == expected


def test_accents_and_wide_letters_stand_in_columns() -> None:
    written = 'segmentation s:\n  été "顧客" when vip\n  bb "B" otherwise\n'
    assert laid(written) == ('segmentation s:\n  été "顧客" when vip\n  bb  "B"    otherwise\n')


def test_every_text_of_the_house_is_kept() -> None:
    assert len(CORPUS) > 700
    for name, text in CORPUS.items():
        try:
            is_kept(text)
        except AssertionError as error:
            raise AssertionError(name) from error


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_the_language_as_a_name_is_kept(word: str) -> None:
    for rule in (
        f"{word} = 1 and {word} - 1 > -{word} and ({word})",
        f"{word}(1, {word}) and sum of {word}.{word} via {word} where ({word}) in last 3d > 1",
        f"at least 2 {word} and exactly 1   {word} where ({word}) and within 3d after first {word}",
        f'any {word} then no {word} within 1d or {word} starts with ("a" + {word}(2))',
        f"cycle in ({word}, {word}) and cycle is {word} and rank of {word} among {word} <= 3",
    ):
        if read(f"segment {word}: {rule}\n") is not None:
            is_kept(f"segment {word}: {rule}\nsegmentation {word}:\n  {word} when {rule}\n")
    is_kept(
        f"source {word}(one)from {word}\n  key {word}:text\n  {word}->{word}\n  a:b from {word}"
    )
    is_kept(
        f"target {word}: x\n  columns {word}\n  except({word})\n  except {word}(1)\n  by {word}"
    )


@reshaping
@given(st.integers(0, 10**9))
def test_a_text_of_the_house_in_any_shape_is_kept(seed: int) -> None:
    random = Random(seed)
    short = sorted(name for name, text in CORPUS.items() if len(text) < 2_000)
    is_kept(reshaped(random, CORPUS[random.choice(short)]))


@settings(reshaping, max_examples=5)
@given(st.integers(0, 10**9))
def test_a_drawn_program_in_any_shape_is_kept(seed: int) -> None:
    is_kept(reshaped(Random(seed), drawn(seed)))


@reshaping
@given(st.integers(0, 10**9))
def test_the_shape_of_spaces_alone_is_forgotten(seed: int) -> None:
    """However its lines are broken, a declaration without comments has one layout."""
    random = Random(seed)
    short = sorted(name for name, text in CORPUS.items() if len(text) < 2_000 and "#" not in text)
    text = CORPUS[random.choice(short)]
    assert lines(laid(reshaped(random, text, remarks=()))) == lines(laid(text))


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def test_lines_are_as_long_as_they_may_be() -> None:
    for name, text in CORPUS.items():
        for line in laid(text).split("\n"):
            code = line.split("#")[0].rstrip()
            assert len(code) <= MOST or code.count('"') >= 2, (name, line)


def test_a_layout_that_would_change_the_meaning_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, _ = from_text.source_file("a.seg", b"segment  a: vip # why")
    module, _ = from_text.module(file)
    for wrong in ("segment a: vop  # why", "segment a: vip", "segment a:: vip  # why"):
        monkeypatch.setattr(to_text, "_lines", lambda *_, wrong=wrong: [wrong])
        with pytest.raises(to_text.LayoutError):
            to_text.text(file, module)


def test_a_file_of_a_thousand_declarations_is_laid_out_as_fast_as_it_is_read() -> None:
    text = CORPUS["examples/boutique/segments/cycle.seg"]
    many = "".join(text.replace("segment ", f"segment n{i}_") for i in range(70))
    file, _ = from_text.source_file("a.seg", many.encode())
    started = process_time()
    module, _ = from_text.module(file)
    between = process_time()
    to_text.text(file, module)
    assert len(module.declarations) > 900
    assert process_time() - between < 2 * (between - started)
