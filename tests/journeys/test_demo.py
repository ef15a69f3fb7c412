"""The demo: the scripted morning goes through the real windows, and leaves what it says."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget

from greeter.cli import cli
from greeter.clock import to_ms
from greeter.demo import morning as script
from greeter.opening import open_front_desk
from greeter.problems import Problem
from greeter.reach import StoreReach
from ui.background import Background
from ui.demo import live, town_hall
from ui.demo.crowd import Crowd
from ui.demo.hands import OutOfReach, touch
from ui.demo.live import Live
from ui.demo.morning import PICTURES, Length, play
from ui.demo.script import Script, Stuck, Until

SIZES = {
    "01": (1080, 1920),
    "04": (1080, 1920),
    "06": (1280, 800),
    "08": (1440, 900),
    "10": (1920, 1080),
    "11": (1440, 900),
}


@pytest.fixture(scope="module", autouse=True)
def _loops_of_tests_go_on(qapp):
    """Closing the last window must not end the loops of later tests, as it ends the demo's."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture(scope="module")
def left(qapp, tmp_path_factory):
    """What one scripted morning leaves."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, play(folder, Length.MORNING, days=2)


class TestTheScriptedMorning:
    def test_it_leaves_a_picture_of_each_thing_it_says(self, left):
        folder, files = left
        assert {file.stem for file, _ in files if file.suffix == ".png"} == set(PICTURES)
        for file, what in files:
            assert file.is_relative_to(folder)
            assert file.stat().st_size > 1000
            assert what.endswith((".", "?"))

    @pytest.mark.parametrize("number", SIZES)
    def test_pictures_have_the_sizes_of_the_designs(self, left, number):
        folder, _ = left
        picture = QImage(str(next(folder.glob(f"{number}-*.png"))))
        assert (picture.width(), picture.height()) == SIZES[number]
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 16) for y in range(0, picture.height(), 16)}
        assert len(colours) > 8

    def test_what_fingers_and_keys_did_is_in_the_store(self, left, office):
        folder, _ = left
        with open_front_desk(f"sqlite:///{folder / town_hall.STORE}", catalogue=office) as desk:
            her = desk.store.rows(
                "select v.*, r.state, r.outcome, r.counter, r.clerk, r.wait_ms from visit v join request r on r.id = v.request"
                " where v.number = 'P014' and v.business_day = '2026-11-24'"
            )[0]
            personal = {
                row["field"]: row["value"]
                for row in desk.store.rows("select field, value from personal where visit = :v", {"v": her["id"]})
            }
            ticked = desk.store.rows("select what from step where visit = :v and done_at is not null", {"v": her["id"]})
            serving = desk.store.rows(
                "select v.number from request r join visit v on v.request = r.id where r.state = 'serving' and r.counter = '3'"
            )
        assert (her["origin"], her["needs"], her["familiarity"], her["printed"]) == ("kiosk", "seat", "new", "printed")
        assert (her["state"], her["outcome"], her["counter"], her["clerk"]) == (
            "finished",
            "resolved",
            "3",
            "Dana Reyes",
        )
        assert her["wait_ms"] // 60_000 == 18
        assert personal["reason"] == script.VISITORS["P014"].reason
        assert personal["name"] == script.VISITORS["P014"].name
        assert personal["note"] == script.NOTE[1]
        assert len(ticked) == 2
        assert [row["number"] for row in serving] == ["P016"]

    def test_the_report_of_the_day_before_and_the_ticket_are_pdfs(self, left):
        folder, _ = left
        report = folder / f"report-{script.DAY - timedelta(days=1)}.pdf"
        ticket = folder / "printed" / "Ticket-P014.pdf"
        assert report.read_bytes().startswith(b"%PDF")
        assert ticket.read_bytes().startswith(b"%PDF")

    def test_the_journal_verifies(self, left):
        folder, _ = left
        verdict = CliRunner().invoke(cli, ["verify", "--db", f"sqlite:///{folder / town_hall.STORE}"])
        assert verdict.exit_code == 0, verdict.output


class TestTheCommand:
    def test_without_a_screen_it_says_so_and_plays_unseen(self, monkeypatch, tmp_path):
        asked = []
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr("ui.demo.morning.play", lambda folder, length, told: asked.append((folder, length)) or [])
        shown = CliRunner().invoke(cli, ["demo", "--out", str(tmp_path / "out")])
        assert shown.exit_code == 0, shown.output
        assert "no screen" in shown.stderr
        assert asked == [(tmp_path / "out", Length.MORNING)]
        assert str(tmp_path / "out") in shown.stdout

    def test_the_story_ends_at_the_pictures(self, monkeypatch, tmp_path):
        asked = []
        monkeypatch.setattr("ui.demo.morning.play", lambda folder, length, told: asked.append(length) or [])
        assert CliRunner().invoke(cli, ["demo", "--story", "--out", str(tmp_path)]).exit_code == 0
        assert asked == [Length.STORY]

    def test_a_folder_that_cannot_be_used_is_told(self, tmp_path):
        taken = tmp_path / "taken"
        taken.write_text("a file")
        told = CliRunner().invoke(cli, ["demo", "--story", "--out", str(taken)])
        assert told.exit_code == 2  # click itself sees that it is no folder
        with pytest.raises(Problem, match="can't be used"), town_hall.town_hall(taken / "beneath", days=1):
            pass

    def test_windows_need_a_screen(self, monkeypatch):
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            monkeypatch.delenv(name, raising=False)
        for command in (["kiosk"], ["board"], ["manager"], ["staff", "--counter", "1", "--clerk", "Ana Costa"]):
            told = CliRunner().invoke(cli, command)
            assert told.exit_code == 1
            assert "no screen" in told.stderr

    def test_a_bad_address_is_told_before_any_window(self):
        told = CliRunner().invoke(cli, ["board", "--db", "mysql://here"])
        assert told.exit_code == 1
        assert "mysql://here" in told.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["kiosk", "--window"],
        ["kiosk"],
        ["board", "--silent"],
        ["staff", "--counter", "3", "--clerk", "Dana Reyes"],
        ["manager"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_window_opens_and_ends_in_good_order_when_asked(arguments, url, tmp_path):
    program = (
        "import os, signal, sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from ui.app import application\n"
        "app = application()\n"
        "def look():\n"
        "    shown = [w for w in app.topLevelWidgets() if w.isVisible()]\n"
        "    if shown and all(getattr(w, 'presenter', w).state is not None for w in shown if hasattr(w, 'perform')):\n"
        "        print([type(w).__name__ for w in shown])\n"
        "        os.kill(os.getpid(), signal.SIGTERM)\n"
        "again = QTimer(interval=50)\n"
        "again.timeout.connect(look)\n"
        "again.start()\n"
        f"from greeter.cli import main; main({[*arguments, '--db', url]!r})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert f"{arguments[0].capitalize()}Window" in done.stdout
    assert "Traceback" not in done.stderr
    if arguments[0] == "staff":
        with open_front_desk(url) as desk:
            kinds = [row["kind"] for row in desk.store.rows("select kind from journal order by seq")]
        assert kinds == ["open_counter", "close_counter"]


def test_a_person_may_play_beside_simulated_ones(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(live, "DAYS", 1)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT), sys.excepthook
    seen = []

    def look():
        seen.extend(type(widget).__name__ for widget in qapp.topLevelWidgets() if widget.isVisible())
        qapp.quit()

    QTimer.singleShot(2500, look)
    try:
        assert live.play(tmp_path, Live(speed=60, board=True, manager=True)) == 0
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
        sys.excepthook = before[2]
    assert {"KioskWindow", "StaffWindow", "BoardWindow", "ManagerWindow"} <= set(seen)


def test_the_crowd_comes_and_serves_at_the_other_counters(qtbot, url, office, clock):
    background = Background(StoreReach(lambda: open_front_desk(url, catalogue=office, clock=clock)))
    crowd = Crowd(background, seed=3, own_counters={"3"})

    def looked():
        done = []
        crowd.look()
        background.run(lambda desk: None, lambda _: done.append(True))
        qtbot.waitUntil(lambda: bool(done), timeout=10_000)

    looked()
    for _ in range(60):
        clock.advance(minutes=1)
        looked()
    crowd.close()
    background.close()
    with open_front_desk(url, catalogue=office, clock=clock) as desk:
        counters = {
            row["counter"] for row in desk.store.rows("select counter from request where started_at is not null")
        }
        arrived = desk.store.rows("select min(arrived_at) as first from visit")[0]["first"]
    assert counters
    assert "3" not in counters
    assert arrived >= to_ms(clock.now()) - 61 * 60_000


class TestScript:
    def test_it_goes_on_when_what_it_waits_for_has_come(self, qtbot):
        come, done = [], []

        def steps():
            QTimer.singleShot(20, lambda: come.append(1))
            yield Until("somebody comes", lambda: bool(come))
            done.append(list(come))

        played = Script(steps())
        with qtbot.waitSignal(played.ended, timeout=5_000):
            played.begin()
        assert done == [[1]]

    def test_it_says_what_has_not_come(self, qtbot):
        played = Script(iter([Until("the moon", lambda: False)]), longest_s=0.0)
        played.look()
        with pytest.raises(Stuck, match="the moon"):
            played.look()

    def test_a_step_that_fails_is_not_tried_again(self):
        tried = []

        def steps():
            tried.append(1)
            raise ZeroDivisionError
            yield

        played = Script(steps())
        with pytest.raises(ZeroDivisionError):
            played.look()
        played.look()
        assert tried == [1]


def test_fingers_touch_only_what_is_there(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    button, pressed = QPushButton("Start", window), []
    button.clicked.connect(lambda: pressed.append(1))
    with pytest.raises(OutOfReach):
        touch(button)
    with qtbot.waitExposed(window):
        window.show()
    touch(button)
    assert pressed == [1]
    button.setEnabled(False)
    with pytest.raises(OutOfReach):
        touch(button)
    with pytest.raises(OutOfReach):
        touch(None)
