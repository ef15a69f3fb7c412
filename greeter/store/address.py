"""Addresses of stores.

`sqlite:///office.db` from here, `sqlite:////srv/office.db` from the root, `sqlite://` in memory; `postgresql://user@server/database` for
several machines.
"""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from greeter.problems import StoreProblem

MEMORY = ":memory:"
_PASSWORD = re.compile(r"(?<=:)[^:@/]+(?=@)|(?<=[?&]password=)[^&]+")


class Engine(Enum):
    """What keeps a store."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


def engine_of(url: str) -> Engine:
    """Return what keeps the store at an address. Raises StoreProblem when it is of no known kind."""
    kind, separator, _ = url.partition("://")
    if separator and kind in {"postgresql", "postgres"}:
        return Engine.POSTGRESQL
    if separator and kind == "sqlite":
        return Engine.SQLITE
    raise StoreProblem(
        f"“{shown(url)}” is no address of a store.",
        "Write sqlite:///path/to/office.db, or postgresql://user@server/database.",
    )


def sqlite_path(url: str) -> str:
    """Return the file that an address names, or `:memory:`. Raises StoreProblem when it is no SQLite store's."""
    if engine_of(url) is not Engine.SQLITE:
        raise StoreProblem(f"{shown(url)} is no file on this machine.", "Write sqlite:///path/to/office.db.")
    path = url.partition("://")[2]
    if path in {"", "/", "/:memory:"}:
        return MEMORY
    return str(Path(path.removeprefix("/")).expanduser())


def shown(url: str) -> str:
    """Return an address as it may be shown and logged: without its password."""
    return _PASSWORD.sub("…", url)


def driver_missing(fault: ImportError) -> StoreProblem:
    """Return what to say where PostgreSQL's driver, an extra, is not installed."""
    return StoreProblem(
        f"A PostgreSQL store needs more than is installed here ({fault}).",
        "Install it with: pip install 'greeter[office]'",
    )
