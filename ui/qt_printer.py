"""A printer of a system without CUPS, such as Windows, through Qt: without any dialog, in the worker."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from greeter.printing.printout import PRINTED, READY, Condition, Printout, Trouble, not_printed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greeter.printing.document import Document
    from greeter.tickets.roll import Roll
    from greeter.tickets.sheet import Sheet

PIXELS_A_DOT = 2
"""How much finer the page is painted than a receipt printer's dots, for printers that can do more."""
FINE_DPI = 406
INCH_MM = 25.4


class QtPrinter:
    """One of the system's printers, by its name; empty for its default one.

    Nothing here can be asked what became of a page: once the system has taken it, it is believed to be printed. roll: see `Document.pages`. make:
    makes the paint device, for tests.
    """

    def __init__(
        self, name: str = "", roll: Roll | None = None, make: Callable[[QPrinterInfo], QPrinter] | None = None
    ) -> None:
        self._name = name
        self._roll = roll
        self._make = make or _device

    def print_out(self, document: Document) -> Printout:
        """Hand the document's pages to the system."""
        found = self.look()
        if found.trouble is not None:
            return not_printed(found.trouble)
        pages = document.pages(self._roll)
        device = self._make(self._info())
        device.setDocName(document.title)
        if _paint(device, pages) and device.printerState() not in {
            QPrinter.PrinterState.Error,
            QPrinter.PrinterState.Aborted,
        }:
            return PRINTED
        return not_printed(Trouble.REFUSED)

    def look(self) -> Condition:
        """Return how the system says that the printer is."""
        info = self._info()
        if info.isNull():
            return Condition(Trouble.NOT_FOUND if self._name else Trouble.NO_PRINTER)
        return Condition(Trouble.STOPPED) if info.state() is QPrinter.PrinterState.Error else READY

    def _info(self) -> QPrinterInfo:
        return QPrinterInfo.printerInfo(self._name) if self._name else QPrinterInfo.defaultPrinter()


def _device(info: QPrinterInfo) -> QPrinter:
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def _paint(device: QPrinter, pages: Sequence[Sheet]) -> bool:
    """Paint the pages, each on paper of its own size. Return whether the system took them."""
    painter = QPainter()
    for page in pages:
        size = QPageSize(
            QSizeF(page.width, page.height) / page.dpi * INCH_MM, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
        )  # fmt: skip
        device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
        device.setFullPage(True)
        if not (device.newPage() if painter.isActive() else painter.begin(device)):
            return False
        painter.drawImage(QRectF(device.paperRect(QPrinter.Unit.DevicePixel)), _picture(page))
    return painter.end()


def _picture(page: Sheet) -> QImage:
    from greeter.tickets.image import picture

    out = BytesIO()
    picture(page, max(round(FINE_DPI / page.dpi), PIXELS_A_DOT)).save(out, "BMP")
    return QImage.fromData(out.getvalue())
