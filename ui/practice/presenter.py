"""Lets the visitor of a scene see what happens, and hear what the clerk says. It knows no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.practice.closing import close
from greeter.practice.scene import Manner
from greeter.practice.seen import look
from greeter.practice.visitor import Visitor
from greeter.views.opening import open_with

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.practice.closing import Closing
    from greeter.practice.scene import Choice, Scene
    from greeter.practice.seen import Seen
    from greeter.practice.visitor import Said
    from greeter.texts import Texts
    from ui.background import Background
    from ui.feed import Feed
    from ui.practice.room import Paper, Room

LOOK_MS = 500
"""Time passes for the visitor, even where nothing happens."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What is shown of a scene at one moment."""

    scene: Scene
    who: str
    """The visitor's name."""
    said: tuple[Said, ...]
    asks: str
    """What the clerk is to answer now; empty where nothing is to be said."""
    choices: tuple[str, ...]
    hint: str
    """What comes next, where nothing is to be said."""
    is_over: bool
    """Whether the clerk's part of it is over."""


class PracticePresenter(QObject):
    """Plays one scene.

    Signals:
        shown(Talk): something was said, or may be said now.
        ended(Closing): how it went, once that was asked for.
    """

    shown = Signal(object)
    ended = Signal(object)

    def __init__(
        self, background: Background, feed: Feed, room: Room, paper: Paper, texts: Texts, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background, self._feed, self._room, self._paper, self._texts = background, feed, room, paper, texts
        self.visitor = Visitor(room.stage, texts)
        self._seen: Seen | None = None
        self._shown: Talk | None = None
        self._busy = self._again = self._ending = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        background.bug.connect(self._bug_met)

    def begin(self) -> None:
        """Begin: look now, and whenever something changes."""
        self._feed.changed.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Let the visitor see what is so, unless that is under way."""
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        self._background.run(self._look, self._see, lambda _: self._free())

    def say(self, place: int) -> None:
        """Say one of the things that can be said now, by its place."""
        seen = self._seen
        if seen is not None:
            self.visitor.hear(place, self._phrase(seen), self._room.clock.now().astimezone(seen.now.tzinfo))
            self._show()

    def end(self) -> None:
        """Ask how it went; nothing more is looked at."""
        if self._ending:
            return
        self._ending = True
        self.stop()
        stage, visitor, texts, paper = self._room.stage, self.visitor, self._texts, self._paper
        self._background.run(
            lambda desk: close(desk, stage, visitor, texts, printed=paper.handed), self._end, lambda _: self._go_on()
        )

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _go_on(self) -> None:
        """How it went could not be read just now: go on, until it is asked for again."""
        self._ending = False
        self._timer.start()

    def _bug_met(self, bug: BaseException) -> None:  # noqa: ARG002
        """Go on after a bug: the visitor's side does not stand still for it."""
        if self._ending:
            self._go_on()
        self._free()

    def _end(self, closing: Closing) -> None:
        self.ended.emit(closing)

    def _look(self, desk: FrontDesk) -> Seen:
        stage = self._room.stage
        seen = look(desk, stage, printed=self._paper.handed)
        if self.visitor.loses_patience(seen):
            desk.leave(stage.visit_id, reason="Could not wait any longer")
            seen = look(desk, stage, printed=self._paper.handed)
        return seen

    def _see(self, seen: Seen) -> None:
        self._seen = seen
        self.visitor.see(seen)
        self._show()
        self._free()

    def _free(self) -> None:
        self._busy = False
        if self._again and not self._ending:
            self.look()

    def _show(self) -> None:
        seen = self._seen
        if seen is None:
            return
        question = self.visitor.question
        talk = Talk(
            scene=self._room.stage.scene,
            who=self._room.stage.who,
            said=tuple(self.visitor.talk),
            asks=question.asks if question else "",
            choices=tuple(self._offered(choice) for choice in (question.choices if question else ())),
            hint=self._hint(seen),
            is_over=seen.is_over,
        )
        if talk != self._shown:
            self._shown = talk
            self.shown.emit(talk)

    def _offered(self, choice: Choice) -> str:
        """Return what a choice says; of the phrase that the window offers, where it stands: a clerk learns to look there."""
        return (
            self._texts("Say what the card offers under “Open with”.")
            if choice.manner is Manner.PHRASE
            else choice.says
        )

    def _hint(self, seen: Seen) -> str:
        texts = self._texts
        if seen.is_over:
            return texts("Their visit with you is over.")
        if seen.is_serving:
            return texts("Go on as always: a note, the summary, next steps, the outcome.")
        if seen.is_held:
            return texts("They are on hold, and will be back.")
        return (
            texts("F4 when they are at your counter.")
            if seen.is_called
            else texts("They sit in the lobby. F2 calls them.")
        )

    def _phrase(self, seen: Seen) -> str:
        """Return what the window offers to open with."""
        return open_with(self._texts, self._room.place.office, seen.card).say
