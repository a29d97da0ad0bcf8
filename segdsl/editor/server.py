"""Serve an editor: its documents in; what is wrong with them, and figures of rules, out.

Only this module and `answers`, which has one function for each request, know pygls and lsprotocol.
What takes long (proofs, figures) is done after a pause, in another thread.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from segdsl import __version__, compiler
from segdsl.editor import findings, hover, sizes
from segdsl.editor.desk import Analysis, Desk
from segdsl.editor.desks import Desks, Where
from segdsl.editor.positions import Document, Range, Units
from segdsl.syntax import from_text
from segdsl.text.diagnostics import Diagnostic, Language, Said
from segdsl.text.source import SourceFile, Span
from segdsl.warehouse import choice
from segdsl.warehouse.address import redacted

log = logging.getLogger(__name__)
PAUSE = 0.15  # seconds after the last keystroke before what is wrong is said
NO_FIGURES = Said("no figures from the warehouse: {reason}", "pas d'effectifs : {reason}")
REFLECTION = 0.35  # and before it is proved what can never hold


@dataclass(slots=True)
class Options:
    """What the editor asked for when it started the server."""

    snippets: bool = False
    details: bool = False  # beside each item of a list, not of the chosen one only
    suggest_again: bool = False
    sizes: bool = True


@dataclass(slots=True)
class State:
    """What the server remembers between requests."""

    desks: Desks = field(default_factory=Desks)
    options: Options = field(default_factory=Options)
    opened: dict[str, Where] = field(default_factory=dict)  # by uri
    shown: dict[int, set[str]] = field(default_factory=dict)  # uris with messages, by desk
    waiting: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    sizes: dict[int, sizes.Sizes] = field(default_factory=dict)
    running: set[asyncio.Task[None]] = field(default_factory=set)


class Server(LanguageServer):
    """The language server of segdsl."""

    def __init__(self) -> None:
        super().__init__(
            "segdsl", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full
        )
        self.state = State()
        self.warehouse = ThreadPoolExecutor(1, "warehouse")  # one question at a time

    @property
    def units(self) -> Units:
        return Units(str(getattr(self.workspace.position_encoding, "value",
                                 self.workspace.position_encoding)))  # fmt: skip

    # --- documents ---

    def where(self, uri: str) -> Where:
        """The place of a document, open or not."""
        found = self.state.opened.get(uri)
        if found is None:
            found = self.state.desks.where(uri, path_of(uri))
        return found

    def document(self, where: Where) -> Document:
        """A document as the editor holds it, beside what the compiler reads."""
        raw = where.desk.raw(where.path)
        file, _ = from_text.source_file(where.path, raw)
        return Document(raw.decode("utf-8", "replace"), file, self.units)

    def language(self, where: Where) -> Language:
        return self.state.desks.language(where.desk)

    def uri(self, desk: Desk, path: str) -> str | None:
        """The uri of a file of a desk: the editor's own where it is open."""
        for uri, where in self.state.opened.items():
            if where.desk is desk and where.path == path:
                return uri
        return None if desk.folder is None else uris.from_fs_path(str(desk.folder / path))

    def location(self, desk: Desk, span: Span) -> lsp.Location | None:
        uri = self.uri(desk, span.file.path)
        if uri is None:
            return None
        return lsp.Location(uri, self.range_of(desk, span))

    def range_of(self, desk: Desk, span: Span) -> lsp.Range:
        """The place of a span in the text that the editor has of its file."""
        raw = desk.raw(span.file.path).decode("utf-8", "replace")
        return as_range(Document(raw, span.file, self.units).range(span.start, span.end))

    # --- what is wrong ---

    def changed(self, desk: Desk) -> None:
        """Says what is wrong after a pause, and what can be proved after a longer one."""
        key = id(desk)
        task = self.state.waiting.pop(key, None)
        if task is not None:
            task.cancel()
        self.state.waiting[key] = asyncio.get_running_loop().create_task(self._look(desk))

    async def _look(self, desk: Desk) -> None:
        await asyncio.sleep(PAUSE)
        try:
            analysis = desk.analysis()
            self._publish(desk, analysis, analysis.analysis.diagnostics)
            if desk.folder is None or analysis.analysis.has_errors:
                return
            await asyncio.sleep(REFLECTION)
            if desk.version != analysis.version:
                return
            loop = asyncio.get_running_loop()
            whole = await loop.run_in_executor(None, _reflected, analysis)
            if desk.version == analysis.version:
                self._publish(desk, analysis, whole.diagnostics)
        except Exception:
            log.exception("what is wrong could not be said")

    def _publish(self, desk: Desk, analysis: Analysis, found: Sequence[Diagnostic]) -> None:
        """Shows the messages of every file of a project; those of files without any are removed."""
        if desk.folder is None:  # what names mean is known by a project only
            found = analysis.written
        language = self.state.desks.language(desk)
        toml = SourceFile("segdsl.toml" if desk.folder is not None else _only(desk), "")
        by_uri: dict[str, list[lsp.Diagnostic]] = {}
        for one in findings.findings(found, toml, language):
            uri = self.uri(desk, one.span.file.path)
            if uri is not None:
                by_uri.setdefault(uri, []).append(self._diagnostic(desk, one))
        before = self.state.shown.get(id(desk), set())
        for uri in before - by_uri.keys():
            by_uri[uri] = []
        for uri, where in self.state.opened.items():
            if where.desk is desk:
                by_uri.setdefault(uri, [])
        for uri, shown in by_uri.items():
            of = self.workspace.get_text_document(uri).version if uri in self.state.opened else None
            told = lsp.PublishDiagnosticsParams(uri, shown, of)
            self.text_document_publish_diagnostics(told)
        self.state.shown[id(desk)] = {uri for uri, shown in by_uri.items() if shown}

    # --- figures ---

    def sizes(self, desk: Desk) -> sizes.Sizes:
        return self.state.sizes.setdefault(id(desk), sizes.Sizes())

    def sized(self, desk: Desk, analysis: Analysis, language: Language) -> hover.Sized:
        """How many customers a name stands for, where that is known."""
        return lambda name: self.sizes(desk).shown(analysis, name, language)

    def measure(self, desk: Desk) -> None:
        """Asks the warehouse, in another thread, for the figures of the open files."""
        if self.state.options.sizes and desk.folder is not None:
            task = asyncio.get_running_loop().create_task(self._measure(desk))
            self.state.running.add(task)
            task.add_done_callback(self.state.running.discard)

    async def _measure(self, desk: Desk) -> None:
        try:
            known = self.sizes(desk)
            paths = [one.path for one in self.state.opened.values() if one.desk is desk]
            asked = known.asked(desk, desk.analysis(), paths)
            if asked is None:
                return
            loop = asyncio.get_running_loop()
            found = await loop.run_in_executor(self.warehouse, sizes.computed, asked, desk)
            if isinstance(found, Diagnostic):
                self._tell(desk, found)
                return
            known.said = None
            known.put(asked, found)
            capable = self.client_capabilities.workspace
            if capable and capable.code_lens and capable.code_lens.refresh_support:
                self.workspace_code_lens_refresh(None)
        except Exception as error:  # what it says may hold an address: its kind is all that is told
            log.error("figures could not be computed: %s", type(error).__name__)

    def _tell(self, desk: Desk, found: Diagnostic) -> None:
        """Says why there are no figures: once, until there are some again."""
        language = self.state.desks.language(desk)
        said = found.said(found.message.says, language)
        help_ = found.help or found.message.help
        if help_ is not None:
            said += f" ({found.said(help_, language)})"
        known = self.sizes(desk)
        if known.said != said:
            known.said = said
            text = NO_FIGURES.in_(language).format(reason=redacted(said))
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, text))

    def _diagnostic(self, desk: Desk, one: findings.Finding) -> lsp.Diagnostic:
        related = []
        for other in one.related:
            place = self.location(desk, other.span)
            if place is not None:
                related.append(lsp.DiagnosticRelatedInformation(place, other.says))
        severity = lsp.DiagnosticSeverity.Error if one.is_error else lsp.DiagnosticSeverity.Warning
        return lsp.Diagnostic(
            self.range_of(desk, one.span),
            one.says,
            severity=severity,
            code=one.code,
            source="segdsl",
            related_information=related,
        )


def _reflected(analysis: Analysis) -> compiler.Analysis:
    """The project with what can be proved of it, and what is right and yet perhaps not meant."""
    settings, watch = analysis.settings, compiler.Stopwatch()
    warehouse = settings.warehouses[0] if settings.warehouses else None
    today = choice.day(settings, warehouse, datetime.now(UTC))
    proved = compiler.proved(analysis.analysis, watch)
    return compiler.linted(proved, settings, today, watch)


def _only(desk: Desk) -> str:
    return next(iter(desk.opened), "")


def path_of(uri: str) -> Path | None:
    if not uri.startswith("file:"):
        return None
    found = uris.to_fs_path(uri)
    return Path(found) if found else None


def as_range(found: Range) -> lsp.Range:
    return lsp.Range(
        lsp.Position(found.start.line, found.start.column),
        lsp.Position(found.end.line, found.end.column),
    )
