"""The forms in which figures can be taken along, in words: those that `greeter.reports.formats` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.formats import Format

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.texts import Texts

FIRST = Format.PDF
"""The one that Ctrl S saves."""


def button_words(texts: Texts, form: Format) -> str:
    """Return what the button of a form says; a form without words of its own is called by its ending."""
    words = {
        "pdf": texts("Report (PDF)"),
        "html": texts("Report as a web page (HTML)"),
        "csv": texts("Tables (CSV)"),
        "xlsx": texts("Spreadsheet (XLSX)"),
        "json": texts("For programs (JSON)"),
    }
    return words.get(form.value, form.value.upper())


def doing_words(texts: Texts, form: Format) -> str:
    """Return what is said while it is written."""
    return texts("Saving the tables") if form is Format.CSV else texts("Saving the report")


def done_words(texts: Texts, form: Format, files: tuple[Path, ...], place: Path) -> str:
    """Return what is said once it is written."""
    if form is Format.CSV:
        return texts("{n} tables are saved in {folder}", n=len(files), folder=str(place))
    return texts("The report is saved: {file}", file=str(place))


def ending(form: Format) -> str:
    """Return the ending of a form's file; empty where it is a folder."""
    return "" if form is Format.CSV else f".{form.value}"
