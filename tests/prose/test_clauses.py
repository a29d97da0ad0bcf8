"""Conditions as clauses: what an author wrote, and how it is said in English and in French.

No-break spaces are written as plain ones here; one test looks at them alone.
"""

from dataclasses import replace

import pytest

from segdsl.meaning import model
from segdsl.meaning.settings import Settings
from segdsl.meaning.vocabulary import aggregates, dates, periods, predicates
from segdsl.prose import from_meaning as prose
from segdsl.text.diagnostics import LANGUAGES
from tests.meaning.shop import MODEL, RULES, understood

CHANNELS = """
channel courrier "Courrier postal": city is known
channel mail: email is known
define acheteur_de(categorie: text, montant: money) "Acheteurs d'une catégorie":
  sum of orders.amount where (product.category = categorie) in last 12 months >= montant
define sur(canal: text): channel = canal
define moyenne(n: integer): monetary / n
"""
CASES = {
    "true": (
        "without exception",
        "sans exception",
    ),
    "false": (
        "fulfilling a condition that nobody fulfils",
        "selon une règle que nul ne remplit",
    ),
    "frequency = 4": (
        "whose “Commandes” is 4",
        "dont « Commandes » est de 4",
    ),
    "frequency != 4": (
        "whose “Commandes” is not 4 (0 without any orders)",
        "dont « Commandes » n'est pas de 4 (0 pour qui n'a pas d'orders)",
    ),
    "frequency < 4": (
        "whose “Commandes” is less than 4 (0 without any orders)",
        "dont « Commandes » est de moins de 4 (0 pour qui n'a pas d'orders)",
    ),
    "frequency <= 3": (
        "whose “Commandes” is at most 3 (0 without any orders)",
        "dont « Commandes » est d'au plus 3 (0 pour qui n'a pas d'orders)",
    ),
    "frequency > 3": (
        "whose “Commandes” is more than 3",
        "dont « Commandes » est de plus de 3",
    ),
    "frequency >= 4": (
        "whose “Commandes” is at least 4",
        "dont « Commandes » est d'au moins 4",
    ),
    "not frequency >= 4": (
        "whose “Commandes” is less than 4 (0 without any orders)",
        "dont « Commandes » est de moins de 4 (0 pour qui n'a pas d'orders)",
    ),
    "reachable by courrier and not reachable by mail": (
        "who can be reached by “Courrier postal”, and who cannot be reached by “mail”",
        "que l'on peut joindre par « Courrier postal », et que l'on ne peut pas joindre par"
        " « mail »",
    ),
    'acheteur_de("jardin", 100)': (
        "whose total of amount of orders where category of product is “jardin”, in the last"
        " 12 months, is at least 100 (rule “Acheteurs d'une catégorie”)",
        "dont le total d'amount des orders où category de product est « jardin », au cours des 12"
        " derniers mois, est d'au moins 100 (règle « Acheteurs d'une catégorie »)",
    ),
    'no orders where (sur("web"))': (
        "without orders where channel is “web” (rule “sur”)",
        "sans orders où channel est « web » (règle « sur »)",
    ),
    "not moyenne(12) >= 5": (
        "whose “CA 12 mois” / 12 (rule “moyenne”) is less than 5 (or unknown)",
        "dont « CA 12 mois » / 12 (règle « moyenne ») est de moins de 5 (ou valeur inconnue)",
    ),
    "not age of birth_date >= 18": (
        "whose number of whole years since birth_date is less than 18 (or unknown)",
        "dont le nombre d'années révolues depuis birth_date est de moins de 18 (ou valeur"
        " inconnue)",
    ),
    "birthday of birth_date in next 7 days": (
        "whose birthday (birth_date) falls in the next 7 days",
        "dont l'anniversaire (birth_date) tombe au cours des 7 prochains jours",
    ),
    "not birthday of birth_date in this month": (
        "whose birthday (birth_date) does not fall in the current month (or unknown)",
        "dont l'anniversaire (birth_date) ne tombe pas au cours du mois en cours (ou valeur"
        " inconnue)",
    ),
    "year of birth_date in (1990, 1991)": (
        "whose year of birth_date is 1990 or 1991",
        "dont l'année de birth_date est 1990 ou 1991",
    ),
    "weekday of birth_date = 6": (
        "whose weekday (1 Monday to 7 Sunday) of birth_date is 6",
        "dont le jour de la semaine (de 1, lundi, à 7, dimanche) de birth_date est 6",
    ),
    "month of birth_date != 3": (
        "whose month (1 to 12) of birth_date is not 3 (or unknown)",
        "dont le mois (de 1 à 12) de birth_date n'est pas 3 (ou valeur inconnue)",
    ),
    "month of birth_date not in (7, 8)": (
        "whose month (1 to 12) of birth_date is not 7 or 8 (or unknown)",
        "dont le mois (de 1 à 12) de birth_date n'est ni 7 ni 8 (ou valeur inconnue)",
    ),
    "age of birth_date in (18, 20)": (
        "whose number of whole years since birth_date is 18 or 20",
        "dont le nombre d'années révolues depuis birth_date est de 18 ou de 20",
    ),
    'city != "eric" ignoring case and accents': (
        "whose city is not “eric” (ignoring case and accents) (or unknown)",
        "dont city n'est pas « eric » (sans tenir compte de la casse ni des accents) (ou valeur"
        " inconnue)",
    ),
    'sample 10% "offre-a"': (
        "drawn by chance (10% of all, by the draw “offre-a”)",
        "tirés au sort (10 % de l'ensemble, tirage « offre-a »)",
    ),
    "recency < 90d": (
        "whose “Récence” is less than 90 days",
        "dont « Récence » est de moins de 90 jours",
    ),
    'any visits where (page = "devis") in last 30d then orders where (amount > 50) within 7d': (
        "with at least 1 visit where page is “devis”, in the last 30 days, then at least 1 order"
        " where amount is more than 50, within 7 days",
        "avec au moins 1 visit où page est « devis », au cours des 30 derniers jours, puis au moins"
        " 1 order où amount est de plus de 50, en 7 jours au plus",
    ),
    "not any visits then orders within 1d": (
        "without this sequence: 1 visit, then 1 order, within 1 day",
        "sans cette suite : 1 visit, puis 1 order, en 1 jour au plus",
    ),
    "any visits then no orders within 2d": (
        "with at least 1 visit, then without orders for 2 days",
        "avec au moins 1 visit, puis sans orders pendant 2 jours",
    ),
    "not any orders then no orders within 36h": (
        "without this sequence: 1 order, then no orders for 36 hours",
        "sans cette suite : 1 order, puis pas d'orders pendant 36 heures",
    ),
    "at least 3 orders with same product in last 12 months": (
        "with at least 3 orders sharing the same value of product in the last 12 months",
        "avec au moins 3 orders partageant la même valeur de product au cours des 12 derniers mois",
    ),
    "no visits within 30d after first order": (
        "without visits within 30 days after the first order",
        "sans visits dans un délai de 30 jours après la date la plus ancienne des orders",
    ),
    "birth_date within 1y after last order": (
        "whose birth_date lies within 1 year after the last order",
        "dont birth_date se situe dans un délai de 1 an après la date la plus récente des orders",
    ),
    "median of orders.amount >= 50": (
        "whose median of amount of orders is at least 50",
        "dont la médiane d'amount des orders est d'au moins 50",
    ),
    'most frequent orders.channel weighted by amount in last 90d = "web"': (
        "whose most frequent value of channel of orders, each row weighted by its amount,"
        " in the last 90 days is “web”",
        "dont la valeur la plus fréquente de channel des orders, chaque ligne pondérée par amount,"
        " au cours des 90 derniers jours est « web »",
    ),
    "vip as of 90 days ago": (
        "who are in “Clients VIP” (as of 90 days earlier)",
        "qui sont dans « Clients VIP » (situation 90 jours plus tôt)",
    ),
    "not vip as of 2025-12-31": (
        "who are not in “Clients VIP” (as of 31 December 2025)",
        "qui ne sont pas dans « Clients VIP » (situation au 31 décembre 2025)",
    ),
    "(vip and frequency >= 4) as of 1 year ago": (
        "both who are in “Clients VIP” and whose “Commandes” is at least 4 (as of 1 year earlier)",
        "à la fois qui sont dans « Clients VIP » et dont « Commandes » est d'au moins 4"
        " (situation 1 an plus tôt)",
    ),
    "cycle as of 2025-12-31 is not actif": (
        "whose “Cycle de vie” is not “actif” (or of no class) (as of 31 December 2025)",
        "dont « Cycle de vie » n'est pas « actif » (ou sans classe) (situation au 31 décembre 2025)",
    ),
    "frequency as of 90 days ago < frequency": (
        "whose “Commandes” (as of 90 days earlier) is below “Commandes”",
        "dont « Commandes » (situation 90 jours plus tôt) est en dessous de « Commandes »",
    ),
    "not recency < 90d": (
        "whose “Récence” is at least 90 days (or unknown)",
        "dont « Récence » est d'au moins 90 jours (ou valeur inconnue)",
    ),
    "recency between 1d and 2w": (
        "whose “Récence” is from 1 day to 2 weeks, both included",
        "dont « Récence » va de 1 jour à 2 semaines inclus",
    ),
    "recency not between 1d and 2w": (
        "whose “Récence” is not from 1 day to 2 weeks (or unknown)",
        "dont « Récence » ne va pas de 1 jour à 2 semaines (ou valeur inconnue)",
    ),
    "frequency between 0 and 2": (
        "whose “Commandes” is from 0 to 2, both included (0 without any orders)",
        "dont « Commandes » va de 0 à 2 inclus (0 pour qui n'a pas d'orders)",
    ),
    "frequency in (1, 2)": (
        "whose “Commandes” is 1 or 2",
        "dont « Commandes » est de 1 ou de 2",
    ),
    "frequency not in (1, 2)": (
        "whose “Commandes” is not 1 or 2 (0 without any orders)",
        "dont « Commandes » n'est ni de 1 ni de 2 (0 pour qui n'a pas d'orders)",
    ),
    'city = "Rennes"': (
        "whose city is “Rennes”",
        "dont city est « Rennes »",
    ),
    'city != "Rennes"': (
        "whose city is not “Rennes” (or unknown)",
        "dont city n'est pas « Rennes » (ou valeur inconnue)",
    ),
    'city in ("Rennes", "Brest")': (
        "whose city is “Rennes” or “Brest”",
        "dont city est « Rennes » ou « Brest »",
    ),
    'city not in ("Rennes", "Brest")': (
        "whose city is not “Rennes” or “Brest” (or unknown)",
        "dont city n'est ni « Rennes » ni « Brest » (ou valeur inconnue)",
    ),
    'city < "M"': (
        "whose city comes before “M”",
        "dont city vient avant « M »",
    ),
    'city <= "M"': (
        "whose city is “M” or comes before it",
        "dont city est « M » ou vient avant",
    ),
    'city > "M"': (
        "whose city comes after “M”",
        "dont city vient après « M »",
    ),
    'city >= "M"': (
        "whose city is “M” or comes after it",
        "dont city est « M » ou vient après",
    ),
    'city contains "ren"': (
        "whose city contains “ren”",
        "dont city contient « ren »",
    ),
    'not city contains "ren"': (
        "whose city does not contain “ren” (or unknown)",
        "dont city ne contient pas « ren » (ou valeur inconnue)",
    ),
    'city starts with "R"': (
        "whose city starts with “R”",
        "dont city commence par « R »",
    ),
    'city ends with "s"': (
        "whose city ends with “s”",
        "dont city se termine par « s »",
    ),
    'not city ends with "s"': (
        "whose city does not end with “s” (or unknown)",
        "dont city ne se termine pas par « s » (ou valeur inconnue)",
    ),
    "city is known": (
        "whose city is known",
        "dont on connaît city",
    ),
    "city is missing": (
        "whose city is unknown",
        "dont on ne connaît pas city",
    ),
    "is_staff": (
        "whose is_staff is true",
        "dont is_staff est vrai",
    ),
    "not is_staff": (
        "whose is_staff is not true (or unknown)",
        "dont is_staff n'est pas vrai (ou valeur inconnue)",
    ),
    "birth_date = 1990-03-01": (
        "whose birth_date is on 1 March 1990",
        "dont birth_date tombe le 1er mars 1990",
    ),
    "birth_date != 1990-03-01": (
        "whose birth_date is not on 1 March 1990 (or unknown)",
        "dont birth_date ne tombe pas le 1er mars 1990 (ou valeur inconnue)",
    ),
    "birth_date < 1990-01-01": (
        "whose birth_date is before 1 January 1990",
        "dont birth_date tombe avant le 1er janvier 1990",
    ),
    "birth_date <= 1990-01-01": (
        "whose birth_date is on or before 1 January 1990",
        "dont birth_date tombe au plus tard le 1er janvier 1990",
    ),
    "birth_date > 1990-01-01": (
        "whose birth_date is after 1 January 1990",
        "dont birth_date tombe après le 1er janvier 1990",
    ),
    "birth_date >= 1990-01-01": (
        "whose birth_date is on or after 1 January 1990",
        "dont birth_date tombe au plus tôt le 1er janvier 1990",
    ),
    "birth_date between 1990-01-01 and 1990-12-31": (
        "whose birth_date is from 1 January 1990 to 31 December 1990, both included",
        "dont birth_date va du 1er janvier 1990 au 31 décembre 1990 inclus",
    ),
    "birth_date since 1990-01-01": (
        "whose birth_date lies on or after 1 January 1990",
        "dont birth_date se situe à partir du 1er janvier 1990",
    ),
    "not birth_date since 1990-01-01": (
        "whose birth_date does not lie on or after 1 January 1990 (or unknown)",
        "dont birth_date ne se situe pas à partir du 1er janvier 1990 (ou valeur inconnue)",
    ),
    "any orders": (
        "with at least 1 order",
        "avec au moins 1 order",
    ),
    "no orders in last 1 day": (
        "without orders in the last day",
        "sans orders au cours du dernier jour",
    ),
    "not any orders": (
        "without orders",
        "sans orders",
    ),
    "not no orders": (
        "with at least 1 order",
        "avec au moins 1 order",
    ),
    "at least 2 orders in last 90 days": (
        "with at least 2 orders in the last 90 days",
        "avec au moins 2 orders au cours des 90 derniers jours",
    ),
    "not at least 2 orders": (
        "with at most 1 order (or none)",
        "avec au plus 1 order (ou pas du tout)",
    ),
    "at most 3 orders in last 1 week": (
        "with at most 3 orders in the last week (or none)",
        "avec au plus 3 orders au cours de la dernière semaine (ou pas du tout)",
    ),
    "any orders in this week": (
        "with at least 1 order in the current week",
        "avec au moins 1 order au cours de la semaine en cours",
    ),
    "any orders in this year": (
        "with at least 1 order in the current year",
        "avec au moins 1 order au cours de l'année en cours",
    ),
    "no orders in previous month": (
        "without orders in the previous month",
        "sans orders au cours du mois précédent",
    ),
    "no orders in previous week": (
        "without orders in the previous week",
        "sans orders au cours de la semaine précédente",
    ),
    "any orders in previous 3 quarters": (
        "with at least 1 order in the previous 3 whole quarters",
        "avec au moins 1 order au cours des 3 trimestres entiers précédents",
    ),
    "any orders in previous 2 years": (
        "with at least 1 order in the previous 2 whole years",
        "avec au moins 1 order au cours des 2 années entières précédentes",
    ),
    "any orders in 2025": (
        "with at least 1 order in 2025",
        "avec au moins 1 order en 2025",
    ),
    "any orders in 2025-Q1": (
        "with at least 1 order in the first quarter of 2025",
        "avec au moins 1 order au premier trimestre 2025",
    ),
    "any orders in 2025-03": (
        "with at least 1 order in March 2025",
        "avec au moins 1 order en mars 2025",
    ),
    "birth_date in next 7 days": (
        "whose birth_date lies in the next 7 days",
        "dont birth_date se situe au cours des 7 prochains jours",
    ),
    "not birth_date in next 1 week": (
        "whose birth_date does not lie in the next week (or unknown)",
        "dont birth_date ne se situe pas au cours de la prochaine semaine (ou valeur inconnue)",
    ),
    "not at most 3 orders": (
        "with at least 4 orders",
        "avec au moins 4 orders",
    ),
    "exactly 1 order": (
        "with exactly 1 order",
        "avec exactement 1 order",
    ),
    "not exactly 2 orders": (
        "with another number of orders than 2 (or none)",
        "avec un nombre d'orders autre que 2 (ou pas du tout)",
    ),
    "exactly 0 orders": (
        "without orders",
        "sans orders",
    ),
    'any orders where (channel = "web" and amount > 100) in last 12 months': (
        "with at least 1 order where channel is “web”, and amount is more than 100, in the last 12 months",
        "avec au moins 1 order où channel est « web », et amount est de plus de 100, au cours des 12 derniers mois",
    ),
    'any orders where (channel != "web" or amount is missing)': (
        "with at least 1 order where either channel is not “web” (or unknown), or amount is unknown",
        "avec au moins 1 order où soit channel n'est pas « web » (ou valeur inconnue), soit on ne connaît pas amount",
    ),
    'any orders where (not (channel = "web" and amount > 100)) since 2026-01-01': (
        "with at least 1 order where either channel is not “web” (or unknown), or amount is at most 100 (or unknown), since 1 January 2026",
        "avec au moins 1 order où soit channel n'est pas « web » (ou valeur inconnue), soit amount est d'au plus 100 (ou valeur inconnue), depuis le 1er janvier 2026",
    ),
    "any orders where (product.category is known) before 2026-01-01": (
        "with at least 1 order where category of product is known, before 1 January 2026",
        "avec au moins 1 order où on connaît category de product, avant le 1er janvier 2026",
    ),
    "any orders where (amount between 1 and 2) from 2026-01-01 to 2026-03-31": (
        "with at least 1 order where amount is from 1 to 2, both included, from 1 January 2026 to 31 March 2026",
        "avec au moins 1 order où amount va de 1 à 2 inclus, du 1er janvier 2026 au 31 mars 2026",
    ),
    "any orders from 2026-01-01 to 2026-01-01": (
        "with at least 1 order on 1 January 2026",
        "avec au moins 1 order le 1er janvier 2026",
    ),
    # by which of two ways rows belong to a customer
    "any gifts via giver in last 30 days": (
        "with at least 1 gift (via giver) in the last 30 days",
        "avec au moins 1 gift (via giver) au cours des 30 derniers jours",
    ),
    "count of gifts via receiver < 2": (
        "whose number of gifts (via receiver) is less than 2 (0 without any gifts)",
        "dont le nombre de gifts (via receiver) est de moins de 2 (0 pour qui n'a pas de gifts)",
    ),
    # what is said to be known is not said to be perhaps unknown
    'city is known and not city = "Brest"': (
        "whose city is known, and whose city is not “Brest”",
        "dont on connaît city, et dont city n'est pas « Brest »",
    ),
    'not (city = "Brest" or city is missing)': (
        "whose city is not “Brest”, and whose city is known",
        "dont city n'est pas « Brest », et dont on connaît city",
    ),
    'city is known and not (city = "Brest" and vip)': (
        "whose city is known, and either whose city is not “Brest”, or who are not in “Clients VIP”",
        "dont on connaît city, et soit dont city n'est pas « Brest », soit qui ne sont pas dans « Clients VIP »",
    ),
    'city is known or not city = "Brest"': (
        "either whose city is known, or whose city is not “Brest” (or unknown)",
        "soit dont on connaît city, soit dont city n'est pas « Brest » (ou valeur inconnue)",
    ),
    'city is known and (not city = "Brest") as of 30 days ago': (
        "whose city is known, and whose city is not “Brest” (or unknown) (as of 30 days earlier)",
        "dont on connaît city, et dont city n'est pas « Brest » (ou valeur inconnue) (situation 30 jours plus tôt)",
    ),
    "any orders from 180d ago to 90d ago": (
        "with at least 1 order less than 180 days and at least 90 days ago",
        "avec au moins 1 order il y a moins de 180 jours et au moins 90 jours",
    ),
    "any orders from 2026-01-01 to 30d ago": (
        "with at least 1 order from 1 January 2026 until 30 days ago",
        "avec au moins 1 order du 1er janvier 2026 jusqu'à il y a 30 jours",
    ),
    "any orders from 1y ago to 2026-01-01": (
        "with at least 1 order less than 1 year ago and until 1 January 2026",
        "avec au moins 1 order il y a moins de 1 an et jusqu'au 1er janvier 2026",
    ),
    "any orders before 1y ago": (
        "with at least 1 order 1 year ago or longer",
        "avec au moins 1 order il y a 1 an ou plus",
    ),
    "count of orders > 2": (
        "whose number of orders is more than 2",
        "dont le nombre d'orders est de plus de 2",
    ),
    "count of orders = 0": (
        "whose number of orders is 0 (0 without any orders)",
        "dont le nombre d'orders est de 0 (0 pour qui n'a pas d'orders)",
    ),
    "number of distinct orders.product.category >= 2": (
        "whose number of different values of category of product of orders is at least 2",
        "dont le nombre de valeurs différentes de category de product des orders est d'au moins 2",
    ),
    'sum of orders.amount where (channel = "web") in last 30d < 100': (
        "whose total of amount of orders where channel is “web”, in the last 30 days, is less than 100 (0 without any orders)",
        "dont le total d'amount des orders où channel est « web », au cours des 30 derniers jours, est de moins de 100 (0 pour qui n'a pas d'orders)",
    ),
    "average of orders.amount > 12.5": (
        "whose average of amount of orders is more than 12.5",
        "dont la moyenne d'amount des orders est de plus de 12,5",
    ),
    "smallest of orders.amount > 1": (
        "whose smallest value of amount of orders is more than 1",
        "dont la plus petite valeur d'amount des orders est de plus de 1",
    ),
    "largest of orders.amount > 1500": (
        "whose largest value of amount of orders is more than 1,500",
        "dont la plus grande valeur d'amount des orders est de plus de 1 500",
    ),
    'first of orders.channel = "web"': (
        "whose first value of channel of orders is “web”",
        "dont la première valeur de channel des orders est « web »",
    ),
    'last of orders.channel != "web"': (
        "whose last value of channel of orders is not “web” (or unknown)",
        "dont la dernière valeur de channel des orders n'est pas « web » (ou valeur inconnue)",
    ),
    'most frequent orders.channel in ("web", "store")': (
        "whose most frequent value of channel of orders is “web” or “store”",
        "dont la valeur la plus fréquente de channel des orders est « web » ou « store »",
    ),
    'share of orders where (channel = "web") >= 30%': (
        "whose share of orders where channel is “web”, is at least 30%",
        "dont la part des orders où channel est « web », est d'au moins 30 %",
    ),
    'share of orders.amount where (channel = "web") < 12.5%': (
        "whose share of amount of orders where channel is “web”, is less than 12.5%",
        "dont la part d'amount des orders où channel est « web », est de moins de 12,5 %",
    ),
    "time since first order >= 1y": (
        "whose time since the first order is at least 1 year",
        "dont le temps écoulé depuis la date la plus ancienne des orders est d'au moins 1 an",
    ),
    "time since last order < 6mo": (
        "whose time since the last order is less than 6 months",
        "dont le temps écoulé depuis la date la plus récente des orders est de moins de 6 mois",
    ),
    "average gap between orders <= 12d": (
        "whose average gap between orders is at most 12 days",
        "dont l'écart moyen entre les orders est d'au plus 12 jours",
    ),
    "monetary / frequency > 20": (
        "whose “CA 12 mois” / “Commandes” is more than 20",
        "dont « CA 12 mois » / « Commandes » est de plus de 20",
    ),
    "monetary > 2 * frequency": (
        "whose “CA 12 mois” exceeds 2 × “Commandes”",
        "dont « CA 12 mois » dépasse 2 × « Commandes »",
    ),
    "not monetary > 2 * frequency": (
        "whose “CA 12 mois” does not exceed 2 × “Commandes”",
        "dont « CA 12 mois » ne dépasse pas 2 × « Commandes »",
    ),
    "city = first of orders.product.category": (
        "whose city is the same as the first value of category of product of orders",
        "dont city est identique à la première valeur de category de product des orders",
    ),
    "score of recency >= 4": (
        "whose score from 1 to 5 (5 is best) by “Récence” is at least 4",
        "dont la note de 1 à 5 (5 est la meilleure) selon « Récence » est d'au moins 4",
    ),
    "not score of recency >= 4": (
        "whose score from 1 to 5 (5 is best) by “Récence” is less than 4 (or unknown)",
        "dont la note de 1 à 5 (5 est la meilleure) selon « Récence » est de moins de 4 (ou valeur inconnue)",
    ),
    "rank of monetary among vip per city <= 10": (
        "whose rank by “CA 12 mois” among “Clients VIP”, each city apart, is at most 10",
        "dont le rang selon « CA 12 mois » parmi « Clients VIP », dans chaque city, est d'au plus 10",
    ),
    "rank of monetary among (frequency > 2) <= 10": (
        "whose rank by “CA 12 mois” among the customers (whose “Commandes” is more than 2) is at most 10",
        "dont le rang selon « CA 12 mois » parmi les customers (dont « Commandes » est de plus de 2) est d'au plus 10",
    ),
    "cumulative share of monetary < 50%": (
        "whose share of the total “CA 12 mois” held by those strictly ahead is less than 50%",
        "dont la part du total de « CA 12 mois » détenue par ceux qui sont strictement devant est de moins de 50 %",
    ),
    "monetary in top 20%": (
        "in the top 20% by “CA 12 mois”",
        "dans les 20 % les mieux classés selon « CA 12 mois »",
    ),
    "not monetary in top 20% among vip": (
        "not in the top 20% by “CA 12 mois” among “Clients VIP” (or not ranked)",
        "hors des 20 % les mieux classés selon « CA 12 mois » parmi « Clients VIP » (ou hors classement)",
    ),
    "vip": (
        "who are in “Clients VIP”",
        "qui sont dans « Clients VIP »",
    ),
    "not vip": (
        "who are not in “Clients VIP”",
        "qui ne sont pas dans « Clients VIP »",
    ),
    "cycle is actif": (
        "whose “Cycle de vie” is “actif”",
        "dont « Cycle de vie » est « actif »",
    ),
    "cycle is not actif": (
        "whose “Cycle de vie” is not “actif” (or of no class)",
        "dont « Cycle de vie » n'est pas « actif » (ou sans classe)",
    ),
    "cycle in (actif, perdu)": (
        "whose “Cycle de vie” is “actif” or “perdu”",
        "dont « Cycle de vie » est « actif » ou « perdu »",
    ),
    "cycle is missing": (
        "whose “Cycle de vie” is unknown",
        "dont on ne connaît pas « Cycle de vie »",
    ),
    "vip or frequency > 4": (
        "either who are in “Clients VIP”, or whose “Commandes” is more than 4",
        "soit qui sont dans « Clients VIP », soit dont « Commandes » est de plus de 4",
    ),
    "vip and frequency > 4 and recency < 10d": (
        "who are in “Clients VIP”, whose “Commandes” is more than 4, and whose “Récence” is less than 10 days",
        "qui sont dans « Clients VIP », dont « Commandes » est de plus de 4, et dont « Récence » est de moins de 10 jours",
    ),
    "vip and (frequency > 4 or recency < 10d)": (
        "who are in “Clients VIP”, and either whose “Commandes” is more than 4, or whose “Récence” is less than 10 days",
        "qui sont dans « Clients VIP », et soit dont « Commandes » est de plus de 4, soit dont « Récence » est de moins de 10 jours",
    ),
    "vip or (frequency > 4 and recency < 10d)": (
        "either who are in “Clients VIP”, or both whose “Commandes” is more than 4 and whose “Récence” is less than 10 days",
        "soit qui sont dans « Clients VIP », soit à la fois dont « Commandes » est de plus de 4 et dont « Récence » est de moins de 10 jours",
    ),
    "vip or (frequency > 4 and recency < 10d and city is known)": (
        "either who are in “Clients VIP”, or at once whose “Commandes” is more than 4, whose “Récence” is less than 10 days and whose city is known",
        "soit qui sont dans « Clients VIP », soit à la fois dont « Commandes » est de plus de 4, dont « Récence » est de moins de 10 jours et dont on connaît city",
    ),
    "not (vip and frequency > 4)": (
        "either who are not in “Clients VIP”, or whose “Commandes” is at most 4 (0 without any orders)",
        "soit qui ne sont pas dans « Clients VIP », soit dont « Commandes » est d'au plus 4 (0 pour qui n'a pas d'orders)",
    ),
    # alternatives come last, or in brackets, so that no reader takes more for one of them
    '(vip or city = "Lyon") and frequency > 4': (
        "whose “Commandes” is more than 4, and either who are in “Clients VIP”, or whose city is “Lyon”",
        "dont « Commandes » est de plus de 4, et soit qui sont dans « Clients VIP », soit dont city est « Lyon »",
    ),
    'city = "Lyon" or (frequency > 4 and (vip or city is missing))': (
        "either whose city is “Lyon”, or both whose “Commandes” is more than 4 and (either who are in “Clients VIP”, or whose city is unknown)",
        "soit dont city est « Lyon », soit à la fois dont « Commandes » est de plus de 4 et (soit qui sont dans « Clients VIP », soit dont on ne connaît pas city)",
    ),
    'not (vip and frequency > 4) and city = "Brest"': (
        "whose city is “Brest”, and either who are not in “Clients VIP”, or whose “Commandes” is at most 4 (0 without any orders)",
        "dont city est « Brest », et soit qui ne sont pas dans « Clients VIP », soit dont « Commandes » est d'au plus 4 (0 pour qui n'a pas d'orders)",
    ),
    'not (vip or city = "Brest")': (
        "who are not in “Clients VIP”, and whose city is not “Brest” (or unknown)",
        "qui ne sont pas dans « Clients VIP », et dont city n'est pas « Brest » (ou valeur inconnue)",
    ),
}


