"""Break what is too long, or holds comments, into lines: pieces in, lines out.

A rule that fits stays on one line. Else it is broken where its own structure is: at `and` and `or`,
at `then`, inside brackets, at signs. A line of git's then shows one thing that was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from segdsl.syntax.pieces import OPERATORS, Kind, Piece
from segdsl.text.columns import width

MOST = 100  # columns of a line, where it can be broken
STEP = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Round brackets and what stands in them; `flat` is all of it on one line, "" if it cannot."""

    open: Piece
    inside: tuple[Item, ...]
    close: Piece
    flat: str

    @property
    def gap(self) -> str:
        return self.open.gap


Item = Piece | Group


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be: indentation, code, the comment on it; `parted` by a blank line above."""

    indent: int
    text: str = ""
    comment: Piece | None = None
    parted: bool = False

    @property
    def end(self) -> int:
        """The column behind its code."""
        return self.indent + width(self.text)


# --- pieces to items ---


def items(pieces: Sequence[Piece]) -> tuple[Item, ...]:
    """Pieces with their brackets as groups; comments before the signs that will begin a line."""
    stack: list[list[Item]] = [[]]
    opened: list[Piece] = []
    for piece in _settled(pieces):
        if piece.kind is Kind.OPEN:
            opened.append(piece)
            stack.append([])
        elif piece.kind is Kind.CLOSE:
            inside, start = tuple(stack.pop()), opened.pop()
            held = flat(inside)
            whole = "" if held is None else f"({held})"
            stack[-1].append(Group(start, inside, piece, whole))
        else:
            stack[-1].append(piece)
    return tuple(stack[0])


def _settled(pieces: Sequence[Piece]) -> list[Piece]:
    """`a and # why` as `a # why` and `and`; `a # why` and `,` as `a, # why`."""
    found: list[Piece] = []
    for piece in pieces:
        at = len(found)
        if piece.kind is Kind.COMMA:
            while at and found[at - 1].is_comment:
                at -= 1
        elif piece.is_comment and at and found[-1].kind in OPERATORS:
            at -= 1
        found.insert(at, piece)
    return found


def flat(found: Sequence[Item]) -> str | None:
    """All of it on one line; None where a comment ends a line."""
    parts = []
    for i, item in enumerate(found):
        if isinstance(item, Group):
            if not item.flat:
                return None
            text = item.flat
        elif item.is_comment:
            return None
        else:
            text = item.text
        parts.append(item.gap + text if i else text)
    return "".join(parts)


def fits(found: Sequence[Item], at: int) -> bool:
    """Whether it goes on one line that reaches column `at` already."""
    text = flat(found)
    return text is not None and at + width(text) <= MOST


def bare(found: Sequence[Item]) -> Sequence[Item]:
    """All of it but the comments at its end."""
    end = len(found)
    while end and _is_comment(found[end - 1]):
        end -= 1
    return found[:end]


def split(found: Sequence[Item], kind: Kind) -> list[tuple[Item, ...]]:
    """The parts between operators of a kind, each part but the first beginning with its own."""
    parts: list[list[Item]] = [[]]
    for item in found:
        if item_kind(item) is kind and parts[-1]:
            parts.append([])
        parts[-1].append(item)
    return [tuple(part) for part in parts]


def listed(found: Sequence[Item]) -> list[tuple[Item, ...]]:
    """The parts that commas end, with the comments beside them."""
    parts: list[list[Item]] = [[]]
    ended = False
    for item in found:
        if ended and not _is_comment(item):
            parts.append([])
            ended = False
        parts[-1].append(item)
        ended = ended or item_kind(item) is Kind.COMMA
    return [tuple(part) for part in parts]


def item_kind(item: Item) -> Kind:
    return Kind.WORD if isinstance(item, Group) else item.kind


# --- items to lines ---


def laid(found: Sequence[Item], at: int, hang: int, base: int) -> list[Line]:
    """Lines of which the first begins at column `at`, perhaps after something.

    Operators that begin a line stand at column `hang`; brackets close at `base`, and what is in
    them stands a step further in.
    """
    start, end = 0, len(bare(found))
    while start < end and _is_comment(found[start]):
        start += 1
    lines = [Line(at)] if start else []
    for comment in found[:start]:
        lines = beside(lines, comment, hang)
    if start < end:
        lines += _core(found[start:end], hang if start else at, hang, base)
    for comment in found[end:]:
        lines = beside(lines, comment, hang)
    return lines


def filled(found: Sequence[Item], at: int) -> list[Line]:
    """A list with as much as fits on each line, all lines at column `at`: `tags a, b, c`."""
    lines: list[Line] = []
    waiting: tuple[Item, ...] = ()
    for part in listed(found):
        if waiting and not fits((*waiting, *part), at):
            lines += laid(waiting, at, at, at)
            waiting = ()
        waiting += part
    return lines + laid(waiting, at, at, at)


def beside(lines: list[Line], comment: Item, indent: int) -> list[Line]:
    """The lines with a comment on the last one, or below where its author had it so."""
    assert isinstance(comment, Piece)
    if comment.kind is Kind.BESIDE and lines and lines[-1].comment is None:
        return [*lines[:-1], replace(lines[-1], comment=comment)]
    return [*lines, Line(indent, comment=comment)]


def after(prefix: str, indent: int, lines: list[Line]) -> list[Line]:
    """The lines with something before the first one."""
    first = replace(lines[0], indent=indent, text=f"{prefix} {lines[0].text}".rstrip())
    return [first, *lines[1:]]


def _core(found: Sequence[Item], at: int, hang: int, base: int) -> list[Line]:
    text = flat(found)
    if text is not None and at + width(text) <= MOST:
        return [Line(at, text)]
    parts = listed(found)
    if len(parts) > 1:
        return _each(parts, at, hang)
    for kind in (Kind.LOGIC, Kind.THEN):
        parts = split(found, kind)
        if len(parts) > 1:
            return _operated(parts, at, hang, base)
    if any(_is_comment(item) for item in found):
        return _cut(found, at, hang, base)
    sign = next((kind for kind in _SIGNS if any(item_kind(one) is kind for one in found)), None)
    signed = [] if sign is None else split(found, sign)
    group = _group(found)
    within = at if group is None else at + width(flat(found[:group]) or "")
    if sign in (Kind.SUM, Kind.PRODUCT) and all(fits(part, hang) for part in signed):
        return _operated(signed, at, hang, base)
    if group is not None and (within < MOST or not sign):
        return _opened(found, group, at, base)
    if len(signed) > 1:
        return _operated(signed, at, hang, base)
    return [Line(at, text or "")] if group is None else _opened(found, group, at, base)


_SIGNS = (Kind.COMPARISON, Kind.SUM, Kind.PRODUCT)  # the loosest first


def _each(parts: Sequence[Sequence[Item]], at: int, hang: int) -> list[Line]:
    lines = laid(parts[0], at, hang, hang)
    for part in parts[1:]:
        lines += laid(part, hang, hang, hang)
    return lines


def _operated(parts: Sequence[Sequence[Item]], at: int, hang: int, base: int) -> list[Line]:
    lines = laid(parts[0], at, hang, base)
    for operator, *rest in parts[1:]:
        assert isinstance(operator, Piece)
        lines += operated(operator, rest, hang, hang + STEP)
    return lines


def operated(operator: Piece, rest: Sequence[Item], indent: int, hang: int) -> list[Line]:
    """The lines of what an operator at the start of a line is followed by."""
    kept = bare(rest)
    lines = laid(kept, indent + len(operator.text) + 1, hang, indent)
    lines = after(operator.text, indent, lines)
    for comment in rest[len(kept) :]:
        lines = beside(lines, comment, indent)
    return lines


def _cut(found: Sequence[Item], at: int, hang: int, base: int) -> list[Line]:
    """Broken where comments end lines, for there is no better place."""
    lines: list[Line] = []
    for is_comment, run in groupby(found, _is_comment):
        if is_comment:
            for comment in run:
                lines = beside(lines, comment, hang)
        else:
            lines += _core(tuple(run), hang if lines else at, hang, base)
    return lines


def _group(found: Sequence[Item]) -> int | None:
    """The brackets to open: the first that hold a comment, else the longest."""
    groups = [(i, item) for i, item in enumerate(found) if isinstance(item, Group)]
    holding = [i for i, item in groups if not item.flat]
    if holding:
        return holding[0]
    return max(groups, key=lambda one: len(one[1].flat))[0] if groups else None


def _opened(found: Sequence[Item], at_group: int, at: int, base: int) -> list[Line]:
    """`any orders where (`, what is in the brackets on lines of its own, then `) in last 30d`."""
    group = found[at_group]
    assert isinstance(group, Group)
    inside, rest = base + STEP, found[at_group + 1 :]
    before = flat(found[:at_group]) or ""
    opening = f"{before}{group.gap if before else ''}("
    held = list(group.inside)
    lines = [Line(at, opening)]
    while held and item_kind(held[0]) is Kind.BESIDE:
        lines = beside(lines, held.pop(0), inside)
    lines += laid(held, inside, inside, inside) if held else []
    if not rest:
        return [*lines, Line(base, ")")]
    gap = rest[0].gap
    closed = laid(rest, base + 1 + len(gap), base + STEP, base)
    return [*lines, replace(closed[0], indent=base, text=f"){gap}{closed[0].text}"), *closed[1:]]


def _is_comment(item: Item) -> bool:
    return isinstance(item, Piece) and item.is_comment


def shown(lines: Sequence[Line]) -> Iterator[str]:
    """The lines as text. Comments stand at one column: most line up, and none moves another."""
    column = 0
    for line in lines:
        if not line.text and line.comment is None:
            continue  # what began with a comment
        if line.parted:
            yield ""
        code = " " * line.indent + line.text if line.text else ""
        if line.comment is None:
            yield code.rstrip()
            continue
        if code:
            column = max(COMMENTS, line.end + STEP)
        elif line.comment.kind is not Kind.UNDER:
            column = line.indent
        yield code + " " * (column - width(code)) + line.comment.text


COMMENTS = 42  # the column of a comment beside code that leaves it free
