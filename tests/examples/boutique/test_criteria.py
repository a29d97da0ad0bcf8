"""The criteria (C1 to C14): small worlds, and who is in, worked out by hand on 2026-03-31."""

from __future__ import annotations

from datetime import date

from tests.examples.boutique.conftest import Boutique

CUSTOMERS = """
    customers | customer_id
              | a
              | b
              | c
              | d
              | e
              | f
"""


def test_c1_income_family_and_the_unknown_in_sight(boutique: Boutique) -> None:
    boutique.expects(
        """
        customers | customer_id | income           | gender | children
                  | a           | plus de 60 k€    | F      | 0
                  | b           | 35 à 60 k€       |        | 2
                  | c           |                  | F      |
                  | d           | 20 à 35 k€       | F      | 0
                  | e           | Plus de 60 k€    | Mme    | 1
        """,
        {
            "aises": "a b",
            "femmes_aisees": "a",
            "revenu_inconnu": "c",
            "sans_enfant_connu": "a d",
        },
    )


def test_c1_ages_with_both_ends(boutique: Boutique) -> None:
    """On 2026-03-31: a turned 15 today, b turns 15 tomorrow, c is 25 until tomorrow, d is 26."""
    boutique.expects(
        """
        customers | customer_id | birth_date
                  | a           | 2011-03-31
                  | b           | 2011-04-01
                  | c           | 2000-04-01
                  | d           | 2000-03-31
                  | e           | 1966-03-31
                  | f           | 1966-04-01
                  | g           |
        """,
        {
            "etudiants": "a c",
            "tranche_age": {"jeune": "a b", "adulte": "c d f", "senior": "e", "inconnu": "g"},
        },
    )


def test_c2_birthdays_of_the_week(boutique: Boutique) -> None:
    """Tomorrow to the seventh day; today is over."""
    boutique.expects(
        """
        customers | customer_id | birth_date
                  | a           | 1986-04-01
                  | b           | 1990-04-07
                  | c           | 1990-04-08
                  | d           | 1986-03-31
                  | e           |
        """,
        {"anniversaires": "a b", "quadragenaires": "a d"},
    )


def test_c2_the_29th_of_february_is_the_1st_of_march_in_common_years(boutique: Boutique) -> None:
    world = """
        customers | customer_id | birth_date
                  | a           | 2004-02-29
                  | b           | 2004-01-02
    """

    boutique.expects(world, {"anniversaires": "a"}, as_of=date(2026, 2, 28))
    boutique.expects(world, {"anniversaires": "a"}, as_of=date(2024, 2, 28))
    boutique.expects(world, {"anniversaires": ""}, as_of=date(2024, 2, 29))
    boutique.expects(world, {"anniversaires": "b"}, as_of=date(2025, 12, 28))


def test_c3_the_store_of_record_and_those_of_purchase(boutique: Boutique) -> None:
    """Orders of the web have no store: they are no other store, and count as none.

    The year begins on 2025-04-01: g came by one channel since. e belongs to no store that is known, f has no store of record.
    """
    boutique.expects(
        """
        stores | store_id | city
               | r1       | Rennes
               | r2       | Rennes
               | n1       | Nantes
        customers | customer_id | store_id
                  | a           | r1
                  | b           | r1
                  | c           | n1
                  | d           | r2
                  | e           | gone
                  | f           |
                  | g           | n1
        orders | order_id | customer_id | store_id | channel   | ordered_at
               | 1        | a           | r1       | magasin   | 2026-03-01 12:00
               | 2        | a           | r2       | magasin   | 2026-03-02 12:00
               | 3        | b           |          | web       | 2026-03-01 12:00
               | 4        | b           | r1       | magasin   | 2026-03-02 12:00
               | 5        | c           | n1       | magasin   | 2026-03-02 12:00
               | 6        | c           | r1       | magasin   | 2025-03-31 12:00
               | 7        | d           | gone     | magasin   | 2026-03-02 12:00
               | 8        | d           | n1       | magasin   | 2025-04-01 12:00
               | 12       | e           |          | web       | 2025-04-01 12:00
               | 13       | g           |          | web       | 2025-03-31 12:00
               | 14       | g           | n1       | magasin   | 2026-03-02 12:00
               | 9        | e           | n1       | magasin   | 2026-03-02 12:00
               | 10       | f           | n1       | téléphone | 2026-03-02 12:00
               | 11       | f           | n1       | magasin   | 2026-03-02 12:00
        """,
        {
            "du_magasin_de_rennes": "a b d",
            "multi_magasins": "a",
            "multi_canal": "b e f",
            "infideles_au_magasin": "a d",
        },
    )


