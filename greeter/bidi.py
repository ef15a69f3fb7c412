"""In which direction each sign of a text is written, where Arabic and Latin letters meet: the Unicode Bidirectional Algorithm (UAX #9, revision 48).

Paper needs it; on the screen Qt does the same. Levels are even for left to right and odd for right to left; a higher one lies within a lower
one. Names of rules (W1, N0, ...) are those of UAX #9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import bidirectional, mirrored

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_DEPTH = 125
MOST_BRACKETS = 63
_BRACKETS = "()[]{}⁅⁆⁽⁾₍₎〈〉《》「」『』【】〔〕〖〗〘〙〚〛（）［］｛｝｟｠｢｣"
_PAIR = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_MIRRORED = _PAIR | {close: opened for opened, close in _PAIR.items()} | dict(zip("<>«»‹›≤≥", "><»«›‹≥≤", strict=True))
_REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_PARTED = re.compile(r"(?<![\w\u2068.@/-])\+?\d+(?:-\d+)+(?![\w\u2069@/-]|\.\w)")
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Return a text that keeps its own direction within another: a phone number in an Arabic sentence."""
    return f"{ISOLATE}{text}{END_ISOLATE}" if text else ""


def with_numbers_isolated(text: str) -> str:
    """Return a text that runs from right to left, with numbers of several parts kept in their order: 555-0119 would be read 0119-555."""
    return _PARTED.sub(lambda found: isolated(found[0]), text)


def without_isolates(text: str) -> str:
    """Return a text as an office writes it, which never has the signs that keep a direction."""
    return text.replace(ISOLATE, "").replace(END_ISOLATE, "")


def levels(text: str, *, right_to_left: bool) -> tuple[int, ...]:
    """Return the level of each sign of a paragraph, before it is broken into lines."""
    base = int(right_to_left)
    kinds = [bidirectional(sign) or "L" for sign in text]
    if not base and not {"R", "AL", "AN", "RLE", "RLO", "RLI"}.intersection(kinds):
        return (0,) * len(text)
    ends = _matching(kinds)
    found, explicit = _explicit(kinds, ends, base)
    for sequence in _sequences(explicit, found, ends, base):
        _weak(sequence)
        _brackets(sequence, text, kinds)
        _neutral(sequence)
        for place, kind in zip(sequence.places, sequence.kinds, strict=True):
            found[place] += (kind != "R") if found[place] % 2 else {"L": 0, "R": 1}.get(kind, 2)  # I1, I2
    for place, kind in enumerate(kinds):
        if kind in _REMOVED:  # not seen, so it must not part what stands beside it
            found[place] = found[place - 1] if place else base
    _spaces(found, kinds, base)
    return tuple(found)


def in_line(found: Sequence[int], text: str, *, right_to_left: bool) -> tuple[int, ...]:
    """Return the levels of one line of a paragraph: white space at its end stands at the line's end (L1)."""
    kept = len(text.rstrip())
    return (*found[:kept], *[int(right_to_left)] * (len(text) - kept))


def visual_runs(found: Sequence[int]) -> list[tuple[int, int]]:
    """Return the stretches of one direction in a line, from left to right as they are seen (L2): from, and up to."""
    edges = [0, *(n for n in range(1, len(found)) if found[n] != found[n - 1]), len(found)]
    runs = [(start, end) for start, end in pairwise(edges) if end > start]
    for level in range(max(found, default=0), 0, -1):
        place = 0
        while place < len(runs):
            end = place
            while end < len(runs) and found[runs[end][0]] >= level:
                end += 1
            runs[place:end] = runs[place:end][::-1]
            place = max(end, place + 1)
    return runs


def turned(text: str) -> str:
    """Return a stretch that runs from right to left as it is seen from left to right, its brackets turned (L4)."""
    return "".join(_MIRRORED.get(sign, sign) if mirrored(sign) else sign for sign in reversed(text))


@dataclass
class _Sequence:
    """An isolating run sequence (X10): places in the text and their kinds, its level, and the directions around it."""

    places: list[int]
    kinds: list[str]
    level: int
    before: str
    after: str

    @property
    def embedding(self) -> str:
        return "R" if self.level % 2 else "L"


