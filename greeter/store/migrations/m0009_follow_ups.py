"""Steps that the office owes: whose they are now, and call-backs; and the waits of those who wait, without contacts that never stood in line."""

from __future__ import annotations

TABLES = """
alter table step add column for_clerk text;
alter table step add column form text;
alter table step add column from_minute integer;
alter table step add column to_minute integer;
alter table step add column tries integer;
create index step_owed on step (owner, due) where done_at is null and owner <> 'visitor';
"""
"""`for_clerk`: whose it is; nothing: anybody's. `form`: `call back`, or nothing. `from_minute`, `to_minute`: when on its day somebody wants to be
called, in minutes of the office's day. `tries`: how often nobody was reached. Number and matter lie with what is personal of the visit."""

VIEWS = """
drop view waits_by_service;
create view waits_by_service as
select r.office, v.business_day, r.service, count(*) as served,
  round(avg(r.wait_ms) / 60000.0, 1) as mean_wait_minutes, round(max(r.wait_ms) / 60000.0, 1) as longest_wait_minutes,
  r.target_minutes as standard_minutes,
  round(avg(case when r.wait_ms <= r.target_minutes * 60000 then 1.0 else 0.0 end), 3) as share_within_standard,
  round(avg(r.serve_ms) / 60000.0, 1) as mean_service_minutes
from request r join visit v on v.id = r.visit
where r.started_at is not null and r.wait_ms is not null
group by r.office, v.business_day, r.service, r.target_minutes;
"""
"""A contact on the phone or on paper is served as it comes: it has no wait."""
