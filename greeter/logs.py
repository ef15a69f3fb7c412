"""The program's log, and a card for each crash. Neither ever holds what a visitor said.

Lines go to `logs/greeter.log` in the data folder, five files of 1 MB at most.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from greeter.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1_000_000
KEPT = 4


def log_to_file(folder: Path | None = None) -> Path:
    """Write the log to a file from now on; return it. A folder that can't be written leaves the log on the terminal."""
    from logging.handlers import RotatingFileHandler  # with sockets and all: after the greeting is painted

    target = (folder or data_folder() / "logs") / "greeter.log"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        writer = RotatingFileHandler(target, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
    except OSError:
        logging.getLogger("greeter").warning("no log file can be written in %s", target.parent)
        return target
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("greeter")
    root.addHandler(writer)
    root.setLevel(logging.INFO)
    return target


def write_crash_card(bug: BaseException, folder: Path | None = None, now: datetime | None = None) -> Path | None:
    """Write what is needed to mend a bug: where it happened, on which versions. Return the card's file.

    The message of the bug is left out, for it could hold a visitor's words.
    """
    import platform
    import traceback

    target = folder or data_folder() / "logs"
    when = now or datetime.now(UTC)
    frames = "".join(traceback.format_tb(bug.__traceback__))
    text = (
        f"Greeter crash card, {when:%Y-%m-%d %H:%M:%S} UTC\n"
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}\n"
        f"{type(bug).__module__}.{type(bug).__qualname__}\n\n{frames}"
    )
    card = target / f"crash-{when:%Y%m%d-%H%M%S-%f}.txt"
    try:
        target.mkdir(parents=True, exist_ok=True)
        card.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return card
