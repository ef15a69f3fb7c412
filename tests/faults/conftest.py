"""What the tests of faults share: a disk that fails when it is told to, and desks in processes of their own."""

from __future__ import annotations

import pytest

from tests.faults.disk import Disk, build
from tests.faults.other_process import DESK, Other


@pytest.fixture(scope="session")
def disk_library(tmp_path_factory):
    """The compiled disk."""
    return build(tmp_path_factory.mktemp("disk"))


@pytest.fixture
def disk(disk_library, tmp_path):
    """A sound disk that can fail."""
    return Disk(disk_library, tmp_path)


@pytest.fixture
def start():
    """Starts other processes, and ends them with the test."""
    started = []

    def begin(*command, environ=None):
        started.append(Other(*command, environ=environ))
        return started[-1]

    yield begin
    for other in started:
        other.kill()


@pytest.fixture
def start_desk(start):
    """Starts desks in processes of their own."""

    def begin(url, *options, environ=None):
        other = start(DESK, url, *options, environ=environ)
        assert other.hears() == "ready"
        return other

    return begin
