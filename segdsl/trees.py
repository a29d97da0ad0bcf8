"""Walk and rewrite any tree of frozen dataclasses with children in fields or tuples."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_kind: Callable[[Any], Any] = type  # mypy takes no type for a key of a cache


def children(node: Any) -> Iterator[Any]:
    """The dataclass nodes directly below a node, in the order of its fields; no spans."""
    for name in _compared(_kind(node)):
        value = getattr(node, name)
        for item in value if isinstance(value, tuple) else (value,):
            if is_node(_kind(item)):
                yield item


@cache
def is_node(kind: type) -> bool:
    """Whether values of a type are nodes: asked once a type, since an Enum answers slowly."""
    return is_dataclass(kind)


@cache
def _compared(kind: type) -> tuple[str, ...]:
    """The fields of a node that belong to its meaning."""
    return tuple(field.name for field in fields(kind) if field.compare)


@cache
def given(kind: type) -> tuple[str, ...]:
    """The fields that a node is made from."""
    return tuple(field.name for field in fields(kind) if field.init)


def walk(node: Any) -> Iterator[Any]:
    """The node and all below it, parents first. Iterative: depth costs no stack."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(list(children(here))))


def rewrite(node: T, change: Callable[[Any], Any]) -> T:
    """The tree with `change` applied to each node, children first; untouched parts are shared."""

    def mended(value: Any) -> Any:
        if isinstance(value, tuple):
            items = tuple(mended(item) for item in value)
            return value if all(a is b for a, b in zip(items, value, strict=True)) else items
        if is_node(_kind(value)):
            return rewrite(value, change)
        return value

    changes: dict[str, Any] = {}
    for name in given(_kind(node)):
        old = getattr(node, name)
        new = mended(old)
        if new is not old:
            changes[name] = new
    whole = replace(node, **changes) if changes else node  # type: ignore[type-var]
    changed: T = change(whole)
    return changed


def dump(node: Any, indent: str = "") -> str:
    """A tree as indented text, one node or value a line, for people who look inside."""
    deeper = indent + "  "
    if is_dataclass(node) and not isinstance(node, type):
        shown = [field for field in fields(node) if field.repr]
        lines = [f"\n{deeper}{one.name}: {dump(getattr(node, one.name), deeper)}" for one in shown]
        return type(node).__name__ + "".join(lines)
    if isinstance(node, dict):
        return "".join(f"\n{deeper}{key}: {dump(value, deeper)}" for key, value in node.items())
    if isinstance(node, tuple) and any(is_dataclass(item) for item in node):
        return "".join(f"\n{deeper}- {dump(item, deeper)}" for item in node)
    return repr(node)
