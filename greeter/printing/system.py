"""A printer of the system's print system (CUPS), asked through its own programs: what a job became is asked, and not believed of whoever took it."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from time import monotonic
from typing import TYPE_CHECKING

from greeter.model.visit import Printed
from greeter.printing.printout import PRINTED, Condition, Printout, Trouble, not_printed
from greeter.tickets.roll import DPI

if TYPE_CHECKING:
    from greeter.printing.document import Document
    from greeter.tickets.roll import Roll
    from greeter.tickets.sheet import Sheet

ANSWER_S = 2.0
"""A print system that has not answered a question after so many seconds is taken to hang."""
PAPER_S = 6.0
"""A job that is not done so many seconds after it was begun is taken back."""
LOOK_S = 0.15
_ALERTS = {
    r"media-(empty|needed)": Trouble.PAPER_OUT,
    r"(cover|door)-open": Trouble.COVER_OPEN,
    r"media-jam": Trouble.FAULT,
    r"offline|shutdown": Trouble.OFF,
}
"""What CUPS calls what is wrong (`printer-state-reasons`, RFC 8011, 5.4.12). It learns of a printer only from its jobs, so this keeps no job back."""


class SystemPrinter:
    """A printer of CUPS, asked through its own programs (`lp`, `lpstat`, `cancel`).

    name: one of the system's printers; empty for its default one, or the only one. roll: see `Document.pages`. answer_s, paper_s: see `ANSWER_S`,
    `PAPER_S`.
    """

    def __init__(
        self, name: str = "", roll: Roll | None = None, *, answer_s: float = ANSWER_S, paper_s: float = PAPER_S
    ) -> None:
        self._name = name
        self._roll = roll
        self._answer_s = answer_s
        self._paper_s = paper_s

    def print_out(self, document: Document) -> Printout:
        """Print, and watch the job until it is done, failed, or too slow."""
        from greeter.tickets.sheet_pdf import pdf

        try:
            name = self._name or self._default()
            _, refused = self._state(name)
            if refused is not None:
                return Printout(Printed.NOT_PRINTED, refused)
            pages = document.pages(self._roll)
            media = ("-o", f"media={_media(pages[0])}") if pages[0].dpi == DPI else ()
            sent = self._ask("lp", "-d", name, "-t", document.title, *media, "-", given=pdf(pages))
            job = re.search(r"request id is (\S+-\d+)", sent.stdout.decode(errors="replace"))
            if sent.returncode or job is None:
                return not_printed(Trouble.REFUSED, sent.stderr.decode(errors="replace"))
            return self._watch(name, job[1])
        except subprocess.TimeoutExpired:
            return not_printed(Trouble.NO_ANSWER)
        except OSError:  # there is no print system
            return not_printed(Trouble.NOT_FOUND if self._name else Trouble.NO_PRINTER)

    def look(self) -> Condition:
        """Return how the print system says that the printer is."""
        try:
            said, refused = self._state(self._name or self._default())
            return refused or _alerts(said)
        except subprocess.TimeoutExpired:
            return Condition(Trouble.NO_ANSWER)
        except OSError:
            return Condition(Trouble.NOT_FOUND if self._name else Trouble.NO_PRINTER)

    def _state(self, name: str) -> tuple[str, Condition | None]:
        """Return what the print system says of a printer, and why it would take no job; None where it does."""
        if not name:
            return "", Condition(Trouble.NO_PRINTER)
        state = self._ask("lpstat", "-l", "-p", name)
        if state.returncode:
            return "", Condition(Trouble.NOT_FOUND, detail=state.stderr.decode(errors="replace"))
        said = state.stdout.decode(errors="replace")
        if " disabled since " in said:
            return said, Condition(_alerts(said).trouble or Trouble.STOPPED, detail=" ".join(said.splitlines()[1:2]))
        return said, None

    def _watch(self, name: str, job: str) -> Printout:
        """Wait until the job is among those that ended, and take it back where that takes too long."""
        until, pause = monotonic() + self._paper_s, threading.Event()
        try:
            while monotonic() < until:
                ended = self._ended(name, job)
                if ended is not None:
                    return ended
                if self._state(name)[1] is not None:
                    break  # it was stopped with the job in it
                pause.wait(LOOK_S)
        except subprocess.TimeoutExpired:
            pass
        self._ask("cancel", job)
        ended = self._ended(name, job)  # it may have been done at the last moment
        if ended == PRINTED:
            return PRINTED
        said, refused = self._state(name)
        return not_printed((refused or _alerts(said)).trouble or Trouble.TOO_SLOW)

    def _ended(self, name: str, job: str) -> Printout | None:
        """Return what became of a job; None while it is not done. Where CUPS can't be asked itself, `lpstat` is believed."""
        from greeter.printing.cups_jobs import JobState, JobsUnknown, job_state  # ctypes: not at the kiosk's start

        try:
            state = job_state(name, int(job.rpartition("-")[2]), self._answer_s)
        except JobsUnknown:
            return self._listed(name, job)
        if state is None or state is JobState.COMPLETED:
            return PRINTED if state else None
        return not_printed(Trouble.REFUSED, f"{state.name.lower()}. {self._about(name, job) or ''}")

    def _listed(self, name: str, job: str) -> Printout | None:
        """Return what `lpstat` says that became of a job."""
        how = self._about(name, job)
        if how is None:
            return None
        return not_printed(Trouble.REFUSED, how) if re.search(r"cancel|abort", how) else PRINTED

    def _about(self, name: str, job: str) -> str | None:
        """Return what `lpstat` says of a job that is over; None where it does not list it."""
        ended = self._ask("lpstat", "-l", "-W", "completed", "-o", name).stdout.decode(errors="replace")
        return _about_job(ended, job)

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


def _alerts(said: str) -> Condition:
    """Return how a printer is by what `lpstat -l -p` says of it."""
    alerts = " ".join(re.findall(r"^\s+Alerts: (.*)$", said, re.MULTILINE))
    found = next((trouble for sign, trouble in _ALERTS.items() if re.search(sign, alerts)), None)
    return Condition(
        found, paper_low="media-low" in alerts, detail=alerts if found else "", remembered=found is not None
    )


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


def _media(page: Sheet) -> str:
    """Return the paper of a page on a roll, as CUPS names it: `Custom.80x212mm`."""
    width, length = (round(dots / DPI * 25.4) for dots in (page.width, page.height))
    return f"Custom.{width}x{length}mm"
