"""What we know of a visit: the visitor's own words first. Edited in place; what was begun is kept until it is saved or let go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from greeter.front_desk.case import Field
from greeter.guidance.glossary import marks_in
from greeter.guidance.next_steps import often_missing
from greeter.model.visit import Need
from ui.kit.button import Button, Kind
from ui.kit.check_box import CheckBox
from ui.kit.field import KeyedField
from ui.kit.paragraph import Paragraph
from ui.staff.facts import here_before_words, need_fact
from ui.staff.flow import Flow
from ui.staff.labelled_rows import LabelledRow, LabelledRows
from ui.staff.section import Section, quiet
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.visit_card import VisitCard
    from ui.kit.sizes import StaffSizes

KEY = "E"
_ROWS = (
    (Field.REASON, "In their words"),
    (Field.BROUGHT, "Brought"),
    (Field.MISSING, "Was missing"),
    (Field.EXPECTS, "Expects"),
    (Field.CONTACT, "Reach them at"),
)
_EDITED = (
    (Field.NAME, "Name"),
    (Field.SAY_NAME, "How to say it"),
    *_ROWS,
)


class KnowPanel(Section):
    """Facts by label, and the same as fields while editing.

    Signals:
        edited(str, dict, tuple): what to keep: the visit's id, texts by `Field`, and needs.
        editing(bool): fields are open, or closed again.
    """

    edited = Signal(str, object, object)
    editing = Signal(bool)

    def __init__(self, texts: Texts, sizes: StaffSizes, office: Office, *, parent: QWidget | None = None) -> None:
        self.edit = Button(texts("Edit"), Kind.QUIET, quiet(sizes, sizes.text(15.5, 600, 1.2)), icon="pencil", key=KEY)
        self.keep = Button(
            texts("Keep"), Kind.QUIET, quiet(sizes, sizes.text(15.5, 600, 1.2)), icon="check", key="Enter"
        )
        self.let_go = Button(texts("Leave it as it was"), Kind.QUIET, quiet(sizes, sizes.text(15.5, 600, 1.2)))
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(24))
        for button in (self.let_go, self.keep, self.edit):
            row.addWidget(button)
        super().__init__(sizes, texts("What we know"), end=acts, gap=2, parent=parent)
        self._texts, self._sizes, self._office = texts, sizes, office
        self._card: VisitCard | None = None
        self._drafts: dict[str, tuple[dict[Field, str], tuple[Need, ...]]] = {}
        self._sent: dict[str, tuple[dict[Field, str], tuple[Need, ...]]] = {}
        self._open = False
        self._rows = QWidget()
        self._lines = LabelledRows(self._new_grid(self._rows), sizes)
        self._shown: list[tuple[str, str, bool]] = []
        self._form = QWidget()
        self.fields = {field: self._field(label) for field, label in _EDITED}
        self.needs = {need: CheckBox(need_fact(texts, need).words, sizes.list) for need in Need}
        self._lay_out_form()
        for part in (self._form, self.keep, self.let_go):
            part.hide()
        self.body.addWidget(self._rows)
        self.body.addWidget(self._form)
        self.edit.clicked.connect(self.begin)
        self.keep.clicked.connect(self._keep)
        self.let_go.clicked.connect(self._forget)

    @property
    def is_editing(self) -> bool:
        """Whether the fields are open."""
        return self._open

    def show_card(self, card: VisitCard) -> None:
        """Show a visit; fields that are open for it stay as they are."""
        if self._card is not None and card.visit_id != self._card.visit_id:
            self.close_fields()
        self._card = card
        lines = self._facts(card)
        if lines != self._shown:
            self._shown = lines
            self._lines.show_rows([self._row(*line) for line in lines])
        self._say_draft()

    def begin(self) -> None:
        """Open the fields, with what was begun before, else with what is known."""
        if self._card is None or self._open:
            return
        known, needs = dict(self._card.fields), self._card.needs
        known, needs = self._drafts.get(self._card.visit_id, (known, needs))
        for field, edit in self.fields.items():
            edit.setText(known.get(field, ""))
            edit.setCursorPosition(0)
        for need, box in self.needs.items():
            box.setChecked(need in needs)
        self._show_form(opened=True)
        self.fields[Field.NAME].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_fields(self) -> None:
        """Close the fields, and keep what was begun."""
        if self._open and self._card is not None:
            texts, needs = self._written()
            if self._changed(texts, needs):
                self._drafts[self._card.visit_id] = (texts, needs)
            else:
                self._drafts.pop(self._card.visit_id, None)
            self._show_form(opened=False)

    def drafts(self) -> dict[str, dict[str, Any]]:
        """Return what is begun, by visit: texts by field, and needs."""
        begun = dict(self._drafts)
        if self._open and self._card is not None:
            texts, needs = self._written()
            begun.pop(self._card.visit_id, None)
            if self._changed(texts, needs):
                begun[self._card.visit_id] = (texts, needs)
        return {
            visit: {"fields": {field.value: text for field, text in texts.items()}, "needs": [each.value for each in needs]}
            for visit, (texts, needs) in begun.items()
        }  # fmt: skip

    def bring_back(self, visit_id: str, draft: dict[str, Any]) -> None:
        """Take up what was begun before the window was gone; words of fields that there are no more are left out."""
        fields, needs = {str(field) for field in Field}, {str(need) for need in Need}
        texts = {Field(field): str(text) for field, text in draft["fields"].items() if field in fields}
        self._drafts[visit_id] = (texts, tuple(Need(need) for need in draft["needs"] if need in needs))
        self._say_draft()

    def give_back(self, visit_id: str) -> None:
        """Keep what was written for a visit and could not be kept in the store, for the next try."""
        if visit_id in self._sent:
            self._drafts[visit_id] = self._sent.pop(visit_id)
            self._say_draft()

    def _keep(self) -> None:
        card = self._card
        if card is None:
            return
        texts, needs = self._written()
        self._drafts.pop(card.visit_id, None)
        self._show_form(opened=False)
        changed = {field: text for field, text in texts.items() if text != card.fields.get(field, "")}
        kept_needs = None if set(needs) == set(card.needs) else needs
        self._sent = {card.visit_id: (texts, needs)}
        if changed or kept_needs is not None:
            self.edited.emit(card.visit_id, changed, kept_needs)

    def _forget(self) -> None:
        if self._card is not None:
            self._drafts.pop(self._card.visit_id, None)
        self._show_form(opened=False)

    def _written(self) -> tuple[dict[Field, str], tuple[Need, ...]]:
        texts = {field: edit.text().strip() for field, edit in self.fields.items()}
        return texts, tuple(need for need, box in self.needs.items() if box.isChecked())

    def _changed(self, texts: dict[Field, str], needs: tuple[Need, ...]) -> bool:
        card = self._card
        if card is None:
            return False
        return set(needs) != set(card.needs) or any(text != card.fields.get(field, "") for field, text in texts.items())

    def _show_form(self, *, opened: bool) -> None:
        self._open = opened
        self._form.setVisible(opened)
        self._rows.setVisible(not opened)
        self.edit.setVisible(not opened)
        self.keep.setVisible(opened)
        self.let_go.setVisible(opened)
        self._say_draft()
        self.editing.emit(opened)

    def _say_draft(self) -> None:
        begun = self._card is not None and self._card.visit_id in self._drafts
        self.edit.set_words(self._texts("Edit, not kept yet") if begun else self._texts("Edit"))

    def _row(self, label: str, text: str, strong: bool) -> LabelledRow:
        marks = marks_in(text, self._office) if label == self._texts("In their words") else ()
        return LabelledRow(label, text, self._sizes.strong if strong else self._sizes.body, marks)

    def _facts(self, card: VisitCard) -> list[tuple[str, str, bool]]:
        texts, lines = self._texts, []
        for field, label in _ROWS:
            said = card.fields.get(field, "")
            if field is Field.REASON:
                lines.append(
                    (texts(label), f"“{said}”" if said else texts("Nothing yet. Ask what brings them in."), bool(said))
                )
            elif said:
                lines.append((texts(label), said, field is Field.MISSING))
            elif field is Field.BROUGHT and card.service and card.service.bring:
                lines.append((texts("Told to bring"), "; ".join(card.service.bring), False))
            elif (
                field is Field.MISSING and card.service and (lacked := often_missing(texts, card.service, card.habits))
            ):
                lines.append((texts("Often missing"), lacked, False))
        label = texts("Was here")
        for before in card.here_before:
            lines.append((label, here_before_words(texts, before), False))
            label = ""
        return lines

    def _field(self, label: str) -> KeyedField:
        field = KeyedField(self._sizes, self._texts(label), height=38)
        field.entered.connect(self._keep)
        return field

    def _new_grid(self, parent: QWidget) -> QGridLayout:
        grid = QGridLayout(parent)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._sizes.px(12))
        grid.setVerticalSpacing(self._sizes.px(3))
        grid.setColumnMinimumWidth(0, self._sizes.px(134))
        grid.setColumnStretch(1, 1)
        return grid

    def _lay_out_form(self) -> None:
        px = self._sizes.px
        grid = self._new_grid(self._form)
        grid.setVerticalSpacing(px(6))
        grid.setContentsMargins(0, px(8), 0, px(8))
        for row, (field, label) in enumerate(_EDITED):
            grid.addWidget(
                Paragraph(self._texts(label), self._sizes.body, Token.INK2), row, 0, Qt.AlignmentFlag.AlignVCenter
            )
            grid.addWidget(self.fields[field], row, 1)
        helps = Paragraph(self._texts("What helps them"), self._sizes.body, Token.INK2)
        grid.addWidget(helps, len(_EDITED), 0, Qt.AlignmentFlag.AlignTop)
        flow = Flow(px(14), between=px(4))
        for box in self.needs.values():
            flow.addWidget(box)
        grid.addLayout(flow, len(_EDITED), 1)
