"""The ticket on the screen: notched paper with number, wait and QR. Never a name on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.kit.face import picture_of
from ui.kit.lettering import Align, Lettering, Wording, lay_out
from ui.theme import Look, Token

PAPER = QColor("#FFFFFF")
INK = QColor("#1C2430")
INK2 = QColor("#4D5562")
"""The ticket is white paper with dark print in every theme, so that any phone reads its code."""
_Text = tuple[str, Lettering, QColor, float]
"""A text of the ticket, how it is set, its colour, and its height where that is not the lines' own."""
QUIET_ZONE = 4
LEAST_MODULE = 4


@dataclass(frozen=True)
class TicketFace:
    """What the ticket says."""

    label: str
    """"Your number"."""
    number: str
    wait: str
    """"About 10 to 20 minutes"."""
    note: str
    """"We'll tell you if that changes, and why."."""
    code: tuple[tuple[bool, ...], ...]
    """The QR code's modules, without a quiet zone; True is dark."""
    code_words: str
    """What the code is for, or "" beside none."""


@dataclass(frozen=True)
class TicketBuild:
    """The ticket's measures in pixels."""

    label: Lettering
    number: Lettering
    wait: Lettering
    note: Lettering
    code_words: Lettering
    pad: int
    radius: int
    stub: int
    """Width of the part with the code."""
    code: int = 0
    """Room for the code with its quiet zone; 0 is the stub's width."""


NUMBER_OVER_WAIT = 2
"""The number's place is at least so many times as high as a letter of the wait."""


