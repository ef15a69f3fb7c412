"""Shows a person at a terminal how far a move is. Where nobody watches, nothing is written."""

from __future__ import annotations

import time
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

    from greeter.store.move import Stage

EVERY_S = 0.1


class Progress:
    """One line of a terminal that is written over: `Copying: 1,240,000 of 2,480,113 rows.`"""

    def __init__(self, stream: IO[Any]) -> None:
        self._stream = stream
        self._seen = stream.isatty()
        self._shown = ("", 0.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write("")

    def tell(self, stage: Stage, done: int, total: int) -> None:
        """Hear how many rows of a stage are done, and how many there are."""
        name, at = self._shown
        if stage.value == name and time.monotonic() - at < EVERY_S:
            return
        self._shown = (stage.value, time.monotonic())
        self._write(f"{stage.value}: {done:,} of {total:,} rows." if 0 < done <= total else f"{stage.value} …")

    def _write(self, line: str) -> None:
        if self._seen:
            self._stream.write(f"\r\033[K{line}")
            self._stream.flush()
