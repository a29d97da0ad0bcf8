"""The project that generated segments stand on: small, and with every kind of table and field."""

TIMEZONE = "Europe/Paris"
LISTS = ("customers_some", "customers_many", "households_some")
NO_LINES = {f"{name}.csv": b"the_key\n" for name in LISTS}

MODEL = """
population customers (customer) from shop.customers where (not anonymised)
  key customer_id: text
  created: date
  anonymised: boolean
  email: text private
  city: text
  birth_date: date
  gender: text one of ("F", "M")
  optin_email: boolean from optin true ("Y", "1") false ("N", "0")
  vip: boolean
  points: integer
  ratio: number
  balance: money
  discount: percent
  years: integer = age of birth_date
  latitude: number = ratio
  longitude: number = ratio
  is_senior: boolean = birth_date < 1985-01-01
  per_point: number = balance / points
  given: money = sum of gifts.worth via giver
  store -> stores from store_id
  household -> households from household_id

population households (household) from shop.households
  key household_id: integer
  at joined: date
  size: integer
  region: text

source stores (store) from shop.stores where (status != "closed")
  key store_id: integer
  city: text
  status: text
  surface: number
  latitude: number = surface
  longitude: number = surface
  opened: date
  lately: integer = count of orders via store where (with_promo) in last 90 days
  turnover: money = sum of orders.top_line via store

source orders (order) from shop.orders where (status not in ("cancelled", "test"))
  key order_id: integer
  customer -> customers from customer_id
  store -> stores from store_id
  at ordered_at: datetime in "UTC" from `ordered at`
  status: text
  amount: money
  channel: text one of ("web", "store", "phone")
  weight: number
  delivered: date
  rated: integer
  with_promo: boolean = any lines where (is_promo)
  items: integer = count of lines
  top_line: money = largest of lines.amount
  usual_product: text = most frequent lines.product.category
  twice: boolean = at least 2 lines with same product
  back: boolean = time since last return < 6mo

source products (product) from shop.products
  key product_id: text
  category: text
  price: money
  is_new: boolean

source lines (line) from shop.`order lines`
  order -> orders from order_id
  product -> products from product_id
  at order.ordered_at
  quantity: integer
  unit_price: money
  amount: money = quantity * unit_price
  share: number = unit_price / order.amount
  is_promo: boolean from `promo flag` true ("Y", "1") false ("N", "0")

source contacts (contact) from shop.contacts
  customer -> customers from customer_id
  at day: date
  kind: text
  cost: percent

source scans (scan) from shop.scans
  customer -> customers from customer_id
  store -> stores from store_id
  at scanned_at: datetime
  basket_id: text
  article: text
  amount: money

source visits (visit) groups scans where (amount is known) by basket_id
  customer -> customers
  store -> stores
  at first_scan: datetime = smallest of scans.scanned_at
  amount: money = sum of scans.amount
  articles: integer = number of distinct scans.article
  usual: text = most frequent scans.article
  mean: number = average of scans.amount

source gifts (gift) from shop.gifts
  giver -> customers from giver_id
  receiver -> customers from receiver_id
  order -> orders from order_id
  at given_at: datetime in "America/New_York"
  worth: money

source addresses (address) from shop.addresses
  key address_id: integer
  customer -> customers from customer_id
  postcode: text
  is_main: boolean

source returns (return) from shop.returns where (order.channel != "web" and amount is known)
  order -> orders from order_id
  at day: date
  amount: money
  is_big: boolean = amount > p_amount
  delay: integer

source contact_days (contact_day) groups contacts where (kind != "") by customer, day
  at day: date
  contacts: integer = count of contacts
  recent: integer = count of contacts where (cost > 0) in last 30 days
  kind: text = first of contacts.kind
  costs: percent = sum of contacts.cost

source city_totals (city_total) groups orders by customer, store.city
  total: money = sum of orders.amount
  best: money = largest of orders.amount
  usual: text = most frequent orders.channel
  latest: integer = last of orders.rated in last 90 days
  web: percent = share of orders where (channel = "web")

source habits (habit) groups visits by customer, store
  visits: integer = count of visits
  best: money = largest of visits.amount
  often: boolean = at least 2 visits in last 12 months
  usual: text = most frequent visits.usual

list customers_some of customers from "customers_some.csv" key the_key
list customers_many of customers from "customers_many.csv" key the_key
list households_some of households from "households_some.csv" key the_key

parameter p_days: duration = 90d
parameter p_months: duration = 6mo
parameter p_amount: money = 50
parameter p_count: integer = 2
parameter p_share: percent = 30%
parameter p_city: text = "Rennes"
parameter p_yes: boolean = true
parameter p_day: date = 2024-02-29
"""
