"""Whatever is typed, every feature answers: examples cut, mangled and joined, at random places."""

from __future__ import annotations

import itertools
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

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
from segdsl.editor.positions import Document
from segdsl.syntax import from_text
from segdsl.text.diagnostics import LANGUAGES

ROOT = Path(__file__).parents[2]
EXAMPLES = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("examples/**/*.seg"))]
DESK = Desk(ROOT / "examples" / "boutique")
WORDS = (
    "segment", "where (", "and", "in last", '"', "(", ")", ".", "`", "any orders", "\n", "\r\n",
    "é", "e\u0301", "\U0001f389", "= ", "\x00", "\ufeff", "#", "cycle_de_vie is ", "sum of ", "of",
)  # fmt: skip


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A stretch of an example with words put in and taken out."""
    text = draw(st.sampled_from(EXAMPLES))
    start = draw(st.integers(0, len(text)))
    text = text[start : start + draw(st.integers(0, 600))]
    if draw(st.booleans()):
        text = text[text.find("\nsegment") + 1 :]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        if draw(st.booleans()):
            text = text[:at] + draw(st.sampled_from(WORDS)) + text[at:]
        else:
            text = text[:at] + text[at + draw(st.integers(1, 12)) :]
    return text


@given(broken(), st.data())
@settings(max_examples=120, deadline=None)
def test_every_feature_answers(text: str, data: st.DataObject) -> None:
    path = "segments/valeur.seg"
    DESK.put(path, text)
    analysis = DESK.analysis()
    file = analysis.files[path]
    document = Document(text, file)
    for offset in data.draw(st.lists(st.integers(0, len(file.text)), min_size=1, max_size=4)):
        place = document.place(offset)
        assert 0 <= document.offset(place) <= len(file.text)
        here = reading.here(file, offset)
        for item in completion.items(analysis.known, here, "fr"):
            assert item.start <= offset <= item.end or here.typed == "", item
            assert "$" not in item.bare
        found = symbols.at(analysis, path, offset)
        if found is not None:
            list(symbols.places(analysis, found.symbol))
            symbols.definition(analysis, found.symbol)
        for language in LANGUAGES:
            hover.hover(analysis, path, offset, language, lambda name: None)
        rename.edits(DESK, analysis, path, offset, "nouveau")
    findings.findings(analysis.analysis.diagnostics, file, "fr")
    for one in findings.mendings(analysis, path, 0, len(file.text), "fr"):
        assert one.title
    stretches = colours.coloured(analysis, path)
    for left, right in itertools.pairwise(stretches):
        assert left.end <= right.start
    list(outline.outline(analysis, path))
    list(outline.search(analysis, "a"))
    list(outline.folds(analysis, path))
    layout.laid_out(analysis, path)


@given(st.sampled_from(EXAMPLES), st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_kept_is_what_would_be_read_afresh(text: str, data: st.DataObject) -> None:
    """A file after a change is understood as if it had been opened so."""
    path = "segments/valeur.seg"
    DESK.put(path, text)
    DESK.analysis()
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(st.sampled_from(WORDS)) + text[at:]
    DESK.put(path, text)
    (read,) = [one for one in DESK.analysis().analysis.modules if one.span.file.path == path]
    file, _ = from_text.source_file(path, text.encode())
    fresh, _ = from_text.module(file)
    assert read == fresh
    for kept, new in zip(read.declarations, fresh.declarations, strict=True):
        assert (kept.span.start, kept.span.text) == (new.span.start, new.span.text)
        assert kept.name.span.place == new.name.span.place
