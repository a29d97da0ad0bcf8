"""The nine segmentations (D1 to D9): small worlds, and who is in, worked out by hand.

The day is 2026-03-31. What is expected follows from the language, not from a run.
"""

from __future__ import annotations

from datetime import timedelta

from tests.examples.boutique.conftest import Boutique, D

CUSTOMERS = """
    customers | customer_id
              | a
              | b
              | c
              | d
              | e
              | f
              | g
"""
# five customers of the year; g last came 13 months ago, f never
RFM = (
    CUSTOMERS
    + """
    orders | order_id | customer_id | ordered_at       | amount | status
           | 1        | a           | 2026-03-30 12:00 | 400    | paid
           | 2        | a           | 2026-03-01 12:00 | 300    | paid
           | 3        | a           | 2026-01-15 12:00 | 200    | paid
           | 4        | a           | 2025-11-15 12:00 | 100    | shipped
           | 5        | b           | 2026-03-20 12:00 | 20     | paid
           | 6        | c           | 2026-02-10 12:00 | 10     | paid
           | 7        | c           | 2026-01-10 12:00 | 10     | paid
           | 8        | c           | 2025-12-10 12:00 | 10     | paid
           | 9        | d           | 2025-06-01 12:00 | 500    | paid
           | 10       | e           | 2025-05-01 12:00 | 15     | paid
           | 11       | e           | 2026-03-30 12:00 | 900    | cancelled
           | 12       | g           | 2025-02-15 12:00 | 80     | paid
           | 13       |             | 2026-03-30 12:00 | 700    | paid
    """
)


def test_d1_rfm_scores_named_as_classes(boutique: Boutique) -> None:
    """Recency orders a b c d e (5 to 1), spend a d c b e, frequency a c, then b d e equal.

    b, d, e have 2 of 5 before them, 40 %: all score 3. Two of c's three notes are 4 or 5 at best:
    recency 3, frequency 4. d spends much (4) and was seen long ago (2).
    """
    boutique.expects(
        RFM,
        {
            "clients": "a b c d e",
            "fideles": "a",
            "rfm": {
                "champions": "a",
                "reguliers": "c",
                "prometteurs": "b",
                "a_risque": "d",
                "endormis": "e",
                "perdus": "g",
                "sans_achat": "f",
            },
        },
    )


def ranked(ranks: dict[str, tuple[int, int, int]], before: list[str]) -> str:
    """Buyers of the year with these ranks of recency, frequency and spend; others, of before."""
    orders = []
    for key, (recency, frequency, monetary) in ranks.items():
        orders.append(f"| {key} | {D - timedelta(days=recency)} 12:00 | {1000 - monetary}")
        orders += [f"| {key} | 2025-06-01 12:00 | 0"] * (len(ranks) - frequency)
    orders += [f"| {key} | 2025-03-31 12:00 | 5000" for key in before]
    customers = "\n".join(f"| {key}" for key in (*ranks, *before))
    return (
        f"customers | customer_id\n{customers}\n"
        "orders | customer_id | ordered_at | amount\n" + "\n".join(orders)
    )


def test_d1_scores_are_fifths_of_those_who_bought(boutique: Boutique) -> None:
    """Ten buyers: ranks 1 and 2 score 5, 3 and 4 score 4, and so on.

    Ten others, who bought before, would move every score if they were ranked.
    """
    ranks = {
        "k01": (3, 3, 3),  # 4 4 4
        "k02": (2, 4, 8),  # 5 4 2
        "k03": (1, 1, 5),  # 5 5 3
        "k04": (4, 5, 1),  # 4 3 5
        "k05": (5, 2, 2),  # 3 5 5
        "k06": (6, 6, 6),  # 3 3 3
        "k07": (7, 7, 7),  # 2 2 2
        "k08": (8, 8, 4),  # 2 2 4
        "k09": (9, 9, 9),  # 1 1 1
        "k10": (10, 10, 10),  # 1 1 1
    }
    before = [f"p{number}" for number in range(10)]
    boutique.expects(
        ranked(ranks, before),
        {
            "rfm": {
                "champions": "k01",
                "reguliers": "k02 k03 k05",
                "prometteurs": "k04",
                "a_risque": "k08",
                "a_reveiller": "k06 k07",
                "endormis": "k09 k10",
                "perdus": " ".join(before),
            }
        },
    )


def test_d1_notes_that_do_not_go_together(boutique: Boutique) -> None:
    """y3 spends most and was not seen lately, y4 comes most often and was not seen for longer."""
    ranks = {
        "y1": (1, 5, 3),  # 5 1 3
        "y2": (2, 4, 4),  # 4 2 2
        "y3": (3, 3, 1),  # 3 3 5
        "y4": (4, 1, 5),  # 2 5 1
        "y5": (5, 2, 2),  # 1 4 4
    }
    classes = {
        "prometteurs": "y1 y2",
        "a_reveiller": "y3 y4",
        "a_risque": "y5",
        "perdus": "p q r s t",
    }
    boutique.expects(ranked(ranks, list("pqrst")), {"rfm": classes})


