"""Write Jinja: texts in, templates that give them back; rules of days in, calls of macros out."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import assert_never

from segdsl.dbt import days, places
from segdsl.dbt.shapes import DayInName, Value

OPENS = re.compile(r"\{(?=[{%#]|$)|\r")  # also at the end, where a tag may follow


def plain(text: str) -> str:
    """A text in a template that comes out as it is: `{{` would open a tag."""
    return OPENS.sub(lambda found: "{{ " + quoted(found.group()) + " }}", text)


def comment(text: str) -> str:
    """A text inside a comment, which it cannot end."""
    return text.replace("#}", "# }")


def quoted(text: str) -> str:
    """A text as a literal of Jinja."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + escaped.replace("\r", "\\r").replace("\n", "\\n") + "'"


def shown(place: places.Computed, day: str) -> str:
    """What stands at a place, as a term of Jinja; `day` is the term of its day."""
    match place:
        case places.Day():
            return day
        case places.Midnight():
            return f"{day} ~ ' 00:00:00'"
        case places.Instant():
            return f"segdsl_instant({day})"
        case places.InName(_, length):
            cut = "" if length == len("2026_01_31") else f"[:{length}]"
            return f"({day} | replace('-', '_')){cut}" if cut else f"{day} | replace('-', '_')"
        case places.Year():
            return f"{day}[:4] | int"
        case places.MonthDay():
            return f"({day}[5:7] ~ {day}[8:]) | int"
        case places.BirthdaysFrom():
            return f"segdsl_birthdays_from({day})"
        case _:
            assert_never(place)


def listed(place: places.Listed) -> str:
    """A value that is looked up by the as-of day."""
    runs = ", ".join(f"['{first}', {quoted(literal(value))}]" for first, value in place.runs)
    return f"segdsl_listed(day, [{runs}])"


def literal(value: Value) -> str:
    """What a value looks like between quotes, or as a number."""
    match value:
        case datetime():
            return value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case DayInName(text):
            return text
        case int():
            return str(value)
        case _:
            assert_never(value)


def rule(found: days.Rule) -> str:
    """The day that a rule gives, as a term of Jinja: text like `2026-01-31`."""
    match found:
        case date():
            return f"'{found.isoformat()}'"
        case days.Earliest(one, other):
            return f"[{_chain(one)}, {_chain(other)}] | min"
        case days.Latest(one, other):
            return f"[{_chain(one)}, {_chain(other)}] | max"
        case tuple():
            return _chain(found)
        case _:
            assert_never(found)


def _chain(chain: days.Chain) -> str:
    term = "day"
    for step in chain:
        match step:
            case days.Days(count):
                term = f"segdsl_days({term}, {count})"
            case days.Months(count):
                term = f"segdsl_months({term}, {-count})"
            case days.Start(unit, first_weekday):
                weekday = f", {first_weekday}" if first_weekday else ""
                term = f"segdsl_start({term}, '{unit.value}'{weekday})"
            case _:
                assert_never(step)
    return term


MACROS = """\
{# The days of segments, from the day that var('as_of') names. Days are texts like 2026-01-31. #}

{# The as-of day. It must be one of those for which segdsl has compiled these models. #}
{% macro segdsl_as_of(first, last) -%}
  {%- set asked = var('as_of', none) -%}
  {%- if asked is none and execute -%}
    {{- exceptions.raise_compiler_error(
      "the models of segdsl ask which day to look from: dbt build --vars 'as_of: " ~ last ~ "'"
    ) -}}
  {%- endif -%}
  {%- set day = modules.datetime.date.fromisoformat(
    first if asked is none else asked | string
  ).isoformat() -%}
  {%- if not first <= day <= last -%}
    {{- exceptions.raise_compiler_error(
      "as_of: " ~ day ~ " is not one of the days that these models were compiled and checked for, "
      ~ first ~ " to " ~ last ~ ": compile them again, with `segdsl compile --emit dbt --days`"
    ) -}}
  {%- endif -%}
  {{- day -}}
{%- endmacro %}

{% macro segdsl_days(day, count) -%}
  {%- set there = modules.datetime.date.fromisoformat(day).toordinal() + count -%}
  {{- modules.datetime.date.fromordinal([1, [there, 3652059] | min] | max).isoformat() -}}
{%- endmacro %}

{# Months are clipped to the month's end: a month before 31 March is 28 or 29 February. #}
{% macro segdsl_months(day, count) -%}
  {%- set here = modules.datetime.date.fromisoformat(day) -%}
  {%- set index = here.year * 12 + here.month - 1 + count -%}
  {%- set year = index // 12 -%}
  {%- set month = index % 12 + 1 -%}
  {%- set is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) -%}
  {%- set lengths = [31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] -%}
  {%- if year < 1 -%}
    {{- '0001-01-01' -}}
  {%- elif year > 9999 -%}
    {{- '9999-12-31' -}}
  {%- else -%}
    {{- modules.datetime.date(year, month, [here.day, lengths[month - 1]] | min).isoformat() -}}
  {%- endif -%}
{%- endmacro %}

{# The first day of the week, month, quarter or year that a day is in. #}
{% macro segdsl_start(day, unit, first_weekday=0) -%}
  {%- set here = modules.datetime.date.fromisoformat(day) -%}
  {%- if unit == 'week' -%}
    {{- segdsl_days(day, -((here.weekday() - first_weekday) % 7)) -}}
  {%- elif unit == 'month' -%}
    {{- here.replace(day=1).isoformat() -}}
  {%- elif unit == 'quarter' -%}
    {{- here.replace(month=here.month - (here.month - 1) % 3, day=1).isoformat() -}}
  {%- else -%}
    {{- here.replace(month=1, day=1).isoformat() -}}
  {%- endif -%}
{%- endmacro %}

{# Month and day as one number; birthdays of 29 February are kept on 1 March of other years. #}
{% macro segdsl_birthdays_from(day) -%}
  {%- set year = day[:4] | int -%}
  {%- set is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) -%}
  {{- 229 if day[5:] == '03-01' and not is_leap else (day[5:7] ~ day[8:]) | int -}}
{%- endmacro %}

{# What holds on a day, of pairs of a first day and what holds from it. #}
{% macro segdsl_listed(day, runs) -%}
  {%- for first, value in runs if first <= day -%}
    {%- if loop.last -%}{{- value -}}{%- endif -%}
  {%- endfor -%}
{%- endmacro %}
"""
INSTANT = """
{# When a day starts in %(zone)s, as UTC: how many seconds its clocks are ahead, day by day. #}
{%% macro segdsl_instant(day) -%%}
  {%%- set ahead = segdsl_listed(day, [%(runs)s]) | int -%%}
  {%%- set midnight = modules.datetime.datetime.fromisoformat(day) -%%}
  {{- (midnight - modules.datetime.timedelta(seconds=ahead)).isoformat(sep=' ') -}}
{%%- endmacro %%}
"""
