"""Explain the words of the language: what is said of each, an example, and how it is filled in.

`${1:30d}` and `$0` are places to fill in, as editors write them. Words that the vocabulary explains
itself (aggregates, words on dates) have their example there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from segdsl.meaning.vocabulary.aggregates import BY_NAME
from segdsl.meaning.vocabulary.dates import DATE_WORD_OF
from segdsl.text.diagnostics import Said


@dataclass(frozen=True, slots=True)
class Word:
    """What a keyword is for. `fills` is what is written for it where that is more than itself."""

    explains: Said
    example: str
    fills: str = ""


def _word(en: str, fr: str, example: str, fills: str = "") -> Word:
    return Word(Said(en, fr), example, fills)


SEGMENT = "segment fideles: frequency >= 4"
DECLARATIONS: Mapping[str, Word] = {
    "segment": _word(
        "Customers of whom a rule holds, by a name that is used again and again.",
        "Les clients qui vérifient une règle, sous un nom que l'on réutilise.",
        'segment fideles "Clients fidèles": frequency >= 4 and recency < 90d',
        'segment ${1:name} "${2:Label}": $0',
    ),
    "segmentation": _word(
        "Classes that divide a population: each customer is in the first that fits.",
        "Des classes qui partagent une population : chacun est dans la première qui convient.",
        "segmentation cycle: actif when recency < 180d perdu otherwise",
        'segmentation ${1:name} "${2:Label}":\n  ${3:class} "${4:Label}" when $0\n  ${5:other}'
        ' "${6:Others}" otherwise',
    ),
    "metric": _word(
        "A value of each customer, counted or computed once and compared in many rules.",
        "Une valeur de chaque client, calculée une fois et comparée dans plusieurs règles.",
        'metric frequency "Commandes": count of orders in last 12 months',
        'metric ${1:name} "${2:Label}": $0',
    ),
    "target": _word(
        "Who receives one message: drawn from segments, through channels and exclusions.",
        "Qui reçoit un message : tiré des segments, selon les canaux et les exclusions.",
        "target relance: fideles by email",
        'target ${1:name} "${2:Label}": $3\n  by ${4:channel}\n  $0',
    ),
    "list": _word(
        "Customers listed by hand in a CSV file of the project.",
        "Des clients listés à la main dans un fichier CSV du projet.",
        'list amis "Amis" from "lists/amis.csv" key customer_id',
        'list ${1:name} "${2:Label}" from "${3:lists/file.csv}" key ${4:customer_id}',
    ),
    "parameter": _word(
        "A value by a name, changed in one place, or for one run by `--set`.",
        "Une valeur nommée, changée en un seul endroit, ou pour une exécution par `--set`.",
        "parameter seuil: duration = 90d",
        'parameter ${1:name} "${2:Label}": ${3:duration} = ${4:90d}',
    ),
    "channel": _word(
        "Who can be reached, and how.",
        "Qui peut être joint, et par où.",
        'channel email "E-mail": email is known',
        'channel ${1:name} "${2:Label}": $0',
    ),
    "define": _word(
        'A rule with blanks, filled in where it is used: `acheteur_de("jardin")`.',
        'Une règle à trous, remplie là où on l\'emploie : `acheteur_de("jardin")`.',
        "define acheteur(canal: text): any orders where (channel = canal)",
        "define ${1:name}(${2:value}: ${3:text}): $0",
    ),
    "source": _word(
        "Rows about customers: orders, visits, messages.",
        "Des lignes à propos des clients : commandes, visites, messages.",
        "source orders (order) from sales.orders key order_id: text",
        "source ${1:orders} (${2:order}) from ${3:schema.table}\n  key ${4:order_id}: text\n"
        "  ${5:customer} -> ${6:customers}\n  at ${7:ordered_at}: datetime\n  $0",
    ),
    "population": _word(
        "Whom segments are made of: customers, households, companies.",
        "Ceux que l'on segmente : clients, foyers, entreprises.",
        "population customers (customer) from crm.customers key customer_id: text",
        "population ${1:customers} (${2:customer}) from ${3:schema.table}\n"
        "  key ${4:customer_id}: text\n  $0",
    ),
}

# by terminal of the grammar
TERMS: Mapping[str, Word] = {
    **{name.upper(): word for name, word in DECLARATIONS.items()},
    "AND": _word("Both hold.", "Les deux se vérifient.", "segment x: vip and not fideles"),
    "OR": _word(
        "At least one holds. With `and` it needs brackets.",
        "L'une au moins se vérifie. Avec `and`, il faut des parenthèses.",
        "segment x: vip or fideles",
    ),
    "NOT": _word(
        "Everybody else, those of whom nothing is known included.",
        "Tous les autres, y compris ceux dont on ne sait rien.",
        "segment x: not vip",
    ),
    "NOT_IN": _word(
        "None of these values, unknown ones included.",
        "Aucune de ces valeurs ; les inconnues en font partie.",
        'segment x: city not in ("Paris", "Rennes")',
        "not in ($0)",
    ),
    "NOT_BETWEEN": _word(
        "Outside two values.",
        "En dehors de deux valeurs.",
        "segment x: frequency not between 2 and 4",
        "not between ${1} and ${2}",
    ),
    "ANY": _word("At least one row.", "Au moins une ligne.", "segment x: any orders in last 30d"),
    "NO": _word("Not a single row.", "Aucune ligne.", "segment x: no orders in last 30d"),
    "IN": _word(
        "One of these values or classes.",
        "L'une de ces valeurs ou classes.",
        'segment x: city in ("Paris", "Rennes")',
        "in ($0)",
    ),
    "IN_LAST": _word(
        "The days up to the day of the calculation, that day included.",
        "Les jours qui précèdent le jour du calcul, celui-ci compris.",
        "segment x: any orders in last 90 days",
        "in last ${1:90d}",
    ),
    "IN_NEXT": _word(
        "The days after the day of the calculation.",
        "Les jours qui suivent le jour du calcul.",
        "segment x: birthday of birth_date in next 7 days",
        "in next ${1:7d}",
    ),
    "IN_TOP": _word(
        "The best part of a ranking; ties share their place.",
        "La meilleure part d'un classement ; les ex aequo partagent leur rang.",
        "segment x: monetary in top 20%",
        "in top ${1:20%}",
    ),
    "IN_THIS": _word(
        "The current week, month, quarter or year, so far.",
        "La semaine, le mois, le trimestre ou l'année en cours.",
        "segment x: any orders in this month",
    ),
    "IN_PREVIOUS": _word(
        "The last complete week, month, quarter or year.",
        "La dernière semaine entière, ou mois, trimestre, année.",
        "segment x: any orders in previous quarter",
    ),
    "IS": _word(
        "In this class of a segmentation.",
        "Dans cette classe d'une segmentation.",
        "segment x: cycle is actif",
    ),
    "IS_NOT": _word(
        "Not in this class, those in no class included.",
        "Pas dans cette classe ; sans classe, on en fait partie.",
        "segment x: cycle is not actif",
    ),
    "IS_KNOWN": _word("There is a value.", "Il y a une valeur.", "segment x: city is known"),
    "IS_MISSING": _word(
        "There is no value.", "Il n'y a pas de valeur.", "segment x: city is missing"
    ),
    "BETWEEN": _word(
        "From one value to another, both in.",
        "D'une valeur à une autre, bornes comprises.",
        "segment x: frequency between 2 and 4",
        "between ${1} and ${2}",
    ),
    "WHERE": _word(
        "Only rows of which this holds, all of it on the same row.",
        "Les seules lignes qui vérifient tout ceci à la fois.",
        'segment x: any orders where (channel = "web" and amount > 100)',
        "where ($0)",
    ),
    "WHEN": _word(
        "The rule of a class.",
        "La règle d'une classe.",
        "segmentation s: a when recency < 30d b otherwise",
    ),
    "OTHERWISE": _word(
        "The class of all who are in none above.",
        "La classe de tous ceux qui ne sont dans aucune autre.",
        "segmentation s: a when recency < 30d b otherwise",
    ),
    "SINCE": _word(
        "From this day on.",
        "À partir de ce jour.",
        "segment x: any orders since 2026-01-01",
        "since ${1:2026-01-01}",
    ),
    "BEFORE": _word(
        "Before a day, or longer ago than a length of time.",
        "Avant une date, ou il y a plus longtemps qu'une durée.",
        "segment x: any orders before 1y ago",
        "before ${1:1y} ago",
    ),
    "FROM": _word(
        "From one day to another; in the model, the table or column that is read.",
        "D'un jour à un autre ; dans le modèle, la table ou la colonne que l'on lit.",
        "segment x: any orders from 180d ago to 90d ago",
    ),
    "WITHIN": _word(
        "No later than that after another row; or no farther than that from a place.",
        "Au plus tard ce délai après une autre ligne ; ou à moins de cette distance.",
        "segment x: any orders within 30d after first order",
    ),
    "AMONG": _word(
        "Only these customers are ranked.",
        "Seuls ces clients sont classés.",
        "segment x: monetary in top 20% among vip",
    ),
    "PER": _word(
        "Each group is ranked apart.",
        "Chaque groupe est classé à part.",
        "segment x: monetary in top 20% per city",
    ),
    "VIA": _word(
        "Which reference leads to the customer, where there are several.",
        "La référence qui mène au client, quand il y en a plusieurs.",
        "segment x: any gifts via giver",
    ),
    "BY": _word(
        "What divides; of a target, the channels.",
        "Ce qui partage ; pour une cible, les canaux.",
        "segmentation s: by most frequent orders.channel",
    ),
    "OF": _word(
        "The population it is about, or what a word measures.",
        "La population concernée, ou ce qu'un mot mesure.",
        "segment x of customers: vip",
    ),
    "CONTAINS": _word(
        "The text has this in it, letter for letter.",
        "Le texte contient ceci, à la lettre près.",
        'segment x: city contains "Saint"',
        'contains "$0"',
    ),
    "EXACTLY": _word(
        "That many rows, neither more nor fewer.",
        "Ce nombre de lignes, ni plus ni moins.",
        "segment x: exactly 1 order",
        "exactly ${1:1} ",
    ),
    "TRUE": _word("Yes.", "Oui.", "segment x: is_staff = true"),
    "FALSE": _word("No.", "Non.", "segment x: is_staff = false"),
    "PRIVATE": _word(
        "Personal data: shown by nothing but the columns of a target.",
        "Donnée personnelle : montrée par les seules colonnes d'une cible.",
        "population p from t key k: text email: text private",
    ),
    "WEIGHTED": _word(
        "Rows count for as much as this says.",
        "Les lignes comptent autant que ceci le dit.",
        'segment x: most frequent orders.channel weighted by amount = "web"',
        "weighted by ",
    ),
    "THEN": _word(
        "A later row of the same customer.",
        "Une ligne ultérieure du même client.",
        "segment x: any visits then orders within 7d",
    ),
    "THEN_NO": _word(
        "No later row of the same customer; counted once the time is over.",
        "Aucune ligne ultérieure du même client ; compte une fois le délai passé.",
        "segment x: any visits then no orders within 7d",
    ),
    "AS_OF": _word(
        "As it stood on another day.",
        "Tel que c'était un autre jour.",
        "segment x: vip as of 90 days ago",
        "as of ${1:90 days ago}",
    ),
    "AT_LEAST": _word(
        "That many rows or more.",
        "Ce nombre de lignes ou plus.",
        "segment x: at least 2 orders in last 12 months",
        "at least ${1:2} ",
    ),
    "AT_MOST": _word(
        "That many rows or fewer, none included; of a target, how many are chosen.",
        "Ce nombre de lignes ou moins, aucune comprise ; pour une cible, combien on en garde.",
        "segment x: at most 3 orders",
        "at most ${1:3} ",
    ),
    "STARTS_WITH": _word(
        "The text begins so, letter for letter.",
        "Le texte commence ainsi, à la lettre près.",
        'segment x: city starts with "Re"',
        'starts with "$0"',
    ),
    "ENDS_WITH": _word(
        "The text ends so, letter for letter.",
        "Le texte finit ainsi, à la lettre près.",
        'segment x: city ends with "es"',
        'ends with "$0"',
    ),
    "WITH_SAME": _word(
        "That many rows that share one value.",
        "Ce nombre de lignes qui partagent une même valeur.",
        "segment x: at least 3 orders with same product",
        "with same ",
    ),
    "IGNORING": _word(
        "`É`, `é` and `e` are alike.",
        "`É`, `é` et `e` se valent.",
        'segment x: city = "rennes" ignoring case and accents',
    ),
    "ONE_OF": _word(
        "The values there are: any other in a rule is an error.",
        "Les valeurs possibles : toute autre dans une règle est une erreur.",
        'population p from t key k: text g: text one of ("F", "M")',
        'one of ("$0")',
    ),
    "RANK_OF": _word(
        "The place in a ranking, 1 for the best.",
        "Le rang dans un classement, 1 pour le meilleur.",
        "segment x: rank of monetary <= 100",
    ),
    "SCORE_OF": _word(
        "From 5 in the best fifth down to 1.",
        "De 5 dans le meilleur cinquième à 1.",
        "segment x: score of monetary >= 4",
    ),
    "CUMULATIVE_SHARE_OF": _word(
        "What the better ones hold of the total: 0 % for the best.",
        "Ce que les meilleurs détiennent du total : 0 % pour le premier.",
        "segment x: cumulative share of monetary < 50%",
    ),
    "REACHABLE_BY": _word(
        "Whom a channel reaches.",
        "Ceux qu'un canal permet de joindre.",
        "segment x: reachable by email",
    ),
    "ENTERED": _word(
        "Who came into a segment or class, by what was published.",
        "Ceux qui sont entrés dans un segment ou une classe, d'après ce qui a été publié.",
        "segment x: entered fideles in last 30d",
        "entered ${1:segment} in last ${2:30d}",
    ),
    "LEFT": _word(
        "Who went out of a segment or class, by what was published.",
        "Ceux qui sont sortis d'un segment ou d'une classe, d'après ce qui a été publié.",
        "segment x: left fideles in last 30d",
        "left ${1:segment} in last ${2:30d}",
    ),
    "SAMPLE": _word(
        "That share of customers by chance, the same at each run.",
        "Cette part des clients au hasard, la même à chaque exécution.",
        'segment x: sample 10% "offre-a"',
        'sample ${1:10%} "${2:seed}"',
    ),
    "KM_OF": _word(
        "The distance from a place, by its latitude and longitude.",
        "La distance d'un lieu, par sa latitude et sa longitude.",
        "segment x: within 20 km of (48.11, -1.68)",
        "km of (${1:48.11}, ${2:-1.68})",
    ),
    "AFTER": _word(
        "Counted from each customer's own first or last row.",
        "Compté à partir de la première ou de la dernière ligne de chacun.",
        "segment x: any orders within 30d after first order",
    ),
    "AGO": _word(
        "Back from the day of the calculation.",
        "En arrière du jour du calcul.",
        "segment x: any orders before 1y ago",
    ),
    "TO": _word(
        "Up to that day.", "Jusqu'à ce jour.", "segment x: any orders from 180d ago to 90d ago"
    ),
    "GROUPS": _word(
        "Rows that are groups of another source's rows.",
        "Des lignes qui regroupent celles d'une autre source.",
        "source visits (visit) groups scans by basket_id",
    ),
    "KEY": _word(
        "What tells one row from all others; of a list, the column of keys.",
        "Ce qui distingue une ligne de toutes les autres ; d'une liste, la colonne des clés.",
        "source stores (store) from crm.stores key store_id: text",
    ),
    "AT": _word(
        "When a row happened.",
        "Quand une ligne a eu lieu.",
        "source visits (visit) from web.visits at day: date",
    ),
    "EXCLUSIVE": _word(
        "It is proved that no two classes overlap and nobody is left out.",
        "Il est prouvé qu'aucune classe n'en recouvre une autre et que personne n'est oublié.",
        "segmentation s exclusive: a when frequency > 1 b when frequency <= 1",
    ),
    "SPLIT": _word(
        "Classes by chance, the same at each run.",
        "Des classes au hasard, les mêmes à chaque exécution.",
        'segmentation s: split "mars" a 50%, b 50%',
        'split "${1:seed}" ${2:a} ${3:50%}, ${4:b} ${5:50%}',
    ),
    "EXCEPT": _word(
        "Who is left out of a target.",
        "Qui est écarté d'une cible.",
        "target t: vip by email except any orders in last 3d",
    ),
    "CONTROL": _word(
        "The part of a target that is not written to, to measure the effect.",
        "La part d'une cible à qui l'on n'écrit pas, pour mesurer l'effet.",
        'target t: vip by email control 10% "mars"',
        'control ${1:10%} "${2:seed}"',
    ),
    "COLUMNS": _word(
        "What is given of each customer of a target.",
        "Ce que l'on donne de chaque client d'une cible.",
        "target t: vip by email columns email, city",
    ),
    "HIGHEST": _word(
        "The highest values first.",
        "Les plus hautes valeurs d'abord.",
        "target t: vip by email at most 100 highest monetary",
    ),
    "LOWEST": _word(
        "The lowest values first.",
        "Les plus basses valeurs d'abord.",
        "target t: vip by email at most 100 lowest recency",
    ),
    "NOTE": _word(
        "What readers should know.",
        "Ce que les lecteurs doivent savoir.",
        f'{SEGMENT} note "Base du programme relationnel."',
        'note "$0"',
    ),
    "GOAL": _word(
        "What it is for.", "À quoi cela sert.", f'{SEGMENT} goal "rétention"', 'goal "$0"'
    ),
    "OWNER": _word("Who answers for it.", "Qui en répond.", f'{SEGMENT} owner "crm"', 'owner "$0"'),
    "TAGS": _word(
        "Words to find it by: `segdsl run tag:crm`.",
        "Des mots pour le retrouver : `segdsl run tag:crm`.",
        f"{SEGMENT} tags crm, rfm",
    ),
    "REVIEW": _word(
        "The day after which it should be looked at again.",
        "La date après laquelle il faut le revoir.",
        f"{SEGMENT} review 2026-12-31",
        "review ${1:2026-12-31}",
    ),
    "BETTER": _word(
        "Which end of a metric is best: rankings need it.",
        "Quel bout d'une métrique est le meilleur : les classements en ont besoin.",
        "metric m: count of orders better higher",
    ),
    "HIGHER": _word(
        "The highest is the best.",
        "Plus la valeur est élevée, mieux c'est.",
        "metric m: count of orders better higher",
    ),
    "LOWER": _word(
        "The lowest is the best.",
        "Plus la valeur est basse, mieux c'est.",
        "metric m: time since last order better lower",
    ),
    "EXPECT_SIZE": _word(
        "How many members there should be, in number or as a share.",
        "Combien de membres on attend, en nombre ou en part.",
        f"{SEGMENT} expect size between 2% and 20%",
        "expect size between ${1:2%} and ${2:20%}",
    ),
    "EXPECT_SHARE": _word(
        "What members should hold of a metric's total.",
        "Ce que les membres doivent détenir du total d'une métrique.",
        f"{SEGMENT} expect share of monetary >= 15%",
        "expect share of ${1:metric} >= ${2:15%}",
    ),
    "EXPECT_REACH": _word(
        "Which part of members a channel should reach.",
        "Quelle part des membres un canal doit joindre.",
        f"{SEGMENT} expect reach by email >= 60%",
        "expect reach by ${1:channel} >= ${2:60%}",
    ),
    "EXPECT_OVERLAP": _word(
        "Which part of members may be in another segment too.",
        "Quelle part des membres peut être aussi dans un autre segment.",
        f"{SEGMENT} expect overlap with vip = 0%",
        "expect overlap with ${1:segment} = ${2:0%}",
    ),
    "EXAMPLE_IN": _word(
        "Somebody who should be in, by a few values.",
        "Quelqu'un qui doit en être, par quelques valeurs.",
        f"{SEGMENT} example in: frequency = 5",
        "example in: $0",
    ),
    "EXAMPLE_OUT": _word(
        "Somebody who should not be in, by a few values.",
        "Quelqu'un qui ne doit pas en être, par quelques valeurs.",
        f"{SEGMENT} example out: frequency = 3",
        "example out: $0",
    ),
}
OF_VOCABULARY = {
    "count of": Said("How many rows.", "Combien de lignes."),
    "number of distinct": Said("How many different values.", "Combien de valeurs différentes."),
    "sum of": Said("The total of a column.", "Le total d'une colonne."),
    "average of": Said("The average of a column.", "La moyenne d'une colonne."),
    "median of": Said("The middle value of a column.", "La valeur médiane d'une colonne."),
    "smallest of": Said("The smallest value.", "La plus petite valeur."),
    "largest of": Said("The largest value.", "La plus grande valeur."),
    "first of": Said("The value on the earliest row.", "La valeur de la première ligne."),
    "last of": Said("The value on the latest row.", "La valeur de la dernière ligne."),
    "most frequent": Said("The value that comes most often.", "La valeur la plus fréquente."),
    "share of": Said(
        "The part of rows, or of a total, of which `where (…)` holds.",
        "La part des lignes, ou d'un total, qui vérifie `where (…)`.",
    ),
    "time since first": Said(
        "Days since the earliest row.", "Le nombre de jours depuis la première ligne."
    ),
    "time since last": Said(
        "Days since the latest row.", "Le nombre de jours depuis la dernière ligne."
    ),
    "average gap between": Said(
        "Days from one row to the next, on average.",
        "Le nombre moyen de jours entre deux lignes.",
    ),
    "age of": Said("Whole years since a date.", "Le nombre d'années révolues depuis une date."),
    "birthday of": Said(
        "When an anniversary of a date falls.", "Quand tombe l'anniversaire d'une date."
    ),
    "weekday of": Said(
        "The day of the week, from 1, Monday, to 7.", "Le jour de la semaine, de 1, lundi, à 7."
    ),
    "hour of": Said("The hour, from 0 to 23.", "L'heure, de 0 à 23."),
    "month of": Said("The month, from 1 to 12.", "Le mois, de 1 à 12."),
    "year of": Said("The year.", "L'année."),
}
_EXAMPLES = {"birthday of": "birthday of birth_date in next 7 days"}


def of(terminal: str, phrase: str) -> Word | None:
    """What is known of a keyword, written with single spaces."""
    said = OF_VOCABULARY.get(phrase)
    if said is not None and terminal not in TERMS:
        word = BY_NAME.get(phrase) or DATE_WORD_OF.get(phrase)
        example = word.example if word is not None else _EXAMPLES[phrase]
        return Word(said, f"{'metric' if phrase in BY_NAME else 'segment'} x: {example}")
    return TERMS.get(terminal)


def bare(fills: str) -> str:
    """What is filled in where an editor knows no places to fill: `in last 90d`."""
    return re.sub(r"\$\{\d+:?([^}]*)\}|\$\d", lambda found: found.group(1) or "", fills)
