"""The reference pages are what the code prints; `pytest tests/docs --update` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs import field, lint_page, printed

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE: dict[str, Callable[[], str]] = {
    "reference/messages.md": lambda: printed.messages("en"),
    "reference/messages.fr.md": lambda: printed.messages("fr"),
    "reference/words.md": printed.words,
    "reference/language.md": printed.language,
    "reference/lint.md": lambda: lint_page.page("en"),
    "reference/lint.fr.md": lambda: lint_page.page("fr"),
    "field.md": lambda: field.page("en"),
    "field.fr.md": lambda: field.page("fr"),
}
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


@pytest.mark.parametrize("path", REFERENCE)
def test_a_reference_page_is_what_the_code_prints(path: str, pytestconfig: pytest.Config) -> None:
    text = REFERENCE[path]()
    if pytestconfig.getoption("--update"):
        (DOCS / path).parent.mkdir(exist_ok=True)
        (DOCS / path).write_text(text, encoding="utf-8")
    assert (DOCS / path).read_text(encoding="utf-8") == text


def test_every_code_stands_for_one_message() -> None:
    codes = [message.code for room, _ in printed.ROOMS for message in printed.in_room(room)]
    assert len(codes) == len(set(codes))


PAGES = [*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md"), *DOCS.parent.glob("examples/*/*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS.parent)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [one for one in targets if not (page.parent / one).exists()] == []
