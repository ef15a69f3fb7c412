"""A real mail server on this machine alone, which answers as a test has it answer."""

from __future__ import annotations

import asyncio
import socket
import ssl
import warnings
from email import message_from_bytes
from email.policy import default as readable

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

TAKEN = "250 OK, taken as 7f3a"


class Post:
    """What arrived, and what is answered. A plan of None drops the connection instead of answering."""

    def __init__(self):
        self.mails = []
        """(recipient, message) of each mail that was taken."""
        self.offered = 0
        """How many mails came whole, whatever was answered."""
        self.to_data, self.to_recipient = [], []
        self.slow = None
        """An event that the answer to the mail waits for."""
        self.logins = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (the library's name)
        answer = self.to_recipient.pop(0) if self.to_recipient else "250 OK"
        if answer is None:
            return self._drop(server)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the library's name)
        self.offered += 1
        if self.slow is not None:
            await asyncio.to_thread(self.slow.wait, 20)
        answer = self.to_data.pop(0) if self.to_data else TAKEN
        if answer is None or answer == "take and drop":
            if answer is not None:
                self._take(envelope)
            return self._drop(server)
        if answer.startswith("250"):
            self._take(envelope)
        return answer

    def check_login(self, server, session, envelope, mechanism, data):
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password == b"right horse", handled=False)

    def _take(self, envelope):
        self.mails += [
            (address, message_from_bytes(envelope.content, policy=readable)) for address in envelope.rcpt_tos
        ]

    @staticmethod
    def _drop(server):
        server.transport.abort()
        return "421 gone"


class MailServer(Controller):
    """`with MailServer(post) as port`; secured: certificate and key for STARTTLS, at whose other end a login is asked for."""

    def __init__(self, post, secured=None, *, from_the_first_byte=False):
        self._secured = None
        if secured:
            self._secured = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._secured.load_cert_chain(*secured)
        self._wrapped = from_the_first_byte
        super().__init__(
            post, hostname="127.0.0.1", port=free_port(), ssl_context=self._secured if from_the_first_byte else None
        )

    def factory(self):
        if self._secured is None:
            return SMTP(self.handler, hostname="mail.test")
        more = {} if self._wrapped else {"tls_context": self._secured, "require_starttls": True}
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of a socket that is encrypted from its first byte the library does not know it
            return SMTP(
                self.handler, hostname="mail.test", auth_required=True, auth_require_tls=not self._wrapped,
                authenticator=self.handler.check_login, **more,
            )  # fmt: skip

    def _trigger_server(self):
        """The library greets its own server once, which a TLS socket's certificate need not allow."""
        with socket.create_connection((self.hostname, self.port)):
            pass

    def __enter__(self):
        self.start()
        return self.port

    def __exit__(self, *_):
        self.stop()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