def resolved(condition: str) -> model.Project:
    project, found = understood(MODEL, RULES, CHANNELS, f"segment x: {condition}\n")
    assert [one.said(one.message.says, "en") for one in found] == []
    return project


def said(project: model.Project) -> list[str]:
    rule = project.segments["x"].condition
    return [
        prose.condition(project, "customers", rule, language)
        .replace("\N{NO-BREAK SPACE}", " ")
        .replace("\N{NARROW NO-BREAK SPACE}", " ")
        for language in LANGUAGES
    ]


@pytest.mark.parametrize("condition", CASES)
def test_a_condition_is_said_in_both_languages(condition: str) -> None:
    assert tuple(said(resolved(condition))) == CASES[condition]


def test_french_spaces_do_not_break() -> None:
    project = resolved('city = "Rennes" and sum of orders.amount > 1500')
    clause = prose.condition(project, "customers", project.segments["x"].condition, "fr")
    assert "«\N{NO-BREAK SPACE}Rennes\N{NO-BREAK SPACE}»" in clause
    assert "1\N{NARROW NO-BREAK SPACE}500" in clause


def test_what_nobody_has_is_read_from_the_record() -> None:
    project = resolved("count of orders < 2")
    assert "(0 without any orders)" in said(project)[0]
    missing = replace(aggregates.COUNT, when_empty=None)
    segment = project.segments["x"]
    assert isinstance(segment.condition, model.Compare)
    assert isinstance(segment.condition.left, model.Aggregate)
    counted = replace(segment.condition, left=replace(segment.condition.left, word=missing))
    for rule, expected in ((counted, ""), (model.Not(counted), " (or unknown)")):
        project.segments["x"] = replace(segment, condition=rule)
        assert said(project)[0].partition(" 2")[2] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_said_in_every_language(language: str) -> None:
    words = [one.says for one in aggregates.AGGREGATES + periods.PERIODS]
    words += [one.says for one in dates.DATE_WORDS]
    words += [form for one in predicates.TEXT_TESTS for form in (one.says, one.says_not)]
    for one in (*predicates.COMPARISONS, predicates.UNEQUAL):
        words += [one.number, one.moment, one.text, one.value]
    assert all(getattr(word, language).strip() for word in words)


