"""Runs the benchmarks and prints their figures, one a line or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path

SUITES = (
    "check_in",
    "call_next",
    "races",
    "one_queue",
    "queue_model",
    "staff_acts",
    "roles",
    "kiosk_pages",
    "speech",
    "cross_window",
    "first_paint",
    "month_report",
    "forecast",
)
LONG = ("kiosk_languages", "offices", "shift", "ten_years")
"""Only run when named: they take minutes."""


def main() -> int:
    """Run all suites, or those named."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object on the last line")
    parser.add_argument(
        "suites", nargs="*", choices=[*SUITES, *LONG, []], help="which to run; all but the long ones by default"
    )
    asked = parser.parse_args()
    figures: dict[str, float] = {}
    for name in asked.suites or SUITES:
        with tempfile.TemporaryDirectory() as folder:
            found = import_module(f"tests.benchmarks.{name}").measure(Path(folder))
        figures.update(found)
        for key, value in found.items():
            print(f"{key:28} {value:10.3f}", file=sys.stderr if asked.json else sys.stdout, flush=True)
    if asked.json:
        print(json.dumps({key: round(value, 4) for key, value in figures.items()}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
