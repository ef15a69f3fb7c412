"""A receipt printer of our own: it prints onto paper that can be looked at, answers status requests, and fails on demand.

`Printer` is the machine: bytes go in through `take`, answers come out of what it is given as `answer`. It has a receive buffer that it works
through in order, and real-time commands that it obeys at once, as Epson's reference says; it stops when it has no paper or its cover is open, and
goes on when that is mended. `NetworkPrinter` puts it on a port of the loopback, `SerialPrinter` on a pseudo terminal, `usb_printer.py` behind pyusb.
"""

from __future__ import annotations

import os
import socket
import struct
import threading
import tty
from contextlib import suppress
from dataclasses import dataclass, field

from PIL import Image

DOTS = {80: 576, 58: 384}
LOOK_S = 0.02


@dataclass
class Faults:
    """What is wrong with it. Changed while it runs; see `Printer.mend`."""

    paper_out: bool = False
    near_end: bool = False
    cover_open: bool = False
    offline: bool = False
    """Offline without a reason that it would tell."""
    cutter_stuck: bool = False
    """Until somebody takes the paper out (`cutter_jammed` off) and it is told to recover."""
    cutter_jammed: bool = False
    broken: bool = False
    hangs: bool = False
    """It takes everything and says nothing."""
    accepts_nothing: bool = False
    """It is connected and reads nothing."""
    garbage: bytes = b""
    """What it says to each question instead of an answer."""
    refuses: bool = False
    """It closes each connection at once."""
    paper_left: int | None = None
    """Rows until it is out of paper."""
    closes_after: int | None = None
    """Rows after which it loses the connection, as when its cable is pulled."""
    power_off_after: int | None = None
    """Rows after which it is switched off: what it had in memory is gone, too."""
    silent_after: int | None = None
    """Rows after which it hangs for good: it prints no more and says no more."""
    confirms: bool = True
    """Whether it knows GS r."""
    clears: bool = True
    """Whether it knows DLE DC4 8."""
    slow_s: float = 0.0
    """How long each answer takes."""
    greeting: bytes = b""
    """What it says to whoever connects."""
    tells_unasked: bool = False
    """Whether it tells its state whenever that changes (automatic status back), and before each answer."""


@dataclass
class Strip:
    """What has come out of it since the last cut: rows of dots."""

    rows: list[bytes] = field(default_factory=list)

    def picture(self, dots):
        """Return it as a picture, black on white, as wide as the paper's line."""
        wide = dots // 8
        data = b"".join(row.ljust(wide, b"\x00")[:wide] for row in self.rows)
        return Image.frombytes("1", (dots, len(self.rows)), bytes(byte ^ 0xFF for byte in data))

    @property
    def blank(self):
        return not any(any(row) for row in self.rows)


class Vanished(Exception):
    """It is gone from its line."""


