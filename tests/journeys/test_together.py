"""A kiosk and two staff windows in processes of their own, and a lobby board here, on one file: they stay in step."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from greeter.catalogue.last_good import open_office
from greeter.opening import open_front_desk
from greeter.views.board_view import read_board
from tests.desktop import eventually

HERE = Path(__file__).parent
STAFF = HERE / "staff_process.py"
KIOSK = HERE.parent / "faults" / "kiosk_driver.py"


class Window:
    """Another process's window, spoken to line by line."""

    def __init__(self, *command):
        self.process = subprocess.Popen(
            [sys.executable, *map(str, command)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def hears(self, word):
        """Return the rest of the next line that begins with this word."""
        for line in self.process.stdout:
            first, *rest = line.split()
            if first == word:
                return rest
        raise AssertionError(f"the window ended before it said {word}")

    def paints(self, number):
        while self.hears("painted")[0] != number:
            pass

    def does(self, command):
        self.process.stdin.write(f"{command}\n")

    def ends(self):
        self.process.kill()
        self.process.communicate()


def test_two_staff_windows_and_a_kiosk_stay_in_step(url, always_open):
    with ExitStack() as opened:
        desk = opened.enter_context(open_front_desk(url, catalogue=always_open))

        def window_of(*command):
            window = Window(*command)
            opened.callback(window.ends)
            return window

        windows = [
            window_of(STAFF, url, counter, clerk, always_open) for counter, clerk in (("2", "ben"), ("3", "dana"))
        ]
        for window in windows:
            window.hears("ready")
        kiosk = window_of(KIOSK, url, "0", always_open)
        number = kiosk.hears("shown")[0]
        for window in windows:
            window.paints(number)
        second = desk.check_in(service="permit").number
        for window in windows:
            window.paints(second)
        for window in windows:
            window.does("call")
        called = {window.hears("at")[0] for window in windows}
        assert called == {number, second}, "each window has a visitor of its own"
        assert {call.number for call in read_board(desk).calls} == called
        windows[0].does("start")
        third = desk.check_in(service="permit").number
        for window in windows:
            window.paints(third)

        def states():
            return {row.counter: row.state.value for row in desk.queue() if row.counter}

        eventually("a start", lambda: states() == {"2": "serving", "3": "called"})
    assert open_office(always_open).hours[6], "the office of this test is open on Sundays"
