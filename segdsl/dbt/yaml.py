"""Write YAML: texts, lists and mappings in, lines that read back the same out; no tags, no anchors.

Texts of files that dbt reads are templates to it, so they are written as ones that say themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from segdsl.dbt import jinja

PLAIN_KEY = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][a-z_-]*")  # no YAML words
Node = str | bool | int | Sequence["Node"] | Mapping[str, "Node"]


class Template(str):
    """A text that is meant as a template: its tags are kept."""

    __slots__ = ()


def text(node: Mapping[str, Node]) -> str:
    """A document."""
    return "".join(f"{line}\n" for line in _lines(node))


def quoted(value: str) -> str:
    """A text between double quotes; what does not print is escaped."""
    return '"' + "".join(_char(char) for char in value) + '"'


def _lines(node: Node) -> Iterator[str]:
    match node:
        case str() | bool() | int():
            yield _scalar(node)
        case Mapping():
            for key, value in node.items():
                yield from _entry(key, value)
        case Sequence():
            for item in node:
                first, *rest = list(_lines(item)) or ["{}"]
                yield f"- {first}"
                yield from (f"  {line}" for line in rest)


def _entry(key: str, value: Node) -> Iterator[str]:
    name = key if PLAIN_KEY.fullmatch(key) else quoted(jinja.plain(key))
    if isinstance(value, str | bool | int):
        yield f"{name}: {_scalar(value)}"
    elif not value:
        yield f"{name}: {'{}' if isinstance(value, Mapping) else '[]'}"
    else:
        yield f"{name}:"
        yield from (f"  {line}" for line in _lines(value))


def _scalar(value: str | bool | int) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Template():
            return quoted(value)
        case str():
            return quoted(jinja.plain(value))


def _char(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )
