"""One process at a time makes copies of a store, or restores it: a locked file. The system lets the lock go however its process ends."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from greeter.records.copies import cannot_write, own_folder

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self


class Alone:
    """The right to be alone with the copies of a store, while it is entered.

    >>> # with Alone(store) as alone:
    >>> #     if alone.granted: ...
    """

    def __init__(self, store: Path) -> None:
        self._path = own_folder(store) / f"{store.resolve().name}.lock"
        self._handle: int | None = None

    @property
    def granted(self) -> bool:
        """Whether nobody else has it."""
        return self._handle is not None

    def __enter__(self) -> Self:
        """Ask for it, without waiting. Raises StoreProblem where the folder of the copies takes no file."""
        try:
            self._path.parent.mkdir(exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as fault:
            raise cannot_write(self._path.parent, fault) from fault
        if _lock(handle):
            self._handle = handle
        else:
            os.close(handle)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handle is not None:
            os.close(self._handle)
        self._handle = None


def _lock(handle: int) -> bool:
    """Lock an open file until it is closed; False where another process, or another part of this one, has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
