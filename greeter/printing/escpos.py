"""The bytes of ESC/POS that Greeter uses, as Epson's reference has them (ESC/POS Command Reference, TM printers).

Everything on paper is a raster image: a printer's own letters know neither Arabic nor Vietnamese nor Chinese.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greeter.printing.bitmap import Bitmap

INIT = b"\x1b@"
"""ESC @: settings as after switching on."""
CUT = b"\x1dVB\x00"
"""GS V B 0: feed to the cutter, and cut."""
TEAR = b"\x1bd\x06"
"""ESC d 6: feed six lines, where there is no cutter, so that the end of the ticket is out."""
CONFIRM = b"\x1dr\x01"
"""GS r 1: the printer answers with one byte when it has come to this place, and not before."""
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: at once, forget all that was not printed yet. A printer that knows it answers with `CLEARED`."""
CLEARED = b"\x37\x25\x00"
RECOVER = b"\x10\x05\x02"
"""DLE ENQ 2: at once, forget all, and go on after an error whose cause is gone."""
BAND = 48
"""Rows of one raster command, 6 mm: what lies in a printer is never more than a few of them."""
_LIVE = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
"""What a printer obeys at once even within an image: beginnings of DLE EOT, DLE ENQ and DLE DC4."""


class Ask(IntEnum):
    """DLE EOT n: what is answered at once with one byte, even by a printer that is offline."""

    PRINTER = 1
    OFFLINE_CAUSE = 2
    ERROR_CAUSE = 3
    PAPER = 4

    @property
    def question(self) -> bytes:
        """The bytes to send."""
        return bytes((0x10, 0x04, self))


def raster_bands(bitmap: Bitmap, rows: int = BAND) -> Iterator[bytes]:
    """Return the image as GS v 0 commands of so many rows; what is white on the right is left out."""
    wide = bitmap.bytes_a_row
    for top in range(0, bitmap.height, rows):
        lines = [bitmap.row(y) for y in range(top, min(top + rows, bitmap.height))]
        used = max(1, *(len(line.rstrip(b"\x00")) for line in lines))
        data = b"".join(line[:used] for line in lines)
        if any(live in data for live in _LIVE):  # the rows' ends met anew; whole rows are known to be safe
            used, data = wide, b"".join(lines)
        yield b"\x1dv0\x00" + used.to_bytes(2, "little") + len(lines).to_bytes(2, "little") + data


def without_live_commands(rows: bytes) -> bytes:
    """Return the dots of an image with one more wherever they would be taken for a command: 0.1 mm that nobody sees."""
    for live in _LIVE:
        rows = rows.replace(live, bytes((live[0] | 0x20, live[1])))
    return rows
