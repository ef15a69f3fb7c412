"""Who works at an office's counters; and what a counter does today: a break, and the services that its clerk serves."""

from __future__ import annotations

TABLES = """
create table person (
  office text not null,
  id text not null primary key,
  name text not null,
  name_key text not null,
  role text not null,
  active integer not null,
  secret text not null,
  wrong integer not null,
  wait_until integer not null,
  session text not null,
  unique (office, name_key)
) strict;
alter table counter add column break_reason text;
alter table counter add column only_services text;
alter table counter add column only_day text;
"""
"""`name_key`: the name as it is compared. `secret`: the argon2id hash of a PIN or password. `wrong`: wrong ones one after another; `wait_until`:
office time before which none is taken. `session`: the hash of what the last sign-in gave, empty after signing out.
`counter.break_reason`: the clerk is on a break, with its reason or an empty text; `only_services`: ids with commas between, on the business day
`only_day`; null where the counter serves all that its skills allow."""
