"""What an editor shows of a project: hover, colours, outline, fixes, layout, positions, figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from segdsl.editor import colours, findings, hover, layout, outline, sizes, symbols, words
from segdsl.editor.desk import Desk
from segdsl.editor.positions import Document, Place, Units
from segdsl.syntax import from_text
from segdsl.syntax.terminals import terminals
from segdsl.text.diagnostics import LANGUAGES, Language
from segdsl.warehouse import run
from tests.meaning.shop import MODEL, RULES, understood

TOML = 'language = 1\nname = "shop"\ntimezone = "UTC"\n[warehouse.dev]\nurl = "duckdb:x.duckdb"\n'
MORE = """channel email "E-mail": email is known
segment fideles "Clients fidèles": frequency >= 4 and not vip
  note "Base du programme."
  owner "crm"
  tags rfm
define acheteur(canal: text): any orders where (channel = canal)
"""


def desk_of(folder: Path, rules: str) -> Desk:
    for name, text in (("segdsl.toml", TOML), ("model.seg", MODEL), ("rules.seg", rules)):
        (folder / name).write_text(text, encoding="utf-8")
    return Desk(folder)


def shown(desk: Desk, word: str, language: Language = "en", nth: int = 0) -> str | None:
    """What is said of the nth place of a word in the rules."""
    analysis = desk.analysis()
    at = -1
    for _ in range(nth + 1):
        at = analysis.files["rules.seg"].text.index(word, at + 1)
    found = hover.hover(analysis, "rules.seg", at, language, lambda name: None)
    return None if found is None else found[0]


def test_a_metric_is_said_in_a_sentence_with_its_type_and_place(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, RULES + MORE)
    assert shown(desk, "frequency >=") == (
        "**frequency** “Commandes” · metric · a whole number\n\n"
        "The number of orders in the last 12 months; 0 without any orders; the higher the better."
        "\n\n*declared in rules.seg:2:8*"
    )
    assert shown(desk, "frequency >=", "fr") == (
        "**frequency** «\xa0Commandes\xa0» · métrique · un nombre entier\n\n"
        "Le nombre d'orders au cours des 12 derniers mois ; 0 pour qui n'a pas d'orders ; plus"
        " la valeur est élevée, mieux c'est.\n\n*déclaré dans rules.seg:2:8*"
    )


def test_a_segment_of_no_population_yet_says_where_it_is(tmp_path: Path) -> None:
    two = "population shops (shop) from shops\n  key shop_id: text\n"
    desk = desk_of(tmp_path, two + "segment fresh: frequency >= 1\n")
    assert (shown(desk, "fresh") or "").endswith("\n\n*declared in rules.seg:3:9*")


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("vip\n", "Customers whose “CA 12 mois” is at least 1,000."),
        ("fideles", "> Base du programme."),
        ("fideles", "owner: crm · tags: rfm"),
        ("orders in", "fields: `order_id`, `ordered_at`"),
        ("order\n", "**order** · a row of `orders`"),
        ("amount", "**amount** · field of `orders` · an amount of money"),
        ("channel =", 'one of `"web"`, `"store"`, `"phone"`'),
        ("email is", "personal data"),
        ("canal)", "**canal** · parameter of `acheteur` · a text"),
        ("actif", "**actif** · class of `cycle`"),
        ("in last", "The days up to the day of the calculation"),
        ("count of", "How many rows."),
        ("segment ", "Customers of whom a rule holds"),
        ("better", "Which end of a metric is best"),
    ],
)
def test_every_kind_of_name_and_word_is_explained(tmp_path: Path, word: str, part: str) -> None:
    desk = desk_of(tmp_path, RULES + MORE)
    assert part in (shown(desk, word) or "")


def test_names_are_explained_in_a_declaration_that_cannot_be_read(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, RULES + "segment x: ((frequency >= and any orders where (amount >")
    assert "The number of orders" in (shown(desk, "frequency >= and") or "")
    assert "field of `orders`" in (shown(desk, "amount >") or "")


def test_what_is_not_understood_is_shown_without_a_sentence(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, RULES + "metric m: sum of orders.totl\nsegment x: m > 2\n")
    assert shown(desk, "m > 2") == "**m** · metric\n\n*declared in rules.seg:12:8*"


def test_where_something_is_wrong_it_is_said_why_it_matters_and_how_it_is_right(
    tmp_path: Path,
) -> None:
    desk = desk_of(tmp_path, RULES + "segment x: recency < 90")
    assert (shown(desk, "90", "fr") or "").startswith(
        "**SEG301** · Des jours, des semaines ou des mois ne donnent pas les mêmes clients.\n\n"
        "Par exemple :\n```segdsl\nsegment x: recency < 90d\n```"
    )


def test_every_word_of_the_grammar_is_explained_with_an_example_that_is_right() -> None:
    places = "  city: text\n  latitude: number\n  longitude: number\n"
    shop = MODEL.replace("  city: text\n", places, 1)
    shop += 'channel email "E-mail": email is known\nsegment fideles: frequency >= 4\n'
    for terminal in terminals().values():
        for phrase in terminal.phrases:
            word = words.of(terminal.name, phrase)
            assert word is not None, terminal.name
            for language in LANGUAGES:
                assert word.explains.in_(language).endswith((".", "`.")), phrase
            file, _ = from_text.source_file("x.seg", word.example.encode())
            module, found = from_text.module(file)
            assert found == (), word.example
            (declared,) = module.declarations
            if declared.span.text.split()[0] in ("segment", "metric", "segmentation"):
                base = shop if declared.name.text != "fideles" else shop.replace("segment fid", "#")
                base += RULES
                if declared.name.text in ("frequency", "cycle"):
                    continue
                assert understood(base, word.example)[1] == (), word.example


# --- colours ---


def test_words_are_coloured_by_what_they_are_there(tmp_path: Path) -> None:
    text = 'segment owner "É🎉": any orders where (channel = "web") in\n  last 30d  # note\n'
    desk = desk_of(tmp_path, text)
    found = [
        (text[one.start : one.end], one.colour.value)
        for one in colours.coloured(desk.analysis(), "rules.seg")
    ]
    assert found == [
        ("segment", "keyword"),
        ("owner", "class"),
        ('"É🎉"', "string"),
        ("any", "keyword"),
        ("orders", "struct"),
        ("where", "keyword"),
        ("channel", "property"),
        ("=", "operator"),
        ('"web"', "string"),
        ("in", "keyword"),
        ("last", "keyword"),
        ("30d", "number"),
        ("# note", "comment"),
    ]


# --- fixes ---


def fixed(desk: Desk, language: Language = "en") -> list[tuple[str, str]]:
    """Each fix by its title, and the rules after it."""
    analysis = desk.analysis()
    text = analysis.files["rules.seg"].text
    found = findings.mendings(analysis, "rules.seg", 0, len(text), language)
    done = []
    for one in found:
        after = text
        for edit in sorted(one.edits, key=lambda edit: -edit.span.start):
            after = after[: edit.span.start] + edit.text + after[edit.span.end :]
        done.append((one.title, after))
    return done


@pytest.mark.parametrize(
    ("wrong", "title", "right"),
    [
        ("frequenci >= 4", "Write `frequency`", "frequency >= 4"),
        (
            'any orders where (channel = "wb")',
            'Write `"web"`',
            'any orders where (channel = "web")',
        ),
        ("any order in last 30d", "Write `orders`", "any orders in last 30d"),
        ("frequency >= 80,5", "Write `80.5`", "frequency >= 80.5"),
        ("cycle is actf", "Write `actif`", "cycle is actif"),
        ("reachable by emial", "Write `email`", "reachable by email"),
    ],
)
def test_a_likely_fix_is_offered_and_mends(
    tmp_path: Path, wrong: str, title: str, right: str
) -> None:
    base = RULES + 'channel email "E-mail": email is known\n'
    desk = desk_of(tmp_path, f"{base}segment x: {wrong}")
    assert fixed(desk) == [(title, f"{base}segment x: {right}")]


# --- outline, folds, layout ---


def test_the_outline_of_a_model_has_its_fields(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, RULES)
    found = {one.name: one for one in outline.outline(desk.analysis(), "model.seg")}
    assert [one.name for one in found["visits"].inside] == ["customer", "day", "page"]
    assert [one.detail for one in found["visits"].inside] == ["→ customers", "date", "text"]


def test_declarations_and_comments_are_folded(tmp_path: Path) -> None:
    desk = desk_of(
        tmp_path,
        "# a\n# b\n\nsegment x: vip\n  tags a\nsegment y: (\n  vip\n",
    )
    assert sorted(outline.folds(desk.analysis(), "rules.seg")) == [(0, 1), (3, 4), (5, 6)]


def test_a_file_is_laid_out_by_changing_only_the_lines_that_differ(tmp_path: Path) -> None:
    text = "segment a: vip\n\nsegment   b:vip  and not a\n\nsegment c: vip\n"
    desk = desk_of(tmp_path, text)
    new = layout.laid_out(desk.analysis(), "rules.seg")
    assert new == text.replace("segment   b:vip  and", "segment b: vip and")
    start, end, change = layout.difference(text, new)
    assert text[start:end] == "segment   b:vip  and not a\n"
    assert text[:start] + change + text[end:] == new
    desk.put("rules.seg", text + "segment x: (")
    assert layout.laid_out(desk.analysis(), "rules.seg") is None


# --- positions ---


@pytest.mark.parametrize("units", Units)
@pytest.mark.parametrize(
    "raw",
    [
        "a\r\nsegment é\U0001f389x\r\n",
        "\ufeffsegment e\u0301te\u0301: vip",
        "x\ry\n\n",
        "",
        "de\u0301ja\u0300 vu\nfin",
    ],
)
def test_every_place_of_the_compiler_is_one_of_the_editor_and_back(raw: str, units: Units) -> None:
    file, _ = from_text.source_file("x.seg", raw.encode())
    document = Document(raw, file, units)
    for offset in range(len(file.text) + 1):
        assert document.offset(document.place(offset)) == offset


def test_a_place_that_is_not_there_is_the_nearest_one() -> None:
    file, _ = from_text.source_file("x.seg", b"ab\ncd")
    document = Document(file.text, file)
    assert document.offset(Place(0, 99)) == 2
    assert document.offset(Place(9, 0)) == 5
    emoji, _ = from_text.source_file("x.seg", "\U0001f389".encode())
    assert Document(emoji.text, emoji).offset(Place(0, 1)) == 0  # inside a character


# --- unsaved texts ---


def test_a_keystroke_parses_one_declaration_and_moves_the_others(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, RULES + MORE)
    before = desk.analysis()
    desk.put("rules.seg", "# one more line\n" + RULES + MORE)
    after = desk.analysis()
    assert after.analysis.project == before.analysis.project
    fresh, _ = understood(MODEL, "# one more line\n" + RULES + MORE)
    for name, one in after.analysis.project.segments.items():
        here, there = one.span, fresh.segments[name].span
        assert here is not None
        assert there is not None
        assert (here.start, here.line, here.text) == (there.start, there.line, there.text)


def test_a_source_that_is_being_typed_is_known_as_it_was(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, RULES)
    desk.analysis()
    desk.put("model.seg", MODEL.replace("  amount: money", "  amount: money one of ("))
    known = desk.analysis().known
    assert "orders" not in desk.analysis().analysis.project.tables
    assert "amount" in [one.name for one in known.project.tables["orders"].fields]


# --- figures ---


def test_a_figure_is_told_of_the_rule_that_it_was_computed_for_and_of_no_other(
    tmp_path: Path,
) -> None:
    desk = desk_of(tmp_path, RULES + MORE)
    known = sizes.Sizes()
    asked = known.asked(desk, desk.analysis(), ["rules.seg"])
    assert asked is not None
    assert sorted(asked.keys) == ["cycle", "fideles", "vip"]
    results = [
        run.Result("fideles", "segment", "customers", 2286, 0.51, None),
        run.Result("vip", "segment", "customers", 1, 0.001, None),
        run.Result("cycle.actif", "class", "customers", 12, 0.1, None),
    ]
    known.put(asked, run.Results((), tuple(results)))
    assert known.shown(desk.analysis(), "fideles", "en") == "2,286 customers, 51.0%"
    assert known.shown(desk.analysis(), "fideles", "fr") == "2\u202f286 customers, 51,0\u202f%"
    lenses = [one.text for one in known.lenses(desk.analysis(), "rules.seg", "en")]
    assert lenses == ["1 customer, 0.1%", "12 customers, 10.0%", "2,286 customers, 51.0%"]
    assert known.asked(desk, desk.analysis(), ["rules.seg"]) is None

    other = (RULES + MORE).replace("monetary >= 1000", "monetary >= 2000")
    desk.put("rules.seg", other)
    assert known.shown(desk.analysis(), "vip", "en") is None
    assert known.shown(desk.analysis(), "fideles", "en") is None  # it is made of `vip`
    assert known.shown(desk.analysis(), "cycle.actif", "en") == "12 customers, 10.0%"


def test_references_reach_every_file(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, RULES + MORE)
    analysis = desk.analysis()
    at = analysis.files["model.seg"].text.index("amount")
    found = symbols.at(analysis, "model.seg", at)
    assert found is not None
    places = [one.span.place for one in symbols.places(analysis, found.symbol)]
    assert places == ["model.seg:18:3", "rules.seg:6:45"]
