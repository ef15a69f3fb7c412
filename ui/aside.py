"""What may take long and needs no store, such as a printer: a thread of its own, so that it holds up neither screen nor acts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor

_T = TypeVar("_T")


class Aside(QObject):
    """One such thread, which begins with the first job.

    Signals:
        _ended: from that thread to this one.
    """

    _ended = Signal(object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self._thread: ThreadPoolExecutor | None = None
        self._under_way = 0
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a job was begun whose end was not heard yet."""
        return self._under_way > 0

    def run(self, job: Callable[[], _T], done: Callable[[Future[_T]], None]) -> None:
        """Run a job when those before it are done; then call `done` on this thread with what became of it, an exception too."""
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor  # the window is painted before the first job

            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self._name)
        self._under_way += 1
        self._thread.submit(job).add_done_callback(lambda ended: self._pass_on(_Ended(done, ended)))

    def _pass_on(self, ended: _Ended) -> None:
        with suppress(RuntimeError):  # the window is gone
            self._ended.emit(ended)

    @Slot(object)
    def _deliver(self, ended: _Ended) -> None:
        self._under_way -= 1
        ended.done(ended.future)


@dataclass(frozen=True, slots=True)
class _Ended:
    done: Callable[[Future[Any]], None]
    future: Future[Any]
