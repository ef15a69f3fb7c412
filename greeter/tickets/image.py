"""Puts a sheet into a picture."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from greeter.print_fonts import font_file
from greeter.print_text import runs
from greeter.scripts import Script
from greeter.tickets.sheet import Box, Code, Line, Polygon, Words

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from greeter.tickets.sheet import Mark, Sheet

SMOOTH = 2
"""Round corners are painted so many times larger and made smaller, because Pillow paints hard edges. Words and codes are sharp by themselves."""


def png(page: Sheet, scale: int = 2) -> bytes:
    """Return a PNG in which each unit of the sheet is `scale` pixels: a ticket's code has whole pixels a module."""
    out = BytesIO()
    picture(page, scale).save(out, "PNG", dpi=(page.dpi * scale, page.dpi * scale))
    return out.getvalue()


def picture(page: Sheet, scale: int) -> Image:
    """Return the sheet painted, each of its units `scale` pixels."""
    from PIL import Image
    from PIL.ImageDraw import Draw

    large = scale * SMOOTH
    ground = Image.new("RGB", (round(page.width * large), round(page.height * large)), "#FFFFFF")
    shapes = Draw(ground)
    for mark in page.marks:
        _draw_shape(shapes, mark, large)
    small = ground.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.BOX)
    words = Draw(small)
    for mark in page.marks:
        if isinstance(mark, Words):
            _draw_words(words, mark, scale)
    return small


def _draw_words(draw: ImageDraw, words: Words, scale: int) -> None:
    type_ = words.type
    size = type_.size * scale
    for run in runs(words.line, type_.script, type_.weight):
        face = _font(font_file(run.weight, run.script), round(size * run.scale, 2), shaped=run.script is Script.LATIN)
        left, base = words.x * scale + run.x * size, words.y * scale
        if run.signs:
            draw.text((left, base), run.signs, type_.color, face, anchor="ls")
        unit = size * run.scale / 1000
        for glyph in run.glyphs:
            draw.text((left + glyph.right * unit, base - glyph.rise * unit), glyph.sign, type_.color, face, anchor="ls")
            left += glyph.advance * unit


def _draw_shape(draw: ImageDraw, mark: Mark, scale: int) -> None:
    if isinstance(mark, Line):
        _draw_line(draw, mark, scale)
    elif isinstance(mark, Box):
        area = (mark.x * scale, mark.y * scale, (mark.x + mark.width) * scale - 1, (mark.y + mark.height) * scale - 1)
        edge_width = round(mark.edge_width * scale) if mark.edge else 0
        draw.rounded_rectangle(area, mark.radius * scale, mark.fill, mark.edge, edge_width)
    elif isinstance(mark, Polygon):
        draw.polygon([(x * scale, y * scale) for x, y in mark.points], mark.fill)
    elif isinstance(mark, Code):
        side = round(mark.module * scale)
        left, top = round(mark.x * scale), round(mark.y * scale)
        for y, row in enumerate(mark.modules):
            for x, dark in enumerate(row):
                if dark:
                    corner = (left + x * side, top + y * side)
                    draw.rectangle((*corner, corner[0] + side - 1, corner[1] + side - 1), "#000000")


def _draw_line(draw: ImageDraw, line: Line, scale: int) -> None:
    """Draw a level or upright line, in dashes where it has them."""
    length = max(line.x2 - line.x1, line.y2 - line.y1)
    dash, gap = line.dash or (length, 0.0)
    level = line.x2 > line.x1
    half = line.width / 2
    at = 0.0
    while at < length:
        end = min(at + dash, length)
        if level:
            area = (line.x1 + at, line.y1 - half, line.x1 + end, line.y1 + half)
        else:
            area = (line.x1 - half, line.y1 + at, line.x1 + half, line.y1 + end)
        draw.rectangle([round(part * scale) - (n // 2) for n, part in enumerate(area)], line.color)
        at = end + gap


@cache
def _font(path: Path, size: float, *, shaped: bool) -> FreeTypeFont:
    """Return a font of a size in pixels. `shaped`: it sets pairs of letters closer, where Pillow can; else each sign is painted as it is."""
    from PIL.ImageFont import Layout, truetype

    return truetype(str(path), size, layout_engine=None if shaped else Layout.BASIC)
