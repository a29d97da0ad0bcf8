"""Pages in Markdown: what each says of the small shop, with figures and without."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from segdsl import compiler
from segdsl.site import entries, markdown
from segdsl.site.names import file_name
from segdsl.syntax import from_text
from segdsl.text.diagnostics import LANGUAGES
from segdsl.text.source import SourceFile
from segdsl.warehouse.run import Population, Result, Results
from tests.meaning.shop import MODEL, RULES, SETTINGS
from tests.site import pages as sites

DAY = date(2026, 3, 31)
OWN = """
parameter short "Short": duration = 30d
segment recent "Seen | *lately*": recency < short and vip
  note "One <b>line</b>"
  owner "crm"
  tags a, b
segmentation habit: by most frequent orders.channel
"""
FIGURES = entries.Figures(
    DAY,
    "dev",
    Results(
        (Population("customers", 2469, Decimal("1000")),),
        (
            Result("vip", "segment", "customers", 1262, 0.511, Decimal("250.5")),
            Result("recent", "segment", "customers", 0, 0.0, Decimal(0)),
            Result("cycle.actif", "class", "customers", 2000, 0.81, Decimal(900)),
            Result("cycle.perdu", "class", "customers", 469, 0.19, Decimal(100)),
            Result("habit.web", "class", "customers", 3, 0.001, Decimal(1)),
        ),
    ),
)


def analysis() -> compiler.Analysis:
    texts = {"model.seg": MODEL, "rules.seg": RULES, "own.seg": OWN}
    files = [(path, text.encode()) for path, text in texts.items()]
    found = compiler.analyse(SETTINGS, files, {}, compiler.Stopwatch())
    assert found.diagnostics == ()
    return found


def pages(figures: entries.Figures | None = FIGURES) -> dict[str, str]:
    catalog = entries.catalog(analysis(), DAY, figures, "en", compiler.Stopwatch())
    return markdown.pages(catalog, LANGUAGES)


def test_every_declaration_has_a_page_in_each_language() -> None:
    declared = {path.removeprefix("en/") for path in pages() if path.startswith("en/")}
    assert declared == {path.removeprefix("fr/") for path in pages() if path.startswith("fr/")}
    assert {
        "index.md",
        "segments/vip.md",
        "segmentations/habit.md",
        "parameters/short.md",
    } < declared
    assert {"populations/customers.md", "sources/orders.md", "metrics/recency.md"} < declared


def test_a_segment_says_its_size_in_the_figures_of_the_language() -> None:
    english, french = pages()["en/segments/vip.md"], pages()["fr/segments/vip.md"]
    assert "**1,262 of 2,469 customers (51.1%), worth 250.50, 25.1% of the total.**" in english
    assert (
        "**1 262 sur 2 469 customers (51,1 %), pour 250,50, soit 25,1 % du total.**"
        in french.replace("\N{NARROW NO-BREAK SPACE}", " ")
    )


def test_a_segment_says_who_is_in_it_in_both_languages_and_as_it_was_written() -> None:
    page = pages()["fr/segments/recent.md"].replace("\N{NO-BREAK SPACE}", " ")
    assert "Customers dont « Récence » est de moins de 30 jours" in page
    assert "*Customers whose “Récence” is" in page
    assert 'own.seg:3:9\n\n```\nsegment recent "Seen | *lately*": recency < short and vip' in page
    assert "Fait de : [`recency`](../metrics/recency.md), [`short`](../parameters/short.md)" in page
    assert "Utilisé par : rien pour l'instant." in page
    assert "## SQL pour DuckDB" in page
    assert "## SQL pour PostgreSQL" in page


def test_an_authors_text_stays_text() -> None:
    page = pages()["en/segments/recent.md"]
    assert "# Seen \\| \\*lately\\*" in page
    assert "> One \\<b\\>line\\</b\\>" in page
    assert (
        "| [`recent`](segments/recent.md) | Seen \\| \\*lately\\* | 0 | 0.0% |"
        in (pages()["en/index.md"])
    )


def test_a_segmentation_lists_its_classes_declared_or_found() -> None:
    assert "| `actif` |  | 2,000 | 81.0% | 900.00 |" in pages()["en/segmentations/cycle.md"]
    assert "| `web` |  | 3 | 0.1% | 1.00 |" in pages()["en/segmentations/habit.md"]
    assert "| `actif` |  |" in pages(None)["en/segmentations/cycle.md"]


def test_personal_fields_are_counted_and_not_shown() -> None:
    page = pages()["en/populations/customers.md"]
    assert "`city`" in page
    assert "email" not in page
    assert "One personal field is not shown." in page


def test_without_a_warehouse_there_are_no_figures() -> None:
    without = pages(None)
    assert without.keys() == pages().keys()
    assert "Written without a warehouse: no figures." in without["en/index.md"]
    assert "1,262" not in "".join(without.values())


def test_links_between_pages_lead_somewhere() -> None:
    made = pages()
    for path, text in made.items():
        folder = path.rpartition("/")[0]
        for target in re.findall(r"\]\(([^)]+)\)", text):
            parts = folder.split("/") if folder else []
            for part in target.split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in made, (path, target)


def test_what_leads_to_what_is_a_graph_that_wikis_draw() -> None:
    page = pages()["en/segments/recent.md"]
    graph = page[page.index("```mermaid") :]
    assert '"Récence"' in graph
    assert '["Seen #124; #42;lately#42;"]' in graph
    short, recent = (re.search(rf"(n\d+)\[.{label}", graph) for label in ("Short", "Seen"))
    assert short is not None
    assert recent is not None
    assert f"{short[1]} --> {recent[1]}" in graph


def test_of_a_few_customers_neither_share_nor_value_is_told() -> None:
    found = entries.catalog(analysis(), DAY, FIGURES, "en", compiler.Stopwatch(), 5)
    page = markdown.pages(found, ["en"])["en/segmentations/habit.md"]
    assert "| `web` |  | < 5 | – | – |" in page


def test_pictures_are_tables() -> None:
    page = markdown.pages(sites.measured(), ["fr"])["fr/segments/fideles.md"]
    assert "### Qui reste, condition après condition" in page
    assert "| --- | ---: |" in page


def test_the_same_project_gives_the_same_pages() -> None:
    assert pages() == pages()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fidèles_2026", "fidèles_2026"),
        ("cycle.actif", "cycle.actif"),
        ("../etc/passwd", "~2e~.~2f~etc~2f~passwd"),
        ("con", "con~"),
        ("Index", "Index~"),
        ("a b", "a~20~b"),
        (".hidden", "~2e~hidden"),
    ],
)
def test_a_file_name_is_one_on_every_system(name: str, expected: str) -> None:
    assert file_name(name) == expected


def test_a_block_of_code_ends_where_it_is_meant_to() -> None:
    text = SourceFile("a.seg", 'segment a "```": vip\n')
    module, _ = from_text.module(text)
    assert module.declarations
    files = [("model.seg", MODEL.encode()), ("rules.seg", RULES.encode())]
    found = compiler.analyse(
        SETTINGS, [*files, ("a.seg", text.text.encode())], {}, compiler.Stopwatch()
    )
    catalog = entries.catalog(found, DAY, None, "en", compiler.Stopwatch())
    page = markdown.pages(catalog, ["en"])["en/segments/a.md"]
    assert '````\nsegment a "```": vip\n````' in page
