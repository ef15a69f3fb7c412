"""F18 with real programs: a second start of the same window brings the first to the front and ends; nothing stale keeps the next one from opening."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from tests import warm
from tests.desktop import Desktop, eventually

SENTENCE = "It is open already; its window comes to the front.\n"
WINDOWS = {
    "kiosk": ["kiosk", "--window"],
    "board": ["board", "--window", "--silent"],
    "staff-3": ["staff", "--counter", "3", "--clerk", "dana"],
    "staff-2": ["staff", "--counter", "2", "--clerk", "dana"],
    "manager": ["manager"],
}
STARTS, ROUNDS = 4, 3


class Programs:
    """Starts of the program, by one user on one machine."""

    def __init__(self, folder, url, environ):
        self.url, self.home = url, folder / "home"
        self.environ = {**environ, "GREETER_HOME": str(self.home)}
        self.running = []

    def start(self, *arguments, url=None, cold=False):
        """Start it, and return its process; `cold` as a machine does, else with everything imported."""
        command = ["-m", "greeter", *arguments, "--db", url or self.url]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        if cold:
            process = subprocess.Popen([sys.executable, *command], env=self.environ, text=True, **pipes)
        else:
            process = warm.begin(*command, modules=warm.WINDOWS, environ=self.environ, **pipes)
        self.running.append(process)
        return process

    def doorbells(self):
        """Return where the windows that are open can be reached."""
        written = [file.read_text().strip() for file in self.home.glob("windows/*.lock")]
        return [address for address in written if address and Path(address).exists()]

    def opened(self, process, *, before=()):
        """Wait until one more window is open, which is this process's."""
        eventually("a window", lambda: set(self.doorbells()) - set(before))
        assert process.poll() is None, process.communicate()

    def one_stays(self, processes):
        """Wait until all but one have ended; return that one."""
        eventually("the others' end", lambda: sum(process.poll() is None for process in processes) == 1)
        return next(process for process in processes if process.poll() is None)

    def end(self):
        for process in self.running:
            process.kill()
            process.communicate()


@pytest.fixture
def short():
    """A folder for sockets, whose paths may not be long."""
    with tempfile.TemporaryDirectory(prefix="g-") as made:
        yield made


