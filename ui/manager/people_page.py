"""Who signs in here: the list, and beside it a form for one of them, or for somebody new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greeter.model.person import StaffRole
from ui.kit.button import Build, Button, Kind
from ui.kit.lettering import Lettering
from ui.kit.paragraph import Paragraph
from ui.manager.entry_list import Entry, EntryList
from ui.manager.live_page import LivePage
from ui.manager.person_forms import AddForm, ChangeForm
from ui.manager.sides import Sides
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.people_presenter import PeoplePresenter, PeopleState

LIST = 320
BESIDE = 760
"""From this width on a form stands beside the list."""


class PeoplePage(LivePage):
    """Listing, adding, changing and letting go."""

    def __init__(
        self, presenter: PeoplePresenter, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._state: PeopleState | None = None
        self._chosen = ""
        px = sizes.px
        self.headline = Paragraph(texts("Reading who works here"), Lettering(px(34), 800, 1.18, spacing=-0.012))
        self.detail = Paragraph("", sizes.body, Token.INK2)
        self.people = EntryList(texts("People"), sizes)
        self.add = Button(texts("Add somebody"), Kind.SECONDARY, Build.staff(sizes, height=44), icon="user-plus")
        self._start = QWidget()
        self.add_form = AddForm(texts, sizes)
        self.change_form = ChangeForm(texts, sizes)
        self._lay_out(sizes)
        self.people.chosen.connect(self._choose)
        self.add.clicked.connect(self._add)
        self.add_form.wanted.connect(presenter.add)
        form = self.change_form
        form.rename_wanted.connect(presenter.rename)
        form.reset_wanted.connect(presenter.reset)
        form.unlock_wanted.connect(presenter.unlock)
        form.let_go_wanted.connect(presenter.let_go)
        presenter.shown.connect(self.show_state)
        presenter.kept.connect(self._kept)
        self.follow(presenter)

    def go_on(self, session: str) -> None:
        """Read who works here."""
        self.presenter.go_on(session)

    def rest(self) -> None:
        """Show nobody; what was written of a PIN is forgotten."""
        self.presenter.rest()
        self.add_form.begin(StaffRole.CLERK)
        self.people.show_entries((), "")
        self.change_form.hide()
        self._state = None

    def show_state(self, state: PeopleState) -> None:
        """Show everybody; whom a form is about stays."""
        first = self._state is None
        self._state = state
        self.headline.set_text(state.headline)
        self.detail.set_text(state.detail)
        entries = [
            Entry(one.id, one.name, one.about, "user-round" if one.active else "user-x", faint=not one.active)
            for one in state.people
        ]
        self._choose(self._chosen if any(one.id == self._chosen for one in state.people) else "", entries)
        self._start.setVisible(bool(state.people))
        if first:
            self.add_form.begin(StaffRole.CLERK if state.people else StaffRole.MANAGER)
        self.moved.emit()

    def _choose(self, person: str, entries: list[Entry] | None = None) -> None:
        """Show somebody's form; with nobody's id the one for somebody new."""
        self._chosen = person
        if entries is not None:
            self.people.show_entries(entries, person)
        else:
            self.people.choose(person)
        people = self._state.people if self._state is not None else ()
        found = next((one for one in people if one.id == person), None)
        self.change_form.setVisible(found is not None)
        self.add_form.setVisible(found is None)
        if found is not None:
            self.change_form.begin(found)
        self.moved.emit()

    def _add(self) -> None:
        self._choose("")
        self.add_form.begin(StaffRole.CLERK)
        self.add_form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self, person: str) -> None:
        """Go on with whom something was done to."""
        self._chosen = person
        self.add_form.begin(StaffRole.CLERK)

    def _lay_out(self, sizes: StaffSizes) -> None:
        px = sizes.px
        start, written = self._start, QWidget()
        start.setFixedWidth(px(LIST))
        left, forms = QVBoxLayout(start), QVBoxLayout(written)
        for column in (left, forms):
            column.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(px(12))
        for part in (self.add, self.people):
            left.addWidget(part)
        for form in (self.add_form, self.change_form):
            forms.addWidget(form)
        forms.addStretch(1)
        self.change_form.hide()
        halves = Sides(((start, 0), (written, 1)), px(36), px(BESIDE))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(6))
        box.addWidget(self.headline)
        box.addWidget(self.detail)
        box.addSpacing(px(14))
        box.addWidget(halves)
        box.addStretch(1)
