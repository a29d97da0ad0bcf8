"""Ask who is on a list: the keys of its lines as text in, a test of a population's key out.

A line is of the customer whose key is that very text. Keys of another type are found here, once:
engines compare whole numbers with whole numbers, days with days, and never turn a column to text.
"""

import re
from collections.abc import Iterable
from datetime import date

from segdsl.meaning.types import Type
from segdsl.planning import plan

LARGEST = 2**63 - 1


def on_list(key: plan.Column, texts: Iterable[str]) -> plan.Term:
    """That a key is one of these, given as text; each text stands once."""
    known = (_constant(text, key.type) for text in texts)
    options = tuple(one for one in known if one is not None)
    return plan.OneOf(key, options) if options else plan.FALSE


def _constant(text: str, type_: Type) -> plan.Const | None:
    """The key whose text this is; None where no key of the type has it."""
    match type_:
        case Type.TEXT:
            return plan.Const(text, type_)
        case Type.INTEGER if re.fullmatch(r"0|-?[1-9][0-9]{0,18}", text):
            number = int(text)
            return plan.Const(number, type_) if abs(number) <= LARGEST else None
        case Type.DATE if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            try:
                return plan.Const(date.fromisoformat(text), type_)
            except ValueError:
                return None
        case _:
            return None
