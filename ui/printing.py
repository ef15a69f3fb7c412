"""Prints tickets and take-aways, and says honestly whether paper came out.

A visitor never waits for a printer: printers are called in a worker, and every question to the print system has a time-out. What is not known to be
printed counts as not printed, and its job is taken back, so that no stranger finds it later.

To add a print system: 1. a class with `Printer.print_out`; 2. its place in `ticket_printer`; 3. its faults in `tests/ui/test_ticket_printing.py`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from greeter.model.visit import Printed
from greeter.problems import PrinterProblem

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.texts import Texts
    from greeter.tickets.face import TicketFace

ANSWER_S = 2.0
"""A print system that has not answered a question after so many seconds is taken to hang."""
PAPER_S = 6.0
"""A job that is not done so many seconds after it was begun is taken back."""
LOOK_S = 0.15
TICKET_PRINTER, PAGE_PRINTER = "GREETER_TICKET_PRINTER", "GREETER_PAGE_PRINTER"
"""Environment: which of the system's printers to use; its default one where nothing is set."""


class WhyNot(StrEnum):
    """Why nothing was printed."""

    NO_PRINTER = "no printer"
    STOPPED = "stopped"
    REFUSED = "refused"
    TOO_SLOW = "too slow"


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF to print. `title` is seen in the system's list of jobs: a ticket number, never a name."""

    title: str
    content: bytes
    media: str = ""
    """Paper, as CUPS names it: `Custom.80x212mm`; empty leaves it to the printer."""


@dataclass(frozen=True, slots=True)
class Printout:
    """What became of a document. `detail` is what the print system itself said."""

    result: Printed
    why_not: WhyNot | None = None
    detail: str = ""

    @property
    def printed(self) -> bool:
        """Whether paper came out, as far as can be known."""
        return self.result is Printed.PRINTED

    def in_words(self, texts: Texts) -> str:
        """Say to staff what happened."""
        words = {
            None: texts("Printed."),
            WhyNot.NO_PRINTER: texts("No printer is set up."),
            WhyNot.STOPPED: texts("The printer has stopped. Check paper and cover."),
            WhyNot.REFUSED: texts("The printer did not take it."),
            WhyNot.TOO_SLOW: texts("The printer does not answer. Check cable and paper."),
        }[self.why_not]
        return f"{words} ({self.detail})" if self.detail else words


PRINTED = Printout(Printed.PRINTED)


def not_printed(why: WhyNot, detail: str = "") -> Printout:
    """Return that nothing was printed, and why."""
    return Printout(Printed.NOT_PRINTED, why, " ".join(detail.split())[:200])


class Printer(Protocol):
    """Something that prints. Called in a worker: it may take `PAPER_S`."""

    def print_out(self, document: Document) -> Printout:
        """Print a document and return what became of it. Raises nothing."""


class NoPrinter:
    """Where there is none: the ticket stays on the screen."""

    def print_out(self, document: Document) -> Printout:  # noqa: ARG002 (the port's signature)
        """Return that there is no printer."""
        return not_printed(WhyNot.NO_PRINTER)


