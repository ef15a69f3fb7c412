"""The reports that write themselves: what goes to whom, when the next comes, what went out last, and what to send again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.lettering import Lettering
from ui.kit.paragraph import Paragraph
from ui.manager.live_page import LivePage
from ui.manager.rows import Rows
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.model.delivery import Wanted
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.reports_presenter import ReportsPresenter, ReportsState, ReportWords, UnsentWords


class UnsentRow(QWidget):
    """A report that has not surely arrived, and a button where only a person's word sends it again.

    Signals:
        again_wanted(Wanted): it is to be sent again.
    """

    again_wanted = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Paragraph("", sizes.body)
        self.again = Button(texts("Send it again"), Kind.SECONDARY, Build.staff(sizes, height=40), icon="mail")
        self.again.clicked.connect(self._want)
        self._wanted: Wanted | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, sizes.px(2), 0, sizes.px(2))
        row.setSpacing(sizes.px(14))
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_one(self, one: UnsentWords) -> None:
        """Show it."""
        self._wanted = one.wanted
        self.words.set_text(one.words)
        self.again.setVisible(one.again)
        self.again.setAccessibleDescription(one.words)

    def _want(self) -> None:
        self.again_wanted.emit(self._wanted)


class ReportRow(QWidget):
    """One report and one whom it goes to.

    Signals:
        again_wanted(Wanted): one of its reports is to be sent again.
    """

    again_wanted = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes, px = texts, sizes, sizes.px
        self.what, self.how = Paragraph("", sizes.strong), Paragraph("", sizes.list, Token.INK2)
        self.coming, self.sent = Paragraph("", sizes.list), Paragraph("", sizes.list)
        self.unsent: Rows[UnsentWords] = Rows(self._unsent_row, px(4))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, px(6), 0, px(6))
        box.setSpacing(px(2))
        for part in (self.what, self.how, self.coming, self.sent):
            box.addWidget(part)
        box.addWidget(self.unsent)

    def show_one(self, one: ReportWords) -> None:
        """Show it."""
        for part, words in (
            (self.what, one.what), (self.how, one.how), (self.coming, one.coming), (self.sent, one.sent),
        ):  # fmt: skip
            part.set_text(words)
        self.sent.setVisible(bool(one.sent))
        self.unsent.show_all(one.unsent)
        self.unsent.setVisible(bool(one.unsent))

    def _unsent_row(self) -> UnsentRow:
        row = UnsentRow(self._texts, self._sizes)
        row.again_wanted.connect(self.again_wanted)
        return row


class ReportsPage(LivePage):
    """All reports that write themselves, kept fresh while they are seen."""

    def __init__(
        self, presenter: ReportsPresenter, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._texts, self._sizes, px = texts, sizes, sizes.px
        self.headline = Paragraph(texts("Reading the reports"), Lettering(px(34), 800, 1.18, spacing=-0.012))
        self.detail = Paragraph("", sizes.body)
        self.reports: Rows[ReportWords] = Rows(self._row, px(8))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(6))
        box.addWidget(self.headline)
        box.addWidget(self.detail)
        box.addSpacing(px(14))
        box.addWidget(self.reports)
        box.addStretch(1)
        presenter.shown.connect(self.show_state)
        self.follow(presenter)

    def go_on(self, session: str) -> None:
        """Read how they stand."""
        self.presenter.go_on(session)

    def rest(self) -> None:
        """Read no more; whom reports go to is shown to nobody."""
        self.presenter.rest()
        self.reports.show_all(())

    def show_state(self, state: ReportsState) -> None:
        """Show them."""
        self.headline.set_text(state.headline)
        self.detail.set_text(state.detail)
        self.reports.show_all(state.reports)
        self.moved.emit()

    def _row(self) -> ReportRow:
        row = ReportRow(self._texts, self._sizes)
        row.again_wanted.connect(self.presenter.send_again)
        return row
