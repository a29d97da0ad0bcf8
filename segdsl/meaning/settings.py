"""Read a project's settings: the text of segdsl.toml in, settings and diagnostics out."""

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from segdsl.text import spelling
from segdsl.text.catalog import lint
from segdsl.text.catalog import project as catalog
from segdsl.text.diagnostics import Diagnostic, Message, Said
from segdsl.text.source import SourceFile, Span

FILE = "segdsl.toml"
MIN_CELL = 5
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Warehouse:
    """Where the rows are: `url`, or the environment variable that holds it.

    `publish` and `publish_env` say likewise where members are written, if not there; `max_change`
    is the part of its members by which a segment may change unlooked at.
    """

    name: str
    url: str | None
    url_env: str | None
    schema: str | None = None
    as_of: date | None = None
    publish: str | None = None
    publish_env: str | None = None
    max_change: Decimal | None = None
    seconds: int | None = None  # how long a statement may take
    memory: str | None = None  # how much of it DuckDB may use: `4GB`


@dataclass(frozen=True, slots=True)
class Settings:
    """What segdsl.toml says; `value` maps a population, or "" for the only one, to its metric."""

    name: str
    timezone: str
    week_starts: str = "monday"
    value: Mapping[str, str] | None = None
    languages: tuple[str, ...] = ("en", "fr")
    min_cell: int = MIN_CELL  # the smallest number of customers that a page tells; 0 tells all
    warehouses: tuple[Warehouse, ...] = ()
    lint_off: frozenset[str] = frozenset()

    @property
    def schema(self) -> str:
        """Where the first warehouse keeps what is published."""
        named = [one.schema for one in self.warehouses[:1] if one.schema]
        return named[0] if named else DEFAULT_SCHEMA


DEFAULT_SCHEMA = "segdsl"
KEYS = (
    "language", "name", "timezone", "week_starts", "value", "languages", "min_cell", "warehouse",
    "lint",
)  # fmt: skip
WAREHOUSE_KEYS = (
    "url",
    "url_env",
    "schema",
    "as_of",
    "publish",
    "publish_env",
    "max_change",
    "timeout",
    "memory",
)
LINT_KEYS = ("off",)
RULES = tuple(
    sorted(one.code for one in vars(lint).values() if isinstance(one, Message) and one.help)
)


def settings(text: str) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """The settings, or None where they cannot be used, and what is to be said."""
    reader = _Reader(SourceFile(FILE, text))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reader.unreadable(str(error))
        return None, tuple(reader.found)
    except RecursionError:
        reader.unreadable("[[[…")
        return None, tuple(reader.found)
    found = reader.settings(data)
    return (None if reader.found else found), tuple(reader.found)