def test_segments_classes_and_metrics_are_whole_sentences() -> None:
    project = resolved("vip")
    assert prose.segment(project, "x", "en") == "Customers who are in “Clients VIP”."
    assert prose.class_(project, "cycle", "actif", "en") == (
        "Customers whose “Récence” is less than 180 days."
    )
    assert prose.class_(project, "cycle", "perdu", "fr") == (
        "Le reste des customers : dans aucune des classes précédentes."
    )
    assert prose.metric(project, "frequency", "en") == (
        "The number of orders in the last 12 months; 0 without any orders; the higher the better."
    )
    assert prose.metric(project, "recency", "fr") == (
        "Le temps écoulé depuis la date la plus récente des orders ; valeur inconnue quand rien ne"
        " permet de la calculer ; plus la valeur est basse, mieux c'est."
    )
    assert prose.segmentation(project, "cycle", "en") == (
        "Each customer is in the first of 2 classes that fits: “actif” and “perdu”;"
        " nobody is left out."
    )
    assert prose.segmentation(project, "cycle", "fr") == (
        "Chaque customer est dans la première des 2 classes qui convient :"
        " « actif » et « perdu » ; personne n'est oublié."
    ).replace("« ", "«\N{NO-BREAK SPACE}").replace(" »", "\N{NO-BREAK SPACE}»")


