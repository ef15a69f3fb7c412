"""Every act of the contract once more, through a clerk's login: what a clerk does needs no more rights than a clerk has."""

from __future__ import annotations

import pytest

from greeter.opening import open_front_desk, open_port
from greeter.store.tables import TABLES
from tests.postgres_server import EMPTY
from tests.store.contract import test_acts
from tests.store.contract.test_acts import *  # noqa: F403
from tests.store.guarded import GuardedStore

del test_story_words_and_answers_are_kept  # noqa: F821 (of the contract) it reads answers, which a clerk may not


@pytest.fixture(scope="module")
def clerks_store(guarded_server, office):
    store = GuardedStore(guarded_server, office.id)
    address = store.login("clerk")
    port = open_port(address)  # its pool is shared by all that follow
    yield store, address
    port.close()
    store.close()


@pytest.fixture
def desk(clerks_store, office, clock, monkeypatch):
    """The town hall's front desk, as a clerk reaches it."""
    store, address = clerks_store

    def everything(_desk):
        return {table: sorted(map(str, store.run(f"select * from {table}"))) for table in TABLES}

    monkeypatch.setattr(test_acts, "everything", everything)  # a clerk may not read answers
    with open_front_desk(address, clock=clock, catalogue=office) as opened:
        yield opened
    store.run(EMPTY)  # to truncate makes new files of all tables: it takes longer than most tests here
