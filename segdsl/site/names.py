"""Name files after declarations: a name of the project in, a file name for any system out."""

from __future__ import annotations

DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "index"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in range(10)]
)


def file_name(name: str) -> str:
    """The name with all but letters, digits, `_`, `-` and `.` between them written as `~hex`.

    Different names give different files; `index` is kept for the page that lists the others.
    """
    safe = "".join(
        char if char.isalnum() or char in "_-" or (char == "." and 0 < place < len(name) - 1)
        else f"~{ord(char):x}~"
        for place, char in enumerate(name)
    )  # fmt: skip
    return f"{safe}~" if safe.partition(".")[0].casefold() in DEVICES else safe
