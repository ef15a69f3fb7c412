"""What the forecast learns from, apart from everything else about a visit: on a server a kiosk may read this and no history."""

from __future__ import annotations

VIEWS = """
create view service_times as
select office, service, opened_at, serve_ms, answer_ms from request where state = 'finished' and started_at is not null;
"""
