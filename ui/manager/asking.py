"""Asks a manager where to save what is shown, and suggests a name that says of what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from greeter.reports.figures import Figures
    from greeter.reports.wanted import Wanted

    AskWhere = Callable[[QWidget, Path], Path | None]
    """Asks where to save; gets a suggestion, returns a path or None."""


def name_of(figures: Figures, wanted: Wanted) -> str:
    """Return a name for a file without its ending: office, which visits alone, days."""
    span, only = figures.span, wanted.only
    first, last = span.first.isoformat(), span.last.isoformat()
    office = f"{len(wanted.offices)}-offices" if len(wanted.offices) > 1 else figures.office.id
    days = first if first == last else f"{first}-to-{last}"
    return "-".join(filter(None, (office, only.service, only.channel, only.language, days)))


def documents() -> Path:
    """Return where a person keeps documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def ask_file(window: QWidget, suggested: Path) -> Path | None:
    """Ask for a file by the system's dialog."""
    kind = suggested.suffix.removeprefix(".")
    file, _ = QFileDialog.getSaveFileName(window, "", str(suggested), f"{kind.upper()} (*.{kind})")
    return Path(file) if file else None


def ask_folder(window: QWidget, suggested: Path) -> Path | None:
    """Ask for a folder by the system's dialog."""
    folder = QFileDialog.getExistingDirectory(window, "", str(suggested.parent))
    return Path(folder) / suggested.name if folder else None
