"""A PostgreSQL server of the tests' own, on a free port of the loopback, gone with them."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psutil
import psycopg

from greeter.opening import open_port
from greeter.store.tables import OF_OFFICES

EMPTY = "; ".join(f"delete from {table}" for table in reversed(OF_OFFICES)) + "; update server_clock set shift = 0"
MEMORY, ROOM = Path("/dev/shm"), 4 << 30
"""Where files need no disk, and how many bytes must be free there and in the machine: a server of a whole test run takes a tenth of them."""
PATTERN = "/usr/lib/postgresql/*/bin"


def programs():
    """Return the folder of the server's programs, the newest, or None where there is no server."""
    found = sorted(Path("/").glob(PATTERN.lstrip("/")), key=lambda path: float(path.parent.name))
    if found:
        return found[-1]
    one = shutil.which("initdb")
    return Path(one).resolve().parent if one else None


def in_memory():
    """Return a folder whose files are in memory, where a database is made in a fifth of the work; None where there is no room."""
    if not MEMORY.is_dir() or min(shutil.disk_usage(MEMORY).free, psutil.virtual_memory().available) < ROOM:
        return None
    return MEMORY


class PostgresServer:
    """A server; `durable` keeps what it promised through a crash, else it is fast."""

    def __init__(self, folder=None, *, durable=False, settings=(), environ=()):
        place = None if durable else in_memory()
        self.folder = Path(folder or tempfile.mkdtemp(prefix="greeter-pg-", dir=place))
        self.programs, self.environ = programs(), dict(environ)
        if self.programs is None:
            raise RuntimeError(
                "There is no PostgreSQL server on this machine: packaging/bootstrap.py setup installs it."
            )
        self.port, self._ports = free_port(), {}
        self.durable = durable
        self.data = self.folder / "data"
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(self.folder, "postgres", "postgres")
            self.folder.chmod(0o755)
        self._run(
            "initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"
        )
        fast = (
            []
            if durable
            else ["fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_wal_size = 128MB"]
        )
        own = [
            f"port = {self.port}", "listen_addresses = '127.0.0.1'", f"unix_socket_directories = '{self.folder}'",
            "shared_buffers = 64MB", "max_connections = 200", "log_min_messages = fatal", *fast, *settings,
        ]  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("\n".join(own) + "\n")
        self.start()

    def _run(self, program, *arguments, check=True):
        environ = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **self.environ}
        user = (
            {"user": pwd.getpwnam("postgres").pw_uid, "group": pwd.getpwnam("postgres").pw_gid}
            if os.geteuid() == 0
            else {}
        )
        return subprocess.run(
            [str(self.programs / program), *map(str, arguments)],
            check=check, capture_output=True, text=True, env=environ, cwd=self.folder, **user,
        )  # fmt: skip

    def start(self):
        """Start it, and wait until it answers."""
        self._run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "start")

    def stop(self, mode="fast"):
        """Stop it: `fast` in good order, `immediate` as a crash."""
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop", check=False)

    def close(self):
        """Stop it and take its files away."""
        for port in self._ports.values():
            port.close()
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def pid(self):
        """The process id of the server."""
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def url(self, database="postgres", user="postgres"):
        """Return the address of a database."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def run(self, sql, database="postgres"):
        """Run a statement as the one who may do everything."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(sql)

    def database(self, name, template="template1"):
        """Make a database and return its address."""
        self.run(f'create database "{name}" template "{template}"')
        return self.url(name)

    def emptied(self, name):
        """Return the address of the one database `name`, with nothing in it: to make another takes longer than most tests."""
        url = self.url(name)
        if name not in self._ports:
            self.database(name, template="greeter_form")
            self._ports[name] = open_port(url)  # its pool is shared by all that follow
        with psycopg.connect(url) as connection:
            connection.execute(EMPTY)
        return url


def free_port():
    """Return a port of the loopback that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
