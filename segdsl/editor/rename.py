"""Rename a thing everywhere: a name in a project and a new one in; edits, or why not, out.

The result means the same: a column that was read by the name of its field is named after `from`,
and what is left is understood again before anything is offered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segdsl.editor import symbols
from segdsl.editor.desk import Analysis, Desk
from segdsl.editor.findings import Edit
from segdsl.editor.occurrences import Occurrence, Sort, Symbol
from segdsl.meaning import model
from segdsl.syntax import ast, limits
from segdsl.syntax.mistakes import RESERVED
from segdsl.text.diagnostics import Diagnostic, Said
from segdsl.text.source import SourceFile, Span

_PLAIN = re.compile(r"[^\W\d]\w*")
_CLASS_WORDS = frozenset({"at", "key", "note", "goal", "owner", "tags", "review"})
NOTHING_HERE = Said("nothing here has a name to change", "rien ici n'a de nom à changer")
NOT_A_NAME = Said(
    "`{new}` is not a name: letters, digits and `_`, a letter first",
    "`{new}` n'est pas un nom : des lettres, des chiffres et `_`, une lettre en premier",
)
TOO_LONG = Said("`{new}` is longer than a name may be", "`{new}` est trop long pour un nom")
RESERVED_HERE = Said(
    "`{new}` is a word of the language, which a class cannot be called",
    "`{new}` est un mot du langage : une classe ne peut pas porter ce nom",
)
TAKEN = Said("`{new}` is declared already, in {place}", "`{new}` est déjà déclaré, dans {place}")
UNREADABLE = Said(
    "first mend what cannot be read, in {place}: it may hold the name",
    "corrigez d'abord ce qui ne se lit pas, dans {place} : le nom peut s'y trouver",
)
OTHER_MEANING = Said(
    "`{new}` would mean something else here ({code}, {place})",
    "`{new}` voudrait dire autre chose ici ({code}, {place})",
)
KEY_OF_GROUPS = Said(
    "`{name}` is what a source groups by: rename it there by hand",
    "`{name}` sert à grouper une source : renommez-le à la main",
)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a name is not changed."""

    why: Said


def edits(
    desk: Desk, analysis: Analysis, path: str, offset: int, new: str
) -> tuple[Edit, ...] | Refused:
    """The edits that give the thing at a place another name, in all files of the project."""
    found = symbols.at(analysis, path, offset)
    if found is None:
        return Refused(NOTHING_HERE)
    new = new.strip().strip("`")
    if new == found.symbol.name:
        return ()
    refused = _unfit(analysis, found.symbol, new)
    if refused is not None:
        return refused
    places = tuple(symbols.places(analysis, found.symbol))
    if any(one.is_implied for one in places) and not any(one.is_declaration for one in places):
        return Refused(_filled(KEY_OF_GROUPS, name=found.symbol.name))
    changes = tuple(
        sorted(
            (*_changes(analysis, found.symbol, places, new), *_settings(desk, found.symbol, new)),
            key=lambda edit: (edit.span.file.path, edit.span.start),
        )
    )
    return _checked(desk, analysis, changes, new) or changes


def _filled(said: Said, **facts: str) -> Said:
    return Said(said.en.format(**facts), said.fr.format(**facts))


def _unfit(analysis: Analysis, symbol: Symbol, new: str) -> Refused | None:
    """Why a name cannot be given to anything, or to this."""
    for module in analysis.analysis.modules:
        if module.lost:
            return Refused(_filled(UNREADABLE, place=module.lost[0].span.place))
    if not _PLAIN.fullmatch(new):
        return Refused(_filled(NOT_A_NAME, new=new))
    if len(new.encode()) > limits.NAME_BYTES:
        return Refused(_filled(TOO_LONG, new=new))
    if symbol.sort is Sort.CLASS and new in _CLASS_WORDS:
        return Refused(_filled(RESERVED_HERE, new=new))
    for other, span in _neighbours(analysis, symbol):
        if other.casefold() == new.casefold() and other != symbol.name:
            return Refused(_filled(TAKEN, new=new, place=span.place if span else "?"))
    return None


def _neighbours(analysis: Analysis, symbol: Symbol) -> Iterator[tuple[str, Span | None]]:
    """The names that stand beside a thing, each of which is its own."""
    project = analysis.known.project
    match symbol.sort:
        case Sort.DECLARED | Sort.ROW:
            yield from ((name, one.span) for name, one in analysis.known.declared.items())
        case Sort.MEMBER:
            table = project.tables.get(symbol.owner)
            members = table.members() if table is not None else ()
            yield from ((one.name, one.span) for one in members)
        case Sort.CLASS:
            whole = project.segmentations.get(symbol.owner)
            classes = whole.classes if whole is not None else ()
            yield from ((one.name, one.span) for one in classes)
        case Sort.ARGUMENT:
            define = project.defines.get(symbol.owner)
            parameters = define.parameters if define is not None else ()
            yield from ((name, define.span if define else None) for name, _ in parameters)


