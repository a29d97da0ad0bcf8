"""The manual cannot lie: every example is run, and its members stand on the page.

`pytest tests/docs --update` writes them anew; read the diff before you keep it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from segdsl.text.diagnostics import Language
from tests.differential.comparison import Engine, duckdb_engine
from tests.docs.worked import worked

DOCS = Path(__file__).parents[2] / "docs"
ENGLISH = sorted(DOCS.glob("language/*.md"))
FRENCH = sorted(DOCS.glob("language.fr/*.md"))
COMPARISONS = (DOCS / "comparison.md", DOCS / "comparaison.md")
PAGES = [*ENGLISH, *FRENCH, *COMPARISONS]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with duckdb_engine() as found:
        yield found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(DOCS)))
def test_a_page_says_what_is_true(path: Path, engine: Engine, pytestconfig: pytest.Config) -> None:
    language: Language = "fr" if path in (*FRENCH, COMPARISONS[1]) else "en"
    text = path.read_text(encoding="utf-8")
    now, examples = worked(text, language, engine)
    assert examples, "a page without an example"
    if pytestconfig.getoption("--update"):
        path.write_text(now, encoding="utf-8")
    else:
        assert text == now


def test_every_page_is_in_the_index() -> None:
    english, french, readme = (
        path.read_text(encoding="utf-8")
        for path in (
            DOCS / "language.md",
            DOCS / "language.fr.md",
            DOCS.parent / "README.fr.md",
        )
    )
    assert [path.name for path in ENGLISH if f"(language/{path.name})" not in english] == []
    assert [path.name for path in FRENCH if f"(language.fr/{path.name})" not in french] == []
    assert [path.name for path in FRENCH if f"(docs/language.fr/{path.name})" not in readme] == []


def test_every_page_is_in_french_too() -> None:
    english, french = ({path.name for path in pages} for pages in (ENGLISH, FRENCH))
    assert sorted(english ^ french) == []


@pytest.mark.parametrize(
    ("english", "french"),
    [*((DOCS / "language" / path.name, path) for path in FRENCH), COMPARISONS],
    ids=lambda path: str(path.relative_to(DOCS)),
)
def test_a_page_and_its_french_one_lead_to_each_other(english: Path, french: Path) -> None:
    """Both in the line of links below the title."""
    for page, other, words in ((english, french, "En français"), (french, english, "In English")):
        way = os.path.relpath(other, page.parent)
        assert f"[{words}]({way})" in page.read_text(encoding="utf-8").split("\n\n")[1]


def test_a_wrong_result_is_found(engine: Engine) -> None:
    page = (
        "```seg\npopulation customers (customer) from c\n  key id: text\n  city: text\n```\n\n"
        "| customers | city |\n| --- | --- |\n| ana | Rennes |\n| bob |  |\n\n"
        '```seg\nsegment away: city != "Rennes"\n```\n'
    )
    right, _ = worked(page, "en", engine)
    assert "| `away` | bob |" in right
    assert worked(right, "en", engine)[0] == right
    assert worked(right.replace("| bob | Cust", "| ana | Cust"), "en", engine)[0] == right
