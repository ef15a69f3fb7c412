"""An office's figures as a small SQLite file for everybody: whole months, as the public report tells them, and no row about a visit.

It is made of the tables of the public report, so what that withholds is not in it. Only whole months are written: of two spans that overlap, one
could be taken from the other.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from greeter.model.automatic import Every, Period, period_of
from greeter.problems import NotFound, Problem
from greeter.reports.definitions import definition
from greeter.reports.figures import read_figures
from greeter.reports.public import Audience
from greeter.reports.quantities import Unit, Veil
from greeter.reports.said import report_texts
from greeter.reports.span import Span
from greeter.reports.wording import parts
from greeter.writing import spare_databases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from greeter.front_desk import FrontDesk
    from greeter.reports.figures import Figures
    from greeter.reports.table import Table
    from greeter.texts import Texts

MOST_MONTHS = 24
MARK = 0x47525031
"""The file's `application_id`, by which it is known again: “GRP1”."""
_SUFFIX = {Unit.MINUTES: "_min", Unit.MONEY: "_cost"}
_PARTS = {
    "percent": "percent",
    "k": "how many",
    "p50": "half took no longer",
    "p90": "9 in 10 took no longer",
    "count": "how many",
}


@dataclass(slots=True)
class _View:
    """A view for one subject: a column for each figure and part that any month has."""

    title: str
    by: str
    columns: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Name to figure, part and what it means."""


def whole_months(desk: FrontDesk, most: int = MOST_MONTHS) -> list[Period]:
    """Return the months that are over, from the first visit on, the oldest first; the latest `most` of them."""
    rows = desk.store.rows(
        "select min(business_day) as day from visit where office = :office", {"office": desk.office.id}
    )
    if rows[0]["day"] is None:
        return []
    first = date.fromisoformat(rows[0]["day"])
    month = period_of(Every.MONTH, date.fromisoformat(desk.today())).before()
    found: list[Period] = []
    while month.last >= first and len(found) < most:
        found.append(month)
        month = month.before()
    return found[::-1]


def write_open_database(
    desk: FrontDesk, path: Path, *, months: int = MOST_MONTHS, tell: Callable[[str], None] = lambda _: None
) -> int:
    """Write the file anew and return how many months it holds. Who has the old one open keeps reading that.

    tell: hears each month. Raises NotFound where no month is over yet, BadInput where another database lies there,
    Problem where the file can't be written.
    """
    from sqlite_utils import Database  # a command's alone

    periods = whole_months(desk, months)
    if not periods:
        raise NotFound("No month with visits is over yet.", "Come back on the first of the next month.")
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    spare_databases(path, MARK)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        db = Database(aside)
        _fill(db, desk, periods, tell)
        db.close()
        aside.replace(path)
    except OSError as fault:
        why = (fault.strerror or "the system refused it").lower()
        raise Problem(f"{path} can't be written: {why}.", "Choose another place.") from fault
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    return len(periods)


def _fill(db: Database, desk: FrontDesk, periods: list[Period], tell: Callable[[str], None]) -> None:
    texts = report_texts(desk.office.language)
    views: dict[str, _View] = {}
    figures: list[dict[str, Any]] = []
    measures: dict[str, str] = {}
    for period in periods:
        tell(period.key)
        found = read_figures(desk, Span(period.first, period.last), Audience.PUBLIC)
        for table in found.tables.values():
            view = views.setdefault(table.key, _View(_title(texts, table), texts(table.by)))
            figures += _rows(texts, found, table, period.key, view, measures)
    db.conn.execute(f"pragma application_id = {MARK}")
    db.table("office").insert_all([_office(desk)], pk="id")
    db.table("service").insert_all(_services(desk), pk="id")
    db.table("month").insert_all(
        [{"id": one.key, "first": one.first.isoformat(), "last": one.last.isoformat()} for one in periods], pk="id"
    )
    db.table("subject").insert_all(
        [{"id": key, "title": view.title, "by": view.by} for key, view in views.items()], pk="id"
    )
    db.table("measure").insert_all([{"name": name, "how": how} for name, how in measures.items()], pk="name")
    db.conn.execute(_FIGURE)
    db.table("figure").insert_all(figures)
    _make_views(db, views)
    db.vacuum()


_FIGURE = """
create table figure (
  month text not null references month (id),
  subject text not null references subject (id),
  line text not null,
  name text not null,
  figure text not null,
  part text not null,
  value numeric,
  bound text not null,
  withheld integer not null,
  unit text not null,
  n integer,
  measure text not null references measure (name),
  primary key (month, subject, line, figure, part)
)
"""
"""`value` is numeric, so that 74 stays 74 and 2.4 stays 2.4."""


def _rows(
    texts: Texts, found: Figures, table: Table, month: str, view: _View, measures: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for line in table.every_line:
        for column, value in zip(table.columns, line.values, strict=True):
            measure = texts((line.measure or column.measure).value)
            measures.setdefault(measure, definition(texts, line.measure or column.measure, found.office))
            for part in parts(value):
                if part.key == "n" or not part.text:
                    continue
                number, bound = _told(part.text)
                name = f"{column.key}_{part.key}{_SUFFIX.get(part.unit, '')}"
                what = _means(
                    measure, texts(column.title), part.key, found.office.currency if part.unit is Unit.MONEY else ""
                )
                view.columns.setdefault(name, (column.key, part.key, what))
                yield {
                    "month": month, "subject": table.key, "line": line.key, "name": texts(line.name), "figure": column.key,
                    "part": part.key, "value": number, "bound": bound, "withheld": int(value.veil is Veil.WITHHELD),
                    "unit": found.office.currency if part.unit is Unit.MONEY else part.unit.value,
                    "n": None if value.veil is Veil.WITHHELD else value.n, "measure": measure,
                }  # fmt: skip


def _told(text: str) -> tuple[int | float | None, str]:
    """Return a number, or the bound that is told in its place."""
    if text.startswith(("<", ">")):
        return None, text
    digits = text.rstrip("+")
    if digits == Veil.WITHHELD.value:
        return None, ""
    return (float(digits) if "." in digits else int(digits)), ""


def _title(texts: Texts, table: Table) -> str:
    """Return a table's title as it stands alone: on a page of the report, what “By service” counts is told by the page."""
    if table.title.startswith("By ") and table.columns:
        return f"{texts(table.columns[0].measure.value)}: {texts(table.title)}"
    return texts(table.title)


