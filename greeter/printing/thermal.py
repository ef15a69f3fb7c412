"""A receipt printer that speaks ESC/POS: it is asked how it is, gets the page in bands, and says of each that it has printed so far.

What decides whether a ticket is lost or doubled:

- It is asked first, and gets nothing while it can't print.
- It owes answers to `AHEAD` bands at most, so that never more than 24 mm lie in it unprinted. The cut is sent when all before it is printed.
- "Printed" means that it answered after the cut. All else is "not printed"; nothing is sent again unless somebody asks for it.
- After a failure it is told to forget what it has not printed, and what is still on the way is dropped. A torn strip is cut off before the next page.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING

from greeter.model.visit import Printed
from greeter.printing.escpos import CUT, INIT, TEAR, raster_bands
from greeter.printing.printout import PRINTED, READY, Condition, Printout, Trouble
from greeter.printing.talk import LineProblem, Talk, ready

if TYPE_CHECKING:
    from greeter.printing.bitmap import Bitmap
    from greeter.printing.document import Document
    from greeter.printing.talk import Line, OpenLine
    from greeter.tickets.roll import Roll

AHEAD = 3
"""Bands that may lie in the printer, printed or not: enough that its motor never stops for the next one."""
ROWS_PER_S = 500
"""A slow printer's speed, 62 mm a second: how long paper takes that nobody tells of."""
LOOK_S = 0.25


class Answers(StrEnum):
    """What a printer tells of itself."""

    FULL = "full"
    """How it is, and how far it has printed."""
    BASIC = "basic"
    """How it is, and no more: when paper must be out it is asked again."""
    NONE = "none"
    """Nothing: what it took is believed to be printed."""


class Cut(StrEnum):
    """Whether the printer has a cutter."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Device:
    """What an installer says of a printer."""

    roll: Roll
    answers: Answers = Answers.FULL
    cut: Cut = Cut.YES


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. open_s: to open the line; answer_s: for an answer; paper_s: for a whole page, on a fast line."""

    open_s: float = 2.0
    answer_s: float = 1.0
    paper_s: float = 8.0


USUAL = Patience()


class ThermalPrinter:
    """One printer. open_line: opens the line to it."""

    def __init__(self, open_line: OpenLine, device: Device, patience: Patience = USUAL) -> None:
        self._open_line = open_line
        self._device = device
        self._patience = patience
        self._line: Line | None = None
        self._torn = False

    @property
    def answers(self) -> Answers:
        """What it is set to tell of itself."""
        return self._device.answers

    def print_out(self, document: Document) -> Printout:
        """Print the document's page and return what became of it."""
        from greeter.printing.bitmap import bitmap_of  # paints: not before there is something to print

        (page,) = document.pages(self._device.roll)
        image = bitmap_of(page, self._device.roll)
        try:
            talk, found = self._reach()
        except LineProblem as met:
            return Printout(Printed.NOT_PRINTED, _not_reached(met))
        if found.trouble is not None:
            self._leave()
            return Printout(Printed.NOT_PRINTED, found)
        try:
            self._print(talk, image)
        except LineProblem as met:
            return Printout(Printed.NOT_PRINTED, self._give_up(talk, met))
        self._torn = False
        self._leave()
        return Printout(Printed.PRINTED, Condition(paper_low=True)) if talk.paper_low else PRINTED

    def look(self) -> Condition:
        """Ask how it is."""
        try:
            _, found = self._reach()
        except LineProblem as met:
            return _not_reached(met)
        self._leave()
        return found

    def confirms(self) -> bool:
        """Whether it tells how far it has printed: whether `Answers.FULL` is right for it."""
        try:
            talk, _ = self._reach()
            answered = talk.confirms()
        except LineProblem:
            self._drop()
            return False
        self._leave()
        return answered

    def _reach(self) -> tuple[Talk, Condition]:
        """Open the line and ask how the printer is. A line that was kept open may be dead: then it is opened anew. Raises LineProblem."""
        if self._line is not None:
            with suppress(LineProblem):
                return self._ask(self._line)
            self._drop()
        self._line = self._open_line(self._patience.open_s)
        try:
            return self._ask(self._line)
        except LineProblem:
            self._drop()
            raise

    def _ask(self, line: Line) -> tuple[Talk, Condition]:
        talk = Talk(line, self._patience.answer_s)
        if self._device.answers is Answers.NONE:
            return talk, READY
        talk.forget()
        return talk, ready(talk)

    def _print(self, talk: Talk, image: Bitmap) -> None:
        """Send the page and wait until it is printed. Raises LineProblem."""
        assert self._line is not None  # noqa: S101 (reached just now)
        end = CUT if self._device.cut is Cut.YES else TEAR
        until = monotonic() + self._patience.paper_s + len(image.dots) / self._line.bytes_per_s
        talk.say(INIT + end if self._torn else INIT, until)
        self._torn = True
        if self._device.answers is Answers.FULL:
            for band in raster_bands(image):
                talk.say_confirmed(band, until)
                talk.wait(until, owed=AHEAD)
            talk.wait(until)
            talk.say_confirmed(end, until)
            talk.wait(until)
            return
        for band in raster_bands(image):
            talk.say(band, until)
        talk.say(end, until)
        if self._device.answers is Answers.BASIC:
            _watch(talk, image.height / ROWS_PER_S)

    def _give_up(self, talk: Talk, met: LineProblem) -> Condition:
        """Take back what was not printed, and return why it was not: what the printer says, where it still speaks."""
        trouble = met.trouble
        with suppress(LineProblem):
            if trouble is Trouble.TOO_SLOW and self._device.answers is not Answers.NONE:
                trouble = talk.condition().trouble or trouble
            talk.take_back()
        self._drop()
        return Condition(trouble, detail=str(met))

    def _leave(self) -> None:
        """The work is done: close the line where others may want it."""
        if self._line is not None and not self._line.stays_open:
            self._line.close(drop=False)
            self._line = None

    def _drop(self) -> None:
        """Close the line at once; what was not sent is not sent any more."""
        if self._line is not None:
            self._line.close(drop=True)
            self._line = None


def _not_reached(met: LineProblem) -> Condition:
    """Return how a printer is that went away before anything was printed."""
    trouble = {Trouble.LOST: Trouble.OFF, Trouble.TOO_SLOW: Trouble.NO_ANSWER}.get(met.trouble, met.trouble)
    return Condition(trouble, detail=str(met))


def _watch(talk: Talk, seconds: float) -> None:
    """Ask how the printer is until the paper must be out. Raises LineProblem where it stops."""
    until, pause = monotonic() + seconds, threading.Event()
    while True:
        found = talk.condition()
        if found.trouble is not None:
            raise LineProblem(found.trouble)
        left = until - monotonic()
        if left <= 0:
            return
        pause.wait(min(left, LOOK_S))
