"""The site in a browser, from the disk: found, filtered, by keyboard, in both lights, small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site import browser as browsers
from tests.site import pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = (
    "en/index.html", "fr/segments/fideles.html", "en/segmentations/valeur.html",
    "fr/targets/relance.html", "en/metrics/monetary.html", "fr/populations/customers.html",
    "en/classes/valeur.or_.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.opened() as found:
        yield found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages.written(pages.measured(), tmp_path_factory.mktemp("site"))


def shown(page: Page) -> list[str]:
    """The names in the list of segments that can be seen."""
    return page.locator("[data-listing] tbody tr:visible th code").all_inner_texts()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_can_be_read_by_everybody(
    browser: Browser, site: Path, path: str, scheme: str
) -> None:
    with browsers.reading(browser, site / path, color_scheme=scheme) as page:
        assert browsers.violations(page) == []


@pytest.mark.parametrize("width", [390, 768, 1440, 3840])
def test_no_page_is_wider_than_the_screen(browser: Browser, site: Path, width: int) -> None:
    for path in PAGES:
        screen = {"width": width, "height": 900}
        with browsers.reading(browser, site / path, viewport=screen) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_root_leads_to_the_first_language(browser: Browser, site: Path) -> None:
    with browsers.reading(browser, site / "index.html") as page:
        page.wait_for_url("**/en/index.html")
        assert page.locator("h1").inner_text() == "shop"


def test_search_folds_accents_and_says_how_many_it_found(browser: Browser, site: Path) -> None:
    with browsers.reading(browser, site / "fr/index.html") as page:
        everything = len(shown(page))
        page.keyboard.press("/")
        page.keyboard.type("FIDELES")
        assert shown(page) == ["fideles"]
        assert page.get_by_role("status").inner_text() == f"1 sur {everything} affichés"
        page.keyboard.press("Escape")
        assert len(shown(page)) == everything
        page.get_by_role("searchbox", name="Rechercher").fill("zzz")
        assert shown(page) == []
        assert "Rien ne convient" in page.get_by_role("status").inner_text()


def test_filters_stay_in_the_address(browser: Browser, site: Path) -> None:
    with browsers.reading(browser, site / "en/index.html") as page:
        segmentations = sorted(pages.measured().project.segmentations)
        page.get_by_label("Kind").select_option("segmentations")
        assert sorted(shown(page)) == segmentations
        assert page.url.endswith("#kind=segmentations")
        page.reload()
        assert sorted(shown(page)) == segmentations
        page.get_by_role("button", name="Clear").click()
        assert len(shown(page)) > 5


def test_columns_sort_and_say_so(browser: Browser, site: Path) -> None:
    with browsers.reading(browser, site / "en/index.html") as page:
        head = page.get_by_role("columnheader", name="Size").first
        page.get_by_role("button", name="Size").click()
        sizes = page.locator("[data-listing] tbody tr td:nth-child(3)").all_inner_texts()
        numbers = [-1 if size == "–" else int(re.sub(r"\D", "", size)) for size in sizes]
        assert numbers == sorted(numbers, reverse=True)
        assert head.get_attribute("aria-sort") == "descending"
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"


def test_the_other_language_is_one_click_away(browser: Browser, site: Path) -> None:
    with browsers.reading(browser, site / "en/segments/fideles.html") as page:
        page.get_by_role("link", name="Français").click()
        page.wait_for_url("**/fr/segments/fideles.html")
        assert page.locator("html").get_attribute("lang") == "fr"
        assert page.locator("details.other .lead").is_hidden()
        page.get_by_text("In English").click()
        assert "Customers whose" in page.locator("details.other .lead").inner_text()


def test_the_theme_can_be_chosen_and_is_remembered(browser: Browser, site: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with browsers.reading(browser, site / "en/index.html", color_scheme="light") as page:
        light = page.evaluate(paper)
        page.get_by_role("button", name="Light or dark").click()
        dark = page.evaluate(paper)
        assert light != dark
        page.goto((site / "en/segments/fideles.html").as_uri())
        assert page.evaluate(paper) == dark
        assert browsers.violations(page) == []


def test_the_keyboard_reaches_the_content_and_what_scrolls(browser: Browser, site: Path) -> None:
    with browsers.reading(browser, site / "en/segments/fideles.html") as page:
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the content"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        page.keyboard.press("Tab")
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring != "none"


def test_sql_can_be_copied(browser: Browser, site: Path) -> None:
    with browsers.reading(browser, site / "en/segments/fideles.html") as page:
        page.get_by_text("DuckDB", exact=True).click()
        button = page.get_by_role("button", name="Copy: SQL for DuckDB")
        button.click()
        page.wait_for_function("document.querySelector('[data-copy]').textContent === 'Copied'")


def test_without_scripts_everything_is_there(browser: Browser, site: Path) -> None:
    with browsers.reading(browser, site / "fr/index.html", java_script_enabled=False) as page:
        assert page.locator("[data-listing] tbody tr").first.is_visible()
        assert page.locator("[data-finder]").is_hidden()
        page.get_by_role("link", name="Clients fidèles").first.click()
        page.get_by_text("DuckDB", exact=True).click()
        assert page.get_by_text("SELECT").first.is_visible()


def test_on_paper_there_are_no_controls(browser: Browser, site: Path) -> None:
    with browsers.reading(browser, site / "en/index.html", color_scheme="dark") as page:
        page.emulate_media(media="print")
        assert page.locator("header").is_hidden()
        assert page.locator("[data-finder]").is_hidden()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == (
            "rgb(255, 255, 255)"
        )


def test_what_an_author_writes_does_nothing(browser: Browser, tmp_path: Path) -> None:
    folder = pages.written(pages.hostile(), tmp_path)
    for path in ("en/index.html", "fr/segments/harm.html", "en/segmentations/harmful.html"):
        with browsers.reading(browser, folder / path) as page:
            page.on("dialog", lambda dialog: pytest.fail("a script of an author ran"))
            assert pages.HARM in page.locator("main").inner_text()
            assert browsers.violations(page) == []
