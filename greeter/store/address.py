"""Addresses of stores: `sqlite:///office.db` from here, `sqlite:////srv/office.db` from the root, `sqlite://` in memory."""

from __future__ import annotations

from pathlib import Path

from greeter.problems import StoreProblem

MEMORY = ":memory:"


def sqlite_path(url: str) -> str:
    """Return the file that an address names, or `:memory:`. Raises StoreProblem when it is of no known kind."""
    kind, separator, path = url.partition("://")
    if kind != "sqlite" or not separator:
        raise StoreProblem(f"“{url}” is no address of a store.", "Write sqlite:///path/to/office.db.")
    if path in {"", "/", "/:memory:"}:
        return MEMORY
    return str(Path(path.removeprefix("/")).expanduser())