def test_d1_a_customer_seen_90_days_ago_is_no_longer_loyal(boutique: Boutique) -> None:
    boutique.expects(
        """
        customers | customer_id
                  | in
                  | out
        orders | order_id | customer_id | ordered_at       | amount
               | 1        | in          | 2026-01-01 11:00 | 1
               | 2        | in          | 2025-12-01 11:00 | 1
               | 3        | in          | 2025-11-01 11:00 | 1
               | 4        | in          | 2025-04-01 11:00 | 1
               | 5        | out         | 2025-12-31 11:00 | 1
               | 6        | out         | 2025-12-01 11:00 | 1
               | 7        | out         | 2025-11-01 11:00 | 1
               | 8        | out         | 2025-10-01 11:00 | 1
        """,
        {"fideles": "in"},  # 89 days and 90 days; the order of 2025-04-01 is the year's first day
    )


def test_d2_small_medium_large_by_what_those_before_hold(boutique: Boutique) -> None:
    """Of 100: a starts at 0 %, b at 40 %, c at 65 %, d and e together at 80 %."""
    boutique.expects(
        CUSTOMERS
        + """
        orders | order_id | customer_id | ordered_at       | amount
               | 1        | a           | 2026-03-01 12:00 | 40
               | 2        | b           | 2026-03-01 12:00 | 25
               | 3        | c           | 2026-03-01 12:00 | 15
               | 4        | d           | 2026-03-01 12:00 | 10
               | 5        | e           | 2026-03-01 12:00 | 10
               | 6        | f           | 2025-03-01 12:00 | 900
        """,
        {"pmg": {"gros": "a b", "moyen": "c", "petit": "d e"}},
    )


def test_d2_who_starts_at_half_is_no_longer_large(boutique: Boutique) -> None:
    """Of 100: b starts at 50 %, c at 80 %; f spent half a euro."""
    boutique.expects(
        CUSTOMERS
        + """
        orders | order_id | customer_id | ordered_at       | amount
               | 1        | a           | 2026-03-01 12:00 | 50
               | 2        | b           | 2026-03-01 12:00 | 30
               | 3        | c           | 2026-03-01 12:00 | 10
               | 4        | d           | 2026-03-01 12:00 | 9.50
               | 5        | f           | 2026-03-01 12:00 | 0.50
        """,
        {"pmg": {"gros": "a", "moyen": "b", "petit": "c d f"}},
    )


def test_d3_predicted_value_is_the_last_note_of_the_week(boutique: Boutique) -> None:
    """Ten are ranked; nine come after `a`. The note of k is missing, that of l too old."""
    rows = "".join(
        f"       | {key}           | clv   | 2026-03-29 | {value}\n"
        for key, value in zip("abcdefghij", (900, 90, 80, 70, 60, 50, 40, 30, 20, 10), strict=True)
    )
    keys = "".join(f"          | {key}\n" for key in "abcdefghijkl")
    world = f"""
customers | customer_id
{keys}
scores | customer_id | model | scored_on  | value
{rows}
       | b           | clv   | 2026-03-25 | 5000
       | k           | clv   | 2026-03-29 |
       | k           | clv   | 2026-03-26 | 9000
       | l           | clv   | 2026-03-24 | 9000
       | a           | churn | 2026-03-29 | 0.5
       | b           | churn | 2026-03-29 | 0.9
"""
    boutique.expects(world, {"a_forte_valeur": "a", "pepites": "a"})
    calmer = world.replace("| 0.5\n", "| 0.49\n")
    boutique.expects(calmer, {"a_forte_valeur": "a", "pepites": ""})


BASKETS = """
    customers | customer_id
              | a
              | b
              | c
              | d
    products | product_id | category | brand
             | hoe        | jardin   | Kerbois
             | vase       | maison   | Océane
             | seed       | jardin   | Océane
    orders | order_id | customer_id | ordered_at       | status
           | 1        | a           | 2026-03-01 12:00 | paid
           | 2        | b           | 2026-03-01 12:00 | paid
           | 3        | c           | 2026-03-01 12:00 | cancelled
           | 4        | c           | 2025-03-31 12:00 | paid
           | 5        | d           | 2025-04-01 12:00 | paid
    lines | order_id | product_id | quantity | unit_price
          | 1        | hoe        | 1        | 30
          | 1        | vase       | 2        | 20
          | 1        | vase       | 1        | 30
          | 2        | hoe        | 1        | 29
          | 2        | seed       | 1        | 0
          | 2        | vase       | 1        | 71
          | 3        | hoe        | 1        | 500
          | 4        | hoe        | 1        | 500
          | 5        | seed       | 1        | 2
"""


