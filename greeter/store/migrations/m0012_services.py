"""A visitor may come for several services in one visit."""

from __future__ import annotations

TABLES = """
alter table visit add column also text;
"""
"""`also`: the services that are still to come in the visit, after the one that is active, in order and comma-separated; nothing: none."""