def test_what_another_day_does_not_move_is_said() -> None:
    text = (
        'segment paris: (city = "Paris" and any orders and any addresses) as of 90 days ago\n'
        "segment indirect: paris and any orders\nsegment moved: vip as of 90 days ago\n"
    )
    project, found = understood(MODEL, RULES, text)
    assert not found
    said = " What has no history is taken as it is today: city and addresses."
    assert prose.segment(project, "paris", "en").endswith(said)
    assert prose.segment(project, "indirect", "en").endswith(said)
    assert "history" not in prose.segment(project, "moved", "en")
    french = " Ce qui n'a pas d'historique est pris tel qu'aujourd'hui : city et addresses."
    assert prose.segment(project, "paris", "fr").endswith(french)


def test_a_later_class_is_without_those_of_the_classes_before() -> None:
    project, found = understood(
        MODEL, RULES, "segmentation s:\n  a when vip\n  b when frequency > 3\n"
    )
    assert not found
    assert prose.class_(project, "s", "b", "en") == (
        "Customers whose “Commandes” is more than 3, and in none of the classes above."
    )
    assert prose.class_(project, "s", "b", "fr").replace("\N{NO-BREAK SPACE}", " ") == (
        "Customers dont « Commandes » est de plus de 3, et qui ne sont dans aucune des classes"
        " précédentes."
    )


