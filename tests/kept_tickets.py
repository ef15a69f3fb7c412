"""A kiosk's outbox for tests: tickets are kept while the server is away, and handed in afterwards."""

from __future__ import annotations

from contextlib import closing

from greeter.outbox.outbox import Outbox


def enrolled_outbox(path, desk):
    """Return an outbox at `path`, known at a front desk, over that desk's clock."""
    box = Outbox(path, desk.office, desk.clock)
    box.enrol(desk.enrol_kiosk(box.enrolled.id))
    box.look_for_mark()
    return box


def keep_and_hand_in(desk, path, pass_time, **facts):
    """Keep a ticket while `pass_time` lets time pass, hand it in, and return what changed."""
    with closing(enrolled_outbox(path, desk)) as box:
        number = len(desk.store.rows("select key from request_key"))
        box.desk.check_in(request_key=f"kept {number}", origin="kiosk", **facts)
        pass_time()
        return hand_in(desk, box)


def hand_in(desk, box):
    """Hand in the oldest ticket of an outbox, and return what changed."""
    kept = box.oldest()
    changes = desk.take_in(kept=kept, kiosk=box.enrolled.id)
    box.forget(kept.visit.id)
    return changes