def test_c4_a_zone_by_postcode_and_visitors_from_abroad(boutique: Boutique) -> None:
    """b, whose country is unknown, is not from abroad; c came back; d's order was a test."""
    boutique.expects(
        """
        customers | customer_id | postcode | country
                  | a           | 1000     | BE
                  | b           | 35000    |
                  | c           | 75011    | BE
                  | d           | 28001    | ES
                  | e           | 35400    | FR
                  | f           | 03500    | FR
        orders | order_id | customer_id | ordered_at       | status
               | 1        | a           | 2020-03-01 12:00 | paid
               | 2        | b           | 2026-03-01 12:00 | paid
               | 3        | c           | 2026-03-01 12:00 | paid
               | 4        | c           | 2026-03-01 12:00 | paid
               | 5        | d           | 2026-03-01 12:00 | test
               | 6        | e           | 2026-03-01 12:00 | paid
        """,
        {
            "d_ille_et_vilaine": "b e",
            "etrangers_de_passage": "a",
            "hors_touristes": "b c d e f",
        },
    )


def test_c4_a_radius_round_a_place(boutique: Boutique) -> None:
    """A degree of latitude is 111.2 km: 0.17 is 18.9 km, 0.19 is 21.1 km, to the north.

    A degree of longitude there is 111.2 × cos(48.11°) = 74.2 km: 0.26 is 19.3 km, 0.28 20.8 km.
    Half known is unknown.
    """
    boutique.expects(
        """
        stores | store_id | latitude | longitude
               | rennes   | 48.11    | -1.68
               | brest    | 48.39    | -4.49
        customers | customer_id | latitude | longitude | store_id
                  | a           | 48.11    | -1.68     | brest
                  | b           | 48.28    | -1.68     | rennes
                  | c           | 48.30    | -1.68     | rennes
                  | d           | 48.11    | -1.42     |
                  | e           | 48.11    | -1.40     | gone
                  | f           | 48.11    |           | rennes
        """,
        {"autour_de_rennes": "a b d", "magasin_du_grand_ouest": "b c f"},
    )


def test_c4_a_city_however_it_was_typed(boutique: Boutique) -> None:
    boutique.expects(
        """
        customers | customer_id | city
                  | a           | RENNES
                  | b           | rennes
                  | c           | Rénnes
                  | d           | Rennes Cedex
                  | e           |
        """,
        {"rennais": "a b c"},
    )


BASKETS = """
    products | product_id | category | brand
             | soap       | beauté   | Océane
             | oak        | jardin   | Kerbois
             | pine       | jardin   | Kerbois
"""


def test_c5_the_average_basket_and_how_often(boutique: Boutique) -> None:
    """a: (100 + 200) / 2 = 150; the 900 are of another year. b: 149.99."""
    eight = "".join(
        f"               | c{number} | c | 2026-03-0{number} 12:00 | 10\n" for number in range(1, 9)
    )
    boutique.expects(
        CUSTOMERS
        + f"""
        orders | order_id | customer_id | ordered_at       | amount
               | 1        | a           | 2026-03-01 12:00 | 100
               | 2        | a           | 2025-04-01 12:00 | 200
               | 3        | a           | 2025-03-31 12:00 | 0
               | 4        | b           | 2026-03-01 12:00 | 149.99
{eight}
        """,
        {"gros_paniers": "a", "acheteurs_frequents": "c"},
    )


def test_c5_types_of_products_and_the_favourite_brand(boutique: Boutique) -> None:
    """b's two brands are even: `Kerbois` comes before `Océane`. c buys beauty since 2025-12-31,
    which is no longer within the last 90 days. The year begins on 2025-04-01: e's oak is of before.
    """
    boutique.expects(
        CUSTOMERS
        + BASKETS
        + """
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2026-03-01 12:00
               | 2        | b           | 2026-01-01 12:00
               | 3        | c           | 2025-12-31 12:00
               | 4        | c           | 2026-03-01 12:00
               | 5        | d           | 2026-03-01 12:00
               | 6        | e           | 2025-03-31 12:00
               | 7        | e           | 2026-03-01 12:00
               | 8        | f           | 2025-04-01 12:00
        lines | order_id | product_id | quantity
              | 6        | oak        | 1
              | 6        | oak        | 1
              | 7        | soap       | 1
              | 8        | oak        | 1
              | 1        | oak        | 1
              | 1        | pine       | 1
              | 1        | soap       | 1
              | 2        | soap       | 1
              | 2        | pine       | 1
              | 3        | soap       | 1
              | 4        | soap       | 1
              | 5        | unknown    | 9
        """,
        {"adeptes_de_kerbois": "a b f", "decouvreurs_de_beaute": "a b e"},
    )


