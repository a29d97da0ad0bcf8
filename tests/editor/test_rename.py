"""A thing gets another name in all files, and all means the same; or it is said why not."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdsl.editor import occurrences, rename
from segdsl.editor.desk import Desk
from segdsl.editor.occurrences import Sort, Symbol
from segdsl.meaning import model
from tests.meaning.shop import MODEL

ROOT = Path(__file__).parents[2]
TOML = 'language = 1\nname = "shop"\ntimezone = "UTC"\nvalue = "monetary"\n'
METRICS = """metric frequency "Commandes": count of orders in last 12 months
metric monetary "CA": sum of orders.amount in last 12 months
  better higher
"""
RULES = """segmentation cycle "Cycle":
  actif when any orders in last 90d
  perdu otherwise
define depense(canal: text): any orders where (channel = canal)
segment vip "VIP": monetary >= 1000 and cycle is actif and not cycle in (perdu)
segment web: depense("web") and monetary in top 20% per city
target relance: vip by email at most 10 highest monetary
channel email: email is known
segment back: entered vip in last 30d or left cycle.actif in last 7d
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    for name, text in (
        ("segdsl.toml", TOML),
        ("model.seg", MODEL),
        ("metrics.seg", METRICS),
        ("rules.seg", RULES),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Desk(tmp_path)


def renamed(desk: Desk, path: str, word: str, new: str, nth: int = 0) -> dict[str, str] | str:
    """The files that change, or why none does, for the nth place of a word in a file."""
    analysis = desk.analysis()
    text = analysis.files[path].text
    at = [found.start() for found in re.finditer(rf"\b{word}\b", text)][nth]
    made = rename.edits(desk, analysis, path, at + 1, new)
    if isinstance(made, rename.Refused):
        assert made.why.fr
        return made.why.en
    return rename.changed_texts(analysis, made)


def test_a_metric_is_renamed_wherever_it_is_named_settings_included(desk: Desk) -> None:
    texts = renamed(desk, "rules.seg", "monetary", "ca")
    assert isinstance(texts, dict)
    assert sorted(texts) == ["metrics.seg", "rules.seg", "segdsl.toml"]
    assert 'value = "ca"' in texts["segdsl.toml"]
    assert 'metric ca "CA"' in texts["metrics.seg"]
    assert texts["rules.seg"] == RULES.replace("monetary", "ca")


def test_a_segment_is_renamed_where_its_past_is_asked(desk: Desk) -> None:
    texts = renamed(desk, "rules.seg", "vip", "vips")
    assert isinstance(texts, dict)
    assert "segment back: entered vips in last 30d or" in texts["rules.seg"]
    texts = renamed(desk, "rules.seg", "actif", "vivant")
    assert isinstance(texts, dict)
    assert "left cycle.vivant in last 7d" in texts["rules.seg"]


def test_a_field_keeps_reading_its_column(desk: Desk) -> None:
    texts = renamed(desk, "model.seg", "amount", "montant")
    assert isinstance(texts, dict)
    assert "  montant: money from amount\n" in texts["model.seg"]
    assert "sum of orders.montant in last" in texts["metrics.seg"]


def test_a_reference_a_class_an_argument_and_the_word_for_a_row(desk: Desk) -> None:
    texts = renamed(desk, "model.seg", "giver", "donateur")
    assert isinstance(texts, dict)
    assert "  donateur -> customers from giver\n" in texts["model.seg"]
    texts = renamed(desk, "rules.seg", "actif", "vivant")
    assert texts == {"rules.seg": RULES.replace("actif", "vivant")}
    texts = renamed(desk, "rules.seg", "canal", "par")
    assert texts == {"rules.seg": RULES.replace("canal", "par")}
    texts = renamed(desk, "model.seg", "order", "commande")
    assert isinstance(texts, dict)
    assert "source orders (commande)" in texts["model.seg"]


def test_a_word_of_the_language_stands_in_backquotes(desk: Desk) -> None:
    texts = renamed(desk, "rules.seg", "vip", "among")
    assert isinstance(texts, dict)
    assert "segment `among`" in texts["rules.seg"]
    assert "target relance: `among` by" in texts["rules.seg"]


@pytest.mark.parametrize(
    ("word", "new", "why"),
    [
        ("vip", "web", "`web` is declared already, in rules.seg:6:9"),
        ("vip", "WEB", "`WEB` is declared already, in rules.seg:6:9"),
        ("vip", "2026", "`2026` is not a name: letters, digits and `_`, a letter first"),
        ("vip", "a b", "`a b` is not a name: letters, digits and `_`, a letter first"),
        ("vip", "é" * 40, f"`{'é' * 40}` is longer than a name may be"),
        ("actif", "note", "`note` is a word of the language, which a class cannot be called"),
        ("actif", "perdu", "`perdu` is declared already, in rules.seg:3:3"),
        ("vip", "city", "`city` would mean something else here (SEG203, rules.seg:7:17)"),
        ("segment", "x", "nothing here has a name to change"),
    ],
)
def test_a_name_that_does_not_fit_is_refused(desk: Desk, word: str, new: str, why: str) -> None:
    assert renamed(desk, "rules.seg", word, new) == why


def test_nothing_is_renamed_while_a_declaration_cannot_be_read(desk: Desk) -> None:
    desk.put("rules.seg", RULES + "segment x: (vip\n")
    assert renamed(desk, "rules.seg", "vip", "best") == (
        "first mend what cannot be read, in rules.seg:10:1: it may hold the name"
    )


# --- the law ---


def plain(value: Any, was: str, is_now: str) -> Any:
    """A model as plain values, a name in it changed: what is compared, without places."""
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, model.Stored):  # a column of the warehouse is not renamed
            return ("Stored", value.column)
        shown = [
            plain(getattr(value, one.name), was, is_now) for one in fields(value) if one.compare
        ]
        return (type(value).__name__, *shown)
    if isinstance(value, dict):
        return {plain(key, was, is_now): plain(found, was, is_now) for key, found in value.items()}
    if isinstance(value, tuple):
        return tuple(plain(one, was, is_now) for one in value)
    if isinstance(value, str):  # a time borrowed from `order.ordered_at` is `order_ordered_at`
        return re.sub(rf"(?<![^_]){re.escape(was)}(?![^_])", is_now, value)
    return value


def symbols_of(folder: Path) -> list[tuple[Symbol, str, int]]:
    """Everything that an example declares, and where."""
    analysis = Desk(folder).analysis()
    return [
        (one.symbol, one.span.file.path, one.span.start)
        for one in occurrences.of_modules(analysis.known, analysis.analysis.modules)
        if one.is_declaration
    ]


BOUTIQUE = ROOT / "examples" / "boutique"
DESK = Desk(BOUTIQUE)
DECLARED = symbols_of(BOUTIQUE)


@given(st.sampled_from(DECLARED))
@settings(max_examples=25, deadline=None)
def test_a_project_means_the_same_but_for_the_name(found: tuple[Symbol, str, int]) -> None:
    symbol, path, start = found
    before = DESK.analysis()
    new = "tout_autre_nom"
    made = rename.edits(DESK, before, path, start, new)
    if isinstance(made, rename.Refused):
        assert symbol.sort is Sort.MEMBER, made.why.en
        assert "groups by" in made.why.en or "would mean something else" in made.why.en, made.why
        return
    after = DESK.with_texts(rename.changed_texts(before, made))
    assert after.analysis.diagnostics == ()
    was = plain(before.analysis.project, symbol.name, new)
    assert plain(after.analysis.project, symbol.name, new) == was
