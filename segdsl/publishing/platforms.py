"""Write people as advertising platforms ask for them: columns of a target in, hashes out.

Google Customer Match and Meta custom audiences match on SHA-256 digests of normalised identifiers.
A digest of an address is still personal data: whoever has the address can make it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Identifier:
    """A column of a platform's file: its header, what it is made of, and how it is written."""

    header: str
    holds: str  # a key of KINDS
    written: Callable[[str], str]
    hashed: bool = True


@dataclass(frozen=True, slots=True)
class Platform:
    """A file that a platform takes."""

    name: str
    label: str
    identifiers: tuple[Identifier, ...]


# names that a column usually has, by what it holds
KINDS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "e_mail", "mail", "courriel", "adresse_mail", "adresse_email"),
    "phone": ("phone", "mobile", "telephone", "téléphone", "tel", "portable"),
    "first_name": ("first_name", "firstname", "prenom", "prénom", "given_name"),
    "last_name": ("last_name", "lastname", "nom", "surname", "family_name"),
    "country": ("country", "pays", "country_code"),
    "postcode": ("postcode", "zip", "zip_code", "postal_code", "code_postal"),
    "city": ("city", "ville"),
}


def lowered(text: str) -> str:
    """Composed, in small letters, without blanks around."""
    return unicodedata.normalize("NFC", text).strip().lower()


def mailbox(text: str) -> str:
    """An address as Meta takes it; "" for what is none."""
    text = "".join(lowered(text).split())
    return text if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) else ""


def google_mailbox(text: str) -> str:
    """Google's own domains ignore dots before the `@`, and what follows a `+`."""
    local, at, domain = mailbox(text).partition("@")
    if domain in ("gmail.com", "googlemail.com"):
        local = local.partition("+")[0].replace(".", "")
    return f"{local}{at}{domain}" if local else ""


def phone(text: str) -> str:
    """A number in E.164, `+33612345678`; "" for one without its country: nobody guesses it."""
    text = text.strip()
    digits = re.sub(r"\D", "", text)
    if text.startswith("00"):
        digits = digits[2:]
    elif not text.startswith("+"):
        return ""
    return f"+{digits}" if 8 <= len(digits) <= 15 else ""


def bare_phone(text: str) -> str:
    """The same without its `+`."""
    return phone(text).removeprefix("+")


def letters(text: str) -> str:
    """A name without blanks, digits and signs, in small letters."""
    return "".join(one for one in lowered(text) if one.isalpha())


def squeezed(text: str) -> str:
    """Without blanks, in small letters."""
    return "".join(lowered(text).split())


def postcode(text: str) -> str:
    """Letters, digits, and blanks and hyphens among them; "" for what no post knows.

    It stands in the file as it is, where a spreadsheet would take `=1+1` for a formula.
    """
    text = lowered(text)
    return text if re.fullmatch(r"[^\W_](?:[\w -]*[^\W_])?", text) else ""


def country(text: str) -> str:
    """Two letters of ISO 3166; "" for anything else."""
    text = lowered(text)
    return text if re.fullmatch(r"[a-z]{2}", text) else ""


GOOGLE = Platform(
    "google",
    "Google Customer Match",
    (
        Identifier("Email", "email", google_mailbox),
        Identifier("Phone", "phone", phone),
        Identifier("First Name", "first_name", lowered),
        Identifier("Last Name", "last_name", lowered),
        Identifier("Country", "country", lambda text: country(text).upper(), hashed=False),
        Identifier("Zip", "postcode", postcode, hashed=False),
    ),
)
META = Platform(
    "meta",
    "Meta custom audience",
    (
        Identifier("email", "email", mailbox),
        Identifier("phone", "phone", bare_phone),
        Identifier("fn", "first_name", letters),
        Identifier("ln", "last_name", letters),
        Identifier("ct", "city", letters),
        Identifier("zip", "postcode", squeezed),
        Identifier("country", "country", country),
    ),
)
PLATFORMS = (GOOGLE, META)


def digest(text: str) -> str:
    """64 small hexadecimal digits; "" stays "": a missing identifier matches nobody."""
    return sha256(text.encode()).hexdigest() if text else ""


def matched(platform: Platform, columns: Mapping[str, str]) -> tuple[tuple[Identifier, str], ...]:
    """Which column of a target holds each identifier; `columns` says for some by what they hold."""
    by_name = {name.casefold(): kind for kind, names in KINDS.items() for name in names}
    found: dict[str, str] = {}
    for column, kind in columns.items():
        kind = kind or by_name.get(column.rpartition(".")[2].casefold(), "")
        if kind:
            found.setdefault(kind, column)
    return tuple((one, found[one.holds]) for one in platform.identifiers if one.holds in found)


def row(identifiers: tuple[tuple[Identifier, str], ...], values: Mapping[str, str]) -> list[str]:
    """The cells of a customer; all "" where nothing can be matched."""
    cells = []
    for identifier, column in identifiers:
        text = identifier.written(values.get(column, ""))
        cells.append(digest(text) if identifier.hashed else text)
    return cells
