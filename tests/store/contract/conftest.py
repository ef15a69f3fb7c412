"""The contract: what a store keeps, whatever keeps it. Each test here runs over memory, a file, and a PostgreSQL server."""

from __future__ import annotations

import itertools

import psycopg
import pytest

from greeter.opening import open_front_desk, open_port
from greeter.store.tables import OF_OFFICES

KINDS = ("memory", "file", "postgresql")
EMPTY = "; ".join(f"delete from {table}" for table in reversed(OF_OFFICES)) + "; update server_clock set shift = 0"


@pytest.fixture(scope="session")
def fresh(postgres_server, tmp_path_factory):
    """Gives the address of an empty store of a kind.

    On PostgreSQL it is one database, emptied each time: to make another takes longer than most tests here. `name` is the database's; those that
    live longer than a test have one of their own.
    """
    folder, number = tmp_path_factory.mktemp("fresh"), itertools.count()
    open_ports = {}

    def make(kind, name="contract"):
        if kind == "memory":
            return "sqlite://"
        if kind == "file":
            return f"sqlite:///{folder / str(next(number))}.db"
        url = postgres_server.url(name)
        if name not in open_ports:
            postgres_server.database(name, template="greeter_form")
            open_ports[name] = open_port(url)  # its pool is shared by all that follow
        with psycopg.connect(url) as connection:
            connection.execute(EMPTY)
        return url

    yield make
    for port in open_ports.values():
        port.close()


@pytest.fixture(params=KINDS)
def desk(request, fresh, office, clock):
    """The town hall's front desk over each kind of store in turn."""
    with open_front_desk(fresh(request.param), clock=clock, catalogue=office) as opened:
        yield opened
