"""Hands one mail to a mail server (SMTP, RFC 5321), so that it is known at every moment whether the server can have taken it.

A server takes a mail with its answer to the last line, a dot. Before that line is sent nothing can have been taken: each failure up to there may be
tried again. After it, only the server's answer tells; where that does not come, nobody knows, and the mail is not sent again by itself.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.policy import SMTP as ON_THE_WIRE
from enum import Enum
from typing import TYPE_CHECKING

from greeter.model.automatic import Security

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

    from greeter.automatic.login import Login
    from greeter.model.automatic import MailServer

PATIENCE_S = 60.0
"""For each answer of the server but the last."""
LAST_PATIENCE_S = 600.0
"""For its answer to the mail as a whole (RFC 5321, 4.5.3.2.6)."""
_GO_ON = 354
_TAKES, _LATER, _REFUSES = 2, 4, 5
"""The first digit of an answer (RFC 5321, 4.2.1)."""
_LINE_WITH_DOT = re.compile(rb"^\.", re.MULTILINE)
_LONGEST = 200
_NOT_UNDERSTOOD = "The mail server’s answer was not understood."


class Fate(Enum):
    """What became of a mail."""

    TAKEN = "taken"
    LATER = "later"
    """It surely did not go out; later it may."""
    REFUSED = "refused"
    """It surely did not go out, and will not."""
    UNKNOWN = "unknown"
    """The last line went out, and no answer came, or none that says whether the mail was taken."""
    LEFT = "left"
    """Somebody else has taken it over: nothing was sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a mail, and the server's words, or ours where it said nothing."""

    fate: Fate
    words: str


class _Refusal(Exception):
    """The server's answer to a command was a refusal."""

    def __init__(self, code: int, said: bytes) -> None:
        super().__init__(code)
        self.answer = Answer(Fate.REFUSED if code // 100 == _REFUSES else Fate.LATER, _words(code, said))


def hand_in(
    server: MailServer,
    login: Login | None,
    message: EmailMessage,
    recipient: str,
    may_go: Callable[[], bool],
    *,
    patience_s: float = PATIENCE_S,
    last_patience_s: float = LAST_PATIENCE_S,
) -> Answer:
    """Hand a mail for one recipient to the server.

    may_go: asked when all but the last line has been sent; only where it says yes that line goes out. What it raises goes on to the caller, and
    nothing was sent.
    """
    try:
        smtp = _connect(server, patience_s)
    except (OSError, smtplib.SMTPException) as fault:
        return Answer(Fate.LATER, _why(fault))
    try:
        try:
            _greet(smtp, server, login)
            _all_but_the_last(smtp, message, server.sender, recipient)
        except _Refusal as refusal:
            return refusal.answer
        except (OSError, smtplib.SMTPException) as fault:
            return Answer(Fate.LATER, _why(fault))
        if not may_go():
            return Answer(Fate.LEFT, "")
        return _last_line(smtp, last_patience_s)
    finally:
        smtp.close()


def _connect(server: MailServer, patience_s: float) -> smtplib.SMTP:
    name = socket.gethostname()
    here = name if "." in name and name.isascii() else "[127.0.0.1]"  # smtplib would ask the network for a longer one
    if server.security is Security.TLS:
        trusted = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.server, server.port, here, timeout=patience_s, context=trusted)
    return smtplib.SMTP(server.server, server.port, here, timeout=patience_s)


def _greet(smtp: smtplib.SMTP, server: MailServer, login: Login | None) -> None:
    smtp.ehlo_or_helo_if_needed()
    if server.security is Security.STARTTLS:
        smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo()
    if login is not None and server.security is not Security.NONE:
        smtp.login(login.user, login.password)


def _all_but_the_last(smtp: smtplib.SMTP, message: EmailMessage, sender: str, recipient: str) -> None:
    for command in (f"MAIL FROM:<{sender}>", f"RCPT TO:<{recipient}>"):
        code, said = smtp.docmd(command)
        if code // 100 != _TAKES:
            raise _Refusal(code, said)
    code, said = smtp.docmd("DATA")
    if code != _GO_ON:
        raise _Refusal(code, said)
    lines = message.as_bytes(policy=ON_THE_WIRE).removesuffix(b"\r\n") + b"\r\n"
    smtp.send(_LINE_WITH_DOT.sub(b"..", lines))


def _last_line(smtp: smtplib.SMTP, patience_s: float) -> Answer:
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(patience_s)
        smtp.send(b".\r\n")
        code, said = smtp.getreply()
    except (OSError, smtplib.SMTPException) as fault:
        return Answer(Fate.UNKNOWN, _why(fault))
    if code // 100 == _TAKES:
        _part(smtp)
        return Answer(Fate.TAKEN, _words(code, said))
    if code // 100 in {_LATER, _REFUSES}:
        return _Refusal(code, said).answer
    return Answer(Fate.UNKNOWN, _words(code, said))


def _part(smtp: smtplib.SMTP) -> None:
    """Say goodbye without waiting for the answer: the mail is taken, and is to be noted as sent at once."""
    with suppress(OSError, smtplib.SMTPException):
        smtp.putcmd("QUIT")


def _words(code: int, said: bytes) -> str:
    """Return an answer of the server in one short line. A code below 0: it gave none."""
    if code < 0:
        return _NOT_UNDERSTOOD
    text = " ".join(said.decode("utf-8", "replace").split())
    shown = "".join(sign for sign in text if sign.isprintable())[:_LONGEST]
    return f"{code} {shown}".strip()


def _why(fault: Exception) -> str:
    """Return in plain words why the server could not be used. Never a user or password: those stand in no fault."""
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return "The mail server does not take this user and password."
    if isinstance(fault, smtplib.SMTPResponseException):
        error = fault.smtp_error
        return _words(fault.smtp_code, error if isinstance(error, bytes) else str(error).encode())
    if isinstance(fault, smtplib.SMTPNotSupportedError):
        return "The mail server does not offer what was asked for: STARTTLS, or signing in."
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"The mail server’s certificate is not trusted: {fault.verify_message}."
    if isinstance(fault, ssl.SSLError):
        return "The mail server does not speak TLS at this port."
    if isinstance(fault, (TimeoutError, smtplib.SMTPServerDisconnected)):
        return "The mail server did not answer in time, or ended the connection."
    if isinstance(fault, OSError):
        return f"The mail server can’t be reached: {(fault.strerror or 'no connection').lower()}."
    return _NOT_UNDERSTOOD
