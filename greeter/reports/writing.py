"""Writing files whole or not at all, with a plain word where they can't be written."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from threading import get_ident
from typing import TYPE_CHECKING

from greeter.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; who looks while it is written sees the old one or the new one, several writers at once too. Raises Problem."""
    aside = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}.part")
    with _told_plainly(path):
        try:
            aside.write_bytes(content)
            aside.replace(path)
        except OSError:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            raise


def make_folder(folder: Path) -> None:
    """Make a folder and those above it where they are missing. Raises Problem."""
    with _told_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        why = (fault.strerror or "the system refused it").lower()
        raise Problem(f"{path} can't be written: {why}.", "Choose another place.") from fault
