"""Appointments; how many people a visit is; which earlier visit it goes on with; and who told the kiosk that they are back."""

from __future__ import annotations

TABLES = """
create table appointment (
  id text not null primary key,
  office text not null,
  uid text not null,
  instance text not null,
  sequence integer not null,
  starts_at integer not null,
  business_day text not null,
  service text not null,
  code text not null,
  code_key text not null,
  host text not null,
  language text not null,
  needs text not null,
  people integer,
  state text not null,
  visit text references visit (id),
  unique (office, uid, instance)
) strict;
create index appointment_of_day on appointment (office, business_day, starts_at);
create index appointment_code on appointment (office, code_key);
create index appointment_visit on appointment (visit) where visit is not null;
create table appointment_personal (
  appointment text not null references appointment (id),
  field text not null,
  value text not null,
  primary key (appointment, field)
) strict;
create table appointment_name (
  appointment text not null references appointment (id),
  mark text not null,
  primary key (appointment, mark)
) strict;
create index appointment_named on appointment_name (mark);
alter table visit add column people integer;
alter table visit add column goes_on text;
alter table visit add column back_tick integer;
"""
"""`uid`, `instance`, `sequence`: what tells in the calendar that it came from which appointment it is, and which state of it (RFC 5545).
`code_key`: the code as it is compared. `host`: whom they see. `appointment_name.mark`: a part of the name, hashed: a kiosk finds a name that it is
told, and can read none. What is personal lies in the two tables after the first, to be forgotten without touching a figure.
`visit.goes_on`: the earlier visit of this office that it goes on with. `back_tick`: when they told the kiosk that they are back from a hold."""
