"""What is due, and what one round does with it."""

from __future__ import annotations

import json
import os
import signal
import threading
from datetime import UTC, datetime, timedelta

import pytest

from greeter.automatic.apart import Apart
from greeter.automatic.due import next_due, read_orders
from greeter.automatic.login import FILE, PASSWORD, USER, Login, read_login
from greeter.automatic.round import deliver_all, something_is_due
from greeter.automatic.state import manager_words, read_automatic
from greeter.clock import ManualClock, to_ms
from greeter.front_desk import FrontDesk
from greeter.model.automatic import AutomaticReport, Every, period_named
from greeter.model.delivery import CLAIM_MS, Delivery, Wanted
from greeter.opening import open_front_desk
from greeter.problems import BadInput
from greeter.texts import Texts
from tests.greeter.automatic.reporting import MAYA, SAM, TUESDAY_7_00, began, mailed, office_with
from tests.mail_server import MailServer, Post


@pytest.fixture(scope="module")
def server():
    post = Post()
    with MailServer(post) as port:
        yield post, port


@pytest.fixture
def post(server):
    server[0].__init__()
    return server[0]


@pytest.fixture
def url(url):
    """The address of a store in which somebody has been."""
    return began(url)


@pytest.fixture
def morning():
    return ManualClock(TUESDAY_7_00)


@pytest.fixture
def at(url, morning):
    """Opens the front desk of an office; each as another program would."""
    opened = []

    def at(office, address=url):
        opened.append(open_front_desk(address, clock=morning, catalogue=office))
        return opened[-1]

    yield at
    for desk in opened:
        desk.close()


def keys(desk):
    return [(order.wanted.recipient, order.period.key) for order in read_orders(desk)]


class TestDue:
    def test_each_kind_at_its_time_by_the_office_s_clock(self, at, morning):
        desk = at(office_with(mailed(MAYA), mailed(SAM, every=Every.WEEK), mailed("m@office.test", every=Every.MONTH)))
        first = [(MAYA, "2026-11-20"), (SAM, "2026-W47"), ("m@office.test", "2026-10")]
        assert keys(desk) == first, "Monday’s is due in half an hour; the weekend was closed"
        assert f"{next_due(desk.office, desk.office.automatic_reports[0], morning.now()):%d %H:%M}" == "24 07:30"
        morning.advance(minutes=30)
        assert keys(desk) == [(MAYA, "2026-11-23"), *first[1:]]
        soon = [next_due(desk.office, report, morning.now()) for report in desk.office.automatic_reports]
        assert [f"{when:%m-%d %H:%M}" for when in soon] == ["11-25 07:30", "11-30 07:30", "12-01 07:30"]

    def test_what_was_missed_is_made_up_but_not_for_ever(self, at, morning, monkeypatch):
        desk = at(office_with(mailed(MAYA)))
        morning.advance(minutes=30)
        taken = desk.take_delivery([order.wanted for order in read_orders(desk)])
        desk.begin_sending(taken)
        desk.delivered(taken, "250")
        assert keys(desk) == []
        morning.advance(hours=48)
        assert keys(desk) == [(MAYA, "2026-11-24"), (MAYA, "2026-11-25")]
        morning.advance(hours=24 * 20)
        assert [key for _, key in keys(desk)] == ["2026-12-09", "2026-12-10", "2026-12-11", "2026-12-14", "2026-12-15"]

    def test_a_clock_that_ran_ahead_for_a_while_holds_nothing_up(self, at, morning):
        desk = at(office_with(mailed(MAYA)))
        morning.jump(timedelta(days=900))
        ahead = desk.take_delivery([order.wanted for order in read_orders(desk)])
        desk.begin_sending(ahead)
        desk.delivered(ahead, "250")
        morning.jump(timedelta(days=-900))
        assert keys(desk) == [(MAYA, "2026-11-20")]

    def test_a_closed_day_on_which_somebody_came_has_a_report(self, url):
        morning = ManualClock(datetime(2026, 11, 22, 18, tzinfo=UTC))  # a Sunday
        desk = open_front_desk(url, clock=morning, catalogue=office_with(mailed(MAYA)))
        desk.log_contact(channel="phone", service="dog", reason="hello", counter="1", clerk="dana")
        morning.advance(hours=24)
        assert keys(desk) == [(MAYA, "2026-11-22")]
        desk.close()

    def test_nothing_is_told_of_the_time_before_the_first_visit(self, new_url, morning):
        reports = [mailed(MAYA, every=every) for every in Every]
        with open_front_desk(new_url, clock=morning, catalogue=office_with(*reports)) as desk:
            assert keys(desk) == []
            desk.check_in(service="dog")
            assert keys(desk) == []
            morning.advance(hours=24.5)
            assert keys(desk) == [(MAYA, "2026-11-24")]

    def test_days_of_23_and_25_hours_have_one_report_each(self, at, morning):
        report = mailed(MAYA)
        for day in (datetime(2026, 3, 8, 12, tzinfo=UTC), datetime(2026, 11, 1, 12, tzinfo=UTC)):
            due = [next_due(office_with(report), report, day + timedelta(hours=hour)) for hour in range(0, 72, 3)]
            assert {f"{each:%H:%M}" for each in due} == {"07:30"}
            assert len({each.date() for each in due}) in {3, 4}

    def test_keys_lead_back_to_their_days(self):
        assert [period_named(key).last.isoformat() for key in ("2026-11-24", "2026-W53", "2028-02")] == [
            "2026-11-24", "2027-01-03", "2028-02-29",
        ]  # fmt: skip
        assert [period_named(key) for key in ("", "2026-13", "2026-W54", "yesterday!")] == [None] * 4


