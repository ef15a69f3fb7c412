"""What a clerk said of one suggested step."""

from __future__ import annotations

TABLES = """
alter table step add column judged text;
"""
"""`helped`, `did not`, or `dropped`: a suggestion that was taken out of the visit; it is kept here to learn from, and shown nowhere."""
