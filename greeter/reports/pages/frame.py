"""What every page has: whose report it is at the top, page and journal at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.bidi import isolated
from greeter.print_fonts import Weight
from greeter.reports.public import Audience
from greeter.reports.sheet import SMALLEST, Align, Face, Ink, Run
from greeter.reports.wording import thousands

if TYPE_CHECKING:
    from greeter.records.integrity import Verdict
    from greeter.reports.figures import Figures
    from greeter.reports.sheet import Sheet
    from greeter.texts import Texts

FOOT = 47.0
"""Height of the footer, from the foot of the page to its rule, in points."""


def header(sheet: Sheet, texts: Texts, figures: Figures, at_end: str) -> None:
    """Write the office, the days and a word at the end; a rule beneath. The days stand under a name that is too long to stand beside."""
    sheet.mark(sheet.left, 30.5, 19.0)
    name = Face(10.0, Weight.BOLD)
    days = texts("The front counter, {days}", days=figures.span.words(texts))
    public = texts("Public report") if figures.audience is Audience.PUBLIC else at_end
    face = Face(9.5, ink=Ink.INK2)
    x, room = sheet.left + 27, sheet.room - 27
    wide = sheet.measure(figures.office.name, name)
    if wide <= room - sheet.measure(days, face) - sheet.measure(public, face) - 20:
        sheet.text(x, 43, figures.office.name, name)
        sheet.text(x + wide + 8, 43, days, face)
        sheet.text(sheet.right, 43, public, face, Align.RIGHT)
    else:
        sheet.text(x, 38, sheet.fitted(figures.office.name, room, name), name)
        sheet.text(x, 51, days, face)
        sheet.text(sheet.right, 51, public, face, Align.RIGHT)
    sheet.rule(sheet.left, 59, sheet.right, 59, Ink.INK, 1.5)


def footer(sheet: Sheet, texts: Texts, figures: Figures, sums: str = "") -> None:
    """Write the sums, what was checked of the journal, and the page."""
    top = sheet.height - FOOT
    sheet.rule(sheet.left, top, sheet.right, top)
    if sums:
        formula = sums + " " + texts("Within standard = served in time / (served + left after).")
        words = formula if sheet.measure(formula, SMALLEST) <= sheet.room else sums
        sheet.text(sheet.left, top + 12, sheet.fitted(words, sheet.room, SMALLEST), SMALLEST)
    y = top + (23 if sums else 12)
    sheet.paragraph(sheet.left, y, sheet.room - 70, [Run(journal_words(texts, figures), ink=Ink.INK2)], 8.0, 10.5)
    sheet.page_number(y)


def journal_words(texts: Texts, figures: Figures) -> str:
    """Say whether the journal's lines of these days are as they were written, and their head."""
    verdict = figures.journal
    if figures.offices:
        return _journals_words(texts, figures)
    if not verdict.sound:
        return texts(
            "The journal is NOT as it was written: line {line}. {why} Run greeter verify.",
            line=thousands(verdict.bad or 0, texts), why=texts(verdict.why),
        )  # fmt: skip
    if not verdict.lines:
        return texts("The journal has no lines of these days.")
    if verdict.earlier:
        return texts(
            "Journal lines {first} to {last} of these days, head {head}: {now} verified now, {earlier} for an earlier report.",
            first=thousands(verdict.first, texts), last=thousands(verdict.last, texts), head=head_words(texts, verdict),
            now=thousands(verdict.lines - verdict.earlier, texts), earlier=thousands(verdict.earlier, texts),
        )  # fmt: skip
    return texts(
        "Journal lines {first} to {last} of these days verified, head {head}.",
        first=thousands(verdict.first, texts), last=thousands(verdict.last, texts), head=head_words(texts, verdict),
    )  # fmt: skip


def _journals_words(texts: Texts, figures: Figures) -> str:
    """Say the same of the journals of several offices."""
    bad = [one for one in figures.offices if not one.journal.sound]
    if bad:
        first = bad[0]
        return texts(
            "The journal of {office} is NOT as it was written: line {line}. {why} Run greeter verify.",
            office=first.office.name, line=thousands(first.journal.bad or 0, texts), why=texts(first.journal.why),
        )  # fmt: skip
    lines = sum(one.journal.lines for one in figures.offices)
    earlier = sum(one.journal.earlier for one in figures.offices)
    if earlier:
        return texts(
            "The journals of these {n} offices: of {lines} lines of these days {now} verified now, {earlier} for an earlier report.",
            n=len(figures.offices), lines=thousands(lines, texts),
            now=thousands(lines - earlier, texts), earlier=thousands(earlier, texts),
        )  # fmt: skip
    return texts(
        "The journals of these {n} offices verified: {lines} lines of these days.",
        n=len(figures.offices), lines=thousands(lines, texts),
    )  # fmt: skip


def head_words(texts: Texts, verdict: Verdict) -> str:
    """Return the short head of a journal, its parts in their order where the language is written from right to left, too."""
    return isolated(verdict.short_head) if texts.right_to_left else verdict.short_head
