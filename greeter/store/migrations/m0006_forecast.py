"""What the forecast learns from: the times of every line that was, and what was played for each announcement beside what came."""

from __future__ import annotations

TABLES = """
alter table told add column played_low_ms integer;
alter table told add column played_middle_ms integer;
alter table told add column played_high_ms integer;
"""
"""`played_*`: the forecast before it was set right by what earlier ones had missed (`greeter.queueing.correction`)."""

VIEWS = """
drop view service_times;
create view line_times as
select office, service, state, opened_at, opened_tick, started_at, ended_at, counter, wait_ms, answer_ms, serve_ms, hold_ms,
  credit_tick, state_tick, target_minutes, appointment_at
from request where state in ('finished', 'left', 'no_show') and ended_at is not null and note is null;
create view told_waits as
select t.office, t.seq, t.played_low_ms, t.played_middle_ms, t.played_high_ms, r.service, r.opened_tick,
  r.opened_tick + r.wait_ms - t.tick as came_ms, case when r.started_at is null then 0 else 1 end as served
from told t join request r on r.id = t.request
where t.played_middle_ms is not null and r.wait_ms is not null and r.note is null
  and not exists (select 1 from told f where f.request = t.request and f.seq < t.seq);
"""
"""`line_times` takes the place of `service_times`. No visit and nobody's name is in them: on a server a kiosk may read them of its own office,
90 days back."""
