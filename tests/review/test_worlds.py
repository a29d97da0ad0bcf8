"""Random projects, changed at random: what a review says against the reference interpreter.

Whoever moves by the reference is counted by every engine, and no proof says otherwise; what is not
said to move, moves nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

import pytest

from segdsl.compiler import Analysis, Stopwatch
from segdsl.interpreter.evaluation import evaluate
from segdsl.meaning import model
from segdsl.review import beside, changes, movements, verdicts
from segdsl.review.counts import Movement
from segdsl.review.verdicts import Nobody, Relation
from segdsl.sql.dialects import BY_NAME, Dialect
from tests.differential.comparison import (
    Engine,
    Members,
    duckdb_engine,
    members,
    postgres_engine,
)
from tests.differential.compiler import NotUnderstood, understood
from tests.differential.model_text import MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import sample

SEEDS = range(900, 906)
NUMBER = re.compile(r"(?<![\w.:\-\"])(\d+)(?![\w.:\-\"%])")
DAYS = re.compile(r"\b(\d+)d\b")
# what a row is, what a field is, whose a row is, who is a customer; nothing
MODELS = (
    ('where (status not in ("cancelled", "test"))', 'where (status not in ("cancelled", "Test"))'),
    ("items: integer = count of lines", "items: integer = count of lines where (is_promo)"),
    ('shop.stores where (status != "closed")', "shop.stores"),
    ("where (not anonymised)", "where (not anonymised and points is known)"),
    ("years: integer = age of birth_date", "years: integer = age of created"),
    ("  is_new: boolean", "  is_new: boolean"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A loaded engine of the differential tests, as a warehouse is asked."""

    engine: Engine

    @property
    def name(self) -> str:
        return self.engine.dialect

    @property
    def dialect(self) -> Dialect:
        return BY_NAME[self.engine.dialect]

    def tables(self) -> Sequence[tuple[str, ...]]:
        return ()

    def columns(self, physical: tuple[str, ...]) -> dict[str, str] | None:
        return None

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return list(self.engine.rows(sql))

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture(scope="module")
def engines(postgres_uri: str) -> Iterator[tuple[Engine, ...]]:
    with duckdb_engine() as duck, postgres_engine(postgres_uri) as postgres:
        yield duck, postgres


def analysis(project: model.Project) -> Analysis:
    return Analysis((), (), project, ())


def changed(random: Random, declarations: Sequence[str]) -> list[str]:
    """Some declarations with another number, another joint, or the contrary."""
    found = []
    for text in declarations:
        if random.random() < 0.6:
            found.append(text)
            continue
        match random.randrange(5):
            case 0:
                text = NUMBER.sub(lambda one: str(int(one[1]) + random.choice((0, 1, 5))), text)
            case 1:
                text = DAYS.sub(lambda one: f"{int(one[1]) + random.choice((0, 1, 30))}d", text)
            case 2:
                text = text.replace(">=", ">").replace("any ", "no ", 1)
            case 3 if text.startswith("segment ") and " and " not in text:
                text = text.replace(" or ", " and ")
            case _ if text.startswith("segment "):
                head, colon, body = text.partition(": ")
                text = f'{head}{colon}({body.strip()}) and not sample 40% "x"'
        found.append(text)
    return found


@cache
def versions(seed: int) -> tuple[model.Project, model.Project]:
    """Two versions that the compiler understands: each change that it refuses is taken back."""
    random = Random(f"versions {seed}")
    drawn = sample(seed)
    files = contents(seed, drawn)
    declarations = segments(seed, 16, drawn)
    old = understood([MODEL, *declarations], files)
    kept = list(declarations)
    for place, text in enumerate(changed(random, declarations)):
        if text == kept[place]:
            continue
        tried = [*kept[:place], text, *kept[place + 1 :]]
        try:
            understood([MODEL, *tried], files)
        except NotUnderstood:
            continue
        kept = tried
    was, now = MODELS[seed % len(MODELS)]
    assert was in MODEL
    return old, understood([MODEL.replace(was, now), *kept], files)


def sizes(there: Members, name: str) -> frozenset[str]:
    return there.get(name, frozenset())


@pytest.mark.parametrize("seed", SEEDS)
def test_who_enters_and_leaves_is_who_does_by_the_reference(
    engines: tuple[Engine, ...], seed: int
) -> None:
    drawn = sample(seed)
    before, after = versions(seed)
    old, new = (members(evaluate(one, drawn.world, drawn.as_of)) for one in (before, after))
    found = changes.changes(analysis(before), analysis(after))
    whole = beside.beside(found, "before")
    asked = movements.asked(found, whole)
    moving = {name for name in {*old, *new} if sizes(old, name) != sizes(new, name)}
    said = {one.name for one in found.moved}
    assert {name.partition(".")[0] for name in moving} <= said
    together = movements.programs(asked, asked.together, drawn.as_of, Stopwatch())
    apart = movements.apart_programs(asked, drawn.as_of, Stopwatch())
    for engine in engines:
        engine.load(before, drawn.world)
        warehouse = Asked(engine)
        counted, _ = movements.counted(asked, asked.together, together, warehouse)
        counted |= movements.compared(asked, *apart, warehouse, 0)
        for name, one in counted.items():
            entered, left = sizes(new, name) - sizes(old, name), sizes(old, name) - sizes(new, name)
            where = (engine.dialect, name)
            assert one.entered is not None, where
            assert one.left is not None, where
            assert (one.entered.size, one.left.size) == (len(entered), len(left)), where
            told = [0 if each is None else each.size for each in (one.before, one.after)]
            assert told == [len(sizes(old, name)), len(sizes(new, name))], where
        assert moving <= set(counted)
    for name, verdict in verdicts.verdicts(found, whole).items():
        entered, left = sizes(new, name) - sizes(old, name), sizes(old, name) - sizes(new, name)
        assert not (isinstance(verdict.enters, Nobody) and entered), name
        assert not (isinstance(verdict.leaves, Nobody) and left), name
        if verdict.relation is Relation.DISJOINT:
            assert not sizes(new, name) & sizes(old, name), name


def test_drawn_versions_move_people_and_prove_things() -> None:
    relations = set()
    kinds = set()
    for seed in SEEDS:
        found = changes.changes(*map(analysis, versions(seed)))
        kinds |= {type(one).__name__ for one in found.changes}
        proved = verdicts.verdicts(found, beside.beside(found, "before"))
        relations |= {one.relation for one in proved.values()}
    assert {"Altered", "Touched"} <= kinds
    assert {Relation.SUBSET, Relation.SUPERSET} <= relations


def test_very_many_are_counted_in_several_statements() -> None:
    seed = SEEDS[0]
    drawn = sample(seed)
    found = changes.changes(*map(analysis, versions(seed)))
    asked = movements.asked(found, beside.beside(found, "before"))
    several = list(movements.batches(asked, asked.together, most=9))
    assert [pair for some in several for pair in some] == list(asked.together)
    assert len(several) > 2
    with duckdb_engine() as engine:
        engine.load(found.before, drawn.world)
        apart: dict[str, Movement] = {}
        made = movements.programs(asked, asked.together, drawn.as_of, Stopwatch())
        whole, _ = movements.counted(asked, asked.together, made, Asked(engine))
        for some in several:
            made = movements.programs(asked, some, drawn.as_of, Stopwatch())
            apart |= movements.counted(asked, some, made, Asked(engine))[0]
    assert whole == apart
