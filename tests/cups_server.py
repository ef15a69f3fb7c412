"""A CUPS of our own: a scheduler in its own folders, reached over its own socket, with a printer that keeps what it is given, or fails."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

PROGRAMS = Path("/usr/lib/cups")
START_S = 10.0
LOOK_S = 0.05

FILES = """
ServerRoot {here}/etc
RequestRoot {here}/spool
CacheDir {here}/cache
StateDir {here}/run
ServerBin {here}/bin
TempDir {here}/tmp
AccessLog {here}/log/access
ErrorLog {here}/log/error
PageLog {here}/log/page
SystemGroup {group}
"""
SCHEDULER = """
LogLevel debug
Listen {here}/run/cups.sock
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && {{ echo 'direct paper "Unknown" "Paper"'; exit 0; }}
fault=$(cat {here}/fault)
case "$fault" in
  out) echo "STATE: +media-empty-error" >&2; exec sleep 60;;
  hang) exec sleep 60;;
  stop) exit 4;;
  fail) echo "ERROR: it burned" >&2; exit 5;;
esac
echo "STATE: -media-empty-error" >&2
cat "${{6:--}}" > "{here}/printed/$1"
"""


class CupsServer:
    """It runs until it is closed. `fault` is what is wrong with its one printer, `desk`: nothing, out, hang, stop or fail."""

    def __init__(self):
        cupsd = shutil.which("cupsd") or "/usr/sbin/cupsd"
        self.here = Path(tempfile.mkdtemp(prefix="cups-"))
        self.here.chmod(0o755)
        for folder in ("etc", "spool", "cache", "run", "bin/backend", "tmp", "log", "printed"):
            (self.here / folder).mkdir(parents=True)
        for name in ("filter", "cgi-bin", "daemon", "driver", "monitor", "notifier"):
            (self.here / "bin" / name).symlink_to(PROGRAMS / name)
        (self.here / "printed").chmod(0o777)
        self._write("etc/cups-files.conf", FILES, group="root" if os.geteuid() == 0 else os.getgid())
        self._write("etc/cupsd.conf", SCHEDULER)
        self._write("bin/backend/paper", BACKEND).chmod(
            stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH
        )
        self.fault = ""
        self.address = f"{self.here}/run/cups.sock"
        files, scheduler = self.here / "etc/cups-files.conf", self.here / "etc/cupsd.conf"
        self._process = subprocess.Popen(
            [cupsd, "-f", "-c", str(scheduler), "-s", str(files)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()
        self.ask(
            "lpadmin", "-p", "desk", "-v", "paper:/desk", "-E", "-m", "raw", "-o", "printer-error-policy=stop-printer"
        )

    @property
    def fault(self):
        return (self.here / "fault").read_text().strip()

    @fault.setter
    def fault(self, what):
        (self.here / "fault").write_text(what)

    @property
    def printed(self):
        """What came out of the printer, in order."""
        files = sorted((self.here / "printed").iterdir(), key=lambda file: int(file.name))
        return [file.read_bytes() for file in files]

    def ask(self, *command):
        """Run a program of CUPS against this server and return what it says."""
        said = subprocess.run(
            command,
            env=os.environ | {"CUPS_SERVER": self.address, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=20,
        )
        assert said.returncode == 0, said.stderr
        return said.stdout

    def close(self):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        shutil.rmtree(self.here)

    def _write(self, name, text, **more):
        path = self.here / name
        path.write_text(text.format(here=self.here, **more))
        return path

    def _wait(self):
        """Wait until it answers at its socket."""
        pause = threading.Event()
        for _ in range(round(START_S / LOOK_S)):
            with suppress(OSError), socket.socket(socket.AF_UNIX) as knock:
                knock.connect(self.address)
                return
            assert self._process.poll() is None, (self.here / "log/error").read_text()
            pause.wait(LOOK_S)
        raise AssertionError((self.here / "log/error").read_text())
