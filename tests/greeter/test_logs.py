"""Log and crash cards hold what mends a bug, and nothing a visitor said."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest

from greeter.clock import ManualClock, from_ms, to_ms
from greeter.logs import log_to_file, write_crash_card


@pytest.fixture
def _own_handlers():
    root = logging.getLogger("greeter")
    before = list(root.handlers)
    yield
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()


def test_a_crash_card_tells_where_and_leaves_out_the_words(tmp_path):
    try:
        raise ValueError("Maria Okafor wants a deck")
    except ValueError as bug:
        card = write_crash_card(bug, tmp_path / "logs", datetime(2026, 11, 24, tzinfo=UTC))
    text = card.read_text()
    assert "builtins.ValueError" in text
    assert "test_logs.py" in text
    assert "Okafor wants" not in text.replace('raise ValueError("Maria Okafor wants a deck")', "")


def test_a_card_that_can_t_be_written_is_none(tmp_path):
    (tmp_path / "file").write_text("")
    assert write_crash_card(ValueError(), tmp_path / "file") is None


@pytest.mark.usefixtures("_own_handlers")
def test_the_log_goes_to_its_file(tmp_path):
    target = log_to_file(tmp_path / "logs")
    logging.getLogger("greeter.test").info("counter 3 opened")
    assert "counter 3 opened" in target.read_text()


@pytest.mark.usefixtures("_own_handlers")
def test_a_folder_that_can_t_be_written_is_no_crash(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    log_to_file(tmp_path / "file" / "logs")
    assert "no log file" in caplog.text


def test_a_manual_clock_only_goes_forward():
    clock = ManualClock(datetime(2026, 11, 24, 18, tzinfo=UTC))
    clock.move_to(datetime(2026, 11, 24, 17, tzinfo=UTC))
    assert clock.now().hour == 18
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(minutes=-1)
    with pytest.raises(ValueError, match="zone"):
        ManualClock(datetime(2026, 11, 24))  # noqa: DTZ001
    assert from_ms(to_ms(clock.now())) == clock.now()
