"""Delivers what is due in a process of its own, so that no screen and no act waits for it: `python -m greeter.automatic.apart`.

It goes on when the window that began it closes. Its input tells it which store and which office, and never its command line, which others can read.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from greeter.catalogue.export import as_toml
from greeter.problems import Problem

if TYPE_CHECKING:
    from greeter.model.catalogue import Office

NICE = 15
_NOTHING_TAKEN = 3
"""The exit code of a round that found nothing that this machine may do."""
_log = logging.getLogger("greeter.automatic")


class Apart:
    """One round, begun at once."""

    def __init__(self, url: str, office: Office) -> None:
        """url: of a store that other processes reach, too."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "greeter.automatic.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self._process.stdin is not None  # noqa: S101 (asked for)
        with self._process.stdin as into:
            into.write(json.dumps({"url": url, "office": as_toml(office)}).encode())

    @property
    def is_running(self) -> bool:
        """Whether it still goes on."""
        return self._process.poll() is None

    @property
    def took_something(self) -> bool:
        """Whether it has ended, and had something to deliver, whatever came of that."""
        return self._process.poll() == 0

    def wait(self) -> int:
        """Wait until it has ended; return its exit code."""
        return self._process.wait()


def main() -> None:
    """Deliver what is due in the store and office that the input names."""
    from greeter.automatic.round import deliver_all, restored_at
    from greeter.catalogue.office_file import read_text
    from greeter.logs import log_to_file, write_crash_card
    from greeter.opening import open_front_desk

    log_to_file()
    sys.excepthook = lambda _kind, bug, _trace: write_crash_card(bug)  # nobody watches its terminal

    said = json.loads(sys.stdin.read())
    office = read_text(said["office"], "the window's office").office
    if office is None:
        raise SystemExit(2)
    if hasattr(os, "nice"):
        os.nice(NICE)
    took_something = False
    try:
        with open_front_desk(said["url"], catalogue=office) as desk:
            for done in deliver_all(desk, restored_at(said["url"])):
                took_something = True
                _log.info("report %s: %s", done.wanted.period, done.state.value)
    except Problem as problem:
        _log.warning("automatic reports: %s", problem)
        raise SystemExit(1) from problem
    if not took_something:
        raise SystemExit(_NOTHING_TAKEN)


if __name__ == "__main__":
    main()
