"""`docs/office-network.md` does what it says: its commands are run, from the first to the last, against a real server."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.settings import DEFAULT_OFFICE
from tests.postgres_server import PostgresServer

PAGE = Path(__file__).resolve().parents[2] / "docs" / "office-network.md"
BLOCK = re.compile(r"^```sh( [a-z ]+)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LONG_S = 60

SUDO = """#!/bin/sh
if [ "$1" = "-u" ]; then shift 2; fi
exec "$@"
"""
"""The test's server belongs to the one who runs it, or to `postgres`; its superuser is `postgres` either way."""
PSQL = """#!/bin/sh
exec {program} -h {folder} -p {port} -U postgres "$@"
"""
INSTALL = """#!/bin/sh
# install -o postgres -g postgres -m 600 KEY CERTIFICATE FOLDER
shift 6
exec {python} {maker} "$@"
"""
MAKER = """
import os, pwd, shutil, sys
*files, folder = sys.argv[1:]
for file in files:
    shutil.copy(file, folder)
    copy = os.path.join(folder, os.path.basename(file))
    os.chmod(copy, 0o600)
    if os.geteuid() == 0:
        shutil.chown(copy, "postgres", "postgres")
"""
SYSTEMCTL = """#!/bin/sh
touch {asked}
while [ -e {asked} ]; do sleep 0.05; done
"""


@pytest.fixture(scope="module")
def server():
    made = PostgresServer(durable=True)
    yield made
    made.close()


@pytest.fixture
def network(server, tmp_path):
    """An administrator's shell whose server is ours, and whose network ends at this machine."""
    home, programs = tmp_path / "home", tmp_path / "bin"
    home.mkdir(exist_ok=True)
    programs.mkdir()
    (tmp_path / "maker.py").write_text(MAKER)
    asked = tmp_path / "restart"
    scripts = {
        "sudo": SUDO,
        "psql": PSQL.format(program=server.programs / "psql", folder=server.folder, port=server.port),
        "createdb": PSQL.format(program=server.programs / "createdb", folder=server.folder, port=server.port),
        "install": INSTALL.format(python=sys.executable, maker=tmp_path / "maker.py"),
        "systemctl": SYSTEMCTL.format(asked=asked),
    }
    for name, text in scripts.items():
        script = programs / name
        script.write_text(text)
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
    environ = {
        **os.environ,
        "HOME": str(home),
        "GREETER_HOME": str(home / "greeter"),
        "PATH": f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PGHOSTADDR": "127.0.0.1",
        "PGPORT": str(server.port),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(PAGE.parents[1]),
    }
    return Network(server, tmp_path, environ, asked)


class Network:
    """Runs the page's blocks one after another."""

    def __init__(self, server, folder, environ, asked):
        self.server, self.folder, self.environ, self.asked = server, folder, environ, asked

    def run(self, script):
        """Run a block in one shell, and restart the server when it is asked to be."""
        with subprocess.Popen(
            ["bash", "-euo", "pipefail", "-c", script], cwd=self.folder, env=self.environ,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        ) as shell:  # fmt: skip
            while shell.poll() is None:
                if self.asked.exists():
                    self.server.stop()
                    self.server.start()
                    self.asked.unlink()
                time.sleep(0.02)
            said = shell.stdout.read()
        assert shell.returncode == 0, f"{script}\n{said}"
        return said

    def open(self, command):
        """Open a window, wait until it is at the server, and let it end in good order."""
        login = re.search(r"postgresql://(\w+)@", command)[1]
        program = subprocess.Popen(
            ["bash", "-c", f"exec {command.strip()}"],
            cwd=self.folder,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            until = time.monotonic() + LONG_S
            while self.connections(login) < 2 or not hears_of_its_end(
                program.pid
            ):  # one for its acts, one that listens
                assert program.poll() is None, f"{command}\n{program.stdout.read()}"
                assert time.monotonic() < until, command
                time.sleep(0.05)
            program.terminate()
            said, _ = program.communicate(timeout=LONG_S)
            assert program.returncode == 0, f"{command}\n{said}"
        finally:
            if program.poll() is None:
                program.kill()
                program.communicate()

    def connections(self, login):
        with psycopg.connect(self.server.url()) as connection:
            return connection.execute(
                "select count(*) from pg_stat_activity where usename = %s and datname = 'greeter'", (login,)
            ).fetchone()[0]


def hears_of_its_end(pid):
    """Whether a process has said what it does when the system asks it to end."""
    caught = re.search(r"^SigCgt:\s+(\w+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)[1]
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


def blocks():
    return [((kind or "").strip(), script) for kind, script in BLOCK.findall(PAGE.read_text())]


def test_little_is_done_by_hand():
    assert [script for kind, script in blocks() if kind == "by hand"] == ["sudo apt-get install postgresql\n"]
    assert {kind for kind, _ in blocks()} == {"", "window", "by hand"}


def test_the_page_does_what_it_says(network, office):
    folder = network.folder
    begins = ManualClock(datetime(2026, 11, 17, 18, 5, tzinfo=UTC))
    with open_front_desk(f"sqlite:///{folder / 'office.db'}", clock=begins, catalogue=office) as desk:
        for _ in range(12):
            visit = desk.check_in(service="permit", name="Zoë").visit_id
            begins.advance(minutes=3)
            desk.call_next(counter="3", clerk="dana")
            desk.start(visit)
            desk.finish(visit, outcome="resolved")
    text = DEFAULT_OFFICE.read_text()
    (folder / "alder-creek.toml").write_text(text)
    (folder / "harbor.toml").write_text(text.replace('id = "alder-creek"', 'id = "harbor"', 1))
    said = {}
    for kind, script in blocks():
        if kind == "":
            script = script.replace("10.0.0.0/8", "127.0.0.0/8").replace("'*'", "'127.0.0.1'")
            said[script] = network.run(script)
        elif kind == "window":
            network.open(script)
    everything = "\n".join(said.values())
    assert "12 visits of 1 office, 48 journal lines, all as they were." in everything
    for one in ("alder-creek", "harbor"):
        assert re.search(rf"{one}: \d+ lines?, all as they were written", everything)
    assert (folder / "november.pdf").read_bytes().startswith(b"%PDF")
    assert len(list(folder.glob("copy-20*.db"))) == 1
    with psycopg.connect(network.server.url("greeter")) as connection:
        assert connection.execute("select count(*) from kiosk where office = 'alder-creek'").fetchone()[0] == 1
        assert connection.execute("select count(*) from visit where number = 'P012'").fetchone()[0] == 1
