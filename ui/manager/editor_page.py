"""A page that changes the office file: parts in a list, the fields of one, how the kiosk shows it, and publishing as a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.lettering import Lettering
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Rule
from ui.manager.editor_state import Section
from ui.manager.field_row import FieldRow
from ui.manager.kiosk_preview import KioskPreview
from ui.manager.live_page import LivePage
from ui.manager.part_list import PartList
from ui.manager.sides import Sides, flowing
from ui.manager.tab_order import TabOrder
from ui.manager.versions_panel import VersionsPanel
from ui.manager.wrapped_choices import WrappedChoices
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.editor_presenter import EditorPresenter
    from ui.manager.editor_state import EditorState, FieldWords

LIST, FORM = 236, 620
BESIDE, LEAST = 900, 540
"""Widths from which the preview stands beside the rest, and the form beside the list."""


class EditorPage(LivePage):
    """The list, the form, and for services the preview. Ctrl S publishes, wherever one writes."""

    def __init__(
        self,
        presenter: EditorPresenter,
        section: Section,
        texts: Texts,
        sizes: StaffSizes,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._texts, self._sizes, self._section = texts, sizes, section
        self._fill = True
        self._fields: tuple[FieldWords, ...] = ()
        title = {
            Section.CATALOGUE: texts("What visitors may come for"),
            Section.COUNTERS: texts("Counters"),
            Section.SETTINGS: texts("The office and its hours"),
        }[section]
        build = Build.staff(sizes, height=44)
        self.title = Paragraph(title, Lettering(sizes.px(34), 800, 1.18, spacing=-0.012))
        self.detail = Paragraph(texts("Reading the office’s file"), sizes.body, Token.INK2)
        self.publish = Button(texts("Publish"), Kind.WAITING, build, icon="upload", key="Ctrl S")
        self.give_up = Button(texts("Forget these changes"), Kind.QUIET, build)
        self.take_away = Button(texts("Take it away"), Kind.QUIET, build, icon="trash-2")
        self.list = PartList(title, texts, sizes)
        self.language = WrappedChoices[str](sizes, texts("Language that you write in"))
        self.rows: dict[str, FieldRow] = {}
        self._form = QWidget()
        self.others = Paragraph("", sizes.list_strong, Token.OVER)
        self.notes = Paragraph("", sizes.list, Token.INK2)
        self.preview = KioskPreview(texts, sizes) if section is Section.CATALOGUE else None
        self.versions = VersionsPanel(texts, sizes)
        self._lay_out(sizes)
        self._order = TabOrder(self)
        self.list.follow(presenter)
        self.list.added.connect(self._begin)
        self.language.changed.connect(lambda: presenter.speak(self.language.chosen))
        self.publish.clicked.connect(presenter.publish)
        self.give_up.clicked.connect(presenter.give_up)
        self.take_away.clicked.connect(presenter.take_away)
        self.versions.look_wanted.connect(presenter.look_at)
        self.versions.back_wanted.connect(presenter.bring_back)
        presenter.looked.connect(self.versions.show_differences)
        presenter.filled.connect(self._fill_anew)
        presenter.shown.connect(self.show_state)
        self.follow(presenter)

    def go_on(self, session: str) -> None:
        """Read the newest file."""
        self.presenter.go_on(session)

    def rest(self) -> None:
        """Read nothing; what is written is kept."""
        self.presenter.rest()

    def save(self) -> None:
        """Publish."""
        self.presenter.publish()

    def show_state(self, state: EditorState) -> None:
        """Show the parts, the fields, and what the check found."""
        self.detail.set_text(state.detail)
        self.list.show_list(state)
        self._show_languages(state)
        self._make_rows(state.fields)
        for key, row in self.rows.items():
            if self._fill:
                row.fill(state.values.get(key, ""))
            row.show_wrong(state.problems.get(key, ""))
        self._fill = False
        words = self._texts.count(state.changes, "Publish {n} change", "Publish {n} changes")
        self.publish.set_words(words if state.changes else self._texts("Publish"))
        self.publish.set_kind(Kind.PRIMARY if state.changes else Kind.WAITING)
        self.give_up.setVisible(any(one.changed for one in state.parts if one.part == state.chosen))
        self.others.set_text(" ".join(state.others))
        self.others.setVisible(bool(state.others))
        self.notes.set_text(" ".join(state.notes))
        self.notes.setVisible(bool(state.notes))
        if self.preview is not None:
            self.preview.show_service(state.preview)
        self.versions.show_versions(state.versions)
        self._order.tell()
        self.moved.emit()

    def _begin(self) -> None:
        """Go on in the first field of what is new that is not filled in."""
        first = next((row for row in self.rows.values() if not row.text), None)
        if first is not None:
            first.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_anew(self) -> None:
        self._fill = True

    def _show_languages(self, state: EditorState) -> None:
        if [code for code, _ in state.languages] != self.language.answers and state.languages:
            self.language.offer(state.languages)
        self.language.choose(state.language)
        self.language.setVisible(bool(state.languages))

    def _make_rows(self, fields: tuple[FieldWords, ...]) -> None:
        """Have the fields of the form; they are made anew only where they are others."""
        if fields == self._fields:
            return
        self._fields, self._fill = fields, True
        layout = self._form.layout()
        assert layout is not None  # noqa: S101 (made in _lay_out)
        for row in self.rows.values():
            layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for one in fields:
            row = FieldRow(self._sizes, one.field, one.label, one.hint, list(one.choices))
            self.rows[one.field.key] = row
            row.written.connect(self.presenter.write)
            layout.addWidget(row)

    def _lay_out(self, sizes: StaffSizes) -> None:
        px = sizes.px
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(px(14))
        self.list.setFixedWidth(px(LIST))
        form.addWidget(self.language)
        acts = flowing((self.publish, self.give_up, self.take_away), px(10), px(6))
        written = QWidget()
        written.setMaximumWidth(px(FORM))  # here, for its height is asked for by the width that it gets
        beside = QVBoxLayout(written)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._form)
        beside.addStretch(1)
        columns: QWidget = Sides(((self.list, 0), (written, 1)), px(28), px(LEAST))
        if self.preview is not None:
            up = QBoxLayout.Direction.BottomToTop  # above the form: it is what one looks at first
            columns = Sides(((columns, 1), (self.preview, 0)), px(28), px(BESIDE), stacked=up)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        for widget in (self.title, self.detail):
            box.addWidget(widget)
        box.addWidget(acts)
        for widget in (self.others, self.notes):
            box.addWidget(widget)
        box.addSpacing(px(8))
        box.addWidget(columns)
        box.addSpacing(px(16))
        box.addWidget(Rule(1))
        box.addWidget(self.versions)
        box.addStretch(1)
        self.others.hide()
        self.notes.hide()
        self.give_up.hide()
        self.versions.hide()
        if self._section is Section.SETTINGS:
            self.take_away.hide()
