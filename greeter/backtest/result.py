"""What a backtest found: ours beside each baseline, on the same rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Figures = dict[str, float]
"""Figures by their key: `pinball`, `top1`, ..."""


@dataclass(frozen=True, slots=True)
class Result:
    """Figures of our own method and of each baseline.

    ms: milliseconds per forecast, ours, on this machine. n: rows asked. cold: the same with little to learn from ("first day", "25 cases", ...):
    by condition, then by method; our own is "ours".
    """

    ours: Figures
    baselines: Mapping[str, Figures]
    n: int
    ms: float
    cold: Mapping[str, Mapping[str, Figures]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """Sentences on how it was measured, printed beneath the table."""
    untold: tuple[str, ...] = ()
    """Keys of figures that these rows can't give; null in JSON, left out of the table."""

    def as_json(self) -> str:
        """Return all of it as one JSON object: our figures by their keys, `baselines`, `cold`, `n` and `ms`."""
        rounded = {
            **dict.fromkeys(self.untold),
            **self.ours,
            "baselines": self.baselines,
            "cold": self.cold,
            "n": self.n,
            "ms": self.ms,
        }
        return json.dumps(_rounded(rounded))

    def as_table(self) -> str:
        """Return a table to read: a line a method, ours last; then the same for each cold start."""
        parts = [_table({**self.baselines, "ours": self.ours}), f"{self.n} asked, {self.ms:.3f} ms each."]
        for condition, methods in self.cold.items():
            parts += ["", f"{condition}:", _table(methods)]
        return "\n".join([*parts, *self.notes])


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return value


def _table(methods: Mapping[str, Figures]) -> str:
    keys = list(dict.fromkeys(key for figures in methods.values() for key in figures))
    first = max(len(name) for name in methods)
    widths = [max(len(key), 9) for key in keys]
    head = " " * first + "".join(f"  {key:>{width}}" for key, width in zip(keys, widths, strict=True))
    lines = [head]
    for name, figures in methods.items():
        cells = [
            f"  {figures[key]:>{width}.3f}" if key in figures else " " * (width + 2)
            for key, width in zip(keys, widths, strict=True)
        ]
        lines.append(f"{name:<{first}}{''.join(cells)}".rstrip())
    return "\n".join(lines)
