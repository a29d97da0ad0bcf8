"""The example texts of the language page: every one of them must parse."""

MODEL = """
population customers (customer) from crm.customers where (not anonymised)
  key customer_id: text
  created_at: date
  anonymised: boolean
  email: text private                      # personal data: shown by nothing but a target's columns
  birth_date: date
  gender: text one of ("F", "M")           # a typo in a literal is a compile error
  optin_email: boolean
  store -> stores from store_id            # many-to-one

source stores (store) from crm.stores
  key store_id: text
  city: text

source orders (order) from sales.orders where (status not in ("cancelled", "test"))
  key order_id: text
  customer -> customers from customer_id
  store -> stores from store_id
  at ordered_at: datetime in "UTC"
  status: text
  amount: money
  channel: text one of ("web", "store", "phone")
  with_coupon: boolean = any lines where (is_coupon)

source lines (line) from sales.order_lines
  order -> orders from order_id
  product -> products from product_id
  at order.ordered_at                      # time borrowed from a referenced row
  quantity: integer
  unit_price: money
  amount: money = quantity * unit_price    # computed on the row
  is_promo: boolean from promo_flag true ("Y", "1") false ("N", "0")

source visits (visit) groups scans by basket_id            # rows that exist only as a grouping
  customer -> customers
  at first_scan: datetime = smallest of scans.scanned_at
  amount: money = sum of scans.amount
"""

DECLARATIONS = """
list influenceurs "Influenceurs" from "lists/influenceurs.csv" key customer_id
  owner "magasins"
parameter seuil_recence "Récence d'un client fidèle": duration = 90d      # --set seuil_recence=60d
channel email "E-mail": email is known and optin_email                    # who can be reached
metric frequency "Commandes sur 12 mois": count of orders in last 12 months
  better higher
metric recency "Temps depuis le dernier achat": time since last order
  better lower
metric monetary "CA 12 mois": sum of orders.amount in last 12 months
  better higher
define acheteur_de(categorie: text, montant: money):
  sum of lines.amount where (product.category = categorie) in last 12 months >= montant

segment fideles "Clients fidèles": frequency >= 4 and recency < seuil_recence
  note    "Base du programme relationnel."
  goal    "rétention"
  owner   "crm"
  tags    fidelite, rfm
  review  2026-12-31                        # check warns after this date
  expect  size between 2% and 20%           # members, or percent of the population
  expect  share of monetary >= 15%          # summed over members / over the population
  expect  reach by email >= 60%             # reachable members / members
  expect  overlap with dormants = 0%        # members of both / members of this one
  example in:  frequency = 5, recency = 20d
  example out: frequency = 4, recency = 90d, vip, not vip, cycle_de_vie is actif
segment partis: fideles as of 90 days ago and not fideles

segmentation cycle_de_vie "Cycle de vie":
  prospect "Prospects" when no orders
  nouveau  "Nouveaux"  when time since first order < 60d
  actif    "Actifs"    when recency < 180d
  dormant  "Dormants"  when recency < 1y
  perdu    "Perdus"    otherwise
segmentation pmg "Petits, moyens, gros":
  gros  when cumulative share of monetary < 50%
  moyen when cumulative share of monetary < 80%
  petit when monetary > 0
segmentation canal_prefere: by most frequent orders.channel in last 12 months
segmentation test_offre: split "printemps-2026" a 45%, b 45%, temoin 10%
segmentation e exclusive: a when b otherwise otherwise
target relance_mars "Relance de mars": fideles and not acheteurs_recents
  by      email                              # required: reach is a gate that no `or` can bypass
  except  any contacts in last 3d            # pressure, exclusions; several add up
  at most 20000 highest monetary
  control 10% "relance-mars"                 # drawn from those chosen, exported apart
  columns email, first_name, store.city
""".replace("segmentation e exclusive: a when b otherwise otherwise\n", "")

CONDITIONS = """
any orders in last 30d
no orders since 2026-01-01
at least 2 orders where (channel = "web" and amount > 100) in last 12 months
exactly 1 order
at most 3 orders in 2025-Q4
at least 3 lines with same product in last 12 months
any visits where (page = "devis") in last 30d then orders where (amount > 50) within 7d
any carts then no orders within 1d
any orders via recipient in last 30d
count of orders from 180d ago to 90d ago >= 1
number of distinct orders.store before 1y ago >= 2
median of orders.amount in this month > 5
sum of orders.amount in previous 3 months + 3 * smallest of orders.amount >= 10
last of scores.value where (model = "clv") in last 7 days > 3
most frequent lines.product.brand weighted by amount = "Nike"
share of orders where (channel = "web") in 2025-03 >= 30%
share of lines.amount where (product.category = "jardin") in last 12 months >= 30%
time since last order > 2 * average gap between orders
count of orders within 30d after first order >= 2
birth_date in 1990
(last of contracts.end_date) in next 30 days
age of birth_date between 15 and 25
birthday of birth_date in next 7 days
weekday of created_at = 1 or month of created_at in (1, 2)
city = "Paris" ignoring case and accents
city in ("a", "b") ignoring case and accents
city not in ("a", "b")
city contains "x" or city starts with "y" or city ends with "z"
monetary in top 20% among fideles per store
score of recency >= 4 and rank of monetary among clients per store <= 100
cumulative share of monetary < 50%
cycle_de_vie as of 2025-12-31 is actif
(frequency >= 4) as of 1 year ago
cycle_de_vie in (actif, dormant) or cycle_de_vie is not actif or cycle_de_vie is missing
canal_prefere is "web" or canal_prefere.web
sample 10% "offre-a"
within 20 km of (48.11, -1.68)
store within 20 km of (48.11, -1.68)
not (country is known and country != "FR" and exactly 1 order)
reachable by email
acheteur_de("jardin", 100)
any orders where (store != customer.store)
any life_events where (kind = "naissance") in last 6 months
monetary not between 1 and 3
-monetary < -3
`or` and fidèles_2026
any sends then no opens within 7d
plan in ("Professional", "Enterprise") and time since first order < 90d and at least 2 tickets
""".strip().splitlines()
