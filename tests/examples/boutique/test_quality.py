"""What makes a good segment (Q1 to Q5), and what is drawn from it (T1 to T5), on small worlds."""

from __future__ import annotations

from decimal import Decimal

from segdsl.planning import from_meaning
from segdsl.sql import from_plan
from tests.examples.boutique import worlds
from tests.examples.boutique.conftest import Boutique, D

CUSTOMERS = """
    customers | customer_id
              | a
              | b
              | c
              | d
"""
SALES = (
    CUSTOMERS
    + """
    orders | order_id | customer_id | ordered_at       | amount
           | 1        | a           | 2026-03-01 12:00 | 10.10
           | 2        | a           | 2026-02-01 12:00 | 10.20
           | 3        | a           | 2026-01-01 12:00 | 10.30
           | 4        | a           | 2025-12-01 12:00 | 10.40
           | 5        | b           | 2025-12-01 12:00 | 59
           | 6        | c           | 2025-03-01 12:00 | 1000
    """
)


def test_q1_a_segment_is_counted_and_weighed(boutique: Boutique) -> None:
    """One of four customers, and 41 of the 100 that all of them spent this year."""
    weighed_by = boutique.project.value_metrics["customers"]
    program = from_meaning.program(boutique.project, ("fideles",), D, weighed_by)
    for judge in boutique.judges:
        judge.fill(worlds.world(boutique.project, SALES))
        found = judge.rows(from_plan.sizes(program, judge.dialect, {}))
        assert sorted(found) == [("", 4, Decimal(100)), ("fideles", 1, Decimal(41))]


def test_q5_a_segment_says_who_answers_for_it(boutique: Boutique) -> None:
    described = boutique.project.segments["fideles"].description
    assert described.owner
    assert described.goal
    assert described.review


def test_every_rule_says_who_answers_for_it(boutique: Boutique) -> None:
    project = boutique.project
    described = {name: one.description for name, one in project.segments.items()}
    described |= {name: one.description for name, one in project.segmentations.items()}
    assert [name for name, one in described.items() if not one.owner] == []


def test_q4_classes_never_overlap(boutique: Boutique) -> None:
    """Each number of orders is in one class, whatever the order of the classes."""
    counts = {"a": 0, "b": 1, "c": 2, "d": 3, "e": 7, "f": 8, "g": 20}
    customers = "\n".join(f"| {key}" for key in counts)
    orders = "\n".join(
        f"| {key}{number} | {key} | 2026-03-01 12:00"
        for key, count in counts.items()
        for number in range(count)
    )
    boutique.expects(
        f"customers | customer_id\n{customers}\n"
        f"orders | order_id | customer_id | ordered_at\n{orders}",
        {"assiduite": {"aucune": "a", "rare": "b c", "reguliere": "d e", "forte": "f g"}},
    )


def test_q3_who_can_be_reached_and_by_what(boutique: Boutique) -> None:
    """An odd answer is no consent; the last consent counts, and f withdrew it; e gave none."""
    boutique.expects(
        """
        customers | customer_id | email | optin_email | phone | postcode | optin_post
                  | a           | a@b   | O           |       |          |
                  | b           | b@b   | oui         |       |          | 1
                  | c           |       | Y           |       | 35000    | 1
                  | d           | d@b   | N           | +33   | 35000    | 0
                  | e           |       |             | +33   |          |
                  | f           |       |             | +33   | 35000    | stop pub
        consents | customer_id | given_at         | channel | granted
                 | d           | 2025-01-01 09:00 | sms     | false
                 | d           | 2025-06-01 09:00 | sms     | true
                 | e           | 2025-06-01 09:00 | email   | true
                 | f           | 2025-01-01 09:00 | sms     | true
                 | f           | 2025-06-01 09:00 | sms     | false
        """,
        {"joignables": "a c d"},
    )


def test_q3_reached_by_the_channel_they_prefer(boutique: Boutique) -> None:
    """All are loyal; b prefers another channel, c did not agree, d has no address."""
    keys = "abcd"
    orders = "\n".join(
        f"| {key}{number} | {key} | 2026-03-0{number} 12:00"
        for key in keys
        for number in (1, 2, 3, 4)
    )
    boutique.expects(
        f"""
        customers | customer_id | postcode | optin_post
                  | a           | 35000    | 1
                  | b           | 35000    | 1
                  | c           | 35000    | 0
                  | d           |          | 1
        responses | customer_id | responded_on | channel
                  | a           | 2026-01-01   | courrier
                  | b           | 2026-01-01   | sms
                  | c           | 2026-01-01   | courrier
                  | d           | 2026-01-01   | courrier
        orders | order_id | customer_id | ordered_at
{orders}
        """,
        {"fideles_au_courrier": "a"},
    )


def test_t1_a_segment_to_draw_targets_from(boutique: Boutique) -> None:
    """a came 90 days ago, b 89; c a year ago; d is new since February."""
    boutique.expects(
        CUSTOMERS
        + """
        orders | order_id | customer_id | ordered_at
               | 1        | a           | 2025-12-31 12:00
               | 2        | b           | 2026-01-01 12:00
               | 3        | c           | 2025-03-31 12:00
               | 4        | d           | 2026-02-15 12:00
        """,
        {"a_relancer": "a"},
    )