class Printer:
    """The machine."""

    def __init__(self, width=80, **faults):
        self.width, self.dots = width, DOTS[width]
        self.faults = Faults(**faults)
        self.tickets: list[Strip] = []
        """What was cut off, in order."""
        self.strip = Strip()
        self.buffer = bytearray()
        self.unknown: list[bytes] = []
        self.asked: list[int] = []
        self.cleared = 0
        self.connections = 0
        self.vanished = ""
        self._last = _nobody
        self.lock = threading.RLock()

    def mend(self, **faults):
        """Change what is wrong with it; it goes on with what it still has in memory."""
        with self.lock:
            for name, value in faults.items():
                assert hasattr(self.faults, name), name
                setattr(self.faults, name, value)

    @property
    def whole_tickets(self):
        """Strips with something on them that were cut off."""
        with self.lock:
            return [strip for strip in self.tickets if not strip.blank]

    # What comes in

    def take(self, data, answer):
        """Take bytes; `answer` sends some back. Raises Vanished."""
        with self.lock:
            self._last = answer
            if self.faults.hangs:
                self.buffer += data
                return
            self.buffer += self._live(bytes(data), answer)
            self.work(answer)

    def work(self, answer):
        """Work through the buffer as far as it can. Raises Vanished."""
        with self.lock:
            while self.buffer and not self._stopped() and self._one(answer):
                pass

    def _live(self, data, answer):
        """Obey real-time commands at once, wherever they stand; return the rest."""
        rest, at = bytearray(), 0
        while at < len(data):
            two = data[at : at + 2]
            if two == b"\x10\x04" and at + 2 < len(data) and 1 <= data[at + 2] <= 4:
                self.asked.append(data[at + 2])
                self._say(self._status(data[at + 2]), answer)
                at += 3
            elif two == b"\x10\x05" and at + 2 < len(data):
                self._recover()
                at += 3
            elif two == b"\x10\x14" and data[at : at + 10] == b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08":
                if self.faults.clears:
                    rest.clear()
                    self.buffer.clear()
                    self.cleared += 1
                    self._say(b"\x37\x25\x00", answer)
                at += 10
            else:
                rest.append(data[at])
                at += 1
        return rest

    def _say(self, words, answer):
        if self.faults.garbage:
            words = self.faults.garbage
        elif self.faults.tells_unasked:
            words = self.state() + words
        if self.faults.slow_s:
            threading.Event().wait(self.faults.slow_s)
        if words:
            answer(words)

    def _recover(self):
        self.buffer.clear()
        if not self.faults.cutter_jammed:
            self.faults.cutter_stuck = False

    # How it is

    def _offline(self):
        f = self.faults
        return f.paper_out or f.cover_open or f.offline or f.cutter_stuck or f.broken

    def _stopped(self):
        return self._offline() or self.faults.hangs

    def _status(self, n):
        f, byte = self.faults, 0x12
        if n == 1 and self._offline():
            byte |= 0x08
        if n == 2:
            byte |= 0x04 * f.cover_open | 0x20 * f.paper_out | 0x40 * (f.cutter_stuck or f.broken)
        if n == 3:
            byte |= 0x08 * f.cutter_stuck | 0x20 * f.broken
        if n == 4:
            byte |= 0x0C * (f.near_end or f.paper_out) | 0x60 * f.paper_out
        return bytes([byte])

    def state(self):
        """What it tells unasked: four bytes."""
        f = self.faults
        return bytes([
            0x10 | 0x08 * self._offline() | 0x20 * f.cover_open,
            0x08 * f.cutter_stuck | 0x20 * f.broken,
            0x03 * (f.near_end or f.paper_out) | 0x0C * f.paper_out,
            0x0F,
        ])  # fmt: skip

    # What it does

    def _one(self, answer):
        """Do the first command of the buffer. Return whether it was there as a whole."""
        b = self.buffer
        if b[:2] == b"\x1b@":
            return self._drop(2)
        if b[:2] == b"\x1dr":
            if len(b) < 3:
                return False
            self._drop(3)
            if self.faults.confirms:
                self._say(bytes([0x03 * self.faults.near_end]), answer)
            return True
        if b[:3] == b"\x1dVB":
            return len(b) >= 4 and self._drop(4) and self._cut()
        if b[:2] == b"\x1bd":
            if len(b) < 3:
                return False
            self.strip.rows += [b""] * (b[2] * 30)
            return self._drop(3)
        if b[:4] == b"\x1dv0\x00":
            return self._raster()
        if len(b) < 4 and b[:1] in (b"\x1b", b"\x1d"):
            return False
        self.unknown.append(bytes(b[:1]))
        return self._drop(1)

    def _raster(self):
        b = self.buffer
        if len(b) < 8:
            return False
        wide, rows = struct.unpack("<HH", b[4:8])
        if len(b) < 8 + wide * rows:
            return False
        data = bytes(b[8 : 8 + wide * rows])
        for y in range(rows):
            self._row(data[y * wide : (y + 1) * wide])
            if self.vanished == "off":
                self.vanished = ""
                raise Vanished
            if self._stopped():  # what it could not print any more is printed when that is mended
                left = rows - y - 1
                self._drop(8 + wide * rows)
                if left:
                    self.buffer[:0] = b"\x1dv0\x00" + struct.pack("<HH", wide, left) + data[(y + 1) * wide :]
                return False
        self._drop(8 + wide * rows)
        if self.vanished:
            self.vanished = ""
            raise Vanished
        return True

    def _row(self, row):
        f = self.faults
        self.strip.rows.append(row)
        for name, act in (
            ("paper_left", lambda: setattr(f, "paper_out", True)),
            ("silent_after", lambda: setattr(f, "hangs", True)),
            ("closes_after", self._vanish),
            ("power_off_after", self._power_off),
        ):
            left = getattr(f, name)
            if left is not None:
                setattr(f, name, left - 1)
                if left <= 1:
                    setattr(f, name, None)
                    act()

    def _vanish(self):
        self.vanished = "unplugged"

    def _power_off(self):
        self.buffer.clear()
        self.vanished = "off"

    def _cut(self):
        self.tickets.append(self.strip)
        self.strip = Strip()
        if self.faults.cutter_jammed:
            self.faults.cutter_stuck = True
        return True

    def _drop(self, count):
        del self.buffer[:count]
        return True


class NetworkPrinter(Printer):
    """It listens on a port of the loopback, one machine at a time, as such printers do."""

    def __init__(self, width=80, **faults):
        super().__init__(width, **faults)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.switched_on = True
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self):
        return f"escpos://127.0.0.1:{self.port}?width={self.width}"

    def mend(self, **faults):
        super().mend(**faults)
        with self.lock, suppress(OSError, Vanished):
            self.work(self._last)

    def _serve(self):
        while self.switched_on:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            with connection, suppress(OSError, Vanished):
                if not self.faults.refuses:
                    self._talk(connection)
            self._last = _nobody
            with suppress(Vanished):
                self.work(_nobody)  # what it has in memory it prints, connected or not

    def _talk(self, connection):
        connection.settimeout(LOOK_S)
        connection.sendall(self.faults.greeting)
        while self.switched_on:
            if self.faults.accepts_nothing:
                threading.Event().wait(LOOK_S)
                if _gone(connection):
                    return
                continue
            try:
                data = connection.recv(65536)
            except TimeoutError:
                self.work(connection.sendall)
                continue
            if not data:
                return
            self.take(data, connection.sendall)

    def close(self):
        """Switch it off."""
        self.switched_on = False
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)
        assert not self._thread.is_alive()


def _nobody(_words):
    """Where nobody hears its answers."""


def _gone(connection):
    """Whether the other side has closed, found without reading what it sent."""
    try:
        return connection.recv(1, socket.MSG_PEEK) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


class SerialPrinter(Printer):
    """It is at the other end of a pseudo terminal."""

    def __init__(self, width=80, **faults):
        super().__init__(width, **faults)
        self._end, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.device = os.ttyname(self._slave)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self):
        return f"serial://{self.device}?width={self.width}&baud=115200"

    def _serve(self):
        with suppress(OSError, Vanished):
            while data := os.read(self._end, 65536):
                if data == b"\x00off":
                    return
                self.take(data, lambda words: os.write(self._end, words))

    def close(self):
        """Pull it out."""
        os.write(self._slave, b"\x00off")
        self._thread.join(5)
        assert not self._thread.is_alive()
        os.close(self._end)
        os.close(self._slave)