def test_c5_the_same_product_again(boutique: Boutique) -> None:
    """a has three lines of one product; b three lines, of two; c three without a product."""
    boutique.expects(
        CUSTOMERS
        + BASKETS
        + """
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2026-03-01 12:00
               | 2        | a           | 2025-04-01 12:00
               | 3        | b           | 2026-01-01 12:00
               | 4        | c           | 2026-01-01 12:00
               | 5        | d           | 2025-03-31 12:00
        lines | order_id | product_id | quantity
              | 1        | soap       | 1
              | 1        | soap       | 2
              | 2        | soap       | 1
              | 3        | soap       | 1
              | 3        | soap       | 1
              | 3        | oak        | 1
              | 4        |            | 1
              | 4        |            | 1
              | 4        | unknown    | 1
              | 5        | soap       | 1
              | 5        | soap       | 1
              | 5        | soap       | 1
        """,
        {"racheteurs": "a"},
    )


def test_c5_the_basket_in_the_middle(boutique: Boutique) -> None:
    """a: 10 20 39 500, the middle is 29.50. b: 10 20 40 500, it is 30. c has three orders."""
    amounts = {"a": (10, 20, 39, 500), "b": (10, 20, 40, 500), "c": (10, 10, 10)}
    lines = "\n".join(
        f"| {key}{number} | {key} | 2026-03-0{number} 12:00 | {amount}"
        for key, ours in amounts.items()
        for number, amount in enumerate(ours, 1)
    )
    world = CUSTOMERS + f"orders | order_id | customer_id | ordered_at | amount\n{lines}"
    boutique.expects(world, {"petits_paniers_reguliers": "a"})


def test_c5_their_day_and_their_hour(boutique: Boutique) -> None:
    """2026-03-28 is a Saturday; 23:30 UTC that day is the Sunday in Paris.

    In winter 19:00 UTC is 20:00 in Paris, in summer 18:00 UTC is.
    """
    boutique.expects(
        CUSTOMERS
        + """
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2026-03-28 12:00
               | 2        | a           | 2026-03-27 12:00
               | 3        | b           | 2026-03-28 23:30
               | 4        | b           | 2026-03-21 23:30
               | 5        | c           | 2026-03-28 12:00
               | 6        | d           | 2026-01-15 19:00
               | 7        | d           | 2025-07-15 18:00
               | 8        | e           | 2026-01-15 18:59
               | 9        | e           | 2025-07-15 18:00
        """,
        {"du_samedi": "a", "du_soir": "d"},
    )


def test_c6_always_on_promotion_or_never(boutique: Boutique) -> None:
    """a: 9 of 10; b: 8 of 9. A flag that is neither yes nor no is no promotion: e has 0 of 3."""
    flags = {
        "a": ["Y"] * 5 + ["1"] * 4 + ["N"],
        "b": ["Y"] * 8 + ["0"],
        "c": ["Y", "Y"],
        "d": ["N", "0", "N"],
        "e": ["?", "", "N"],
        "f": ["N", "N", "Y"],
        "g": ["Y", "1", "Y"],
        "h": ["N", "N"],
    }
    lines = "\n".join(f"| {key} | {flag}" for key, ours in flags.items() for flag in ours)
    orders = "\n".join(f"| {key} | {key} | 2020-01-01 12:00" for key in flags)
    boutique.expects(
        CUSTOMERS
        + "\n| g\n| h\n"
        + f"orders | order_id | customer_id | ordered_at\n{orders}\n"
        + f"lines | order_id | promo_flag\n{lines}",
        {"toujours_en_promo": "a g", "jamais_en_promo": "d e"},
    )


SURVEYS = (
    CUSTOMERS
    + """
    surveys | survey_id         | theme
            | NPS 2025          | satisfaction
            | NPS 2026          | satisfaction
            | Style de vie 2025 | style de vie
"""
)


