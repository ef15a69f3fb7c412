"""One table of an office file, read key by key; what is not as it should be becomes a finding."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from greeter.catalogue.plain_language import length, long_sentences, longest_sentence
from greeter.problems import CatalogueProblem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from enum import StrEnum

    from greeter.catalogue.files import Part
    from greeter.catalogue.key_lines import KeyPath, Lines

LONGEST_NAME = 80
"""Characters in a name, a hint or a word."""

LONGEST_TEXT = 600
"""Characters in anything else that is read."""

MOST_ITEMS = 400
"""Items in a list."""

_HIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control signs, what turns the direction of a text, and halves of signs. A new line may stand."""
_ID = re.compile(r"[a-z][a-z0-9-]{0,59}")
_KINDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


class Findings:
    """Everything in an office file that has to be mended, in the order of the file's lines."""

    def __init__(self, file: str, lines: Lines, parts: Sequence[Part] = ()) -> None:
        """parts: where the files begin of which the text is made, if it is more than one."""
        self._file = file
        self._lines = lines
        self._parts = parts
        self._found: list[tuple[int, CatalogueProblem]] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, path: KeyPath, what: str, remedy: str) -> None:
        """Keep a finding: the key it is about, what is so and what to do."""
        line = self._lines.of(path)
        where = where_is(line, self._file, self._parts)
        if key := spoken(path):
            where += f", {key}"
        self._found.append((line, CatalogueProblem(where, what, remedy)))

    def problems(self) -> list[CatalogueProblem]:
        """Return the findings by line."""
        return [problem for _, problem in sorted(self._found, key=lambda found: found[0])]


def where_is(line: int, file: str, parts: Sequence[Part]) -> str:
    """Return the place of a line of an office's text: file and line, as a person finds it."""
    name, first = next(((part.name, part.first_line) for part in reversed(parts) if part.first_line <= line), (file, 1))
    return f"{name}, line {line - first + 1}"


def spoken(path: KeyPath) -> str:
    """Return a key as a person reads it.

    >>> spoken(("service", 2, "step", 0, "due_days"))
    'service 3, step 1, due_days'
    """
    words: list[str] = []
    for part in path:
        if isinstance(part, int):
            words[-1] += f" {part + 1}"
        else:
            words.append(part)
    return ", ".join(words)


def closest(word: str, known: Collection[str]) -> str:
    """Return "Did you mean ...?" with the nearest known word, or the known words; for the remedy of a finding."""
    near = get_close_matches(word, known, n=1)
    if near:
        return f"Did you mean “{near[0]}”?"
    listed = ", ".join(sorted(known)[:30])
    return f"Use one of: {listed}." if listed else "There is none to use yet."


