"""All figures by the question that they answer, in the order of the printed report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A question, and the keys of the tables that answer it; not all of them are there for all days."""

    question: str
    tables: tuple[str, ...]


OFFICES = Subject("How was it in each office?", ("offices",))
"""Stands first where the figures are of several offices."""
SUBJECTS = (
    Subject("What could be better?", ("improve",)),
    Subject("What has changed?", ("compared_before", "compared_last_year", "compared_offices")),
    Subject(
        "How long did people wait?",
        (
            "waits_by_service",
            "waits_by_hour",
            "waits_by_weekday",
            "waits_by_channel",
            "waits_by_language",
            "waits_apart",
            "within_after_transfer",
        ),
    ),
    Subject("How long does the service take?", ("times_by_service",)),
    Subject(
        "Who left before being served?", ("ends", "left_when", "left_called", "departures", "departures_by_service")
    ),
    Subject("Did what we said come true?", ("forecasts", "recent_forecasts", "transfers", "moves")),
    Subject("What did visitors say?", ("satisfaction", "praise", "praise_ratio", "satisfaction_by_service", "answers")),
    Subject("Was one visit enough?", ("outcomes", "first_contact", "repeats", "resolved_cost")),
    Subject(
        "Who came, for what, and when?",
        tuple(
            f"demand_by_{key}" for key in ("service", "hour", "weekday", "channel", "language", "need", "familiarity")
        ),
    ),
    Subject("How many clerks does next week need?", ("clerks_needed",)),
    Subject("How good are these records?", ("data_quality",)),
)
"""`tests/ui/test_manager.py` fails when a table of the report is in none of them."""
