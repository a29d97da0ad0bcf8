"""Who a target is for: those who pass its gates in, who is chosen and who is kept apart out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from hashlib import md5
from typing import Any

from segdsl.interpreter.reading import Read, Value, text_of
from segdsl.meaning import model


def limited(
    target: model.Target, eligible: frozenset[Value], values: Mapping[Value, Read]
) -> frozenset[Value]:
    """As many as the target may have: the best values first, missing ones last, ties by hash."""
    if target.limit is None:
        return eligible
    by_hash = sorted(eligible, key=lambda key: _hash(target.tie_name, key))
    known = [key for key in by_hash if values.get(key) is not None]
    unknown = [key for key in by_hash if values.get(key) is None]
    of: Callable[[Value], Any] = values.__getitem__  # of one type for all
    known.sort(key=of, reverse=target.limit.is_highest)
    return frozenset([*known, *unknown][: target.limit.count])


def drawn(control: model.Control | None, chosen: frozenset[Value]) -> frozenset[Value]:
    """The control group: those whose hash, read as a fraction, is below the share."""
    if control is None:
        return frozenset()
    share = control.share / 100
    return frozenset(key for key in chosen if int(_hash(control.seed, key)[:8], 16) < share * 2**32)


def _hash(seed: str, key: Value) -> str:
    return md5(f"{seed}:{text_of(key)}".encode(), usedforsecurity=False).hexdigest()


def is_drawn(seed: str, start: Decimal, end: Decimal, key: Value) -> bool:
    """Whether the chance of a key is from one percentage to below another."""
    chance = int(_hash(seed, key)[:8], 16) * 100
    return start * 2**32 <= chance < end * 2**32
