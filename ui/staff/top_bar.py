"""The bar at the top: which counter, how the room stands, who is here, what time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSpacerItem, QWidget

from greeter.model.notice import Notice
from ui import theme
from ui.kit.button import Build, Button, Kind
from ui.kit.focus_ring import OnGround
from ui.kit.icon import Icon
from ui.kit.mark import Mark
from ui.kit.paragraph import Paragraph
from ui.staff.acts import Act, face_of
from ui.staff.counter_day import clerk_words
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.texts import Texts
    from ui.kit.lettering import Lettering
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

HEIGHT, LOW_HEIGHT = 56, 48


class _Line(QWidget):
    """A thin line between two facts of the bar."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.setFixedSize(1, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint it in the bar's text colour, faint."""
        color = QColor(theme.of(self).color(Token.ON_PLINTH_DIM))
        painter = QPainter(self)
        painter.fillRect(self.rect(), color)
        painter.end()


class BarFact(QWidget):
    """An icon and a few words on the bar; gives way as a whole where there is no room."""

    def __init__(self, icon: str, lettering: Lettering, sizes: StaffSizes) -> None:
        super().__init__()
        px = sizes.px
        self._icon = Icon(icon, px(18), Token.ON_PLINTH)
        self.words = Paragraph("", lettering, Token.ON_PLINTH, most_lines=1)
        self.words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(9))
        row.addWidget(_Line(px(24)))
        row.addSpacing(px(6))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_fact(self, words: str, icon: str) -> None:
        """Show another fact."""
        self.words.set_text(words)
        self._icon.set_icon(icon)


class TopBar(QWidget):
    """Counter and office at the start; figures, printer, clerk and time at the end.

    Signals:
        check_in(): somebody at the desk or on the phone is to be checked in.
    """

    check_in = Signal()

    def __init__(
        self, texts: Texts, sizes: StaffSizes, *, office: str, counter: str, clerk: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._covered = False
        px = self._px = sizes.px
        self.setProperty("ground", "plinth")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(px(HEIGHT))
        plain, strong = sizes.text(16, 400, 1.3), sizes.text(17, 700, 1.3)
        self._counter = Paragraph(texts("Counter {n}", n=counter), strong, Token.ON_PLINTH, most_lines=1)
        self._office = Paragraph(office, plain, Token.ON_PLINTH, most_lines=1)
        self._office.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        face = face_of(Act.CHECK_IN)
        build = Build.staff(sizes, height=38, lettering=sizes.text(16, 600, 1.2))
        self.check_in_button = Button(texts(face.word), Kind.PLINTH, build, icon=face.icon, key=face.cap)
        self.check_in_button.setProperty("on", OnGround.PLINTH)
        self.waiting = BarFact("users", plain, sizes)
        self.within = BarFact("clock", plain, sizes)
        self.printer = BarFact("printer", plain, sizes)
        self.clerk = BarFact("circle-user-round", plain, sizes)
        self.clerk.set_fact(clerk, "circle-user-round")
        self.time = Paragraph("", strong, Token.ON_PLINTH, most_lines=1)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(px(22), 0, px(22), 0)
        row.setSpacing(px(14))
        row.addWidget(Mark(px(30), on_plinth=True))
        row.addWidget(self._counter, 0, Qt.AlignmentFlag.AlignVCenter)
        self._before_office = _Line(px(24))
        row.addWidget(self._before_office)
        row.addWidget(self._office, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacerItem(
            QSpacerItem(0, 0, QSizePolicy.Policy.Expanding)
        )  # where the office gives way, the facts stay at the end
        row.addWidget(self.check_in_button)
        row.addSpacing(px(2))
        for part in (self.waiting, self.within, self.printer, self.clerk):
            row.addWidget(part)
        self._before_time = _Line(px(24))
        self._before_time.hide()
        row.addWidget(self._before_time)
        row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignVCenter)
        self.check_in_button.clicked.connect(self.check_in)

    def show_state(self, state: StaffState) -> None:
        """Show the figures of now."""
        texts, queue = self._texts, state.queue
        self.waiting.set_fact(texts.count(queue.waiting, "{n} waiting", "{n} waiting"), "users")
        n = queue.served_today + queue.left_late_today
        share = queue.within_share
        within = texts("Nobody served yet today") if share is None else _share(texts, share, n)
        self.within.set_fact(within, "clock")
        self.set_clerk(clerk_words(texts, queue.clerk, queue.own))
        self.printer.set_fact(*_printer(texts, queue.notices))
        self.time.set_text(texts.clock24(queue.now))
        self._before_time.show()
        self.fit(self.width(), low=self.height() < self._px(HEIGHT))

    def cover(self, *, covered: bool) -> None:
        """Leave out what is not for everybody's eyes and hands while nobody is signed in."""
        for part in (self.check_in_button, self.clerk):
            part.setVisible(not covered)
        self._covered = covered
        self.fit(self.width(), low=self.height() < self._px(HEIGHT))

    def set_clerk(self, words: str) -> None:
        """Say who works here now."""
        self.clerk.set_fact(words, "circle-user-round")

    def fit(self, width: int, *, low: bool = False) -> None:
        """Leave out what is least needed where the window is narrow, and room around it where it is low."""
        self.setFixedHeight(self._px(LOW_HEIGHT if low else HEIGHT))
        self.within.setVisible(width >= self._px(1320) and not self._covered)
        self.printer.setVisible(width >= self._px(1180) and not self._covered)
        for part in (self._before_office, self._office):
            part.setVisible(width >= self._px(960))
        self.waiting.setVisible(not self._covered)
        if width < self._px(960) and self._row.sizeHint().width() > width:
            self.waiting.hide()  # the queue says it, too

    def labels(self) -> list[QLabel]:
        """Return what is read, in order."""
        return [
            self._counter,
            self._office,
            self.waiting.words,
            self.within.words,
            self.printer.words,
            self.clerk.words,
            self.time,
        ]

    def sizeHint(self) -> QSize:
        """Return the bar's height."""
        return QSize(900, self.height())


def _share(texts: Texts, share: float, n: int) -> str:
    return texts("Within standard today: {percent}%, n {n}", percent=round(100 * share), n=n)


def _printer(texts: Texts, notices: Mapping[str, str]) -> tuple[str, str]:
    """Return what is said of the kiosk's printer, and its icon."""
    if Notice.PRINTER in notices:
        return texts("Printer doesn’t print"), "triangle-alert"
    if Notice.PAPER_LOW in notices:
        return texts("Printer needs paper soon"), "printer"
    return texts("Printer ready"), "printer"