def test_c7_answers_and_who_did_not_answer(boutique: Boutique) -> None:
    """c answered last year's survey, d was not invited, e answered without a score.

    f was invited last year, and will be again tomorrow.
    """
    boutique.expects(
        SURVEYS
        + """
        invitations | customer_id | survey_id | invited_on
                    | a           | NPS 2026  | 2026-02-03
                    | b           | NPS 2026  | 2026-02-03
                    | c           | NPS 2026  | 2026-02-03
                    | e           | NPS 2026  | 2026-02-03
                    | f           | NPS 2025  | 2025-02-03
                    | f           | NPS 2026  | 2026-04-01
        answers | customer_id | survey_id | answered_on | question       | score
                | a           | NPS 2026  | 2026-02-05  | recommandation | 6
                | b           | NPS 2026  | 2026-02-05  | recommandation | 9
                | c           | NPS 2025  | 2025-02-05  | recommandation | 0
                | d           | NPS 2026  | 2026-02-05  | recommandation | 7
                | e           | NPS 2026  | 2026-02-05  | recommandation |
        """,
        {"detracteurs": "a", "promoteurs": "b", "sans_reponse": "c"},
    )


OPINIONS = (
    SURVEYS
    + """
    answers | customer_id | survey_id         | answered_on | question           | answer
            | a           | Style de vie 2025 | 2025-10-05  | bénéfice recherché | LE PRIX
            | b           | Style de vie 2025 | 2025-10-05  | bénéfice recherché | la qualité
            | c           | Style de vie 2025 | 2025-10-05  | loisirs            | Bricolage ; JARDINAGE
            | d           | Style de vie 2025 | 2025-10-05  | bénéfice recherché | jardinage
            | e           | Style de vie 2025 | 2025-10-05  | achète d'occasion  | souvent
            | f           | Style de vie 2025 | 2025-10-05  | achète d'occasion  | jamais
    """
)


def test_c7_opinions_and_benefits_sought(boutique: Boutique) -> None:
    boutique.expects(OPINIONS, {"chercheurs_de_prix": "a", "acheteurs_d_occasion": "e"})


def test_c7_interests_however_they_were_typed(boutique: Boutique) -> None:
    """d wrote the word under another question."""
    boutique.expects(OPINIONS, {"jardiniers_declares": "c"})


def test_c8_the_best_by_revenue(boutique: Boutique) -> None:
    """Of 20 buyers only the first has less than 5 % before it; two equal firsts are both in.

    Twenty more who did not buy are not ranked.
    """

    def world(best: int) -> str:
        keys = "\n".join(f"| {key}" for key in "abcdefghijklmnopqrstABCDEFGHIJKLMNOPQRST")
        amounts = {"a": 1000, "b": best} | dict.fromkeys("cdefghijklmnopqrst", 10)
        lines = "\n".join(f"| {k} | {k} | 2026-03-01 12:00 | {v}" for k, v in amounts.items())
        return (
            f"customers | customer_id\n{keys}\n"
            f"orders | order_id | customer_id | ordered_at | amount\n{lines}"
        )

    boutique.expects(world(best=999), {"vip": "a"})
    boutique.expects(world(best=1000), {"vip": "a b"})


def test_c8_loyal_for_five_years(boutique: Boutique) -> None:
    """Five years before is 2021-03-31, and that is not more than five years."""
    boutique.expects(
        CUSTOMERS
        + """
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2021-03-30 12:00
               | 2        | a           | 2025-04-01 12:00
               | 3        | b           | 2021-03-31 12:00
               | 4        | b           | 2026-03-01 12:00
               | 5        | c           | 2015-01-01 12:00
               | 6        | c           | 2025-03-31 12:00
        """,
        {"anciens_fideles": "a"},
    )


def test_c8_the_first_of_each_store(boutique: Boutique) -> None:
    """Of n's eleven the last is out; of r's twelve, the tenth and eleventh are equal.

    z belongs to no store, y did not buy.
    """
    nantes = [f"n{number:02}" for number in range(1, 12)]
    rennes = [f"r{number:02}" for number in range(1, 13)]
    spent = {key: 100 - rank for rank, key in enumerate(nantes)}
    spent |= {key: 1000 - rank for rank, key in enumerate(rennes)} | {"r11": 991, "z": 5000, "v": 1}
    homes = {"n": "nantes", "r": "rennes", "z": "", "y": "vannes", "v": "vannes"}
    customers = "\n".join(f"| {key} | {homes[key[0]]}" for key in (*spent, "y"))
    orders = "\n".join(f"| {k} | {k} | 2026-03-01 12:00 | {v}" for k, v in spent.items())
    boutique.expects(
        "stores | store_id\n| nantes\n| rennes\n| vannes\n"
        f"customers | customer_id | store_id\n{customers}\n"
        f"orders | order_id | customer_id | ordered_at | amount\n{orders}",
        {"premiers_de_magasin": " ".join([*nantes[:10], *rennes[:11], "v"])},
    )


