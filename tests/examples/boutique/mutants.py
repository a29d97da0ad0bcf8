"""Do the small worlds tell each rule from its neighbours? Rules changed a little in, survivors out.

`python -m tests.examples.boutique.mutants`: each rule of the example is changed in one place at a
time (a bound, a comparison, a window, a `not`), and every world that asks for it is evaluated by
the interpreter. A change that no world notices is printed; some have the same meaning.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import ndiff
from pathlib import Path
from tempfile import TemporaryDirectory

from segdsl.meaning import model
from segdsl.syntax import ast
from tests.examples.boutique import (
    example,
    test_criteria,
    test_nine_segmentations,
    test_quality,
    test_words,
    worlds,
)
from tests.examples.boutique.conftest import Boutique, D, Expected, flat

LENGTH = re.compile(r"\b(\d+)(d| days|mo| months|y| years)\b")
NUMBER = re.compile(r"(?<=[ =(])(\d+)(?=[ \n)%]|$)")
Change = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _to(text: str) -> Callable[[re.Match[str]], str]:
    return lambda _: text


CHANGES: tuple[Change, ...] = (
    (re.compile(r">="), _to(">")),
    (re.compile(r"<="), _to("<")),
    (re.compile(r"(?<![<>=!])>(?!=)"), _to(">=")),
    (re.compile(r"<(?!=)"), _to("<=")),
    (re.compile(r"!="), _to("=")),
    (LENGTH, lambda found: f"{int(found[1]) + 1}{found[2]}"),
    (LENGTH, lambda found: f"{max(1, int(found[1]) - 1)}{found[2]}"),
    (NUMBER, lambda found: str(int(found[1]) + 1)),
    (re.compile(r" and not "), _to(" and ")),
    (re.compile(r"\bno (?=\w)"), _to("any ")),
    (re.compile(r" is known"), _to(" is missing")),
    (re.compile(r" in last \w+ ?\w*"), _to("")),
    (re.compile(r" among clients"), _to("")),
    (re.compile(r" where \([^()]*\)"), _to("")),
    (re.compile(r" ignoring case and accents"), _to("")),
    (re.compile(r" and [^\n:\"]*$", re.MULTILINE), _to("")),
    (re.compile(r'("[^"]+"), ("[^"]+")'), lambda found: found[1]),
)  # fmt: skip


@dataclass(slots=True)
class Recorder:
    """Stands where a test expects the judges, and only notes what it would ask of them."""

    project: model.Project
    judges: tuple[object, ...] = ()
    cases: list[tuple[str, Mapping[str, Expected], date]] = field(default_factory=list)

    def expects(self, world: str, members: Mapping[str, Expected], as_of: date = D) -> None:
        self.cases.append((world, members, as_of))


def main() -> int:
    recorder = Recorder(example.project())
    for module in (test_criteria, test_nine_segmentations, test_quality, test_words):
        for name, test in vars(module).items():
            if name.startswith("test_") and [*inspect.signature(test).parameters] == ["boutique"]:
                test(recorder)
    noticed = survived = 0
    for path in example.files():
        for declaration in example.parsed(path)[0].declarations:
            if isinstance(declaration, ast.Segment | ast.Segmentation | ast.Target):
                name = declaration.name.text
                cases = [case for case in recorder.cases if name in case[1]]
                for text in _mutants(declaration) if cases else ():
                    found = _project(path, text)
                    if found is None:
                        continue
                    if _notices(found, cases):
                        noticed += 1
                    else:
                        survived += 1
                        print(name, *_changed(path.read_text(encoding="utf-8"), text), sep="\n  ")
    print(f"{noticed} changes noticed, {survived} not")
    return 0


def _mutants(declaration: ast.Declaration) -> Iterator[str]:
    """The text of the file with the rule changed in one place."""
    span = declaration.span
    whole = span.file.text
    start = span.start + span.text.index(":")
    ends = [clause.span.start for clause in declaration.clauses]
    end = min((one for one in ends if one > start), default=span.end)
    for pattern, change in CHANGES:
        for found in pattern.finditer(whole, start, end):
            line = whole[whole.rfind("\n", 0, found.start()) + 1 : found.start()]
            is_inside_text = line.count('"') % 2 == 1
            changed = change(found)
            if changed != found[0] and not is_inside_text:
                yield whole[: found.start()] + changed + whole[found.end() :]


def _project(path: Path, text: str) -> model.Project | None:
    """The example with this file instead; None where it is no longer understood."""
    with TemporaryDirectory() as folder:
        changed = Path(folder) / path.name
        changed.write_text(text, encoding="utf-8")
        paths = [changed if one == path else one for one in example.files()]
        found, said = example.understood(paths)
    return None if any(one.is_error for one in said) else found


def _notices(
    project: model.Project, cases: Sequence[tuple[str, Mapping[str, Expected], date]]
) -> bool:
    boutique = Boutique(project, ())
    for world, members, as_of in cases:
        rows = worlds.world(project, world)
        is_built = set(members) <= set(boutique.known())
        if is_built and boutique.interpreted(rows, members, as_of) != flat(members):
            return True
    return False


def _changed(before: str, after: str) -> list[str]:
    lines = ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line.startswith(("-", "+"))]


if __name__ == "__main__":
    sys.exit(main())
