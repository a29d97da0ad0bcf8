"""`segdsl init`: a new project, small and whole, drafted from a warehouse, or an example's copy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from segdsl.cli.session import Session

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder of the project; by default this one.")
]
Example = Annotated[
    str | None,
    typer.Option("--example", metavar="NAME", help="Start from an example: boutique, …"),
]

From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="URL",
        help="Draft the model from a warehouse: duckdb:FILE, a folder, postgresql://…",
    ),
]
FromEnv = Annotated[
    str | None,
    typer.Option(
        "--from-env",
        metavar="NAME",
        help="The same, from the address in an environment variable: for addresses with secrets.",
    ),
]
Population = Annotated[
    str | None,
    typer.Option(
        "--population", metavar="TABLE", help="With --from: the table segments are made of."
    ),
]
Timezone = Annotated[
    str | None,
    typer.Option(
        "--timezone", metavar="ZONE", help="With --from: that of your customers; Europe/Paris."
    ),
]

SETTINGS = """\
language = 1
name = {name}
timezone = "Europe/Paris"          # of your customers: an order at 23:30 belongs to a day there
languages = [{languages}]
value = "monetary"                 # what segments are weighed by

[warehouse.dev]
url = "data"                       # or duckdb:file.duckdb; for PostgreSQL: url_env = "MY_URL"
"""
MODEL = """\
# What the rows of the warehouse are: names and types as its tables have them.

population customers (customer) "{customers}" from customers
  key customer_id: text
  city: text

source orders (order) "{orders}" from orders
  key order_id: text
  customer -> customers from customer_id
  at ordered_on: date
  amount: money

metric frequency "{frequency}": count of orders in last 12 months
  better higher
metric recency "{recency}": time since last order
  better lower
metric monetary "{monetary}": sum of orders.amount in last 12 months
  better higher
"""
SEGMENTS = """\
segment loyal "{loyal}": frequency >= 3 and recency < 90d
  note  "{note}"
  owner "crm"

segmentation cycle "{cycle}":
  prospect {prospect:<11} when no orders
  active   {active:<11} when recency < 90d
  lost     {lost:<11} otherwise
  note  "{cycle_note}"
  owner "crm"
"""
CUSTOMERS = "customer_id,city\nc1,Rennes\nc2,Paris\nc3,\n"
ORDERS = "order_id,customer_id,ordered_on,amount\n"
WORDS = {
    "en": {
        "languages": '"en", "fr"',
        "customers": "Customers",
        "orders": "Orders",
        "frequency": "Orders in 12 months",
        "recency": "Time since the last order",
        "monetary": "Spend in 12 months",
        "loyal": "Loyal customers",
        "note": "Three orders a year, and seen in the last three months.",
        "cycle": "Life cycle",
        "cycle_note": "The first line that fits is kept.",
        "prospect": '"Prospects"',
        "active": '"Active"',
        "lost": '"Lost"',
    },
    "fr": {
        "languages": '"fr", "en"',
        "customers": "Clients",
        "orders": "Commandes",
        "frequency": "Commandes sur 12 mois",
        "recency": "Temps depuis la dernière commande",
        "monetary": "Chiffre d'affaires sur 12 mois",
        "loyal": "Clients fidèles",
        "note": "Trois commandes dans l'année, et vus depuis moins de trois mois.",
        "cycle": "Cycle de vie",
        "cycle_note": "La première ligne qui convient est retenue.",
        "prospect": '"Prospects"',
        "active": '"Actifs"',
        "lost": '"Perdus"',
    },
}
# an order long ago and one lately, by which day the project is tried
LATELY = (("o1", "c1", 20, "80.00"), ("o2", "c1", 60, "45.50"), ("o3", "c2", 500, "30.00"))


def init(
    session: Session,
    folder: Folder = Path(),
    example: Example = None,
    url: From = None,
    variable: FromEnv = None,
    population: Population = None,
    timezone: Timezone = None,
) -> None:
    """Start a project, or draft one from a warehouse."""
    _fits(example, url, variable, population, timezone)
    if url is not None or variable is not None:
        from segdsl.cli import drafts

        drafts.drafted(session, folder, drafts.Asked(url, variable, population, timezone))
    elif example is None:
        _small(session, folder)
    else:
        _from_example(session, folder, example)
    session.note(
        session.says("next: segdsl check, segdsl run", "ensuite : segdsl check, segdsl run")
    )


def _fits(
    example: str | None,
    url: str | None,
    variable: str | None,
    population: str | None,
    timezone: str | None,
) -> None:
    """Raises Failure for options that contradict each other."""
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import Said, about

    ways = {"--example": example, "--from": url, "--from-env": variable}
    given = [f"`{name}`" for name, value in ways.items() if value is not None]
    if len(given) > 1:
        reason = Said(
            f"a project starts in one way, and {' and '.join(given)} are given",
            f"un projet commence d'une seule façon, et {' et '.join(given)} sont donnés",
        )
        raise Failure(USAGE, [about(catalog.USAGE, None, reason=reason)])
    for name, value in {"--population": population, "--timezone": timezone}.items():
        if value is not None and url is None and variable is None:
            reason = Said(
                f"`{name}` needs `--from` or `--from-env`",
                f"`{name}` demande `--from` ou `--from-env`",
            )
            raise Failure(USAGE, [about(catalog.USAGE, None, reason=reason)])


def _from_example(session: Session, folder: Path, name: str) -> None:
    """Copies an example, and makes its rows where it invents them. Raises Failure."""
    from segdsl import disk
    from segdsl.cli import examples
    from segdsl.cli.progress import progress

    target = session.folder / folder
    examples.copied(name, target)
    session.spoken = disk.language(target)
    session.note(str(folder))
    with progress(session, name):
        warehouse = examples.made(name, target)
    if warehouse is not None:
        session.note(str(folder / warehouse.name))


def _small(session: Session, folder: Path) -> None:
    """Writes a project of two tables and a few rows. Raises Failure."""
    from datetime import date, timedelta

    from segdsl.cli import files
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.disk import PROJECT_FILE
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import about

    target = (session.folder / folder).resolve()
    words = WORDS[session.language]
    today = date.today()
    orders = ORDERS + "".join(
        f"{key},{customer},{today - timedelta(days=ago)},{amount}\n"
        for key, customer, ago, amount in LATELY
    )
    made = {
        PROJECT_FILE: SETTINGS.format(name=quoted(target.name), **words),
        "model.seg": MODEL.format(**words),
        "segments.seg": SEGMENTS.format(**words),
        "data/customers.csv": CUSTOMERS,
        "data/orders.csv": orders,
    }
    for path in made:
        if (target / path).exists():
            raise Failure(USAGE, [about(catalog.FOLDER_IN_USE, None, path=str(target / path))])
    for path, text in made.items():
        files.write(target / path, text)
        session.note(str(folder / path))


def quoted(name: str) -> str:
    """A text of TOML, whatever a folder is called: what JSON escapes, TOML reads."""
    return json.dumps(name.encode(errors="replace").decode(), ensure_ascii=False)
