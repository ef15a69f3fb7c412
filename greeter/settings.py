"""Where things lie, and what an installer may set."""

from __future__ import annotations

import os
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
"""Catalogues, themes, fonts, icons, sounds and translations; beside the packages in a checkout and in an installation."""

DEFAULT_OFFICE = RESOURCES / "catalogue" / "alder-creek.toml"
"""The sample town hall."""


def data_folder() -> Path:
    """Return the user's data folder for Greeter: `GREETER_HOME`, or the system's usual place. It may not exist yet."""
    home = os.environ.get("GREETER_HOME")
    if home:
        return Path(home)
    from platformdirs import user_data_path  # 17 ms that a kiosk with --db does not need

    return user_data_path("greeter", appauthor=False)


def default_store() -> str:
    """Return the address of the store: `GREETER_DB`, or `greeter.db` in the data folder."""
    return os.environ.get("GREETER_DB") or f"sqlite:///{data_folder() / 'greeter.db'}"