def module_size(modules: int, room: int) -> int:
    """Return whole pixels a module, so that code and quiet zone fit into `room`; at least 4."""
    return max(room // (modules + 2 * QUIET_ZONE), LEAST_MODULE)


def paint_code(painter: QPainter, code: tuple[tuple[bool, ...], ...], left: int, top: int, module: int) -> None:
    """Paint a code without smoothing, its quiet zone lying around (left, top)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for y, row in enumerate(code):
        start = 0
        while start < len(row):
            if not row[start]:
                start += 1
                continue
            end = start
            while end < len(row) and row[end]:
                end += 1
            painter.fillRect(left + start * module, top + y * module, (end - start) * module, module, INK)
            start = end
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


class TicketCard(QLabel):
    """Shows a ticket. `show_face` sets it; an empty face shows nothing. Tab comes to it, so that its number can be read again."""

    def __init__(self, build: TicketBuild, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build = build
        self._face: TicketFace | None = None
        self._picture: tuple[tuple[object, ...], QPixmap] | None = None
        """What was painted last, after what that depends on: a page that turns is painted again and again. It goes with the ticket."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def ring_radius(self) -> int:
        """The corner that the focus ring follows."""
        return self._build.radius

    def set_build(self, build: TicketBuild) -> None:
        """Give it other measures."""
        self._build = build
        self.updateGeometry()
        self.update()

    def show_face(self, face: TicketFace | None) -> None:
        """Show a ticket, or none."""
        self._face, self._picture = face, None
        said = [f"{face.label} {face.number}.", f"{face.wait}.", face.note, face.code_words] if face else []
        self.setAccessibleName(" ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    def stub_width(self) -> int:
        """Return the width of the part with the code: wide enough for whole pixels a module."""
        if not self._face or not self._face.code:
            return 0
        return max(self._build.stub, self._code_side())

    @property
    def code_height(self) -> int:
        """The height under which the code would be cut; 0 where there is none."""
        return self._code_side() if self.stub_width() else 0

    def needed_height(self, width: int) -> int:
        """Return the height that shows everything at a width."""
        if self._face is None:
            return 0
        build, face = self._build, self._face
        room = width - self.stub_width() - 2 * build.pad
        left: float = build.label.advance + round(build.number.size * 1.12)
        left += sum(
            lay_out(Wording(text, style), room).size.height()
            for text, style in ((face.wait, build.wait), (face.note, build.note))
        )
        right = self._code_side() + self._words_height() if self.stub_width() else 0
        return round(max(left + 1.7 * build.pad, right + build.pad))

    def sizeHint(self) -> QSize:
        """Return a size for a ticket of usual width."""
        return QSize(900, self.needed_height(900))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ticket."""
        if self._face is None:
            return
        ratio = self.devicePixelRatioF()
        looks = (self._build, self.size(), self.layoutDirection(), theme.of(self).look, ratio)
        if self._picture is None or self._picture[0] != looks:
            self._picture = looks, picture_of(self, ratio, self._paint)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture[1])
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        """Paint the paper, then what it says."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stub = self.stub_width()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            tear, stub_left, text_left = stub, 0, stub
        else:
            tear, stub_left, text_left = self.width() - stub, self.width() - stub, 0
        self._paint_paper(painter, tear if stub else None)
        pad = self._build.pad
        self._paint_left(painter, QRect(text_left + pad, 0, self.width() - stub - 2 * pad, self.height()))
        if stub:
            self._paint_stub(painter, QRect(stub_left, 0, stub, self.height()))

    def _paint_paper(self, painter: QPainter, tear: int | None) -> None:
        look = theme.of(self)
        width = max(look.border, 2)
        radius = self._build.radius
        paper = QPainterPath()
        paper.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        notch = radius * 1.25
        if tear is not None:
            for y in (0, self.height()):
                hole = QPainterPath()
                hole.addEllipse(QRectF(tear - notch, y - notch, 2 * notch, 2 * notch))
                paper = paper.subtracted(hole)
        painter.setBrush(PAPER)
        painter.setPen(QPen(look.color(Token.LINE if look.look is Look.LIGHT else Token.EDGE), width))
        painter.drawPath(paper)
        if tear is not None:
            painter.setPen(QPen(QColor("#857A68"), width, Qt.PenStyle.CustomDashLine))
            pen = painter.pen()
            pen.setDashPattern([3, 2.5])
            painter.setPen(pen)
            painter.drawLine(tear, round(notch + 2), tear, round(self.height() - notch - 2))

    def _paint_left(self, painter: QPainter, area: QRect) -> None:
        assert self._face is not None  # noqa: S101
        build, face = self._build, self._face
        spare = max(self.height() - self.needed_height(self.width()), 0)
        top = build.pad * 0.85 + spare / 3
        number_high = round(build.number.size * 1.12)
        texts = (
            (face.label, build.label.bold(600), INK2, float(build.label.advance)),
            (face.number, build.number, INK, number_high + spare / 3),
            (face.wait, build.wait, INK, 0.0),
            (face.note, build.note, INK2, 0.0),
        )
        for text, lettering, color, height in self._fitting(texts, area):
            if lettering is build.number:
                height = min(height, self._number_room(area.width()))
                self._paint_number(painter, QRectF(area.left(), top, area.width(), height))
                top += height
                continue
            lines = lay_out(Wording(text, lettering), area.width(), direction=self.layoutDirection())
            high = height or lines.size.height()
            box = QRectF(area.left(), top, area.width(), high)
            lines.paint(painter, box, color, Qt.AlignmentFlag.AlignVCenter)
            top += high

    @property
    def stands_whole(self) -> bool:
        """Whether number and wait stand whole in it, the number still larger than everything else."""
        return self.height() >= self.least_height(self.width())

    def least_height(self, width: int) -> int:
        """Return the height at which number and wait stand whole, without label and note, the number still larger than everything else."""
        build = self._build
        room = width - self.stub_width() - 2 * build.pad
        return round(build.pad + self._wait_height(room) + NUMBER_OVER_WAIT * build.wait.size)

    def _number_room(self, width: int) -> float:
        """Return the height that the wait leaves to the number, in pixels."""
        return max(self.height() - self._build.pad - self._wait_height(width), 1.0)

    def _wait_height(self, width: int) -> float:
        wait = self._face.wait if self._face is not None else ""
        return lay_out(Wording(wait, self._build.wait), width).size.height() if wait else 0.0

    def _fitting(self, texts: tuple[_Text, ...], area: QRect) -> list[_Text]:
        """Leave out the note, then the label, where a low screen has no room for them; number and wait always stand."""
        kept = list(texts)
        for least in (texts[3], texts[0]):
            high = sum(
                height or lay_out(Wording(text, lettering), area.width()).size.height()
                for text, lettering, _, height in kept
            )
            if high + self._build.pad > self.height():
                kept.remove(least)
        return kept

    def _paint_number(self, painter: QPainter, box: QRectF) -> None:
        """Paint the number on one line, as large as the box is wide; its first letter stands in line with the texts."""
        assert self._face is not None  # noqa: S101
        lettering = self._build.number
        wide = lay_out(Wording(self._face.number, lettering), 0).size.width()
        room = box.width() + self._build.pad * 0.6
        size = min(lettering.size, lettering.size * room / wide, box.height() / 0.8)
        lettering = replace(lettering, size=int(size))
        lines = lay_out(Wording(self._face.number, lettering), 0)
        left = box.left() - lettering.size * 0.05
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = box.right() - lines.size.width()
        place = QRectF(left, box.top(), lines.size.width() + 1, box.height())
        lines.paint(painter, place, INK, Qt.AlignmentFlag.AlignVCenter)

    def _paint_stub(self, painter: QPainter, area: QRect) -> None:
        assert self._face is not None  # noqa: S101
        code = self._face.code
        module = self._module()
        side = module * len(code)
        words = self._words_height()
        gap = QUIET_ZONE * module
        if side + words + 3 * gap > area.height() + gap // 2:
            words = 0  # no room on a low screen; the code stands alone
        top = max((area.height() - side - words - gap) // 2, min(gap, (area.height() - side) // 2))
        paint_code(painter, code, area.left() + (area.width() - side) // 2, top, module)
        if not words:
            return
        pad = self._build.pad // 2
        box = QRectF(area.left() + pad, top + side + gap, area.width() - 2 * pad, words)
        lay_out(self._code_wording(), round(box.width()), Align.CENTER, self.layoutDirection()).paint(painter, box, INK)

    def _module(self) -> int:
        assert self._face is not None  # noqa: S101
        return module_size(len(self._face.code), self._build.code or self._build.stub)

    def _code_side(self) -> int:
        assert self._face is not None  # noqa: S101
        return self._module() * (len(self._face.code) + 2 * QUIET_ZONE)

    def _code_wording(self) -> Wording:
        assert self._face is not None  # noqa: S101
        return Wording(self._face.code_words, self._build.code_words)

    def _words_height(self) -> int:
        if not self._face or not self._face.code_words:
            return 0
        return round(lay_out(self._code_wording(), self.stub_width() - self._build.pad, Align.CENTER).size.height())
