"""A desktop for tests: a screen that nobody sees (Xvfb), with a real window manager (openbox) that decides which window is in front."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import time
from contextlib import ExitStack

PROGRAMS = ("Xvfb", "openbox", "xprop")
LONGEST_S = 60


def eventually(what, asked, longest=LONGEST_S):
    """Ask again and again until the answer is true; return it."""
    until = time.monotonic() + longest
    while not (answer := asked()):
        assert time.monotonic() < until, f"{what}: not within {longest} s"
        time.sleep(0.02)
    return answer


class Desktop:
    """A screen with a window manager, until it is closed."""

    def __init__(self, folder):
        missing = [name for name in PROGRAMS if shutil.which(name) is None]
        if missing:
            raise RuntimeError(f"{missing} is not on this machine: packaging/bootstrap.py setup installs it.")
        with ExitStack() as opened:
            self._log = opened.enter_context((folder / "desktop.log").open("wb"))
            reads, writes = os.pipe()
            screen = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"]
            self._begin(opened, screen, pass_fds=[writes])
            os.close(writes)
            with os.fdopen(reads) as number:
                self.name = f":{number.readline().strip()}"
            self.environ = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}
            self._begin(opened, ["openbox"], env=self.environ)
            eventually("a window manager", lambda: "window id" in self.says("-root", "_NET_SUPPORTING_WM_CHECK"))
            self._opened = opened.pop_all()

    def says(self, *asked):
        """Return what xprop says of a window."""
        return subprocess.run(["xprop", *asked], env=self.environ, capture_output=True, text=True, check=False).stdout

    def windows(self):
        """Return the windows' numbers from the lowest to the one in front."""
        return re.findall(r"0x[0-9a-f]+", self.says("-root", "_NET_CLIENT_LIST_STACKING"))

    def active(self):
        """Return the number of the window that has the keyboard."""
        return "".join(re.findall(r"0x[0-9a-f]+", self.says("-root", "_NET_ACTIVE_WINDOW")))

    def window_of(self, process):
        """Return the number of a process's window, once it is there, and the only one."""
        return eventually("a window", lambda: self._only_window_of(process.pid))

    def is_in_front(self, window):
        """Whether a window lies above all others, and has the keyboard."""
        return self.windows()[-1:] == [window] and self.active() == window

    def state(self, window):
        """Return what the window manager says of a window: HIDDEN, FULLSCREEN, FOCUSED ..."""
        return set(re.findall(r"_NET_WM_STATE_(\w+)", self.says("-id", window, "_NET_WM_STATE")))

    def minimise(self, window):
        """Ask the window manager to put a window away, as its button would: again until it does, for it may be busy with the window's start."""
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        display = ctypes.c_void_p(x11.XOpenDisplay(self.name.encode()))

        def is_away():
            x11.XIconifyWindow(display, ctypes.c_ulong(int(window, 16)), x11.XDefaultScreen(display))
            x11.XFlush(display)
            return "HIDDEN" in self.state(window)

        eventually("a minimised window", is_away)
        x11.XCloseDisplay(display)

    def types(self, *keys):
        """Press keys as a keyboard does, by their names in X, all held together: `types("Control_L", "k")`."""
        x11, xtest = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        x11.XOpenDisplay.restype, x11.XStringToKeysym.restype = ctypes.c_void_p, ctypes.c_ulong
        display = ctypes.c_void_p(x11.XOpenDisplay(self.name.encode()))
        symbols = [ctypes.c_ulong(x11.XStringToKeysym(key.encode())) for key in keys]
        codes = [x11.XKeysymToKeycode(display, symbol) for symbol in symbols]
        assert all(codes), keys
        for down, order in ((1, codes), (0, codes[::-1])):
            for code in order:
                xtest.XTestFakeKeyEvent(display, code, down, ctypes.c_ulong(0))
        x11.XSync(display, 0)
        x11.XCloseDisplay(display)

    def close(self):
        """End the window manager and the screen."""
        self._opened.close()

    def _begin(self, opened, command, **more):
        process = subprocess.Popen(command, stdout=self._log, stderr=self._log, **more)
        opened.callback(process.wait)
        opened.callback(process.terminate)

    def _only_window_of(self, pid):
        found = [one for one in self.windows() if f"= {pid}\n" in self.says("-id", one, "_NET_WM_PID")]
        assert len(found) < 2, "a process has one window"
        return next(iter(found), "")
