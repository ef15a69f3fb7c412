"""Puts sheets into a PDF."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from greeter.print_fonts import Weight, font
from greeter.print_text import runs
from greeter.tickets.sheet import Box, Code, Line, Polygon, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from greeter.print_text import Run
    from greeter.tickets.sheet import Mark, Sheet

POINTS = 72
NON_ZERO = 1
"""reportlab's name for filling what an outline goes round, however it is turned."""


def pdf(pages: Sequence[Sheet]) -> bytes:
    """Return a PDF of one page for each sheet, with its fonts in it. The same sheets give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    first = pages[0]
    canvas = Canvas(
        out,
        pagesize=_size(first),
        invariant=True,
        lang=first.language,
        initialFontName=font(Weight.REGULAR).fontName,  # its own first font would be in the file without being embedded
    )
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
        _draw_words(canvas, mark, height)
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


def _draw_words(canvas: Canvas, words: Words, height: float) -> None:
    """Draw the runs of a line in the order of reading, for whoever has the page read out."""
    type_ = words.type
    canvas.setFillColor(type_.color)
    for run in runs(words.line, type_.script, type_.weight):
        made, size = font(run.weight, run.script), type_.size * run.scale
        canvas.setFont(made.fontName, size)
        left, base = words.x + run.x * type_.size, height - words.y
        if run.signs:
            canvas.drawString(left, base, run.signs)
        if run.glyphs:
            canvas.drawString(left, base, made.shaped(run.glyphs))
            _draw_marks(canvas, run, left, base, size)


def _draw_marks(canvas: Canvas, run: Run, left: float, base: float, size: float) -> None:
    """Draw the marks over and under letters as outlines: as signs they would tear words apart for who looks for text in the PDF."""
    made = font(run.weight, run.script)
    marks = canvas.beginPath()
    x = left
    for glyph in run.glyphs:
        if not glyph.text:
            made.outline(glyph.sign).trace(marks, x + glyph.right * size / 1000, base + glyph.rise * size / 1000, size)
        x += glyph.advance * size / 1000
    canvas.drawPath(marks, stroke=0, fill=1, fillMode=NON_ZERO)


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