LISTED = """
    customers | customer_id
              | C0000012
              | C0000047
              | C0000318
              | C0000777
              | C0009999
    orders | order_id | customer_id | ordered_at
           | 1        | C0000012    | 2025-04-01 12:00
           | 2        | C0000318    | 2026-03-01 12:00
           | 3        | C0000777    | 2025-03-31 12:00
           | 4        | C0009999    | 2026-03-01 12:00
"""


def test_c9_people_whom_only_the_shop_knows(boutique: Boutique) -> None:
    """Of the list, C0000318 counted until 2026-01-31; C0000777 counts up to the day itself."""
    boutique.expects(
        LISTED,
        {"influenceurs_clients": "C0000012", "influenceurs_a_convaincre": "C0000047 C0000777"},
    )


MESSAGES = (
    CUSTOMERS
    + """
    messages | customer_id | happened_at      | event | channel | campaign
             | a           | 2026-03-02 08:00 | send  | email   | printemps
             | a           | 2026-03-09 21:00 | open  | email   | printemps
             | a           | 2026-03-10 09:01 | click | email   | printemps
             | b           | 2026-03-02 08:00 | send  | email   | printemps
             | b           | 2026-03-10 08:00 | open  | email   | printemps
             | c           | 2026-03-30 08:00 | send  | email   | lettre
             | d           | 2025-12-31 08:00 | send  | email   | noël
             | e           | 2026-03-20 08:00 | send  | sms     | jardin
             | f           | 2026-03-05 08:00 | click | email   | jardin
"""
)


def test_c10_answers_to_a_campaign(boutique: Boutique) -> None:
    """The level of activity is that of six months; f clicked without having been sent anything."""
    boutique.expects(
        MESSAGES
        + """
        responses | customer_id | responded_on | channel | offer
                  | a           | 2025-04-01   | sms     | promotion
                  | b           | 2025-03-31   | sms     | promotion
                  | c           | 2026-03-01   | sms     | invitation
        """,
        {
            "cliqueurs_du_printemps": "a",
            "repondants_promo": "a",
            "attention": {"rare": "a b", "muet": "c d e"},
        },
    )


def test_c10_levels_of_activity(boutique: Boutique) -> None:
    """Six months before is 2025-09-30, which is no longer within them: b opened 4 times, d once."""
    first, before = "2025-10-01", "2025-09-30"
    opened = {
        "a": [first, first, "2026-03-01", "2026-03-02", "2026-03-03"],
        "b": [before, "2025-10-02", "2026-03-01", "2026-03-02", "2026-03-03"],
        "c": [first, "2026-03-31", before, before, before],
        "d": [first, before],
        "e": [before],
    }
    opens = "\n".join(
        f"| {key} | {day} 09:00 | open" for key, ours in opened.items() for day in ours
    )
    sends = f"| f | {first} 09:00 | send\n| e | {before} 09:00 | send"
    boutique.expects(
        CUSTOMERS + f"messages | customer_id | happened_at | event\n{opens}\n{sends}",
        {"attention": {"assidu": "a", "regulier": "b c", "rare": "d", "muet": "f"}},
    )


def test_c10_sent_and_not_opened_within_the_week(boutique: Boutique) -> None:
    """a opened on the seventh day, b on the eighth; c has until 2026-04-06. d: 90 days ago, f: 89."""
    boutique.expects(
        MESSAGES
        + """
             | f           | 2026-01-01 08:00 | send  | email   | vœux
        """,
        {"boudeurs": "b f"},
    )


