"""Which drafts are still wanted, once a window comes back after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from greeter.drafts import Draft
    from greeter.front_desk import FrontDesk

NOTE, SUMMARY = "note", "summary"


def still_wanted(desk: FrontDesk, drafts: dict[str, Draft]) -> dict[str, Draft]:
    """Return the drafts whose visit this office still has, without notes and summaries that were kept after all just before the crash."""
    wanted = {}
    for visit, draft in drafts.items():
        here = {"visit": visit, "office": desk.office.id}
        if not desk.store.rows("select id from visit where id = :visit and office = :office", here):
            continue
        kept = {(row["field"], _plain(row["value"])) for row in desk.store.rows(_KEPT, {"visit": visit})}
        left = {what: said for what, said in draft.items() if (what, _plain(said)) not in kept}
        if left:
            wanted[visit] = left
    return wanted


def _plain(said: Any) -> str:
    return " ".join(str(said).split())


_KEPT = "select field, value from personal where visit = :visit and field in ('note', 'summary')"
