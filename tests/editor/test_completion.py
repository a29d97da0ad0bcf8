"""What is offered at a place, marked by `|`: on a small shop, text beside what may be written."""

from __future__ import annotations

import pytest

from segdsl.editor import completion, reading
from segdsl.editor.items import Item
from segdsl.editor.known import Known
from segdsl.text.source import SourceFile
from tests.meaning.shop import MODEL, RULES, understood

MORE = """
channel email "E-mail": email is known
list amis "Amis" from "lists/amis.csv" key customer_id
parameter seuil "Seuil": duration = 90d
parameter plancher: money = 100
define acheteur(canal: text): any orders where (channel = canal)
segment fideles "Fidèles": frequency >= 4
  owner "crm"
  tags rfm, vip
"""
KNOWN = Known(understood(MODEL, RULES, MORE)[0])


def offered(text: str) -> tuple[Item, ...]:
    at = text.index("|")
    file = SourceFile("x.seg", text.replace("|", "", 1))
    return completion.items(KNOWN, reading.here(file, at), "en")


def labels(text: str) -> list[str]:
    return [one.label for one in offered(text)]


EXACTLY = [
    # rows
    ("segment x: any |", ["orders", "visits", "gifts", "addresses"]),
    ("segment x: at least 2 |", ["orders", "visits", "gifts", "addresses"]),
    ("segment x: exactly 1 |", ["order", "visit", "gift", "address"]),
    ("segment x: any visits then |", ["orders", "visits", "gifts", "addresses", "then no"]),
    ("segment x: time since last |", ["order", "visit", "gift"]),
    ("segment x: average gap between |", ["orders", "visits", "gifts"]),
    ("segment x: any gifts via |", ["giver", "receiver"]),
    # columns
    ("segment x: average of |", ["orders.amount"]),
    ("segment x: sum of orders.|", ["amount", "customer", "product"]),
    ("segment x: any orders where (product.|)", ["product_id", "category"]),
    # values
    ('segment x: any orders where (channel = |)', ['"web"', '"store"', '"phone"']),
    ('segment x: any orders where (channel = "|")', ['"web"', '"store"', '"phone"']),
    ('segment x: any orders where (channel in ("web", |))', ['"web"', '"store"', '"phone"']),
    ("segment x: cycle in (|)", ["actif", "perdu"]),
    ("segment x: cycle.|", ["actif", "perdu"]),
    # after a word
    ("segment x: reachable by |", ["email"]),
    ("segment x: rank of |", ["frequency", "recency", "monetary"]),
    ("target t: vip by |", ["email"]),
    ("segment x: vip\n  tags |", ["rfm", "vip"]),
    ("segment x: vip\n  tags rfm, |", ["rfm", "vip"]),
    ('segment x: vip\n  owner "|"', ["crm"]),
    ("metric m: count of orders\n  better |", ["higher", "lower"]),
    # the model
    ("source o (o) from x\n  key a: |",
     ["text", "integer", "number", "money", "percent", "boolean", "date", "datetime"]),
    ("source o (o) from x\n  customer -> |",
     ["customers", "products", "orders", "visits", "gifts", "addresses"]),
    # nothing
    ("segment |", []),
    ("# segment x: any |", []),
    ('segment x "Fid|": vip', []),
    ("segment x: any orders # |", []),
    # a word or a value that is complete: what is written there would stick to it
    ("segment x: frequency >= 2|", []),
    ("segment x: recency < 30d|", []),
    ("segment x: monetary in top 20%|", []),
    ("segment x: birth_date >= 2026-01-3|", []),
    ("segment x: any orders where (amount >= 20.5)|", []),
    ('segment x: any orders where (channel = "web"|)', []),
    ('segment x "Fidèles"|', []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXACTLY, ids=[text for text, _ in EXACTLY])
def test_nothing_else_is_offered(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


FIRST = [
    ('segment x "Ma règle": |',
     ["frequency", "recency", "monetary", "vip", "fideles", "cycle", "amis", "seuil", "plancher"]),
    ('segment x "Ma règle": freq|', ["frequency", "recency", "monetary"]),
    ("segment x: vip and |", ["frequency", "recency", "monetary"]),
    ("segment x: recency < |", ["30d", "90d", "6 months", "1y", "seuil"]),
    ("segment x: monetary >= |", ["plancher", "frequency", "monetary"]),
    ("segment x: frequency |", [">=", "<=", "<", ">", "=", "!="]),
    ("segment x: vip |", ["and", "or", "as of"]),
    ("segment x: city |", ["=", "!="]),
    ("segment x: any orders where (|)", ["order_id", "ordered_at", "amount", "channel"]),
    ("segment x: cycle is |", ["actif", "perdu"]),
    ("|", ["segment", "segmentation", "metric", "target"]),
    ("segment y: vip\n|", ["segment", "segmentation", "metric", "target"]),
    # a text that makes no sense before the place
    ("segment x: foo bar baz and any orders where (channel = |",
     ['"web"', '"store"', '"phone"']),
    ("segment x: (monetary >=) and recency < |", ["30d", "90d"]),
    ("segmentation s: a when ) b when cycle is |", ["actif", "perdu"]),
    # in a define, a rule about its own values
    ("define acheteur(canal: text): any orders where (channel = |)", ['"web"', '"store"']),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIRST, ids=[text for text, _ in FIRST])
def test_what_is_likely_comes_first(text: str, expected: list[str]) -> None:
    assert labels(text)[: len(expected)] == expected


AMONG = [
    ("segment x: `fid|", ["fideles"], []),
    ("segment x: frequency >=|", ["frequency", "monetary"], []),
    ("segment x: any orders in |", ["in last", "in this month", "in previous quarter"], ["in top"]),
    ("segment x: any orders in l|", ["in last"], []),
    ("segment x: time since la|", ["time since last"], []),
    ("segment x: monetary |", ["in top", "between", "is known"], ["contains", "in last", "is"]),
    ("segment x: city |", ["contains", "starts with", "in"], ["between", "in top", "in last"]),
    ("segment x: cycle |", ["is", "is not", "in"], ["between", "starts with "]),
    ("segment x: birth_date |", ["in last", "since", ">="], ["contains"]),
    ("segment x: vip |", ["and", "or", "note", "expect size"], ["contains", "=", "except"]),
    ("segment x: frequency >= 4 |", ["and", "or"], [">=", "is known"]),
    ("segment x: any orders |", ["where", "in last", "then no"], ["=", "in next", "is known"]),
    ("segment x: any addresses |", ["where", "and"], ["in last", "since"]),
    ("segment x: any orders where (|)", ["not"], ["any", "count of", "rank of", "frequency"]),
    ("metric m: count of orders |", ["in last", "better higher"], ["expect size", "example in:"]),
    ("target t: vip |", ["by", "except", "at most"], ["expect size", "better higher"]),
    ("segment x: not |", ["vip", "any", "reachable by"], ["x"]),
    ("segment x: frequency >= |", ["count of"], ["any", "vip", "reachable by", "true"]),
    ("segment x: is_staff = |", ["true", "false"], ["any"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "there", "absent"), AMONG, ids=[text for text, *_ in AMONG])
def test_only_what_has_a_meaning_is_offered(text: str, there: list[str], absent: list[str]) -> None:
    found = labels(text)
    assert [one for one in there if one not in found] == []
    assert [one for one in absent if one in found] == []


def test_an_item_says_its_label_its_type_and_what_it_is() -> None:
    items = {one.label: one for one in offered("segment x: |")}
    assert items["frequency"].detail == "Commandes · a whole number · metric"
    assert items["fideles"].detail == "Fidèles · segment"
    assert items["email"].detail == "a text, personal data"
    assert items["acheteur"].fills == "acheteur(${1:canal})"


def test_a_value_that_is_chosen_stands_and_a_day_is_to_be_changed() -> None:
    durations = {one.label: one for one in offered("segment x: recency < |")}
    assert durations["30d"].fills == "30d"
    days = [one.fills for one in offered("segment x: birth_date >= |")]
    assert days[0] == "${1:2026-01-01}"


def test_where_owners_are_known_they_are_to_be_chosen_after_the_word() -> None:
    items = {one.label: one for one in offered("segment x: vip\n  |")}
    assert items["owner"].goes_on
    assert not items["goal"].goes_on  # none is used yet
    assert not items["note"].goes_on


def test_a_pair_of_words_replaces_its_first_word() -> None:
    text = "segment x: any orders in la|"
    (item,) = (one for one in offered(text) if one.label == "in last")
    assert text[item.start : item.end] == "in la|"[:-1]
    assert (item.fills, item.bare) == ("in last ${1:90d}", "in last 90d")


def test_a_name_that_is_a_word_of_the_language_is_offered_in_backquotes() -> None:
    model = MODEL.replace("  page: text", "  page: text\n  `or`: text")
    known = Known(understood(model, RULES)[0])
    text = "segment x: any visits where ("
    file = SourceFile("x.seg", text)
    found = completion.items(known, reading.here(file, len(text)), "en")
    assert "`or`" in [one.fills for one in found]


def test_where_there_are_several_populations_a_segment_names_its_own() -> None:
    second = "\npopulation firms (firm) from crm.firms\n  key firm_id: text\n"
    known = Known(understood(MODEL + second)[0])
    found = completion.items(known, reading.here(SourceFile("x.seg", "seg"), 3), "en")
    (segment,) = (one for one in found if one.label == "segment")
    assert segment.bare == 'segment name "Label" of customers: '
