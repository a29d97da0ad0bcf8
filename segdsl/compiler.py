"""The pipeline on one screen: files of a project in, its meaning and its programs out.

Pure: nothing is read or printed here, and today is an input. The clock only times the stages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from segdsl.lint import allow
from segdsl.meaning import from_syntax, lists, model, moments, selection
from segdsl.meaning.lists import Contents
from segdsl.meaning.settings import Settings
from segdsl.syntax import ast, from_text
from segdsl.text.diagnostics import Diagnostic, Language
from segdsl.text.source import SourceFile

if TYPE_CHECKING:  # imported where they are used: `check` neither plans nor explains
    from segdsl.planning import plan


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """How long each stage took, in seconds; a clock that stands still times nothing."""

    clock: Callable[[], float] = lambda: 0.0
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = self.clock()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + self.clock() - started


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of a project: `diagnostics` by file, then by place.

    `allowed` are the warnings that a comment allows, which nobody is told.
    """

    files: tuple[SourceFile, ...]
    modules: tuple[ast.Module, ...]
    project: model.Project
    diagnostics: tuple[Diagnostic, ...]
    allowed: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(found.is_error for found in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The `.seg` files of a project as written, and what was said while reading them."""

    files: tuple[SourceFile, ...]
    modules: tuple[ast.Module, ...]
    diagnostics: tuple[Diagnostic, ...]

    def list_paths(self) -> tuple[str, ...]:
        """The other files that these name: those of lists, all inside the project as written."""
        return lists.paths(self.modules)


def parse(
    files: Sequence[tuple[str, bytes]], watch: Stopwatch, known: Analysis | None = None
) -> Parsed:
    """The `.seg` files of a project, given as (path, content); what is as in a project without
    errors that is `known` is not read again.
    """
    found: list[Diagnostic] = []
    before: dict[tuple[str, str], ast.Module] = {}
    if known is not None and not known.has_errors:
        before = {
            (file.path, file.text): module
            for file, module in zip(known.files, known.modules, strict=True)
        }
    with watch.stage("syntax"):
        read = [from_text.source_file(path, data) for path, data in files]
        parsed = [
            (before[file.path, file.text], ())
            if (file.path, file.text) in before
            else from_text.module(file)
            for file, _ in read
        ]
    for _, diagnostics in (*read, *parsed):
        found += diagnostics
    texts = tuple(file for file, _ in read)
    return Parsed(texts, tuple(module for module, _ in parsed), tuple(found))


def understand(
    settings: Settings,
    parsed: Parsed,
    contents: Contents,
    overrides: Mapping[str, str],
    watch: Stopwatch,
) -> Analysis:
    """All that can be said of a project; `contents` are its lists, by path."""
    return proved(resolve(settings, parsed, contents, overrides, watch), watch)


def resolve(
    settings: Settings,
    parsed: Parsed,
    contents: Contents,
    overrides: Mapping[str, str],
    watch: Stopwatch,
) -> Analysis:
    """What a project means, without what can be proved of it: enough to compare it with another."""
    with watch.stage("meaning"):
        project, found = from_syntax.project(parsed.modules, settings, overrides, contents)
    said = sorted((*parsed.diagnostics, *found), key=_place)
    return Analysis(parsed.files, parsed.modules, project, tuple(said))


def proved(analysis: Analysis, watch: Stopwatch) -> Analysis:
    """The same with what can be proved of it, unless it has errors, and without what is allowed."""
    everything = analysis.diagnostics
    if not analysis.has_errors:
        from segdsl.proof import check

        with watch.stage("proof"):
            everything += check.diagnostics(analysis.project)
    said, allowed = allow.sifted(everything, allow.allowances(analysis.modules))
    return replace(analysis, diagnostics=tuple(sorted(said, key=_place)), allowed=allowed)


def linted(analysis: Analysis, settings: Settings, today: date, watch: Stopwatch) -> Analysis:
    """The same with what is right and yet perhaps not meant; a project with errors has enough."""
    if analysis.has_errors:
        return analysis
    from segdsl.lint import check

    with watch.stage("lint"):
        known = (*analysis.diagnostics, *analysis.allowed)
        off = settings.lint_off
        found = check.diagnostics(analysis.project, analysis.modules, known, today, off)
        comments = allow.allowances(analysis.modules)
        said, allowed = allow.sifted((*analysis.diagnostics, *found), comments)
        silent = (*analysis.allowed, *allowed)
        about = allow.complaints(analysis.modules, comments, silent, off)
        said = (*said, *(one for one in about if one.message.code not in off))
    return replace(analysis, diagnostics=tuple(sorted(said, key=_place)), allowed=silent)


def analyse(
    settings: Settings,
    files: Sequence[tuple[str, bytes]],
    overrides: Mapping[str, str],
    watch: Stopwatch,
) -> Analysis:
    """All that can be said of a project without lists."""
    return understand(settings, parse(files, watch), {}, overrides, watch)


def programs(
    project: model.Project, words: Sequence[str], as_of: date, watch: Stopwatch
) -> tuple[tuple[plan.Program, ...], tuple[Diagnostic, ...]]:
    """One program per population for what is asked for, in a project without errors."""
    return _programs(project, words, as_of, {}, watch)


def weighed_programs(
    project: model.Project, words: Sequence[str], as_of: date, watch: Stopwatch
) -> tuple[tuple[plan.Program, ...], tuple[Diagnostic, ...]]:
    """The same, each with the metric by which its population is weighed."""
    return _programs(project, words, as_of, project.value_metrics, watch)


def _programs(
    project: model.Project,
    words: Sequence[str],
    as_of: date,
    weights: Mapping[str, str],
    watch: Stopwatch,
) -> tuple[tuple[plan.Program, ...], tuple[Diagnostic, ...]]:
    from segdsl.planning import from_meaning

    names, found = selection.selected(project, words)
    if not found:
        wholes = [name if name in project.segments else name.partition(".")[0] for name in names]
        found = moments.troubles(project, wholes, as_of)
    if found:
        return (), found
    with watch.stage("planning"):
        parts = selection.by_population(project, names)
        return tuple(
            from_meaning.program(project, part, as_of, weights.get(population))
            for population, part in parts.items()
        ), ()


def comments(
    project: model.Project, program: plan.Program, language: Language
) -> Mapping[str, str]:
    """What stands above the column of each output: its sentence and where it is declared."""
    return {output.name: _comment(project, output.name, language) for output in program.outputs}


def _comment(project: model.Project, name: str, language: Language) -> str:
    from segdsl.prose import from_meaning as prose

    declared = selection.declaration(project, name)
    place = f" ({declared.span.place})" if declared.span else ""
    return f"{prose.output(project, name, language)}{place}"


def _place(found: Diagnostic) -> tuple[str, int]:
    return ("", 0) if found.span is None else (found.span.file.path, found.span.start)
