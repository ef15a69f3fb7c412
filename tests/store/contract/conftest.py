"""The contract: what a store keeps, whatever keeps it. Each test here runs over memory, a file, and a PostgreSQL server."""

from __future__ import annotations

import itertools
import shutil

import pytest

from greeter.opening import open_front_desk

KINDS = ("memory", "file", "postgresql")


@pytest.fixture(scope="session")
def fresh(postgres_server, tmp_path_factory, form):
    """Gives the address of an empty store of a kind. `name` is the database's; those that live longer than a test have one of their own."""
    folder, number = tmp_path_factory.mktemp("fresh"), itertools.count()

    def make(kind, name="contract"):
        if kind == "memory":
            return "sqlite://"
        if kind == "file":
            return f"sqlite:///{shutil.copyfile(form, folder / f'{next(number)}.db')}"
        return postgres_server.emptied(name)

    return make


@pytest.fixture(params=KINDS)
def desk(request, fresh, office, clock):
    """The town hall's front desk over each kind of store in turn."""
    with open_front_desk(fresh(request.param), clock=clock, catalogue=office) as opened:
        yield opened
