"""Draft a project from a warehouse: an address in, its first files written, no secret in them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from segdsl.cli import files
from segdsl.cli.failure import FINDINGS, USAGE, WAREHOUSE, Failure
from segdsl.cli.progress import progress
from segdsl.cli.session import Session
from segdsl.disk import PROJECT_FILE
from segdsl.text import figures
from segdsl.text.catalog import cli as catalog
from segdsl.text.catalog import warehouse as warehouse_catalog
from segdsl.text.diagnostics import Said, about
from segdsl.warehouse.address import Address, Form, address, redacted

if TYPE_CHECKING:
    from segdsl.drafting.draft import Draft

NAME = "dev"
LONG_AGO = timedelta(days=60)  # since the last day of the data: today would look at nothing
USUAL_ZONE = "Europe/Paris"
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

_ZONE = Said(
    "check: that of your customers, by which an order at 23:30 has its day",
    "à vérifier : celui de vos clients, qui donne son jour à une commande de 23 h 30",
)
_VALUE = Said("what segments are weighed by", "ce qui pèse les segments")
_IN_ENVIRONMENT = Said(
    "the environment variable that holds the address",
    "la variable d'environnement qui contient l'adresse",
)
_LAST_DAY = Said(
    "the last day of the data; without this line, today is yesterday",
    "le dernier jour des données ; sans cette ligne, on compte jusqu'à hier",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a draft is to be made from: one of `url` and `variable`."""

    url: str | None
    variable: str | None
    population: str | None
    timezone: str | None


def drafted(session: Session, folder: Path, asked: Asked) -> None:
    """Writes the files of a project that is drafted from a warehouse. Raises Failure."""
    from segdsl.drafting import starters, writing

    target = Path(os.path.realpath(session.folder / folder))
    paths = (PROJECT_FILE, writing.MODEL, starters.SEGMENTS)
    for path in paths:
        if (target / path).exists():
            raise Failure(USAGE, [about(catalog.FOLDER_IN_USE, None, path=str(target / path))])
    zone = _zone(asked.timezone)
    where = _address(session, target, asked)
    found = _draft(session, where, asked.population, zone)
    first = starters.starters(found, session.language)
    variable = asked.variable or _hiding(where, target)
    settings = _settings(session, target, where, variable, zone, found, first.value)
    texts = (settings, writing.model(found, session.language), first.text)
    for path, text in zip(paths, texts, strict=True):
        files.write(target / path, text)
        session.note(str(folder / path))
    _tell(session, found, texts[1])
    if asked.variable is None and variable is not None:
        _tell_to_set(session, where, variable)


def _zone(asked: str | None) -> str:
    """The time zone asked for, else the usual one. Raises Failure."""
    from segdsl.meaning.settings import is_zone

    if asked is not None and not is_zone(asked):
        reason = Said(
            f"`{asked}` is no time zone: they are called Europe/Paris, UTC…",
            f"`{asked}` n'est pas un fuseau horaire : ils s'appellent Europe/Paris, UTC…",
        )
        raise Failure(USAGE, [about(catalog.USAGE, None, reason=reason)])
    return asked or USUAL_ZONE


def _address(session: Session, target: Path, asked: Asked) -> Address:
    """The address to read: one given here from where the command was called. Raises Failure."""
    if asked.url is not None:
        found = address(NAME, asked.url, session.folder)
        url = asked.url
    else:
        assert asked.variable is not None
        if not _VARIABLE.fullmatch(asked.variable):
            reason = Said(
                f"`{redacted(asked.variable)}` is no name of an environment variable",
                f"`{redacted(asked.variable)}` n'est pas un nom de variable d'environnement",
            )
            raise Failure(USAGE, [about(catalog.USAGE, None, reason=reason)])
        url = os.environ.get(asked.variable, "")
        if not url:
            facts = {"variable": asked.variable, "warehouse": NAME}
            raise Failure(WAREHOUSE, [about(warehouse_catalog.NO_SECRET, None, **facts)])
        found = address(NAME, url, target)
        if found is not None and found.path is not None:  # the project's folder is yet to be made
            found = replace(found, path=Path(os.path.normpath(found.path)))
    if found is None:
        facts = {"address": redacted(url), "warehouse": NAME}
        raise Failure(USAGE, [about(warehouse_catalog.UNKNOWN_ADDRESS, None, **facts)])
    return found


