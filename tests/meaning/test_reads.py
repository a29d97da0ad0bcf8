"""What data a declaration needs: the members of tables that it reads, worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping

from segdsl.meaning.reads import reads
from tests.meaning.shop import MODEL, RULES, understood


def needed(rule: str, model: str = MODEL) -> Mapping[str, tuple[str, ...]]:
    project, said = understood(model, RULES, rule)
    assert not said, said
    return reads(project, ["it"])


def test_a_field_of_the_population_is_read_beside_its_key() -> None:
    assert needed('segment it: city = "Rennes"') == {"customers": ("customer_id", "city")}


def test_rows_are_read_with_their_time_and_the_way_to_the_customer() -> None:
    assert needed("segment it: any orders where (amount > 10)") == {
        "customers": ("customer_id",),
        "orders": ("order_id", "ordered_at", "amount", "customer"),
    }


def test_what_a_metric_reads_is_read_by_who_names_it() -> None:
    assert needed("segment it: vip and frequency >= 2") == {
        "customers": ("customer_id",),
        "orders": ("order_id", "ordered_at", "amount", "customer"),
    }


def test_a_path_needs_each_reference_on_it() -> None:
    assert needed("metric it: number of distinct orders.product.category") == {
        "customers": ("customer_id",),
        "products": ("product_id", "category"),
        "orders": ("order_id", "ordered_at", "customer", "product"),
    }


def test_of_two_ways_only_the_one_taken_is_needed() -> None:
    assert needed("segment it: any gifts via receiver") == {
        "customers": ("customer_id",),
        "gifts": ("day", "receiver"),
    }


def test_a_ranking_and_another_day_need_what_they_rank_and_look_at() -> None:
    ranked = (
        "segment it: (monetary in top 10% per city) as of 90 days ago "
        'and any visits where (page = "a")'
    )
    assert needed(ranked) == {
        "customers": ("customer_id", "city"),
        "orders": ("order_id", "ordered_at", "amount", "customer"),
        "visits": ("day", "page", "customer"),
    }


def test_a_target_needs_its_columns_and_its_gates() -> None:
    rule = "channel post: any addresses\ntarget it: vip\n  by post\n  columns email"
    assert needed(rule) == {
        "customers": ("customer_id", "email"),
        "orders": ("order_id", "ordered_at", "amount", "customer"),
        "addresses": ("address_id", "customer"),
    }
