"""Waits for what another process does, without a guess at how long it takes."""

from __future__ import annotations

import time

DEADLINE_S = 30.0


def until(happened, deadline_s=DEADLINE_S):
    """Ask until the answer is true, and return it; a false one when time is up."""
    ends = time.monotonic() + deadline_s
    while True:
        answer = happened()
        if answer or time.monotonic() > ends:
            return answer
