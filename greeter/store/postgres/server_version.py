"""Which PostgreSQL servers are new enough."""

from __future__ import annotations

from greeter.problems import StoreProblem

OLDEST = 14
"""Older servers are no longer mended by their makers."""


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
