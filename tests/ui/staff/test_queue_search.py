"""The queue is searched by one key; Esc shows it whole again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.staff.queue_model import Heading
from ui.staff.queue_search import found_in

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_ctrl_f_shows_those_alone_who_fit_and_esc_all(staffed):
    counter = staffed()
    queue = counter.panes.queue
    whole = queue.list.queue.rowCount()
    counter.press(Key.Key_F, CONTROL)
    counter.write("spanish")

    def shown():
        items = [queue.list.queue.item_at(row) for row in range(queue.list.queue.rowCount())]
        return [item.title if isinstance(item, Heading) else item.number for item in items]

    assert shown() == ["P017"]
    queue.search.setText("records")
    heading = queue.list.queue.item_at(0)
    assert (shown(), heading.count) == (["Waiting for other counters", "V009", "V010"], "2 people")
    view, texts = counter.state.queue, counter.window._texts
    told = {typed: [one.number for one in found_in(texts, view, typed) if not isinstance(one, Heading)] for typed in (
        "p016", "weelchair", "records", "site plan", "xyzzy",
    )}  # fmt: skip
    assert told == {
        "p016": ["P016"], "weelchair": ["P018"], "records": ["V009", "V010"], "site plan": ["P012"], "xyzzy": [],
    }  # fmt: skip
    counter.press(Key.Key_Return)
    assert QApplication.focusWidget() is queue.list
    counter.press(Key.Key_Escape)
    assert (queue.search.isVisible(), queue.list.queue.rowCount()) == (False, whole)
