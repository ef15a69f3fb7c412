"""Where the commands are, so that `greeter --help` knows them all and imports none.

To add a command: 1. a click command in the `commands.py` beside its subject; 2. its line in `COMMANDS`, or, where it needs Qt, in
`ui.commands.windows`; 3. a test in `tests/greeter/test_cli.py`, which fails when a line leads nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

PLUGINS = "greeter.commands"
"""The group of entry points under which other packages bring tuples of `CommandLine`; the windows come from there."""


class Section(StrEnum):
    """Who uses a command: a heading of the help, in this order."""

    VISITORS = "For visitors"
    STAFF = "For staff"
    MANAGER = "For the manager"
    INSTALLER = "For whoever sets it up"


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One command: its name, whom it is for, what it does, and where it lies as `module:name`."""

    name: str
    section: Section
    summary: str
    target: str

    def load(self) -> click.Command:
        """Import and return the command."""
        module, _, name = self.target.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


COMMANDS = (
    CommandLine(
        "queue", Section.STAFF, "Show who waits, in the order of the next call.", "greeter.views.queue_command:queue"
    ),
    CommandLine("ticket", Section.STAFF, "Show or print a visitor's ticket.", "greeter.tickets.commands:ticket"),
    CommandLine(
        "appointments",
        Section.STAFF,
        "Take in appointments from a file, list or cancel them.",
        "greeter.appointments.commands:appointments",
    ),
    CommandLine(
        "announce", Section.STAFF, "Tell everybody in the lobby something.", "greeter.announce_command:announce"
    ),
    CommandLine(
        "people", Section.MANAGER, "Who works here: add, list, new PIN, let go.", "greeter.access.people_command:people"
    ),
    CommandLine("report", Section.MANAGER, "Write the figures as PDF and tables.", "greeter.reports.commands:report"),
    CommandLine(
        "reports",
        Section.MANAGER,
        "Reports written by themselves: what went out.",
        "greeter.automatic.commands:reports",
    ),
    CommandLine(
        "retention",
        Section.MANAGER,
        "What is kept how long; purge, hold, who read what.",
        "greeter.records.retention_command:retention",
    ),
    CommandLine(
        "disclose", Section.MANAGER, "Give out what is held, redacted.", "greeter.records.disclose_command:disclose"
    ),
    CommandLine(
        "waits-now",
        Section.MANAGER,
        "Keep a file with the waits of now, for a site.",
        "greeter.open_figures.waits_command:waits_now",
    ),
    CommandLine(
        "open-data",
        Section.MANAGER,
        "Write figures for everybody, as a database.",
        "greeter.open_figures.commands:open_data",
    ),
    CommandLine("verify", Section.MANAGER, "Prove that the records are untouched.", "greeter.reports.commands:verify"),
    CommandLine(
        "services", Section.INSTALLER, "List what visitors may come for.", "greeter.catalogue.services_command:services"
    ),
    CommandLine(
        "catalogue", Section.INSTALLER, "Check, write or import an office file.", "greeter.catalogue.commands:catalogue"
    ),
    CommandLine(
        "directory",
        Section.INSTALLER,
        "Take in whom staff ask, or look them up.",
        "greeter.catalogue.directory_command:directory",
    ),
    CommandLine(
        "kiosk-pin", Section.INSTALLER, "Set the PIN that ends the kiosk.", "greeter.access.commands:set_kiosk_pin"
    ),
    CommandLine("database", Section.INSTALLER, "Move a store, or make one ready.", "greeter.store.commands:database"),
    CommandLine(
        "simulate", Section.INSTALLER, "Play an office's days into a store.", "greeter.simulate.commands:simulate"
    ),
    CommandLine("backup", Section.INSTALLER, "Copy the store, and check the copy.", "greeter.records.commands:backup"),
    CommandLine(
        "restore", Section.INSTALLER, "Put a damaged store back from a copy.", "greeter.records.commands:restore"
    ),
    CommandLine(
        "backtest",
        Section.INSTALLER,
        "Hold forecasts, steps and search against data.",
        "greeter.backtest.commands:backtest",
    ),
    CommandLine(
        "completion", Section.INSTALLER, "Print the shell's completion script.", "greeter.completion_command:completion"
    ),
)


def find(name: str) -> CommandLine | None:
    """Return the line of a command; the windows are only asked when it is none of ours."""
    own = next((line for line in COMMANDS if line.name == name), None)
    return own or next((line for line in _from_plugins() if line.name == name), None)


def every_command() -> list[CommandLine]:
    """Return the lines of all commands, the windows first: that is the order of the help within a section."""
    return [*_from_plugins(), *COMMANDS]


def _from_plugins() -> list[CommandLine]:
    return [line for point in entry_points(group=PLUGINS) for line in point.load()]