class FolderPrinter:
    """Lays each document into a folder, by its title: for a machine without printer, and for trying out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print_out(self, document: Document) -> Printout:
        """Write the document; a later one of the same title replaces it."""
        name = re.sub(r"[^\w-]+", "-", document.title).strip("-") or "document"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{name}.pdf").write_bytes(document.content)
        except OSError as refusal:
            return not_printed(WhyNot.REFUSED, refusal.strerror or "")
        return PRINTED


class SystemPrinter:
    """A printer of CUPS, asked through its own programs (`lp`, `lpstat`, `cancel`).

    name: one of the system's printers; empty for its default one, or the only one. answer_s, paper_s: see `ANSWER_S`, `PAPER_S`.
    """

    def __init__(self, name: str = "", *, answer_s: float = ANSWER_S, paper_s: float = PAPER_S) -> None:
        self._name = name
        self._answer_s = answer_s
        self._paper_s = paper_s

    def print_out(self, document: Document) -> Printout:
        """Print, and watch the job until it is done, failed, or too slow."""
        try:
            return self._print_out(document)
        except subprocess.TimeoutExpired:
            return not_printed(WhyNot.TOO_SLOW)
        except OSError as refusal:
            return not_printed(WhyNot.NO_PRINTER, refusal.strerror or "")

    def _print_out(self, document: Document) -> Printout:
        name = self._name or self._default()
        if not name:
            return not_printed(WhyNot.NO_PRINTER)
        state = self._ask("lpstat", "-p", name)
        if state.returncode:
            return not_printed(WhyNot.NO_PRINTER, state.stderr.decode(errors="replace"))
        said = state.stdout.decode(errors="replace")
        if " disabled since " in said:
            return not_printed(WhyNot.STOPPED, " ".join(said.splitlines()[1:2]))
        media = ("-o", f"media={document.media}") if document.media else ()
        sent = self._ask("lp", "-d", name, "-t", document.title, *media, "-", given=document.content)
        job = re.search(r"request id is (\S+-\d+)", sent.stdout.decode(errors="replace"))
        if sent.returncode or job is None:
            return not_printed(WhyNot.REFUSED, sent.stderr.decode(errors="replace"))
        return self._watch(name, job[1])

    def _watch(self, name: str, job: str) -> Printout:
        """Wait until the job is among those that ended, and take it back where that takes too long."""
        until, pause = monotonic() + self._paper_s, threading.Event()
        while monotonic() < until:
            ended = self._ask("lpstat", "-l", "-W", "completed", "-o", name).stdout.decode(errors="replace")
            how = _about_job(ended, job)
            if how is not None:
                failed = re.search(r"cancel|abort", how)
                return not_printed(WhyNot.REFUSED, how) if failed else PRINTED
            pause.wait(LOOK_S)
        self._ask("cancel", job)
        return not_printed(WhyNot.TOO_SLOW)

    def _default(self) -> str:
        said = self._ask("lpstat", "-d").stdout.decode(errors="replace")
        chosen = re.search(r"default destination: (\S+)", said)
        if chosen:
            return chosen[1]
        printers = re.findall(
            r"^device for (\S+):", self._ask("lpstat", "-v").stdout.decode(errors="replace"), re.MULTILINE
        )
        return printers[0] if len(printers) == 1 else ""

    def _ask(self, *command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run a program of the print system, in English, for at most `answer_s` seconds."""
        return subprocess.run(  # noqa: S603 (a program of the print system, without a shell)
            command, input=given, capture_output=True, timeout=self._answer_s, check=False, env=os.environ | {"LC_ALL": "C"}
        )  # fmt: skip


def _about_job(listing: str, job: str) -> str | None:
    """Return what `lpstat -l` says about a job (its indented lines), or None where it is not in the list."""
    found: str | None = None
    for line in listing.splitlines():
        if not line.startswith(("\t", " ")):
            if found is not None:
                return found
            found = "" if line.split(" ", 1)[0] == job else None
        elif found is not None and "queued for" not in line:
            found += " " + line.strip().removeprefix("Status:").removeprefix("Alerts:").strip()
    return found


def ticket_printer() -> Printer:
    """Return the printer of the kiosk's tickets: the system's, where it has a print system at all."""
    return SystemPrinter(os.environ.get(TICKET_PRINTER, "")) if shutil.which("lp") else NoPrinter()


def page_printer() -> Printer:
    """Return the printer of the clerks' take-aways."""
    return SystemPrinter(os.environ.get(PAGE_PRINTER, "")) if shutil.which("lp") else NoPrinter()


def ticket_document(face: TicketFace, texts: Texts) -> Document:
    """Return a ticket ready to print: 80 mm wide, and paper as long as it needs."""
    from greeter.tickets.roll import DPI, Roll
    from greeter.tickets.sheet_pdf import pdf  # reportlab takes 0.1 s to import, in the worker
    from greeter.tickets.ticket_sheet import ticket_sheet

    sheet = ticket_sheet(face, texts)
    length = round(sheet.height / DPI * 25.4)
    return Document(sheet.title, pdf([sheet]), f"Custom.{Roll.MM_80}x{length}mm")


def print_take_away(printer: Printer, number: str, content: bytes, texts: Texts) -> str:
    """Print a take-away and return where it went, in words. Not for the screen's thread. Raises PrinterProblem."""
    printout = printer.print_out(Document(texts("Next steps {number}", number=number), content))
    if not printout.printed:
        raise PrinterProblem(printout.in_words(texts), texts("The steps are safe; you can print them again."))
    return texts("The next steps of {number} are printed.", number=number)


class TicketPaper:
    """Tickets on a printer, for callers that have a thread for it: the kiosk's `TicketPrinter`."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    def print_ticket(self, face: TicketFace, texts: Texts) -> None:
        """Print a ticket and wait until it is out, `PAPER_S` at most. Raises PrinterProblem; the visit is safe."""
        printout = self._printer.print_out(ticket_document(face, texts))
        if not printout.printed:
            raise PrinterProblem(printout.in_words(texts))
