"""Colleagues among each other: help that one of them takes, and a note whose words are forgotten. Over every kind of store."""

from __future__ import annotations

import pytest

from greeter.model.notice import Notice
from greeter.problems import BadInput, Unlawful
from greeter.views.board_view import read_board
from greeter.views.kiosk_menu import Taking, read_kiosk_menu
from greeter.views.queue_view import read_queue

DANA, SAM = "dana", "sam"


def asks(desk):
    return read_queue(desk, "2", SAM).help_at


def staff_note(desk):
    return read_queue(desk, "2", SAM).notices.get(Notice.STAFF)


def told(desk, kind):
    return desk.store.rows("select counter, clerk, data from journal where kind = :kind order by seq", {"kind": kind})


def test_each_counter_asks_for_itself_and_one_colleague_takes_it(desk, clock):
    desk.call_for_help("3", clerk=DANA)
    clock.advance(seconds=5)
    desk.call_for_help("1", clerk="ruth")
    clock.advance(seconds=5)
    desk.call_for_help("3", clerk=DANA)  # still nobody came
    assert sorted(asks(desk)) == ["1", "3"]
    desk.end_help("3", clerk=SAM)
    assert asks(desk) == ("1",)
    with pytest.raises(Unlawful, match="A colleague has taken the call of counter 3 already"):
        desk.end_help("3", clerk="lee")
    assert asks(desk) == ("1",)
    assert [(line["counter"], line["clerk"]) for line in told(desk, "notice")] == [
        ("3", DANA),
        ("1", "ruth"),
        ("3", DANA),
    ]
    assert [(line["counter"], line["clerk"]) for line in told(desk, "end_notice")] == [("3", SAM)]
    with pytest.raises(BadInput):
        desk.call_for_help("", clerk=DANA)


def test_a_note_takes_the_place_of_the_one_before_and_leaves_no_words(desk):
    with pytest.raises(BadInput, match="The note"):
        desk.note_for_all("  ", clerk=DANA)
    with pytest.raises(BadInput):
        desk.note_for_all("x" * 201, clerk=DANA)
    desk.note_for_all("The mayor comes at noon", clerk=DANA)
    desk.note_for_all("The mayor comes at one", clerk=SAM)
    assert staff_note(desk) == "sam: The mayor comes at one"
    desk.end_note_for_all(clerk=DANA)
    assert staff_note(desk) is None
    rows = desk.store.rows("select text as said from notice") + desk.store.rows("select data as said from journal")
    assert not [row for row in rows if "mayor" in row["said"]]


def test_visitors_read_neither(desk):
    desk.call_for_help("3", clerk=DANA)
    desk.note_for_all("The mayor comes at noon", clerk=DANA)
    assert "mayor" not in repr(read_board(desk))
    assert read_board(desk).announcement == ""
    assert read_kiosk_menu(desk).taking is Taking.OPEN