def test_c10_a_quote_then_an_order(boutique: Boutique) -> None:
    """b ordered before, c the eighth day after, d too little; e's quote is 30 days old, g's 29."""
    boutique.expects(
        CUSTOMERS
        + """
                  | g
        page_views | customer_id | viewed_at        | page
                   | a           | 2026-03-10 10:00 | devis
                   | b           | 2026-03-10 10:00 | devis
                   | c           | 2026-03-10 10:00 | devis
                   | d           | 2026-03-10 10:00 | devis
                   | e           | 2026-03-01 10:00 | devis
                   | f           | 2026-03-10 10:00 | accueil
                   | g           | 2026-03-02 10:00 | devis
        orders | order_id | customer_id | ordered_at       | amount
               | 1        | a           | 2026-03-17 20:00 | 50.01
               | 2        | b           | 2026-03-10 09:59 | 80
               | 3        | c           | 2026-03-18 08:00 | 80
               | 4        | d           | 2026-03-11 08:00 | 50
               | 5        | e           | 2026-03-02 08:00 | 80
               | 6        | f           | 2026-03-11 08:00 | 80
               | 7        | g           | 2026-03-02 11:00 | 80
        """,
        {"devis_convertis": "a g"},
    )


def test_c10_a_cart_left_behind(boutique: Boutique) -> None:
    """a and d came back too late or not at all; tonight's cart of c is not left behind yet.

    e left a cart of 14 days ago, and 15 days ago f.
    """
    boutique.expects(
        CUSTOMERS
        + """
        carts | customer_id | filled_at
              | a           | 2026-03-28 10:00
              | b           | 2026-03-28 10:00
              | c           | 2026-03-31 10:00
              | d           | 2026-03-30 10:00
              | e           | 2026-03-18 10:00
              | f           | 2026-03-17 10:00
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2026-03-30 08:00
               | 2        | b           | 2026-03-29 20:00
        """,
        {"paniers_abandonnes": "a d e"},
    )


def test_c11_plans_and_newcomers_who_need_help(boutique: Boutique) -> None:
    """2 was upgraded; 3 starts a better plan tomorrow; 4's contract began 90 days ago."""
    boutique.expects(
        """
        companies | siren
                  | 1
                  | 2
                  | 3
                  | 4
                  | 5
        contracts | contract_id | siren | starts_on  | ends_on    | plan
                  | k1          | 1     | 2026-01-01 | 2026-12-31 | Professional
                  | k2          | 2     | 2024-01-01 | 2024-12-31 | Free
                  | k3          | 2     | 2025-06-01 | 2026-05-30 | Enterprise
                  | k4          | 3     | 2026-03-01 |            | Starter
                  | k5          | 3     | 2026-04-01 | 2027-03-31 | Enterprise
                  | k6          | 4     | 2025-12-31 | 2026-05-31 | Starter
        tickets | siren | opened_at
                | 1     | 2026-01-10 09:00
                | 1     | 2026-02-10 09:00
                | 3     | 2026-03-10 09:00
                | 4     | 2026-02-10 09:00
                | 4     | 2026-03-10 09:00
                | 5     | 2026-03-10 09:00
        """,
        {
            "formules_hautes": "1 2",
            "debuts_difficiles": "1",
            "contrats_a_renouveler": "2",
        },
    )


def test_c12_size_sector_usage_and_who_decides(boutique: Boutique) -> None:
    """1 uses 1 of 4 seats; 2, 1 of 3; 3 has no seats; 4 two, idle; 5 has 3, idle; 6 uses 3 of 10.

    One buyer of 2 has two roles.
    """
    boutique.expects(
        """
        companies | siren | kind     | headcount | revenue    | sector
                  | 1     | client   | 50        |            | hôtellerie
                  | 2     | client   | 49        | 5000000    | restauration
                  | 3     | prospect | 500       | 90000000   | conseil
                  | 4     | client   |           | 4999999.99 |
                  | 5     |          | 500       |            |
                  | 6     |          |           |            |
        seats | siren | last_seen_on
              | 1     | 2026-03-02
              | 1     | 2026-03-01
              | 1     |
              | 1     | 2026-04-01
              | 2     | 2026-03-31
              | 2     |
              | 2     | 2025-01-01
              | 4     |
              | 4     |
              | 5     |
              | 5     |
              | 5     |
              | 6     | 2026-03-31
              | 6     | 2026-03-31
              | 6     | 2026-03-31
              | 6     |
              | 6     |
              | 6     |
              | 6     |
              | 6     |
              | 6     |
              | 6     |
        contacts | siren | person | role
                 | 1     | Anne   | acheteur
                 | 1     | Bruno  | décideur
                 | 1     | Chloé  | acheteur
                 | 2     | Anne   | acheteur
                 | 2     | Anne   | décideur
                 | 2     | Bruno  | acheteur
                 | 2     |        | acheteur
                 | 3     | Anne   | utilisateur
        """,
        {
            "grands_comptes": "1 2",
            "restauration_et_hotels": "1 2",
            "sieges_dormants": "1 5",
            "comite_d_achat": "1",
        },
    )


