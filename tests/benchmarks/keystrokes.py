"""`python -m tests.benchmarks.keystrokes`: how long a keystroke takes in a project of 500 segments.

The rules of the boutique, repeated under other names, in files of 20 and all in one file. Each
keystroke goes through what the server does: the text is put, analysed, completed and said. Printed
is the time of the processor: what it takes on a quiet machine, whatever else this one does.
"""

from __future__ import annotations

import re
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from segdsl import compiler
from segdsl.editor import colours, completion, findings, hover, reading, symbols
from segdsl.editor.desk import Desk
from segdsl.syntax import from_text

EXAMPLE = Path(__file__).parents[2] / "examples" / "boutique"
COUNT = 500
TYPED = '\nsegment nouveau "Nouveau" of customers: frequency >= 4 and any orders in last 30d\n'


def project(folder: Path, per_file: int) -> str:
    """Writes the project; gives the path of the file to type in."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("invented", "*.duckdb"))
    rules = []
    for path in sorted(folder.rglob("*.seg")):
        parts = re.split(r"^(?=\w)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        rules += [part for part in parts if part.startswith("segment ")]
    more = [
        re.sub(r"^segment (\w+)", rf"segment \1_{number}", rules[number % len(rules)])
        for number in range(COUNT - len(rules))
    ]
    for start in range(0, len(more), per_file):
        text = "".join(more[start : start + per_file])
        (folder / f"more{start:03}.seg").write_text(text, encoding="utf-8")
    return "more000.seg"


def keystrokes(folder: Path, path: str) -> dict[str, list[float]]:
    """Seconds of each answer, for each letter typed in the middle of a file."""
    desk = Desk(folder)
    text = (folder / path).read_text(encoding="utf-8")
    middle = text.index("\nsegment ", len(text) // 2)
    desk.put(path, text)
    desk.analysis()
    assert len(desk.analysis().analysis.project.segments) == COUNT
    taken: dict[str, list[float]] = {}

    def timed(name: str, work: Callable[[], object]) -> None:
        started = process_time()
        work()
        taken.setdefault(name, []).append(process_time() - started)

    for count in range(1, len(TYPED) + 1):
        now = text[:middle] + TYPED[:count] + text[middle:]
        offset = middle + count
        desk.put(path, now)
        file, _ = from_text.source_file(path, now.encode())
        known = desk.latest().known

        def complete() -> None:
            completion.items(known, reading.here(file, offset), "fr")  # noqa: B023

        timed("completion", complete)
        timed("messages", lambda: _messages(desk))
        timed("hover", lambda: _hover(desk, path, middle + 12))
    timed("colours, once", lambda: colours.coloured(desk.analysis(), path))
    timed("colours again", lambda: colours.coloured(desk.analysis(), path))
    at = desk.analysis().files["metrics.seg"].text.index("frequency")
    found = symbols.at(desk.analysis(), "metrics.seg", at)
    assert found is not None
    timed("references", lambda: list(symbols.places(desk.analysis(), found.symbol)))
    timed(
        "proof, after a pause",
        lambda: compiler.proved(desk.analysis().analysis, compiler.Stopwatch()),
    )
    return taken


def _messages(desk: Desk) -> None:
    analysis = desk.analysis()
    file = next(iter(analysis.files.values()))
    findings.findings(analysis.analysis.diagnostics, file, "fr")


def _hover(desk: Desk, path: str, offset: int) -> None:
    hover.hover(desk.analysis(), path, offset, "fr", lambda name: None)


def main() -> None:
    print("| 500 segments | answer | median, ms | slowest, ms |")
    print("| --- | --- | ---: | ---: |")
    for per_file, label in ((20, "20 to a file"), (COUNT, "in one file")):
        with tempfile.TemporaryDirectory(prefix="segdsl-keystrokes-") as where:
            folder = Path(where) / "project"
            path = project(folder, per_file)
            for name, seconds in keystrokes(folder, path).items():
                middle, most = statistics.median(seconds) * 1000, max(seconds) * 1000
                print(f"| {label} | {name} | {middle:.0f} | {most:.0f} |")


if __name__ == "__main__":
    main()
