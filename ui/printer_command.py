"""The command `greeter printer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from greeter.clock import SystemClock
from greeter.printing.address import ticket_printer
from greeter.printing.proof import ProofDocument
from greeter.printing.system import SystemPrinter
from greeter.printing.thermal import Answers, ThermalPrinter
from greeter.printing.words import about_printer
from greeter.problems import PrinterProblem
from greeter.texts import Texts
from ui.printing import system_printer

if TYPE_CHECKING:
    from greeter.printing.printout import Printer, Trouble
    from greeter.tickets.roll import Roll


@click.group()
def printer() -> None:
    """Check a printer before visitors need it."""


@printer.command()
@click.argument("address", required=False)
@click.option("--ask-only", is_flag=True, help="Ask how it is, and print nothing.")
def check(address: str | None, *, ask_only: bool) -> None:
    """Ask the printer at ADDRESS how it is, and print a test page.

    ADDRESS is what `greeter kiosk --printer` takes, such as escpos://192.0.2.10 or system:lobby; without it, the kiosk's usual one. See
    docs/printing.md.
    """
    texts = Texts()
    chosen = ticket_printer(address, _system_printer)
    click.echo(f"Printer: {address or 'the usual one'}")
    found = chosen.look()
    if found.trouble is not None:
        raise PrinterProblem(about_printer(texts, found), _detail(found.trouble, found.detail), condition=found)
    click.echo(
        f"It says: {about_printer(texts, found)} {'Its paper will soon be used up.' if found.paper_low else ''}".rstrip()
    )
    if isinstance(chosen, ThermalPrinter):
        _tell_answers(chosen)
    if ask_only:
        return
    when = SystemClock().now().astimezone()
    printout = chosen.print_out(ProofDocument(address or "", f"{when:%Y-%m-%d %H:%M}", texts))
    if printout.trouble is not None:
        words = about_printer(texts, printout.condition)
        raise PrinterProblem(words, _detail(printout.trouble, printout.detail), condition=printout.condition)
    click.echo("Test page: printed.")


def _system_printer(name: str, roll: Roll | None = None) -> Printer:
    """Return a printer of this system; one that Qt paints for needs the application."""
    made = system_printer(name, roll)
    if not isinstance(made, SystemPrinter):
        from ui.app import application

        application()
    return made


def _tell_answers(chosen: ThermalPrinter) -> None:
    """Say whether the setting `status` is right for the printer."""
    if chosen.answers is Answers.NONE:
        click.echo("It is not asked, because of status=none: what it takes counts as printed.")
    elif chosen.confirms():
        click.echo("It says how far it has printed: status=full is right.")
    elif chosen.answers is Answers.FULL:
        click.echo("It does not say how far it has printed. Write status=basic, or each ticket counts as not printed.")
    else:
        click.echo("It does not say how far it has printed: status=basic is right.")


def _detail(trouble: Trouble, said: str) -> str:
    """Return what an installer wants to know beyond what staff read."""
    return f"({said})" if said and said != trouble.value else ""
