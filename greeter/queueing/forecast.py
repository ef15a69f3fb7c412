"""How long the wait will be, as a range that can be held against what came.

The room is read (`room`), what its days taught is known (`learned`), it is played forward many times (`play`), and what came of the last
announcements sets the range right (`correction`). People are told the range from P50 to P90, rounded outward to five minutes.

Nothing is told from fewer than 30 finished services.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import TYPE_CHECKING

from greeter.in_parts import whole
from greeter.model.visit import MINUTE_MS
from greeter.queueing.correction import LEVELS, Correction, read_correction
from greeter.queueing.learned import Learned, read_learned
from greeter.queueing.line import APPOINTMENT, APPOINTMENT_TARGET
from greeter.queueing.play import play, play_newcomers, playing, quantile
from greeter.queueing.room import Room, read_room
from greeter.texts import NUMBERS, Texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.in_parts import Parts
    from greeter.model.catalogue import Office
    from greeter.queueing.correction import Triple
    from greeter.queueing.experience import Experience
    from greeter.queueing.room import InRoom
    from greeter.store.store import Port

ROUND = 5
LONG = 60


@dataclass(frozen=True, slots=True)
class Forecast:
    """A wait as a distribution, in milliseconds: 10 %, 50 % and 90 % quantiles; and what lies behind it."""

    low_ms: int
    middle_ms: int
    high_ms: int
    ahead: int
    reason: str = ""
    """Why it is as it is: "one clerk of four is out"."""
    played_low_ms: int | None = None
    played_middle_ms: int | None = None
    played_high_ms: int | None = None
    """The same quantiles before they were set right by how earlier announcements came true; None where nothing was played."""

    @property
    def shown(self) -> tuple[int, int]:
        """The range that is told: 50 % and 90 %, in minutes, rounded outward to five."""
        low = floor(self.middle_ms / MINUTE_MS / ROUND) * ROUND
        return low, upper_minutes(self.high_ms)

    def row(self) -> dict[str, object]:
        """Return what is kept of it."""
        row: dict[str, object] = {
            "low_ms": self.low_ms, "middle_ms": self.middle_ms, "high_ms": self.high_ms, "ahead": self.ahead, "reason": self.reason,
        }  # fmt: skip
        if self.played_middle_ms is not None:
            row |= {
                "played_low_ms": self.played_low_ms, "played_middle_ms": self.played_middle_ms, "played_high_ms": self.played_high_ms,
            }  # fmt: skip
        return row


@dataclass(frozen=True, slots=True)
class Look:
    """The line as it was looked at, and what is foretold of it."""

    room: Room
    learned: Learned | None
    likely: dict[str, Forecast | None]
    """By request in line, how much longer it waits; None where it can't be told."""

    @property
    def waits(self) -> dict[str, Forecast]:
        """The same by visit, of those who are here and can be told."""
        found = {one.visit: self.likely[one.request] for one in self.room.line if one.since <= 0}
        return {visit: forecast for visit, forecast in found.items() if forecast is not None}


def upper_minutes(high_ms: int) -> int:
    """Return the upper number that is told for 90 %, in minutes, rounded up to five."""
    return max(ceil(high_ms / MINUTE_MS / ROUND) * ROUND, ROUND)


def wait_words(texts: Texts, forecast: Forecast | None, *, short: bool = False) -> str:
    """Say a wait: "About 10 to 20 minutes"; short, for the board: "10 to 20 min"."""
    if forecast is None:
        return texts("We can’t give a time yet")
    low, high = forecast.shown
    if high <= ROUND:
        return texts("Less than 5 min") if short else texts("Less than 5 minutes")
    if high > LONG:
        return texts("Over an hour") if short else texts("More than an hour")
    if low == 0:
        return texts("Up to {high} min", high=high) if short else texts("Up to {high} minutes", high=high)
    if short:
        return texts("{low} to {high} min", low=low, high=high)
    return texts("About {low} to {high} minutes", low=low, high=high)


def reason_words(texts: Texts, reason: str) -> str:
    """Say in a language why waits are longer than usual. It is kept in English, or as staff wrote it for everybody to read; that stays as it is."""
    found = None if texts.in_english else _OUT.fullmatch(reason)
    return reason if found is None else _out_words(texts, _counted(found["out"]), _counted(found["usual"]))


