"""A folder in place of a printer: for a machine without one, and for trying out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greeter.printing.printout import PRINTED, READY, Condition, Printout, Trouble, not_printed

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.printing.document import Document
    from greeter.tickets.roll import Roll


class FolderPrinter:
    """Lays each document into a folder as a PDF, by its title. roll: see `Document.pages`."""

    def __init__(self, folder: Path, roll: Roll | None = None) -> None:
        self._folder = folder
        self._roll = roll

    def print_out(self, document: Document) -> Printout:
        """Write the document; a later one of the same title replaces it."""
        from greeter.tickets.sheet_pdf import pdf

        name = re.sub(r"[^\w-]+", "-", document.title).strip("-") or "document"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{name}.pdf").write_bytes(pdf(document.pages(self._roll)))
        except OSError as refusal:
            return not_printed(Trouble.REFUSED, refusal.strerror or "")
        return PRINTED

    def look(self) -> Condition:
        """Return that it is ready: a folder that can't be written is met when it is."""
        return READY
