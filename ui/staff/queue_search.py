"""Whom of the queue a few typed words mean: by number, service, need, language or the visitor's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greeter.guidance.finder import Finder
from ui.staff.facts import need_fact, row_fact
from ui.staff.queue_model import Heading, Item, items_of, people

if TYPE_CHECKING:
    from greeter.texts import Texts
    from greeter.views.queue_view import QueueRow, QueueView


def found_in(texts: Texts, view: QueueView, typed: str) -> list[Item]:
    """Return the list with those alone who fit, each beneath the heading of their group; the suggested one, too."""
    items: list[Item] = [*view.mine[:1], *items_of(texts, view)]
    rows = [item for item in items if not isinstance(item, Heading)]
    finder = Finder((row.visit_id, row.number, _known_by(texts, row)) for row in rows)
    fitting = set(finder.find(typed))
    groups: list[tuple[Heading | None, list[Item]]] = [(None, [])]
    for item in items:
        if isinstance(item, Heading):
            groups.append((item, []))
        elif item.visit_id in fitting:
            groups[-1][1].append(item)
    found: list[Item] = []
    for heading, those in groups:
        if heading is not None and those:
            found.append(replace(heading, count=people(texts, len(those))))
        found += those
    return found


def _known_by(texts: Texts, row: QueueRow) -> str:
    fact = row_fact(texts, row)
    needs = " ".join(need_fact(texts, need).words for need in row.needs)
    return " ".join((row.service_name, row.reason, needs, row.language, fact.words if fact else "", row.hold_reason))
