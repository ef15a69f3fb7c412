"""The commands that open windows. They are found through the entry points `greeter.commands`; Qt is imported when one is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from greeter.command_table import CommandLine, Section
from greeter.options import store_options
from ui.screen import need_screen

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.model.catalogue import Office
    from ui.claim import Claim, WindowKind
    from ui.kiosk.window import KioskWindow
    from ui.printing import TicketPaper
    from ui.windows import Opened, Place

windows = (
    CommandLine("kiosk", Section.VISITORS, "Open the lobby kiosk.", "ui.commands:kiosk"),
    CommandLine("board", Section.VISITORS, "Open the lobby board.", "ui.commands:board"),
    CommandLine("staff", Section.STAFF, "Open a counter's window.", "ui.commands:staff"),
    CommandLine("practice", Section.STAFF, "Try difficult conversations.", "ui.practice.command:practice"),
    CommandLine("manager", Section.MANAGER, "Open the manager's window.", "ui.commands:manager"),
    CommandLine("printer", Section.INSTALLER, "Check a printer, and print a test page.", "ui.printer_command:printer"),
    CommandLine("demo", Section.INSTALLER, "Try it on a sample town hall.", "ui.demo.command:demo"),
)
"""The lines of the windows' commands."""

LOOKS = ("light", "dark", "contrast")
BOARDS = ("whole", "next", "calls")
"""The values of `ui.board.layout.Layout`, which is imported with Qt."""
AUDIO = ("loudspeaker", "headphones", "socket")
"""The values of `ui.kiosk.speech_settings.Audio`, which is imported with Qt."""
printer_option = click.option(
    "--printer", metavar="ADDRESS", help="Where to print, such as escpos://HOST or system:NAME: see docs/printing.md."
)
look_option = click.option("--look", type=click.Choice(LOOKS), default="light", show_default=True, help="Colours.")


@click.command()
@click.option("--window", "in_window", is_flag=True, help="An ordinary window, not the locked full screen.")
@click.option("--dpi", type=click.FloatRange(40, 600), help="Dots an inch, where the screen does not tell the truth.")
@click.option("--scanner", is_flag=True, help="A code scanner is plugged in: visitors hold their QR code to it.")
@printer_option
@click.option(
    "--keypad", default="arrows", show_default=True, metavar="LAYOUT", help="Keys of the keypad: see docs/speech.md."
)
@click.option("--audio", type=click.Choice(AUDIO), default="loudspeaker", show_default=True, help="Where it speaks to.")
@look_option
@store_options
def kiosk(
    *,
    in_window: bool,
    dpi: float | None,
    scanner: bool,
    printer: str | None,
    keypad: str,
    audio: str,
    look: str,
    url: str | None,
    catalogue: Path | None,
    office_id: str | None,
) -> None:
    """Open the lobby kiosk, full screen and locked.

    Tickets go to the system's printer, or the one that --printer or GREETER_TICKET_PRINTER names.
    """
    paper = _ticket_paper(printer)
    place = _place(url, catalogue, office_id)
    from ui.claim import WindowKind

    claim = _claim(WindowKind.KIOSK, place)
    from ui.app import application
    from ui.kiosk.keypad import keypad_from
    from ui.kiosk.speech_settings import Audio, SpeechSettings
    from ui.kiosk.window import KioskSettings, Mount
    from ui.theme import Look
    from ui.windows import open_kiosk, run

    speech = SpeechSettings(keypad_from(keypad), Audio(audio))
    application(Look(look))
    mount = Mount.DESK if in_window else Mount.LOCKED
    opened = open_kiosk(place, KioskSettings(dpi, Look(look), mount, speech=speech), paper)
    if in_window:
        opened.window.resize(540, 960)
        opened.window.show()
    else:
        opened.window.showFullScreen()
        _let_staff_end(opened)
    if scanner:
        from greeter.clock import SystemClock
        from ui.kiosk.scanner import Scanner

        Scanner(opened.window, SystemClock()).watch()
    raise SystemExit(run(opened, claim, opened.window.presenter.wipe))


@click.command()
@click.option("--counter", required=True, metavar="N", help="The counter's number.")
@click.option(
    "--clerk",
    default="",
    metavar="NAME",
    help="Who serves there, as colleagues know them. Where people sign in, the window asks for the PIN.",
)
@printer_option
@look_option
@store_options
def staff(
    *,
    counter: str,
    clerk: str,
    printer: str | None,
    look: str,
    url: str | None,
    catalogue: Path | None,
    office_id: str | None,
) -> None:
    """Open the window of a counter, and the counter with it. Every act has a key, shown on its button.

    Take-aways go to the system's printer, or the one that --printer or GREETER_PAGE_PRINTER names.
    """
    from greeter.printing.address import page_printer
    from greeter.printing.printout import NoPrinter
    from ui.printing import system_printer

    paper = page_printer(printer, system_printer)
    place = _place(url, catalogue, office_id)
    from ui.claim import WindowKind

    _say_unlisted(place.office, counter)
    claim = _claim(WindowKind.STAFF, place, counter)
    from ui.app import application
    from ui.theme import Look
    from ui.windows import open_staff, run

    application(Look(look))
    from greeter.drafts import drafts_of_counter

    drafts = drafts_of_counter(place.url, place.office.id, counter)
    opened = open_staff(place, counter, clerk, None if isinstance(paper, NoPrinter) else paper, drafts=drafts)
    opened.window.show()
    raise SystemExit(run(opened, claim))


