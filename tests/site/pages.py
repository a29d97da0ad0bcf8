"""Sites for tests: invented customers with all their figures, and a project meant to do harm."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from segdsl import compiler
from segdsl.site import entries, html
from segdsl.text.diagnostics import LANGUAGES
from segdsl.warehouse.run import Population, Result, Results
from tests.meaning.shop import MODEL, RULES, SETTINGS
from tests.site.charts import people

HARM = "<script>alert(1)</script>'${1+1}{{7*7}}<img src=x onerror=alert(2)>שלום"
HOSTILE = """
segment harm "LABEL": vip and city = "LABEL"
  note "NOTE"
  goal "GOAL"
  owner "OWNER"
  tags a, b
  expect size between 2% and 20%
  example in: vip, city = "LABEL"
segmentation harmful "LABEL":
  one "LABEL" when harm
  two "LABEL" otherwise
metric harming "LABEL": count of orders
parameter worse "LABEL": text = "LABEL"
define worst(x: text) "LABEL": city = x
"""


def hostile() -> entries.Catalog:
    """Every text that an author writes tries to be more than a text."""
    text = HOSTILE
    for word in ("LABEL", "NOTE", "GOAL", "OWNER"):
        text = text.replace(word, HARM)
    files = [("model.seg", MODEL), ("rules.seg", RULES), ("<b>.seg", text)]
    found = compiler.analyse(
        SETTINGS, [(path, one.encode()) for path, one in files], {}, compiler.Stopwatch()
    )
    assert not found.has_errors, [one.message.code for one in found.diagnostics]
    return entries.catalog(found, people.DAY, None, "en", compiler.Stopwatch())


@cache
def measured(least: int = 5, count: int = 2400) -> entries.Catalog:
    """The shop of the pictures, with what a run gives of its customers."""
    survey = people.survey(people.people(count))
    crowd = survey.crowds["customers"]
    results = tuple(
        Result(
            name=name,
            kind="segment",
            population="customers",
            size=sum(cell.size for cell in crowd.cells if cell.mask >> place & 1),
            share=sum(cell.size for cell in crowd.cells if cell.mask >> place & 1) / crowd.size,
            value=sum(
                (cell.value or Decimal(0) for cell in crowd.cells if cell.mask >> place & 1),
                Decimal(0),
            ),
        )
        for place, name in enumerate(crowd.names)
        if not name.startswith("reach ")
    )
    whole = Population("customers", crowd.size, crowd.value)
    figures = entries.Figures(people.DAY, "dev", Results((whole,), results), survey)
    return replace(people.catalog(), figures=figures, least=least)


def written(catalog: entries.Catalog, folder: Path) -> Path:
    """The site on the disk."""
    for path, text in html.pages(catalog, LANGUAGES).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder
