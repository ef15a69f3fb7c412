"""A front desk in a process of its own, which goes by the machine's clock as this process is shown it, or by one that it is told.

Called as `clock_process.py URL CATALOGUE [TIME]`: with a time, the clock stands there until it is moved. Each line that it reads is a list in
JSON, a word and what belongs to it, and each answer is JSON, too: `["act", "call", {...}]`, `["move", TIME]`, `["look"]`,
`["figures", DAY, DAY]`, `["tables", DAY, FOLDER]`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from pathlib import Path

from greeter.clock import ManualClock
from greeter.model.visit import MINUTE_MS
from greeter.opening import open_front_desk
from greeter.problems import Problem
from greeter.queueing.forecast import Forecast
from greeter.reports.figures import read_figures
from greeter.reports.formats import Format
from greeter.reports.quantities import Amount, Count, Quantiles, Share, Unit
from greeter.reports.report import write_report
from greeter.reports.span import Span
from greeter.views.board_view import read_board
from greeter.views.queue_view import read_queue
from greeter.views.visit_card import read_visit_card


def act(desk, name, facts):
    """Do an act; `told` is a forecast's minutes."""
    if "told" in facts:
        facts["told"] = Forecast(*(minutes * MINUTE_MS for minutes in facts["told"]), ahead=0)
    result = getattr(desk, name)(**facts)
    return asdict(result) if is_dataclass(result) else result


def look(desk):
    """Return every duration that a screen shows now, in milliseconds, and what the board calls."""
    queue, board = read_queue(desk, "3", "dana"), read_board(desk)
    rows = (*queue.mine, *queue.others, *queue.on_hold, *queue.at_counters, *queue.no_shows)
    cards = [read_visit_card(desk, row.visit_id) for row in rows]
    shown = {f"queue {row.number}": row.waited for row in rows}
    for card in cards:
        shown |= {f"{name} {card.number}": getattr(card, name) for name in ("in_state", "waited", "with_clerk")}
    durations = {what: passed.total_seconds() * 1000 for what, passed in shown.items()}
    for wait in board.waits:
        if wait.forecast is not None:
            names = ("low_ms", "middle_ms", "high_ms")
            durations |= {f"forecast {name} {wait.service}": getattr(wait.forecast, name) for name in names}
    waiting = [row.number for row in (*queue.mine, *queue.others)]
    return {"durations": durations, "waiting": waiting, "board": [call.number for call in board.calls]}


def figures(desk, first, last):
    """Return every duration of the report in milliseconds, and what it counts."""
    found = read_figures(desk, Span(date.fromisoformat(first), date.fromisoformat(last)))
    durations, counts = {f"dot {place}": dot.wait_ms for place, dot in enumerate(found.dots)}, {}
    for table in found.tables.values():
        for line in table.every_line:
            for column, value in zip(table.columns, line.values, strict=True):
                place = f"{table.key} {line.key} {column.key}"
                if isinstance(value, Quantiles):
                    durations |= {
                        f"{place} p50": value.p50,
                        f"{place} p90": value.p90,
                        f"{place} longest": value.longest,
                    }
                elif isinstance(value, Amount) and value.unit is Unit.MINUTES and value.value is not None:
                    durations[place] = value.value * MINUTE_MS
                elif isinstance(value, Count):
                    counts[place] = value.n
                elif isinstance(value, Share):
                    counts[place] = value.k
    return {"durations": durations, "counts": counts, "arrivals": found.arrivals, "sound": found.journal.sound}


def tables(desk, day, folder):
    """Write the tables of a day's report, and return their names."""
    when = date.fromisoformat(day)
    return [file.name for file in write_report(desk, when, when, {Format.CSV: Path(folder)}).files[Format.CSV]]


ANSWERS = {"act": act, "look": look, "figures": figures, "tables": tables}


def main():
    url, catalogue, *start = sys.argv[1:]
    clock = ManualClock(datetime.fromisoformat(start[0])) if start else None
    with open_front_desk(url, catalogue=catalogue, clock=clock) as desk:
        print("ready", flush=True)
        for line in sys.stdin:
            word, *rest = json.loads(line)
            try:
                answer = clock.move_to(datetime.fromisoformat(*rest)) if word == "move" else ANSWERS[word](desk, *rest)
            except Problem as met:
                answer = {"problem": str(met)}
            print(json.dumps(answer, default=str), flush=True)


if __name__ == "__main__":
    main()