def _counted(number: str) -> int:
    return NUMBERS.index(number) if number in NUMBERS else int(number)


def _out_words(texts: Texts, out: int, usual: int) -> str:
    return texts.count(
        out,
        "{out} clerk of {usual} is out",
        "{out} clerks of {usual} are out",
        out=texts.number(out),
        usual=texts.number(usual),
    )


class Forecaster:
    """Forecasts for an office from its store. Reads only; belongs to the thread of its store.

    What it has learned and played is kept until it is old: the same look at the same room costs nothing. draws: how often the room is played
    forward; fewer are coarser and faster; None: by the length of the line.
    """

    def __init__(self, port: Port, office: Office, *, draws: int | None = None) -> None:
        self._port = port
        self._office = office
        self._draws = draws
        self._looked: tuple[int, int] = (-1, -1)
        self._room: Room | None = None
        self._look: Look | None = None
        self._news: dict[str, Forecast | None] | None = None
        self._learned: Learned | None = None
        self._correction = Correction(())
        self._learned_at = self._corrected_at = -1
        self.experience: Experience | None = None
        """What past days add, once they were learned from; None: what is played is set right by what came, and told."""

    def newcomers(self, tick: int) -> dict[str, Forecast | None]:
        """Return for each service the wait of somebody who arrives now; None where it can't be told yet."""
        return whole(self.look_at_newcomers(tick))

    def look_at_newcomers(self, tick: int) -> Parts[dict[str, Forecast | None]]:
        """Do as `newcomers`, in parts."""
        learned, room = self.learned(tick), self.room(tick)
        services = [service.id for service in self._office.services]
        if learned is None:
            return dict.fromkeys(services)
        if self._news is not None:
            return self._news
        waits = yield from play_newcomers(room, learned, services, self._draws)
        asked = [(one, waits[one.service], room.ahead(one.service)) for one in room.newcomers]
        found = yield from self._forecasts(asked, tick)
        news = {one.service: forecast for (one, _, _), forecast in zip(asked, found, strict=True)}
        if self._room is room:  # nobody has looked anew meanwhile
            self._news = news
        return news

    def newcomer(self, service: str, tick: int) -> Forecast | None:
        """Return the wait of somebody who arrives now for this service, the same as in `newcomers`; None where it can't be told yet."""
        learned, room = self.learned(tick), self.room(tick)
        if learned is None:
            return None
        waits = whole(play_newcomers(room, learned, (service,), self._draws))[service]
        asked = [(one, waits, room.ahead(service)) for one in room.newcomers if one.service == service]
        return whole(self._forecasts(asked, tick))[0]

    def with_appointment(self, service: str, due_tick: int, tick: int) -> Forecast | None:
        """Return the wait, from now, of somebody who arrives now for an appointment at `due_tick`; None where it can't be told yet."""
        learned, room = self.learned(tick), self.room(tick)
        if learned is None:
            return None
        newcomer = next(one for one in room.newcomers if one.service == service)
        due = (due_tick - tick) / MINUTE_MS
        one = replace(newcomer, request=APPOINTMENT, credit_from=due, target=APPOINTMENT_TARGET)
        waits = play(replace(room, line=(*room.line, one)), learned, self._draws).waiting[one.request]
        return whole(self._forecasts([(one, waits, room.ahead(service))], tick))[0]

    def waiting(self, tick: int) -> dict[str, Forecast | None]:
        """Return for each request in line how much longer it waits; None where it can't be told."""
        return whole(self.look(tick)).likely

    def waits(self, tick: int) -> dict[str, Forecast]:
        """Return the same by visit, of those who can be told."""
        return whole(self.look(tick)).waits

    def look(self, tick: int) -> Parts[Look]:
        """Look at everybody in line, in parts: what is done between them is seen by the next look."""
        learned = self.learned(tick)
        yield
        room = self.room(tick)
        if self._look is not None:
            return self._look
        look = Look(room, learned, dict.fromkeys(one.request for one in room.line))
        if learned is not None:
            played = yield from playing(room, learned, self._draws)
            here = sorted((quantile(waits, 0.5), request) for request, waits in played.waiting.items())
            places = {request: place for place, (_, request) in enumerate(here)}
            asked = [(one, played.waiting[one.request], places[one.request]) for one in room.line]
            found = yield from self._forecasts(asked, tick)
            look.likely.update((one.request, forecast) for one, forecast in zip(room.line, found, strict=True))
        if self._room is room:  # nobody has looked anew meanwhile
            self._look = look
        return look

    def ahead(self, service: str, tick: int) -> int:
        """Return how many people stand before a newcomer at the counters that serve this service."""
        return self.room(tick).ahead(service)

    def room(self, tick: int) -> Room:
        """Return the room as it is now."""
        head = self._port.rows("select seq from journal_head where office = :o", {"o": self._office.id})
        looked = (head[0]["seq"] if head else 0, tick // FRESH_MS)
        if self._room is None or looked != self._looked:
            self._room, self._looked = read_room(self._port, self._office, tick), looked
            self._look = self._news = None
        return self._room

    def learned(self, tick: int) -> Learned | None:
        """Return what this office's days taught, at most two hours ago; None where that is too little."""
        if self._learned is None or tick // LEARNED_MS != self._learned_at:
            self._learned = read_learned(self._port, self._office)
            self._learned_at = tick // LEARNED_MS
        return self._learned

    def reason(self) -> str:
        """Say why waits are longer than usual, in a few words; empty when nothing is out of the usual."""
        notice = self._port.rows(
            "select text from notice where office = :o and kind = 'delay' and ended_at is null"
            " and (until_at is null or until_at > (select wall from journal_head where office = :o))",
            {"o": self._office.id},
        )
        if notice and notice[0]["text"]:
            told: str = notice[0]["text"]
            return told
        usual = self._office.usual_clerks or len(self._office.counters)
        here = len(self._port.rows("select id from counter where office = :o and open = 1", {"o": self._office.id}))
        if not 0 < here < usual:
            return ""
        return _out_words(Texts(), usual - here, usual)

    def _correct(self, tick: int) -> None:
        if tick // CORRECTED_MS != self._corrected_at:
            self._correction = read_correction(self._port, self._office.id)
            self._corrected_at = tick // CORRECTED_MS

    def _forecasts(
        self, asked: Sequence[tuple[InRoom, Sequence[float], int]], tick: int
    ) -> Parts[list[Forecast | None]]:
        """Return the forecast of each of these, given the waits that were played for them and how many stand before them."""
        reason = self.reason()
        played = [_quantiles(waits) for _, waits, _ in asked]
        yield
        told = yield from self._told([one for one, _, _ in asked], played, tick)
        return [
            None if was is None or will is None else _forecast(was, will, ahead, reason)
            for was, will, (_, _, ahead) in zip(played, told, asked, strict=True)
        ]

    def _told(self, asked: Sequence[InRoom], played: Sequence[Triple | None], tick: int) -> Parts[list[Triple | None]]:
        """Return what was played, set right: by what past days add where they were learned from, else by how earlier announcements came true."""
        if self.experience is None:
            self._correct(tick)
            return [None if one is None else self._correction.of(one) for one in played]
        known = [(one, was) for one, was in zip(asked, played, strict=True) if was is not None]
        added = iter((yield from self.experience.added(self._port, self._office, tick, known)))
        return [None if was is None else next(added) for was in played]


def _quantiles(waits: Sequence[float]) -> Triple | None:
    """Return P10, P50 and P90 of waits in minutes; None where nobody who is there serves it."""
    low, middle, high = (min(quantile(waits, level), _MOST_MINUTES) for level in LEVELS)
    return None if middle == _MOST_MINUTES else (low, middle, high)


def _forecast(played: Triple, told: Triple, ahead: int, reason: str) -> Forecast:
    low, middle, high, *before = (round(minutes * MINUTE_MS) for minutes in (*told, *played))
    return Forecast(low, middle, high, ahead, reason, *before)


FRESH_MS = 10_000
"""Of office time; a room in which nothing is done is played again after it."""
CORRECTED_MS = 30 * MINUTE_MS
LEARNED_MS = 120 * MINUTE_MS
_MOST_MINUTES = 24.0 * 60
_OUT = re.compile(rf"(?P<out>{'|'.join(NUMBERS)}|\d+) clerks? of (?P<usual>{'|'.join(NUMBERS)}|\d+) (?:is|are) out")
