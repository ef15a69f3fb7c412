"""From pinyin to signs: a kiosk in Chinese has Latin keys, and its visitors write there how their words sound.

"jianzhu xuke", "jianzhuxuke", "jian zhu xu k" and "jzxk" all stand for the 建筑许可 of some phrase of the office file. What is typed is read only
against those phrases: this is no input method, and needs no dictionary beside how each sign is read (`resources/pinyin`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from greeter.guidance.folded import folded
from greeter.settings import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_LETTERS = 60
"""Of what was typed, so many are read."""
MOST_MEANT = 6
"""Different rows of signs that the same letters may stand for."""
LONGEST = 6
"""Letters of the longest reading: "zhuang"."""
FEWEST_INITIALS = 3
"""Letters from which initials alone are read: two begin too many words."""

_SIGNS = re.compile(r"[\u4e00-\u9fa5]+")
_TYPED = re.compile(r"[a-z]+")
_DIGRAPHS = ("zh", "ch", "sh")


class Row(NamedTuple):
    """Signs of a phrase that letters stand for."""

    letters: int
    """How many letters they take."""
    full: int
    """Signs that are written out; the others stand as initials."""
    signs: str
    context: str
    """The same, of at least two signs: one alone is in too many words."""


class Pinyin:
    """The phrases of an office, by their sound. May be used from any thread.

    known: whether a word is one of the office's own words in Latin letters, which stays as it is.
    """

    def __init__(self, phrases: Iterable[str], known: Callable[[str], bool]) -> None:
        self._known = known
        self._runs = tuple(dict.fromkeys(run for phrase in phrases for run in _SIGNS.findall(phrase)))
        self._places: dict[str, list[tuple[str, int]]] | None = None

    def in_signs(self, typed: str) -> str:
        """Return what was typed with signs in the place of pinyin; as it is where there is none. Never raises."""
        words = _TYPED.findall(_plain(typed[:MOST_LETTERS]))
        if not self._runs or not words or _SIGNS.search(typed):
            return typed
        letters = _Letters.of(words)
        said: list[str] = []
        at = 0
        while at < len(letters.text):
            rows = self._rows_at(letters, at)
            word = letters.words.get(at, "")
            if rows and not (letters.text[at : at + rows[0].letters] == word and self._known(word)):
                said += [row.context for row in rows]
                at += rows[0].letters
                continue
            if word and (self._known(word) or not _reads(word)):
                said.append(word)
                at += len(word)
            else:
                at = letters.next_cut(at)
        return " ".join(dict.fromkeys(said)) if any(map(_SIGNS.search, said)) else typed

    def _rows_at(self, letters: _Letters, at: int) -> list[Row]:
        """Return the rows of signs that take the most letters from a place on, the likeliest first."""
        if self._places is None:
            self._places = self._by_first_letter()
        rows: dict[str, Row] = {}
        for run, place in self._places.get(letters.text[at], ()):
            row = _longest(letters, at, run, place)
            if row is not None:
                rows.setdefault(row.signs, row)
        most = max((row.letters for row in rows.values()), default=0)
        found = [row for row in rows.values() if row.letters == most]
        fullest = max((row.full for row in found), default=0)
        found = [row for row in found if row.full == fullest]
        found.sort(key=lambda row: len(row.signs))
        return found[:MOST_MEANT]

    def _by_first_letter(self) -> dict[str, list[tuple[str, int]]]:
        places: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for run in self._runs:
            for place, sign in enumerate(run):
                for letter in {reading[0] for reading in _readings().get(sign, ())}:
                    places[letter].append((run, place))
        return places


class _Letters(NamedTuple):
    """What was typed, without spaces."""

    text: str
    words: dict[int, str]
    """The words, by the place where they begin."""
    ends: tuple[int, ...]
    """Where words end."""
    cuts: frozenset[int]
    """Where a row that is written out may begin or end: between words, and between the readings of which a word is made throughout."""

    @classmethod
    def of(cls, words: list[str]) -> _Letters:
        begun, at = {}, 0
        cuts: set[int] = set()
        for word in words:
            begun[at] = word
            inner = (stop for stop in range(1, len(word)) if _reads(word[:stop]) and _reads(word[stop:]))
            cuts.update((at, *(at + stop for stop in inner)))
            at += len(word)
        return cls("".join(words), begun, (*(place for place in begun if place), at), frozenset({*cuts, at}))

    def next_cut(self, at: int) -> int:
        """Return where the next reading begins: behind the longest one that is a cut."""
        end = self.end_of_word(at)
        stops = (
            stop
            for stop in range(min(at + LONGEST, end), at, -1)
            if stop in self.cuts and self.text[at:stop] in _read()
        )
        return next(stops, end)

    def end_of_word(self, at: int) -> int:
        """Return where the word ends that a letter stands in."""
        return next(end for end in self.ends if end > at)


def _plain(typed: str) -> str:
    """Return small letters without tones; ü is v, as it is typed."""
    return folded(re.sub("[üǖǘǚǜÜ]", "v", typed))


def _longest(letters: _Letters, at: int, run: str, place: int) -> Row | None:
    """Return the longest row of a run's signs, from a place on, that the letters from `at` on stand for."""
    best: tuple[int, int, int] | None = None
    for end, full, signs in _ways(letters, at, run, place):
        if full == signs:  # written out; a sign alone is read where nothing else was typed
            fits = end in letters.cuts and (signs > 1 or letters.text == _readings()[run[place]][0])
        else:  # in part by initials: whole words only
            whole = at in letters.words and end in letters.ends
            fits = whole and (full > 0 or end - at >= FEWEST_INITIALS)
        if fits and (best is None or (end, full, -signs) > best):
            best = (end, full, -signs)
    if best is None:
        return None
    end, full, signs = best[0], best[1], -best[2]
    start = min(place, max(len(run) - 2, 0))
    return Row(end - at, full, run[place : place + signs], run[start : max(place + signs, start + 2)])


