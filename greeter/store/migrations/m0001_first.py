"""The first form: journal, visits, requests, personal fields, steps, counters, and the views a person can read."""

from __future__ import annotations

TABLES = """
create table journal_head (
  office text not null primary key,
  seq integer not null,
  tick integer not null,
  wall integer not null,
  steady integer not null,
  run text not null,
  hash text not null
) strict;
create table journal (
  office text not null,
  seq integer not null,
  at integer not null,
  tick integer not null,
  gap integer not null,
  kind text not null,
  visit text,
  counter text,
  clerk text,
  data text not null,
  previous text not null,
  hash text not null,
  primary key (office, seq)
) strict;
create index journal_visit on journal (visit, seq) where visit is not null;
create index journal_at on journal (office, at);
create table visit (
  id text not null primary key,
  office text not null,
  business_day text not null,
  number text not null,
  token text not null,
  channel text not null,
  language text not null,
  needs text not null,
  familiarity text not null,
  arrived_at integer not null,
  utc_offset integer not null,
  request text not null,
  origin text not null,
  printed text not null,
  ended_at integer,
  came_back integer,
  unique (office, business_day, number)
) strict;
create unique index visit_token on visit (token);
create table request (
  id text not null primary key,
  office text not null,
  visit text not null references visit (id),
  ordinal integer not null,
  service text not null,
  lane text not null,
  state text not null,
  target_minutes integer not null,
  opened_at integer not null,
  opened_tick integer not null,
  credit_tick integer not null,
  state_tick integer not null,
  appointment_at integer,
  counter text,
  clerk text,
  for_counter text,
  for_clerk text,
  calls integer not null,
  called_at integer,
  call_tick integer,
  started_at integer,
  ended_at integer,
  wait_ms integer,
  answer_ms integer,
  serve_ms integer not null,
  hold_ms integer not null,
  hold_reason text,
  outcome text,
  handed_to text,
  back_dated_ms integer not null,
  note text
) strict;
create index request_visit on request (visit, ordinal);
create index request_opened on request (office, opened_at);
create index request_line on request (office, lane, credit_tick, id) where state = 'waiting';
create index request_at_counter on request (office, state) where state in ('called', 'serving', 'on_hold');
create table overtaking (
  office text not null,
  lane text not null,
  credit_tick integer not null,
  seq integer not null,
  tick integer not null,
  primary key (office, lane, credit_tick, seq)
) strict;
create table personal (
  visit text not null references visit (id),
  field text not null,
  seq integer not null,
  value text not null,
  primary key (visit, field, seq)
) strict;
create table step (
  id text not null primary key,
  visit text not null references visit (id),
  request text not null references request (id),
  position integer not null,
  what text not null,
  owner text not null,
  detail text not null,
  due text,
  origin text not null,
  done_at integer,
  done_by text
) strict;
create index step_visit on step (visit, position);
create table ticket_number (
  office text not null,
  business_day text not null,
  letter text not null,
  last integer not null,
  primary key (office, business_day, letter)
) strict;
create table request_key (
  office text not null,
  key text not null,
  visit text not null references visit (id),
  primary key (office, key)
) strict;
create table counter (
  office text not null,
  id text not null,
  clerk text,
  open integer not null,
  since_at integer not null,
  since_tick integer not null,
  primary key (office, id)
) strict;
create table told (
  office text not null,
  seq integer not null,
  visit text not null references visit (id),
  request text not null,
  at integer not null,
  tick integer not null,
  low_ms integer not null,
  middle_ms integer not null,
  high_ms integer not null,
  ahead integer not null,
  reason text not null,
  primary key (office, seq)
) strict;
create index told_request on told (request);
create table notice (
  office text not null,
  seq integer not null,
  kind text not null,
  text text not null,
  at integer not null,
  ended_at integer,
  primary key (office, seq)
) strict;
create index notice_open on notice (office, kind) where ended_at is null;
create table survey (
  office text not null,
  seq integer not null,
  visit text not null references visit (id),
  at integer not null,
  question text not null,
  answer integer not null,
  primary key (office, seq, question)
) strict;
create index survey_at on survey (office, at);
"""

VIEWS = """
create view visits_today as
select v.office, v.number, r.service, r.state, v.channel, v.language, v.needs,
  datetime(v.arrived_at / 1000 + v.utc_offset * 60, 'unixepoch') as arrived,
  datetime(r.started_at / 1000 + v.utc_offset * 60, 'unixepoch') as started,
  datetime(v.ended_at / 1000 + v.utc_offset * 60, 'unixepoch') as ended,
  round(r.wait_ms / 60000.0, 1) as wait_minutes, r.target_minutes as standard_minutes,
  round(r.serve_ms / 60000.0, 1) as service_minutes, r.counter, r.outcome
from visit v join request r on r.visit = v.id
where v.business_day = (select max(business_day) from visit w where w.office = v.office)
order by v.arrived_at, r.ordinal;
create view waits_by_service as
select r.office, v.business_day, r.service, count(*) as served,
  round(avg(r.wait_ms) / 60000.0, 1) as mean_wait_minutes, round(max(r.wait_ms) / 60000.0, 1) as longest_wait_minutes,
  r.target_minutes as standard_minutes,
  round(avg(case when r.wait_ms <= r.target_minutes * 60000 then 1.0 else 0.0 end), 3) as share_within_standard,
  round(avg(r.serve_ms) / 60000.0, 1) as mean_service_minutes
from request r join visit v on v.id = r.visit
where r.started_at is not null
group by r.office, v.business_day, r.service, r.target_minutes;
create view waiting_now as
select v.office, v.number, r.service, v.language, v.needs,
  datetime(r.opened_at / 1000 + v.utc_offset * 60, 'unixepoch') as since, r.target_minutes as standard_minutes
from request r join visit v on v.id = r.visit
where r.state = 'waiting'
order by r.credit_tick;
create view journal_lines as
select j.office, j.seq, datetime(j.at / 1000, 'unixepoch') as at_utc, j.kind, v.number, j.counter, j.clerk, j.data
from journal j left join visit v on v.id = j.visit;
"""
