"""Write diagnostics down: what was found in, text for people, JSON or GitHub annotations out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from segdsl.text.columns import TAB, width
from segdsl.text.diagnostics import Diagnostic, Fix, Language, Said, Severity, Trust
from segdsl.text.source import Span

LONGEST = 160  # characters of a line that are shown at most
WARNING = Said("warning: ", "avertissement : ")
HELP = Said("help: ", "aide : ")
WHY = Said("why: ", "pourquoi : ")


@dataclass(frozen=True, slots=True)
class Palette:
    """What is written before each part of a message to colour it; empty texts without colours."""

    error: str = ""
    warning: str = ""
    quiet: str = ""
    end: str = ""


PLAIN = Palette()
COLORED = Palette(error="\x1b[1;31m", warning="\x1b[1;33m", quiet="\x1b[36m", end="\x1b[0m")


def text(found: Sequence[Diagnostic], language: Language, palette: Palette = PLAIN) -> str:
    """Every message with its line shown, its place underlined, the likely fix and the reason."""
    return "\n\n".join("\n".join(_lines(one, language, palette)) for one in found)


def as_json(found: Sequence[Diagnostic], language: Language) -> list[dict[str, object]]:
    """What `check --format json` says of each message; lines and columns count from 1."""
    return [
        {
            "code": one.message.code,
            "severity": one.message.severity.value,
            "message": one.said(one.message.says, language),
            **_where(one.span),
            "help": _help(one, language),
            "fixes": [_fix(fix) for fix in one.fixes],
        }
        for one in found
    ]


def as_github(found: Sequence[Diagnostic], language: Language, folder: str = "") -> str:
    """Commands that GitHub shows beside the lines of a pull request.

    folder: that of the project in the repository, `crm/`, since files are named from there.
    """
    return "\n".join(_annotation(one, language, folder) for one in found)


# --- for people ---


def _lines(found: Diagnostic, language: Language, palette: Palette) -> Iterator[str]:
    is_error = found.is_error
    ink = palette.error if is_error else palette.warning
    head = "" if is_error else WARNING.in_(language)
    says = found.said(found.message.says, language)
    yield f"{ink}{found.message.code}{palette.end}  {head}{says}"
    margin = _margin(found)
    if found.span is not None:
        label = found.message.label
        said = found.said(label, language) if label else ""
        yield from _shown(found.span, said, margin, ink, palette)
    for other in found.related:
        yield from _shown(other.span, found.said(other.says, language), margin, "", palette)
    indent = " " * margin
    reasons = ((HELP, _help(found, language)), (WHY, found.said(found.message.why, language)))
    for word, reason in reasons:
        if reason:
            lines = reason.replace("\n", f"\n{indent}  ")
            yield f"{indent} {palette.quiet}= {word.in_(language)}{palette.end}{lines}"


def _margin(found: Diagnostic) -> int:
    """The width of the line numbers that a message shows."""
    spans = [found.span, *(other.span for other in found.related)]
    return max((len(str(span.line)) for span in spans if span is not None), default=1)


def _shown(span: Span, label: str, margin: int, ink: str, palette: Palette) -> Iterator[str]:
    """The line of a place, with what the place covers of it underlined."""
    indent, quiet, end = " " * margin, palette.quiet, palette.end
    line, column = span.file.position(span.start)
    shown, start = _excerpt(span.file.line(line), column - 1)
    covered = span.text.split("\n", 1)[0][: len(shown) - start]
    before = width(shown[:start])
    carets = "^" * max(1, width(covered, before))
    yield f"{indent} {quiet}┌─{end} {span.place}"
    yield f"{line:>{margin}} {quiet}│{end} {_spaced(shown)}".rstrip()
    yield f"{indent} {quiet}│{end} {' ' * before}{ink}{carets}{end} {label}".rstrip()


def _excerpt(line: str, start: int) -> tuple[str, int]:
    """What is shown of a line, a very long one around its place, and where the place is in it."""
    if len(line) <= LONGEST:
        return line, start
    first = max(0, min(start - LONGEST // 2, len(line) - LONGEST))
    cut, end = "…" if first else "", first + LONGEST
    return f"{cut}{line[first:end]}{'…' if end < len(line) else ''}", len(cut) + start - first


def _spaced(line: str) -> str:
    """The line as shown: tabs as spaces, control characters as their pictures."""
    out = ""
    for char in line:
        if char == "\t":
            out += " " * (TAB - width(out) % TAB)
        else:
            out += chr(0x2400 + ord(char)) if ord(char) < 0x20 else char
    return out


def _help(found: Diagnostic, language: Language) -> str | None:
    template = found.help or found.message.help
    return found.said(template, language) if template else None


# --- for machines ---


def _where(span: Span | None) -> dict[str, object]:
    if span is None:
        return dict.fromkeys(("file", "line", "column", "end_line", "end_column"))
    line, column = span.file.position(span.start)
    end_line, end_column = span.file.position(span.end)
    return {
        "file": span.file.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def _fix(fix: Fix) -> dict[str, object]:
    is_safe = fix.trust is Trust.SAFE
    return {**_where(fix.span), "replacement": fix.text, "safe": is_safe}


def _annotation(found: Diagnostic, language: Language, folder: str) -> str:
    kind = "error" if found.message.severity is Severity.ERROR else "warning"
    where = _where(found.span)
    where["file"] = f"{folder}{where['file']}"
    names = (
        ("file", "file"), ("line", "line"), ("col", "column"),
        ("endLine", "end_line"), ("endColumn", "end_column"),
    )  # fmt: skip
    facts = [f"{name}={_property(str(where[key]))}" for name, key in names if found.span]
    facts.append(f"title={_property(found.message.code)}")
    help_ = _help(found, language)
    says = found.said(found.message.says, language) + (f"\n{help_}" if help_ else "")
    return f"::{kind} {','.join(facts)}::{_escaped(says)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def counted(found: Iterable[Diagnostic]) -> tuple[int, int]:
    """How many errors and how many warnings there are."""
    errors = [one.is_error for one in found]
    return sum(errors), len(errors) - sum(errors)
