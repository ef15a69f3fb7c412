"""Reports that are written by themselves: to whom each went, so that none goes twice."""

from __future__ import annotations

TABLES = """
create table report_delivery (
  office text not null,
  every text not null,
  recipient text not null,
  period text not null,
  state text not null,
  claim text not null,
  since_at integer not null,
  since_tick integer not null,
  tries integer not null,
  again_tick integer not null,
  answer text not null,
  primary key (office, every, recipient, period)
) strict;
create index report_delivery_open on report_delivery (office) where state <> 'sent';
"""
"""`recipient`: a mail address, or `folder` and a path. `claim`: the attempt that has it now, random. `since_at`, `since_tick`: when it came to its
state, by the wall's and by office time; `again_tick`: when it is tried again. `answer`: what the mail server said, or why it failed."""
