"""Which PostgreSQL servers and databases can keep a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.problems import StoreProblem

if TYPE_CHECKING:
    import psycopg

OLDEST = 14
"""Older servers are no longer mended by their makers."""


def refuse_unfit(server: psycopg.ConnectionInfo) -> None:
    """Raise StoreProblem where a server is too old, or its database can't keep every name. Costs no question to the server."""
    refuse_old(server.server_version)
    encoding = server.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreProblem(
            f"The database keeps texts as {encoding}: not every name can be written in that.",
            "Make one with: createdb --encoding UTF8 --template template0 NAME",
        )


def refuse_old(version: int) -> None:
    """Raise StoreProblem where a server is too old. version: as libpq tells it, 150004 for 15.4."""
    if version < OLDEST * 10_000:
        raise StoreProblem(
            f"The server runs PostgreSQL {spoken(version)}; Greeter needs {OLDEST} or newer.",
            "Who runs the server upgrades it; your data goes along.",
        )


def spoken(version: int) -> str:
    """Return a server's version as people write it."""
    return f"{version // 10_000}.{version % 10_000}"
