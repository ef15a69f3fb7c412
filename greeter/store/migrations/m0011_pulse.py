"""How the days of an office's staff were: counts for each week, and nothing that leads to who said what."""

from __future__ import annotations

TABLES = """
create table pulse (
  office text not null,
  week text not null,
  very_good integer not null,
  good integer not null,
  all_right integer not null,
  hard integer not null,
  very_hard integer not null,
  primary key (office, week)
) strict;
"""
"""One row holds a week, and each answer writes the whole of it: neither a row's number nor, on a server, its version tells which count grew."""