def test_c12_the_age_of_a_company(boutique: Boutique) -> None:
    boutique.expects(
        """
        companies | siren | founded_on
                  | 1     | 2023-04-01
                  | 2     | 2023-03-31
                  | 3     |
        """,
        {"entreprises_recentes": "1"},
    )


def test_c13_temperaments_from_signals_of_service(boutique: Boutique) -> None:
    """A year before is 2025-03-31, no longer within it. d was coded by hand."""
    boutique.expects(
        """
        customers | customer_id | temperament
                  | a           |
                  | b           |
                  | c           |
                  | d           | exigeant
                  | e           | indécis
        complaints | customer_id | opened_at        | topic     | severity
                   | a           | 2025-04-01 09:00 | livraison | 5
                   | a           | 2026-03-31 09:00 | accueil   | 1
                   | b           | 2025-03-31 09:00 | produit   | 4
                   | b           | 2026-03-31 09:00 | produit   | 3
                   | c           | 2024-03-31 09:00 | produit   | 5
        """,
        {"mecontents_repetes": "a", "exigeants": "b d", "indecis": "e"},
    )


def test_c14_prospects_and_competitors(boutique: Boutique) -> None:
    """2 has no buyer with an address, 3 is small, 4 a competitor, 5 of unknown size."""
    boutique.expects(
        """
        companies | siren | kind       | headcount
                  | 1     | prospect   | 10
                  | 2     | prospect   | 10
                  | 3     | prospect   | 9
                  | 4     | concurrent | 100
                  | 5     | prospect   |
                  | 6     | concurrent | 100
                  | 7     |            | 100
        contacts | siren | person | role     | email
                 | 1     | Anne   | acheteur | anne@exemple.fr
                 | 2     | Bruno  | acheteur |
                 | 2     | Chloé  | décideur | chloe@exemple.fr
                 | 3     | Diane  | acheteur | diane@exemple.fr
                 | 4     | Émile  | acheteur | emile@exemple.fr
                 | 5     | Fanny  | acheteur | fanny@exemple.fr
        contracts | contract_id | siren | starts_on
                  | k1          | 6     | 2026-01-01
        """,
        {
            "a_demarcher": "1",
            "relation_pro": {"client": "6", "prospect": "1 2 3 5", "concurrent": "4"},
        },
    )


def test_c14_prospects_without_the_listed_competitors(boutique: Boutique) -> None:
    """300348436 is a competitor up to 2026-06-30, the other one for good."""
    boutique.expects(
        """
        companies | siren     | kind     | headcount
                  | 1         | prospect | 10
                  | 300182137 | prospect | 10
                  | 300348436 | prospect | 10
        contacts | siren     | role     | email
                 | 1         | acheteur | a@exemple.fr
                 | 300182137 | acheteur | b@exemple.fr
                 | 300348436 | acheteur | c@exemple.fr
        """,
        {"a_approcher": "1"},
    )


def test_c14_staff_are_customers_too(boutique: Boutique) -> None:
    """b left the house; the card of s4 is unknown, that of s5 nobody's."""
    boutique.expects(
        """
        stores | store_id | format
               | big      | grand magasin
               | small    | corner
        customers | customer_id
                  | a
                  | b
                  | c
        employees | employee_id | customer_id | left_on    | store_id | job
                  | s1          | a           |            | big      | vendeur
                  | s2          | b           | 2025-01-01 | big      | vendeur
                  | s3          | a           | 2024-01-01 | small    | siège
                  | s4          |             |            | big      | siège
                  | s5          | gone        |            | big      |
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2026-03-01 12:00
               | 2        | b           | 2026-03-01 12:00
        """,
        {
            "personnel": "a",
            "clients_hors_personnel": "b",
            "salaries_en_poste": "s1 s4 s5",
            "equipe_en_magasin": "s1 s5",
        },
    )


