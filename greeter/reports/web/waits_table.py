"""How long people waited, as a table with a picture in each line: its words say how many were in time, late, and gone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from greeter.reports.charts.marks import draw_block, draw_mark
from greeter.reports.charts.waits_chart import VisitsDrawn, standard_words
from greeter.reports.sheet import Ink
from greeter.reports.waits import Mark
from greeter.reports.web.markup import Markup, joined, tag, unseen
from greeter.reports.web.picture import Picture
from greeter.reports.web.web_table import verdict_mark
from greeter.reports.wording import minutes_text, of_text, percent_text, thousands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.reports.charts.waits_chart import Axis, Row
    from greeter.texts import Texts

_WIDE, _HIGH = 306.0, 37.0
"""The picture of a line, in points."""
_EDGE = 6.0
"""Before 0 and after the end of the scale, so that no mark is cut."""


def waits_table(texts: Texts, rows: Sequence[Row]) -> Markup:
    """Return the legend and the table."""
    drawn = VisitsDrawn(rows, _EDGE, _WIDE - 2 * _EDGE, _HIGH, texts)
    headings = (texts("Service"), texts("Wait, minutes"), texts("within standard"))
    head = tag("tr", *(tag("th", one, scope="col", role="columnheader") for one in headings), role="row")
    return joined(
        _legend(texts, rows, many=drawn.many),
        tag(
            "table",
            tag("caption", texts("Each service against its standard"), class_="unseen"),
            tag("thead", head, role="rowgroup"),
            tag("tbody", *(_line(texts, row, drawn) for row in rows), role="rowgroup"),
            class_="waits",
            role="table",
        ),
        _scale(texts, drawn.axis),
    )


def _line(texts: Texts, row: Row, drawn: VisitsDrawn) -> Markup:
    picture, axis = Picture(_WIDE, _HIGH), drawn.axis
    for minute in axis.ticks():
        picture.rule(axis.x(minute), 0, axis.x(minute), _HIGH)
    drawn.draw(picture, row, 0)
    share = row.share
    result = joined(verdict_mark(texts, met=share.met) if share.known else "", tag("b", percent_text(texts, share)))
    colour = ("within" if share.met else "over") if share.known else None
    return tag(
        "tr",
        tag("th", row.name, tag("small", f" {standard_words(texts, row)}"), scope="row", role="rowheader"),
        tag("td", picture.markup, unseen(_told(texts, row)), role="cell", class_="plot"),
        tag(
            "td", tag("span", result, class_=colour), tag("small", f" {of_text(texts, share)}"),
            role="cell", class_="result",
        ),
        role="row",
    )  # fmt: skip


def _told(texts: Texts, row: Row) -> str:
    """Say what the picture shows."""
    if not row.dots:
        if not row.spread.known:
            return ""
        half, nine = minutes_text(texts, row.spread.p50), minutes_text(texts, row.spread.p90)
        return texts("Half waited {half} or less; 9 in 10, {nine} or less.", half=half, nine=nine)
    marks = Counter(dot.mark for dot in row.dots)
    counts = {mark: thousands(marks[mark], texts) for mark in Mark}
    return texts(
        "{within} within the standard, {over} after it, {left} left after it. The longest waited {longest}.",
        within=counts[Mark.WITHIN],
        over=counts[Mark.OVER],
        left=counts[Mark.LEFT],
        longest=minutes_text(texts, max(dot.wait_ms for dot in row.dots)),
    )


def _legend(texts: Texts, rows: Sequence[Row], *, many: bool) -> Markup:
    """Say what the marks mean."""
    if any(row.dots for row in rows):
        entries = [
            (_mark(Mark.WITHIN, many=many), texts("within standard") if many else texts("one visit, within standard")),
            (_mark(Mark.OVER, many=many), texts("after the standard")),
            (_mark(Mark.LEFT, many=many), texts("left after the standard")),
        ]
    else:
        block = Picture(10, 12)
        block.box(0, 3, 10, 6, Ink.ACCENT, radius=2)
        entries = [(block.markup, texts("from half of the visits to 9 in 10"))]
    standard = Picture(10, 12)
    standard.rule(5, 0, 5, 12, Ink.INK, 2)
    entries.append((standard.markup, texts("the standard")))
    return tag("ul", *(tag("li", sign, words) for sign, words in entries), class_="legend", role="list")


def _mark(mark: Mark, *, many: bool) -> Markup:
    picture = Picture(10, 12)
    if many:
        draw_block(picture, mark, 1.5, 9.5, 7, 7)
    else:
        draw_mark(picture, 5, 6, mark, 7)
    return picture.markup


def _scale(texts: Texts, axis: Axis) -> Markup:
    """Name the minutes beneath the pictures."""
    ticks = []
    for minute in axis.ticks():
        most = minute == axis.most
        words = texts("{minutes} min", minutes=f"{minute}+" if axis.cut else minute) if most else str(minute)
        ticks.append(tag("span", words, style=f"--at: {100 * axis.x(minute) / _WIDE:.2f}%"))
    return tag("div", tag("div", *ticks), class_="axis", aria_hidden="true")