class TestDelivering:
    def test_to_a_folder_and_by_mail_once(self, at, morning, post, server, tmp_path):
        morning.advance(minutes=40)
        folder = tmp_path / "reports"
        folder.mkdir()
        desk = at(office_with(mailed(MAYA, SAM, folder=str(folder), formats=("json", "csv")), port=server[1]))
        assert something_is_due(desk)
        done = list(deliver_all(desk))
        assert [one.state for one in done] == [Delivery.SENT] * 3
        assert sorted(path.name for path in folder.iterdir()) == [
            "alder-creek-2026-11-23-tables", "alder-creek-2026-11-23.json",
        ]  # fmt: skip
        assert sorted(to for to, _ in post.mails) == [MAYA, SAM]
        mail = post.mails[0][1]
        assert mail["Subject"] == "Alder Creek Town Hall: Monday, November 23, 2026"
        assert mail["To"] == MAYA, "nobody reads who else gets it"
        said, *attached = mail.iter_parts()
        assert said.get_content().startswith("Alder Creek Town Hall: Monday")
        assert [part.get_filename() for part in attached] == [
            "alder-creek-2026-11-23.json", "alder-creek-2026-11-23-tables.zip",
        ]  # fmt: skip
        json.loads(attached[0].get_content())
        assert list(deliver_all(at(desk.office))) == []
        assert not something_is_due(desk)
        state = read_automatic(desk)
        assert [line.last.wanted.period for line in state.lines] == ["2026-11-23"] * 3
        assert state.lines[1].last.words == "250 OK, taken as 7f3a"
        assert manager_words(Texts(), state) == ""

    def test_a_mail_that_failed_goes_out_later_with_the_same_id(self, at, morning, post, server):
        desk = at(office_with(mailed(MAYA), port=server[1]))
        post.to_data = ["451 greylisted", "250 OK"]
        assert [one.state for one in deliver_all(desk)] == [Delivery.FAILED]
        assert not something_is_due(desk)
        assert manager_words(Texts(), read_automatic(desk)) == "1 report did not go out yet; it is tried again."
        morning.advance(minutes=1)
        assert [one.state for one in deliver_all(desk)] == [Delivery.SENT]
        assert post.offered == 2
        assert len(post.mails) == 1

    def test_after_a_restore_no_mail_goes_out_twice(self, at, morning, post, server, tmp_path):
        desk = at(office_with(mailed(MAYA, folder=str(tmp_path)), port=server[1]))
        restored = to_ms(morning.now()) + 1
        morning.advance(seconds=1)
        done = {one.wanted.recipient: one.state for one in deliver_all(desk, restored)}
        assert (done.pop(MAYA), *done.values()) == (Delivery.UNKNOWN, Delivery.SENT)
        assert (post.offered, list(deliver_all(desk, restored))) == (0, [])
        (unsent,) = [one for line in read_automatic(desk).lines for one in line.unsent]
        assert (unsent.again, unsent.words[:22]) == (True, "The store was restored")
        desk.deliver_again(Wanted(Every.DAY, MAYA, "2026-11-20"))
        morning.advance(hours=1)
        assert [one.state for one in deliver_all(desk, restored) if one.wanted.recipient == MAYA] == [Delivery.SENT] * 2
        assert len(post.mails) == 2, "the one that a person had sent again, and that of the day"

    def test_a_folder_that_is_not_here_waits_for_the_machine_that_has_it(self, at, tmp_path):
        folder = tmp_path / "usb"
        desk = at(office_with(mailed(folder=str(folder))))
        assert something_is_due(desk), "whether the folder is here, the round apart asks"
        assert list(deliver_all(desk)) == []
        assert read_automatic(desk).lines[0].waiting == ("2026-11-20",)
        folder.mkdir()
        assert [one.state for one in deliver_all(desk)] == [Delivery.SENT]

    def test_a_report_that_can_t_be_written_is_tried_again(self, at, tmp_path):
        (tmp_path / "alder-creek-2026-11-20.json").mkdir()
        desk = at(office_with(mailed(folder=str(tmp_path))))
        (done,) = deliver_all(desk)
        assert done.state is Delivery.FAILED
        assert "can't be written" in done.words

    def test_a_machine_without_a_password_leaves_it_to_another(self, at, post, server, tmp_path):
        from dataclasses import replace

        office = office_with(mailed(MAYA), port=server[1])
        desk = at(replace(office, mail=replace(office.mail, sign_in=True)))
        assert list(deliver_all(desk)) == []
        assert post.offered == 0


