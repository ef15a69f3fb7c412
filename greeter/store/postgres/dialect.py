"""Writes SQL of the common subset as PostgreSQL wants it: its placeholders, and its names of types.

Statements are written once, for SQLite. Names in quotes and `::` are not used in them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PLACE = re.compile(r"'[^']*'|:(\w+)|%")
_COLUMN = re.compile(r"^(  \w+ |alter table \w+ add column \w+ )(text|integer)\b", re.MULTILINE)
_TYPES = {"text": 'text collate "C"', "integer": "bigint"}

DATETIME = """
create or replace function datetime(seconds bigint, unit text) returns text immutable language sql
return to_char(to_timestamp(seconds) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')
"""
"""SQLite's `datetime(seconds, 'unixepoch')`, so that both stores have the same views."""


@lru_cache(maxsize=512)
def for_postgres(sql: str) -> str:
    """Return a statement with `%(name)s` for `:name`."""
    return _PLACE.sub(_place, sql)


def tables_for_postgres(script: str) -> str:
    """Return a script of tables: whole numbers of 64 bits, texts in the order of their code points, as SQLite has them."""
    plain = script.replace(") strict;", ");")
    return _COLUMN.sub(lambda found: found[1] + _TYPES[found[2]], plain)


def _place(found: re.Match[str]) -> str:
    if found[1]:
        return f"%({found[1]})s"
    return found[0].replace("%", "%%")
