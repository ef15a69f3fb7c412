"""The commands that open windows. They are found through the entry points `greeter.commands`; Qt is imported when one is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.command_table import CommandLine

windows: tuple[CommandLine, ...] = ()
"""The lines of the windows' commands."""
