"""The locked kiosk ends by a gesture and a PIN, and by nothing else."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from greeter.access.commands import set_kiosk_pin
from greeter.access.pin import Pin
from greeter.problems import BadInput
from ui.kiosk.leaving import TOUCHES, Leaving

RIGHT = "2580"


@pytest.fixture
def pin(tmp_path, clock):
    made = Pin(tmp_path / "data" / "kiosk-pin.json", clock)
    made.set(RIGHT)
    return made


@pytest.fixture
def ended():
    return []


@pytest.fixture
def leaving(hand, pin, clock, ended):
    made = Leaving(hand.window, pin, clock, lambda: ended.append("ended"))
    made.watch()
    return made


CORNER = QPoint(8, 8)


def corner(hand, times=TOUCHES, at=CORNER):
    for _ in range(times):
        QTest.mouseClick(hand.window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    hand.settle()


def enter(leaving, digits):
    for digit in digits:
        QTest.mouseClick(leaving.panel.keys[digit], Qt.MouseButton.LeftButton)
    QTest.mouseClick(leaving.panel.ok, Qt.MouseButton.LeftButton)


def test_gesture_and_pin_end_it(hand, leaving, ended):
    corner(hand)
    assert leaving.panel is not None
    enter(leaving, RIGHT)
    assert ended == ["ended"]
    assert leaving.panel is None


def test_a_visitors_answers_are_gone_when_staff_end_it(hand, leaving, ended):
    hand.touch("Start")
    hand.presenter.type_name("Wilhelmina")
    corner(hand)
    enter(leaving, RIGHT)
    assert ended
    assert "Wilhelmina" not in hand.words()


@pytest.mark.parametrize("at", [QPoint(500, 8), QPoint(8, 500), QPoint(1070, 8)])
def test_no_other_place_asks_for_it(hand, leaving, at):
    corner(hand, 12, at)
    assert leaving.panel is None


def test_slow_touches_are_no_gesture(hand, leaving, clock):
    for _ in range(3 * TOUCHES):
        corner(hand, 1)
        clock.advance(seconds=2)
    assert leaving.panel is None


def test_a_touch_elsewhere_begins_anew(hand, leaving):
    corner(hand, TOUCHES - 1)
    corner(hand, 1, QPoint(500, 900))
    corner(hand, TOUCHES - 1)
    assert leaving.panel is None


def test_wrong_pins_are_told_and_slowed(hand, leaving, ended, clock):
    corner(hand)
    for _ in range(3):
        enter(leaving, "9753")
    assert leaving.panel.words.text() == "Not this one. Try again in 30 seconds."
    enter(leaving, RIGHT)
    assert ended == [], "while none is taken, not even the right one is"
    clock.advance(seconds=31)
    enter(leaving, "1111")
    assert leaving.panel.words.text() == "Not this one. Try again in 60 seconds."
    clock.advance(seconds=61)
    enter(leaving, RIGHT)
    assert ended == ["ended"]


def test_a_restart_does_not_help_who_guesses(pin, clock):
    for _ in range(4):
        assert not pin.is_right("9753")
    again = Pin(pin._file, clock)
    assert again.wait_ms() == 30_000
    assert not again.is_right(RIGHT)
    clock.advance(seconds=30)
    assert again.is_right(RIGHT)
    assert again.wait_ms() == 0


def test_waits_grow_to_a_quarter_of_an_hour(pin, clock):
    waits = []
    for _ in range(10):
        pin.is_right("9753")
        waits.append(pin.wait_ms() // 1000)
        clock.advance(seconds=waits[-1])
    assert waits == [0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_without_a_pin_the_gesture_does_nothing(hand, tmp_path, clock, ended):
    leaving = Leaving(hand.window, Pin(tmp_path / "none.json", clock), clock, lambda: ended.append(1))
    leaving.watch()
    corner(hand)
    assert leaving.panel is None


def test_back_and_time_take_the_panel_away(hand, leaving):
    corner(hand)
    QTest.mouseClick(leaving.panel.go_back, Qt.MouseButton.LeftButton)
    assert leaving.panel is None
    corner(hand)
    assert leaving._away.isActive()
    leaving._away.timeout.emit()
    assert leaving.panel is None


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1280, 800)])
def test_the_panel_hides_all_and_its_keys_are_large(hand, leaving, size):
    hand.resize(*size)
    corner(hand)
    panel = leaving.panel
    assert panel.geometry() == hand.window.rect()
    keys = [*panel.keys.values(), panel.delete, panel.ok, panel.go_back]
    boxes = [key.geometry() for key in keys]
    assert all(panel.rect().contains(box) for box in boxes)
    assert all(min(box.width(), box.height()) >= 15 / 25.4 * 100 - 1 for box in boxes)
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[:n])


@pytest.mark.parametrize("pin_text", ["", "123", "123456789", "12a4", "1111", "1234", "4321", "１２３５"])
def test_a_pin_that_is_none_is_refused(pin, pin_text):
    with pytest.raises(BadInput):
        pin.set(pin_text)
    assert pin.is_right(RIGHT)


def test_the_pin_is_no_text_on_the_disk(pin):
    kept = pin._file.read_text()
    assert RIGHT not in kept
    assert json.loads(kept)["hash"].startswith("$argon2id$")
    assert pin._file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("junk", ["", "{", "[]", '{"hash": "x"}', '{"hash": 3, "until": 0}'])
def test_a_damaged_file_opens_nothing(pin, junk):
    pin._file.write_text(junk)
    assert not pin.is_right(RIGHT)


def test_the_command_sets_it(tmp_path, monkeypatch, clock):
    monkeypatch.setenv("GREETER_HOME", str(tmp_path))
    done = CliRunner().invoke(set_kiosk_pin, input="2580\n2580\n")
    assert done.exit_code == 0, done.output
    assert Pin(tmp_path / "kiosk-pin.json", clock).is_right("2580")
    assert CliRunner().invoke(set_kiosk_pin, ["--pin", "1234"]).exception is not None
