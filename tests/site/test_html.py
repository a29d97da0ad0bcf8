"""The site as text: whole, linked, escaped, the same at each run, silent about a few."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from segdsl.site import entries, html
from segdsl.text.diagnostics import LANGUAGES
from segdsl.warehouse.run import Population, Result, Results
from tests.site import pages
from tests.site.charts import people

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Reading(HTMLParser):
    """A page as a browser reads it: its elements, their attributes, its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def site() -> Mapping[str, str]:
    return html.pages(pages.measured(), LANGUAGES)


def of_html(site: Mapping[str, str]) -> dict[str, Reading]:
    return {path: Reading(text) for path, text in site.items() if path.endswith(".html")}


def plain(text: str) -> str:
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_every_declaration_and_class_has_a_page_in_each_language(site: Mapping[str, str]) -> None:
    english = {path.removeprefix("en/") for path in site if path.startswith("en/")}
    assert english == {path.removeprefix("fr/") for path in site if path.startswith("fr/")}
    assert {
        "index.html", "segments/fideles.html", "segmentations/valeur.html",
        "classes/valeur.or_.html", "targets/relance.html", "metrics/panier.html",
        "channels/email.html", "populations/customers.html", "sources/orders.html",
    } <= english  # fmt: skip
    assert set(site) - {f"{one}/{path}" for one in LANGUAGES for path in english} == {
        "index.html", "site.css", "site.js",
    }  # fmt: skip


def test_every_link_leads_to_a_page_and_to_a_place_on_it(site: Mapping[str, str]) -> None:
    read = of_html(site)
    for path, page in read.items():
        folder = path.split("/")[:-1]
        for tag, name in (("a", "href"), ("link", "href"), ("script", "src")):
            for target in (one[name] for one in page.all(tag)):
                assert target is not None
                where, _, place = target.partition("#")
                parts = list(folder)
                for part in where.split("/") if where else [path.split("/")[-1]]:
                    parts = parts[:-1] if part == ".." else [*parts, part]
                found = "/".join(parts)
                assert found in site, (path, target)
                if place and "=" not in place:
                    ids = {one.get("id") for _, one in read[found].elements}
                    assert place in ids, (path, target)


def test_ids_are_unique_and_headings_in_order(site: Mapping[str, str]) -> None:
    for path, page in of_html(site).items():
        ids = [one["id"] for _, one in page.elements if "id" in one]
        assert len(ids) == len(set(ids)), path
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
        assert levels[:1] == [1], path
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert levels.count(1) == 1, path


def test_a_segment_says_how_many_what_they_are_worth_and_whom_we_reach(
    site: Mapping[str, str],
) -> None:
    catalog = pages.measured()
    assert catalog.figures is not None
    found = catalog.figures.result("fideles")
    assert found is not None
    page = plain(Reading(site["en/segments/fideles.html"]).text)
    assert f"{found.size:,}" in page
    assert "of the value" in page
    assert "reachable by E-mail" in page
    assert "since 31 December 2025" in page or "since 30 December 2025" in page
    assert "Customers whose “Commandes” is at least 4" in page


def test_a_page_shows_its_pictures_and_their_figures(site: Mapping[str, str]) -> None:
    page = Reading(site["fr/segments/fideles.html"])
    assert len(page.all("figure")) >= 5
    assert "Les chiffres de cette image" in page.text
    assert "Qui reste, condition après condition" in page.text


def test_the_text_of_an_author_links_its_names(site: Mapping[str, str]) -> None:
    text = site["en/segments/fideles.html"]
    assert 'segment fideles &#34;Clients fidèles&#34;: <a href="../metrics/frequency.html">' in text


def test_what_an_author_writes_is_text_wherever_it_stands() -> None:
    made = html.pages(pages.hostile(), LANGUAGES)
    harm = pages.HARM
    for path, page in of_html(made).items():
        tags = {tag for tag, _ in page.elements}
        assert "img" not in tags, path
        assert len(page.all("script")) <= 1, path
        for _, attributes in page.elements:
            assert not any(name.startswith("on") for name in attributes), path
    page = Reading(made["en/segments/harm.html"])
    assert page.text.count(harm) >= 5
    assert "49" not in page.text
    assert harm in Reading(made["fr/index.html"]).text


def test_nothing_is_loaded_but_the_two_files_beside_the_pages(site: Mapping[str, str]) -> None:
    for path, page in of_html(site).items():
        policy = next(
            str(one["content"])
            for one in page.all("meta")
            if one.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy.startswith("default-src 'none'"), path
        for _, attributes in page.elements:
            for name in ("src", "href", "action", "poster", "srcset"):
                assert "//" not in (attributes.get(name) or ""), (path, attributes)
    for asset in ("site.css", "site.js"):
        assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttpRequest", site[asset])


def test_without_figures_all_that_needs_none_is_there() -> None:
    catalog = replace(pages.measured(), figures=None)
    made = html.pages(catalog, LANGUAGES)
    assert made.keys() == html.pages(pages.measured(), LANGUAGES).keys()
    index = Reading(made["en/index.html"]).text
    assert "Written without a warehouse: no figures." in index
    assert "Customers whose “Commandes” is at least 4" in index
    assert "SELECT" in made["en/segments/fideles.html"]
    assert not Reading(made["en/segments/fideles.html"]).all("figure")


def test_the_same_project_gives_the_same_bytes(site: Mapping[str, str]) -> None:
    assert html.pages(pages.measured(), LANGUAGES) == site


def small(least: int) -> Mapping[str, str]:
    """Of 1,000 customers three are very important and worth 987,654."""
    results = (
        Result("vip", "segment", "customers", 3, 0.003, Decimal("987654")),
        Result("cycle.actif", "class", "customers", 997, 0.997, Decimal("12346")),
        Result("cycle.perdu", "class", "customers", 3, 0.003, Decimal("987654")),
    )
    whole = Population("customers", 1000, Decimal("1000000"))
    figures = entries.Figures(people.DAY, "dev", Results((whole,), results))
    return html.pages(replace(people.catalog(), figures=figures, least=least), ["en"])


def test_of_a_few_customers_neither_number_nor_value_is_told() -> None:
    made = small(5)
    assert "&lt; 5" in made["en/segments/vip.html"]
    for path, text in made.items():
        assert "987,654" not in text, path
        assert "987654" not in text, path
        assert "98.8%" not in text, path
        assert "0.3%" not in text, path
        assert "0.003" not in text, path
        assert "997" not in text, path  # the rest of 1,000: it would give the three away
    assert "≥ 5" in plain(made["en/classes/cycle.actif.html"])


def test_a_least_of_zero_tells_all() -> None:
    page = Reading(small(0)["en/segments/vip.html"]).text
    assert "987,654" in page
    assert "< 5" not in page
