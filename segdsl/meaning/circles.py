"""Find definitions that go round in a circle: who uses whom in, a circle of names out."""

from collections.abc import Mapping


def circle_in(uses: Mapping[str, set[str]]) -> list[str] | None:
    """The first circle of names that use each other, its first name repeated at the end."""
    done: set[str] = set()
    for start in uses:
        path: list[str] = []
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            name, leaves = waiting.pop()
            if leaves:
                path.pop()
                done.add(name)
                continue
            if name in path:
                return [*path[path.index(name) :], name]
            if name in done or name not in uses:
                continue
            path.append(name)
            waiting.append((name, True))
            waiting.extend((other, False) for other in sorted(uses[name], reverse=True))
    return None
