"""Who is signed in where: one sign-in a window, so that a manager's window and a counter's can be one person's at once."""

from __future__ import annotations

TABLES = """
create table session (
  office text not null,
  id text not null primary key,
  person text not null references person (id),
  counter text not null,
  locked integer not null
) strict;
create index session_person on session (person);
alter table person drop column session;
"""
"""`id`: the hash of what the sign-in gave. `counter`: where it was made; empty: at no counter. `locked`: 1 while nobody may act by it."""