def test_c14_territories_and_suppliers(boutique: Boutique) -> None:
    """35 sold 300, 44 200, 29 100, 22 nothing: a quarter of four is the first. 2 of 8 is 25 %."""
    boutique.expects(
        """
        territories | department
                    | 22
                    | 29
                    | 35
                    | 44
        suppliers | supplier_id | lead_time
                  | slow        | 31
                  | quick       | 30
                  | unknown     |
                  | idle        | 90
                  | cent        | 90
        products | product_id | supplier_id
                 | p1         | slow
                 | p2         | quick
                 | p3         | unknown
                 | p4         | cent
        customers | customer_id | department | store_id
                  | a           | 35         |
                  | b           | 44         | m
                  | c           | 29         | gone
                  | d           | 35         | m
                  | e           |            |
        stores | store_id
               | m
        orders | order_id | customer_id | ordered_at       | amount
               | 1        | a           | 2026-03-01 12:00 | 300
               | 2        | b           | 2026-03-01 12:00 | 200
               | 3        | c           | 2026-03-01 12:00 | 100
               | 4        | e           | 2026-03-01 12:00 | 900
        lines | order_id | product_id | quantity | unit_price
              | 1        | p1         | 1        | 300
              | 2        | p2         | 1        | 200
              | 4        | p3         | 1        | 900
              | 4        | p4         | 1        | 0.01
        """,
        {
            "territoires_forts": "35",
            "territoires_sans_magasin": "29 35",
            "fournisseurs_lents": "cent slow",
        },
    )


def test_c14_exactly_twelve_percent_without_a_store(boutique: Boutique) -> None:
    """3 of 25 is 12 %, 2 of 17 is 11.8 %; nobody lives in 22."""
    there = [("35", 3, 25), ("44", 2, 17)]
    customers = "\n".join(
        f"| {department}-{number} | {department} | {'' if number < without else 'm'}"
        for department, without, count in there
        for number in range(count)
    )
    boutique.expects(
        "territories | department\n| 35\n| 44\n| 22\nstores | store_id\n| m\n"
        f"customers | customer_id | department | store_id\n{customers}",
        {"territoires_sans_magasin": "35"},
    )


def test_c13_orders_corrected_after_the_fact(boutique: Boutique) -> None:
    """b's second correction is of tomorrow, c's two are of one order, d's of an order of before."""
    boutique.expects(
        CUSTOMERS
        + """
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2025-04-01 12:00
               | 2        | a           | 2026-03-02 12:00
               | 3        | b           | 2026-03-01 12:00
               | 4        | b           | 2026-03-02 12:00
               | 5        | c           | 2026-03-01 12:00
               | 6        | c           | 2026-03-02 12:00
               | 7        | d           | 2025-03-31 12:00
               | 8        | d           | 2026-03-02 12:00
        corrections | order_id | made_on    | amount
                    | 1        | 2026-03-05 | -10
                    | 2        | 2026-03-31 | -10
                    | 3        | 2026-03-05 | -10
                    | 4        | 2026-04-01 | -10
                    | 5        | 2026-03-05 | -10
                    | 5        | 2026-03-06 | -10
                    | 7        | 2026-03-06 | -10
                    | 8        | 2026-03-06 | -10
        """,
        {"souvent_corriges": "a"},
    )


def test_c5_orders_with_a_game_in_them(boutique: Boutique) -> None:
    """a: one order of two, whatever its lines; b: one of three; c has a single order.

    The year begins on 2025-04-01.
    """
    boutique.expects(
        CUSTOMERS
        + """
        products | product_id | category
                 | chess      | jeux
                 | soap       | beauté
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2026-03-01 12:00
               | 2        | a           | 2025-04-01 12:00
               | 3        | b           | 2026-03-01 12:00
               | 4        | b           | 2026-03-02 12:00
               | 5        | b           | 2026-03-03 12:00
               | 6        | c           | 2026-03-03 12:00
               | 7        | c           | 2025-03-31 12:00
               | 8        | d           | 2026-03-03 12:00
               | 9        | d           | 2026-03-03 12:00
               | 10       | a           | 2025-03-31 12:00
               | 11       | e           | 2025-04-01 12:00
               | 12       | e           | 2026-03-01 12:00
        lines | order_id | product_id
              | 1        | soap
              | 1        | chess
              | 1        | soap
              | 2        | soap
              | 2        | soap
              | 3        | chess
              | 3        | chess
              | 4        | soap
              | 6        | chess
              | 7        | chess
              | 9        | unknown
              | 11       | chess
        """,
        {"offreurs": "a e"},
    )