def _draft(session: Session, where: Address, population: str | None, zone: str) -> Draft:
    """Reads the warehouse and decides. Raises Failure."""
    from segdsl.drafting import deciding, reading
    from segdsl.warehouse.connect import connect
    from segdsl.warehouse.engine import WarehouseError

    session.detail(f"{where.name}: {redacted(where.text, where.secrets)}")
    try:
        with progress(session, where.name):
            reader = reading.Reader(lambda: connect(where, session.statement))
            try:
                tables, unread = reader.tables()
                links = reader.links(tables)
            finally:
                reader.close()
    except WarehouseError as error:
        raise Failure(WAREHOUSE, [error.diagnostic]) from None
    found = deciding.decided(tables, links, unread, population, zone)
    if isinstance(found, deciding.NoPopulation):
        known = ", ".join(f"`{one}`" for one in found.known[:12]) or "–"
        if population is None:
            raise Failure(FINDINGS, [about(catalog.NO_POPULATION_THERE, None, known=known)])
        facts = {"name": population, "known": known}
        raise Failure(FINDINGS, [about(catalog.NOT_A_POPULATION, None, **facts)])
    return found


def _hiding(where: Address, target: Path) -> str | None:
    """The variable to hold an address that has a secret in it; None for one that may be written."""
    if where.form is not Form.POSTGRES or redacted(where.text, where.secrets) == where.text:
        return None
    name = re.sub(r"[^A-Z0-9]+", "_", target.name.upper().encode("ascii", "ignore").decode())
    name = name.strip("_")
    return f"{name}_URL" if name and name[0].isalpha() else "SEGDSL_URL"


def _written(where: Address, target: Path) -> str:
    """The address as it stands in segdsl.toml: a relative path leads from there."""
    if where.path is None:
        return where.text
    given = where.text.removeprefix("duckdb:") if where.form is Form.DUCKDB else where.text
    if not Path(given).is_absolute():
        given = Path(os.path.relpath(os.path.realpath(where.path), target)).as_posix()
    return f"duckdb:{given}" if where.form is Form.DUCKDB else given


def _settings(
    session: Session,
    target: Path,
    where: Address,
    variable: str | None,
    zone: str,
    found: Draft,
    value: str | None,
) -> str:
    """The text of segdsl.toml."""
    from segdsl.cli.init import WORDS, quoted

    def said(text: Said) -> str:
        return text.in_(session.language)

    lines: list[tuple[str, str]] = [
        ("language = 1", ""),
        (f"name = {quoted(target.name or 'segdsl')}", ""),
        (f"timezone = {quoted(zone)}", said(_ZONE)),
        (f"languages = [{WORDS[session.language]['languages']}]", ""),
    ]
    if value is not None:
        lines.append((f"value = {quoted(value)}", said(_VALUE)))
    lines += [("", ""), (f"[warehouse.{NAME}]", "")]
    if variable is not None:
        lines.append((f"url_env = {quoted(variable)}", said(_IN_ENVIRONMENT)))
    else:
        lines.append((f"url = {quoted(_written(where, target))}", ""))
    last = _ended(found)
    if last is not None:
        lines.append((f'# as_of = "{last}"', said(_LAST_DAY)))
    width = max(len(code) for code, comment in lines if comment)
    return "".join(
        f"{code.ljust(width)}  # {said}\n" if said else f"{code}\n" for code, said in lines
    )


def _ended(found: Draft) -> date | None:
    """The last day of the data where it lies long ago."""
    last = found.story.last if found.story is not None else None
    return last if last is not None and last < date.today() - LONG_AGO else None


def _tell(session: Session, found: Draft, model: str) -> None:
    """How much was drafted, and how much is left to decide."""
    mark = session.says("decide:", "à décider :")
    told = [
        _counted(session, 1 + len(found.sources), *_DRAFTED),
        _counted(session, len(found.left_out), *_LEFT),
        _counted(session, model.count(mark), *_TO_DECIDE),
    ]
    session.note(", ".join(told))
    last = _ended(found)
    if last is not None:
        day = figures.day(last, session.language)
        session.note(
            session.says(
                f"the data end on {day}: `as_of` in segdsl.toml makes that day today",
                f"les données s'arrêtent au {day} : `as_of` dans segdsl.toml fait de ce jour"
                " aujourd'hui",
            )
        )


_DRAFTED = (Said("table drafted", "table ébauchée"), Said("tables drafted", "tables ébauchées"))
_LEFT = (Said("left out", "laissée de côté"), Said("left out", "laissées de côté"))
_TO_DECIDE = (
    Said("point to decide", "point à décider"),
    Said("points to decide", "points à décider"),
)


def _counted(session: Session, number: int, one: Said, many: Said) -> str:
    is_one = number == 1 or (number == 0 and session.language == "fr")
    shown = figures.count(number, session.language)
    return f"{shown} {(one if is_one else many).in_(session.language)}"


def _tell_to_set(session: Session, where: Address, variable: str) -> None:
    """How to give the address that was not written."""
    shown = redacted(where.text, where.secrets)
    session.note(
        session.says(
            f"the address holds a password and was not written; set it before each command:\n"
            f"  export {variable}='{shown}'",
            "l'adresse contient un mot de passe et n'a pas été écrite ; définissez-la avant chaque"
            f" commande :\n  export {variable}='{shown}'",
        )
    )
