"""`greeter database`: for whoever runs the store.

To add a command: a function here under `@database.command()`; what it needs is imported inside it, for the group is loaded for `--help`, too.
"""

from __future__ import annotations

import click


@click.group()
def database() -> None:
    """Move a store to another machine or server, or make one there ready."""
