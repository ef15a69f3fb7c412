"""The setting that says which printer to use: one address, checked before anything is printed.

To add a form: 1. its function in `_FORMS`; 2. its line in `FORMS`; 3. its part of `docs/printing.md`; 4. a line in the test of this file.
"""

from __future__ import annotations

import os
import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from greeter.printing.printout import NoPrinter
from greeter.printing.system import SystemPrinter
from greeter.problems import BadInput
from greeter.tickets.roll import Roll

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from urllib.parse import SplitResult

    from greeter.printing.printout import Printer
    from greeter.printing.talk import Line, OpenLine

    SystemMaker = Callable[[str, Roll | None], Printer]

TICKET_PRINTER, PAGE_PRINTER = "GREETER_TICKET_PRINTER", "GREETER_PAGE_PRINTER"
"""Environment: the printer of the kiosk's tickets, and that of the clerks' next steps, where the command line names none."""
FORMS = (
    "escpos://HOST[:9100]",
    "usb://VENDOR:PRODUCT",
    "serial:///dev/ttyUSB0?baud=115200",
    "system:NAME",
    "folder:PATH",
    "none",
)
"""What an address looks like."""
PORT = 9100
BAUDS = (9600, 19200, 38400, 57600, 115200)
_THERMAL = {"width", "status", "cut"}


def printer_at(address: str, system: SystemMaker = SystemPrinter) -> Printer:
    """Return the printer at an address. Nothing is opened yet. Raises BadInput, which says what is wrong with the address.

    system: makes a printer of the system from its name and a roll.
    """
    said = address.strip()
    scheme = re.match(r"[a-z][a-z0-9+.-]*(?=:|$)", said.lower())
    form = _FORMS.get(scheme[0]) if scheme else None
    if form is None:
        raise BadInput(f"“{address}” is no address of a printer.", f"Write one of: {', '.join(FORMS)}.")
    try:
        return form(said, urlsplit(said), system)
    except ValueError:  # a port that is none, a bracket that is open
        raise BadInput(f"“{address}” can’t be read.", f"Write one of: {', '.join(FORMS)}.") from None


def ticket_printer(address: str | None = None, system: SystemMaker = SystemPrinter) -> Printer:
    """Return the printer of the kiosk's tickets: at this address, or at the one that the environment names, or the system's."""
    return _chosen(address, TICKET_PRINTER, system)


def page_printer(address: str | None = None, system: SystemMaker = SystemPrinter) -> Printer:
    """Return the printer of the clerks' next steps."""
    return _chosen(address, PAGE_PRINTER, system)


def _chosen(address: str | None, variable: str, system: SystemMaker) -> Printer:
    named = address if address is not None else os.environ.get(variable, "")
    if not named:
        return SystemPrinter() if shutil.which("lp") else NoPrinter()
    return printer_at(named if ":" in named or named == "none" else f"system:{named}", system)


def _network(said: str, parts: SplitResult, _system: SystemMaker) -> Printer:
    options = _options(said, parts, _THERMAL)
    if not parts.hostname or parts.path.strip("/"):
        raise BadInput(f"“{said}” names no host.", "Write escpos://192.0.2.10 or escpos://printer.office:9100.")
    host, port = parts.hostname, parts.port or PORT

    def line(within_s: float) -> Line:
        from greeter.printing.lines import network_line

        return network_line(host, port, within_s)

    return _thermal(said, options, line)


def _usb(said: str, parts: SplitResult, _system: SystemMaker) -> Printer:
    _need_escpos()
    options = _options(said, parts, _THERMAL)
    ids = re.fullmatch(r"([0-9a-fA-F]{1,4}):([0-9a-fA-F]{1,4})", parts.netloc)
    if ids is None or parts.path.strip("/"):
        raise BadInput(f"“{said}” names no USB device.", "Write both numbers that `lsusb` shows: usb://04b8:0e15.")
    vendor, product = (int(part, 16) for part in ids.groups())

    def line(within_s: float) -> Line:
        from greeter.printing.lines import usb_line

        return usb_line(vendor, product, within_s)

    return _thermal(said, options, line)


