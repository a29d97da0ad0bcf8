"""Where each customer stands among others, best first: known values in, places out.

Equal values share their place: all that counts is how many, or how much, is strictly better.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from segdsl.interpreter.reading import Read, Value
from segdsl.meaning import model
from segdsl.meaning.vocabulary.aggregates import exact_sum
from segdsl.meaning.vocabulary.predicates import LESS, MORE

FIFTHS = 5


Ranked = Mapping[Value, tuple[Value, Read]]  # by key, the metric and the group of the ranked


def place(which: model.Place, key: Value, ranked: Ranked, better: model.Better) -> Read:
    """The figure of this customer among those of the same group; missing for the unranked."""
    if key not in ranked:
        return None
    peers, ahead = _peers(key, ranked), _strictly_better(key, ranked, better)
    match which:
        case model.Place.RANK:
            return 1 + len(ahead)
        case model.Place.SCORE:
            return FIFTHS - len(ahead) * FIFTHS // len(peers)
        case model.Place.CUMULATIVE_SHARE:
            total = exact_sum(peers)
            return float(exact_sum(ahead)) / float(total) if total else None


def in_top(share: Decimal, key: Value, ranked: Ranked, better: model.Better) -> bool:
    """Whether strictly better are under `share` percent of the ranked: exact, no rounding."""
    if key not in ranked:
        return False
    ahead = _strictly_better(key, ranked, better)
    return len(ahead) * 100 < share * len(_peers(key, ranked))


def _peers(key: Value, ranked: Ranked) -> list[Value]:
    """The values of all the ranked in the same group, this customer's included."""
    group = ranked[key][1]
    return [value for value, other in ranked.values() if other == group]


def _strictly_better(key: Value, ranked: Ranked, better: model.Better) -> list[Value]:
    mine = ranked[key][0]
    ahead = MORE if better is model.Better.HIGHER else LESS
    return [other for other in _peers(key, ranked) if ahead.means(other, mine)]
