"""Which drafts are still wanted, once a window comes back after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.drafts import Draft
    from greeter.front_desk import FrontDesk

NOTE = "note"


def still_wanted(desk: FrontDesk, drafts: dict[str, Draft]) -> dict[str, Draft]:
    """Return the drafts whose visit this office still has, without notes that were kept after all just before the crash."""
    wanted = {}
    for visit, draft in drafts.items():
        here = {"visit": visit, "office": desk.office.id}
        if not desk.store.rows("select id from visit where id = :visit and office = :office", here):
            continue
        rows = desk.store.rows(_NOTES, {"visit": visit})
        kept = {" ".join(row["value"].split()) for row in rows}
        left = {what: said for what, said in draft.items() if what != NOTE or " ".join(str(said).split()) not in kept}
        if left:
            wanted[visit] = left
    return wanted


_NOTES = "select value from personal where visit = :visit and field = 'note'"
