"""Where name and PIN are written: in the window's own place, with the keyboard alone.

It remembers no secret, and no name but that of who locked it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit import banner
from ui.kit.announcement import announce
from ui.kit.banner import Banner
from ui.kit.button import Build, Button, Kind
from ui.kit.field import KeyedField, Labelled
from ui.kit.paragraph import Paragraph
from ui.kit.scroll import PanelScroll

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

WIDTH = 560


class Asking(StrEnum):
    """What the panel asks for."""

    SIGN_IN = "sign in"
    UNLOCK = "unlock"
    FIRST_MANAGER = "first manager"


class SignInPanel(QWidget):
    """Name and PIN; or the first manager's name and password.

    Signals:
        asked(str, str): sign in with a name and a PIN.
        founded(str, str): make the first manager, with a name and a password.
        named(str): open the counter by a name alone.
    """

    asked = Signal(str, str)
    founded = Signal(str, str)
    named = Signal(str)

    def __init__(self, texts: Texts, sizes: StaffSizes, counter: str = "", *, parent: QWidget | None = None) -> None:
        """counter: its number; empty for the manager's window."""
        super().__init__(parent)
        self._texts, self._sizes, self._counter = texts, sizes, counter
        self.asking = Asking.SIGN_IN
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Paragraph("", sizes.text(34, 800, 1.2))
        self.words = Paragraph("", sizes.text(18, 400, 1.44))
        self.banner = Banner(sizes.list, Build.staff(sizes, height=36))
        self.name = KeyedField(sizes, texts("Your name, as colleagues know you"), icon="user-round", height=48)
        pin, self._again_label = texts("PIN, or a manager’s password"), texts("The password once more")
        self.secret = self._hidden(pin)
        self.again = self._hidden(self._again_label)
        self._pin_label = Labelled(sizes, pin, self.secret)
        self._again = Labelled(sizes, self._again_label, self.again)
        build = Build.staff(sizes, height=48)
        self.go = Button(texts("Sign in"), Kind.PRIMARY, build, icon="log-in", key="Enter")
        self.by_name = Button(texts("Only open the counter, by name"), Kind.QUIET, Build.staff(sizes))
        self._lay_out()
        for field in (self.name, self.secret, self.again):
            field.entered.connect(self._enter)
        self.go.clicked.connect(self._enter)
        self.by_name.clicked.connect(self._open_by_name)

    def ask(self, asking: Asking, *, name: str = "", why: str = "") -> None:
        """Ask for something; `name` is who locked it, or who was named at the start; `why` stands beneath the heading."""
        texts, first = self._texts, asking is Asking.FIRST_MANAGER
        self.asking = asking
        self.forget()
        self.name.setText(name)
        title, said = self._at_counter(asking) if self._counter else self._of_managers(asking)
        self.title.set_text(title)
        self.words.set_text(why or said)
        self._again.setVisible(first)
        self.by_name.setVisible(first)
        label = texts("Password of 10 signs or more") if first else texts("PIN, or a manager’s password")
        self.secret.setAccessibleName(label)
        self._label(label)
        self.go.set_words(texts("Make me the manager") if first else texts("Sign in"))
        announce(self, f"{texts.ended(title)} {why or said}")

    def _at_counter(self, asking: Asking) -> tuple[str, str]:
        texts, n = self._texts, self._counter
        if asking is Asking.SIGN_IN:
            return texts("Sign in at counter {n}", n=n), texts("Your counter opens when you are signed in.")
        if asking is Asking.UNLOCK:
            said = texts("What you wrote is kept. A colleague may sign in, too, and goes on with the visitor.")
            return texts("Counter {n} is locked", n=n), said
        return texts("Nobody signs in here yet"), texts(
            "Make yourself the manager: from then on everybody signs in with a PIN. Or open the counter by your name alone."
        )

    def _of_managers(self, asking: Asking) -> tuple[str, str]:
        texts = self._texts
        if asking is Asking.UNLOCK:
            return texts("This window is locked"), texts("Sign in to go on. Another manager may, too.")
        return texts("Sign in as a manager"), texts("What this window shows is for the office’s managers.")

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.secret if self.name.text() else self.name

    def refuse(self, words: str) -> None:
        """Say why it did not work; the name stays, the PIN is written anew."""
        self.secret.clear()
        self.again.clear()
        self.banner.tell(words, banner.Tone.NEAR)
        announce(self.banner, words)
        (self.secret if self.name.text().strip() else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Forget everything that was written."""
        for field in (self.name, self.secret, self.again):
            field.clear()
        self.banner.clear()

    def _enter(self) -> None:
        texts, name, secret = self._texts, self.name.text().strip(), self.secret.text()
        if not name:
            self.refuse(texts("Write your name first."))
        elif not secret:
            if self.secret.hasFocus() or self.asking is Asking.UNLOCK:
                self.refuse(texts("Write your PIN, then press Enter."))
            else:
                self.secret.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.asking is not Asking.FIRST_MANAGER:
            self.asked.emit(name, secret)
        elif not self.again.text() and not self.again.hasFocus():
            self.again.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.again.text() != secret:
            self.refuse(texts("The two passwords differ. Write them once more."))
        else:
            self.founded.emit(name, secret)

    def _open_by_name(self) -> None:
        name = self.name.text().strip()
        if name:
            self.named.emit(name)
        else:
            self.refuse(self._texts("Write your name first."))

    def _hidden(self, label: str) -> KeyedField:
        field = KeyedField(self._sizes, label, icon="key-round", height=48)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        return field

    def _label(self, words: str) -> None:
        found = self._pin_label.findChild(Paragraph)
        if isinstance(found, Paragraph):
            found.set_text(words)

    def _lay_out(self) -> None:
        px, sizes = self._sizes.px, self._sizes
        page = QWidget()
        form = QVBoxLayout(page)
        form.setContentsMargins(0, px(48), 0, px(24))
        form.setSpacing(px(16))
        form.addWidget(self.title)
        form.addWidget(self.words)
        form.addWidget(self.banner)
        name = Labelled(sizes, self._texts("Your name, as colleagues know you"), self.name)
        for part in (name, self._pin_label, self._again):
            box = part.layout()
            if box is not None:
                box.setSpacing(px(12))  # the ring around a field keeps clear of its label
            form.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(px(10))
        foot.addWidget(self.go)
        foot.addWidget(self.by_name)
        foot.addStretch(1)
        form.addSpacing(px(4))
        form.addLayout(foot)
        form.addStretch(1)
        page.setFixedWidth(px(WIDTH))
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(page)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.area = PanelScroll(sizes, middle, px(24))
        whole.addWidget(self.area)
