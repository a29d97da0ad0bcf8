"""Count the columns that a text takes: characters in, columns of a terminal out."""

import unicodedata

TAB = 4


def width(text: str, start: int = 0) -> int:
    """How many columns a text takes, begun at column `start`: none for accents set apart."""
    if text.isascii() and "\t" not in text:
        return len(text)
    at = start
    for char in text:
        if char == "\t":
            at += TAB - at % TAB
        elif not unicodedata.combining(char):
            at += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return at - start