class _Reader:
    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.found: list[Diagnostic] = []

    def say(self, message: Message, key: str, **facts: str | Said) -> None:
        self.found.append(Diagnostic(message, self._place(key), dict(facts)))

    def unreadable(self, reason: str) -> None:
        """Says what the parser of TOML said, at the place that it names."""
        named = re.search(r" \(at line (\d+), column (\d+)\)", reason)
        starts = self.file.line_starts
        start = starts[int(named[1]) - 1] + int(named[2]) - 1 if named else len(self.file.text)
        facts = {"reason": re.sub(r" \(at .*\)$", "", reason)}
        self.found.append(Diagnostic(catalog.NOT_TOML, Span(self.file, start, start), {**facts}))

    def _place(self, key: str) -> Span:
        """The line that starts with the key, or the start of the file."""
        for number, start in enumerate(self.file.line_starts, 1):
            line = self.file.line(number)
            if key and line.strip().startswith(key):
                return Span(self.file, start, start + len(line))
        return Span(self.file, 0, 0)

    def settings(self, data: dict[str, Any]) -> Settings | None:
        self._known(data, KEYS)
        if data.get("language", 1) != 1:
            self._wrong("language", data["language"], "1")
        zone = data.get("timezone")
        if zone is None:
            self.say(catalog.MISSING_TIMEZONE, "")
        elif not isinstance(zone, str) or not is_zone(zone):
            self._wrong("timezone", zone, "Europe/Paris, UTC…")
        week = data.get("week_starts", "monday")
        if week not in DAYS:
            self._wrong("week_starts", week, ", ".join(DAYS))
        languages = data.get("languages", ["en", "fr"])
        known = isinstance(languages, list) and all(one in ("en", "fr") for one in languages)
        if not (known and languages):
            self._wrong("languages", languages, '["fr", "en"]')
            languages = ["en"]
        least = data.get("min_cell", MIN_CELL)
        if type(least) is not int or least < 0:  # `true` is an int too
            self._wrong("min_cell", least, "0, 5, 11…")
            least = MIN_CELL
        value = self._value(data.get("value"))
        warehouses = self._warehouses(data.get("warehouse", {}))
        return Settings(
            str(data.get("name", "segdsl")),
            str(zone),
            str(week),
            value,
            tuple(languages),
            least,
            warehouses,
            self._off(data.get("lint", {})),
        )

    def _off(self, data: object) -> frozenset[str]:
        """The codes of rules that are not to be said."""
        if not isinstance(data, dict):
            self._wrong("lint", data, "[lint]")
            return frozenset()
        self._known(data, LINT_KEYS)
        codes = data.get("off", [])
        if isinstance(codes, list) and all(code in RULES for code in codes):
            return frozenset(codes)
        self._wrong("off", codes, ", ".join(RULES))
        return frozenset()

    def _known(self, data: dict[str, Any], names: tuple[str, ...]) -> None:
        for name in data:
            if name not in names:
                close = spelling.closest(name, names)
                hint = _did_you_mean(close) if close else ", ".join(f"`{one}`" for one in names)
                self.say(catalog.UNKNOWN_SETTING, name, name=name, hint=hint)

    def _wrong(self, name: str, value: object, expected: str) -> None:
        self.say(catalog.WRONG_SETTING, name, name=name, value=str(value), expected=expected)

    def _value(self, value: object) -> Mapping[str, str] | None:
        match value:
            case None:
                return None
            case str():
                return {"": value}
            case dict() if all(isinstance(metric, str) for metric in value.values()):
                return value
        self._wrong("value", value, '"monetary"')
        return None

    def _warehouses(self, data: object) -> tuple[Warehouse, ...]:
        if not isinstance(data, dict):
            self._wrong("warehouse", data, "[warehouse.dev]")
            return ()
        return tuple(self._warehouse(name, inner) for name, inner in data.items())

    def _warehouse(self, name: str, data: object) -> Warehouse:
        if not isinstance(data, dict):
            self._wrong("warehouse", data, "[warehouse.dev]")
            return Warehouse(name, None, None)
        self._known(data, WAREHOUSE_KEYS)
        if ("url" in data) == ("url_env" in data):
            self.say(catalog.NO_ADDRESS, f"[warehouse.{name}]", name=name)
        if "publish" in data and "publish_env" in data:
            self.say(catalog.NO_ADDRESS, f"[warehouse.{name}]", name=name)
        for key in ("url", "url_env", "schema", "publish", "publish_env"):
            if not isinstance(data.get(key, "…"), str) or data.get(key) == "":
                self._wrong(key, data[key], '"text"')
        as_of = self._day(data.get("as_of"))
        return Warehouse(
            name,
            data.get("url"),
            data.get("url_env"),
            data.get("schema"),
            as_of,
            data.get("publish"),
            data.get("publish_env"),
            self._part(data.get("max_change")),
            self._seconds(data.get("timeout")),
            self._memory(data.get("memory")),
        )

    def _seconds(self, value: object) -> int | None:
        """`"90s"`, `"15min"`, `"2h"` in seconds."""
        found = re.fullmatch(r"(\d{1,5})\s*(s|min|h)", value) if isinstance(value, str) else None
        if found is not None and int(found[1]):
            return int(found[1]) * {"s": 1, "min": 60, "h": 3600}[found[2]]
        if value is not None:
            self._wrong("timeout", value, '"15min"')
        return None

    def _memory(self, value: object) -> str | None:
        if isinstance(value, str) and re.fullmatch(r"\d{1,6}\s*(MB|GB|MiB|GiB)", value):
            return value
        if value is not None:
            self._wrong("memory", value, '"4GB"')
        return None

    def _part(self, value: object) -> Decimal | None:
        """`"30%"` as 0.3."""
        if value is None:
            return None
        if isinstance(value, str) and re.fullmatch(r"\d{1,4}(\.\d{1,2})?\s*%", value):
            return Decimal(value.rstrip("% ")) / 100
        self._wrong("max_change", value, '"30%"')
        return None

    def _day(self, value: object) -> date | None:
        """A day, written as a date of TOML or as text."""
        day = value
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            with suppress(ValueError):
                day = date.fromisoformat(value)
        if day is None or type(day) is date:  # an instant is a `date` too
            return day
        self._wrong("as_of", value, "2026-12-31")
        return None


def _did_you_mean(close: str) -> Said:
    return Said(f"did you mean `{close}`?", f"vouliez-vous dire `{close}` ?")


def is_zone(name: str) -> bool:
    """Whether a name is that of a time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
