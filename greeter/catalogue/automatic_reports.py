"""The tables `[mail]` and `[[automatic_report]]` of an office file: `docs/automatic-reports.md`."""

from __future__ import annotations

import re
from datetime import time
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from greeter.catalogue.table import closest, quoted
from greeter.model.automatic import AT, USUAL_PORTS, AutomaticReport, Every, MailServer, Security

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.catalogue.table import Findings, Table

FORMATS = ("pdf", "html", "xlsx", "json", "csv")
"""What a report can be written as: the values of `greeter.reports.formats.Format`, which a kiosk's start has no time to import."""
AUDIENCES = ("office", "public")
PAPERS = ("a4", "letter")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
"""An address as HTML's form fields take it (WHATWG, 4.10.5.1.5): what mail servers take everywhere."""
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_SECRETS = ("user", "password")


def read_mail(table: Table) -> MailServer | None:
    """Return the mail server of `[mail]`; None where the table is empty."""
    if not table.data:
        return None
    for key in _SECRETS:
        if table.has(key):
            table.raw(key)
            table.find(
                key,
                "It must not stand in the office file.",
                "Each machine that sends has its own: see GREETER_MAIL_USER.",
            )
    security = Security(table.choice("security", Security, Security.STARTTLS))
    server = table.text("server", longest=253)
    if server and not _HOST.fullmatch(server):
        table.find("server", f"{quoted(server)} is no name of a machine.", "Write it as mail.example.org.")
    sender = table.text("sender", longest=254)
    if sender and not _ADDRESS.fullmatch(sender):
        table.find("sender", f"{quoted(sender)} is no mail address.", "Write it as greeter@example.org.")
    sign_in = table.flag("sign_in", default=security is not Security.NONE)
    if sign_in and security is Security.NONE:
        table.find(
            "sign_in",
            "A password would go over the network in clear.",
            'Use security = "starttls", or sign_in = false.',
        )
    port = table.whole("port", USUAL_PORTS[security], low=1, high=65535)
    table.finish()
    return MailServer(server, sender, security, port, sign_in)


def read_automatic(
    tables: Sequence[Table], mail: MailServer | None, languages: tuple[str, ...], cutover_hour: int
) -> tuple[AutomaticReport, ...]:
    """Return the reports that are written by themselves. languages: the office's; cutover_hour: before it a day is not over."""
    reports = tuple(_report(table, languages, cutover_hour) for table in tables)
    seen: set[tuple[Every, str]] = set()
    for table, report in zip(tables, reports, strict=True):
        if report.to and mail is None:
            table.find("to", "There is no mail server to send by.", "Add [mail] with server and sender.")
        for recipient in report.recipients:
            slot = report.every, recipient.casefold()
            if slot in seen:
                table.find(
                    "to" if recipient in report.to else "folder",
                    f"{quoted(recipient)} gets the report of each {report.every.value} already.",
                    "Name all its formats in one [[automatic_report]].",
                )
            seen.add(slot)
    return reports


def _report(table: Table, languages: tuple[str, ...], cutover_hour: int) -> AutomaticReport:
    every = Every(_one_of(table, "every", [kind.value for kind in Every], Every.DAY.value, needed=True))
    to = table.texts("to", longest=254)
    for address in to:
        if not _ADDRESS.fullmatch(address):
            table.find("to", f"{quoted(address)} is no mail address.", "Write it as manager@example.org.")
    folder = table.text("folder", "")
    if folder and not (_is_whole(folder)):
        table.find("folder", f"{quoted(folder)} does not begin at a disk’s root.", "Write it as /srv/reports.")
    if not to and not table.has("folder"):
        table.find(
            "every", "The report goes to nobody.", 'Add folder = "/srv/reports", or to = ["manager@example.org"].'
        )
    formats = table.texts("formats", longest=10) or ("pdf",)
    for name in formats:
        if name not in FORMATS:
            table.find("formats", f"{quoted(name)} is not known here.", closest(name, FORMATS))
    language = table.text("language", "", longest=20)
    if language and language not in languages:
        table.find("language", f"{quoted(language)} is none of the office’s languages.", closest(language, languages))
    report = AutomaticReport(
        every=every,
        at=_at(table, cutover_hour),
        formats=tuple(dict.fromkeys(name for name in formats if name in FORMATS)) or ("pdf",),
        language=language,
        audience=_one_of(table, "audience", AUDIENCES, "office"),
        paper=_one_of(table, "paper", PAPERS, "a4"),
        folder=folder,
        to=to,
    )
    table.finish()
    return report


def _at(table: Table, cutover_hour: int) -> time:
    said = table.text("at", f"{AT:%H:%M}", longest=5)
    found = _TIME.fullmatch(said.strip())
    if found is None:
        table.find("at", f"{quoted(said)} is no time of day.", "Write it as 07:30.")
        return AT
    at = time(int(found[1]), int(found[2]))
    if at.hour < cutover_hour:
        table.find(
            "at",
            f"The business day ends at {cutover_hour}:00 only (cutover_hour).",
            f"Use {cutover_hour:02}:00 or later.",
        )
    return at


def _one_of(table: Table, key: str, known: Sequence[str], usual: str, *, needed: bool = False) -> str:
    said = table.text(key, None if needed else usual, longest=20)
    if said in known:
        return said
    if said:
        table.find(key, f"{quoted(said)} is not known here.", closest(said, known))
    return usual


def _is_whole(folder: str) -> bool:
    return folder.startswith("~") or PurePosixPath(folder).is_absolute() or PureWindowsPath(folder).is_absolute()


def mail_table(mail: MailServer) -> dict[str, Any]:
    """Return `[mail]` of a server; what is as by default is left out."""
    table: dict[str, Any] = {"server": mail.server, "sender": mail.sender}
    if mail.security is not Security.STARTTLS:
        table["security"] = mail.security.value
    if mail.port != USUAL_PORTS[mail.security]:
        table["port"] = mail.port
    if mail.sign_in != (mail.security is not Security.NONE):
        table["sign_in"] = mail.sign_in
    return table


def report_table(report: AutomaticReport) -> dict[str, Any]:
    """Return `[[automatic_report]]` of a report; what is as by default is left out."""
    usual = AutomaticReport(report.every)
    said: dict[str, Any] = {"every": report.every.value}
    if report.at != usual.at:
        said["at"] = f"{report.at:%H:%M}"
    for key in ("formats", "language", "audience", "paper", "folder", "to"):
        value = getattr(report, key)
        if value != getattr(usual, key):
            said[key] = list(value) if isinstance(value, tuple) else value
    return said


def check_mail_is_used(mail: MailServer | None, reports: Sequence[AutomaticReport], findings: Findings) -> None:
    """Find a mail server by which nothing is sent: whoever wrote it expects something."""
    if mail is not None and not any(report.to for report in reports):
        findings.add(("mail",), "No report is sent by it.", "Add [[automatic_report]] with to = [...].")