def _matching(kinds: Sequence[str]) -> dict[int, int]:
    """Return the place where each isolate ends (BD9)."""
    open_, ends = [], {}
    for place, kind in enumerate(kinds):
        if kind in _ISOLATES:
            open_.append(place)
        elif kind == "PDI" and open_:
            ends[open_.pop()] = place
    return ends


def _first_strong(kinds: Sequence[str], start: int, end: int, ends: dict[int, int]) -> bool:
    """Whether the first strong letter between two places runs from right to left (P2, P3)."""
    place = start
    while place < end:
        kind = kinds[place]
        if kind in {"L", "R", "AL"}:
            return kind != "L"
        place = ends.get(place, end if kind in _ISOLATES else place) + 1
    return False


@dataclass
class _Embedding:
    level: int
    override: str = ""
    isolate: bool = False


class _Embeddings:
    """The embeddings and isolates that are open, with those too deep to be heard (X1)."""

    def __init__(self, base: int) -> None:
        self._open = [_Embedding(base)]
        self._isolates_over = self._embeddings_over = 0

    @property
    def inner(self) -> _Embedding:
        return self._open[-1]

    def open(self, kind: str, *, right_to_left: bool) -> None:
        """Begin an embedding, an override or an isolate (X2 to X5c)."""
        level = (self.inner.level + 1) | 1 if right_to_left else (self.inner.level + 2) & ~1
        isolate = kind in _ISOLATES
        if level <= MOST_DEPTH and not self._isolates_over and not self._embeddings_over:
            self._open.append(_Embedding(level, kind[0] if kind in {"RLO", "LRO"} else "", isolate))
        elif isolate:
            self._isolates_over += 1
        elif not self._isolates_over:
            self._embeddings_over += 1

    def end_isolate(self) -> None:
        """End an isolate, and the embeddings that are open in it (X6a)."""
        if self._isolates_over:
            self._isolates_over -= 1
            return
        self._embeddings_over = 0
        while not self._open.pop().isolate:
            pass

    def end_embedding(self) -> None:
        """End an embedding or an override (X7)."""
        if self._isolates_over:
            return
        if self._embeddings_over:
            self._embeddings_over -= 1
        elif not self.inner.isolate and len(self._open) > 1:
            self._open.pop()


def _explicit(kinds: Sequence[str], ends: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """Apply embeddings, overrides and isolates (X1 to X8)."""
    embeddings = _Embeddings(base)
    begun = set(ends.values())
    found, result = [], list(kinds)
    for place, kind in enumerate(kinds):
        if kind == "PDI" and place in begun:
            embeddings.end_isolate()
        inner = embeddings.inner
        found.append(base if kind == "B" else inner.level)
        if inner.override and kind not in _REMOVED and kind != "B":
            result[place] = inner.override
        if kind == "FSI":
            end = ends.get(place, len(kinds))
            embeddings.open(kind, right_to_left=_first_strong(kinds, place + 1, end, ends))
        elif kind in _ISOLATES or kind in {"RLE", "LRE", "RLO", "LRO"}:
            embeddings.open(kind, right_to_left=kind[0] == "R")
        elif kind == "PDF":
            embeddings.end_embedding()
    return found, result


def _sequences(kinds: list[str], found: list[int], ends: dict[int, int], base: int) -> list[_Sequence]:
    """Return the isolating run sequences (X9, X10)."""
    kept = [place for place, kind in enumerate(kinds) if kind not in _REMOVED]
    runs: list[list[int]] = []
    for place in kept:
        if runs and found[runs[-1][-1]] == found[place]:
            runs[-1].append(place)
        else:
            runs.append([place])
    by_start = {run[0]: run for run in runs}
    begun = set(ends.values())
    at = {place: n for n, place in enumerate(kept)}
    sequences = []
    for run in runs:
        if run[0] in begun:
            continue
        places = list(run)
        while (end := ends.get(places[-1])) is not None and end in by_start:
            places += by_start[end]
        level = found[places[0]]
        previous, following = at[places[0]] - 1, at[places[-1]] + 1
        before = found[kept[previous]] if previous >= 0 else base
        open_end = kinds[places[-1]] in _ISOLATES
        after = base if open_end or following >= len(kept) else found[kept[following]]
        sides = ["R" if max(level, other) % 2 else "L" for other in (before, after)]
        sequences.append(_Sequence(places, [kinds[place] for place in places], level, sides[0], sides[1]))
    return sequences


def _weak(sequence: _Sequence) -> None:
    """Resolve figures and what stands with them (W1 to W7)."""
    kinds = sequence.kinds
    previous = sequence.before
    for n, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[n] = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = kinds[n]
    strong = sequence.before
    for n, kind in enumerate(kinds):  # W2
        strong = kind if kind in {"L", "R", "AL"} else strong
        if kind == "EN" and strong == "AL":
            kinds[n] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for n in range(1, len(kinds) - 1):  # W4
        around = kinds[n - 1] if kinds[n - 1] == kinds[n + 1] else ""
        if (kinds[n] == "ES" and around == "EN") or (kinds[n] == "CS" and around in {"EN", "AN"}):
            kinds[n] = around
    _terminators(kinds)
    kinds[:] = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]  # W6
    strong = sequence.before
    for n, kind in enumerate(kinds):  # W7
        strong = kind if kind in {"L", "R"} else strong
        if kind == "EN" and strong == "L":
            kinds[n] = "L"