def _ways(letters: _Letters, at: int, run: str, place: int) -> Iterator[tuple[int, int, int]]:
    """Yield where letters end that stand for signs, how many of these are written out, and how many there are."""
    text = letters.text
    waiting = [(at, place, 0)]
    seen: set[tuple[int, int, int]] = set()
    while waiting:
        now = waiting.pop()
        stop, sign, full = now
        if now in seen:
            continue
        seen.add(now)
        if sign > place:
            yield stop, full, sign - place
        if sign == len(run) or stop == len(text):
            continue
        rest = text[stop : letters.end_of_word(stop)]
        for reading in _readings().get(run[sign], ()):
            if rest.startswith(reading):
                waiting.append((stop + len(reading), sign + 1, full + 1))
            elif reading.startswith(rest) and stop + len(rest) == len(text):  # half-written
                waiting.append((len(text), sign + 1, full))
            if rest[0] == reading[0]:
                waiting.append((stop + 1, sign + 1, full))
            if reading[:2] in _DIGRAPHS and rest.startswith(reading[:2]):
                waiting.append((stop + 2, sign + 1, full))


@lru_cache(maxsize=1000)
def _reads(word: str) -> bool:
    """Whether a word is made of readings throughout: "woyao"."""
    ends = {0}
    for at in range(len(word)):
        if at in ends:
            ends |= {stop for stop in range(at + 1, min(at + LONGEST, len(word)) + 1) if word[at:stop] in _read()}
    return len(word) in ends


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Return how each sign is read, without tones."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (RESOURCES / "pinyin" / "readings.txt").read_text(encoding="utf-8").splitlines():
        reading, _, signs = line.partition(" ")
        for sign in signs:
            found[sign] = (*found.get(sign, ()), reading)
    return found


@cache
def _read() -> frozenset[str]:
    """Return all readings."""
    return frozenset(reading for readings in _readings().values() for reading in readings)
