"""`python -m tests.fuzz --minutes 10`: no text gives a traceback or takes more than two seconds."""

from __future__ import annotations

import argparse
import sys
import time
from random import Random

from tests.syntax.language_page import CONDITIONS, DECLARATIONS
from tests.syntax.language_page import MODEL as PAGE
from tests.syntax.test_any_text import PIECES, survives

SOURCES = (DECLARATIONS, PAGE, *(f"segment x: {one}\n" for one in CONDITIONS))


def text(random: Random) -> str:
    """Random signs, words in any order, or a program with pieces cut out, doubled and put in."""
    kind = random.random()
    if kind < 0.1:
        raw = bytes(random.randrange(256) for _ in range(random.randrange(400)))
        return raw.decode("utf-8", errors="replace")
    if kind < 0.3:
        return "segment x: " + " ".join(random.choices(PIECES, k=random.randrange(80)))
    found = random.choice(SOURCES)
    for _ in range(random.randint(1, 6)):
        start = random.randrange(len(found) + 1)
        end = min(len(found), start + random.randrange(14))
        put = random.choice(("", " ", "(", ")", '"', "\n", found[start:end] * 2, *PIECES))
        found = found[:start] + put + found[end:]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    ends = time.monotonic() + 60 * asked.minutes
    count, broken = 0, 0
    while time.monotonic() < ends:
        written = text(Random(f"fuzz {asked.seed} {count}"))
        try:
            survives(written)
        except Exception as error:
            broken += 1
            print(f"{type(error).__name__}: {error}\n{written!r}\n", flush=True)
        count += 1
    print(f"{count} texts, {broken} with a traceback or too slow, seed {asked.seed}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
