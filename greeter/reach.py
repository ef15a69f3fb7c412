"""How acts reach a front desk: it is opened when the first act comes, let go when its store fails, and opened again by the next."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, TypeVar

from greeter.problems import Problem, StoreProblem, StoreReplaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office

_T = TypeVar("_T")


class Reach(Protocol):
    """A way to a front desk. It belongs to the thread that first runs an act."""

    def run(self, act: Callable[[FrontDesk], _T]) -> _T:
        """Run an act and return what it returns. Raises what it raises."""
        ...

    def close(self) -> None:
        """Let the store go."""
        ...


def open_desk_later(
    url: str, office: Office, clock: Clock | None = None, *, patience_s: float | None = None
) -> Callable[[], FrontDesk]:
    """Return what opens an office's front desk over the store at `url`. Nothing heavy is imported before it is called."""

    def open_desk() -> FrontDesk:
        from greeter.opening import open_front_desk  # sqlite-utils takes 0.1 s to import: the greeting paints first

        return open_front_desk(url, catalogue=office, clock=clock, patience_s=patience_s)

    return open_desk


class StoreReach:
    """The way to one store."""

    def __init__(self, open_desk: Callable[[], FrontDesk]) -> None:
        self._open_desk = open_desk
        self._desk: FrontDesk | None = None

    def run(self, act: Callable[[FrontDesk], _T]) -> _T:
        """Run an act. After a StoreProblem the next act opens the store anew."""
        try:
            return act(self._opened())
        except StoreReplaced:  # it was restored meanwhile: nothing of the act is in the one that is there now
            self.close()
            return act(self._opened())
        except StoreProblem:
            self.close()
            raise

    def _opened(self) -> FrontDesk:
        if self._desk is None:
            self._desk = self._open_desk()
        return self._desk

    def close(self) -> None:
        """Close the store, where it is open."""
        if self._desk is not None:
            with suppress(Problem):
                self._desk.close()
            self._desk = None
