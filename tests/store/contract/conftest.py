"""The contract: what a store keeps, whatever keeps it. Each test here runs over memory, a file, and a PostgreSQL server."""

from __future__ import annotations

import pytest

from greeter.opening import open_front_desk


@pytest.fixture(params=["memory", "file", "postgresql"])
def desk(request, office, clock):
    """The town hall's front desk over each kind of store in turn."""
    address = {"memory": "sqlite://"}.get(request.param) or request.getfixturevalue(
        {"file": "url", "postgresql": "postgres_url"}[request.param]
    )
    with open_front_desk(address, clock=clock, catalogue=office) as opened:
        yield opened
