"""What a clerk said of one suggested step; and the way to a service's latest requests, which are learned from."""

from __future__ import annotations

TABLES = """
alter table step add column judged text;
alter table step add column moved integer;
create index request_of_service on request (office, service, opened_at);
"""
"""`judged`: `helped`, `did not`, or `dropped`: a suggestion that was taken out of the visit; it is kept here to learn from, and shown nowhere.
`moved`: 1 where a clerk has put it in another place.
"""