def _means(measure: str, title: str, part: str, currency: str) -> str:
    words = [title, *([_PARTS[part]] if part in _PARTS else []), *([currency] if currency else [])]
    return f"{measure}: {', '.join(words)}"


def _make_views(db: Database, views: dict[str, _View]) -> None:
    """Make a view for each subject: a line for each month and line, a column for each figure that stands there."""
    meant = []
    for key, view in views.items():
        if not view.columns:
            continue
        columns = ", ".join(
            f"max(case when figure = '{figure}' and part = '{part}' then coalesce(value, nullif(bound, '')) end) as \"{name}\""
            for name, (figure, part, _) in view.columns.items()
        )
        db.create_view(
            key,
            f"select month, line, name, {columns}, max(n) as n from figure where subject = '{key}' group by month, line, name"
            " order by month desc",
        )
        meant += [{"view": key, "column": name, "what": what} for name, (_, _, what) in view.columns.items()]
    db.table("column_meaning").insert_all(meant, pk=("view", "column"))


def _office(desk: FrontDesk) -> dict[str, Any]:
    office = desk.office
    return {
        "id": office.id, "name": office.name, "zone": office.zone.key, "language": office.language, "address": office.address,
        "phone": office.phone, "website": office.website, "goal_percent": round(100 * office.goal),
        "written": office.local(desk.clock.now()).isoformat(timespec="seconds"),
    }  # fmt: skip


def _services(desk: FrontDesk) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id, "name": one.name, "description": one.description, "standard_minutes": one.standard.minutes,
            "standard_share_percent": round(100 * one.standard.share), "fee": one.fee,
        }
        for one in desk.office.services
    ]  # fmt: skip
