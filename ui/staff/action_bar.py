"""The action bar: the acts of a counter, always at the same places, each with its key; the fitting one light, at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.focus_ring import OnGround
from ui.kit.lettering import Wording, lay_out
from ui.staff.acts import BAR, Act, face_of
from ui.staff.queue_row import MARGIN

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

HEIGHT, LOW_HEIGHT = 72, 60


@dataclass(frozen=True, slots=True)
class _Tight:
    """How much room there is around the words, in px of the design; small: whether they are set smaller."""

    pad: int
    spacing: int
    gap: int = 10
    icons: bool = False
    small: bool = False


_TIGHTER = (
    _Tight(14, 11, icons=True), _Tight(14, 11), _Tight(8, 8), _Tight(6, 6, 6, small=True), _Tight(4, 4, 4, small=True)
)  # fmt: skip


class ActionBar(QWidget):
    """Buttons on the plinth. One that is not lawful now is dim, and says why when it is pressed.

    Signals:
        act(Act): a button was pressed, lawful or not.
    """

    act = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        px = sizes.px
        self.setProperty("ground", "plinth")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(px(HEIGHT))
        self.buttons = {act: self._button(act) for act in (*BAR, Act.UNDO)}
        self._main_act = Act.CHECK_IN
        self._mains: dict[Act, Button] = {
            act: self._button(act, Kind.PLINTH_MAIN) for act in (Act.CALL_NEXT, Act.START, Act.FINISH, Act.CHECK_IN)
        }
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(px(MARGIN), 0, px(MARGIN), 0)
        row.setSpacing(px(10))
        for act in BAR:
            row.addWidget(self.buttons[act])
        row.addStretch(1)
        row.addWidget(self.buttons[Act.UNDO])
        for button in self._mains.values():
            button.hide()
            row.addWidget(button)

    @property
    def main(self) -> Button:
        """The light button."""
        return self._mains[self._main_act]

    def show_state(self, state: StaffState) -> None:
        """Show what is lawful, and what fits."""
        for act, button in self.buttons.items():
            button.set_dim(state.reason_against(self._texts, act))
        self._main_act = state.main
        focused = next((one for one in self._mains.values() if one.hasFocus()), None)
        for act, button in self._mains.items():
            button.set_dim(state.reason_against(self._texts, act))
            button.setVisible(act is state.main)
        number = state.current.number if state.current else state.queue.mine[0].number if state.queue.mine else ""
        face = face_of(state.main)
        self.main.set_words(self._texts(face.named, number=number) if number else self._texts(face.word))
        if focused is not None and focused is not self.main:
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, width: int, *, low: bool = False) -> None:
        """Leave icons out, then room, where the words need it; less high in a low window. The same for whoever is at the counter."""
        self.setFixedHeight(self._sizes.px(LOW_HEIGHT if low else HEIGHT))
        for tight in _TIGHTER:
            self._set(tight)
            if self._needed(tight) <= width:
                break

    def _set(self, tight: _Tight) -> None:
        px = self._sizes.px
        self._row.setSpacing(px(tight.gap))
        lettering = self._sizes.list_strong if tight.small else self._sizes.act
        build = replace(
            Build.action_bar(self._sizes), lettering=lettering, pad=px(tight.pad), spacing=px(tight.spacing)
        )
        for act, button in (*self.buttons.items(), *self._mains.items()):
            button.set_icons(face_of(act).icon if tight.icons else "")
            button.set_build(build)

    def _needed(self, tight: _Tight) -> int:
        """Return how wide all of it is, with a number beside the fitting act."""
        px, lettering = self._sizes.px, self._sizes.list_strong if tight.small else self._sizes.act

        def wide(words: str) -> int:
            return round(lay_out(Wording(words, lettering), 0).size.width())

        mains = [
            button.sizeHint().width() - wide(button.text()) + wide(self._texts(face_of(act).named, number="W000"))
            for act, button in self._mains.items()
        ]
        acts = sum(button.sizeHint().width() for button in self.buttons.values())
        return acts + max(mains) + px(tight.gap) * len(self.buttons) + 2 * px(MARGIN)

    def _button(self, act: Act, kind: Kind = Kind.PLINTH) -> Button:
        face = face_of(act)
        build = Build.action_bar(self._sizes)
        button = Button(self._texts(face.word), kind, build, icon=face.icon, key=face.cap)
        button.setProperty("on", OnGround.PLINTH)
        button.clicked.connect(lambda: self.act.emit(act))
        return button
