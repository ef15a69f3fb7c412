"""Learns from an office's past days in a process of its own, so that no screen and no act waits for it.

It takes seconds to a minute of a core, at the lowest priority, and opens the store by itself.
"""

from __future__ import annotations

import os
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING

from greeter.problems import Problem

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from greeter.model.catalogue import Office
    from greeter.queueing.experience import Experience

NICE = 15
END_S = 5.0


class Study:
    """One run, begun at once. `wait` is for a thread that has the time; `close` may be called from any other meanwhile."""

    def __init__(self, url: str, office: Office) -> None:
        """url: of a store that other processes reach, too."""
        context = get_context("spawn")  # a program with windows is not forked
        self._here, there = context.Pipe(duplex=False)
        self._process = context.Process(target=_study, args=(url, office, there), name="study", daemon=True)
        self._process.start()
        there.close()

    def wait(self) -> Experience | None:
        """Return what was learned; None where there is too little to learn from, the store could not be read, or it was closed before."""
        experience: Experience | None = None
        with suppress(EOFError, OSError):
            experience = self._here.recv()
        self._here.close()
        self._process.join(END_S)
        return experience

    def close(self) -> None:
        """End it, where it still goes on."""
        self._process.terminate()


def _study(url: str, office: Office, into: Connection) -> None:
    from greeter.opening import open_front_desk
    from greeter.queueing.experience import learn

    if hasattr(os, "nice"):
        os.nice(NICE)
    experience = None
    with suppress(Problem), open_front_desk(url, catalogue=office) as desk:
        experience = learn(desk.store.port, desk.office, desk.today())
    into.send(experience)
    into.close()
