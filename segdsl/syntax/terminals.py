"""Know the words of the language: the text of the grammar in, its terminals and phrases out.

For editors and highlighters, which colour and complete what the grammar itself says; nothing heavy
is imported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

_TERMINAL = re.compile(r'^(_?[A-Z][A-Z_]*)(?:\.(\d+))?: (?:/(.+)/|"(.+)")$', re.MULTILINE)
_AROUND = re.compile(r"\(\?(?:!|=|<!|<=)")


@dataclass(frozen=True, slots=True)
class Terminal:
    """`IN_LAST`: its pattern, and the phrases that it stands for: `in last`; none for `NUMBER`."""

    name: str
    priority: int
    pattern: str
    phrases: tuple[str, ...]

    @property
    def order(self) -> tuple[int, int]:
        """Where it comes among others that could match: by priority, longer phrases first."""
        longest = max((len(one) for one in self.phrases), default=len(self.pattern))
        return -self.priority, -longest

    @property
    def is_keyword(self) -> bool:
        return bool(self.phrases)


def path() -> Path:
    """The grammar file: inside the installed package, or beside it in a checkout."""
    packaged = Path(str(files("segdsl"))) / "_data" / "grammar" / "segdsl.lark"
    beside = Path(__file__).resolve().parents[2] / "grammar" / "segdsl.lark"
    return packaged if packaged.is_file() else beside


@cache
def terminals() -> dict[str, Terminal]:
    """Every terminal by its name, in the order of the grammar."""
    found = {}
    for name, priority, pattern, literal in _TERMINAL.findall(path().read_text(encoding="utf-8")):
        shown = pattern or re.escape(literal)
        phrases = phrases_of(pattern) if pattern else ()
        found[name] = Terminal(name, int(priority or 0), shown, phrases)
    return found


def phrases_of(pattern: str) -> tuple[str, ...]:
    """What a pattern of words matches, each with single spaces; () for one of other things.

    An alternative that counts (`in previous 3 months`) is left out.
    """
    bare = _without_lookaround(pattern).replace(r"\s+", " ").replace(r"\s*", "")
    found = [words for words in _expanded(bare) if r"\d" not in words]
    return tuple(found) if all(re.fullmatch(r"[a-z]+( [a-z]+)*:?", one) for one in found) else ()


def _without_lookaround(pattern: str) -> str:
    while (found := _AROUND.search(pattern)) is not None:
        pattern = pattern[: found.start()] + pattern[_closing(pattern, found.start()) + 1 :]
    return pattern


def _closing(pattern: str, opening: int) -> int:
    """The index of the bracket that closes the one at `opening`."""
    depth, at, in_class = 0, opening, False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        else:
            depth += (char == "(") - (char == ")")
            if depth == 0:
                return at
        at += 1
    return len(pattern) - 1


def _expanded(pattern: str) -> list[str]:
    """Every text that a pattern of letters, groups and `?` stands for."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(pattern[start:at])
            start = at + 1
    if parts:
        return [text for part in (*parts, pattern[start:]) for text in _expanded(part)]
    opening = pattern.find("(?:")
    if opening < 0:
        return [pattern.replace("?", "")]  # `weeks?`: the longer one
    closing = _closing(pattern, opening)
    inside = _expanded(pattern[opening + 3 : closing])
    rest = _expanded(pattern[closing + 1 :])
    return [pattern[:opening] + one + other for one in inside for other in rest]