def test_d4_affinity_with_a_shelf(boutique: Boutique) -> None:
    """a: 30 of 100 in the garden; b: 29 of 100. c's was cancelled, or a year ago."""
    boutique.expects(
        BASKETS,
        {"amateurs_de_jardin": "a d", "rayon_prefere": {"maison": "a", "jardin": "b d"}},
    )


def test_d4_the_main_shelf_is_where_the_money_goes(boutique: Boutique) -> None:
    """b has two lines of the garden for 29 and one of the house for 71."""
    boutique.expects(BASKETS, {"rayon_principal": {"maison": "a b", "jardin": "d"}})


def test_d4_buyers_of_a_shelf_by_a_shared_definition(boutique: Boutique) -> None:
    boutique.expects(
        BASKETS.replace("| 29\n", "| 100\n")
        .replace("| 30\n", "| 50\n")
        .replace("| 71\n", "| 50\n"),
        {"jardiniers": "b", "maison_et_jardin": "a b"},
    )


def test_d5_the_channel_of_most_answers(boutique: Boutique) -> None:
    """b's two channels are even: the first by code point. c answered 24 months and a day ago."""
    boutique.expects(
        CUSTOMERS
        + """
        responses | customer_id | responded_on | channel
                  | a           | 2026-03-01   | courrier
                  | a           | 2025-03-01   | courrier
                  | a           | 2026-03-02   | sms
                  | b           | 2026-03-01   | email
                  | b           | 2026-03-01   | courrier
                  | c           | 2024-03-31   | courrier
                  | d           | 2024-04-01   | sms
        """,
        {
            "canal_prefere": {"courrier": "a b", "sms": "d"},
            "adeptes_du_courrier": "a b",
        },
    )


def test_d6_from_ambassadors_to_those_who_left(boutique: Boutique) -> None:
    """b's gaps are 10 days and the last order 21 days back; c's is exactly twice the gap.

    e ordered once, a year ago. d and g have no note of the model, which says nothing; g has kept
    ten days too, but two orders are no rhythm. h orders often, and the model fears for it.
    """
    boutique.expects(
        CUSTOMERS
        + """
              | h
        orders | order_id | customer_id | ordered_at
               | 14       | g           | 2026-02-28 12:00
               | 15       | g           | 2026-03-10 12:00
               | 16       | h           | 2026-03-01 12:00
               | 17       | h           | 2026-03-11 12:00
               | 18       | h           | 2026-03-21 12:00
               | 19       | h           | 2026-03-31 12:00
               | 1        | a           | 2026-03-01 12:00
               | 2        | a           | 2025-12-01 12:00
               | 3        | b           | 2026-02-18 12:00
               | 4        | b           | 2026-02-28 12:00
               | 5        | b           | 2026-03-10 12:00
               | 6        | c           | 2026-02-19 12:00
               | 7        | c           | 2026-03-01 12:00
               | 8        | c           | 2026-03-11 12:00
               | 9        | c           | 2026-03-11 13:00
               | 10       | d           | 2026-03-11 13:00
               | 11       | e           | 2025-03-31 13:00
               | 12       | f           | 2025-12-31 13:00
               | 13       | f           | 2026-03-31 13:00
        referrals | sponsor_id | referred_id | referred_on
                  | a          |             | 2026-01-01
                  | b          | a           | 2026-04-01
                  | e          | a           | 2025-04-01
                  | nobody     | c           | 2026-01-01
        scores | customer_id | model | scored_on  | value
               | c           | churn | 2026-03-29 | 0.49
               | f           | churn | 2026-03-29 | 0.5
               | h           | churn | 2026-03-29 | 0.5
               | f           | clv   | 2026-03-30 | 0.1
        """,
        {
            "parrains": "a e",
            "a_rythme_rompu": "b",
            "fidelite": {
                "ambassadeur": "a",
                "fidele": "c",
                "a_retenir": "b f h",
                "de_passage": "d g",
                "parti": "e",
            },
        },
    )


def test_d7_the_profile_and_that_of_what_it_refers_to(boutique: Boutique) -> None:
    boutique.expects(
        """
        stores | store_id | format
               | big      | grand magasin
               | corner   | corner
        territories | department | region
                    | 35         | Bretagne
                    | 44         | Pays de la Loire
        customers | customer_id | household | housing     | occupation | environment | store_id | department
                  | a           | famille   | maison      | cadre      | urbain      | big      | 35
                  | b           | famille   |             | retraité   | urbain      | corner   | 44
                  | c           | couple    | maison      | artisan    | rural       | gone     |
                  | d           | famille   | appartement | employé    | urbain      |          | 2A
        """,
        {
            "familles_en_maison": "a",
            "actifs_urbains": "a d",
            "rattaches_a_un_grand_magasin": "a",
            "bretons": "a",
        },
    )


