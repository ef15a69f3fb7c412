"""How was your day? One question at its end, one key; to say nothing is as easy. Nobody can find out who said what (decision 29)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greeter.model.pulse import Pulse
from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.staff.asking import Ask
from ui.staff.commands import Command, cap
from ui.staff.flow import Flow
from ui.staff.queue_row import MARGIN
from ui.staff.state import Tone
from ui.theme import Token

if TYPE_CHECKING:
    from datetime import date

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState
    from ui.staff.window import StaffWindow

KEY = "Ctrl+H"
ANSWERS = {
    Pulse.VERY_GOOD: ("Very good", "laugh"),
    Pulse.GOOD: ("Good", "smile"),
    Pulse.ALL_RIGHT: ("All right", "meh"),
    Pulse.HARD: ("Hard", "frown"),
    Pulse.VERY_HARD: ("Very hard", "angry"),
}
"""The faces are those that visitors touch."""


class PulseAsk(Ask):
    """Five answers, keys 1 to 5; Esc says nothing.

    Signals:
        answered(Pulse): how it was.
    """

    answered = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(texts, sizes, parent=parent)
        px = sizes.px
        self.title.set_text(texts("How was your day?"))
        self.why = Paragraph(
            texts("Counted with your colleagues’ answers of this week. No name, counter or time is kept."),
            sizes.label, Token.INK2,
        )  # fmt: skip
        self.not_now.set_words(texts("Rather not say"))
        self.not_now.setAccessibleDescription(f"{self.title.text()} {self.why.text()}")
        self.buttons: dict[Pulse, Button] = {}
        flow = Flow(px(10))
        for key, (answer, (words, icon)) in enumerate(ANSWERS.items(), start=1):
            build = Build.staff(sizes, height=44, lettering=sizes.list_strong)
            button = Button(texts(words), Kind.SECONDARY, build, icon=icon, key=str(key))
            button.clicked.connect(lambda _=False, one=answer: self._answer(one))
            self.buttons[answer] = button
            flow.addWidget(button)
        flow.addWidget(self.not_now)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(MARGIN), px(9), px(20), px(12))
        box.setSpacing(px(4))
        box.addWidget(self.title)
        box.addWidget(self.why)
        box.addSpacing(px(4))
        box.addLayout(flow)

    def first(self) -> QWidget:
        """Begin beside the answers: Enter pressed by habit says nothing."""
        return self.not_now

    def take_key(self, text: str) -> bool:
        """Take 1 to 5."""
        if len(text) == 1 and text in "12345":
            self._answer(list(ANSWERS)[int(text) - 1])
            return True
        return False

    def _answer(self, answer: Pulse) -> None:
        self.answered.emit(answer)
        self.closed.emit()


class Pulsing(QObject):
    """Asks each clerk of a window once a day: when they close counter or window after the office has closed, or when they like to say it."""

    def __init__(self, window: StaffWindow, texts: Texts) -> None:
        super().__init__(window)
        self._window, self._texts, self._presenter = window, texts, window.presenter
        self._strip = window.panes.strip
        self._asked: dict[str, date] = {}
        """On which day each was asked here; kept nowhere else."""
        self._is_asking = self._closes = False
        self._strip.pulse.answered.connect(self._answered)
        self._strip.closed.connect(self._put_off)
        self._strip.replaced.connect(self._replaced)

    @property
    def is_due(self) -> bool:
        """Whether whoever sits here is to be asked as they go."""
        state = self._presenter.state
        if state is None or state.silence is not None or self._window.signing.is_covered or self._is_asking:
            return False
        return self._presenter.office.is_day_over(state.queue.now) and not self._was_asked(state)

    def ask_once(self) -> None:
        """Ask, where it is due."""
        if self.is_due:
            self.ask()

    def ask_before_closing(self) -> bool:
        """Ask, where it is due, and close the window after that; return whether it is asked. Closing once more closes at once."""
        if self._is_asking:
            self._is_asking = self._closes = False
            self._say(None)
        if not self.is_due:
            return False
        self._closes = True
        self.ask()
        return True

    def ask(self) -> None:
        """Ask now."""
        state = self._presenter.state
        if state is None or self._was_asked(state):
            self._presenter.say(self._why_not(state))
            return
        self._asked[self._presenter.clerk] = self._presenter.office.business_day(state.queue.now)
        self._is_asking = True
        self._window.ask_all(self._strip.pulse)

    def commands(self, state: StaffState | None) -> list[Command]:
        """Return it for the palette."""
        name, also = self._texts("Say how your day was"), "pulse mood day end feel tired good hard"
        return [Command(name, cap(KEY), "smile", self.ask, also=also, why_not=self._why_not(state))]

    def _was_asked(self, state: StaffState) -> bool:
        day = self._presenter.office.business_day(state.queue.now)
        return self._asked.get(self._presenter.clerk) == day

    def _why_not(self, state: StaffState | None) -> str:
        if state is None:
            return self._texts("Opening the counter.")
        return self._texts("You were asked today. Thank you.") if self._was_asked(state) else ""

    def _answered(self, answer: Pulse) -> None:
        self._is_asking = False
        self._say(answer)

    def _put_off(self) -> None:
        """Who says nothing is written like who answers."""
        if self._is_asking:
            self._is_asking = False
            self._say(None)
        if self._closes:
            self._closes = False
            self._window.close()

    def _replaced(self, ask: Ask) -> None:
        """Let who does something else meanwhile go on with it."""
        if ask is self._strip.pulse:
            self._closes = False
            self._put_off()

    def _say(self, answer: Pulse | None) -> None:
        def done(_: object) -> None:
            if answer is not None:
                self._presenter.told.emit(
                    self._texts("Thank you. It counts, and nobody can tell whose it is."), Tone.DONE
                )

        self._presenter.do(lambda desk: desk.say_pulse(answer), done)
