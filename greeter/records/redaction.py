"""What is withheld in a disclosure, and by which code: names of others found in the words, staff where that is asked, and what an officer names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from greeter.records.folded import fold, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greeter.records.folded import Word
    from greeter.records.presets import Preset

FIELDS = (
    "name",
    "reason",
    "brought",
    "missing",
    "expects",
    "contact",
    "notes",
    "comment",
    "summary",
    "steps",
    "staff",
    "appointment",
)
"""What can be withheld as a whole."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """One place where something was withheld. `signs`: how long it was; what it was stands nowhere."""

    place: str
    code: str
    signs: int


@dataclass(slots=True)
class Redaction:
    """Withholds, and keeps the list of what was withheld and why.

    names: names of others, as they are compared, of two words or more. whole: fields that are withheld altogether, with their codes. texts: what an
    officer has named, with their codes.
    """

    preset: Preset
    names: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    whole: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)
    _met: set[str] = field(default_factory=set)

    def text(self, said: str, place: str, of: str) -> str:
        """Return words without what is withheld. place: where they stand, for the list; of: the field they belong to."""
        if not said:
            return said
        if of in self.whole:
            return self._mark(place, self.whole[of], len(said))
        said = self._without_named(said, place)
        said = self._without(said, self.names, place, self.preset.third_party)
        return self._without(said, self.staff, place, self.preset.staff) if self.staff else said

    def clerk(self, name: str | None, place: str) -> str:
        """Return the name of somebody who works here, or the mark in its place where staff are withheld."""
        if name and "staff" in self.whole:
            return self._mark(place, self.whole["staff"], len(name))
        return self._without_named(name, place) if name else ""

    def never_met(self) -> list[str]:
        """Return what an officer has named that stands nowhere: perhaps it was mistyped."""
        return [text for text in self.texts if text not in self._met]

    def codes(self) -> dict[str, int]:
        """Return how often each code was used."""
        counted: dict[str, int] = {}
        for one in self.withheld:
            counted[one.code] = counted.get(one.code, 0) + 1
        return counted

    def _without_named(self, said: str, place: str) -> str:
        """Replace what an officer has named."""
        for text, code in self.texts.items():
            places = fold(said).places(text)
            if places:
                self._met.add(text)
                said = self._replace(said, places, place, code)
        return said

    def _without(self, said: str, names: frozenset[str], place: str, code: str) -> str:
        """Replace runs of words that are names."""
        words, longest = fold(said).words(), _longest(names)
        begin, places = 0, list[tuple[int, int]]()
        while begin < len(words):
            end = _name_from(words, begin, names, longest)
            if end:
                places.append((words[begin].begin, words[end - 1].end))
            begin = end or begin + 1
        return self._replace(said, places, place, code)

    def _replace(self, said: str, places: Iterable[tuple[int, int]], place: str, code: str) -> str:
        parts, last = list[str](), 0
        for begin, end in places:
            parts += [said[last:begin], self._mark(place, code, end - begin)]
            last = end
        return "".join([*parts, said[last:]])

    def _mark(self, place: str, code: str, signs: int) -> str:
        self.withheld.append(Withheld(place, code, signs))
        return f"[withheld: {code}]"


def name_keys(names: Iterable[str], own: Iterable[str]) -> frozenset[str]:
    """Return names as they are compared, without those of the person asked about.

    A single word is no name that could be told from a word; nor is a single sign of a script without blanks.
    """
    mine = {key_of(name) for name in own}
    return frozenset(key for name in names if " " in (key := key_of(name)) and key not in mine)


@lru_cache(maxsize=4)
def _longest(names: frozenset[str]) -> int:
    """Return of how many words the longest of these names is."""
    return max((name.count(" ") + 1 for name in names), default=0)


def _name_from(words: list[Word], begin: int, names: frozenset[str], longest: int) -> int:
    """Return where the longest name that begins at a word ends; 0 where none does."""
    for count in range(min(longest, len(words) - begin), 0, -1):
        if " ".join(word.key for word in words[begin : begin + count]) in names:
            return begin + count
    return 0
