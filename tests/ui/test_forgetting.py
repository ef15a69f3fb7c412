"""A window forgets what is due where its office asks for it; and notes who was looked at."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from greeter.clock import ManualClock
from greeter.model.retention import PurgeWhen, Retention
from greeter.opening import open_front_desk
from greeter.problems import StoreForbids, StoreProblem
from ui.app import reach
from ui.forgetting import LOOK_MS, PAUSE_MS, Forgetting
from ui.staff.looks import MOST, Looks
from ui.windows import Opened, _forgetting

LONG_AGO = datetime(2020, 11, 24, 18, 5, tzinfo=UTC)


def texts(url, office):
    with open_front_desk(url, catalogue=office) as desk:
        return desk.store.rows("select count(*) as n from personal")[0]["n"]


def test_it_forgets_turn_by_turn_until_nothing_is_due(url, office, qtbot):
    office = replace(office, retention=Retention("general"))
    with open_front_desk(url, clock=ManualClock(LONG_AGO), catalogue=office) as desk:
        desk.leave(desk.check_in(service="permit", name="Ada Lovelace", reason="A deck").visit_id)
    way = reach(url, office)
    (forgetting,) = _forgetting(Opened(None, way))
    assert forgetting.is_looking
    more = []
    forgetting.stepped.connect(more.append)
    for left in (1, 0, 0):
        with qtbot.waitSignal(forgetting.stepped):
            forgetting.step()
        assert forgetting._timer.interval() == (LOOK_MS if len(more) == 3 else PAUSE_MS)
        assert texts(url, office) == left
    assert more == [True, True, False]
    with open_front_desk(url, catalogue=office) as desk:
        lines = desk.store.rows("select clerk, data from journal where kind = 'purge' order by seq")
    assert [(row["clerk"], json.loads(row["data"])["class"]) for row in lines] == [(None, "words"), (None, "name")]
    assert all(json.loads(row["data"])["nightly"] for row in lines)
    forgetting.close()
    way.close()


def test_who_may_not_leaves_it_and_trouble_is_tried_again(url, office, qtbot, monkeypatch):
    office = replace(office, retention=Retention("general"))
    way = reach(url, office)
    forgetting = Forgetting(way.background, office)
    for trouble, again in (
        (StoreProblem("The disk is full."), True),
        (StoreForbids("This login may not do that."), False),
    ):

        def fail(_desk, trouble=trouble):
            raise trouble

        monkeypatch.setattr(forgetting._purge, "step", fail)
        forgetting.step()
        assert not forgetting.is_looking
        with qtbot.waitCallback() as settled:
            way.background.run(lambda _: None, settled)
        assert forgetting.is_looking is again
    way.close()


def test_a_kiosk_and_an_office_that_has_not_chosen_forget_nothing(url, office):
    chosen = replace(office, retention=Retention("general"))
    by_hand = replace(office, retention=Retention("general", PurgeWhen.BY_HAND))
    for one, delivers in ((chosen, False), (office, True), (by_hand, True)):
        way = reach(url, one)
        assert _forgetting(Opened(None, way, delivers=delivers)) == []
        way.close()


class Card:
    """As much of a visit's card as is noted."""

    now = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)

    def __init__(self, visit_id, clerk=""):
        self.visit_id, self.clerk = visit_id, clerk


class Acts:
    """A background that keeps what it is told to do."""

    def __init__(self):
        self.lines, self.fails = [], False

    def run(self, act, _done, problem):
        if self.fails:
            problem(StoreProblem("The disk is full."))
        else:
            act(self)

    def note_reads(self, reads, *, clerk, counter):
        self.lines.append((clerk, counter, [visit for visit, _ in reads]))


def test_looks_at_others_stand_in_one_line_and_ones_own_in_none(qtbot):
    acts = Acts()
    looks = Looks(acts, "3")
    for card in (None, Card("a"), Card("a"), Card("mine", "dana"), Card("b", "sam"), None, Card("a")):
        looks.saw(card, "dana")
    assert acts.lines == [], "nobody waits for it"
    acts.fails = True
    looks.keep()
    acts.fails = False
    looks.saw(Card("c"), "lee")
    assert acts.lines == [("dana", "3", ["a", "b", "a"])], "another clerk sat down"
    looks.keep()
    looks.keep()
    assert acts.lines[1:] == [("lee", "3", ["c"])]
    for number in range(MOST):
        looks.saw(Card(str(number)), "lee")
    assert len(acts.lines[2][2]) == MOST
    assert not looks._timer.isActive()
