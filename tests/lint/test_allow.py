"""What a comment allows: where it stands, which codes, and what is said of it."""

from __future__ import annotations

import pytest

from tests.lint.linted import analysis, fixed, told

HERE = 'segment x: city != "Paris" and frequency >= 4\n'
THERE = 'segment y: city != "Lyon" and frequency >= 4\n'
X, Y = 'SEG706 city != "Paris"', 'SEG706 city != "Lyon"'
ALLOW = "# segdsl: allow SEG706 -- as it should be\n"

# the text, and what is still said
PLACES = [
    (HERE + THERE, [X, Y]),
    (ALLOW + HERE + THERE, [Y]),
    ("\n" + ALLOW + HERE + THERE, [Y]),
    ("# a heading\n" + ALLOW + "# more of it\n" + HERE + THERE, [Y]),
    (ALLOW + "\n" + HERE + THERE, []),
    ("# a heading\n" + ALLOW + "\n" + HERE + THERE, []),
    (HERE.rstrip() + "  " + ALLOW + THERE, [Y]),
    (HERE + "  owner " + '"crm"' + "  " + ALLOW + THERE + '  owner "crm"\n', [Y]),
    ("segment x:\n  " + ALLOW + '  city != "Paris" and frequency >= 4\n' + THERE, [Y]),
    (HERE + ALLOW + THERE, [X]),
    (HERE + "\n" + ALLOW + "\n" + THERE, [X, "SEG791 SEG706", Y]),
    (HERE + THERE + ALLOW, [X, Y, "SEG791 SEG706"]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_where_a_comment_stands_says_what_it_is_about(text: str, expected: list[str]) -> None:
    assert told(text) == expected


SPELLINGS = [
    ("# segdsl: allow SEG706 -- because", []),
    ("#segdsl:allow SEG706 -- because", []),
    ("#  segdsl :  allow SEG706   --   because  ", []),
    ("# segdsl: allow SEG706 — parce que", []),
    ("# segdsl: allow SEG706 – parce que", []),
    ("# segdsl: allow SEG706 --", ["SEG790 # segdsl: allow SEG706 --"]),
    ("# segdsl: allow SEG706", ["SEG790 # segdsl: allow SEG706"]),
    (
        "# segdsl: allow SEG706 because",
        ["SEG790 # segdsl: allow SEG706 because", "SEG792 because"],
    ),
    ("# segdsl: allow", ["SEG792 # segdsl: allow", X]),
    ("# segdsl: forbid SEG706 -- because", ["SEG792 # segdsl: forbid SEG706 -- because", X]),
    ("# segdsl: allow seg706 -- because", ["SEG792 seg706", X]),
    ("# segdsl: allow SEG310 -- because", ["SEG792 SEG310", X]),
    ("# segdsl: allow SEG790 -- because", ["SEG792 SEG790", X]),
    ("# the words segdsl: allow stand elsewhere", [X]),
]


@pytest.mark.parametrize(("comment", "expected"), SPELLINGS)
def test_how_a_comment_is_written(comment: str, expected: list[str]) -> None:
    assert told(f"{comment}\n{HERE}") == expected


def test_several_codes_are_allowed_at_once_and_each_must_allow_something() -> None:
    text = '# segdsl: allow {} -- because\nsegment x: not is_staff and city != "Paris"\n'
    assert told(text.format("SEG706")) == []
    assert told(text.format("SEG706, SEG703")) == ["SEG791 SEG703"]
    assert told(text.format("SEG703 SEG706")) == ["SEG791 SEG703"]
    both = '# segdsl: allow SEG706, SEG703 -- because\nsegment x: vip and vip and city != "a"\n'
    assert told(both) == []


def test_a_proof_can_be_allowed_and_an_error_cannot() -> None:
    never = "segment x: frequency = 0 and recency < 9d\n"
    assert told("# segdsl: allow SEG481 -- to be mended next week\n" + never) == []
    wrong = "# segdsl: allow SEG310 -- they come next week\nsegment x: citty = 3\n"
    assert told(wrong) == ["SEG200 citty"]


def test_what_is_allowed_is_known() -> None:
    found = analysis(ALLOW + HERE)
    assert [one.message.code for one in found.allowed] == ["SEG706"]


def test_a_text_with_the_sign_is_no_comment() -> None:
    text = 'segment x: city != "# segdsl: allow SEG706 -- no" and frequency >= 4\n'
    assert [said[:6] for said in told(text)] == ["SEG706"]


UNNEEDED = [
    ("# segdsl: allow SEG703 -- a\nsegment x: vip and is_staff\n", "segment x: vip and is_staff\n"),
    ("segment x: vip and is_staff  # segdsl: allow SEG703 -- a\n", "segment x: vip and is_staff\n"),
    ("segment x: vip and is_staff  # segdsl: allow SEG703 -- a", "segment x: vip and is_staff"),
    (
        '# segdsl: allow SEG706, SEG703 -- a\nsegment x: city != "a" and frequency >= 4\n',
        '# segdsl: allow SEG706 -- a\nsegment x: city != "a" and frequency >= 4\n',
    ),
    (
        "# one\n# segdsl: allow SEG703, SEG701 -- a\n# two\nsegment x: vip and is_staff\n",
        "# one\n# two\nsegment x: vip and is_staff\n",
    ),
]


@pytest.mark.parametrize(("text", "mended"), UNNEEDED)
def test_a_comment_that_allows_nothing_is_taken_away(text: str, mended: str) -> None:
    assert fixed(text) == mended
    assert told(mended) == []
