"""Give every column and step a name: the author's word in, a free identifier out."""

import re
from datetime import date

LONGEST = 63  # bytes: what PostgreSQL keeps of a name


class Names:
    """The names taken so far. Engines compare names without case, so this does too."""

    def __init__(self, taken: set[str] | None = None, ending: tuple[str, ...] = ()) -> None:
        self.taken = set() if taken is None else taken
        self.ending = ending

    def dated(self, day: date) -> "Names":
        """The same names taken, for what is computed as of another day: the names end with it."""
        return Names(self.taken, ("as_of", day.isoformat()))

    def avoid(self, name: str) -> None:
        """Keep off a name that stands for something else, such as a stored table."""
        self.taken.add(name.casefold())

    def take(self, *words: str) -> str:
        """A name made of words joined by `_`, numbered when it is taken, 63 bytes at most."""
        base = re.sub(r"\W+", "_", "_".join((*words, *self.ending))).strip("_") or "column"
        number = 1
        while True:
            suffix = "" if number == 1 else f"_{number}"
            name = _shortened(base, LONGEST - len(suffix)) + suffix
            if name.casefold() not in self.taken:
                self.taken.add(name.casefold())
                return name
            number += 1


def _shortened(name: str, size: int) -> str:
    return name.encode()[:size].decode(errors="ignore")
