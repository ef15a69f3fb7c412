"""What all benchmarks share."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from math import ceil


class Runs:
    """Durations of one thing, in milliseconds."""

    def __init__(self):
        self.ms: list[float] = []

    @contextmanager
    def timed(self):
        """Time the block."""
        gc.disable()
        begun = time.perf_counter_ns()
        yield
        self.ms.append((time.perf_counter_ns() - begun) / 1e6)
        gc.enable()

    def quantile(self, share):
        """Return the nearest-rank quantile."""
        ordered = sorted(self.ms)
        return ordered[max(0, ceil(share * len(ordered)) - 1)]

    @property
    def p50(self):
        return self.quantile(0.5)

    @property
    def p95(self):
        return self.quantile(0.95)

    @property
    def p99(self):
        return self.quantile(0.99)
