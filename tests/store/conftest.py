"""A server that asks for passwords, shared by the tests of logins."""

from __future__ import annotations

import pytest

from tests.store import guarded


@pytest.fixture(scope="session")
def guarded_server():
    """A PostgreSQL server that asks everybody but its owner for a password."""
    server = guarded.guarded_server()
    yield server
    server.close()
