"""The command `greeter ticket`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from greeter.options import FileOf, desk_of, store_options
from greeter.problems import PrinterProblem
from greeter.texts import texts_for
from greeter.tickets.image import png
from greeter.tickets.take_away import take_away_pdf
from greeter.tickets.thermal_pdf import ticket_pdf
from greeter.tickets.ticket_sheet import ticket_sheet
from greeter.views.ticket_view import find_visit, read_take_away, read_ticket
from greeter.writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.front_desk import FrontDesk
    from greeter.tickets.face import TicketFace


@click.command()
@click.argument("visit")
@click.option("--pdf", "pdf_file", type=FileOf(".pdf"), help="Write the ticket for an 80 mm printer.")
@click.option("--png", "png_file", type=FileOf(".png"), help="Write the ticket as a picture.")
@click.option("--take-away", "take_away_file", type=FileOf(".pdf"), help="Write the visitor's next steps, A5.")
@click.option("--printer", metavar="ADDRESS", help="Print it there: see docs/printing.md.")
@store_options
def ticket(
    visit: str,
    printer: str | None,
    pdf_file: Path | None,
    png_file: Path | None,
    take_away_file: Path | None,
    url: str | None,
    catalogue: Path | None,
    office_id: str | None,
) -> None:
    """Print or show the ticket of VISIT: a number of today, such as P014, or a visit's id."""
    with desk_of(url, catalogue, office_id) as desk:
        visit_id = find_visit(desk, visit)
        face = read_ticket(desk, visit_id)
        texts = texts_for(face.language)
        written = False
        if printer is not None:
            written = _print(desk, visit_id, face, printer)
        if pdf_file:
            written = _write(pdf_file, ticket_pdf(face, texts))
        if png_file:
            written = _write(png_file, png(ticket_sheet(face, texts)))
        if take_away_file:
            written = _write(take_away_file, take_away_pdf(read_take_away(desk, visit_id), texts))
    if not written:
        click.echo(_in_words(face))


def _print(desk: FrontDesk, visit_id: str, face: TicketFace, address: str) -> bool:
    from greeter.printing.address import printer_at
    from greeter.printing.document import TicketDocument
    from greeter.printing.words import about_printer

    printout = printer_at(address).print_out(TicketDocument(face, texts_for(face.language)))
    desk.printed(visit_id, printout.result)
    if not printout.printed:
        raise PrinterProblem(about_printer(texts_for(desk.office.language), printout.condition))
    click.echo(f"Printed {face.number}")
    return True


def _write(file: Path, content: bytes) -> bool:
    write_whole(file, content)
    click.echo(f"Wrote {file}")
    return True


def _in_words(face: TicketFace) -> str:
    lines = [f"{face.number}  {face.service}", face.wait, face.wait_note, "", *face.where]
    lines += ["", *(f"[ ] {thing}" for thing in face.bring)] if face.bring else []
    lines += ["", *(f"{place}. {what}" for place, what in enumerate(face.happens, start=1))] if face.happens else []
    return "\n".join(lines)
