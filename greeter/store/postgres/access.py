"""Which login reaches which office, as the server itself knows it: two small tables, and functions that the rules for rows ask.

`session_user` is who signed in; `set role` does not change it. The functions run as the owner of the store, for no login may read these tables.
They are in PL/pgSQL because the server keeps such a function's plan from call to call; and they are said to cost little because a rule asks them once
in a statement, or where its first condition fails.
"""

from __future__ import annotations

EVERYWHERE = "*"
"""All offices of the store, those that are yet to come too."""

TABLES = """
create table if not exists greeter_office (id text collate "C" primary key);
create table if not exists greeter_login (
  login text collate "C" not null,
  role text collate "C" not null,
  office text collate "C" not null,
  primary key (login, role, office)
);
"""

FUNCTIONS = """
create or replace function greeter_offices(asked text) returns text[]
language plpgsql stable parallel restricted cost 1 security definer set search_path = pg_catalog, {schema}, pg_temp as $$
begin
  return (select coalesce(array_agg(l.office), '{{}}') from greeter_login l where l.login = session_user and l.role = asked);
end $$;
create or replace function greeter_everywhere() returns boolean
language plpgsql stable parallel restricted cost 1 security definer set search_path = pg_catalog, {schema}, pg_temp as $$
begin
  return exists (select 1 from greeter_login l where l.login = session_user and l.role = 'manager' and l.office = '*');
end $$;
create or replace function greeter_sent_from(visit_id text) returns text
language plpgsql stable parallel restricted cost 1 security definer set search_path = pg_catalog, {schema}, pg_temp as $$
begin
  return (select v.office from visit v where v.id = visit_id);
end $$;
create or replace function greeter_sent(visit_id text) returns boolean
language plpgsql stable parallel restricted cost 1 security definer set search_path = pg_catalog, {schema}, pg_temp as $$
begin
  return exists (
    select 1 from visit v join visit f on f.id = v.came_from
    where v.id = visit_id and f.office = any(greeter_offices('clerk'))
  );
end $$;
"""
"""`greeter_offices`: where the login is what is asked. `greeter_everywhere`: whether it manages all offices. `greeter_sent_from`: the office of
a visit. `greeter_sent`: whether a visit goes on with one of an office where the login is a clerk."""
SIGNATURES = (
    "greeter_offices(text)",
    "greeter_everywhere()",
    "greeter_sent_from(text)",
    "greeter_sent(text)",
)

VIEWS = """
create or replace view greeter_access with (security_barrier) as
select role, office from greeter_login where login = session_user;
create or replace view line_times with (security_barrier) as
select office, service, state, opened_at, opened_tick, started_at, ended_at, counter, wait_ms, answer_ms, serve_ms, hold_ms,
  credit_tick, state_tick, target_minutes, appointment_at
from request where state in ('finished', 'left', 'no_show') and ended_at is not null and note is null and (
  not (select row_security_active('request'))
  or office = any((select greeter_offices('clerk'))::text[])
  or (select greeter_everywhere()) or office = any((select greeter_offices('manager'))::text[])
  or (
    office = any((select greeter_offices('kiosk'))::text[])
    and opened_at > (select (extract(epoch from now()) * 1000)::bigint - 7776000000)
  )
);
create or replace view told_waits with (security_barrier) as
select t.office, t.seq, t.played_low_ms, t.played_middle_ms, t.played_high_ms, r.service, r.opened_tick,
  r.opened_tick + r.wait_ms - t.tick as came_ms, case when r.started_at is null then 0 else 1 end as served
from told t join request r on r.id = t.request
where t.played_middle_ms is not null and r.wait_ms is not null and r.note is null
  and not exists (select 1 from told f where f.request = t.request and f.seq < t.seq) and (
    not (select row_security_active('request'))
    or t.office = any((select greeter_offices('clerk'))::text[])
    or (select greeter_everywhere()) or t.office = any((select greeter_offices('manager'))::text[])
    or (
      t.office = any((select greeter_offices('kiosk'))::text[])
      and t.at > (select (extract(epoch from now()) * 1000)::bigint - 7776000000)
    )
  );
"""
"""`greeter_access`: what the login may itself. `line_times` and `told_waits` are every store's; here they also look at who asks, and show
a kiosk 90 days: nothing that tells one visit from another but when it was."""
