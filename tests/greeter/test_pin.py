"""The PIN that opens a locked kiosk: what may be one, how it is kept, and that guessing gets slow."""

from __future__ import annotations

import re
import stat

import pytest

from greeter.access.pin import FIRST_WAIT_MS, FREE, LONGEST_WAIT_MS, Pin, kiosk_pin
from greeter.problems import BadInput


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "kiosk-pin.json"


@pytest.fixture
def pin(file, clock):
    made = Pin(file, clock)
    made.set("2846")
    return made


@pytest.mark.parametrize("wrong", ["", "123", "123456789", "12a4", "２８４６", "1234", "8765", "7777"])
def test_what_is_no_pin_or_too_easy_to_guess(file, clock, wrong):
    with pytest.raises(BadInput):
        Pin(file, clock).set(wrong)
    assert not file.exists()


def test_only_a_hash_is_kept_and_only_its_owner_reads_it(slow_secrets, pin, file):
    assert "2846" not in file.read_text()
    memory, passes = re.search(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),", file.read_text()).groups()
    assert (int(memory) >= 46 * 1024, int(passes) >= 1) == (True, True), "it takes work to guess"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert (pin.is_set, pin.is_right("2846"), pin.wait_ms()) == (True, True, 0)


def test_no_file_or_a_broken_one_opens_nothing(file, clock):
    pin = Pin(file, clock)
    assert (pin.is_set, pin.is_right(""), pin.is_right("2846")) == (False, False, False)
    file.parent.mkdir()
    for held in ("not json", "[]", '{"hash": "", "wrong": 0}', '{"hash": "no hash"}'):
        file.write_text(held)
        assert not pin.is_right("2846")


def test_guessing_gets_slow_and_the_right_one_is_not_taken_while_it_waits(pin, file, clock):
    for _ in range(FREE - 1):
        assert not pin.is_right("9753")
    assert pin.wait_ms() == 0
    assert not pin.is_right("9753")
    assert pin.wait_ms() == FIRST_WAIT_MS
    assert not pin.is_right("2846")
    assert Pin(file, clock).wait_ms() == FIRST_WAIT_MS, "nor does another start help"
    clock.advance(seconds=FIRST_WAIT_MS / 1000)
    assert not pin.is_right("9753")
    assert pin.wait_ms() == 2 * FIRST_WAIT_MS
    for _ in range(8):
        clock.advance(seconds=pin.wait_ms() / 1000)
        pin.is_right("9753")
    assert pin.wait_ms() == LONGEST_WAIT_MS
    clock.advance(seconds=LONGEST_WAIT_MS / 1000)
    assert pin.is_right("2846")
    assert not pin.is_right("9753")
    assert pin.wait_ms() == 0, "what was wrong before the right one is forgotten"


def test_a_disk_that_takes_nothing_locks_nobody_in(pin, file, monkeypatch):
    def refuse(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(type(file), "replace", refuse)
    assert not pin.is_right("9753")
    assert pin.is_right("2846")
    with pytest.raises(OSError, match="full"):
        pin.set("2846")


def test_each_machine_has_one(clock, monkeypatch, tmp_path):
    monkeypatch.setattr("greeter.access.pin.data_folder", lambda: tmp_path)
    kiosk_pin(clock).set("2846")
    assert (tmp_path / "kiosk-pin.json").exists()
    assert kiosk_pin(clock).is_right("2846")
