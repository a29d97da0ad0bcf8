"""Find the ways from a row to those it belongs to: a table and what leads where in, paths out."""

from collections.abc import Callable, Mapping

Leads = Callable[[str], Mapping[str, str]]  # of a table: each reference and the table it leads to


def routes(table: str, population: str, leads: Leads) -> list[tuple[str, ...]]:
    """Every path of references from a table to a population."""
    found: list[tuple[str, ...]] = []
    waiting: list[tuple[str, tuple[str, ...]]] = [(table, ())]
    while waiting:
        here, path = waiting.pop()
        if here == population and path:
            found.append(path)
            continue
        waiting += [(target, (*path, name)) for name, target in leads(here).items()]
    return sorted(found)
