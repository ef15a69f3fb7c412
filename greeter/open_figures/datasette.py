"""What Datasette (0.64 and newer of its first line) is told of a file: titles, what columns mean, what is hidden, and what nobody may see.

A metadata file guards Datasette's own doors and not the file: who has `office.db` reads all of it. For the public there is the file of open figures.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from greeter.open_figures.open_file import MARK
from greeter.problems import BadInput, NotFound

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = False
ROOT = {"id": "root"}
"""Who started Datasette with `--root` and opened the link it prints."""

_OPEN_TABLES = {
    "figure": "Every figure of every month, one number a row. n is how many visits it rests on, rounded down to ten.",
    "month": "The months that are told: those that are over.",
    "subject": "What the figures are about: each has a view of its own.",
    "measure": "How each figure is computed, in words that can be checked.",
    "service": "What people come for, and how long they wait at most by the office’s standard.",
    "office": "The office, and when this file was written.",
    "column_meaning": "What the columns of the views mean.",
}
_FIGURE_COLUMNS = {
    "line": "Which line of its subject: a service, an hour; “all” is the total",
    "value": "The number; empty where it is withheld, or only a bound is told",
    "bound": "“<6”: less than that, “>94”: more; told in place of a number by which 1 to 9 visits could be found out",
    "withheld": "1 where fewer than 10 visits are behind it, or would be found out by it",
    "n": "Visits behind it, rounded down to ten",
}
_SERVICE_COLUMNS = {
    "standard_minutes": "The longest wait that is promised, in minutes",
    "standard_share_percent": "In so many visits of a hundred at least",
}
_VIEW = (
    "By month. Empty: withheld, for fewer than 10 visits are behind it. “<6” and “>94”: only a bound is told. “all” is the total. "
    "How each figure is computed stands in “measure”."
)

_STORE_VIEW = {
    "waits_by_service": (
        "Waits by service and day",
        "Each service on each business day: how many were served, how long they waited, and the share within the standard.",
        {
            "business_day": "From the office’s cut-over hour to the next",
            "served": "Visits in which service began",
            "mean_wait_minutes": "From arrival to service, in minutes",
            "longest_wait_minutes": "In minutes",
            "standard_minutes": "The longest wait that is promised, in minutes",
            "share_within_standard": "From 0 to 1",
            "mean_service_minutes": "At the counter, in minutes",
        },
    )
}
_ROOT_VIEWS = {
    "visits_today": ("Visits of the last day", "One row a visit, by its ticket number. No name, no reason."),
    "waiting_now": ("Who waits now", "By ticket number, in the order of the line."),
}


def metadata_of(file: Path) -> dict[str, Any]:
    """Return the metadata for a file: a store, or a file of open figures. Raises NotFound, BadInput."""
    if not file.is_file():
        raise NotFound(f"There is no file {file}.", "Name a store’s file, or one of open figures.")
    try:
        with sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True) as connection:
            mark = connection.execute("pragma application_id").fetchone()[0]
            names = {
                row[0]: row[1]
                for row in connection.execute("select name, type from sqlite_master where type in ('table', 'view')")
            }
            found = _of_open(connection, names) if mark == MARK else _of_store(names)
        connection.close()
    except sqlite3.Error as fault:
        raise BadInput(f"{file} is no store, nor a file of open figures.", "Name another file.") from fault
    return {**found["about"], "databases": {file.stem: found["database"]}}


def _of_open(connection: sqlite3.Connection, names: dict[str, str]) -> dict[str, Any]:
    office, written = connection.execute("select name, written from office").fetchone()
    meant: dict[str, dict[str, str]] = {}
    for view, column, what in connection.execute('select "view", "column", what from column_meaning'):
        meant.setdefault(view, {})[column] = what
    titles = dict(connection.execute("select id, title from subject"))
    tables: dict[str, Any] = {}
    for name, kind in names.items():
        if kind == "view":
            columns = {"line": _FIGURE_COLUMNS["line"], **meant.get(name, {}), "n": _FIGURE_COLUMNS["n"]}
            tables[name] = {"title": titles.get(name, name), "description": _VIEW, "columns": columns}
        else:
            tables[name] = {"description": _OPEN_TABLES.get(name, ""), "hidden": name == "column_meaning"}
    tables["figure"] |= {
        "title": "All figures",
        "columns": _FIGURE_COLUMNS,
        "facets": ["subject"],
        "sort_desc": "month",
    }
    tables["service"] |= {"title": "Services", "columns": _SERVICE_COLUMNS, "label_column": "name"}
    tables["subject"] |= {"title": "Subjects", "label_column": "title"}
    tables["measure"] |= {"title": "How figures are computed"}
    tables["month"] |= {"title": "Months"}
    tables["office"] |= {"title": "The office"}
    return {
        "about": {
            "title": f"{office}: open figures",
            "description": f"How long people waited, and whether the promise was kept; by month, written {written[:10]}. "
            "Nothing about a person, nor about fewer than 10 visits.",
        },
        "database": {
            "title": "Open figures",
            "description": "Each view is one subject, by month: begin with waits_by_service. “figure” holds all numbers in long form.",
            "tables": tables,
        },
    }


def _of_store(names: dict[str, str]) -> dict[str, Any]:
    tables: dict[str, Any] = {name: {"allow": NOBODY, "hidden": True} for name in names}
    for name, (title, description, columns) in _STORE_VIEW.items():
        if name in names:
            tables[name] = {"title": title, "description": description, "columns": columns, "sort_desc": "business_day"}
    for name, (title, description) in _ROOT_VIEWS.items():
        if name in names:
            tables[name] = {"title": title, "description": description, "allow": ROOT}
    return {
        "about": {
            "title": "An office’s store",
            "description": "For the office’s own eyes. Names, reasons and rows about single visits can’t be opened here, nor can SQL be run. "
            "For everybody there are the open figures: greeter open-data write.",
            "allow_sql": NOBODY,
        },
        "database": {
            "title": "An office’s store",
            "description": "What can be opened here has no personal column. Two views of single visits open for who started Datasette with --root.",
            "allow_sql": NOBODY,
            "tables": tables,
        },
    }
