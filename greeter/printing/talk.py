"""A conversation with a receipt printer over a line that is open: what is said, what is heard, and how the printer is.

A printer answers out of turn: to real-time questions at once, to `CONFIRM` when it comes to it, and some tell their state unasked. The fixed bits of
each kind of answer tell them apart (Epson's reference, "How to identify status data").
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Protocol

from greeter.printing.escpos import CLEAR, CLEARED, CONFIRM, RECOVER, Ask
from greeter.printing.printout import READY, Condition, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    OpenLine = Callable[[float], "Line"]
    """Opens a line within so many seconds. Raises LineProblem."""

CLEAR_S = 0.5
"""So long a printer may take to say that it has forgotten what was not printed."""
_TOLD_UNASKED = 4
"""Bytes in which a printer tells its state unasked (automatic status back)."""


class LineProblem(Exception):
    """The line fails: `trouble` says how. Never told to people as it is."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(detail or trouble.value)
        self.trouble = trouble


class Line(Protocol):
    """A way to a printer that is open."""

    stays_open: bool
    """Whether it is kept open between documents; else another machine may print meanwhile."""
    bytes_per_s: float
    """How fast it is, at most."""

    def send(self, data: bytes, within_s: float) -> None:
        """Send all of it. Raises LineProblem where it is not taken in time, or the printer is gone."""
        ...

    def hear(self, within_s: float) -> bytes:
        """Return what has come, waiting for the first byte at most so long; empty where nothing came. Raises LineProblem where it is gone."""
        ...

    def close(self, *, drop: bool) -> None:
        """Close it. drop: what was not sent yet must not arrive any more."""
        ...


class Talk:
    """Sorts what is heard. answer_s: a question not answered for so long is not answered."""

    def __init__(self, line: Line, answer_s: float) -> None:
        self._line = line
        self._answer_s = answer_s
        self._heard = b""
        self._live: list[int] = []
        self._owed = 0
        self.paper_low = False

    def forget(self) -> None:
        """Leave out what came before: it answers nothing that is asked now."""
        self._line.hear(0)
        self._heard, self._live, self._owed = b"", [], 0

    def condition(self) -> Condition:
        """Ask how the printer is. Raises LineProblem where it does not answer, or not as such a printer does."""
        state = self._ask(Ask.PRINTER)
        paper = self._ask(Ask.PAPER)
        self.paper_low = bool(paper & 0x0C)
        trouble = None
        if state & 0x08:
            trouble = self._why_offline(paper)
        elif paper & 0x60:
            trouble = Trouble.PAPER_OUT
        return Condition(trouble, paper_low=self.paper_low)

    def recover(self) -> None:
        """Have it go on after an error whose cause somebody has taken away."""
        self._line.send(RECOVER, self._answer_s)

    def say(self, data: bytes, until: float) -> None:
        """Send something that needs no answer. until: the time (`monotonic`) at which it is too late. Raises LineProblem."""
        self._line.send(data, max(until - monotonic(), 0.0))

    def say_confirmed(self, data: bytes, until: float) -> None:
        """Send something to print; the printer owes an answer to it."""
        self.say(data + CONFIRM, until)
        self._owed += 1

    def wait(self, until: float, *, owed: int = 0) -> None:
        """Wait until the printer owes so many answers at most. Where it is silent for long, ask why. Raises LineProblem."""
        while self._owed > owed:
            left = until - monotonic()
            if left <= 0:
                raise LineProblem(Trouble.TOO_SLOW)
            if not self._listen(min(left, self._answer_s)):
                self._find_out_why()

    def take_back(self) -> bool:
        """Have the printer forget what it has not printed. Return whether it said that it has."""
        self._heard = b""
        self._line.send(CLEAR, self._answer_s)
        until, heard = monotonic() + CLEAR_S, b""
        while CLEARED not in heard and (left := until - monotonic()) > 0:
            heard += self._line.hear(left)
        return CLEARED in heard

    def confirms(self) -> bool:
        """Whether the printer answers `CONFIRM`. Raises LineProblem where the line fails."""
        until = monotonic() + self._answer_s
        self.say_confirmed(b"", until)
        while self._owed and (left := until - monotonic()) > 0:
            self._listen(left)
        answered, self._owed = not self._owed, 0
        return answered

    def _find_out_why(self) -> None:
        """Nothing was heard for a while. Raises LineProblem where the printer has a reason; else it is only slow."""
        found = self.condition().trouble
        if found is not None:
            raise LineProblem(found)

    def _why_offline(self, paper: int) -> Trouble:
        cause = self._ask(Ask.OFFLINE_CAUSE)
        if cause & 0x04:
            return Trouble.COVER_OPEN
        if cause & 0x20 or paper & 0x60:
            return Trouble.PAPER_OUT
        if cause & 0x40:
            error = self._ask(Ask.ERROR_CAUSE)
            return Trouble.FAULT if error & 0x2C else Trouble.OFFLINE
        return Trouble.OFFLINE

    def _ask(self, what: Ask) -> int:
        """Ask one thing in real time and return the answering byte."""
        self._live.clear()
        self._line.send(what.question, self._answer_s)
        until = monotonic() + self._answer_s
        while not self._live:
            left = until - monotonic()
            if left <= 0 or not (self._listen(left) or self._live):
                raise LineProblem(Trouble.NO_ANSWER)
        return self._live.pop(0)

    def _listen(self, within_s: float) -> bool:
        """Take in what has come. Return whether anything came."""
        came = self._line.hear(within_s)
        self._heard += came
        while self._heard and self._sort():
            pass
        return bool(came)

    def _sort(self) -> bool:
        """Take the first answer off what was heard. Return whether it was there as a whole. Raises LineProblem for what is no answer."""
        first = self._heard[0]
        length = 1
        if first & 0x93 == 0x12:
            self._live.append(first)
        elif first & 0xF0 == 0:
            if self._owed:  # else it is noise: a line that is plugged in says such things
                self._owed -= 1
                self.paper_low = bool(first & 0x03)
        elif first & 0x93 == 0x10:
            length = _TOLD_UNASKED
        elif first == CLEARED[0]:
            length = self._heard.find(b"\x00") + 1
        elif first not in {0x11, 0x13}:  # a serial line's own signs
            raise LineProblem(Trouble.STRANGE, repr(self._heard[:20]))
        if not 0 < length <= len(self._heard):
            return False
        self._heard = self._heard[length:]
        return True


def ready(talk: Talk) -> Condition:
    """Return how the printer is; one that is stuck is first asked to go on, for somebody may have taken the cause away. Raises LineProblem."""
    found = talk.condition()
    if found.trouble is Trouble.FAULT:
        talk.recover()
        found = talk.condition()
    return found if found.trouble is not None or found.paper_low else READY