STAGES = {
    "claimed": ("take_delivery", 1, 0, None),
    "before the last line": ("begin_sending", 1, 0, None),
    "the last line not sent": ("begin_sending", 0, 0, Delivery.UNKNOWN),
    "taken": ("delivered", 0, 1, Delivery.UNKNOWN),
}
"""Killed where: the act, mails after a restart beyond those before, mails before, and what the manager then reads."""


class TestKilled:
    @pytest.mark.parametrize("stage", STAGES)
    def test_no_mail_goes_twice_wherever_it_is_killed(self, at, url, morning, post, server, stage, monkeypatch):
        act, more, before, told = STAGES[stage]
        office = office_with(mailed(MAYA), port=server[1])
        at(office).close()
        kill_in_child(act, office, url, after=stage in {"claimed", "the last line not sent"})
        assert len(post.mails) == before
        desk = at(office)
        assert list(deliver_all(desk)) == [], "somebody may still be at it"
        morning.advance(seconds=CLAIM_MS / 1000 + 60)
        assert len(list(deliver_all(desk))) == more
        assert len(post.mails) == before + more
        state = read_automatic(desk)
        assert [one.state for one in state.asks] == ([told] if told else [])
        if told:
            assert manager_words(Texts(), state) == "1 report was mailed, and nobody knows whether it arrived."
            desk.deliver_again(state.asks[0].wanted)
            assert [one.state for one in deliver_all(desk)] == [Delivery.SENT]
        assert len({mail["Message-ID"] for _, mail in post.mails}) == 1
        assert read_automatic(desk).asks == ()


def kill_in_child(act, office, url, *, after):
    """Have another process begin, and end it with SIGKILL in an act: before it, or after what it wrote is kept."""
    child = os.fork()
    if child == 0:
        try:
            real = getattr(FrontDesk, act)

            def killed(self, *facts, **more):
                if after:
                    real(self, *facts, **more)
                os.kill(os.getpid(), signal.SIGKILL)

            setattr(FrontDesk, act, killed)
            with open_front_desk(url, clock=ManualClock(TUESDAY_7_00), catalogue=office) as desk:
                list(deliver_all(desk))
        finally:
            os._exit(3)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_three_processes_at_once_send_one_mail(url, post, server):
    office = office_with(mailed(MAYA), port=server[1])
    post.slow = threading.Event()
    children = [deliver_in_child(office, url) for _ in range(3)]
    post.slow.set()
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
    assert ([to for to, _ in post.mails], post.offered) == ([MAYA], 1)


def test_three_machines_at_once_send_one_mail(postgres_url, post, server):
    office = office_with(mailed(MAYA), port=server[1])
    began(postgres_url)
    begin, done = threading.Barrier(3), []

    def machine():
        with open_front_desk(postgres_url, clock=ManualClock(TUESDAY_7_00), catalogue=office) as desk:
            begin.wait(20)
            done.extend(one.state for one in deliver_all(desk))

    machines = [threading.Thread(target=machine) for _ in range(3)]
    for each in machines:
        each.start()
    for each in machines:
        each.join()
    assert done == [Delivery.SENT]
    assert ([to for to, _ in post.mails], post.offered) == ([MAYA], 1)


def test_a_window_s_round_is_a_process_of_its_own(url, post, server):
    office = office_with(mailed(MAYA), port=server[1])
    for took_something in (True, False):
        round_ = Apart(url, office)
        round_.wait()
        assert (round_.is_running, round_.took_something) == (False, took_something)
        assert [to for to, _ in post.mails] == [MAYA]


def deliver_in_child(office, url):
    child = os.fork()
    if child == 0:
        code = 3
        try:
            with open_front_desk(url, clock=ManualClock(TUESDAY_7_00), catalogue=office) as desk:
                code = sum(one.state is not Delivery.SENT for one in deliver_all(desk))
        finally:
            os._exit(code)
    return child


class TestLogin:
    def test_from_the_environment_or_a_file_that_only_its_owner_reads(self, tmp_path, monkeypatch):
        assert read_login() is None
        file = tmp_path / "mail.toml"
        monkeypatch.setenv(FILE, str(file))
        with pytest.raises(BadInput, match="there is no such file"):
            read_login()
        file.write_text('user = "greeter"\npassword = "right horse"\n')
        file.chmod(0o644)
        with pytest.raises(BadInput, match=r"Others can read .* chmod 600"):
            read_login()
        file.chmod(0o600)
        assert read_login() == Login("greeter", "right horse")
        file.write_text("user = 'sesame")
        with pytest.raises(BadInput, match="gives no user and password") as told:
            read_login()
        assert "sesame" not in str(told.value)
        monkeypatch.setenv(USER, "other")
        monkeypatch.setenv(PASSWORD, "wrong horse")
        assert read_login() == Login("other", "wrong horse")


def test_recipients_of_a_report():
    report = AutomaticReport(Every.DAY, folder="/srv/reports", to=(MAYA,))
    assert report.recipients == ("folder /srv/reports", MAYA)
    assert Wanted(Every.DAY, report.recipients[0], "2026-11-24").folder == "/srv/reports"
