"""Writes the reports that are due, each once however many get it, and the mails that bring them."""

from __future__ import annotations

import mimetypes
import zipfile
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

from greeter.model.delivery import message_id
from greeter.reports.formats import Format
from greeter.reports.public import Audience
from greeter.reports.report import write_report
from greeter.reports.said import report_texts
from greeter.reports.sheet import Paper

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.automatic.due import Order
    from greeter.front_desk import FrontDesk
    from greeter.model.automatic import MailServer
    from greeter.reports.figures import Figures
    from greeter.texts import Texts


@dataclass(frozen=True, slots=True)
class Made:
    """A report as it was written: its figures, and its files; a folder where there are many."""

    figures: Figures
    files: tuple[Path, ...]


class Making:
    """Writes reports for an office; those that are mailed into a folder of its own."""

    def __init__(self, desk: FrontDesk, scratch: Path) -> None:
        self._desk, self._scratch = desk, scratch
        self._made: dict[tuple[object, ...], Made] = {}

    def into(self, order: Order, folder: Path) -> Made:
        """Write a report into a folder; again, it is the same files. Raises Problem."""
        report, period = order.report, order.period
        stem = f"{self._desk.office.id}-{period.key}"
        forms = [Format(name) for name in report.formats]
        places = {form: folder / (f"{stem}-tables" if form is Format.CSV else f"{stem}.{form.value}") for form in forms}
        written = write_report(
            self._desk,
            period.first,
            period.last,
            places,
            language=report.language,
            paper=Paper(report.paper),
            audience=Audience(report.audience),
        )
        return Made(written.figures, tuple(places.values()))

    def mail(self, order: Order, server: MailServer) -> EmailMessage:
        """Return the mail that brings a report to its recipient. Raises Problem."""
        report, desk = order.report, self._desk
        key = (report.every, order.period, report.formats, report.language, report.audience, report.paper)
        if key not in self._made:
            folder = self._scratch / f"{len(self._made)}"
            folder.mkdir()
            self._made[key] = self.into(order, folder)
        made = self._made[key]
        texts = report_texts(report.language or desk.office.language)
        mail = EmailMessage()
        mail["From"], mail["To"] = server.sender, order.wanted.recipient
        mail["Subject"] = subject(texts, made.figures)
        mail["Date"] = format_datetime(desk.office.local(desk.clock.now()))
        mail["Message-ID"] = message_id(desk.office.id, order.wanted, server.sender)
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence note is sent back
        mail.set_content(body(texts, made.figures))
        for file in made.files:
            name, content = (f"{file.name}.zip", zipped(file)) if file.is_dir() else (file.name, file.read_bytes())
            kind = (mimetypes.guess_type(name)[0] or "application/octet-stream").split("/")
            mail.add_attachment(content, maintype=kind[0], subtype=kind[1], filename=name)
        return mail


def subject(texts: Texts, figures: Figures) -> str:
    """Return a mail's subject: office and days."""
    return texts("{office}: {days}", office=figures.office.name, days=figures.span.words(texts))


def body(texts: Texts, figures: Figures) -> str:
    """Return what a mail says: how many came, and whether the promise was kept; all else, and all that is for the public, is in the report."""
    lines = [subject(texts, figures), ""]
    arrivals, within = figures.arrivals, figures.within
    if figures.audience is Audience.OFFICE:
        lines.append(texts.count(arrivals, "{n} visit.", "{n} visits.") if arrivals else texts("Nobody came."))
        if within.known:
            lines.append(
                texts(
                    "{percent} % waited no longer than promised. The goal is {goal} %.",
                    percent=within.percent,
                    goal=round(100 * figures.office.goal),
                )
            )
        lines.append("")
    if not figures.journal.sound:
        lines += [texts("The records of these days are not as they were written: see the last page."), ""]
    lines.append(texts("All else is in the report. Greeter sends it by itself."))
    return "\n".join(lines) + "\n"


def zipped(folder: Path) -> bytes:
    """Return the files of a folder as one ZIP file."""
    from io import BytesIO

    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.iterdir()):
            packed.write(file, f"{folder.name}/{file.name}")
    return into.getvalue()