def test_t3_the_same_people_every_time(boutique: Boutique) -> None:
    """By the first eight hex digits of md5("printemps-2026:k0") and so on, as a share of ffffffff.

    k2 73df90d8 0.453, k3 3896b7f9 0.221, k5 3ed34bd4 0.245, k7 fa7c6da8 0.978, k10 9b8f6d3a 0.608.
    """
    boutique.expects(
        """
        customers | customer_id
                  | k2
                  | k3
                  | k5
                  | k7
                  | k10
        """,
        {"test_offre": {"a": "k3 k5", "b": "k10 k2", "temoin": "k7"}},
    )


def test_t3_a_twentieth_to_try_an_offer_on(boutique: Boutique) -> None:
    """Of md5("offre-a:…"), k16, k26 and k58 are under 5 %, k0 and k13 are not. k26 bought nothing."""
    boutique.expects(
        """
        customers | customer_id
                  | k0
                  | k13
                  | k16
                  | k26
                  | k58
        orders | order_id | customer_id | ordered_at
               | 1        | k0          | 2026-03-01 12:00
               | 2        | k13         | 2026-03-01 12:00
               | 3        | k16         | 2026-03-01 12:00
               | 4        | k58         | 2026-03-01 12:00
        """,
        {"panel": "k16 k58"},
    )


# last orders of 90 days ago: all but k9 are to be woken
GATES = """
    customers | customer_id | email | optin_email
              | k0          | a@b   | Y
              | k2          | a@b   | 1
              | k3          | a@b   | N
              | k4          |       | Y
              | k5          | a@b   | Y
              | k7          | a@b   | O
              | k8          | a@b   | Y
              | k9          | a@b   | Y
              | k10         | a@b   | Y
              | k29         | a@b   | Y
              | C0000003    | a@b   | Y
              | C0000391    | a@b   | Y
    orders | customer_id | ordered_at       | amount
           | k0          | 2025-12-31 12:00 | 10
           | k2          | 2025-12-31 12:00 | 10
           | k3          | 2025-12-31 12:00 | 10
           | k4          | 2025-12-31 12:00 | 10
           | k5          | 2025-12-31 12:00 | 10
           | k7          | 2025-12-31 12:00 | 10
           | k8          | 2025-12-31 12:00 | 10
           | k9          | 2026-01-01 12:00 | 10
           | k10         | 2025-12-31 12:00 | 10
           | k29         | 2025-12-31 12:00 | 10
           | C0000003    | 2025-12-31 12:00 | 10
           | C0000391    | 2025-12-31 12:00 | 10
    messages | customer_id | happened_at      | event
             | k5          | 2026-03-29 08:00 | send
             | k7          | 2026-03-28 08:00 | send
             | k2          | 2026-03-30 08:00 | open
    employees | employee_id | customer_id | left_on
              | s1          | k8          |
              | s2          | k2          | 2025-06-01
"""


def test_t1_a_target_is_drawn_from_a_segment(boutique: Boutique) -> None:
    boutique.expects(
        GATES,
        {
            "a_relancer": "C0000003 C0000391 k0 k10 k2 k29 k3 k4 k5 k7 k8",
            "relance_mars": "C0000391 k0 k10 k2 k29 k7",
        },
    )


def test_t2_consent_pressure_exclusions_and_the_group_left_alone(boutique: Boutique) -> None:
    """k3 said no, k4 has no address, k5 was written to two days ago, k8 works here.

    C0000003 objects; the objection of C0000391 ended in February. Apart are those whose md5 of
    "relance-mars:" and key begins below 19999999: k0 0a8b4215, k29 18ee0e9d; but not k10 19ea9456,
    k2 94b95c01, k7 2c461564, C0000391 686e3121.
    """
    boutique.expects(
        GATES,
        {
            "relance_mars": "C0000391 k0 k10 k2 k29 k7",
            "relance_mars.control": "k0 k29",
            "relance_mars.contacted": "C0000391 k10 k2 k7",
        },
    )


def test_t2_the_budget_goes_to_those_who_spend_most(boutique: Boutique) -> None:
    """p and q tie for the last of 2000 places: md5("relance_mars:q") is the smaller one."""
    spent = {f"x{number:04}": 5000 - number for number in range(1999)} | {"p": 1, "q": 1, "r": 0.5}
    customers = "\n".join(f"| {key} | a@b | Y" for key in spent)
    orders = "\n".join(f"| {key} | 2025-12-31 12:00 | {amount}" for key, amount in spent.items())
    boutique.expects(
        f"customers | customer_id | email | optin_email\n{customers}\n"
        f"orders | customer_id | ordered_at | amount\n{orders}",
        {"relance_mars": " ".join(sorted(["q", *(key for key in spent if key[0] == "x")]))},
    )
