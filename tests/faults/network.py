"""A network of our own between a program and its server: it passes on, delays, drops, cuts, or loses one answer."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from enum import Enum


class Weather(Enum):
    """What happens to what is sent."""

    FINE = "fine"
    SLOW = "slow"
    """Every packet comes 30 ms later."""
    SILENT = "silent"
    """Nothing comes through, and nobody is told."""
    CUT = "cut"
    """Connections end, and new ones are refused."""


class Network:
    """A way to one port of the loopback."""

    def __init__(self, to_port):
        self.to_port = to_port
        self.weather = Weather.FINE
        self.lost_after = None
        self.answers_lost = 0
        self._pairs = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._closed = False
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, server, database):
        return server.url(database).replace(f":{server.port}/", f":{self.port}/")

    def becomes(self, weather):
        """Change the weather."""
        self.weather = weather
        if weather is Weather.CUT:
            self._cut()
        elif weather is Weather.FINE:
            self._forget_silent()

    def lose_the_answer_to(self, words):
        """Pass on the next message that has these words, and let its answer, and all after it on that connection, be lost."""
        self.lost_after = words

    def close(self):
        self._closed = True
        self._listening.close()
        self._cut()

    def _accept(self):
        while not self._closed:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            if self.weather is Weather.CUT:
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self.to_port))
            except OSError:
                near.close()
                continue
            pair = _Pair(near, far)
            self._pairs.append(pair)
            threading.Thread(target=self._pass_on, args=(pair, near, far, True), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(pair, far, near, False), daemon=True).start()

    def _pass_on(self, pair, source, target, to_server):
        with suppress(OSError):
            while data := source.recv(65536):
                if self.weather is Weather.SLOW:
                    time.sleep(0.03)
                if self.weather is Weather.SILENT or pair.silent:
                    pair.silent = True  # what was dropped is gone: this connection never comes right again
                    if not to_server or self.weather is Weather.SILENT:
                        continue
                if to_server and self.lost_after is not None and self.lost_after in data:
                    self.lost_after = None
                    self.answers_lost += 1
                    pair.silent = True
                target.sendall(data)
        pair.close()

    def _cut(self):
        for pair in self._pairs:
            pair.close()
        self._pairs.clear()

    def _forget_silent(self):
        for pair in [one for one in self._pairs if one.silent]:
            pair.close()
            self._pairs.remove(pair)


class _Pair:
    def __init__(self, near, far):
        self.near, self.far = near, far
        self.silent = False

    def close(self):
        for one in (self.near, self.far):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
