"""The action bar: the acts of a counter, always at the same places, each with its key; the fitting one light, at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.focus_ring import OnGround
from ui.staff.acts import BAR, Act, face_of
from ui.staff.queue_row import MARGIN

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

HEIGHT, LOW_HEIGHT = 72, 60
_NARROW = 1240
_TIGHT = 1080
_TIGHTER = 940
_TIGHTEST = 840


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
        """Leave the icons out where the words need the room, and room around the buttons where the window is low."""
        px = self._sizes.px
        self.setFixedHeight(px(LOW_HEIGHT if low else HEIGHT))
        self._row.setSpacing(px(10 if width >= px(_TIGHTER) else 6 if width >= px(_TIGHTEST) else 4))
        narrow = width < px(_NARROW)
        build = Build.action_bar(self._sizes)
        if width < px(_TIGHT):
            build = replace(build, pad=px(8), spacing=px(8))
        if width < px(_TIGHTER):
            room = px(6 if width >= px(_TIGHTEST) else 4)
            build = replace(build, lettering=self._sizes.list_strong, pad=room, spacing=room)
        for act, button in (*self.buttons.items(), *self._mains.items()):
            button.set_icons("" if narrow else face_of(act).icon)
            button.set_build(build)

    def _button(self, act: Act, kind: Kind = Kind.PLINTH) -> Button:
        face = face_of(act)
        build = Build.action_bar(self._sizes)
        button = Button(self._texts(face.word), kind, build, icon=face.icon, key=face.cap)
        button.setProperty("on", OnGround.PLINTH)
        button.clicked.connect(lambda: self.act.emit(act))
        return button
