"""Stores in which people have lived: every act, every table, and texts as people write them."""

from __future__ import annotations

from datetime import date, timedelta

from greeter.appointments.booking import Booking
from greeter.front_desk.room import Notice
from greeter.model.automatic import Every
from greeter.model.catalogue import NextStep
from greeter.model.delivery import Wanted
from greeter.model.follow_up import Between
from greeter.opening import open_port
from greeter.queueing.forecast import Forecast
from greeter.simulate.simulation import Simulation
from greeter.store.tables import OF_OFFICES

DAY = date(2026, 11, 24)
AT_3 = {"counter": "3", "clerk": "dana"}
TEXTS = (
    "Zoë 👩‍👩‍👧 wants \"a deck\", 'quoted' \\ twice \\\\N \\.",
    "שלום עולם, مرحبا بالعالم",
    "first line\nsecond\tline\r\nthird",
    "100 % of :that and %(this)s; drop table visit; --",
    "\u00a0e\u0301 \u200b\ufeff 𝄞",
)


def live(desk, clock, seed):
    """Play a day, then do by hand what a day seldom brings."""
    Simulation(desk, clock, seed=seed).play_day(DAY)
    visits = [desk.check_in(service="permit", reason=text, name=text[:100], request_key=text[:90]) for text in TEXTS]
    first, second, third, fourth, fifth = (visit.visit_id for visit in visits)
    for text in TEXTS:
        desk.note(first, text, clerk="dana")
    desk.describe(second, clerk="dana", missing="", expects=TEXTS[0])
    desk.set_needs(second, ["seat", "quiet"], clerk="dana")
    desk.tell(second, Forecast(300_000, 660_000, 1_100_000, 3, TEXTS[3]))
    desk.printed(second, "printed")
    desk.call(first, reason="next", **AT_3)
    clock.advance(minutes=1)
    desk.recall(first)
    clock.jump(timedelta(hours=-1))
    desk.start(first)
    desk.hold(first, reason=TEXTS[1])
    clock.advance(minutes=3)
    desk.resume(first)
    desk.transfer(first, service="dog", note=TEXTS[0])
    desk.undo(clerk="dana")
    desk.take_steps(first, [NextStep(text) for text in TEXTS], clerk="dana")
    desk.finish(first, outcome="resolved", came_back=True)
    desk.survey(first, {"satisfaction": 5}, comment=TEXTS[0])
    desk.call(second, reason="next", **AT_3)
    clock.advance(minutes=1)
    desk.recall(second)
    desk.no_show(second)
    desk.reinstate(second)
    desk.call(third, reason="next", **AT_3)
    desk.requeue(third)
    desk.leave(fourth, reason=TEXTS[2])
    starts = desk.clock.now() + timedelta(minutes=5)
    desk.book([Booking(text[:90], starts, "dog", code=text[:30], name=text, note=text, people=3) for text in TEXTS])
    (one, *_) = desk.store.rows("select id from appointment order by uid")
    desk.check_in_appointment(one["id"])
    phone = desk.log_contact(
        channel="phone", service="dog", reason=TEXTS[0], reach_at=TEXTS[1], counter="4", clerk="sam"
    )
    today = date.fromisoformat(desk.today())
    back = desk.ask_call_back(
        phone.visit_id, phone=TEXTS[0], matter=TEXTS[1], due=today, between=Between(60, 90), clerk="sam"
    )
    desk.not_reached(back, again=today, between=Between(600, 1440), clerk="sam")
    desk.hand_follow_up(back, to=TEXTS[1], clerk="sam")
    desk.finish(phone.visit_id, outcome="follow-up")
    desk.give_notice(Notice.DELAY, text=TEXTS[0], clerk="dana")
    desk.hold_back(reason=TEXTS[1], by=TEXTS[0][:20], contact=TEXTS[2], in_advance=True)
    desk.add_person("Zoë Lind", "manager", TEXTS[3])
    desk.sign_in("Zoë Lind", TEXTS[3], counter="3")
    desk.say_pulse("hard")
    desk.take_delivery([Wanted(Every.DAY, f"folder /srv/{TEXTS[0]}", "2026-11-23")])
    with desk.store.port.atomic():
        desk.store.add("office_file", {"office": desk.office.id, "version": 1, "at": 0, "text": "\n".join(TEXTS)})
        desk.store.add("kiosk", {"office": desk.office.id, "id": "k1", "mark": "A", "seen_at": 1, "kept": 0})
        lesson = {"language": "en", "service": "dog", "word": TEXTS[0], "visits": 3, "of_all": 4}
        desk.store.add("lesson", {"office": desk.office.id, **lesson})
    return fifth


def everything(url, office=None):
    """Return all rows of the tables that move, in an order of their own; of one office, or of all."""
    port = open_port(url)
    try:
        return {
            table: sorted(
                (tuple(dict(row).values()) for row in port.rows(_select(table, office), {"office": office})), key=repr
            )
            for table in OF_OFFICES
        }  # fmt: skip
    finally:
        port.close()


def _select(table, office):
    return f"select * from {table}" + (f" where {OF_OFFICES[table]}" if office else "")