PLACES = """
population people (person) from p
  key id: text
  latitude: number
  longitude: number
  shop -> shops from shop_id
source shops (shop) from s
  key id: text
  latitude: number
  longitude: number
segment here: within 20 km of (48.11, -1.68)
segment shop_here: shop within 20 km of (48.11, -1.68)
segment away: not within 20 km of (48.11, -1.68)
segment shop_away: not shop within 20 km of (48.11, -1.68)
"""


@pytest.mark.parametrize(
    ("name", "english", "french"),
    [
        ("here", "place is within 20 km", "la position est à 20 km au plus"),
        ("shop_here", "place of shop is within 20 km", "shop est à 20 km au plus"),
        ("away", "place is not within 20 km", "la position est à plus de 20 km"),
        ("shop_away", "place of shop is not within 20 km", "shop est à plus de 20 km"),
    ],
)
def test_a_place_is_said_as_near_or_as_far(name: str, english: str, french: str) -> None:
    project, found = understood(PLACES, settings=Settings("places", "Europe/Paris"))
    assert not found
    ends = (" (or unknown)", " (ou valeur inconnue)") if name.endswith("away") else ("", "")
    assert prose.segment(project, name, "en") == (
        f"People whose {english} of the point (48.11, −1.68){ends[0]}."
    )
    assert prose.segment(project, name, "fr") == (
        f"People dont {french} du point (48,11 ; −1,68){ends[1]}."
    )


def test_a_split_and_exclusive_classes_are_said_as_what_they_are() -> None:
    text = (
        'segmentation offer: split "spring" a 45%, b 45%, none_of_it 10%\n'
        "segmentation orders_made exclusive:\n  few when frequency < 3\n  many when frequency >= 3\n"
    )
    project, found = understood(MODEL, RULES, text)
    assert not found
    assert prose.segmentation(project, "offer", "en") == (
        "Each customer is drawn by chance into one class, the same at each run (draw “spring”):"
        " “a” (45%), “b” (45%) and “none_of_it” (10%)."
    )
    assert prose.segmentation(project, "orders_made", "en") == (
        "Each customer is in exactly one of 2 classes, in whatever order they are read:"
        " “few” and “many”."
    )
    french = prose.segmentation(project, "offer", "fr").replace("\N{NO-BREAK SPACE}", " ")
    assert french.replace("\N{NARROW NO-BREAK SPACE}", " ") == (
        "Chaque customer est affecté au hasard à une classe, la même à chaque exécution"
        " (tirage « spring ») : « a » (45 %), « b » (45 %) et « none_of_it » (10 %)."
    )
