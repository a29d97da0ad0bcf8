"""The laws of the language page, section 6, each on every engine: 1 to 9 in order.

Members are compared with each other, never with the reference: a law that the interpreter breaks
in the same way as the compiler is seen here. All segments of a world are one program per engine.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

import pytest

from segdsl.meaning.vocabulary.aggregates import AGGREGATES, Kind, Takes
from segdsl.planning import from_meaning
from segdsl.sql import from_plan
from segdsl.sql.dialects import BY_NAME
from tests.differential.comparison import (
    Engine,
    Members,
    duckdb_engine,
    members_by_engine,
    postgres_engine,
)
from tests.differential.compiler import compiled, understood
from tests.differential.model_text import MODEL
from tests.differential.segments import Writer
from tests.differential.worlds import Cells, Sample, sample

SEEDS = range(7000, 7003)
PAIRS = 10  # drawn conditions of each law and world
NOBODY: frozenset[str] = frozenset()
GROWING = ("orders", "contacts", "scans", "gifts", "returns")
AT = {"orders": "ordered at", "contacts": "day", "scans": "scanned_at", "gifts": "given_at",
      "returns": "day"}  # fmt: skip


@pytest.fixture(scope="module")
def engines(postgres_uri: str) -> Iterator[tuple[Engine, ...]]:
    with duckdb_engine() as duck, postgres_engine(postgres_uri) as postgres:
        yield duck, postgres


def ask(engines: Sequence[Engine], drawn: Sample, texts: Sequence[str]) -> list[Members]:
    """By engine, the members of every segment and class; `all_of_them` is the population."""
    everybody = "segment all_of_them of customers: true"
    project = understood([MODEL, everybody, *texts])
    return [members_by_engine(project, drawn.world, drawn.as_of, engine) for engine in engines]


def segment(name: str, condition: str) -> str:
    return f"segment {name} of customers: {condition}"


@dataclass(slots=True)
class Drawing:
    """What is drawn about the world of a seed: conditions, and the metrics that they name."""

    drawn: Sample
    writer: Writer

    @property
    def metrics(self) -> list[str]:
        return self.writer.declarations

    def condition(self) -> str:
        return self.writer.condition(2)

    def source(self) -> str:
        return self.writer.random.choice(("orders", "lines", "contacts", "visits", "scans"))

    def where(self, source: str) -> str:
        if self.writer.random.random() < 0.5:
            return ""
        return f" where ({self.writer.row_condition(source, 1)})"


@pytest.fixture(params=SEEDS)
def drawing(request: pytest.FixtureRequest) -> Drawing:
    drawn = sample(request.param)
    writer = Writer(Random(f"laws {request.param}"), drawn, "customers", "")
    for _ in range(3):
        writer.metric()
    return Drawing(drawn, writer)


def found(members: Members, name: str) -> frozenset[str]:
    return members.get(name, NOBODY)


# --- 1. two-valued ---


def test_1_a_condition_and_its_negation_share_everybody(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = []
    for number in range(PAIRS):
        condition = drawing.condition()
        texts += [segment(f"x{number}", condition), segment(f"n{number}", f"not ({condition})")]
    for members in ask(engines, drawing.drawn, drawing.metrics + texts):
        for number in range(PAIRS):
            yes, no = found(members, f"x{number}"), found(members, f"n{number}")
            assert not yes & no
            assert yes | no == found(members, "all_of_them")


NEGATIONS = (
    ('city = "Paris"', 'city != "Paris"'),
    ('city in ("Paris", "Lyon")', 'city not in ("Paris", "Lyon")'),
    ("points between 1 and 3", "points not between 1 and 3"),
    ("balance is known", "balance is missing"),
    ("any orders", "no orders"),
    ("at least 2 orders", "at most 1 order"),
    ("levels is high", "levels is not high"),
    ("levels in (high, low)", "levels not in (high, low)"),
    ("levels is known", "levels is missing"),
    ("vip", "vip != true"),
)


def test_1_every_negated_word_is_the_complement(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    levels = "segmentation levels of customers:\n  high when points > 3\n  low when points > 0"
    texts = [levels]
    for number, (positive, negative) in enumerate(NEGATIONS):
        texts += [segment(f"x{number}", positive), segment(f"n{number}", negative)]
    for members in ask(engines, drawing.drawn, texts):
        for number, pair in enumerate(NEGATIONS):
            yes, no = found(members, f"x{number}"), found(members, f"n{number}")
            assert not yes & no, pair
            assert yes | no == found(members, "all_of_them"), pair


def test_1_every_row_is_in_a_where_or_in_its_negation(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = []
    for number in range(PAIRS):
        source = drawing.source()
        where = drawing.writer.row_condition(source, 1)
        texts.append(
            segment(
                f"x{number}",
                f"(count of {source} where ({where})) + (count of {source} where (not ({where})))"
                f" = (count of {source})",
            )
        )
    for members in ask(engines, drawing.drawn, texts):
        for number in range(PAIRS):
            assert found(members, f"x{number}") == found(members, "all_of_them"), texts[number]


def test_1_nan_is_missing_and_an_empty_text_is_not(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    rows = customers(drawing.drawn)
    texts = [segment("ratio_known", "ratio is known"), segment("email_known", "email is known")]
    for members in ask(engines, drawing.drawn, texts):
        assert found(members, "ratio_known") == {
            key for key, row in rows.items() if isinstance(row["ratio"], float)
            and not math.isnan(row["ratio"])
        }  # fmt: skip
        assert found(members, "email_known") == {
            key for key, row in rows.items() if row["email"] is not None
        }
        assert found(members, "all_of_them") == set(rows)


def test_1_a_repeated_key_is_shown_before_anything_is_counted(engines: Sequence[Engine]) -> None:
    drawn = sample(7000)
    project = understood([MODEL, segment("x", "true")])
    keys = [row["customer_id"] for row in drawn.world["customers"] if not row["anonymised"]]
    twice = next(key for key in keys if key)
    row = next(row for row in drawn.world["customers"] if row["customer_id"] == twice)
    world = {**drawn.world, "customers": [*drawn.world["customers"], row]}
    program = from_meaning.program(project, ["x"], drawn.as_of)
    for engine in engines:
        for rows, expected in ((drawn.world, []), (world, [(twice,)])):
            engine.load(project, rows)
            checks = [from_plan.check(one, BY_NAME[engine.dialect]) for one in program.checks]
            assert [shown for check in checks for shown in engine.rows(check)] == expected


def customers(drawn: Sample) -> dict[str, Cells]:
    """The members of the population as the model text says it, read off the rows."""
    rows = drawn.world["customers"]
    return {
        str(row["customer_id"]): row
        for row in rows
        if row["customer_id"] is not None and row["anonymised"] is not True
    }


# --- 2. one clock ---


def later(drawn: Sample, days: int) -> Sample:
    """The same world some days on: every growing source has more rows, all after the as-of day."""
    world = dict(drawn.world)
    for table in GROWING:
        copies = []
        for row in drawn.world[table][:10]:
            moment = datetime.combine(drawn.as_of + timedelta(days=days), datetime.min.time())
            copies.append(row | {AT[table]: moment if AT[table] != "day" else moment.date()})
        world[table] = [*drawn.world[table], *copies]
    return replace(drawn, world=world)


def test_2_rows_after_the_day_do_not_exist(engines: Sequence[Engine], drawing: Drawing) -> None:
    texts = [segment(f"x{number}", drawing.condition()) for number in range(PAIRS)]
    everything = drawing.metrics + texts
    grown = later(drawing.drawn, 3)
    assert ask(engines, drawing.drawn, everything) == ask(engines, grown, everything)


def test_2_recency_under_n_days_is_any_row_in_the_last_n_days(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = []
    for number in range(PAIRS):
        days = drawing.writer.literals.days()
        texts += [
            segment(f"x{number}", f"time since last order < {days}d"),
            segment(f"y{number}", f"any orders in last {days} days"),
        ]
    for members in ask(engines, drawing.drawn, texts):
        for number in range(PAIRS):
            assert found(members, f"x{number}") == found(members, f"y{number}")


def test_2_adjoining_windows_meet_exactly(engines: Sequence[Engine], drawing: Drawing) -> None:
    texts = []
    for number in range(PAIRS):
        near, more, source = drawing.writer.literals.days(), number + 1, drawing.source()
        far = near + more
        texts.append(
            segment(
                f"x{number}",
                f"(count of {source} in last {near}d) + (count of {source} from {far}d ago to "
                f"{near}d ago) + (count of {source} before {far}d ago) = (count of {source})",
            )
        )
    for members in ask(engines, drawing.drawn, texts):
        for number in range(PAIRS):
            assert found(members, f"x{number}") == found(members, "all_of_them")


# --- 3. no, any and zero ---


def test_3_no_is_not_any_is_a_count_of_zero(engines: Sequence[Engine], drawing: Drawing) -> None:
    texts = []
    for number in range(PAIRS):
        source = drawing.source()
        rows = f"{source}{drawing.writer.restriction(source)}"
        texts += [
            segment(f"no{number}", f"no {rows}"),
            segment(f"not_any{number}", f"not any {rows}"),
            segment(f"zero{number}", f"(count of {rows}) = 0"),
        ]
    for members in ask(engines, drawing.drawn, texts):
        for number in range(PAIRS):
            none = found(members, f"no{number}")
            assert none == found(members, f"not_any{number}") == found(members, f"zero{number}")


# --- 4. windows grow, days come back ---


def test_4_a_longer_window_never_loses_an_at_least(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = []
    for number in range(PAIRS):
        source = drawing.source()
        rows, days = f"{source}{drawing.where(source)}", drawing.writer.literals.days()
        for name, length in (("short", days), ("long", days + number + 1)):
            texts.append(segment(f"{name}{number}", f"at least 2 {rows} in last {length}d"))
    for members in ask(engines, drawing.drawn, texts):
        for number in range(PAIRS):
            assert found(members, f"short{number}") <= found(members, f"long{number}")


def test_4_a_day_run_again_later_gives_the_same_members(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = [segment(f"x{number}", drawing.condition()) for number in range(PAIRS)]
    everything = drawing.metrics + texts
    first = replace(drawing.drawn, as_of=drawing.drawn.as_of - timedelta(days=40))
    assert ask(engines, first, everything) == ask(engines, later(first, 40), everything)


# --- 5. nothing, and zero ---


def test_5_over_no_rows_counts_and_sums_are_zero_and_all_else_is_missing(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = []
    for number, word in enumerate(AGGREGATES):
        noun = "order" if word.kind in (Kind.SINCE_FIRST, Kind.SINCE_LAST) else "orders"
        column = "" if word.takes in (Takes.ROWS, Takes.DAYS) else ".amount"
        test = "= 0" if word.when_empty == 0 else "is missing"
        where = "where (true) " if word.kind is Kind.SHARE else ""
        nothing = f"({word.name} {noun}{column} {where}before 1900-01-01) {test}"
        texts.append(segment(f"x{number}", nothing))
        if column and word.kind is not Kind.SHARE:
            unknown = f"({word.name} {noun}{column} where (amount is missing)) {test}"
            texts.append(segment(f"y{number}", unknown))
    assert [word.name for word in AGGREGATES if word.when_empty == 0] == [
        "count of", "number of distinct", "sum of",
    ]  # fmt: skip
    for members in ask(engines, drawing.drawn, texts):
        for text in texts:
            name = text.split()[1]
            assert found(members, name) == found(members, "all_of_them"), text


def test_5_division_is_real_and_by_zero_is_missing(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = [
        segment("zero", "(count of orders) / 0 is missing"),
        segment("none", "(sum of orders.amount) / (count of orders where (false)) is missing"),
        segment("half", "(count of orders) / 2 * 2 = (count of orders)"),
        segment("real", "1 / 2 = 0.5"),
    ]
    for members in ask(engines, drawing.drawn, texts):
        for text in texts:
            assert found(members, text.split()[1]) == found(members, "all_of_them"), text


def test_5_and_6_the_order_of_rows_changes_no_member(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = [segment(f"x{number}", drawing.condition()) for number in range(2 * PAIRS)]
    everything = drawing.metrics + texts
    random = Random(drawing.drawn.seed)
    shuffled = {name: random.sample(rows, len(rows)) for name, rows in drawing.drawn.world.items()}
    again = ask(engines, replace(drawing.drawn, world=shuffled), everything)
    assert ask(engines, drawing.drawn, everything) == again


# --- 6. ties share ---


def test_6_equal_values_share_rank_score_and_verdict(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = ["metric often of customers: count of orders\n  better higher"]
    texts.append("segmentation values of customers: by often")
    places = ("rank of often", "score of often", "rank of often per store")
    texts += [f"segmentation p{n} of customers: by {one}" for n, one in enumerate(places)]
    texts += [segment(f"top{share}", f"often in top {share}%") for share in (10, 20, 50)]
    for members in ask(engines, drawing.drawn, texts):
        alike = [keys for name, keys in members.items() if name.startswith("values.")]
        for name, keys in members.items():
            if name.startswith(("p0", "p1", "top")):
                assert all(keys & same in (NOBODY, same) for same in alike), name
        stores = {key: row["store_id"] for key, row in customers(drawing.drawn).items()}
        for same in alike:
            for name, keys in members.items():
                if name.startswith("p2"):
                    there = {stores[key] for key in keys & same}
                    assert not {key for key in same - keys if stores[key] in there}


def test_6_a_score_is_a_top_share(engines: Sequence[Engine], drawing: Drawing) -> None:
    texts = []
    metrics = [one.text for one in drawing.writer.metrics]
    for place, metric in enumerate(metrics):
        for score in range(1, 6):
            top = 20 * (6 - score)
            texts += [
                segment(f"x{place}_{score}", f"score of {metric} >= {score}"),
                segment(f"y{place}_{score}", f"{metric} in top {top}%"),
            ]
    for members in ask(engines, drawing.drawn, drawing.metrics + texts):
        for place in range(len(metrics)):
            for score in range(1, 6):
                scored = found(members, f"x{place}_{score}")
                assert scored == found(members, f"y{place}_{score}")


def test_6_tied_first_last_and_favourite_take_the_smallest_value(
    engines: Sequence[Engine],
) -> None:
    day = date(2025, 6, 30)
    words = [("b", "first of"), ("c", "last of"), ("d", "most frequent")]
    texts = [
        segment(f"{name}_{number}", f'({word} contacts.kind) = "{value}"')
        for name, word in words
        for number, value in enumerate(("Z", "a", "é"))
    ]
    drawn = sample(7000)
    world: dict[str, list[Cells]] = {name: [] for name in drawn.world}
    world["customers"] = [dict.fromkeys(drawn.world["customers"][0]) | {"customer_id": "k"}]
    contacts: list[Cells] = [{"customer_id": "k", "day": day, "kind": kind, "cost": None}
                for kind in ("é", "a", None, "Z")]  # fmt: skip
    for order in (contacts, contacts[::-1]):
        rows = Sample(0, day, {**world, "contacts": order})
        for members in ask(engines, rows, texts):
            assert {name for name in members if name != "all_of_them"} == {"b_0", "c_0", "d_0"}


# --- 7. classes and composition ---


def test_7_classes_are_disjoint_and_otherwise_takes_the_rest(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts, first = [], []
    for number in range(PAIRS // 2):
        conditions = [drawing.condition() for _ in range(3)]
        first.append(segment(f"first{number}", conditions[0]))
        lines = [f"\n  c{place} when {one}" for place, one in enumerate(conditions)]
        open_ = "".join(lines)
        texts += [
            f"segmentation open{number} of customers:{open_}",
            f"segmentation closed{number} of customers:{open_}\n  rest otherwise",
        ]
    for members in ask(engines, drawing.drawn, [*drawing.metrics, *first, *texts]):
        for number in range(PAIRS // 2):
            classes = [found(members, f"closed{number}.{one}") for one in ("c0", "c1", "c2")]
            whole = [*classes, found(members, f"closed{number}.rest")]
            assert sum(map(len, whole)) == len(found(members, "all_of_them"))
            assert NOBODY.union(*whole) == found(members, "all_of_them")
            assert classes == [found(members, f"open{number}.{one}") for one in ("c0", "c1", "c2")]
            assert classes[0] == found(members, f"first{number}")


def test_7_composition_equals_inlining(engines: Sequence[Engine], drawing: Drawing) -> None:
    texts = []
    for number in range(PAIRS):
        inner, other = drawing.condition(), drawing.condition()
        texts += [
            segment(f"inner{number}", inner),
            segment(f"named{number}", f"not inner{number} and ({other})"),
            segment(f"inlined{number}", f"not ({inner}) and ({other})"),
        ]
    for members in ask(engines, drawing.drawn, drawing.metrics + texts):
        for number in range(PAIRS):
            assert found(members, f"named{number}") == found(members, f"inlined{number}")


def test_7_composition_equals_inlining_on_another_day(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = []
    for number in range(PAIRS):
        inner, other = drawing.condition(), drawing.condition()
        texts += [
            segment(f"inner{number}", inner),
            segment(f"named{number}", f"(inner{number} or ({other})) as of 40 days ago"),
            segment(f"inlined{number}", f"(({inner}) or ({other})) as of 40 days ago"),
            segment(f"apart{number}", f"inner{number} as of 40 days ago or "
                    f"(({other}) as of 40 days ago)"),
        ]  # fmt: skip
    for members in ask(engines, drawing.drawn, drawing.metrics + texts):
        for number in range(PAIRS):
            whole = found(members, f"named{number}")
            assert whole == found(members, f"inlined{number}")
            assert whole == found(members, f"apart{number}")


def test_7_other_names_and_other_files_change_no_member(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = [segment(f"x{number}", drawing.condition()) for number in range(PAIRS)]
    renamed = [re.sub(r"\bm(\d+)\b", r"mesure_\1", text) for text in (*drawing.metrics, *texts)]
    one = ask(engines, drawing.drawn, [*drawing.metrics, *texts])
    other = ask(engines, drawing.drawn, renamed)
    whole = ask(engines, drawing.drawn, ["\n".join([*texts, *drawing.metrics])])
    assert one == other == whole


# --- 6. chance ---


def test_6_chance_is_of_key_and_seed_alone(engines: Sequence[Engine], drawing: Drawing) -> None:
    """The same people whoever else there is; a larger share keeps those of a smaller one."""
    texts = [
        segment("some", 'sample 30% "offre-a"'),
        segment("more", 'sample 60% "offre-a"'),
        segment("all_in", 'sample 100% "offre-a"'),
        segment("none", 'sample 0% "offre-a"'),
        'segmentation test of customers: split "offre-a" a 30%, b 30%, c 40%',
    ]
    half = drawing.drawn.world["customers"][::2]
    fewer = replace(drawing.drawn, world={**drawing.drawn.world, "customers": half})
    for members, of_fewer in zip(
        ask(engines, drawing.drawn, texts), ask(engines, fewer, texts), strict=True
    ):
        there = found(of_fewer, "all_of_them")
        for name in ("some", "more", "test.a", "test.b", "test.c"):
            assert found(of_fewer, name) == found(members, name) & there
        assert found(members, "some") == found(members, "test.a")
        assert found(members, "more") == found(members, "test.a") | found(members, "test.b")
        assert found(members, "all_in") == found(members, "all_of_them")
        assert found(members, "none") == NOBODY


# --- 8. texts ---


def test_8_texts_compare_by_code_point_exactly(engines: Sequence[Engine], drawing: Drawing) -> None:
    rows = customers(drawing.drawn)
    wanted = ["Paris", "été", "a", "Straße", "～", ""]
    texts = []
    for number, text in enumerate(wanted):
        texts += [
            segment(f"equal{number}", f'city = "{text}"'),
            segment(f"below{number}", f'city < "{text}"'),
        ]
    for members in ask(engines, drawing.drawn, texts):
        for number, text in enumerate(wanted):
            cities = {key: row["city"] for key, row in rows.items()}
            known = {key: city for key, city in cities.items() if isinstance(city, str)}
            equal = {key for key, city in known.items() if city == text}
            assert found(members, f"equal{number}") == equal
            below = {key for key, city in known.items() if city < text}
            assert found(members, f"below{number}") == below


def test_8_a_literal_may_be_typed_with_separate_accents(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    texts = [segment("x", 'city = "e\u0301te\u0301"'), segment("y", 'city = "été"')]
    for members in ask(engines, drawing.drawn, texts):
        assert found(members, "x") == found(members, "y")


# --- 9. engines ---


def test_9_engines_select_the_same_customers(engines: Sequence[Engine], drawing: Drawing) -> None:
    texts = [segment(f"x{number}", drawing.condition()) for number in range(3 * PAIRS)]
    duck, postgres = ask(engines, drawing.drawn, drawing.metrics + texts)
    assert duck == postgres


def test_queries_of_the_laws_are_one_per_population() -> None:
    project = understood([MODEL, segment("x", "any orders"), segment("y", "no orders")])
    assert len(list(compiled(project, date(2025, 6, 30), "duckdb"))) == 1


def test_8_what_differs_by_case_and_accents_is_alike_when_told(
    engines: Sequence[Engine], drawing: Drawing
) -> None:
    """Told so, a text equals itself in any case and accents; untold, it does not."""
    forms = ("Rennes", "RENNES", "rénnès", "RE\u0301NNES")
    texts = [
        segment(f"x{number}", f'city = "{form}" ignoring case and accents')
        for number, form in enumerate(forms)
    ]
    texts.append(segment("same", 'city = "Rennes"'))
    texts.append(segment("not_x", 'city != "Rennes" ignoring case and accents'))
    for members in ask(engines, drawing.drawn, texts):
        first = found(members, "x0")
        assert all(found(members, f"x{number}") == first for number in range(len(forms)))
        assert found(members, "same") <= first
        assert found(members, "not_x") == found(members, "all_of_them") - first
