"""The layout as data: texts as their authors wrote them, and the same laid out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A text as written, and as it is laid out."""

    name: str
    written: str
    laid: str


CASES = (
    Case(
        "spaces around signs and words are one",
        """\
segment   a  "A"of customers:( frequency>=4 and recency<90 d )or not( vip )
segment b: -amount<- 3 and amount-3>a*( b+1 )/2
segment c: store . city="Rennes"and share of orders where(is_web)>30 %
segment d: acheteur_de ( "jardin" ,100 ) and `or`(1) and city starts with("a")
segment e: within 20  km  of( 48.11 , - 1.68 )and x not  between 1 and 2
""",
        """\
segment a "A" of customers: (frequency >= 4 and recency < 90d) or not (vip)
segment b: -amount < -3 and amount - 3 > a * (b + 1) / 2
segment c: store.city = "Rennes" and share of orders where (is_web) > 30%
segment d: acheteur_de("jardin", 100) and `or`(1) and city starts with ("a")
segment e: within 20 km of (48.11, -1.68) and x not between 1 and 2
""",
    ),
    Case(
        "lengths of time are spelled as their author spelled them",
        """\
segment a: any orders in last 90 d and any orders in last 90days and recency<1_000   days
segment b: any orders in  previous   3   months and any orders in   2025-Q1 and day in  2025-03
segment c: at least 2   days and at most 3  d and exactly 1 y
""",
        """\
segment a: any orders in last 90d and any orders in last 90 days and recency < 1_000 days
segment b: any orders in previous 3 months and any orders in 2025-Q1 and day in 2025-03
segment c: at least 2 days and at most 3 d and exactly 1 y
""",
    ),
    Case(
        "a rule that fits stands beside its name",
        """\
segment a:
  vip
  and frequency
    >= 4
""",
        """\
segment a: vip and frequency >= 4
""",
    ),
    Case(
        "a rule that does not stands below it",
        """\
segment fideles_depuis_longtemps "Clients fidèles depuis longtemps" of customers: frequency >= 4 and anciennete > 5y
""",
        """\
segment fideles_depuis_longtemps "Clients fidèles depuis longtemps" of customers:
  frequency >= 4 and anciennete > 5y
""",
    ),
    Case(
        "a long rule is broken at and, or",
        """\
segment fideles_depuis_longtemps "Clients fidèles": frequency >= 4 and recency < seuil_recence and not (personnel or opposition) and monetary >= gros_panier
""",
        """\
segment fideles_depuis_longtemps "Clients fidèles":
  frequency >= 4
    and recency < seuil_recence
    and not (personnel or opposition)
    and monetary >= gros_panier
""",
    ),
    Case(
        "the `and` of `between` begins no line",
        """\
segment a: age of birth_date between 18 and 25 and average gap between orders < 30d and monetary not between 1 and 2 and (x or y)
""",
        """\
segment a:
  age of birth_date between 18 and 25
    and average gap between orders < 30d
    and monetary not between 1 and 2
    and (x or y)
""",
    ),
    Case(
        "then begins a line",
        """\
segment devis_convertis "Devis convertis": any page_views where (page = "devis" or page = "panier") in last 30d then orders where (amount > 50) within 7d
""",
        """\
segment devis_convertis "Devis convertis":
  any page_views where (page = "devis" or page = "panier") in last 30d
    then orders where (amount > 50) within 7d
""",
    ),
    Case(
        "the longest brackets are opened",
        """\
segment cave "Bière et vin": sum of lignes.montant where (produit.rayon = "SPIRITS" or produit.categorie = "BEERS/ALES") in last 12 months >= 100
""",
        """\
segment cave "Bière et vin":
  sum of lignes.montant where (
    produit.rayon = "SPIRITS" or produit.categorie = "BEERS/ALES"
  ) in last 12 months >= 100
""",
    ),
    Case(
        "what does not fit in brackets is broken as a rule is",
        """\
segment cave "Bière et vin": vip and not (sum of lignes.montant where (produit.rayon = "SPIRITS" or produit.categorie = "BEERS/ALES" or produit.nature = "WINE IN BOXES") in last 12 months >= 100 or any visits)
""",
        """\
segment cave "Bière et vin":
  vip
    and not (
      sum of lignes.montant where (
        produit.rayon = "SPIRITS"
        or produit.categorie = "BEERS/ALES"
        or produit.nature = "WINE IN BOXES"
      ) in last 12 months >= 100
      or any visits
    )
""",
    ),
    Case(
        "a metric is broken at its signs",
        """\
metric jardin_maison "Jardin sur maison": sum of lines.amount where (product.category = "jardin") in last 12 months / sum of lines.amount where (product.category = "maison") in last 12 months
  better higher
""",
        """\
metric jardin_maison "Jardin sur maison":
  sum of lines.amount where (product.category = "jardin") in last 12 months
    / sum of lines.amount where (product.category = "maison") in last 12 months
  better higher
""",
    ),
    Case(
        "a long list has a line for each value",
        """\
segment aises "Aisés": revenu in ("100-124K", "125-149K", "150-174K", "175-199K", "200-249K", "250-299K", "300K+")
segment tres_aises "Très aisés": revenu in ("between 100,000 and 124,999", "between 125,000 and 149,999", "between 150,000 and 174,999")
""",
        """\
segment aises "Aisés":
  revenu in ("100-124K", "125-149K", "150-174K", "175-199K", "200-249K", "250-299K", "300K+")

segment tres_aises "Très aisés":
  revenu in (
    "between 100,000 and 124,999", "between 125,000 and 149,999", "between 150,000 and 174,999"
  )
""",
    ),
    Case(
        "clause words line up within a declaration",
        """\
segment a: vip
 note "One."
segment b: vip
 note "Two."
 owner "crm"
 tags x,y
segment c: vip
 note "Three."
 review 2026-12-31
 expect size between 2 % and 20 %
 expect overlap with dormants=0%
 example in : frequency=5,recency=20d
 example out:frequency=4
""",
        """\
segment a: vip
  note "One."

segment b: vip
  note  "Two."
  owner "crm"
  tags  x, y

segment c: vip
  note    "Three."
  review  2026-12-31
  expect  size between 2% and 20%
  expect  overlap with dormants = 0%
  example in:  frequency = 5, recency = 20d
  example out: frequency = 4
""",
    ),
    Case(
        "classes stand in columns",
        """\
segmentation cycle "Life cycle" of customers  exclusive :
  prospect "Prospects" when no orders
    note "Never bought." owner "crm"
  new when recency<60d
  sleeping_for_long "Sleeping" when recency>1y
  lost "Lost" otherwise
  tags cycle
""",
        """\
segmentation cycle "Life cycle" of customers exclusive:
  prospect          "Prospects" when no orders
    note  "Never bought."
    owner "crm"
  new                           when recency < 60d
  sleeping_for_long "Sleeping"  when recency > 1y
  lost              "Lost"      otherwise
  tags cycle
""",
    ),
    Case(
        "the parts of a class's condition begin at one column",
        """\
segmentation rfm "RFM":
  champions "Champions" when score of recency among clients >= 4 and score of frequency among clients >= 4
  others "Others" when score of recency among clients >= 4 or score of frequency among clients >= 4
""",
        """\
segmentation rfm "RFM":
  champions "Champions" when score of recency among clients >= 4
                         and score of frequency among clients >= 4
  others    "Others"    when score of recency among clients >= 4
                          or score of frequency among clients >= 4
""",
    ),
    Case(
        "a very long label moves no other class",
        """\
segmentation s:
  a "A label that nobody would call short, for it is not" when vip
  bb "B" otherwise
""",
        """\
segmentation s:
  a  "A label that nobody would call short, for it is not" when vip
  bb "B" otherwise
""",
    ),
    Case(
        "a class with no room breaks its condition below",
        """\
segmentation s:
  a_rather_long_name "A label that nobody would call short, not even here" when score of recency among clients >= 4 and vip
  b "B" otherwise
""",
        """\
segmentation s:
  a_rather_long_name "A label that nobody would call short, not even here" when
      score of recency among clients >= 4 and vip
  b                  "B" otherwise
""",
    ),
    Case(
        "segmentations by value and by chance",
        """\
segmentation canal:by most frequent orders.channel  in last 12 months
segmentation essai "Essai de l'offre de printemps" of customers:split "printemps-2026" a 45%,b 45 %,temoin 10%
""",
        """\
segmentation canal: by most frequent orders.channel in last 12 months

segmentation essai "Essai de l'offre de printemps" of customers:
  split "printemps-2026" a 45%, b 45%, temoin 10%
""",
    ),
    Case(
        "targets",
        """\
target relance "Relance de mars":a_relancer
  by email,sms
  except any sends in last 3d
  at most 2000 highest monetary
  control 10 % "relance"
  columns email, first_name, last_name, postcode, city, store.city, store.name, phone, birth_date, created_on
  note "Consentement, pression, budget."
""",
        """\
target relance "Relance de mars": a_relancer
  by      email, sms
  except  any sends in last 3d
  at most 2000 highest monetary
  control 10% "relance"
  columns email, first_name, last_name, postcode, city, store.city, store.name, phone, birth_date,
          created_on
  note    "Consentement, pression, budget."
""",
    ),
    Case(
        "tables",
        """\
population customers(customer)"Clients"from crm . customers where(not anonymised)
 key customer_id:text
 gender:text one of("F","M")


 optin:boolean from optin true("Y","1")false("N","0")
 store->stores from store_id
 note "Everybody."
source orders ( order ) from"sales"."the orders"
 customer->customers from `customer id`
 at ordered_at:datetime in "UTC"
 at_:date
 amount:money=quantity*unit_price
source lines from lines
 at order . ordered_at
source visits(visit)groups scans where(ok)by basket_id,day
 amount:money=sum of scans.amount
""",
        """\
population customers (customer) "Clients" from crm.customers where (not anonymised)
  key customer_id: text
  gender: text one of ("F", "M")

  optin: boolean from optin true ("Y", "1") false ("N", "0")
  store -> stores from store_id
  note "Everybody."

source orders (order) from "sales"."the orders"
  customer -> customers from `customer id`
  at ordered_at: datetime in "UTC"
  at_: date
  amount: money = quantity * unit_price

source lines from lines
  at order.ordered_at

source visits (visit) groups scans where (ok) by basket_id, day
  amount: money = sum of scans.amount
""",
    ),
    Case(
        "long heads and long fields",
        """\
source orders (order) "Commandes de tous les canaux" from sales.orders where (status not in ("cancelled", "test", "draft"))
  channel: text one of ("web", "magasin", "téléphone", "catalogue", "partenaire", "place de marché")
list influenceurs_et_ambassadeurs "Influenceurs et ambassadeurs" of customers from "lists/influenceurs.csv" key customer_id
""",
        """\
source orders (order) "Commandes de tous les canaux" from sales.orders
  where (status not in ("cancelled", "test", "draft"))
  channel: text one of ("web", "magasin", "téléphone", "catalogue", "partenaire", "place de marché")

list influenceurs_et_ambassadeurs "Influenceurs et ambassadeurs" of customers
  from "lists/influenceurs.csv" key customer_id
""",
    ),
    Case(
        "the other declarations",
        """\
parameter seuil "Récence":duration=90d
channel email "E-mail"  of customers:email is known and optin_email
list amis "Amis" from "lists/amis.csv"  key customer_id
define acheteur_de( categorie:text,montant:money ):sum of lines.amount where(product.category=categorie)>=montant
  note "Un rayon, un montant."
""",
        """\
parameter seuil "Récence": duration = 90d
channel email "E-mail" of customers: email is known and optin_email
list amis "Amis" from "lists/amis.csv" key customer_id

define acheteur_de(categorie: text, montant: money):
  sum of lines.amount where (product.category = categorie) >= montant
  note "Un rayon, un montant."
""",
    ),
    Case(
        "comments stay where they are",
        """\
#first

# of a
segment a: vip#beside
# of the owner
  owner "crm"  #who
  tags x # which
         # and why
  # below

  # of b
segment b: vip

# last\
""",
        """\
#first

# of a
segment a: vip                            #beside
  # of the owner
  owner "crm"                             #who
  tags  x                                 # which
                                          # and why
  # below

# of b
segment b: vip

# last
""",
    ),
    Case(
        "comments inside a rule",
        """\
segment a: # after the colon
  vip and # after a sign
  # alone
  city in ("a", # first
    "b" # second
    , # of nothing
    # third
    "c") and
  # in the end
  frequency > 3
segment b:
  # above
  vip
segment c: any orders where ( # on the row
  amount > 10) in last 30d
""",
        """\
segment a:                                # after the colon
  vip                                     # after a sign
    # alone
    and city in (
      "a",                                # first
      "b",                                # second
      # of nothing
      # third
      "c"
    )
    # in the end
    and frequency > 3

segment b:
  # above
  vip

segment c:
  any orders where (                      # on the row
    amount > 10
  ) in last 30d
""",
    ),
    Case(
        "comments at odd places",
        """\
segment # of the name
  a # of the label
  "A": not # of the condition
  vip
segmentation s:
  a # of the class
  "A" when # of the condition
  vip
  b when # of the other
  vip or frequency > 3
target t: vip
  except # whom
  staff
""",
        """\
segment                                   # of the name
    a                                     # of the label
    "A":
  not                                     # of the condition
    vip

segmentation s:
  a                                       # of the class
      "A" when                            # of the condition
      vip
  b     when                              # of the other
             vip
          or frequency > 3

target t: vip
  except                                  # whom
    staff
""",
    ),
    Case(
        "blank lines",
        """\



metric a: count of orders
  better higher
metric b: count of visits
  better higher



metric c: count of carts
segment d: a > 1
segment e: a > 2

segment f: a > 3
segment g: a > 3
  owner "crm"
segment h: a > 4
# of i
segment i: a > 5
  owner "crm"
# of nothing

segment j: a > 6


""",
        """\
metric a: count of orders
  better higher
metric b: count of visits
  better higher

metric c: count of carts
segment d: a > 1
segment e: a > 2

segment f: a > 3

segment g: a > 3
  owner "crm"

segment h: a > 4

# of i
segment i: a > 5
  owner "crm"
# of nothing

segment j: a > 6
""",
    ),
    Case(
        "texts and names are kept to the letter",
        """\
segment a:  city in ("a  # b", "${x}  ", "don\N{NO-BREAK SPACE}t", "(", ") and (", "\\"", "l'é")  # ${y}   \N{NO-BREAK SPACE}
segment `or`: `and` and  `between` = 1
""",
        """\
segment a: city in ("a  # b", "${x}  ", "don\N{NO-BREAK SPACE}t", "(", ") and (", "\\"", "l'é")  # ${y}
segment `or`: `and` and `between` = 1
""",
    ),
)
