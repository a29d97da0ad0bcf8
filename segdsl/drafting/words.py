"""Take the names of a warehouse apart: a name in; its words, its singular, a name of ours out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from segdsl.syntax.limits import NAME_BYTES, has_hidden
from segdsl.syntax.mistakes import RESERVED

_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_PREFIXES = frozenset(
    ("dim", "fact", "fct", "stg", "tbl", "ref", "raw", "mart", "vw", "d", "f", "t")
)
_JOINING = frozenset(("de", "du", "des", "d", "par", "of", "by"))
# words that say that a column identifies something, and not what
ID_WORDS = frozenset(
    ("id", "ids", "uid", "uuid", "pk", "fk", "sk", "key", "cle", "code", "no", "num", "numero",
     "nr", "ref", "reference", "identifiant", "identifier", "number")
)  # fmt: skip
_SINGULARS = {
    "people": "person", "persons": "person", "children": "child", "men": "man", "women": "woman",
    "news": "news", "series": "series", "status": "status", "address": "address", "bonus": "bonus",
    "bus": "bus", "colis": "colis", "avis": "avis", "fois": "fois", "mois": "mois", "prix": "prix",
    "choix": "choix", "pays": "pays", "achats": "achat", "access": "access", "movies": "movie",
    "cookies": "cookie", "sms": "sms", "crm": "crm", "tarifs": "tarif", "analyses": "analysis",
}  # fmt: skip


def plain(text: str) -> str:
    """The text in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(one for one in decomposed if not unicodedata.combining(one)).casefold()


def tokens(name: str) -> tuple[str, ...]:
    """`CustomerID` and `customer-id` as `customer`, `id`; without accents."""
    parts = re.split(r"[\W_]+", _CAMEL.sub("_", unicodedata.normalize("NFC", name)))
    return tuple(plain(one) for one in parts if one)


def about(name: str) -> str:
    """What a column is about, in one word: `customerid` of `id_customer`, `""` of `id`."""
    return "".join(told(tokens(name)))


def told(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words but those that only say that something is identified."""
    found = tuple(one for one in words if one not in ID_WORDS)
    if len(found) == 1:  # customerid, written as one word
        for end in ("uuid", "id"):
            if found[0].endswith(end) and len(found[0]) > len(end) + 2:
                return (found[0].removesuffix(end),)
    return found


def singular(word: str) -> str:
    """A word in the singular, by the rules of English and French: `orders`, `canaux`, `foyers`."""
    if plain(word) in _SINGULARS:
        return _SINGULARS[plain(word)]
    bare = word.casefold()
    for end, instead in (
        ("ies", "y"), ("eaux", "eau"), ("aux", "al"), ("sses", "ss"), ("ches", "ch"),
        ("shes", "sh"), ("xes", "x"),
    ):  # fmt: skip
        if bare.endswith(end) and len(bare) > len(end) + 1:
            return word[: len(word) - len(end)] + instead
    if bare.endswith("s") and not bare.endswith(("ss", "us", "is")) and len(bare) > 3:
        return word[:-1]
    return word


def singular_of(name: str) -> str:
    """One row of a table: `order_line` of `order_lines`, `ligne_de_commande` of `lignes_de_…`."""
    parts = name.split("_")
    if len(parts) > 1 and parts[1] in _JOINING:
        return "_".join([singular(parts[0]), *parts[1:]])
    last = singular(parts[-1])
    if last == parts[-1]:  # `clients_actif`, `customers_archive`
        return "_".join([singular(parts[0]), *parts[1:]])
    return "_".join([*parts[:-1], last])


def bare(name: str) -> str:
    """The name of a table without what only says that it is one: `client` of `t_client`."""
    first, _, rest = name.partition("_")
    return rest if rest and plain(first) in _PREFIXES else name


def stems(table: str) -> frozenset[str]:
    """The words by which columns of other tables may speak of a table, joined."""
    words = tokens(table)
    ways = {words}
    if len(words) > 1 and words[0] in _PREFIXES:
        ways.add(words[1:])
    found = set()
    for way in ways:
        name = "_".join(way)
        each = "".join(map(singular, way))  # `clientete` of `clients_ete`
        found |= {name.replace("_", ""), singular_of(name).replace("_", ""), each}
    return frozenset(one for one in found if len(one) > 1)


def identifier(physical: str) -> str:
    """A name of ours for one of the warehouse: `order_date` for `OrderDate`, `prénom`, `n2024`."""
    composed = unicodedata.normalize("NFC", physical)
    if composed != composed.lower():
        composed = _CAMEL.sub("_", composed).lower()
    name = re.sub(r"_?\W+_?", "_", unicodedata.normalize("NFC", composed)).strip("_") or "column"
    if not _IDENTIFIER.fullmatch(name):
        name = "n" + name
    if not _IDENTIFIER.fullmatch(name):
        name = re.sub(r"[^a-z0-9_]+", "_", plain(name)).strip("_") or "column"
        name = name if _IDENTIFIER.fullmatch(name) else "n" + name
    return shortened(f"{name}_" if name in RESERVED else name)


def shortened(name: str, bytes_: int = NAME_BYTES - 4) -> str:
    """A name that is not too long, with room for a number."""
    return name.encode()[:bytes_].decode(errors="ignore")


def unused(name: str, taken: Iterable[str]) -> str:
    """The name, with a number where it is taken whatever its case."""
    folded = {one.casefold() for one in taken}
    number, found = 2, name
    while found.casefold() in folded:
        found = f"{name}_{number}"
        number += 1
    return found


def is_writable(physical: str) -> bool:
    """Whether a `.seg` file can hold a name or value as it is: NFC, one line, nothing hidden."""
    return (
        bool(physical)
        and unicodedata.normalize("NFC", physical) == physical
        and not has_hidden(physical)
        and not re.search(r"[\n\r\t\x85\u2028\u2029]", physical)
    )


def shown(physical: str) -> str:
    """A name on one line of a comment, whatever is in it."""
    kept = (one if is_writable(one) else "?" for one in unicodedata.normalize("NFC", physical))
    return "".join(kept)[:80]


def quoted(text: str) -> str:
    """A text of the language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def physical_name(name: str) -> str:
    """A name of the warehouse as it stands after `from`."""
    is_plain = _IDENTIFIER.fullmatch(name) and name not in RESERVED
    return name if is_plain and len(name.encode()) <= NAME_BYTES else quoted(name)


def label(name: str) -> str:
    """What pages call a table: `Order lines` for `order_lines`."""
    calm = name.lower() if name.isupper() else name
    spaced = " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", bare(calm))).split())
    return spaced[:1].upper() + spaced[1:]
