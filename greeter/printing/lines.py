"""Lines to receipt printers: network, USB and serial.

python-escpos finds and opens USB devices and serial ports; sending and hearing go to the device itself, because each needs a time-out of its own. The
network needs no more than a socket, which is closed for certain also where it could not be opened.
"""

from __future__ import annotations

import socket
import struct
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from greeter.printing.printout import Trouble
from greeter.printing.talk import LineProblem

if TYPE_CHECKING:
    from greeter.printing.talk import Line

AT_ONCE = 65536
"""Bytes taken in at a time."""
BITS_A_BYTE = 10
"""On a serial line: a start bit, eight, a stop bit."""
CHUNK = 4096
HANG_UP_S = 0.3
"""So long a printer may take to hang up, too."""


def network_line(host: str, port: int, within_s: float) -> Line:
    """Open a line to a printer on the network. Raises LineProblem."""
    try:
        return _NetworkLine(socket.create_connection((host, port), within_s))
    except OSError as refusal:
        raise LineProblem(Trouble.OFF, str(refusal)) from refusal


def usb_line(vendor: int, product: int, within_s: float, **found_by: Any) -> Line:
    """Open a line to a printer at this machine's USB. found_by: passed on to `usb.core.find`. Raises LineProblem."""
    from escpos.printer import Usb

    printer = Usb(usb_args={"idVendor": vendor, "idProduct": product, **found_by}, timeout=round(within_s * 1000))
    return _UsbLine(_opened(printer))


def serial_line(device: str, baud: int, flow: str, within_s: float) -> Line:
    """Open a serial line. flow: `dtr`, `rts` or `xon`, how the printer says that it can take no more. Raises LineProblem."""
    from escpos.printer import Serial

    printer = Serial(
        device, baud, timeout=within_s, dsrdtr=flow == "dtr", xonxoff=flow == "xon"
    )  # python-escpos has no way to ask for RTS and CTS
    opened = _opened(printer)
    opened.device.rtscts = flow == "rts"
    return _SerialLine(opened, baud)


def _opened(printer: Any) -> Any:
    from escpos.exceptions import Error as EscposError

    try:
        printer.open()
    except (EscposError, OSError, ValueError, RuntimeError) as refusal:
        raise LineProblem(Trouble.OFF, str(refusal)) from refusal
    return printer


class _NetworkLine:
    stays_open = False
    bytes_per_s = 1e6

    def __init__(self, opened: socket.socket) -> None:
        self._socket = opened

    def send(self, data: bytes, within_s: float) -> None:
        self._socket.settimeout(max(within_s, 0.001))
        try:
            self._socket.sendall(data)
        except TimeoutError as late:
            raise LineProblem(Trouble.TOO_SLOW) from late
        except OSError as gone:
            raise LineProblem(Trouble.LOST, str(gone)) from gone

    def hear(self, within_s: float) -> bytes:
        self._socket.settimeout(max(within_s, 0.001))
        try:
            came = self._socket.recv(AT_ONCE)
        except TimeoutError:
            return b""
        except OSError as gone:
            raise LineProblem(Trouble.LOST, str(gone)) from gone
        if not came:
            raise LineProblem(Trouble.LOST, "closed by the printer")
        return came

    def close(self, *, drop: bool) -> None:
        with suppress(OSError):
            if drop:  # what the system has not sent yet is forgotten, too
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                self._hang_up()
        self._socket.close()

    def _hang_up(self) -> None:
        """Say that nothing more comes, and hear the printer out: else the system drops, with what was left unread, what the printer has not read."""
        self._socket.shutdown(socket.SHUT_WR)
        until = monotonic() + HANG_UP_S
        while (left := until - monotonic()) > 0:
            self._socket.settimeout(left)
            if not self._socket.recv(AT_ONCE):
                return


class _UsbLine:
    stays_open = True  # opening it anew resets the printer
    bytes_per_s = 5e5

    def __init__(self, printer: Any) -> None:
        import usb.core
        import usb.util

        self._usb = usb
        self._device = printer.device
        try:
            self._to, self._from = self._endpoints()
        except (usb.core.USBError, StopIteration) as refusal:
            self.close(drop=True)
            raise LineProblem(Trouble.OFF, str(refusal) or "it is no printer") from refusal

    def _endpoints(self) -> tuple[Any, Any]:
        """Return the ends of the printer's interface (USB class 7), or of its only one: python-escpos would take the installer's word."""
        interfaces = list(self._device.get_active_configuration())
        printing = next((each for each in interfaces if each.bInterfaceClass == 7), interfaces[0])
        direction, out = self._usb.util.endpoint_direction, self._usb.util.ENDPOINT_OUT
        ends = list(printing)
        return (
            next(end for end in ends if direction(end.bEndpointAddress) == out),
            next(end for end in ends if direction(end.bEndpointAddress) != out),
        )

    def send(self, data: bytes, within_s: float) -> None:
        until = monotonic() + within_s
        try:
            for begin in range(0, len(data), CHUNK):
                left = round((until - monotonic()) * 1000)
                self._to.write(data[begin : begin + CHUNK], max(left, 1))
        except self._usb.core.USBTimeoutError as late:
            raise LineProblem(Trouble.TOO_SLOW) from late
        except self._usb.core.USBError as gone:
            raise LineProblem(Trouble.LOST, str(gone)) from gone

    def hear(self, within_s: float) -> bytes:
        try:
            return bytes(self._from.read(self._from.wMaxPacketSize, max(round(within_s * 1000), 1)))
        except self._usb.core.USBTimeoutError:
            return b""
        except self._usb.core.USBError as gone:
            raise LineProblem(Trouble.LOST, str(gone)) from gone

    def close(self, *, drop: bool) -> None:  # noqa: ARG002 (nothing waits here: a write ends when the printer has taken it)
        with suppress(self._usb.core.USBError):
            self._usb.util.dispose_resources(self._device)


class _SerialLine:
    stays_open = True  # opening it anew moves its wires, which some printers take for a restart

    def __init__(self, printer: Any, baud: int) -> None:
        self._device = printer.device
        self.bytes_per_s = baud / BITS_A_BYTE

    def send(self, data: bytes, within_s: float) -> None:
        import serial

        try:
            self._device.write_timeout = max(within_s, 0.001)
            self._device.write(data)
        except serial.SerialTimeoutException as late:
            raise LineProblem(Trouble.TOO_SLOW) from late
        except (serial.SerialException, OSError) as gone:
            raise LineProblem(Trouble.LOST, str(gone)) from gone

    def hear(self, within_s: float) -> bytes:
        import serial

        try:
            self._device.timeout = within_s
            first: bytes = self._device.read(1)
            rest: bytes = self._device.read(self._device.in_waiting) if first else b""
        except (serial.SerialException, OSError) as gone:
            raise LineProblem(Trouble.LOST, str(gone)) from gone
        return first + rest

    def close(self, *, drop: bool) -> None:
        with suppress(OSError):
            if drop:
                self._device.reset_output_buffer()
            self._device.close()