def _serial(said: str, parts: SplitResult, _system: SystemMaker) -> Printer:
    _need_escpos()
    options = _options(said, parts, _THERMAL | {"baud", "flow"})
    device = unquote(parts.path) if parts.path.strip("/") else parts.netloc
    if not device:
        raise BadInput(f"“{said}” names no port.", "Write serial:///dev/ttyUSB0, or serial://COM3 on Windows.")
    baud = int(_one_of(said, options, "baud", [str(each) for each in BAUDS], "115200"))
    flow = _one_of(said, options, "flow", ("dtr", "rts", "xon"), "dtr")

    def line(within_s: float) -> Line:
        from greeter.printing.lines import serial_line

        return serial_line(device, baud, flow, within_s)

    return _thermal(said, options, line)


def _need_escpos() -> None:
    if find_spec("escpos") is None:
        raise BadInput(
            "A receipt printer at USB or a serial port needs python-escpos.", "Install it: pip install greeter[thermal]"
        )


def _thermal(said: str, options: dict[str, str], line: OpenLine) -> Printer:
    from greeter.printing.thermal import (
        USUAL,
        Answers,
        Cut,
        Device,
        ThermalPrinter,
    )  # a kiosk with another printer starts without it

    roll = Roll(int(_one_of(said, options, "width", [str(int(each)) for each in Roll], "80")))
    answers = Answers(_one_of(said, options, "status", list(Answers), Answers.FULL))
    cut = Cut(_one_of(said, options, "cut", list(Cut), Cut.YES))
    return ThermalPrinter(line, Device(roll, answers, cut), USUAL)


def _of_system(said: str, parts: SplitResult, system: SystemMaker) -> Printer:
    options = _options(said, parts, {"width"})
    name = unquote((parts.netloc + parts.path).strip("/"))
    if re.search(r"[\s/#]", name) or name.startswith("-"):
        raise BadInput(f"“{name}” is no printer’s name.", "Write a name that `lpstat -p` shows: system:lobby.")
    return system(name, _roll(said, options))


def _folder(said: str, parts: SplitResult, _system: SystemMaker) -> Printer:
    options = _options(said, parts, {"width"})
    from greeter.printing.folder import FolderPrinter

    path = unquote(parts.netloc + parts.path)
    if not path:
        raise BadInput(f"“{said}” names no folder.", "Write folder:/srv/tickets.")
    return FolderPrinter(Path(path).expanduser(), _roll(said, options))


def _none(said: str, parts: SplitResult, _system: SystemMaker) -> Printer:
    if said.lower().rstrip(":") != "none" or parts.query:
        raise BadInput(f"“{said}” can’t be read.", "Write none alone.")
    return NoPrinter()


def _roll(said: str, options: dict[str, str]) -> Roll | None:
    width = _one_of(said, options, "width", [str(int(each)) for each in Roll], "")
    return Roll(int(width)) if width else None


def _options(said: str, parts: SplitResult, known: set[str]) -> dict[str, str]:
    """Return what stands after the question mark. Raises BadInput for what is not known, twice there, or without a value."""
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name, _ in pairs:
        if name not in known:
            raise BadInput(f"“{name}” can’t be set in “{said}”.", f"What can: {', '.join(sorted(known))}.")
    if len({name for name, _ in pairs}) < len(pairs) or parts.fragment:
        raise BadInput(f"“{said}” can’t be read.", "Set each thing once.")
    return dict(pairs)


def _one_of(said: str, options: dict[str, str], name: str, allowed: Iterable[str], usual: str) -> str:
    value = options.get(name, usual)
    if value not in {*allowed, usual}:
        raise BadInput(f"“{name}={value}” in “{said}” is not known.", f"Write one of: {', '.join(allowed)}.")
    return value


_FORMS: dict[str, Callable[[str, SplitResult, SystemMaker], Printer]] = {
    "escpos": _network,
    "usb": _usb,
    "serial": _serial,
    "system": _of_system,
    "cups": _of_system,
    "folder": _folder,
    "none": _none,
}
