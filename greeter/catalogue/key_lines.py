"""On which line of an office file a key stands, so that a finding can name it.

`tomllib` gives values without their places. This reads the same text again, only for the places: tables, keys, and where
values that span lines end. It is a best effort; a key inside an inline table has the line of that table.
"""

from __future__ import annotations

import re
from typing import Protocol

KeyPath = tuple[str | int, ...]
"""The way to a value: `("service", 2, "letter")` is the letter of the third service."""


class Lines(Protocol):
    """What tells on which line of a file a key stands."""

    def of(self, path: KeyPath) -> int:
        """Return the line of the key, or of the nearest table around it."""
        ...


_TABLE = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_KEY = re.compile(r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)")
_MARK = re.compile(r"\"\"\"|'''|\"(?:\\.|[^\"\\])*\"|'[^']*'|#|[\[\]{}]")


class KeyLines:
    """The line of every key of a TOML text.

    >>> KeyLines('name = "Alder Creek"\\n[[service]]\\nid = "permit"\\n').of(("service", 0, "id"))
    3
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[KeyPath, int] = {}
        self._counts: dict[KeyPath, int] = {}

    def of(self, path: KeyPath) -> int:
        """Return the line of the key, or of the nearest table around it."""
        if not self._lines:  # a file with nothing to mend is never read for its lines
            self._read()
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def _read(self) -> None:
        self._lines[()] = 1
        table: KeyPath = ()
        depth, quote = 0, ""
        for number, line in enumerate(self._text.split("\n"), start=1):
            if depth == 0 and not quote:
                if found := _TABLE.match(line):
                    table = self._open(_parts(found[2]), found[1] == "[[", number)
                    continue
                if not (key := _KEY.match(line)):
                    continue
                self._lines.setdefault(table + _parts(key[1]), number)
                line = line[key.end() :]
            depth, quote = _after(line, depth, quote)

    def _open(self, parts: KeyPath, repeated: bool, number: int) -> KeyPath:
        path: KeyPath = ()
        for part in parts[:-1]:
            path += (part,)
            if path in self._counts:
                path += (self._counts[path] - 1,)
        path += parts[-1:]
        if repeated:
            index = self._counts.get(path, 0)
            self._counts[path] = index + 1
            self._lines.setdefault(path, number)
            path += (index,)
        self._lines.setdefault(path, number)
        return path


def _parts(dotted: str) -> KeyPath:
    return tuple(next(part for part in found.groups() if part is not None) for found in _PART.finditer(dotted))


def _after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Return how deep in brackets, and in which long quotation, the text is after this line."""
    place = 0
    if quote:
        end = line.find(quote)
        if end < 0:
            return depth, quote
        place = end + 3
    while mark := _MARK.search(line, place):
        place, sign = mark.end(), mark[0]
        if sign == "#":
            break
        if sign in ('"""', "'''"):
            end = line.find(sign, place)
            if end < 0:
                return depth, sign
            place = end + 3
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth = max(0, depth - 1)
    return depth, ""
