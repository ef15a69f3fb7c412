"""What is held back from forgetting: a visit, all visits with a contact, or a span of days."""

from __future__ import annotations

TABLES = """
create table legal_hold (
  office text not null,
  id text not null primary key,
  visit text references visit (id),
  contact text,
  first_day text,
  last_day text,
  reason text not null,
  at integer not null,
  set_by text not null,
  released_at integer,
  released_by text
) strict;
create index legal_hold_office on legal_hold (office, at);
"""
"""One of `visit`, `contact` and the two business days says what is held. `contact` goes with the release; who held what back, and why, stays."""
