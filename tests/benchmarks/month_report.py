"""A month's PDF from a store of 150,000 visits, as a whole process.

The sample town hall sees about 135 visitors a day, so the store spans more than a year of its days; the report is of the days that hold a twelfth of
the visits. Playing them takes some minutes; GREETER_YEAR_STORE names a store from an earlier run to use instead, or where to keep this one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from greeter import open_front_desk
from tests.benchmarks.timing import Runs

VISITS = 150_000
DAYS_AT_ONCE = 150
RUNS = 5


def measure(folder):
    """Return month_report_s (median, whole process), month_report_worst_s, month_report_visits and year_store_visits."""
    store = Path(os.environ.get("GREETER_YEAR_STORE") or folder / "year.db")
    url = f"sqlite:///{store}"
    fill(url)
    first, last, visits, whole = month(url)
    runs = Runs()
    for _ in range(RUNS):
        with runs.timed():
            subprocess.run(
                [sys.executable, "-m", "greeter", "report", "--from", first, "--to", last, "--pdf", folder / "month.pdf", "--db", url],
                check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
    assert (folder / "month.pdf").stat().st_size > 10_000
    return {
        "month_report_s": runs.p50 / 1000,
        "month_report_worst_s": max(runs.ms) / 1000,
        "month_report_visits": visits,
        "year_store_visits": whole,
    }


def fill(url):
    """Play days into the store until it holds enough."""
    begins = 2016
    while count(url) < VISITS:
        days = str(DAYS_AT_ONCE)
        command = [
            sys.executable,
            "-m",
            "greeter",
            "simulate",
            "--days",
            days,
            "--seed",
            str(begins),
            "--from",
            f"{begins}-01-03",
            "--db",
            url,
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        begins += 1


def count(url):
    """Return how many visits the store holds."""
    with open_front_desk(url) as desk:
        return desk.store.rows("select count(*) as n from visit")[0]["n"]


def month(url):
    """Return first and last day of a span that holds a twelfth of the visits, with both counts."""
    with open_front_desk(url) as desk:
        rows = desk.store.rows(
            "select business_day as day, count(*) as n from visit group by business_day order by business_day desc"
        )
    rows = [row for row in rows if row["day"] < f"{datetime.now(UTC):%Y-%m-%d}"]  # a report is of days that were
    held = 0
    for row in rows:
        held += row["n"]
        if held >= VISITS / 12:
            break
    return row["day"], rows[0]["day"], held, count(url)
