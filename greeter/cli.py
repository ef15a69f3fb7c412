"""The command line `greeter`.

Commands live beside their subject and are imported when they are called, so that a window starts as light as it can. A `Problem` is
told as a plain sentence, with exit code 1; wrong usage has exit code 2, as click has it.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import click

from greeter.command_table import Section, every_command, find
from greeter.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

EPILOG = "Every command has a --help of its own. Nothing leaves your network; the store is one file on this machine, or on your own server."


class Told(click.ClickException):
    """A Problem, as the command line tells it: the sentence alone, on standard error."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence."""
        click.echo(self.format_message(), err=file is None, file=file)


class Commands(click.Group):
    """The group of all commands, grouped in the help by who uses them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names of all commands."""
        return [line.name for line in every_command()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """Import and return a command, or None where there is none of this name."""
        line = find(cmd_name)
        return None if line is None else line.load()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was asked for; a name that there is not ends with the nearest ones that there are."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as unknown:
            from difflib import get_close_matches

            near = "” or “".join(get_close_matches(args[0], self.list_commands(ctx)))
            if not near:
                raise
            raise click.UsageError(f"{unknown.message} Did you mean “{near}”?", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        """Write the commands, a list for each kind of user."""
        lines = every_command()
        widest = max(len(line.name) for line in lines)
        for section in Section:
            rows = [(line.name.ljust(widest), line.summary) for line in lines if line.section is section]
            if rows:
                with formatter.section(section.value):
                    formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a Problem becomes its sentence."""
        try:
            return super().invoke(ctx)
        except Problem as met:
            raise Told(str(met)) from met


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="greeter", message="Greeter %(version)s")
def cli() -> None:
    """The front counter that public offices deserve.

    Visitors are greeted at a kiosk, see their place on a board, and leave with written next steps. Clerks see who waits and why. Managers see
    how well the promise was kept.

    Try it: greeter demo
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the program with its exit code."""
    cli(args=arguments, prog_name="greeter")
