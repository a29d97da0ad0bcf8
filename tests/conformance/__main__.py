"""`python -m tests.conformance [--topic T] [--engine E]`: topics by engines, as a table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from tests import servers
from tests.conformance import kit, subjects
from tests.conformance.run import Outcome, outcomes, unexpected
from tests.conformance.subjects import Subject


def main() -> int:
    """Prints each case that does not hold, then how many hold; 1 if any is unexpected."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    parser.add_argument("--topic", choices=kit.topics(), action="append")
    parser.add_argument("--engine", choices=subjects.SUBJECTS, action="append")
    asked = parser.parse_args()
    engines, failed = asked.engine or list(subjects.SUBJECTS), False
    with ExitStack() as stack:
        subjects_ = [_subject(name, stack) for name in engines]
        lines, held, count = [], dict.fromkeys(engines, 0), 0
        for topic in asked.topic or kit.topics():
            cases = kit.cases(topic)
            count += len(cases)
            found = {one.name: list(outcomes(cases, one)) for one in subjects_}
            for name, each in found.items():
                held[name] += sum(not one.problem for one in each)
                for said in unexpected(each):
                    failed = True
                    print(f"{topic} on {name}: {said}", file=sys.stderr)
            lines.append(f"| {topic} | {len(cases)} | {' | '.join(map(_cell, found.values()))} |")
    print(f"| topic | cases | {' | '.join(f'{s.name} {s.version}'.strip() for s in subjects_)} |")
    print(f"| --- | ---: |{' ---: |' * len(engines)}")
    print(*lines, sep="\n")
    print(f"| **all** | {count} | {' | '.join(map(str, held.values()))} |")
    return 1 if failed else 0


def _subject(name: str, stack: ExitStack) -> Subject:
    if name == subjects.REFERENCE:
        return subjects.reference()
    if name == subjects.DUCKDB:
        return stack.enter_context(subjects.duckdb_subject())
    return stack.enter_context(subjects.postgres_subject(stack.enter_context(servers.postgres())))


def _cell(found: Sequence[Outcome]) -> str:
    return str(sum(not one.problem for one in found))


if __name__ == "__main__":
    sys.exit(main())
