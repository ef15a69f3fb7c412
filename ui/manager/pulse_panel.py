"""How the weeks of the office's staff were, by their own word: only weeks that are over, only coarse, never of few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from greeter.model.pulse import FEWEST_ANSWERS, FEWEST_PEOPLE
from greeter.views.pulse import WEEKS, PulseWeek, lately
from ui import theme
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Ground
from ui.manager.sides import Sides
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

OF = 10
_HIGH, _GAP = 18, 4
_WEEK = 130
BESIDE = 640
"""From this width on the words stand beside the blocks."""


class TenBar(QWidget):
    """Ten blocks, so many of them filled. The words beside it say the same."""

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self.filled: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def fill(self, blocks: int | None) -> None:
        """Fill so many blocks; None draws none."""
        self.filled = blocks
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of ten blocks."""
        high, gap = self._sizes.px(_HIGH), self._sizes.px(_GAP)
        return QSize(OF * high + (OF - 1) * gap, high)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the blocks, from where reading begins."""
        look, high, gap = theme.of(self), self._sizes.px(_HIGH), self._sizes.px(_GAP)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        full = Ground(look.color(Token.ACCENT), None, 0, self._sizes.px(4))
        empty = Ground(look.color(Token.SUNK), look.color(Token.EDGE), 1, self._sizes.px(4))
        painter = QPainter(self)
        for block in range(OF if self.filled is not None else 0):
            place = OF - 1 - block if mirrored else block
            box = QRectF(place * (high + gap), 0, high, high)
            (full if block < (self.filled or 0) else empty).paint(painter, box)
        painter.end()


class WeekRow(QWidget):
    """One week: when, the blocks, and the same in words."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, px = texts, sizes.px
        self.week, self.said = Paragraph("", sizes.body), Paragraph("", sizes.body)
        self.bar = TenBar(sizes)
        self.week.setFixedWidth(px(_WEEK))
        blocks = QWidget()
        row = QHBoxLayout(blocks)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(20))
        for part in (self.week, self.bar):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Sides(((blocks, 0), (self.said, 1)), px(20), px(BESIDE), between=px(2)))

    def show_week(self, week: PulseWeek) -> None:
        """Show a week; one with too few answers has no blocks, which would read as none."""
        texts, good = self._texts, week.good_of_ten
        self.week.set_text(texts("Week of {day}", day=texts.short_date(week.begins)))
        self.bar.fill(good)
        if good is None:
            self.said.set_text(texts("Too few answers to show"))
        else:
            said = texts.count(good, "About {n} of 10 days was good", "About {n} of 10 days were good")
            self.said.set_text(texts("{said}, by {n} answers or more", said=said, n=week.answers))


class PulsePanel(QWidget):
    """A sentence about the last weeks, each week, and how it is kept."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, px = texts, sizes.px
        self.heading = Paragraph(texts("How are your colleagues?"), sizes.text(26, 800, 1.2))
        self.sentence = Paragraph("", sizes.text(18, 700, 1.3))
        self.note = Paragraph(
            texts(
                "At the end of the day staff say by one key how it was, or say nothing. Only counts of a week are kept: no name, no counter, no day,"
                " no order. A week is shown once it is over, from {n} answers on, and where {people} people or more opened a counter.",
                n=FEWEST_ANSWERS, people=FEWEST_PEOPLE,
            ),
            sizes.list, Token.INK2,
        )  # fmt: skip
        self.rows = [WeekRow(texts, sizes) for _ in range(WEEKS)]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, px(30))
        box.setSpacing(px(10))
        box.addWidget(self.heading)
        box.addWidget(self.sentence)
        for row in self.rows:
            box.addWidget(row)
        box.addWidget(self.note)

    def show_weeks(self, weeks: tuple[PulseWeek, ...] | None) -> None:
        """Show weeks, the latest first; None hides it all, for it is not for who looks."""
        self.setVisible(weeks is not None)
        shown = tuple(reversed(weeks or ()))
        self.sentence.set_text(self._sentence(weeks or ()))
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(shown))
            if place < len(shown):
                row.show_week(shown[place])

    def _sentence(self, weeks: tuple[PulseWeek, ...]) -> str:
        now, before = lately(weeks), lately(weeks, back=4)
        if now is None:
            return self._texts("No week is there to show yet.")
        said = self._texts.count(
            now, "Lately about {n} of 10 days was a good one", "Lately about {n} of 10 days were good ones"
        )
        if before is None:
            return f"{said}."
        return self._texts("{lately}, before that about {n}.", lately=said, n=before)
