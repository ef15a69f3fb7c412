"""Reports on their way: who has taken one, and what is known of it, on every store."""

from __future__ import annotations

import pytest

from greeter.model.automatic import Every
from greeter.model.delivery import CLAIM_MS, MOST_TRIES, SENDING_MS, Delivery, Wanted, message_id, pause_after
from greeter.problems import NotAllowed, NotFound, Unlawful
from greeter.records.integrity import verify

MONDAY = Wanted(Every.DAY, "maya@office.test", "2026-11-23")
FOLDER = Wanted(Every.DAY, "folder /srv/reports", "2026-11-23")
LATER_S = {"claim": CLAIM_MS / 1000 + 1, "sending": SENDING_MS / 1000 + 1}


def state(desk):
    return [row.seen_at(desk.tick()) for row in desk.open_deliveries()]


def test_one_attempt_has_it_and_its_answer_is_kept(desk):
    taken = desk.take_delivery([MONDAY, FOLDER])
    assert (taken.wanted, taken.state, taken.tries) == (MONDAY, Delivery.CLAIMED, 1)
    assert desk.take_delivery([MONDAY]) is None
    assert desk.take_delivery([MONDAY, FOLDER]).wanted == FOLDER, "the next that is free"
    assert desk.begin_sending(taken)
    assert desk.delivered(taken, "250 OK")
    sent = desk.last_delivery(Every.DAY, MONDAY.recipient)
    assert (sent.state, sent.answer) == (Delivery.SENT, "250 OK")
    assert desk.take_delivery([MONDAY]) is None, "never twice"
    newest = [
        desk.newest_delivery(Every.DAY, MONDAY.recipient, upto) for upto in ("2026-11-22", "2026-11-23", "2026-12-01")
    ]
    assert newest == [None, "2026-11-23", "2026-11-23"]
    lines = desk.store.rows("select data from journal where kind = 'report'")
    assert len(lines) == 4
    assert not any("maya" in line["data"] or "srv" in line["data"] for line in lines)
    assert verify(desk.store, desk.office.id).sound


def test_who_died_before_the_last_line_is_taken_over_and_sends_nothing_any_more(desk, clock):
    dead = desk.take_delivery([MONDAY])
    clock.advance(seconds=LATER_S["claim"])
    heir = desk.take_delivery([MONDAY])
    assert heir.tries == 2
    assert not desk.begin_sending(dead)
    assert desk.begin_sending(heir)
    assert not desk.not_delivered(dead, "away", for_good=False)
    assert state(desk) == [Delivery.SENDING]


def test_who_died_after_the_last_line_is_unknown_until_a_person_says_so(desk, clock):
    taken = desk.take_delivery([MONDAY])
    assert desk.begin_sending(taken)
    with pytest.raises(Unlawful, match="is sending"):
        desk.deliver_again(MONDAY)
    clock.advance(seconds=LATER_S["sending"])
    assert state(desk) == [Delivery.UNKNOWN]
    for _ in range(3):
        clock.advance(hours=24)
        assert desk.take_delivery([MONDAY]) is None
    desk.deliver_again(MONDAY)
    again = desk.take_delivery([MONDAY])
    assert again.tries == 1
    assert not desk.delivered(taken, "250 too late"), "the first attempt has it no more"
    assert state(desk) == [Delivery.CLAIMED]


def test_an_answer_that_comes_late_is_still_believed(desk, clock):
    taken = desk.take_delivery([MONDAY])
    desk.begin_sending(taken)
    clock.advance(seconds=LATER_S["sending"])
    assert desk.delivered(taken, "250 OK")
    assert state(desk) == []
    with pytest.raises(Unlawful, match="Only what did not surely arrive"):
        desk.deliver_again(MONDAY)


def test_a_failure_is_tried_again_with_pauses_and_a_refusal_is_not(desk, clock):
    for pause in (1, 2, 4):
        taken = desk.take_delivery([MONDAY])
        assert desk.not_delivered(taken, "451 later", for_good=False)
        assert state(desk) == [Delivery.FAILED]
        clock.advance(minutes=pause, seconds=-1)
        assert desk.take_delivery([MONDAY]) is None
        clock.advance(seconds=1)
    taken = desk.take_delivery([MONDAY])
    assert taken.tries == 4
    desk.not_delivered(taken, "550 no such user", for_good=True)
    clock.advance(hours=48)
    assert desk.take_delivery([MONDAY]) is None
    (row,) = desk.open_deliveries()
    assert (row.state, row.answer) == (Delivery.REFUSED, "550 no such user")


def test_it_gives_up_after_three_days(desk, clock):
    for tries in range(1, MOST_TRIES + 1):
        taken = desk.take_delivery([MONDAY])
        desk.not_delivered(taken, "away", for_good=False)
        clock.advance(seconds=pause_after(tries) / 1000)
    assert state(desk) == [Delivery.REFUSED]
    assert 2 < sum(map(pause_after, range(1, MOST_TRIES))) / 86_400_000 < 4


def test_what_kills_every_attempt_is_not_tried_for_ever(desk, clock):
    while desk.take_delivery([MONDAY]) is not None:
        clock.advance(seconds=LATER_S["claim"])
    (row,) = desk.open_deliveries()
    assert (row.tries, row.seen_at(desk.tick())) == (MOST_TRIES, Delivery.REFUSED)


def test_only_a_manager_has_it_sent_again(desk):
    with pytest.raises(NotFound, match="was ever begun"):
        desk.deliver_again(MONDAY)
    desk.not_delivered(desk.take_delivery([MONDAY]), "550 no", for_good=True)
    maya = desk.add_person("Maya", "manager", "a short sentence")
    with pytest.raises(NotAllowed, match="Only a manager may have a report sent again"):
        desk.deliver_again(MONDAY)
    session = desk.sign_in("Maya", "a short sentence").session
    desk.deliver_again(MONDAY, session=session)
    assert maya.name == desk.store.rows("select clerk from journal where kind = 'report' order by seq desc")[0]["clerk"]
    assert state(desk) == [Delivery.DUE]


def test_a_mail_has_the_same_id_at_every_attempt_and_no_other_has_it():
    ids = {
        message_id(office, wanted, "greeter@office.test")
        for office in ("north", "south")
        for wanted in (MONDAY, FOLDER, Wanted(Every.DAY, MONDAY.recipient, "2026-11-24"))
    }
    assert len(ids) == 6
    assert message_id("north", MONDAY, "greeter@office.test") in ids
    assert all(one.endswith("@office.test>") for one in ids)
