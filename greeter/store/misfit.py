"""What is told when a copy does not fit into its target; both ends of a move say it."""

from __future__ import annotations

from greeter.problems import StoreProblem


def misfit(table: str) -> StoreProblem:
    """Return what is told when a row is in the target already, or refers to one that is not."""
    return StoreProblem(
        f"A row of “{table}” is in the target already, or belongs to nothing. Nothing was copied.",
        "Was this office copied before, or just opened in the target? Copy it into an empty store.",
    )
