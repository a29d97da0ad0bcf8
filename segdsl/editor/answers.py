"""Answer the requests of an editor: parameters of the language server protocol in, answers out.

Each is answered at once from what is known of the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from segdsl.editor import (
    colours,
    completion,
    findings,
    hover,
    layout,
    outline,
    reading,
    rename,
    symbols,
)
from segdsl.editor.desk import Desk
from segdsl.editor.desks import Where, language_of
from segdsl.editor.items import Item, Kind
from segdsl.editor.positions import Document, Place
from segdsl.editor.server import Options, Server, as_range, path_of

Handler = Callable[..., Any]
REQUEST_FAILED = -32803  # of the protocol: what was asked for is refused
TRIGGERS = (" ", ".", "(", '"', ":", ",")
PICTURES = {
    Kind.KEYWORD: lsp.CompletionItemKind.Keyword,
    Kind.OPERATOR: lsp.CompletionItemKind.Operator,
    Kind.FIELD: lsp.CompletionItemKind.Field,
    Kind.REFERENCE: lsp.CompletionItemKind.Reference,
    Kind.METRIC: lsp.CompletionItemKind.Variable,
    Kind.SEGMENT: lsp.CompletionItemKind.Class,
    Kind.SEGMENTATION: lsp.CompletionItemKind.Enum,
    Kind.CLASS: lsp.CompletionItemKind.EnumMember,
    Kind.LIST: lsp.CompletionItemKind.File,
    Kind.PARAMETER: lsp.CompletionItemKind.Constant,
    Kind.DEFINE: lsp.CompletionItemKind.Function,
    Kind.CHANNEL: lsp.CompletionItemKind.Event,
    Kind.TARGET: lsp.CompletionItemKind.Class,
    Kind.TABLE: lsp.CompletionItemKind.Struct,
    Kind.TYPE: lsp.CompletionItemKind.TypeParameter,
    Kind.VALUE: lsp.CompletionItemKind.Value,
    Kind.TEXT: lsp.CompletionItemKind.Text,
}
SYMBOLS = {
    "population": lsp.SymbolKind.Struct,
    "source": lsp.SymbolKind.Struct,
    "list": lsp.SymbolKind.Array,
    "parameter": lsp.SymbolKind.Constant,
    "channel": lsp.SymbolKind.Event,
    "metric": lsp.SymbolKind.Variable,
    "define": lsp.SymbolKind.Function,
    "segment": lsp.SymbolKind.Class,
    "segmentation": lsp.SymbolKind.Enum,
    "target": lsp.SymbolKind.Interface,
    "class": lsp.SymbolKind.EnumMember,
    "field": lsp.SymbolKind.Field,
    "reference": lsp.SymbolKind.Property,
}


def serve() -> Server:
    """A server with all its features, ready to be started."""
    server = Server()
    for method, handler, options in FEATURES:
        if options is None:
            server.feature(method)(handler)
        else:
            server.feature(method, options)(handler)
    return server


def initialize(server: Server, params: lsp.InitializeParams) -> None:
    told = params.initialization_options
    options = told if isinstance(told, dict) else {}
    desks = server.state.desks
    desks.asked = language_of(str(options.get("lang") or ""))
    desks.local = language_of(params.locale)
    text = params.capabilities.text_document
    item = text.completion.completion_item if text and text.completion else None
    server.state.options = Options(
        snippets=bool(item and item.snippet_support),
        details=bool(item and item.label_details_support),
        suggest_again=options.get("suggestAgain") is True,
        sizes=options.get("sizes") is not False,
    )


def opened(server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    uri = params.text_document.uri
    where = server.state.desks.where(uri, path_of(uri))
    server.state.opened[uri] = where
    where.desk.put(where.path, params.text_document.text)
    server.changed(where.desk)
    server.measure(where.desk)


def typed(server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    where = server.where(uri)
    text = server.workspace.get_text_document(uri).source
    where.desk.put(where.path, text)
    server.changed(where.desk)


def closed(server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    where = server.state.opened.pop(uri, None)
    if where is None:
        return
    where.desk.close(where.path)
    if where.desk.folder is None:
        server.state.desks.forget(uri)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
    else:
        server.changed(where.desk)


def saved(server: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    where = server.where(params.text_document.uri)
    where.desk.look_again()
    server.changed(where.desk)
    server.measure(where.desk)


def files_changed(server: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    for desk in server.state.desks.by_folder.values():
        desk.look_again()
        server.changed(desk)


def complete(server: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    where = server.where(params.text_document.uri)
    document = server.document(where)
    offset = document.offset(_place(params.position))
    here = reading.here(document.file, offset)
    known = where.desk.latest().known
    found = completion.items(known, here, server.language(where))
    typed_by = params.context.trigger_character if params.context else None
    if typed_by in (" ", ",", ":") and here.keyword is None:
        found = ()  # a space in front of nothing, or in a comment
    shown = [
        _item(server, document, one, params.text_document.uri, index)
        for index, one in enumerate(found)
    ]
    return lsp.CompletionList(is_incomplete=True, items=shown)


def _item(
    server: Server, document: Document, item: Item, uri: str, index: int
) -> lsp.CompletionItem:
    options = server.state.options
    range_ = as_range(document.range(item.start, item.end))
    has_places = item.fills != item.bare
    text = item.fills if options.snippets and has_places else item.bare
    snippet = options.snippets and has_places
    again = lsp.Command("", "editor.action.triggerSuggest") if item.goes_on else None
    label = item.detail.partition(" · ")[0]
    beside = options.details and bool(item.detail)
    return lsp.CompletionItem(
        item.label,
        kind=PICTURES[item.kind],
        label_details=lsp.CompletionItemLabelDetails(description=item.detail) if beside else None,
        detail=None if beside else item.detail or None,
        documentation=_markdown(item.explains) if item.explains else None,
        sort_text=f"{index:05}",
        filter_text=f"{item.label} {label}" if item.detail else item.label,
        text_edit=lsp.TextEdit(range_, text),
        insert_text_format=lsp.InsertTextFormat.Snippet if snippet else None,
        command=again if options.suggest_again else None,
        data={"uri": uri, "about": item.about} if item.about else None,
    )


def _markdown(text: str) -> lsp.MarkupContent:
    return lsp.MarkupContent(lsp.MarkupKind.Markdown, text)


def resolve(server: Server, item: lsp.CompletionItem) -> lsp.CompletionItem:
    """What an item is about, said when it is looked at."""
    if isinstance(item.data, dict) and "about" in item.data:
        where = server.where(str(item.data.get("uri", "")))
        language = server.language(where)
        analysis = where.desk.latest()
        size = server.sized(where.desk, analysis, language)
        said = hover.named(analysis, str(item.data["about"]), language, size)
        if said:
            item.documentation = _markdown(said)
    return item


def hovered(server: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    where, document, offset = _at(server, params)
    language = server.language(where)
    analysis = where.desk.analysis()
    size = server.sized(where.desk, analysis, language)
    found = hover.hover(analysis, where.path, offset, language, size)
    if found is None:
        return None
    text, span = found
    return lsp.Hover(_markdown(text), as_range(document.range(span.start, span.end)))


def _at(server: Server, params: Any) -> tuple[Where, Document, int]:
    where = server.where(params.text_document.uri)
    document = server.document(where)
    return where, document, document.offset(_place(params.position))


def _place(position: lsp.Position) -> Place:
    return Place(position.line, position.character)


def defined(server: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
    where, _, offset = _at(server, params)
    analysis = where.desk.analysis()
    found = symbols.at(analysis, where.path, offset)
    span = symbols.definition(analysis, found.symbol) if found is not None else None
    return None if span is None else server.location(where.desk, span)


def referred(server: Server, params: lsp.ReferenceParams) -> list[lsp.Location]:
    where, _, offset = _at(server, params)
    analysis = where.desk.analysis()
    found = symbols.at(analysis, where.path, offset)
    if found is None:
        return []
    shown = [
        server.location(where.desk, one.span)
        for one in symbols.places(analysis, found.symbol)
        if params.context.include_declaration or not one.is_declaration
    ]
    return [one for one in shown if one is not None]


def highlighted(server: Server, params: lsp.DocumentHighlightParams) -> list[lsp.DocumentHighlight]:
    where, document, offset = _at(server, params)
    analysis = where.desk.analysis()
    found = symbols.at(analysis, where.path, offset)
    if found is None:
        return []
    kinds = {
        True: lsp.DocumentHighlightKind.Write,
        False: lsp.DocumentHighlightKind.Read,
    }
    return [
        lsp.DocumentHighlight(
            as_range(document.range(one.span.start, one.span.end)), kinds[one.is_declaration]
        )
        for one in symbols.places(analysis, found.symbol)
        if one.span.file.path == where.path
    ]


def outlined(server: Server, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    where = server.where(params.text_document.uri)
    document = server.document(where)
    return [_symbol(document, one) for one in outline.outline(where.desk.analysis(), where.path)]


def _symbol(document: Document, entry: outline.Entry) -> lsp.DocumentSymbol:
    return lsp.DocumentSymbol(
        entry.name,
        SYMBOLS[entry.keyword],
        as_range(document.range(entry.span.start, entry.span.end)),
        as_range(document.range(entry.name_span.start, entry.name_span.end)),
        detail=entry.detail,
        children=[_symbol(document, one) for one in entry.inside],
    )


def searched(server: Server, params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
    """The declarations of the projects that documents are open of."""
    shown = []
    for desk in {id(one.desk): one.desk for one in server.state.opened.values()}.values():
        for one in outline.search(desk.analysis(), params.query):
            place = server.location(desk, one.name_span)
            if place is not None:
                shown.append(
                    lsp.WorkspaceSymbol(
                        place, one.name, SYMBOLS[one.keyword], container_name=one.detail or None
                    )
                )
    return shown


def folded(server: Server, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
    where = server.where(params.text_document.uri)
    found = outline.folds(where.desk.analysis(), where.path)
    return [lsp.FoldingRange(first, last) for first, last in found]


# --- changes ---


def renamable(
    server: Server, params: lsp.PrepareRenameParams
) -> lsp.PrepareRenamePlaceholder | None:
    """The name that would be changed; None where there is none."""
    where, document, offset = _at(server, params)
    found = symbols.at(where.desk.analysis(), where.path, offset)
    if found is None:
        return None
    range_ = as_range(document.range(found.span.start, found.span.end))
    return lsp.PrepareRenamePlaceholder(range_, found.symbol.name)


def renamed(server: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit:
    where, _, offset = _at(server, params)
    desk = where.desk
    made = rename.edits(desk, desk.analysis(), where.path, offset, params.new_name)
    if isinstance(made, rename.Refused):
        raise JsonRpcException(made.why.in_(server.language(where)), REQUEST_FAILED)
    return _workspace_edit(server, desk, made)


def _workspace_edit(server: Server, desk: Desk, made: Sequence[findings.Edit]) -> lsp.WorkspaceEdit:
    changes: dict[str, list[lsp.TextEdit]] = {}
    for one in made:
        uri = server.uri(desk, one.span.file.path)
        if uri is not None:
            edit = lsp.TextEdit(server.range_of(desk, one.span), one.text)
            changes.setdefault(uri, []).append(edit)
    return lsp.WorkspaceEdit(changes=changes)


def mended(server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """The fixes of what is said about the lines chosen."""
    where = server.where(params.text_document.uri)
    document = server.document(where)
    start, end = (document.offset(_place(one)) for one in (params.range.start, params.range.end))
    analysis = where.desk.analysis()
    found = findings.mendings(analysis, where.path, start, end, server.language(where))
    shown = params.context.diagnostics
    return [
        lsp.CodeAction(
            one.title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[said for said in shown if said.code == one.code],
            is_preferred=len(found) == 1,
            edit=_workspace_edit(server, where.desk, one.edits),
        )
        for one in found
    ]


def formatted(server: Server, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
    """The file in its one layout; nothing where it cannot be read."""
    where = server.where(params.text_document.uri)
    document = server.document(where)
    text = layout.laid_out(where.desk.analysis(), where.path)
    if text is None or text == document.file.text:
        return []
    start, end, new = layout.difference(document.file.text, text)
    if "\r\n" in document.raw:
        new = new.replace("\n", "\r\n")
    return [lsp.TextEdit(as_range(document.range(start, end)), new)]


# --- looks ---


def coloured(server: Server, params: lsp.SemanticTokensParams) -> lsp.SemanticTokens:
    where = server.where(params.text_document.uri)
    document = server.document(where)
    data: list[int] = []
    line = column = 0
    for one in colours.coloured(where.desk.analysis(), where.path):
        place = document.place(one.start)
        width = document.place(one.end).column - place.column
        ahead = place.line - line
        since = place.column - column if not ahead else place.column
        index = colours.COLOURS.index(one.colour)
        data += (ahead, since, width, index, int(one.is_declared))
        line, column = place.line, place.column
    return lsp.SemanticTokens(data)


def measured(server: Server, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
    """What the warehouse last answered about the rules of a file, as they are now."""
    if not server.state.options.sizes:
        return []
    where = server.where(params.text_document.uri)
    analysis = where.desk.analysis()
    found = server.sizes(where.desk).lenses(analysis, where.path, server.language(where))
    return [
        lsp.CodeLens(server.range_of(where.desk, one.span), lsp.Command(one.text, ""))
        for one in found
    ]


FEATURES: tuple[tuple[str, Handler, Any], ...] = (
    (lsp.INITIALIZE, initialize, None),
    (lsp.TEXT_DOCUMENT_DID_OPEN, opened, None),
    (lsp.TEXT_DOCUMENT_DID_CHANGE, typed, None),
    (lsp.TEXT_DOCUMENT_DID_CLOSE, closed, None),
    (lsp.TEXT_DOCUMENT_DID_SAVE, saved, None),
    (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, files_changed, None),
    (
        lsp.TEXT_DOCUMENT_COMPLETION,
        complete,
        lsp.CompletionOptions(trigger_characters=list(TRIGGERS), resolve_provider=True),
    ),
    (lsp.COMPLETION_ITEM_RESOLVE, resolve, None),
    (lsp.TEXT_DOCUMENT_HOVER, hovered, None),
    (lsp.TEXT_DOCUMENT_DEFINITION, defined, None),
    (lsp.TEXT_DOCUMENT_REFERENCES, referred, None),
    (lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlighted, None),
    (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, outlined, None),
    (lsp.WORKSPACE_SYMBOL, searched, None),
    (lsp.TEXT_DOCUMENT_FOLDING_RANGE, folded, None),
    (lsp.TEXT_DOCUMENT_PREPARE_RENAME, renamable, None),
    (lsp.TEXT_DOCUMENT_RENAME, renamed, lsp.RenameOptions(prepare_provider=True)),
    (
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        mended,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    ),
    (lsp.TEXT_DOCUMENT_FORMATTING, formatted, None),
    (
        lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL,
        coloured,
        lsp.SemanticTokensLegend([one.value for one in colours.COLOURS], ["declaration"]),
    ),
    (lsp.TEXT_DOCUMENT_CODE_LENS, measured, lsp.CodeLensOptions(resolve_provider=False)),
)
