"""The panel beside the card: next steps, what to know before a transfer, words to explain, whom to ask, and whether it helped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from greeter.front_desk.case import Judgement
from greeter.guidance.next_steps import likely_transfer
from greeter.views.words import words_to_explain
from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.kit.scroll import PanelScroll
from ui.kit.surface import Rule
from ui.staff.directory_panel import KEY as ASK_KEY
from ui.staff.directory_panel import DirectoryPanel
from ui.staff.section import Section, quiet
from ui.staff.step_item import INSET
from ui.staff.steps_list import StepsList
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.model.catalogue import GlossaryWord, Office
    from greeter.texts import Texts
    from greeter.views.visit_card import VisitCard
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

WIDTH = 388
_MOST_WORDS = 6
_FEW_WORDS = 2
_LOW = 960
"""Under this height of the window two words are explained, and the others on asking."""


class StepsPanel(QWidget):
    """What leads to resolution.

    Signals:
        judged(str, str): the visit's id and `Judgement`.
        moved(): what it shows lies elsewhere now.
    """

    judged = Signal(str, str)
    moved = Signal()

    def __init__(
        self, texts: Texts, sizes: StaffSizes, office: Office, *, can_print: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts, self._sizes, self._office = texts, sizes, office
        self._visit = ""
        self._judged: set[str] = set()
        self._words: list[GlossaryWord] = []
        self._low = self._all_words = False
        self.steps = StepsList(texts, sizes, office, can_print=can_print)
        self.directory = DirectoryPanel(texts, sizes, office)
        px = sizes.px
        self.ask = Button(texts("Who to ask"), Kind.QUIET, quiet(sizes), key=ASK_KEY)
        self.more = Button("", Kind.QUIET, quiet(sizes), icon="chevron-down")
        self._before = Section(sizes, texts("Before you transfer"), icon="lightbulb", end=self.ask, gap=2)
        self._before_words = Paragraph("", sizes.body)
        self._before.body.addWidget(self._before_words)
        self._glossary = Section(sizes, texts("Words to explain"), icon="book-open", end=self.more, gap=4)
        self._explained: list[Paragraph] = []
        self._glossary_words = QVBoxLayout()
        self._glossary_words.setSpacing(px(3))
        self._glossary.body.addLayout(self._glossary_words)
        judge = replace(Build.staff(sizes, lettering=sizes.list_strong), pad=px(11), spacing=px(8))
        self.helped = Button(texts("Helped"), Kind.SECONDARY, judge, icon="check")
        self.did_not = Button(texts("Did not"), Kind.SECONDARY, judge, icon="x")
        self._nobody = Paragraph(texts("Next steps show here once a visitor is on the card."), sizes.body, Token.INK2)
        self._pages = QStackedWidget()
        self._page = self._steps_page()
        self._pages.addWidget(self._page)
        directory = self._scrolled(self.directory)
        self._pages.addWidget(directory)
        self.directory.stepped.connect(directory.ensureWidgetVisible)
        self._foot = self._foot_row()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._pages, 1)
        box.addWidget(self._foot)
        self._turn(somebody=False)
        self.ask.clicked.connect(self.open_directory)
        self.more.clicked.connect(self._more_words)
        self.more.hide()
        self.directory.closed.connect(self.close_directory)
        self.helped.clicked.connect(lambda: self._judge(Judgement.HELPED))
        self.did_not.clicked.connect(lambda: self._judge(Judgement.DID_NOT))

    @property
    def shows_directory(self) -> bool:
        """Whether the directory is open in place of the steps."""
        return self._pages.currentIndex() == 1

    def show_state(self, state: StaffState) -> None:
        """Show what belongs to the visit on the card."""
        card = state.card
        if card is None:
            self._visit = ""
            self._glossary.hide()
            self.directory.set_service(None)
        else:
            self._fill(card)
        if (card is None) is self._nobody.isHidden():
            self._turn(somebody=card is not None)

    def _turn(self, *, somebody: bool) -> None:
        """Show the steps, or that there are none. The page is hidden meanwhile: each part shown on a page in sight lays all of it out anew."""
        self._pages.hide()
        for part in (self._steps, self._before, self._foot):
            part.setVisible(somebody)
        self._nobody.setHidden(somebody)
        self._pages.resize(self.width(), self._pages.height())
        self._pages.show()

    def _fill(self, card: VisitCard) -> None:
        if card.visit_id != self._visit:
            self._page.verticalScrollBar().setValue(0)
        self._visit = card.visit_id
        self.steps.show_card(card)
        self.directory.set_service(card.service)
        written = card.service.before_transfer if card.service else ""
        about = " ".join(part for part in (written, likely_transfer(self._texts, self._office, card.habits)) if part)
        self._before_words.set_text(
            about or self._texts("Nothing special is known. A note saves them from telling it twice.")
        )
        self._show_words(card)
        self._show_judged()

    def open_directory(self) -> None:
        """Open the directory in place of the steps."""
        self._pages.setCurrentIndex(1)
        self.directory.open_field()

    def close_directory(self) -> None:
        """Go back to the steps."""
        self._pages.setCurrentIndex(0)

    def _show_words(self, card: VisitCard) -> None:
        words = list(words_to_explain(self._office, card).beside)
        self._glossary.setVisible(bool(words))
        if words != self._words:
            self._words, self._all_words = words, False
            self._list_words()

    def _list_words(self) -> None:
        shown = self._words if self._all_words else self._words[: _FEW_WORDS if self._low else _MOST_WORDS]
        while len(self._explained) < len(shown):
            self._explained.append(Paragraph("", self._sizes.list))
            self._glossary_words.addWidget(self._explained[-1])
        for place, part in enumerate(self._explained):
            entry = shown[place] if place < len(shown) else None
            part.set_text(entry.meaning if entry else "", lead=f"{entry.word}:" if entry else "")
            part.setVisible(entry is not None)
        left = len(self._words) - len(shown)
        self.more.set_words(self._texts.count(left, "{n} more word", "{n} more words"))
        self.more.setVisible(left > 0)

    def _more_words(self) -> None:
        self._all_words = True
        self._list_words()

    def fit(self, height: int) -> None:
        """Explain fewer words at once in a low window."""
        low = height < self._sizes.px(_LOW)
        if low is not self._low:
            self._low = low
            self._list_words()

    def _judge(self, judgement: Judgement) -> None:
        self._judged.add(self._visit)
        self._show_judged()
        self.judged.emit(self._visit, judgement.value)

    def ask_again(self, visit_id: str) -> None:
        """Ask again whether it helped: the answer could not be kept."""
        self._judged.discard(visit_id)
        self._show_judged()

    def _show_judged(self) -> None:
        done = self._visit in self._judged
        self._question.set_text(self._texts("Thank you. It is kept.") if done else self._texts("Did this help?"))
        self.helped.setVisible(not done)
        self.did_not.setVisible(not done)

    def _steps_page(self) -> PanelScroll:
        px = self._sizes.px
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(15))
        self._steps = Section(self._sizes, self._texts("Suggested next steps"), end=self.steps.hint(), gap=0)
        self._steps.inset(px(INSET))
        self._steps.body.addWidget(self.steps)
        box.addWidget(self._steps)
        for part in (self._nobody, self._before, self._glossary):
            holder = QVBoxLayout()
            holder.setContentsMargins(px(INSET), 0, px(INSET), 0)
            holder.addWidget(part)
            box.addLayout(holder)
        return self._scrolled(page)

    def _scrolled(self, page: QWidget) -> PanelScroll:
        px = self._sizes.px
        holder = QWidget()
        box = QVBoxLayout(holder)
        inset = px(INSET) if page is self.directory else 0
        box.setContentsMargins(inset, px(14), inset, px(10))
        box.addWidget(page)
        box.addStretch(1)
        area = PanelScroll(self._sizes, holder, px(10))
        area.moved.connect(self.moved)
        return area

    def _foot_row(self) -> QWidget:
        px = self._sizes.px
        foot = QWidget()
        self._question = Paragraph(self._texts("Did this help?"), self._sizes.heading, Token.INK2)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self._question, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.helped)
        row.addWidget(self.did_not)
        box = QVBoxLayout(foot)
        box.setContentsMargins(px(18), 0, px(18), px(18))
        box.setSpacing(px(14))
        box.addWidget(Rule(1))
        box.addLayout(row)
        return foot
