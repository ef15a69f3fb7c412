"""Several machines and offices: published office files, kiosks with their number blocks, the server's clock, visits sent from another office."""

from __future__ import annotations

TABLES = """
create table office_file (
  office text not null,
  version integer not null,
  at integer not null,
  text text not null,
  primary key (office, version)
) strict;
create table kiosk (
  office text not null,
  id text not null,
  mark text not null,
  seen_at integer not null,
  kept integer not null,
  primary key (office, id),
  unique (office, mark)
) strict;
create table server_clock (
  id integer not null primary key,
  shift integer not null
) strict;
insert into server_clock (id, shift) values (1, 0);
alter table visit add column came_from text;
create index visit_came_from on visit (came_from) where came_from is not null;
create index step_request on step (request);
"""
"""`server_clock.shift`: milliseconds by which the server's wall clock was seen to step; SQLite leaves it at 0, one machine has its own steady clock.
`kiosk.mark`: the letter in the ticket numbers that this kiosk gives while the server is away."""
