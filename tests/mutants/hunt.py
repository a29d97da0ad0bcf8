"""Hunt a planted bug with what the default suite runs: the page's rules, then drawn pairs."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import psycopg

from tests.differential import test_page
from tests.differential.comparison import Engine, disagreements, members_by_engine
from tests.differential.compiler import understood
from tests.mutants.planted import Planted

# an engine that cannot run it, or a check that finds what is not there, has noticed
REFUSED = (duckdb.Error, psycopg.Error, AssertionError)
AT_ONCE = 50  # segments of one drawn world


def caught(bug: Planted, engines: Sequence[Engine], pairs: int, seed: int) -> str | None:
    """What notices the bug first: a rule of the language page, or the number of drawn pairs."""
    with bug.grown():
        return by_page(engines[:1]) or _by_pairs(engines, pairs, seed)


def caught_by_pairs(bug: Planted, engines: Sequence[Engine], pairs: int, seed: int) -> str | None:
    """The same with drawn pairs alone: how good the generator is."""
    with bug.grown():
        return _by_pairs(engines, pairs, seed)


def by_page(engines: Sequence[Engine]) -> str | None:
    """The first rule of the page that an engine breaks."""
    texts = [f"segment s{n}: {one}\n" for n, one in enumerate(test_page.MEMBERS)]
    project = understood([test_page.MODEL, *texts], test_page.LISTS)
    for engine in engines:
        try:
            found = members_by_engine(project, test_page.WORLD, test_page.D, engine)
        except REFUSED as error:
            return f"the page: {type(error).__name__}"
        for number, (condition, keys) in enumerate(test_page.MEMBERS.items()):
            if " ".join(sorted(found.get(f"s{number}", frozenset()))) != keys:
                return f"the page: `{condition}`"
    return None


def _by_pairs(engines: Sequence[Engine], pairs: int, seed: int) -> str | None:
    for number in range(pairs // AT_ONCE):
        for engine in engines:
            try:
                wrong = bool(disagreements(seed + number, AT_ONCE, [engine]))
            except REFUSED as error:
                return f"{(number + 1) * AT_ONCE} pairs, {engine.dialect}: {type(error).__name__}"
            if wrong:
                return f"{(number + 1) * AT_ONCE} pairs, {engine.dialect}"
    return None
