"""Find the name that was probably meant: a name and the names there are in, the closest out."""

from collections.abc import Iterable
from difflib import get_close_matches


def closest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like the name, without regard to case, or None where none is close."""
    folded = {candidate.casefold(): candidate for candidate in candidates}
    found = get_close_matches(name.casefold(), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else None
