"""What the files of a store tell of answers to "How was your day?": the counts of now, and no way from one to the next."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from greeter.clock import to_ms
from greeter.opening import open_front_desk
from greeter.records.backup import make_copy
from greeter.records.copies import Copies
from greeter.store.address import sqlite_path
from greeter.store.sqlite_files import beside

COUNTS = "select week, good, hard, very_hard from pulse order by week"


def counts(file):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(COUNTS).fetchall()


def test_no_earlier_count_stays_in_the_log_and_the_running_week_is_in_no_copy(url, office, clock):
    file = Path(sqlite_path(url)).resolve()
    with open_front_desk(url, clock=clock, catalogue=office) as desk, open_front_desk(url, catalogue=office) as other:
        for answer in ("good", "hard"):
            desk.say_pulse(answer)
        clock.advance(hours=7 * 24)
        desk.check_in(service="permit")
        assert beside(file, "-wal").stat().st_size > 0
        desk.say_pulse("very_hard")
        assert beside(file, "-wal").stat().st_size == 0
        assert other.store.rows(COUNTS) == desk.store.rows(COUNTS)
        assert counts(file) == [("2026-W48", 1, 1, 0), ("2026-W49", 0, 0, 1)]
        copy = make_copy(Copies(file), to_ms(clock.now()))
        assert counts(copy.file) == [("2026-W48", 1, 1, 0), ("2026-W49", 0, 0, 0)]
        desk.say_pulse("very_hard")
        assert make_copy(Copies(file), to_ms(clock.now()) + 2_000).manifest.sha256 == copy.manifest.sha256


def test_while_somebody_reads_the_answer_is_counted_all_the_same(url, office, clock):
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        with closing(sqlite3.connect(sqlite_path(url), isolation_level=None)) as reader:
            reader.execute("begin")
            reader.execute(COUNTS).fetchall()
            desk.say_pulse("good")
            reader.execute("rollback")
        assert [tuple(row) for row in desk.store.rows(COUNTS)] == [("2026-W48", 1, 0, 0)]
        assert desk.store.rows("pragma busy_timeout")[0][0] == 10_000
