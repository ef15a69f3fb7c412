"""The claim of a program to be the only one that shows a window: a locked file in the user's data folder.

The system lets the lock go however its process ends, so that nothing stale ever keeps a window from opening. Without Qt: a kiosk claims its window
before it paints.
"""

from __future__ import annotations

import logging
import os
import platform
import sys
from contextlib import suppress
from enum import Enum
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from greeter.settings import data_folder
from greeter.store.address import MEMORY, Engine, engine_of, sqlite_path

MOST_BYTES = 400
"""An address is shorter than this; more than this of the file is not read."""
_FAR = 1 << 20
"""Where Windows locks a byte: behind the address, which stays readable so."""
_log = logging.getLogger("greeter.claim")


class WindowKind(Enum):
    """What a program shows."""

    KIOSK = "kiosk"
    BOARD = "board"
    STAFF = "staff"
    MANAGER = "manager"


def window_key(kind: WindowKind, url: str, office: str, counter: str = "") -> str:
    """Return what is the same for two starts of the same window on this machine; it can be a file's name, and tells nothing.

    counter: the number of a staff window's counter. A store in memory is its process's own, and so is each window on it.
    Raises StoreProblem when the address is of no known kind.
    """
    same = "\n".join((platform.node(), _store(url), office, counter))
    return f"{kind.value}-{sha256(same.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _store(url: str) -> str:
    """Return what is the same for two addresses of one store: who asks, and with which password, is not."""
    if engine_of(url) is Engine.POSTGRESQL:
        parts = urlsplit(url)
        return f"{parts.netloc.rpartition('@')[2].lower()}{parts.path}"
    path = sqlite_path(url)
    return f"{MEMORY}{os.getpid()}" if path == MEMORY else os.path.normcase(Path(path).resolve())


class Claim:
    """The claim to a window. Whoever has it says in the file where its doorbell is."""

    def __init__(self, key: str, folder: Path | None = None) -> None:
        self._path = (folder or data_folder() / "windows") / f"{key}.lock"
        self._handle: int | None = None

    def take(self) -> bool:
        """Take the claim, and return whether it is ours: not while another process has it.

        It is also ours where nobody can tell, for instance on a disk that can't be written: a window too many is better than none.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as refusal:
            _log.warning("nobody can tell whether this window is open already: %s", refusal)
            return True
        try:
            ours = _lock(handle)
        except OSError as refusal:
            _log.warning("there are no locks here to tell whether this window is open already: %s", refusal)
            ours = True
        if ours:
            self._handle = handle
        else:
            os.close(handle)
        return ours

    @property
    def address(self) -> str:
        """Where the doorbell of the one who has the claim is, or was; nothing where none was written."""
        try:
            with self._path.open("rb") as file:
                written = file.read(MOST_BYTES)
        except OSError:
            return ""
        line, ended, _ = written.partition(b"\n")
        return line.decode("utf-8", "replace") if ended else ""

    def say_address(self, address: str) -> None:
        """Write where our doorbell is; nothing where there is none any more."""
        if self._handle is None:
            return
        try:
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, f"{address}\n".encode())
        except OSError as refusal:  # a full disk: later starts are told that the window does not answer
            _log.warning("the place of the doorbell can't be written: %s", refusal)

    def let_go(self) -> None:
        """Give the claim back; the next start opens a window."""
        if self._handle is not None:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = None


def _lock(handle: int) -> bool:
    """Lock an open file until it is closed; False where another process has it. Raises OSError where there are no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # Linux and macOS say the one, Windows the other
        return False
    return True
