"""The doorbell of a window: a later start of the same window rings, and the window comes to the front.

It is a local socket that only the same user may open. A ring is one short line with nothing personal in it, and so is the answer; whatever else
is said is not heard. On Wayland a window comes to the front only with the token that the desktop gave to the later start: the ring carries it.
"""

from __future__ import annotations

import logging
import os
import re
import secrets
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer

from greeter.problems import Problem

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket
    from PySide6.QtWidgets import QWidget

    from ui.claim import Claim

MOUNT_MS = 250
"""The greeting is painted first: the network's library takes 25 ms to import."""
RING = re.compile(rb"show(?: ([\x21-\x7e]{1,200}))?\n")
"""What a later start says, with the token of its desktop."""
SHOWN = b"shown\n"
MOST_BYTES = 256
MOST_CALLERS = 8
HEARD_MS = 1_000
"""A caller says what it wants within this time; then the connection is closed."""
AGAIN_MS = 50
PATIENCE_MS = 20_000
"""So long a start may take until its doorbell answers, on a slow machine with a cold disk."""
TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 (the name of a variable)
_NAME = "greeter-"
_log = logging.getLogger("greeter.doorbell")


class Doorbell(QObject):
    """The doorbell of the window that was opened first. It is mounted soon after the window is painted."""

    def __init__(self, claim: Claim, window: QWidget) -> None:
        super().__init__(window)
        self._claim, self._window = claim, window
        self._server: QLocalServer | None = None
        self._callers: set[QLocalSocket] = set()
        QTimer.singleShot(MOUNT_MS, self, self.mount)

    def mount(self) -> None:
        """Listen from now on, and say where."""
        from PySide6.QtNetwork import QLocalServer

        if Path(self._claim.address).name.startswith(_NAME):
            QLocalServer.removeServer(self._claim.address)  # of a window that was killed
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(f"{_NAME}{secrets.token_hex(8)}"):
            _log.warning("later starts can't reach this window: %s", server.errorString())
            return
        self._server = server
        server.newConnection.connect(self._open)
        self._claim.say_address(server.fullServerName())

    def take_down(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._server = None
            self._claim.say_address("")

    def _open(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.disconnected.connect(partial(self._forget, caller))
            if len(self._callers) >= MOST_CALLERS:
                caller.abort()
                continue
            self._callers.add(caller)
            caller.setReadBufferSize(MOST_BYTES)
            caller.readyRead.connect(partial(self._hear, caller))
            QTimer.singleShot(HEARD_MS, caller, caller.abort)
            self._hear(caller)  # what came before we listened

    def _hear(self, caller: QLocalSocket) -> None:
        said = bytes(caller.peek(MOST_BYTES).data())
        ring = RING.fullmatch(said)
        if ring is not None:
            caller.readAll()
            if ring[1]:
                os.environ[TOKEN] = ring[1].decode("ascii")  # Qt takes it from there, once
            self._come_forward()
            caller.write(SHOWN)
            caller.disconnectFromServer()
        elif b"\n" in said or len(said) >= MOST_BYTES:
            caller.abort()

    def _forget(self, caller: QLocalSocket) -> None:
        self._callers.discard(caller)
        caller.deleteLater()

    def _come_forward(self) -> None:
        """Show the window as it was before it was hidden by others; a full screen stays one."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def ring(claim: Claim, patience_ms: int = PATIENCE_MS) -> bool:
    """Ask the first window to come to the front. False: it does. True: it is gone meanwhile, and the claim is ours.

    Raises Problem where it does neither in time.
    """
    own = None if QCoreApplication.instance() else QCoreApplication([])
    answer = _Caller(claim).call_until(patience_ms)
    if own is not None:
        own.shutdown()  # windows make an application of their own
    if answer is Answer.NONE:
        raise Problem(
            "It is open already, but does not come to the front.",
            "Look for its window; if it hangs, end it and start again.",
        )
    return answer is Answer.GONE


class Answer(Enum):
    """What came of ringing."""

    NONE = "none"
    SHOWN = "shown"
    """The first window comes to the front."""
    GONE = "gone"
    """The first window is gone, and its claim is ours."""


class _Caller:
    """Rings until somebody answers."""

    def __init__(self, claim: Claim) -> None:
        from PySide6.QtNetwork import QLocalSocket

        self._claim = claim
        self._answer = Answer.NONE
        self._loop = QEventLoop()
        self._socket = QLocalSocket()
        self._socket.connected.connect(self._ring)
        self._socket.readyRead.connect(self._hear)

    def call_until(self, patience_ms: int) -> Answer:
        """Call again and again, until there is an answer or the time is over; return the answer."""
        again, end = QTimer(interval=AGAIN_MS), QTimer(interval=patience_ms)
        again.timeout.connect(self._call)
        end.timeout.connect(self._loop.quit)
        again.start()
        end.start()
        self._loop.exec()
        self._socket.abort()
        return self._answer

    def _call(self) -> None:
        address = self._claim.address
        if self._claim.take():
            self._end(Answer.GONE)
        elif address and self._socket.state() is self._socket.LocalSocketState.UnconnectedState:
            self._socket.connectToServer(address)

    def _ring(self) -> None:
        line = b"show " + os.environ.get(TOKEN, "").encode("utf-8", "replace") + b"\n"
        self._socket.write(line if RING.fullmatch(line) else b"show\n")

    def _hear(self) -> None:
        if bytes(self._socket.peek(MOST_BYTES).data()) == SHOWN:
            self._end(Answer.SHOWN)

    def _end(self, answer: Answer) -> None:
        if self._answer is Answer.NONE:
            self._answer = answer
        self._loop.quit()
