"""A small project as text, with something of everything, and the way from text to the model."""

from collections.abc import Mapping

from segdsl.meaning import from_syntax, model
from segdsl.meaning.lists import Contents
from segdsl.meaning.settings import Settings
from segdsl.syntax import from_text
from segdsl.text.diagnostics import Diagnostic

SETTINGS = Settings("shop", "Europe/Paris", value={"": "monetary"})

MODEL = """
population customers (customer) from crm.customers
  key customer_id: text
  city: text
  birth_date: date
  email: text private
  is_staff: boolean

source products (product) from shop.products
  key product_id: text
  category: text

source orders (order) from shop.orders
  key order_id: text
  customer -> customers
  product -> products
  at ordered_at: datetime in "UTC"
  amount: money
  channel: text one of ("web", "store", "phone")

source visits (visit) from shop.visits
  customer -> customers
  at day: date
  page: text

source gifts (gift) from shop.gifts
  giver -> customers
  receiver -> customers
  at day: date

source addresses (address) from shop.addresses
  key address_id: text
  customer -> customers
  postcode: text
"""

RULES = """
metric frequency "Commandes": count of orders in last 12 months
  better higher
metric recency "Récence": time since last order
  better lower
metric monetary "CA 12 mois": sum of orders.amount in last 12 months
  better higher
segment vip "Clients VIP": monetary >= 1000
segmentation cycle "Cycle de vie":
  actif when recency < 180d
  perdu otherwise
"""


# good and bad, for the examples of messages
LISTS: Contents = {
    "lists/amis.csv": b"customer_id,reason\nc1,\nc2,\n",
    "lists/latin.csv": "customer_id\nCl\N{LATIN SMALL LETTER E WITH ACUTE}\n".encode("latin-1"),
    "lists/double.csv": b"customer_id\nc1\nc2\nc1\n",
    "lists/dates.csv": b"customer_id;expires\nc1;2026-02-30\n",
    "lists/cells.csv": b"customer_id,reason\nc1,Dupont, Marie\n",
    "lists/long.csv": b"customer_id\n" + b"c1234567\n" * 1_111_111,
}


def understood(
    *texts: str,
    settings: Settings = SETTINGS,
    overrides: Mapping[str, str] | None = None,
    contents: Contents = LISTS,
) -> tuple[model.Project, tuple[Diagnostic, ...]]:
    """The model of these files and all that is said about them."""
    modules = []
    found: list[Diagnostic] = []
    for number, text in enumerate(texts, 1):
        file, unreadable = from_text.source_file(f"file{number}.seg", text.encode())
        module, said = from_text.module(file)
        modules.append(module)
        found += (*unreadable, *said)
    project, said = from_syntax.project(modules, settings, overrides or {}, contents)
    return project, (*found, *said)


def said(*texts: str) -> list[str]:
    """What is said about rules on the small shop, in English: `SEG200 nothing here is called …`."""
    _, found = understood(MODEL, RULES, *texts)
    return [f"{one.message.code} {one.said(one.message.says, 'en')}" for one in found]