@click.command()
@click.option("--layout", type=click.Choice(BOARDS), default="whole", show_default=True, help="What the board shows.")
@click.option("--area", default="", metavar="NAME", help="Calls to the counters of one area of the office file only.")
@click.option("--silent", is_flag=True, help="Neither chime nor voice.")
@click.option("--no-voice", is_flag=True, help="The chime alone: calls are not said aloud.")
@click.option("--window", "in_window", is_flag=True, help="An ordinary window, not the full screen.")
@look_option
@store_options
def board(
    *,
    layout: str,
    area: str,
    silent: bool,
    no_voice: bool,
    in_window: bool,
    look: str,
    url: str | None,
    catalogue: Path | None,
    office_id: str | None,
) -> None:
    """Open the lobby board, full screen: who is called where, and how long it takes.

    Each call sounds a chime and is said aloud, in the visitor's language and the office's: see docs/board.md.
    """
    place = _place(url, catalogue, office_id)
    from greeter.views.board_area import Area
    from ui.claim import WindowKind

    Area(place.office, area)  # before anything is opened: a wrong name is told
    claim = _claim(WindowKind.BOARD, place, area)
    from ui.app import application
    from ui.board.chime import Silence
    from ui.speech.system import system_voice
    from ui.theme import Look
    from ui.windows import open_board, run

    application(Look(look))
    voice = None if silent or no_voice else system_voice()
    opened = open_board(place, Silence() if silent else None, voice=voice, layout=layout, area=area)
    if in_window:
        opened.window.resize(1280, 720)
        opened.window.show()
    else:
        opened.window.showFullScreen()
    raise SystemExit(run(opened, claim))


@click.command()
@look_option
@store_options
def manager(*, look: str, url: str | None, catalogue: Path | None, office_id: str | None) -> None:
    """Open the manager's window: how well the promise was kept, and what to improve."""
    place = _place(url, catalogue, office_id)
    from ui.claim import WindowKind

    claim = _claim(WindowKind.MANAGER, place)
    from ui.app import application
    from ui.theme import Look
    from ui.windows import open_manager, run

    application(Look(look))
    opened = open_manager(place)
    opened.window.show()
    raise SystemExit(run(opened, claim))


def _let_staff_end(opened: Opened[KioskWindow]) -> None:
    """Let staff end the locked kiosk by gesture and PIN."""
    from greeter.access.pin import kiosk_pin
    from greeter.clock import SystemClock
    from ui.app import application
    from ui.kiosk.leaving import Leaving

    clock = SystemClock()
    Leaving(opened.window, kiosk_pin(clock), clock, application().quit).watch()


def _place(url: str | None, catalogue: Path | None, office_id: str | None) -> Place:
    """Return where the window works. Raises Problem where it could not work at all, before Qt is imported."""
    from greeter.catalogue.which_office import office_in_use
    from greeter.settings import default_store
    from greeter.store.address import engine_of

    need_screen()
    address = url or default_store()
    engine_of(address)
    used = office_in_use(address, catalogue, office_id)
    from ui.windows import Place

    return Place(address, used.office, trouble=used.problem)


def _say_unlisted(office: Office, counter: str) -> None:
    """Say that the office file does not have this counter, in case the number was mistyped."""
    listed = [one.id for one in office.counters]
    if listed and counter not in listed:
        click.echo(
            f"Counter {counter} is not in the office file; it serves everything. The file has {', '.join(listed)}.",
            err=True,
        )


def _claim(kind: WindowKind, place: Place, counter: str = "") -> Claim:
    """Return the claim to be this window. Where it is open already, that one comes to the front, and this start ends here.

    Raises Problem where it is open and does not answer.
    """
    from ui.claim import Claim, window_key

    claim = Claim(window_key(kind, place.url, place.office.id, counter))
    if not claim.take():
        from ui.doorbell import ring

        if not ring(claim):
            click.echo("It is open already; its window comes to the front.")
            raise SystemExit(0)
    return claim


def _ticket_paper(address: str | None) -> TicketPaper | None:
    """Return the kiosk's printer; None where there is none. Raises Problem where the address says nothing that can be used."""
    from greeter.printing.address import ticket_printer
    from greeter.printing.printout import NoPrinter
    from ui.printing import TicketPaper, system_printer

    printer = ticket_printer(address, system_printer)
    return None if isinstance(printer, NoPrinter) else TicketPaper(printer)
