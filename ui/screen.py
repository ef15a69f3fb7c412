"""Whether windows can be seen on this machine. Without Qt, which would end the program where they can't."""

from __future__ import annotations

import os
import sys

from greeter.problems import Problem


def has_screen() -> bool:
    """Whether windows can be seen here, as far as the environment says."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def need_screen() -> None:
    """Raise a Problem where there is no screen."""
    if not has_screen():
        raise Problem(
            "There is no screen here to open a window on.", "See it unseen: greeter demo --offscreen --out DIR"
        )
