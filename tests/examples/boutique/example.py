"""The example as it travels: its .seg files in, the project and its declarations out."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

from segdsl.meaning import from_syntax, lists, model, settings
from segdsl.syntax import ast, from_text
from segdsl.text.diagnostics import Diagnostic

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "boutique"
REAL = ROOT / "examples" / "complete_journey"
FIELD = ROOT / "docs" / "field.md"
ROW = re.compile(r"^\| ([DCQT]\d+) \|", re.MULTILINE)


def script() -> ModuleType:
    """The script that invents the rows of the example."""
    spec = importlib.util.spec_from_file_location("boutique_data", EXAMPLE / "data.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def files(folder: Path = EXAMPLE) -> tuple[Path, ...]:
    return tuple(sorted(folder.rglob("*.seg")))


@cache
def project() -> model.Project:
    """The project of the example, which has no errors."""
    found, said = understood(files())
    assert [(one.message.code, one.facts) for one in said if one.is_error] == []
    return found


def understood(paths: Sequence[Path]) -> tuple[model.Project, tuple[Diagnostic, ...]]:
    chosen, wrong = settings.settings((EXAMPLE / "segdsl.toml").read_text(encoding="utf-8"))
    assert chosen is not None
    assert wrong == ()
    modules = []
    found: list[Diagnostic] = []
    for path in paths:
        module, said = parsed(path)
        modules.append(module)
        found += said
    contents = {name: (EXAMPLE / name).read_bytes() for name in lists.paths(modules)}
    understood, said = from_syntax.project(modules, chosen, {}, contents)
    return understood, (*found, *said)


def parsed(path: Path) -> tuple[ast.Module, tuple[Diagnostic, ...]]:
    name = path.relative_to(EXAMPLE).as_posix() if path.is_relative_to(EXAMPLE) else path.name
    file, unreadable = from_text.source_file(name, path.read_bytes())
    module, said = from_text.module(file)
    return module, (*unreadable, *said)


def tagged(paths: Sequence[Path]) -> dict[str, list[ast.AnyDeclaration]]:
    """The declarations of each tag."""
    found: dict[str, list[ast.AnyDeclaration]] = {}
    for path in paths:
        for declaration in parsed(path)[0].declarations:
            for name in tags(declaration):
                found.setdefault(name, []).append(declaration)
    return found


def tags(declaration: ast.AnyDeclaration) -> Iterator[str]:
    for clause in declaration.clauses:
        if isinstance(clause, ast.Tags):
            yield from (name.text for name in clause.names)
