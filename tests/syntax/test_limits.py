"""What is too large, or no text: said once, at its place, without hiding the rest."""

from time import perf_counter

import pytest

from segdsl.meaning import from_syntax
from segdsl.syntax import ast, from_text
from segdsl.text.diagnostics import Diagnostic
from tests.meaning.shop import MODEL, RULES, SETTINGS, understood

GOOD = "segment good: vip\n"
OTHER = "segment other: good and late and citi = 1\n"  # `citi` alone is unknown


def said(data: bytes, *others: str) -> list[Diagnostic]:
    """What is said of a file of these bytes beside the small shop and other files."""
    modules: list[ast.Module] = []
    found: list[Diagnostic] = []
    texts = (text.encode() for text in others)
    for number, raw in enumerate((MODEL.encode(), RULES.encode(), data, *texts)):
        file, unreadable = from_text.source_file(f"file{number}.seg", raw)
        module, messages = from_text.module(file)
        modules.append(module)
        found += [*unreadable, *messages]
    return [*found, *from_syntax.project(modules, SETTINGS, {})[1]]


def codes(found: list[Diagnostic]) -> list[str]:
    return [one.message.code for one in found]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "   ", "\ufeff", "\r\n"])
def test_an_empty_file_is_fine(text: str) -> None:
    assert said(text.encode()) == []


def test_a_file_saved_by_windows_is_told_and_read_on() -> None:
    data = f'segment good "Clients fidèles": vip\n{GOOD.replace("good", "late")}'.encode("cp1252")
    found = said(data, OTHER)
    assert codes(found) == ["SEG001", "SEG200"]
    assert found[0].span is not None
    assert found[0].span.place == "file2.seg:1:26"
    assert found[0].span.text == "è"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_file_in_another_unicode_is_told_once(encoding: str) -> None:
    found = said('segment good "é": vip\n'.encode(encoding))
    assert len(found) == 1
    assert found[0].message.code in ("SEG001", "SEG003")


def test_a_file_of_two_megabytes_is_not_read() -> None:
    started = perf_counter()
    found = said(b"segment good: vip\n" * 120_000)
    assert perf_counter() - started < 2
    assert codes(found) == ["SEG002"]
    assert found[0].said(found[0].message.says, "en").startswith("this file has 2,160,000 bytes")
    assert "2\u202f160\u202f000 octets" in found[0].said(found[0].message.says, "fr")


def test_a_file_of_one_megabyte_is_read() -> None:
    assert said(b"#" * 999_999 + b"\n") == []


@pytest.mark.parametrize(
    ("condition", "code", "place"),
    [
        ("(" * 1000 + "vip" + ")" * 1000, "SEG004", "("),
        ("(" * 65 + "vip" + ")" * 65, "SEG004", "("),
        ("frequency in (" + "1, " * 6000 + "1)", "SEG005", None),
        ("frequency = 1234567890123456789", "SEG006", "1234567890123456789"),
        ("frequency = 1234567890.123456789", "SEG006", "1234567890.123456789"),
        ("é" * 32 + " > 2", "SEG007", "é" * 32),
        ("`" + "a" * 64 + "` > 2", "SEG007", "`" + "a" * 64 + "`"),
        ("1 + " * 200 + "1 > 2", "SEG009", None),
        ("not " * 200 + "vip", "SEG009", None),
        ("vip and \u202efrequency > 2", "SEG003", "\u202e"),
        ('city = "a\u200eb\x00"', "SEG003", "\x00"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_a_limit_is_told_once_and_hides_nothing_else(
    condition: str, code: str, place: str | None
) -> None:
    text = f"segment late: {condition}\n{GOOD}"
    found = said(text.encode(), OTHER)
    assert codes(found) == [code, "SEG200"]
    assert found[0].span is not None
    assert place is None or found[0].span.text == place


@pytest.mark.parametrize(
    "condition",
    [
        "(" * 64 + "vip" + ")" * 64,
        "frequency in (" + "1, " * 4900 + "1)",
        "frequency = 123456789012345678",
        "1 + " * 90 + "1 > 2",
        "monetary > 12345678901234.5678",
    ],
    ids=lambda value: value[:20],
)
def test_just_inside_a_limit_is_fine(condition: str) -> None:
    _, found = understood(MODEL, RULES, f"segment x: {condition}\n")
    assert found == ()


def test_old_line_ends_are_line_ends() -> None:
    assert codes(said(b"segment good: vip\rsegment late: frequancy > 2\r")) == ["SEG200"]


def test_a_hidden_character_in_a_comment_is_told_and_its_neighbours_are_read() -> None:
    text = "# turned \u202e round\nsegment good: vip\nsegment late: vip\n"
    assert codes(said(text.encode(), OTHER)) == ["SEG003", "SEG200"]