@pytest.fixture
def programs(tmp_path, url, short):
    started = Programs(tmp_path, url, {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": short})
    yield started
    started.end()


def ends_with_the_sentence(process):
    said, complaint = process.communicate(timeout=60)
    return (process.returncode, said, complaint) == (0, SENTENCE, "")


@pytest.mark.parametrize("window", ["kiosk", "board", "staff-3", "manager"])
def test_the_second_start_says_so_and_ends(programs, window):
    first = programs.start(*WINDOWS[window], cold=True)
    programs.opened(first)
    bells = programs.doorbells()
    assert ends_with_the_sentence(programs.start(*WINDOWS[window]))
    assert first.poll() is None
    assert programs.doorbells() == bells
    first.send_signal(signal.SIGTERM)
    assert first.wait(60) == 0
    assert programs.doorbells() == []
    programs.opened(programs.start(*WINDOWS[window]))


def test_other_windows_are_other_windows(programs, tmp_path):
    started = [programs.start(*arguments) for arguments in WINDOWS.values()]
    started.append(programs.start(*WINDOWS["staff-3"], url=f"sqlite:///{tmp_path / 'branch.db'}"))
    started += [programs.start(*WINDOWS["manager"], url="sqlite://") for _ in range(2)]
    eventually("all windows", lambda: len(programs.doorbells()) == len(started))
    assert [process.poll() for process in started] == [None] * len(started)


def test_the_same_store_by_another_name_is_the_same_window(programs, tmp_path):
    first = programs.start(*WINDOWS["manager"])
    programs.opened(first)
    (tmp_path / "door").symlink_to(tmp_path)
    again = f"sqlite:///{os.path.relpath(tmp_path)}/door/../{tmp_path.name}/door/office.db"
    assert ends_with_the_sentence(programs.start(*WINDOWS["manager"], url=again))


def test_a_killed_window_keeps_no_start_from_opening(programs, short):
    for _ in range(ROUNDS):
        bells = programs.doorbells()
        window = programs.start(*WINDOWS["kiosk"])
        programs.opened(window, before=bells)
        window.kill()
        window.wait()
    assert len(list(Path(short).iterdir())) <= 1, "a killed window's socket goes when the next opens"


def test_a_killed_window_is_back_while_a_start_waits_for_it(programs):
    hung = programs.start(*WINDOWS["board"])
    programs.opened(hung)
    bells = programs.doorbells()
    hung.send_signal(signal.SIGSTOP)
    second = programs.start(*WINDOWS["board"], cold=True)
    eventually("a caller", lambda: any("QtNetwork" in each.path for each in psutil.Process(second.pid).memory_maps()))
    hung.kill()
    hung.wait()
    programs.opened(second, before=bells)


def test_of_several_starts_at_once_one_opens(programs):
    for _ in range(ROUNDS):
        bells = programs.doorbells()
        started = [programs.start(*WINDOWS["kiosk"]) for _ in range(STARTS)]
        first = programs.one_stays(started)
        programs.opened(first, before=bells)
        assert all(ends_with_the_sentence(process) for process in started if process is not first)
        first.kill()
        first.wait()


@pytest.mark.xvfb
class TestOnADesktop:
    """With a window manager that decides which window is in front."""

    @pytest.fixture
    def desktop(self, tmp_path):
        made = Desktop(tmp_path)
        yield made
        made.close()

    @pytest.fixture
    def programs(self, tmp_path, url, short, desktop):
        started = Programs(tmp_path, url, {**desktop.environ, "TMPDIR": short})
        yield started
        started.end()

    def test_the_first_window_comes_to_the_front(self, programs, desktop):
        first = programs.start(*WINDOWS["staff-3"])
        window = desktop.window_of(first)
        above = desktop.window_of(programs.start(*WINDOWS["manager"]))
        eventually("another window in front", lambda: desktop.is_in_front(above))
        assert ends_with_the_sentence(programs.start(*WINDOWS["staff-3"]))
        eventually("the first in front", lambda: desktop.is_in_front(window))

    def test_a_minimised_window_comes_back(self, programs, desktop):
        window = desktop.window_of(programs.start(*WINDOWS["staff-3"]))
        desktop.minimise(window)
        above = desktop.window_of(programs.start(*WINDOWS["manager"]))
        eventually("another window in front", lambda: desktop.is_in_front(above))
        assert ends_with_the_sentence(programs.start(*WINDOWS["staff-3"]))
        eventually("the first in front", lambda: desktop.is_in_front(window) and "HIDDEN" not in desktop.state(window))

    def test_a_board_that_was_minimised_fills_the_screen_again(self, programs, desktop):
        window = desktop.window_of(programs.start("board", "--silent"))
        eventually("a full screen", lambda: "FULLSCREEN" in desktop.state(window))
        desktop.minimise(window)
        assert ends_with_the_sentence(programs.start("board", "--silent"))
        eventually("the board", lambda: desktop.is_in_front(window))
        assert desktop.state(window) & {"FULLSCREEN", "HIDDEN"} == {"FULLSCREEN"}

    def test_a_locked_kiosk_just_stays(self, programs, desktop):
        kiosk = programs.start("kiosk")
        window = desktop.window_of(kiosk)
        eventually("a full screen", lambda: "FULLSCREEN" in desktop.state(window))
        stands = self.stands(desktop, window)
        assert ends_with_the_sentence(programs.start("kiosk"))
        assert kiosk.poll() is None
        assert desktop.is_in_front(window)
        assert self.stands(desktop, window) == stands

    def stands(self, desktop, window):
        return desktop.state(window) & {"FULLSCREEN", "ABOVE", "HIDDEN"}, desktop.says("-id", window, "WM_NAME")


def test_nothing_personal_is_in_the_names_or_the_file(programs):
    url = programs.url.replace("office.db", "maria-gonzalez.db")
    programs.opened(programs.start("staff", "--counter", "maria", "--clerk", "maria", url=url))
    lock = next(programs.home.glob("windows/*.lock"))
    assert re.fullmatch(r"staff-[0-9a-f]{16}\.lock", lock.name)
    assert re.fullmatch(re.escape(programs.environ["TMPDIR"]) + r"/greeter-[0-9a-f]{16}\n", lock.read_text())
