"""The ticket on a receipt printer's roll: number first, then the wait, where to go, what to have ready, what happens next, and the code.

Thermal printers know black and white only, so all is said with size, weight and lines.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greeter.print_fonts import Weight
from greeter.scripts import script_of
from greeter.tickets.qr import LEAST_MODULE, QUIET_ZONE, matrix
from greeter.tickets.roll import DPI, Roll, mm, pt
from greeter.tickets.sheet import WHITE, Align, Box, Column, Sheet, Type, Words, baseline, office_mark

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.tickets.face import TicketFace

CODE_MM = 42
"""The code may be so wide, with its quiet zone, while its modules stay at 4 dots or more."""


OFFICE = Type(pt(11.5), Weight.EXTRABOLD, 1.15)
LABEL = Type(pt(10), Weight.SEMIBOLD, 1.3)
NUMBER = Type(1, Weight.EXTRABOLD)
MOST_NUMBER = pt(96)
WAIT = Type(pt(15), Weight.EXTRABOLD, 1.2)
HEADING = Type(pt(12), Weight.EXTRABOLD, 1.3)
BODY = Type(pt(10.5), Weight.REGULAR, 1.32)
STRONG = Type(pt(10.5), Weight.BOLD, 1.32)
SMALL = Type(pt(9), Weight.REGULAR, 1.35)
INDENT = mm(5.6)


def ticket_sheet(face: TicketFace, texts: Texts, roll: Roll = Roll.MM_80) -> Sheet:
    """Return the ticket as a sheet, as wide as the roll and as long as it needs to be."""
    column = Column(roll.margin, roll.dots, mm(4), script=script_of(texts.language))
    head(column, face.office)
    _number(column, face, texts)
    if face.where:
        section(column, texts("Where to go"))
        column.words(" ".join(face.where), BODY)
    if face.bring:
        section(column, texts("What to have ready"))
        for thing in face.bring:
            check(column, thing)
    if face.happens:
        section(column, texts("What happens next"))
        for place, sentence in enumerate(face.happens, start=1):
            numbered(column, place, sentence)
    code(column, face.code, face.code_words)
    foot(column, face.phone, face.address, texts)
    title = texts("Ticket {number}", number=face.number)
    page = Sheet(roll.width, round(column.y + mm(6)), DPI, tuple(column.marks), title, face.language)
    return page.facing(column.script)


def head(column: Column, office: str) -> None:
    """Set mark and name of the office."""
    side, gap = mm(8.5), mm(2.5)
    column.add(*office_mark(column.x - mm(0.5), column.y, side))
    name = column.part(column.x + side + gap, column.width - side - gap)
    name.words(office, OFFICE)
    name_height = name.y
    shift = max((side - name_height) / 2 + mm(0.4), 0)
    column.add(*(replace(line, y=line.y + column.y + shift) for line in name.marks if isinstance(line, Words)))
    column.space(max(side, name_height) + mm(2))


def _number(column: Column, face: TicketFace, texts: Texts) -> None:
    """Set the number and the wait within an outline, as the ticket on the screen has it."""
    top, pad = column.y, mm(3.5)
    inner = column.part(column.x + pad, column.width - 2 * pad, column.y + mm(2.6))
    inner.words(texts("Your number"), LABEL)
    inner.space(mm(2.4))
    inner.fitted(face.number, NUMBER, MOST_NUMBER)
    inner.space(mm(4))
    if face.kept_words:
        inner.words(face.kept_words, WAIT)
    inner.words(face.wait, WAIT if not face.kept_words else STRONG)
    inner.words(face.wait_note, SMALL)
    inner.space(mm(2.6))
    column.add(Box(column.x, top, column.width, inner.y - top, mm(2.6), edge="#000000", edge_width=3), *inner.marks)
    column.y = inner.y + mm(2.2)
    column.words(face.service, STRONG)
    column.words(face.arrived, SMALL)


def section(column: Column, heading: str) -> None:
    """Begin a section: a rule, and its heading."""
    column.space(mm(2.6))
    column.rule(2)
    column.space(mm(1.8))
    column.words(heading, HEADING)


def check(column: Column, thing: str) -> None:
    """Set a line with a box to tick."""
    side = mm(3)
    top = column.y + (column.set(BODY).advance - side) / 2
    column.add(Box(column.x + 1, top, side, side, 4, WHITE, "#000000", 3))
    column.words(thing, BODY, indent=INDENT)
    column.space(mm(0.5))


def numbered(column: Column, place: int, sentence: str) -> None:
    """Set a line of a numbered list."""
    column.add(
        Words(str(place), column.x + 1, column.y + baseline(column.set(BODY)), Type(BODY.size, Weight.EXTRABOLD))
    )
    column.words(sentence, BODY, indent=INDENT)
    column.space(mm(0.5))


def code(column: Column, text: str, words: str) -> None:
    """Set a code in the middle, on whole dots, beneath a dashed line; `words` say what it is for."""
    modules = matrix(text)
    module = max(mm(CODE_MM) // (len(modules) + 2 * QUIET_ZONE), LEAST_MODULE)
    column.space(mm(2.6))
    column.rule(3, dash=(12, 9))
    column.y = round(column.y) + max(QUIET_ZONE * module, mm(3))
    left = round(column.x + (column.width - module * len(modules)) / 2)
    column.code(modules, module, left=left)
    column.space(QUIET_ZONE * module)
    column.words(words, STRONG, align=Align.CENTER)


def foot(column: Column, phone: str, address: str, texts: Texts) -> None:
    """Set whom to call, and where the office is."""
    column.space(mm(1.4))
    if phone:
        column.words(texts("Questions? Call {phone}", phone=column.own(phone)), BODY, align=Align.CENTER)
    if address:
        column.words(address, SMALL, align=Align.CENTER)
