"""What a process does not believe of a file after the disk has failed under it, seen from inside."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from greeter.opening import open_front_desk
from greeter.problems import StoreDamaged, StoreProblem
from greeter.store import doubt as doubts
from greeter.store import migrate
from greeter.store.address import sqlite_path
from greeter.store.doubt import Doubt, Standing, standing
from greeter.store.watch import watch


@pytest.fixture
def open_desk(url, office, clock):
    """Opens the front desk, as often as it is asked to."""
    opened = []

    def begin(**options):
        opened.append(open_front_desk(url, clock=clock, catalogue=office, **options))
        return opened[-1]

    yield begin
    for desk in opened:
        desk.close()


@pytest.fixture
def stands(url):
    return standing(sqlite_path(url))


def test_a_connection_older_than_a_failure_writes_nothing_more(open_desk, stands):
    desk = open_desk()
    desk.check_in(service="permit")
    stands.lose(Doubt.HOLDS_WHAT_IT_TOOK)
    for _ in range(2):
        with pytest.raises(StoreProblem, match="The disk did not answer as it should"):
            desk.check_in(service="permit")
    assert len(desk.queue()) == 1, "it may still be read"
    assert open_desk().check_in(service="permit").number == "P002"
    assert stands.doubt is Doubt.NONE
    with pytest.raises(StoreProblem, match="The disk did not answer as it should"):
        desk.check_in(service="permit")


def test_all_connections_of_the_process_go_when_the_store_could_only_be_read(open_desk, url, office, stands):
    desk, watcher = open_desk(), watch(url, office.id)
    watcher.moved()
    stands.lose(Doubt.TAKES_WRITES)
    with pytest.raises(StoreProblem, match="can only be read"):
        desk.queue()
    assert watcher.moved(), "it lets go, and says so once"
    assert not watcher.moved(), "nothing is opened before the disk takes writes"
    assert open_desk().check_in(service="permit").number == "P001"
    assert watcher.moved()
    watcher.close()


@pytest.mark.parametrize("harm", ["delete from journal where seq = 3", "update journal set hash = 'x' where seq = 2"])
def test_a_store_whose_journal_is_torn_is_not_believed_again(open_desk, url, stands, harm):
    with open_desk() as desk:
        for _ in range(3):
            desk.check_in(service="permit")
    with closing(sqlite3.connect(sqlite_path(url), isolation_level=None)) as connection:
        connection.execute(harm)
    stands.lose(Doubt.HOLDS_WHAT_IT_TOOK)
    for _ in range(2):
        with pytest.raises(StoreDamaged, match="The store is damaged"):
            open_desk()
    assert stands.doubt is Doubt.HOLDS_WHAT_IT_TOOK


def test_a_disk_that_fails_again_while_it_answers_is_not_believed():
    stands = Standing()
    stands.lose(Doubt.HOLDS_WHAT_IT_TOOK)
    before = stands.failures
    stands.lose(Doubt.HAS_ROOM)
    assert stands.doubt is Doubt.HOLDS_WHAT_IT_TOOK, "the graver doubt stays"
    stands.lose(Doubt.HOLDS_WHAT_IT_TOOK)
    stands.regain(before)
    assert stands.doubt is Doubt.HOLDS_WHAT_IT_TOOK
    stands.regain(stands.failures)
    assert stands.doubt is Doubt.NONE


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EACCES, "can only be read"),
        (errno.EIO, "did not answer as it should"),
    ],
)
def test_a_disk_in_doubt_is_asked_before_the_store_is_opened(open_desk, stands, monkeypatch, number, words):
    open_desk()
    stands.lose(Doubt.HAS_ROOM)

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(doubts.os, "write", refuse)
        with pytest.raises(StoreProblem, match=words):
            open_desk()
    assert open_desk().check_in(service="permit").number == "P001"


def test_a_system_that_takes_no_advice(open_desk, stands, monkeypatch):
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    stands.lose(Doubt.HOLDS_WHAT_IT_TOOK)
    assert open_desk().check_in(service="permit").number == "P001"
    assert stands.doubt is Doubt.NONE


def test_the_doubt_is_of_the_file_however_its_path_is_written(url, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    assert standing(str(link / "office.db")) is standing(sqlite_path(url))
    assert standing(str(tmp_path / "other.db")) is not standing(sqlite_path(url))


def test_a_copy_that_can_t_be_made_stops_the_change_to_a_newer_form(open_desk, url, monkeypatch):
    with open_desk() as desk:
        desk.check_in(service="permit")
    in_the_way = Path(f"{sqlite_path(url)}.before-migration.begun")
    in_the_way.mkdir()
    with monkeypatch.context() as patch:
        patch.setitem(migrate.STEPS, "9999_later", "create table later (id text) strict;")
        with pytest.raises(StoreProblem, match="copy before the change to a newer form can't be made"):
            open_desk()
    assert len(open_desk().queue()) == 1, "the store is in its old form"
