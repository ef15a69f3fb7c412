"""The files that an office is written in: one, and beside it a file for each other language.

`alder-creek/es.toml` beside `alder-creek.toml` holds `[translation.es]` and `[search.es]`. They are read, kept and published as one text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Part(NamedTuple):
    """A file of an office: what it is called, and the line of the whole text on which it begins, from 1."""

    name: str
    first_line: int


def office_text(path: Path) -> tuple[str, tuple[Part, ...]]:
    """Return the one text of an office's files, and where each begins in it. Raises OSError, UnicodeDecodeError."""
    whole, parts = "", []
    folder = path.with_suffix("")
    others = sorted(folder.glob("*.toml")) if folder != path and folder.is_dir() else []
    for file in (path, *others):
        parts.append(Part(file.name if file == path else f"{path.stem}/{file.name}", whole.count("\n") + 1))
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        whole += text if file == path or text.endswith("\n") else f"{text}\n"
        if others and not whole.endswith("\n"):
            whole += "\n"
    return whole, tuple(parts)
