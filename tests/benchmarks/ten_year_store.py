"""A store of ten years, built in minutes: some weeks are played through the real front desk, and laid over ten years by plain SQL.

Each weekday of the ten years gets the visits of several played days of the same weekday, with ids of their own, their requests, announcements,
answers and lines of the journal, all in the order of their times and chained anew. Left out are texts and names (after ten years they are long
forgotten) and all but the first next step of a visit.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections import defaultdict
from datetime import date, timedelta

from greeter.model.journal import FIRST_HASH, SEPARATOR

FIRST, DAYS = date(2016, 1, 4), 3_653
PLAYED_FIRST, PLAYED_DAYS = "2015-09-07", 42
VISITS = 1_500_000
DAY_MS = 86_400_000
_OF_VISIT = {"request": "visit", "told": "visit", "survey": "visit", "request_key": "visit", "step": "visit"}
_TIMES = frozenset({"at", "arrived_at", "opened_at", "called_at", "started_at", "ended_at", "appointment_at"})
_TICKS = frozenset({"tick", "opened_tick", "credit_tick", "state_tick", "call_tick", "back_tick"})
_IDS = frozenset({"id", "visit", "request", "handed_to", "came_from"})


class Played:
    """The days that were played, in memory: what each table holds of them, by day."""

    def __init__(self, path):
        connection = sqlite3.connect(path)
        connection.row_factory = sqlite3.Row
        rows = connection.execute
        self.office = rows("select office from journal_head").fetchone()[0]
        visits = rows("select * from visit order by business_day, arrived_at").fetchall()
        self.day_of = {row["id"]: row["business_day"] for row in visits}
        self.days: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
        for row in visits:
            self.days[row["business_day"]]["visit"].append(dict(row))
        for table, visit in _OF_VISIT.items():
            only = " where position = 1" if table == "step" else ""
            for row in rows(f"select * from {table}{only}").fetchall():
                self.days[self.day_of[row[visit]]][table].append(dict(row))
        begins = {day: rows("select min(at) from journal where visit in (select id from visit where business_day = ?)", (day,)).fetchone()[0]
                  for day in self.days}  # fmt: skip
        ordered = sorted(begins, key=begins.get)
        lines = rows("select * from journal order by seq").fetchall()
        place = 0
        for line in lines:
            while place + 1 < len(ordered) and line["at"] >= begins[ordered[place + 1]] - DAY_MS // 12:
                place += 1
            self.days[ordered[place]]["journal"].append(dict(line))
        self.weekdays: dict[int, list[str]] = defaultdict(list)
        for day in self.days:
            self.weekdays[date.fromisoformat(day).weekday()].append(day)
        self.a_day = len(visits) / len(self.days)
        connection.close()


class Writer:
    """Lays played days over the calendar of a store that is empty but for its form."""

    def __init__(self, path, played):
        self.db = sqlite3.connect(path)
        self.db.executescript("pragma synchronous=off; pragma cache_size=-400000;")
        self.played, self.seq, self.hash, self.tick, self.at = played, 0, FIRST_HASH, 0, 0
        self.random = random.Random(7)

    def write(self, days):
        """Write the visits of several played days on each weekday; return how many there are."""
        weekdays = sum((FIRST + timedelta(days=n)).weekday() in self.played.weekdays for n in range(days))
        each = VISITS * days / DAYS / weekdays / self.played.a_day
        owed, visits = 0.0, 0
        for n in range(days):
            day = FIRST + timedelta(days=n)
            like = self.played.weekdays.get(day.weekday())
            if not like:
                continue
            owed += each
            parts = self.random.sample(like, min(int(owed), len(like)))
            owed -= len(parts)
            visits += self._day(day, parts)
            if n % 50 == 0:
                self.db.commit()
        self.db.execute("delete from journal_head")
        self.db.execute(
            "insert into journal_head (office, seq, tick, wall, steady, run, hash) values (?, ?, ?, ?, ?, 'bench', ?)",
            (self.played.office, self.seq, self.tick, self.at, self.tick, self.hash),
        )
        self.db.commit()
        self.db.execute("pragma wal_checkpoint(truncate)")
        self.db.execute("analyze")
        self.db.close()
        return visits

    def _day(self, day, parts):
        lines, count, begins = [], 0, self.tick + DAY_MS // 3
        for copy, source in enumerate(parts):
            held = self.played.days[source]
            shift = (day - date.fromisoformat(source)).days * DAY_MS
            ticks = begins - held["journal"][0]["tick"]
            mark = f"{(day - FIRST).days:03x}{copy:x}"
            renamed = _Renamed(day, shift, ticks, mark)
            count += len(held["visit"])
            for table in ("visit", *_OF_VISIT):
                if table != "told" and table != "survey":
                    self._insert(table, [renamed.row(table, row) for row in held[table]])
            lines += [
                (row["at"] + shift, copy, row["seq"], row["tick"] + ticks, row, renamed) for row in held["journal"]
            ]
        self._journal(parts, sorted(lines, key=lambda line: line[:3]))
        letters: dict[str, int] = defaultdict(int)
        self._insert("ticket_number", [
            {"office": self.played.office, "business_day": day.isoformat(), "letter": letter, "last": last}
            for letter, last in (letters | {"P": 900, "R": 900}).items()
        ])  # fmt: skip
        return count

    def _journal(self, parts, lines):
        """Chain the lines anew; announcements and answers follow the number of their line."""
        office, made, numbers = self.played.office, [], {}
        for at, copy, seq, tick, row, renamed in lines:
            self.seq += 1
            gap, self.tick, self.at = max(0, tick - self.tick), max(tick, self.tick), at
            visit = renamed.id(row["visit"])
            counter, clerk, kind, data = row["counter"], row["clerk"], row["kind"], row["data"]
            fields = (office, self.seq, at, self.tick, gap, kind, visit or "", counter or "", clerk or "", data)
            line = SEPARATOR.join(map(str, fields))
            previous, self.hash = self.hash, hashlib.sha256(f"{self.hash}{SEPARATOR}{line}".encode()).hexdigest()
            made.append((office, self.seq, at, self.tick, gap, kind, visit, counter, clerk, data, previous, self.hash))
            numbers[copy, seq] = self.seq
        self.db.executemany("insert into journal values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", made)
        for table in ("told", "survey"):
            self._insert(table, [
                renamed.row(table, row) | {"seq": numbers[copy, row["seq"]]}
                for copy, source in enumerate(parts)
                for renamed in [next(line[5] for line in lines if line[1] == copy)]
                for row in self.played.days[source][table]
                if (copy, row["seq"]) in numbers
            ])  # fmt: skip

    def _insert(self, table, rows):
        if rows:
            columns = tuple(rows[0])
            places = ", ".join("?" * len(columns))
            self.db.executemany(
                f"insert into {table} ({', '.join(columns)}) values ({places})", [tuple(row.values()) for row in rows]
            )


class _Renamed:
    """How a played day's rows are told on another day."""

    def __init__(self, day, shift, ticks, mark):
        self.day, self.shift, self.ticks, self.mark = day.isoformat(), shift, ticks, mark
        self._known: dict[str, str] = {}
        self.begin = f"{(day - date(1970, 1, 1)).days * DAY_MS + DAY_MS // 2:012x}"

    def id(self, text):
        """Return an id as this program makes them: its time first, so that rows of one day lie together."""
        if text and text not in self._known:
            begin, rest = f"{self.begin[:8]}-{self.begin[8:]}", f"{text[15:18]}-{text[19:23]}-{text[24:32]}{self.mark}"
            self._known[text] = f"{begin}-7{rest}"
        return text and self._known[text]

    def row(self, table, row):
        """Return a row with its ids, times and ticks moved."""
        made = dict(row)
        for name in _IDS & row.keys():
            made[name] = self.id(row[name])
        for names, moved in ((_TIMES, self.shift), (_TICKS, self.ticks)):
            for name in names & row.keys():
                if row[name] is not None:
                    made[name] = row[name] + moved
        if table == "visit":
            made |= {
                "business_day": self.day,
                "number": f"{row['number']}{self.mark[3:]}",
                "token": f"{row['token'][:-4]}{self.mark}",
            }
            made["came_from"] = None
        if table == "request_key":
            made["key"] = f"{row['key']} {self.mark}"
        return made