@dataclass
class Table:
    """Values of one TOML table. Each method takes one key; `finish` tells of keys that nothing took."""

    data: Mapping[str, Any]
    path: KeyPath
    findings: Findings
    language: str = "en"
    """Of its texts: how long a sentence may be depends on it."""
    _taken: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None, *, longest: int = LONGEST_TEXT) -> str:
        """Return a text. Without a default the key must be there and must not be empty."""
        value = self._take(key, (str,), required=default is None)
        if value is None:
            return default or ""
        if default is None and not value.strip():
            self.find(key, "It is empty.", "Write a text.")
        return self._checked(value, (*self.path, key), longest)

    def name(self, key: str, default: str | None = None) -> str:
        """Return a short text of one line."""
        value = self.text(key, default, longest=LONGEST_NAME)
        if "\n" in value:
            self.find(key, "It has more than one line.", "Write it on one line.")
        return value

    def id(self, key: str = "id") -> str:
        """Return an id: small letters, digits and hyphens."""
        value = self._take(key, (str,), required=True)
        if value is None:
            return ""
        if not _ID.fullmatch(value):
            self.find(
                key,
                f"{quoted(value)} can't be an id.",
                "Use small letters, digits and hyphens, starting with a letter.",
            )
        return str(value)

    def texts(self, key: str, *, longest: int = LONGEST_TEXT) -> tuple[str, ...]:
        """Return a list of texts, empty where the key is missing."""
        value = self._take(key, (list,), required=False)
        if value is None:
            return ()
        if len(value) > MOST_ITEMS:
            self.find(key, f"It has {len(value)} items.", f"Keep the {MOST_ITEMS} that matter most.")
            value = value[:MOST_ITEMS]
        texts: list[str] = []
        for index, item in enumerate(value):
            path = (*self.path, key, index)
            if not isinstance(item, str) or not item.strip():
                self.findings.add(path, "It is not a text.", 'Write it between quotation marks: "Photo ID".')
            else:
                texts.append(self._checked(item, path, longest))
        return tuple(texts)

    def number(self, key: str, default: float | None = None, *, low: float, high: float) -> float:
        """Return a number between two bounds."""
        value = self._take(key, (int, float), required=default is None)
        if value is None:
            return default or 0.0
        if not math.isfinite(value) or not low <= value <= high:
            self.find(key, f"{value} is out of range.", f"Use a number from {low:g} to {high:g}.")
            return low
        return float(value)

    def whole(self, key: str, default: int | None = None, *, low: int, high: int) -> int:
        """Return a whole number between two bounds."""
        value = self._take(key, (int,), required=default is None)
        if value is None:
            return default or 0
        if not low <= value <= high:
            self.find(key, f"{quoted(str(value))} is out of range.", f"Use a whole number from {low} to {high}.")
            return low
        return int(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self._take(key, (bool,), required=False)
        return default if value is None else bool(value)

    def choice(self, key: str, kinds: type[StrEnum], default: StrEnum) -> str:
        """Return one of the words that may stand here."""
        value = self._take(key, (str,), required=False)
        if value is None:
            return default.value
        known = [kind.value for kind in kinds]
        if value not in known:
            self.find(key, f"{quoted(value)} is not known here.", closest(value, known))
            return default.value
        return str(value)

    def table(self, key: str, language: str = "") -> Table:
        """Return a table within this one, empty where it is missing. language: of its texts, where it is another one."""
        value = self._take(key, (dict,), required=False)
        return Table(value or {}, (*self.path, key), self.findings, language or self.language)

    def tables(self, key: str) -> list[Table]:
        """Return a list of tables, such as every `[[service]]`."""
        value = self._take(key, (list,), required=False)
        found: list[Table] = []
        for index, item in enumerate(value or []):
            path = (*self.path, key, index)
            if isinstance(item, dict):
                found.append(Table(item, path, self.findings, self.language))
            else:
                self.findings.add(path, "It is not a table.", f"Start each with a line [[{key}]].")
        return found

    def raw(self, key: str) -> Any:
        """Return a value whose form the caller checks, or None."""
        self._taken.add(key)
        return self.data.get(key)

    def has(self, key: str) -> bool:
        """Whether the file gives the key."""
        return key in self.data

    def find(self, key: str, what: str, remedy: str) -> None:
        """Keep a finding about one of this table's keys."""
        self.findings.add((*self.path, key), what, remedy)

    def finish(self) -> None:
        """Tell of every key that is not known."""
        for key in self.data:
            if key not in self._taken:
                self.find(key[:60], "This key is not known.", closest(key, self._taken))

    def _take(self, key: str, kinds: tuple[type, ...], *, required: bool) -> Any:
        self._taken.add(key)
        value = self.data.get(key)
        if value is None:
            if required:
                self.find(key, "It is missing.", f"Add a line that starts with {key} =")
            return None
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.find(key, f"It is {_kind(value)}.", f"It must be {_KINDS[kinds[-1]]}.")
            return None
        return value

    def _checked(self, value: str, path: KeyPath, longest: int) -> str:
        if hidden := _HIDDEN.search(value):
            what = f"It holds a hidden sign (U+{ord(hidden[0]):04X})."
            self.findings.add(path, what, "Delete it: type the text again.")
        if len(value) > longest:
            self.findings.add(path, f"It is {len(value)} characters long.", f"Say it in at most {longest}.")
            return value[:longest]
        for sentence in long_sentences(value, self.language):
            words, most = length(sentence, self.language), longest_sentence(self.language)
            self.findings.add(path, f"A sentence has {words}: {quoted(sentence)}.", f"Split it: at most {most}.")
        return value


def quoted(value: str, longest: int = 40) -> str:
    """Return a value for a finding: in quotation marks, cut, and with hidden signs told by their number."""
    cut = value if len(value) <= longest else value[:longest] + "…"
    shown = "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in cut)
    return f"“{shown}”"


def _kind(value: object) -> str:
    return next((name for kind, name in _KINDS.items() if type(value) is kind), "a date or time")
