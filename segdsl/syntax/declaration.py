"""Lay out one declaration: its ast, which says where its rows begin, and its pieces in; lines out.

The first row holds head and rule; below it stands a row for each field, class and clause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from segdsl.syntax import ast, breaking
from segdsl.syntax.breaking import STEP, Item, Line
from segdsl.syntax.pieces import Kind, Piece
from segdsl.text.columns import width

NAME, LABEL = 24, 32  # columns beyond which a name or label of a class moves no other class


class Role(Enum):
    """What a row is, the first one apart."""

    MEMBER = auto()  # of a table
    CLASS = auto()
    OF_CLASS = auto()  # a clause of the class above
    CLAUSE = auto()  # also a line of a target

    @property
    def indent(self) -> int:
        return 2 * STEP if self is Role.OF_CLASS else STEP


@dataclass(slots=True)
class Row:
    """The comments above a row and its pieces, those beside it included."""

    role: Role | None
    above: list[Piece] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def word(self) -> str:
        """What a clause begins with: `note`, `at most`, `example`."""
        return "at most" if self.pieces[0].text == "at" else self.pieces[0].text


def rows(declaration: ast.AnyDeclaration) -> dict[int, Role]:
    """Where each row but the first begins, and what it is."""
    found = {one.span.start: Role.CLAUSE for one in declaration.clauses}
    match declaration:
        case ast.Table(members=members):
            found |= {one.span.start: Role.MEMBER for one in members}
        case ast.Target(gates=gates):
            found |= {one.span.start: Role.CLAUSE for one in gates}
        case ast.Segmentation(body=tuple(classes)):
            for one in classes:
                found[one.span.start] = Role.CLASS
                found |= {clause.span.start: Role.OF_CLASS for clause in one.clauses}
        case _:
            pass
    return found


def laid(starts: Mapping[int, Role], pieces: Sequence[Piece]) -> list[Line]:
    """The lines of a declaration; blank lines of its author stay between the rows of a table."""
    cut, below = _cut(starts, pieces)
    classes = [row for row in cut if row.role is Role.CLASS]
    columns = _columns(classes) if classes else (0, 0)
    lines: list[Line] = []
    for i, row in enumerate(cut):
        indent = row.role.indent if row.role is not None else 0
        new = [Line(indent, comment=one, parted=one.breaks > 1) for one in row.above]
        first = len(new)
        match row.role:
            case None:
                new += _head(breaking.items(row.pieces))
            case Role.MEMBER:
                new += breaking.laid(breaking.items(row.pieces), indent, 2 * STEP, STEP)
            case Role.CLASS:
                new += _class(row.pieces, *columns)
            case Role.CLAUSE | Role.OF_CLASS:
                new += _clause(row, indent, _width_of_words(cut, i))
        new[first] = replace(new[first], parted=row.pieces[0].breaks > 1)
        lines += new if i > 1 and row.role is Role.MEMBER else _unparted(new)
    return [*lines, *(Line(STEP, comment=one) for one in below)]


# --- rows ---


def _cut(starts: Mapping[int, Role], pieces: Sequence[Piece]) -> tuple[list[Row], list[Piece]]:
    """The rows, each with the comments above it; what stands below the last."""
    found = [Row(None)]
    for piece in pieces:
        role = starts.get(piece.start)
        if role is not None:
            found.append(Row(role, above=_alone(found[-1])))
        found[-1].pieces.append(piece)
    return found, _alone(found[-1])


def _alone(row: Row) -> list[Piece]:
    """The comments at the end of a row that stand by themselves; the row gives them up."""
    kept = len(row.pieces)
    while row.pieces[kept - 1].kind is Kind.ALONE:
        kept -= 1
    given = row.pieces[kept:]
    del row.pieces[kept:]
    return given


def _unparted(lines: list[Line]) -> list[Line]:
    return [replace(line, parted=False) for line in lines]


def _head(found: Sequence[Item]) -> list[Line]:
    """`segment name "Label" of population: rule`, the rule on lines of its own if it must."""
    if breaking.fits(breaking.bare(found), 0):
        return breaking.laid(found, 0, 2 * STEP, STEP)
    colon = next((i for i, one in enumerate(found) if _is_word(one, ":")), None)
    if colon is None:
        return _origin(found)
    end = colon + 1
    while end < len(found) and breaking.item_kind(found[end]) in (Kind.BESIDE, Kind.UNDER):
        end += 1
    lines = breaking.laid(found[:end], 0, 2 * STEP, STEP)
    return _below(lines, found[end:], STEP) if end < len(found) else lines


def _origin(found: Sequence[Item]) -> list[Line]:
    """`source orders (order) "Orders" from sales.orders`, and `where (…)` below it."""
    words = ("where", "from", "groups")
    cut = next((i for word in words for i, one in enumerate(found) if _is_word(one, word)), 0)
    lines = breaking.laid(found[:cut], 0, 2 * STEP, STEP) if cut else []
    return lines + breaking.laid(found[cut:], STEP if cut else 0, 2 * STEP, STEP)


def _is_word(item: Item, text: str) -> bool:
    return isinstance(item, Piece) and item.text == text


def _below(lines: list[Line], found: Sequence[Item], indent: int) -> list[Line]:
    """The lines, and below them what stands on lines of its own: a rule or a list."""
    start = 0
    while breaking.item_kind(found[start]) in (Kind.BESIDE, Kind.UNDER, Kind.ALONE):
        lines = breaking.beside(lines, found[start], indent)
        start += 1
    return lines + _value(found[start:], indent, indent + STEP, indent)


def _value(found: Sequence[Item], at: int, hang: int, base: int) -> list[Line]:
    if len(breaking.listed(found)) > 1:
        return breaking.filled(found, at)
    return breaking.laid(found, at, hang, base)


# --- clauses ---


def _width_of_words(cut: Sequence[Row], at: int) -> int:
    """The width of the widest word of the clauses that a row stands among."""
    start, end, role = at, at, cut[at].role
    while cut[start - 1].role is role:
        start -= 1
    while end < len(cut) and cut[end].role is role:
        end += 1
    return max(width(row.word) for row in cut[start:end])


def _clause(row: Row, indent: int, words: int) -> list[Line]:
    prefix, count = f"{row.word:<{words}}", len(row.word.split())
    if row.word == "example":
        which = f"{row.pieces[1].text}:"
        prefix, count = f"{prefix} {which:<4}", 3
    found = breaking.items(row.pieces[count:])
    at = indent + len(prefix) + 1
    return breaking.after(prefix, indent, _value(found, at, indent + STEP, indent))


# --- classes ---


def _columns(classes: Sequence[Row]) -> tuple[int, int]:
    """The widths of the columns of names and labels; 0 without labels."""
    names = [width(row.pieces[0].text) for row in classes]
    labels = [width(label) for row in classes if (label := _label(row.pieces))]
    return (
        max((one for one in names if one <= NAME), default=0),
        max((one for one in labels if one <= LABEL), default=0),
    )


def _label(pieces: Sequence[Piece]) -> str:
    text = next(one.text for one in pieces[1:] if not one.is_comment)
    return text if text.startswith('"') else ""


def _class(pieces: Sequence[Piece], names: int, labels: int) -> list[Line]:
    """`active "Active" when recency < 90d`, in columns; more conditions below the first."""
    label = _label(pieces)
    count = 3 if label else 2
    if any(one.is_comment for one in pieces[:count]):
        return breaking.laid(breaking.items(pieces), STEP, 3 * STEP, 2 * STEP)
    cells = [_padded(pieces[0].text, names)]
    if labels or label:
        cells.append(_padded(label, labels))
    prefix = " ".join((*cells, pieces[count - 1].text))
    found = breaking.items(pieces[count:])
    if not found:
        return [Line(STEP, prefix)]
    beside = breaking.after(prefix, STEP, _condition(found, STEP + width(prefix) + 1))
    if max(line.end for line in beside) <= breaking.MOST:
        return beside
    below = _below([Line(STEP, prefix)], found, 3 * STEP)
    return min(beside, below, key=lambda lines: max(line.end for line in lines))


def _condition(found: Sequence[Item], at: int) -> list[Line]:
    """A condition whose parts all begin at one column, with `and` and `or` before it."""
    parts = breaking.split(found, Kind.LOGIC)
    if len(parts) == 1 or breaking.fits(breaking.bare(found), at):
        return breaking.laid(found, at, at, at)
    lines = breaking.laid(parts[0], at, at, at)
    for operator, *rest in parts[1:]:
        assert isinstance(operator, Piece)
        lines += breaking.operated(operator, rest, at - len(operator.text) - 1, at)
    return lines


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))
