"""Puts sheets into a PDF."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from greeter.print_fonts import font, printable
from greeter.tickets.sheet import Box, Code, Line, Polygon, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from greeter.tickets.sheet import Mark, Sheet

POINTS = 72


def pdf(pages: Sequence[Sheet]) -> bytes:
    """Return a PDF of one page for each sheet, with its fonts in it. The same sheets give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    first = pages[0]
    canvas = Canvas(out, pagesize=_size(first), invariant=True, lang=first.language)
    canvas.setTitle(first.title)
    canvas.setCreator("Greeter")
    canvas.setAuthor("")
    for page in pages:
        canvas.setPageSize(_size(page))
        _paint(canvas, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _size(page: Sheet) -> tuple[float, float]:
    return page.width / page.dpi * POINTS, page.height / page.dpi * POINTS


def _paint(canvas: Canvas, page: Sheet) -> None:
    canvas.scale(POINTS / page.dpi, POINTS / page.dpi)
    for mark in page.marks:
        _draw(canvas, mark, page.height)


def _draw(canvas: Canvas, mark: Mark, height: float) -> None:
    if isinstance(mark, Words):
        canvas.setFont(font(mark.type.weight).fontName, mark.type.size)
        canvas.setFillColor(mark.type.color)
        canvas.drawString(mark.x, height - mark.y, printable(mark.text))
    elif isinstance(mark, Line):
        canvas.setLineWidth(mark.width)
        canvas.setStrokeColor(mark.color)
        canvas.setDash(*([list(mark.dash)] if mark.dash else []))
        canvas.line(mark.x1, height - mark.y1, mark.x2, height - mark.y2)
    elif isinstance(mark, Box):
        _draw_box(canvas, mark, height)
    elif isinstance(mark, Polygon):
        canvas.setFillColor(mark.fill)
        path = canvas.beginPath()
        path.moveTo(mark.points[0][0], height - mark.points[0][1])
        for x, y in mark.points[1:]:
            path.lineTo(x, height - y)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    else:
        _draw_code(canvas, mark, height)


def _draw_box(canvas: Canvas, box: Box, height: float) -> None:
    canvas.setDash()
    canvas.setLineWidth(box.edge_width)
    if box.fill:
        canvas.setFillColor(box.fill)
    if box.edge:
        canvas.setStrokeColor(box.edge)
    inset = box.edge_width / 2 if box.edge else 0
    canvas.roundRect(
        box.x + inset, height - box.y - box.height + inset, box.width - 2 * inset, box.height - 2 * inset,
        max(box.radius - inset, 0), stroke=int(bool(box.edge)), fill=int(bool(box.fill)),
    )  # fmt: skip


def _draw_code(canvas: Canvas, code: Code, height: float) -> None:
    """Draw all modules as one path: single squares would show hair lines between them."""
    canvas.setFillColor("#000000")
    path = canvas.beginPath()
    for y, row in enumerate(code.modules):
        for start, end in _runs(row):
            bottom = height - code.y - (y + 1) * code.module
            path.rect(code.x + start * code.module, bottom, (end - start) * code.module, code.module)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where dark modules stand side by side: from, and up to."""
    edges = [n for n in range(len(row) + 1) if (n > 0 and row[n - 1]) != (n < len(row) and row[n])]
    return list(zip(edges[::2], edges[1::2], strict=True))