LIVES = (
    CUSTOMERS
    + """
    orders | order_id | customer_id | ordered_at
           | 1        | b           | 2026-01-31 12:00
           | 2        | c           | 2025-10-03 12:00
           | 3        | d           | 2025-10-02 12:00
           | 4        | e           | 2025-03-31 12:00
           | 5        | f           | 2026-01-30 12:00
           | 6        | f           | 2026-03-31 23:59
           | 7        | g           | 2024-01-01 12:00
           | 8        | g           | 2026-02-01 12:00
    """
)


def test_d8_the_life_cycle(boutique: Boutique) -> None:
    """b began 59 days ago, f 60. c came 179 days ago, d 180, e a whole year ago.

    23:59 of f is in UTC: in Paris it is the next day already, which does not exist yet.
    """
    boutique.expects(
        LIVES,
        {
            "cycle_de_vie": {
                "prospect": "a",
                "nouveau": "b",
                "actif": "c f g",
                "dormant": "d",
                "perdu": "e",
            },
        },
    )


def test_d8_who_moved(boutique: Boutique) -> None:
    """180 days before is 2025-10-02: then g was lost, d and e not; c and f did not come yet.

    On that day d had just ordered for the first time: new. e, seen 185 days before, was dormant.
    """
    boutique.expects(LIVES, {"reveilles": "g"})
    boutique.expects(
        LIVES
        + """
           | 9        | e           | 2026-03-30 12:00
        """,
        {"reveilles": "e g"},
    )


def test_d8_the_day_from_which_one_was_asleep(boutique: Boutique) -> None:
    """180 days before is 2025-10-02: a was last seen 180 days before that day, b 179."""
    boutique.expects(
        CUSTOMERS
        + """
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2025-04-05 12:00
               | 2        | a           | 2026-03-01 12:00
               | 3        | b           | 2025-04-06 12:00
               | 4        | b           | 2026-03-01 12:00
        """,
        {"reveilles": "a"},
    )


def test_d8_loyal_90_days_ago_and_no_longer(boutique: Boutique) -> None:
    """90 days before is 2025-12-31: four orders in its year, the last 89 days before it.

    b lacks one; c is still loyal; the fourth of d came on the day after.
    """
    rows = {
        "a": ("2025-10-03", "2025-09-01", "2025-08-01", "2025-01-01"),
        "b": ("2025-10-03", "2025-09-01", "2025-08-01", "2024-12-31"),
        "c": ("2026-03-03", "2025-12-01", "2025-11-01", "2025-10-01", "2025-09-01"),
        "d": ("2026-01-01", "2025-10-10", "2025-09-01", "2025-08-01"),
    }
    lines = (f"| {key}{day} | {key} | {day} 12:00" for key, days in rows.items() for day in days)
    orders = "orders | order_id | customer_id | ordered_at\n" + "\n".join(lines)
    boutique.expects(CUSTOMERS + orders, {"partis": "a"})


def test_d8_a_second_order_soon_after_the_first(boutique: Boutique) -> None:
    """Sixty days after 2026-01-01 is 2026-03-02, the last day that counts."""
    boutique.expects(
        CUSTOMERS
        + """
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2026-01-01 20:00
               | 2        | a           | 2026-03-02 08:00
               | 3        | b           | 2026-01-01 08:00
               | 4        | b           | 2026-03-03 08:00
               | 5        | c           | 2026-01-01 08:00
               | 6        | d           | 2026-01-01 08:00
               | 7        | d           | 2026-01-01 09:00
        """,
        {"deuxieme_achat_rapide": "a d"},
    )


def test_d9_a_moment_of_life(boutique: Boutique) -> None:
    """Six months before 2026-03-31 is 2025-09-30, which is no longer within them."""
    boutique.expects(
        CUSTOMERS
        + """
        life_events | customer_id | happened_on | kind
                    | a           | 2025-10-01  | naissance
                    | b           | 2025-09-30  | naissance
                    | c           | 2026-01-01  | déménagement
                    | a           | 2026-02-01  | mariage
                    | e           | 2025-03-31  | retraite
                    | d           | 2025-12-31  | déménagement
                    | e           | 2026-04-01  | naissance
                    | f           | 2025-04-01  | premier emploi
                    | g           | 2025-04-01  | retraite
                    | g           | 2025-03-31  | premier emploi
        """,
        {
            "jeunes_parents": "a",
            "nouveaux_logements": "c",
            "entrees_dans_la_vie_active": "f",
            "jeunes_retraites": "g",
        },
    )