def _terminators(kinds: list[str]) -> None:
    """Let signs such as % and $ go with the figures beside them (W5)."""
    place = 0
    while place < len(kinds):
        end = place
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > place and "EN" in {kinds[place - 1] if place else "", kinds[end] if end < len(kinds) else ""}:
            kinds[place:end] = ["EN"] * (end - place)
        place = max(end, place + 1)


def _brackets(sequence: _Sequence, text: str, originals: Sequence[str]) -> None:
    """Let the two brackets of a pair have one direction (N0)."""
    kinds = sequence.kinds
    for opened, closed in _pairs(sequence, text):
        inside = {_direction(kind) for kind in kinds[opened + 1 : closed]} - {""}
        if not inside:
            continue
        side = sequence.embedding
        if side not in inside:
            before = next((way for kind in reversed(kinds[:opened]) if (way := _direction(kind))), sequence.before)
            side = before if before != side else side
        for bracket in (opened, closed):
            kinds[bracket] = side
            follower = bracket + 1
            while follower < len(kinds) and originals[sequence.places[follower]] == "NSM":
                kinds[follower] = side
                follower += 1


def _pairs(sequence: _Sequence, text: str) -> list[tuple[int, int]]:
    """Return the pairs of brackets, by where they open (BD16)."""
    open_: list[tuple[str, int]] = []
    found = []
    for n, place in enumerate(sequence.places):
        sign = text[place]
        if sequence.kinds[n] != "ON":
            continue
        if sign in _PAIR:
            if len(open_) == MOST_BRACKETS:
                return []
            open_.append((_PAIR[sign], n))
        elif any(sign == close for close, _ in open_):
            while open_:
                close, start = open_.pop()
                if close == sign:
                    found.append((start, n))
                    break
    return sorted(found)


def _neutral(sequence: _Sequence) -> None:
    """Give spaces and signs the direction on both sides of them, else the embedding one (N1, N2)."""
    kinds, place = sequence.kinds, 0
    while place < len(kinds):
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > place:
            before = _direction(kinds[place - 1]) if place else sequence.before
            after = _direction(kinds[end]) if end < len(kinds) else sequence.after
            kinds[place:end] = [before if before == after else sequence.embedding] * (end - place)
        place = max(end, place + 1)


def _direction(kind: str) -> str:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _spaces(found: list[int], kinds: Sequence[str], base: int) -> None:
    """Let tabs, ends of paragraphs and the space before them, and at the end, have the paragraph's level (L1)."""
    trailing = True
    for place in range(len(kinds) - 1, -1, -1):
        kind = kinds[place]
        if kind in {"B", "S"}:
            trailing = True
        elif kind not in {"WS", "PDI"} | _ISOLATES | _REMOVED:
            trailing = False
        if trailing:
            found[place] = base
