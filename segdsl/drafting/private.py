"""Guess which columns are personal: names and sampled values in, looks and a verdict out.

Doubt makes a column private: to take the word away costs a person a moment, to add it comes too
late.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from segdsl.drafting import words
from segdsl.drafting.facts import Column, Look
from segdsl.warehouse.checks import Kind

_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\W\d_]{2,}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}(?:\s?[A-Z0-9]){11,30}")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}", re.I)
_PHONE = re.compile(r"(?:\+|00?|\()[\d\s().\-/]{8,20}")
_SEPARATED = re.compile(r"\d{2,4}(?:[\s.\-/]\d{2,4}){3,5}")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?|\d\d/\d\d/\d{4}(?: .*)?")
HALF = 0.5

# words of a column's name that speak of a person
_WORDS = frozenset(
    ("email", "emails", "mail", "courriel", "phone", "telephone", "tel", "mobile", "gsm",
     "portable", "fax", "msisdn", "cellphone", "firstname", "lastname", "surname", "fullname",
     "forename",
     "prenom", "prenoms", "patronyme", "maiden", "address", "adresse", "street", "rue", "iban",
     "bic", "swift", "rib", "ip", "ipaddress", "ssn", "nir", "nino", "passport", "passeport",
     "password", "passwd", "mdp", "login", "username", "pseudo", "nickname", "license",
     "permis", "pan", "creditcard")
)  # fmt: skip
_PAIRS = (
    ("first", "name"), ("last", "name"), ("full", "name"), ("middle", "name"), ("maiden", "name"),
    ("family", "name"), ("given", "name"), ("user", "name"), ("e", "mail"), ("card", "number"),
    ("nom", "famille"), ("nom", "complet"), ("nom", "usage"), ("nom", "naissance"),
    ("contact", "name"), ("customer", "name"), ("client", "name"), ("nom", "client"),
    ("social", "security"), ("account", "number"),
)  # fmt: skip
_OF_A_PERSON = frozenset(("name", "nom", "names", "noms", "contact", "person", "personne"))
# who somebody is to a row: a name where it is no number
_ROLES = frozenset(
    ("author", "auteur", "seller", "vendeur", "salesperson", "manager", "owner", "agent",
     "conseiller", "assignee", "recipient", "destinataire", "beneficiary", "beneficiaire",
     "cardholder", "titulaire", "advisor", "rep", "representative", "commercial", "referent")
)  # fmt: skip
PEOPLE = frozenset(
    ("customer", "client", "person", "personne", "contact", "user", "utilisateur", "member",
     "membre", "adherent", "household", "foyer", "employee", "salarie", "subscriber", "abonne",
     "patient", "visitor", "visiteur", "lead", "prospect", "beneficiary", "donor", "donateur",
     "individual", "individu", "guest", "student", "etudiant", "lecteur", "reader", "player")
)  # fmt: skip
# words after which a name that speaks of a person does not: the kind of a phone, a count of mails
_NOT_ITSELF = frozenset(
    ("type", "kind", "id", "count", "nb", "optin", "opt", "consent", "consentement", "flag", "is",
     "has", "valid", "verified", "status", "statut", "date", "at", "on", "open", "opens", "click",
     "clicks", "sent", "country", "city")
)  # fmt: skip


def looks(values: Iterable[str]) -> frozenset[Look]:
    """What values look like; one e-mail or account number among them is enough."""
    seen = [value.strip() for value in values if value.strip()]
    if not seen:
        return frozenset()
    found = set()
    if any(_EMAIL.search(value) for value in seen):
        found.add(Look.EMAIL)
    if any(_IBAN.fullmatch(value) for value in seen):
        found.add(Look.IBAN)
    for look, fits in ((Look.PHONE, _is_phone), (Look.IP, _is_ip), (Look.DATE, _is_day)):
        if sum(map(fits, seen)) >= HALF * len(seen):
            found.add(look)
    return frozenset(found)


PRIVATE_LOOKS = frozenset((Look.EMAIL, Look.PHONE, Look.IBAN, Look.IP))


def is_private(column: Column, table: str) -> bool:
    """Whether a column is taken for personal, by its name or by its values."""
    if column.looks & PRIVATE_LOOKS or is_private_name(column.name, table):
        return True
    said = set(words.tokens(column.name))
    is_role = bool(said & _ROLES) and not said & (_NOT_ITSELF | words.ID_WORDS)
    return is_role and column.kind is Kind.TEXT


def is_private_name(name: str, table: str) -> bool:
    """Whether the name of a column of a table speaks of a person."""
    said = words.tokens(name)
    if set(said) & _NOT_ITSELF:
        return False
    joined = set(pairwise(said))
    if set(said) & _WORDS or joined & set(_PAIRS):
        return True
    return bool(set(said) & _OF_A_PERSON) and is_of_people(table)


def is_of_people(table: str) -> bool:
    """Whether the rows of a table are people, by its name."""
    return any(words.singular(word) in PEOPLE for word in words.tokens(table))


def _is_phone(value: str) -> bool:
    digits = sum(one.isdigit() for one in value)
    return 9 <= digits <= 15 and bool(_PHONE.fullmatch(value) or _SEPARATED.fullmatch(value))


def _is_ip(value: str) -> bool:
    return _IP.fullmatch(value) is not None


def _is_day(value: str) -> bool:
    found = _DAY.fullmatch(value)
    if found is None or found[1] is None:
        return found is not None
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True
