"""A program that is older than this one."""

from __future__ import annotations

from contextlib import contextmanager

from greeter.store.migrate import STEPS


@contextmanager
def only_steps(count):
    """Know the first steps of a store's form alone, as an older program does."""
    all_of_them = dict(STEPS)
    _become(dict(list(all_of_them.items())[:count]))
    try:
        yield
    finally:
        _become(all_of_them)


def _become(steps):
    STEPS.clear()  # the same object everywhere, and its order counts
    STEPS.update(steps)
