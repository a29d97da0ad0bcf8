"""The same declarations in other shapes: spaces, line breaks and comments put where none were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

from segdsl.syntax import ast, from_text, grammar, lines
from segdsl.text.catalog import lists, meaning, promises, proof, syntax, targets, words
from segdsl.text.diagnostics import Message
from segdsl.text.source import SourceFile
from tests.conformance import kit
from tests.differential import model_text, segments
from tests.differential.worlds import sample
from tests.syntax import language_page

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```seg(?: (\S+))?[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROOMS = (lists, meaning, promises, proof, syntax, targets, words)
GAPS = (" ", "   ", "\t", "\n  ", "\n      ", "\n\n   ")
REMARKS = (
    "",
    " why",
    "  # twice",
    ' a "quote',
    " `tick",
    " and (or)",
    " \N{NO-BREAK SPACE}:  ",
    "!",
)


def read(text: str) -> ast.Module | None:
    """What a text says; None where something is wrong with it."""
    file, unreadable = from_text.source_file("a.seg", text.encode())
    module, found = from_text.module(file)
    return None if unreadable or found else module


def corpus() -> dict[str, str]:
    """Every text of the house that has no error of syntax, by where it stands."""
    found = {"page": language_page.DECLARATIONS, "page, model": language_page.MODEL}
    for number, rule in enumerate(language_page.CONDITIONS):
        found[f"page {number}"] = f"segment a: {rule}\nsegmentation b:\n  c when {rule}\n"
    for path in sorted((ROOT / "docs").rglob("*.md")):
        blocks = BLOCK.findall(path.read_text(encoding="utf-8"))
        for number, (info, body) in enumerate(blocks):
            if info != "wrong":
                found[f"{path.relative_to(ROOT)} {number}"] = body
    for path in sorted((*ROOT.glob("examples/**/*.seg"), *ROOT.glob("tests/**/*.seg"))):
        found[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
    for topic in kit.topics():
        for case in kit.cases(topic):
            rule = case.select or case.value
            text = f"segment a: {rule}\n" if rule else ""
            text += f"segmentation b{case.segmentation}\n" if case.segmentation else ""
            found[f"{topic}: {case.name}"] = f"{case.given}\n{text}"
            found[f"{topic}, model"] = case.model
    for room in ROOMS:
        for message in vars(room).values():
            if isinstance(message, Message) and message.right:
                found[message.code] = message.right
    return {name: text for name, text in found.items() if read(text) is not None}


def drawn(seed: int) -> str:
    """A generated program: a model and rules of every construct."""
    rules = segments.segments(seed, 12, sample(seed % 50))
    return model_text.MODEL + "\n" + "\n".join(rules) + "\n"


def reshaped(random: Random, text: str, remarks: Sequence[str] = REMARKS) -> str:
    """The declarations of a text in another shape, saying the same, with remarks put anywhere."""
    parts, _, _ = lines.declarations(SourceFile("a.seg", text))
    found = [_between(random, remarks)] if random.random() < 0.5 else []
    for part in parts:
        declaration = part.span.text
        for _ in range(3):
            other = _other(random, part.keyword, declaration, remarks)
            if _is_alike(declaration, other):
                declaration = other
        beside = ""
        if remarks and random.random() < 0.2:
            beside = f"{random.choice(('', ' ', '     '))}#{random.choice(remarks)}"
        found += [declaration, beside, "\n", _between(random, remarks)]
    return "".join(found)


def _is_alike(text: str, other: str) -> bool:
    before, after = read(text), read(other)
    return before is not None and after is not None and before.declarations == after.declarations


def _between(random: Random, remarks: Sequence[str]) -> str:
    """What may stand between two declarations."""
    choices = ["", "\n", "\n\n\n", "   \n"]
    for remark in remarks:
        choices.append(f"{random.choice(('', '  ', '        '))}#{remark}\n")
    return "".join(random.choice(choices) for _ in range(3))


def _other(random: Random, keyword: str, text: str, remarks: Sequence[str]) -> str:
    """A declaration with some of the gaps between its words changed, and in its pairs of words."""
    reading = grammar.parser().parse_interactive(text, start=keyword)
    tokens = list(reading.iter_parse())
    chance = random.choice((0.05, 0.3, 0.9))
    parts, done = [], 0
    for token in tokens:
        assert token.start_pos is not None
        assert token.end_pos is not None
        gap = text[done : token.start_pos]
        if done and random.random() < chance:
            gap = _gap(random, gap, text[done - 1] + text[token.start_pos], remarks)
        parts.append(gap)
        if token.type in ("TEXT", "NAME") or random.random() < 0.7:
            parts.append(str(token))
        else:
            parts.append(re.sub(r"\s+", lambda m: random.choice(GAPS), str(token)))
        done = token.end_pos
    return "".join([*parts, text[done:]])


def _gap(random: Random, gap: str, sides: str, remarks: Sequence[str]) -> str:
    if "#" in gap:
        return gap  # a comment is never lost
    if not re.fullmatch(r"\w\w", sides) and random.random() < 0.4:
        return ""
    if not remarks or random.random() < 0.5:
        return random.choice(GAPS)
    remark, indent = random.choice(remarks), random.choice(("  ", "      "))
    above = random.choice(("", " ", "\n", "\n   ", "\n\n     "))
    more = f"{indent}#{random.choice(remarks)}\n" if random.random() < 0.2 else ""
    return f"{above}#{remark}\n{more}{indent}"
