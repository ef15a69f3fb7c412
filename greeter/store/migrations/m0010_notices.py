"""What is told to the room may end by itself."""

from __future__ import annotations

TABLES = """
alter table notice add column until_at integer;
"""
"""`until_at`: when it is not told any more, though nobody has ended it; nothing: until somebody does."""
