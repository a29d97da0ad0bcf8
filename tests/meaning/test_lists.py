"""Lists kept by hand: which lines a file has, and what is said of files that are none."""

from __future__ import annotations

from datetime import date

import pytest

from segdsl.meaning import model
from segdsl.meaning.lists import Contents, is_inside
from segdsl.text.diagnostics import Diagnostic
from tests.meaning.shop import MODEL, RULES, understood

LIST = 'list amis "Amis" from "amis.csv" key customer_id\n'


def read(data: bytes | str) -> tuple[model.Project, tuple[Diagnostic, ...]]:
    content = data.encode() if isinstance(data, str) else data
    contents: Contents = {"amis.csv": content}
    return understood(MODEL, RULES, LIST, "segment x: amis and not vip\n", contents=contents)


def keys(data: bytes | str) -> list[str]:
    project, found = read(data)
    assert found == ()
    return [line.key for line in project.lists["amis"].lines]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("customer_id\nc1\nc2\n", ["c1", "c2"]),
        ("customer_id\nc1\nc2", ["c1", "c2"]),
        ("customer_id\r\nc1\r\n\r\nc2\r\n", ["c1", "c2"]),
        ("\ufeffcustomer_id\nc1\n", ["c1"]),
        ("name,customer_id\nAnne,c1\n", ["c1"]),
        ("name;customer_id\nAnne, dite A;c1\n", ["c1"]),
        ("name,customer_id\nAnne; dite A,c1\n", ["c1"]),
        ('"customer_id"\n"c,1"\n"c""2"\n', ["c,1", 'c"2']),
        ('customer_id,reason\n"c\n1",x\nc2,"deux\nlignes"\n', ["c\n1", "c2"]),
        ("customer_id\n${env:HOME}\nc'1\n\\\n c1 \né\n", ["${env:HOME}", "c'1", "\\", " c1 ", "é"]),
        ("customer_id\ne\u0301\n", ["é"]),
        ("customer_id,reason\nc1\n", ["c1"]),
        ("customer_id\n", []),
    ],
)
def test_the_lines_of_a_file(data: str, expected: list[str]) -> None:
    assert keys(data) == expected


def test_what_else_a_line_says() -> None:
    project, _ = read("expires;customer_id;reason;added_by\n2026-12-31;c1;presse;anne\n;c2;;\n")
    first, second = project.lists["amis"].lines
    assert (first.expires, first.reason, first.added_by) == (date(2026, 12, 31), "presse", "anne")
    assert (second.number, second.expires, second.reason) == (3, None, None)


def test_a_line_counts_up_to_and_including_its_day() -> None:
    project, _ = read("customer_id,expires\nc1,2026-12-31\nc2,\n")
    amis = project.lists["amis"]
    assert amis.keys_on(date(2026, 12, 31)) == ("c1", "c2")
    assert amis.keys_on(date(2027, 1, 1)) == ("c2",)


@pytest.mark.parametrize(
    ("data", "code", "places"),
    [
        ("customer_id\nc1\nc2\nc1\n", "SEG344", ["amis.csv:4:1"]),
        ("customer_id\ne\u0301\né\n", "SEG344", ["amis.csv:3:1"]),
        ("customer_id,expires\nc1,31/12/2026\n", "SEG345", ["amis.csv:2:1"]),
        ("customer_id,expires\nc1,2026-2-1\n", "SEG345", ["amis.csv:2:1"]),
        ("customer_id,expires\nc1,20260101\n", "SEG345", ["amis.csv:2:1"]),
        ("id\nc1\n", "SEG343", ["amis.csv:1:1"]),
        ("", "SEG343", ["amis.csv:1:1"]),
        (b"customer_id\nc1\nc\xe9\n", "SEG342", ["amis.csv:3:2"]),
        (b"customer_id\nc1\nc\x002\n", "SEG346", ["amis.csv:3:1"]),
        ("customer_id,reason\nc1,Dupont, Marie\n", "SEG346", ["amis.csv:2:1"]),
        ("customer_id,reason\n,x\n", "SEG346", ["amis.csv:2:1"]),
        ('customer_id\nc1\n"c2\n', "SEG346", ["amis.csv:3:1"]),
        ("customer_id,customer_id\nc1,c2\n", "SEG346", ["amis.csv:1:1"]),
        (b"customer_id\n" + b"c12345678\n" * 1_000_000, "SEG347", ["file3.seg:1:23"]),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_said_at_its_place(
    data: bytes | str, code: str, places: list[str]
) -> None:
    _, found = read(data)
    assert [one.message.code for one in found] == [code] * len(places)
    assert [one.span.place if one.span else "" for one in found] == places


def test_of_many_bad_lines_some_are_said() -> None:
    _, found = read("customer_id,expires\n" + "".join(f"c{n},x\n" for n in range(1000)))
    assert len(found) == 10


def test_a_repeated_key_shows_both_lines() -> None:
    _, found = read("customer_id\nc1\nc2\nc1\n")
    assert found[0].said(found[0].message.says, "fr") == (
        "`c1` figure à la ligne 2 et encore à la ligne 4"
    )
    assert [one.span.place for one in found[0].related] == ["amis.csv:2:1"]


def test_a_file_that_is_not_there_is_said_once_at_its_name() -> None:
    _, found = understood(MODEL, RULES, LIST, "segment x: amis or not amis\n", contents={})
    assert [(one.message.code, one.span.text if one.span else "") for one in found] == [
        ("SEG341", '"amis.csv"')
    ]


@pytest.mark.parametrize("path", ["amis.csv", "lists/amis.csv", "./a b/é.csv", "a..b.csv"])
def test_a_path_inside(path: str) -> None:
    assert is_inside(path)


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../a.csv", "a/../../b.csv", "~/a.csv", "C:\\a.csv", "C:a.csv", "a\\b.csv",
     "a\0.csv", "a\n.csv"],
)  # fmt: skip
def test_a_path_that_may_lead_out(path: str) -> None:
    assert not is_inside(path)


def test_a_list_is_one_of_customers_not_of_rows() -> None:
    text = "segment x: any orders where (amis)\n"
    _, found = understood(MODEL, LIST, text, contents={"amis.csv": b"customer_id\nc1\n"})
    assert "SEG209" in [one.message.code for one in found]
