"""Adding somebody, and changing somebody: what is written about one person. Nothing is remembered of a PIN once it is kept, or the page is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from greeter.model.person import StaffRole
from ui.kit.button import Build, Button, Kind
from ui.kit.field import KeyedField, Labelled
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Card, Rule
from ui.manager.people_presenter import PersonWords, Secret, role_words
from ui.staff.choices import Choices
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

WIDTH = 560


class SecretFields(QWidget):
    """Role, and a new PIN or password, written twice without being seen.

    Signals:
        entered(): Enter was pressed.
    """

    entered = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, px = texts, sizes.px
        self.role: Choices[StaffRole] = Choices(sizes, texts("Role"))
        self.role.offer([(role, _capital(role_words(texts, role))) for role in StaffRole])
        policy = self.role.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # as many lines as it takes
        self.role.setSizePolicy(policy)
        self.rule = Paragraph("", sizes.label, Token.INK2)
        pin, again = texts("New PIN or password"), texts("The same once more")
        self.once, self.again = KeyedField(sizes, pin), KeyedField(sizes, again)
        for field in (self.once, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.entered.connect(self.entered)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(Labelled(sizes, pin, self.once), 1)
        row.addWidget(Labelled(sizes, again, self.again), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addWidget(Labelled(sizes, texts("Role"), self.role))
        box.addLayout(row)
        box.addWidget(self.rule)
        self.role.changed.connect(self._say_rule)
        self._say_rule()

    @property
    def secret(self) -> Secret:
        """What was written."""
        return Secret(self.once.text(), self.again.text())

    def begin(self, role: StaffRole) -> None:
        """Forget what was written, and choose a role."""
        self.role.choose(role)
        self._say_rule()
        for field in (self.once, self.again):
            field.clear()

    def _say_rule(self) -> None:
        role = self.role.chosen
        if role is StaffRole.MANAGER:
            words = self._texts("A manager has a password of 10 signs or more.")
        elif role is not None and not role.serves:
            words = self._texts("They have a password of 10 signs or more, and serve nobody at a counter.")
        else:
            words = self._texts("A PIN has 6 to 12 digits that do not follow one another.")
        self.rule.set_text(words)
        for field in (self.once, self.again):
            field.setAccessibleDescription(self.rule.text())


class AddForm(Card):
    """Somebody new.

    Signals:
        wanted(str, StaffRole, Secret): add them.
    """

    wanted = Signal(str, object, object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes.px(12), Token.SURFACE, parent=parent)
        px, label = sizes.px, texts("Name, as colleagues know them")
        self.setMaximumWidth(px(WIDTH))
        self.name = KeyedField(sizes, label)
        self.secret = SecretFields(texts, sizes)
        self.go = Button(texts("Add them"), Kind.PRIMARY, Build.staff(sizes, height=44), icon="user-plus")
        box = QVBoxLayout(self)
        box.setContentsMargins(px(20), px(16), px(20), px(18))
        box.setSpacing(px(12))
        box.addWidget(Paragraph(texts("Add somebody"), sizes.text(19, 800, 1.25)))
        box.addWidget(Labelled(sizes, label, self.name))
        box.addWidget(self.secret)
        box.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.go.clicked.connect(self._enter)
        self.name.entered.connect(self._enter)
        self.secret.entered.connect(self._enter)

    def begin(self, role: StaffRole) -> None:
        """Forget what was written."""
        self.name.clear()
        self.secret.begin(role)

    def _enter(self) -> None:
        self.wanted.emit(self.name.text(), self.secret.role.chosen, self.secret.secret)


class ChangeForm(Card):
    """Somebody who is known: another name, another PIN or role, unlocking, letting go. Letting go asks first, in its place.

    Signals:
        rename_wanted(str, str): by id, the new name.
        reset_wanted(PersonWords, StaffRole, Secret): a new PIN and role.
        unlock_wanted(PersonWords), let_go_wanted(PersonWords).
    """

    rename_wanted = Signal(str, str)
    reset_wanted = Signal(object, object, object)
    unlock_wanted = Signal(object)
    let_go_wanted = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes.px(12), Token.SURFACE, parent=parent)
        self._texts, px, build = texts, sizes.px, Build.staff(sizes, height=42)
        self.setMaximumWidth(px(WIDTH))
        self.person: PersonWords | None = None
        self.title = Paragraph("", sizes.text(19, 800, 1.25))
        self.about = Paragraph("", sizes.list, Token.INK2)
        self.name = KeyedField(sizes, texts("Name"))
        self.rename = Button(texts("Change the name"), Kind.SECONDARY, build)
        self.secret = SecretFields(texts, sizes)
        self.reset = Button(texts("Give this PIN and role"), Kind.SECONDARY, build, icon="key-round")
        self.unlock = Button(texts("Let them sign in at once"), Kind.SECONDARY, build)
        self.unlock.setAccessibleDescription(texts("After too many wrong PINs."))
        self.let_go = Button(texts("Let them go"), Kind.SECONDARY, build, icon="user-x")
        self.question = Paragraph("", sizes.strong)
        self.yes = Button(texts("Yes, let them go"), Kind.SECONDARY, build)
        self.no = Button(texts("No, they stay"), Kind.SECONDARY, build)
        self._ask = QWidget()
        self._lay_out(sizes)
        self.rename.clicked.connect(self._rename)
        self.name.entered.connect(self._rename)
        self.reset.clicked.connect(self._reset)
        self.secret.entered.connect(self._reset)
        self.unlock.clicked.connect(lambda: self.unlock_wanted.emit(self.person))
        self.let_go.clicked.connect(lambda: self._ask_first(now=True))
        self.no.clicked.connect(lambda: self._ask_first(now=False))
        self.yes.clicked.connect(lambda: self.let_go_wanted.emit(self.person))

    def begin(self, person: PersonWords) -> None:
        """Show somebody; what was written of another is forgotten."""
        self.person = person
        self.title.set_text(person.name)
        self.about.set_text(person.about)
        self.name.setText(person.name)
        self.secret.begin(person.role)
        self.let_go.setVisible(person.active)
        self.unlock.setVisible(person.active)
        self.question.set_text(self._texts("Let {name} go? They sign in no more.", name=person.name))
        self._ask.hide()

    def _rename(self) -> None:
        if self.person is not None:
            self.rename_wanted.emit(self.person.id, self.name.text())

    def _reset(self) -> None:
        self.reset_wanted.emit(self.person, self.secret.role.chosen, self.secret.secret)

    def _ask_first(self, *, now: bool) -> None:
        self._ask.setVisible(now)
        (self.no if now else self.let_go).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, sizes: StaffSizes) -> None:
        px, start = sizes.px, Qt.AlignmentFlag.AlignLeft
        answers = QHBoxLayout()
        answers.setSpacing(px(10))
        for part in (self.yes, self.no):
            answers.addWidget(part)
        answers.addStretch(1)
        asked = QVBoxLayout(self._ask)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(px(8))
        asked.addWidget(self.question)
        asked.addLayout(answers)
        last = QHBoxLayout()
        last.setSpacing(px(10))
        for part in (self.unlock, self.let_go):
            last.addWidget(part)
        last.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(20), px(16), px(20), px(18))
        box.setSpacing(px(10))
        for heading in (self.title, self.about):
            box.addWidget(heading)
        box.addWidget(Labelled(sizes, self._texts("Name"), self.name))
        box.addWidget(self.rename, 0, start)
        box.addWidget(Rule(1))
        box.addWidget(self.secret)
        box.addWidget(self.reset, 0, start)
        box.addWidget(Rule(1))
        box.addLayout(last)
        box.addWidget(self._ask)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
