"""The journal's chain: every way of touching it shows, at the line where it was touched."""

from __future__ import annotations

import pytest

from greeter.model.journal import FIRST_HASH, hash_of
from greeter.records import integrity
from greeter.records.integrity import offices, short_hash, verify
from tests.greeter.report_days import Counter

OFFICE = "alder-creek"


@pytest.fixture
def kept(desk, clock):
    counter = Counter(desk, clock)
    for minutes in (3, 4, 5):
        counter.serve("permit", minutes, 6)
    return desk


def change(desk, sql, **values):
    with desk.store.port.atomic():
        assert desk.store.port.run(sql, values) > 0


def hash_of_line(desk, seq):
    return desk.store.rows("select hash from journal where seq = :seq", {"seq": seq})[0]["hash"]


class TestVerify:
    def test_what_nobody_touched_is_sound(self, kept):
        verdict = verify(kept.store, OFFICE)
        head = kept.store.rows("select seq, hash from journal_head")[0]
        assert verdict.sound
        assert (verdict.lines, verdict.first, verdict.last, verdict.head) == (12, 1, 12, head["hash"])
        assert verdict.short_head == f"{head['hash'][:4]} {head['hash'][4:8]} {head['hash'][8:12]}"

    def test_an_empty_store_is_sound(self, desk):
        assert offices(desk.store) == []
        verdict = verify(desk.store, OFFICE)
        assert (verdict.sound, verdict.lines, verdict.head) == (True, 0, FIRST_HASH)

    @pytest.mark.parametrize(
        "what",
        ["clerk = 'x'", "counter = null", "at = at + 1", "tick = tick + 1", "gap = gap + 1", "kind = 'leave'", "data = '{}'", "visit = 'x'"],
    )  # fmt: skip
    def test_a_changed_column_names_its_line(self, kept, what):
        change(kept, f"update journal set {what} where seq = 7")
        verdict = verify(kept.store, OFFICE)
        assert (verdict.bad, verdict.lines) == (7, 6)
        assert verdict.why == "It was changed after it was written."

    def test_a_line_taken_out(self, kept):
        change(kept, "delete from journal where seq = 5")
        verdict = verify(kept.store, OFFICE)
        assert (verdict.bad, verdict.why) == (6, "1 line is missing before line 6.")

    def test_a_line_rewritten_with_its_hash_breaks_at_the_next(self, kept):
        change(kept, "update journal set hash = :hash where seq = 5", hash="f" * 64)
        assert verify(kept.store, OFFICE).bad == 5
        change(kept, "update journal set clerk = 'eve' where seq = 5")
        row = next(iter(integrity.lines(kept.store, OFFICE, 5, 5)))
        forged = hash_of(row["previous"], row["line"])
        change(kept, "update journal set hash = :hash where seq = 5", hash=forged)
        verdict = verify(kept.store, OFFICE)
        assert (verdict.bad, verdict.why) == (6, "It does not follow the line before it.")

    def test_a_tail_cut_off_shows_against_the_head(self, kept):
        change(kept, "delete from journal where seq > 9")
        verdict = verify(kept.store, OFFICE)
        assert (verdict.bad, verdict.why) == (10, "The journal ends at line 9, its head says 12.")

    def test_lines_beyond_the_head(self, kept):
        change(kept, "update journal_head set seq = 9, hash = :hash", hash=hash_of_line(kept, 9))
        verdict = verify(kept.store, OFFICE)
        assert (verdict.bad, verdict.why) == (10, "It lies beyond the head, which says 9.")

    def test_a_head_that_was_changed(self, kept):
        change(kept, "update journal_head set hash = :hash", hash="0" * 64)
        assert verify(kept.store, OFFICE).why == "The head does not fit the last line."

    def test_a_head_that_is_gone(self, kept):
        change(kept, "delete from journal_head")
        assert offices(kept.store) == [OFFICE]
        assert verify(kept.store, OFFICE).why == "The journal has lines, but its head is gone."

    def test_all_lines_gone(self, kept):
        change(kept, "delete from journal")
        verdict = verify(kept.store, OFFICE)
        assert (verdict.bad, verdict.lines, verdict.why) == (1, 0, "The journal ends at line 0, its head says 12.")

    def test_a_head_cut_with_its_tail_shows_against_what_was_printed(self, kept):
        printed = short_hash(hash_of_line(kept, 12))
        assert verify(kept.store, OFFICE, printed=printed).printed_at == 12
        change(kept, "delete from journal where seq > 9")
        change(kept, "update journal_head set seq = 9, hash = :hash", hash=hash_of_line(kept, 9))
        verdict = verify(kept.store, OFFICE, printed=printed)
        assert (verdict.sound, verdict.printed_at) == (True, None)

    def test_pages_are_read_one_after_another(self, kept, monkeypatch):
        monkeypatch.setattr(integrity, "PAGE", 5)
        assert verify(kept.store, OFFICE).lines == 12