def _changes(
    analysis: Analysis, symbol: Symbol, places: Sequence[Occurrence], new: str
) -> Iterator[Edit]:
    """The name at each place, and `from` where a column was read by it."""
    written = f"`{new}`" if new in RESERVED else new
    for one in places:
        if one.is_implied:  # a group's own field: `customer -> customers` of the grouped rows
            member = _member_around(analysis, one.span)
            if member is not None:
                yield _read_from(member, written)
            continue
        yield Edit(one.span, written)
        if one.is_declaration and symbol.sort is Sort.MEMBER:
            member = _member_around(analysis, one.span)
            if member is not None and _reads_by_name(analysis, symbol, member):
                yield _read_from(member, one.span.text)


def _member_around(analysis: Analysis, span: Span) -> ast.Field | ast.Reference | None:
    declaration = symbols.declaration_at(analysis, span.file.path, span.start)
    if not isinstance(declaration, ast.Table):
        return None
    return next((one for one in declaration.members if _holds(one.span, span)), None)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _reads_by_name(analysis: Analysis, symbol: Symbol, member: ast.Field | ast.Reference) -> bool:
    """Whether a field or reference is read from a column or field of its own name."""
    if member.column is not None:
        return False
    if isinstance(member, ast.Field) and member.value is not None:
        return False
    table = analysis.known.project.tables.get(symbol.owner)
    found = analysis.known.follow(table, (symbol.name,)) if table is not None else None
    origin = found[1].origin if found is not None else None
    return not (isinstance(origin, model.Shared) and origin.is_key)


def _read_from(member: ast.Field | ast.Reference, column: str) -> Edit:
    """`from column` after the type of a field, or the target of a reference."""
    after = member.target if isinstance(member, ast.Reference) else member.type
    assert after is not None
    end = after.span.end
    if isinstance(member, ast.Field) and member.zone is not None:
        end = member.zone.span.end
    return Edit(Span(member.span.file, end, end), f" from {column}")


def _settings(desk: Desk, symbol: Symbol, new: str) -> Iterator[Edit]:
    """`value` of segdsl.toml, on a line or as a table, names metrics and perhaps populations."""
    if symbol.sort is not Sort.DECLARED:
        return
    text = desk.raw("segdsl.toml").decode("utf-8-sig", "replace").replace("\r\n", "\n")
    file = SourceFile("segdsl.toml", text)
    name = re.escape(symbol.name)
    in_table = False
    for line in re.finditer(r"^[^#\n]*", text, re.MULTILINE):
        header = re.match(r"\s*\[", line.group())
        if header:
            in_table = line.group().strip() == "[value]"
        elif in_table or re.match(r"\s*value\s*=", line.group()):
            for found in re.finditer(rf"(?<![\w.]){name}(?![\w.])", line.group()):
                start = line.start() + found.start()
                yield Edit(Span(file, start, start + len(symbol.name)), new)


def _checked(desk: Desk, analysis: Analysis, changes: Sequence[Edit], new: str) -> Refused | None:
    """Reads the project with the edits made: nothing more may be wrong with it than before."""
    after = desk.with_texts(changed_texts(analysis, changes))
    before_ = Counter(one.message.code for one in analysis.analysis.diagnostics)
    said: Counter[str] = Counter()
    for one in after.analysis.diagnostics:
        said[one.message.code] += 1
        if said[one.message.code] > before_[one.message.code]:
            return Refused(_clash(one, new))
    return None


def _clash(found: Diagnostic, new: str) -> Said:
    place = found.span.place if found.span is not None else "segdsl.toml"
    return _filled(OTHER_MEANING, new=new, code=found.message.code, place=place)


def changed_texts(analysis: Analysis, changes: Sequence[Edit]) -> dict[str, str]:
    """The files that edits touch, as they are afterwards."""
    by_path: dict[str, list[Edit]] = {}
    for one in changes:
        by_path.setdefault(one.span.file.path, []).append(one)
    texts: dict[str, str] = {}
    for path, edits_ in by_path.items():
        file = analysis.files.get(path)  # a declaration may be known from an earlier text
        text = edits_[0].span.file.text if file is None else file.text
        for one in sorted(edits_, key=lambda edit: -edit.span.start):
            text = text[: one.span.start] + one.text + text[one.span.end :]
        texts[path] = text
    return texts
