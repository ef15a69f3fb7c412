"""The claim to a window and its doorbell: who is first, what a later start does, and what happens to whoever says anything else."""

from __future__ import annotations

import errno
import os
import socket
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QWidget

from greeter.problems import Problem, StoreProblem
from greeter.settings import data_folder
from ui.app import application
from ui.claim import Claim, WindowKind, window_key
from ui.doorbell import MOST_CALLERS, SHOWN, TOKEN, Doorbell, ring
from ui.windows import Place, open_board

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support raise", extend=True
)  # said by the offscreen platform
GARBAGE = {
    "another word": b"hide\n",
    "nothing to say": b"\n",
    "zeros": bytes(300),
    "a flood": b"show" * 100_000,
    "a token too long": b"show " + b"x" * 201 + b"\n",
    "a token of two words": b"show me more\n",
    "a control character": b"show \x1b[2J\n",
    "no text": b"show \xff\xfe\n",
    "two lines": b"show\nshow\n",
    "only half": b"sho",
    "no word": b"",
}


@pytest.fixture(autouse=True)
def sockets(monkeypatch):
    """A folder for sockets, whose paths may not be long."""
    with tempfile.TemporaryDirectory(prefix="g-") as made:
        monkeypatch.setenv("TMPDIR", made)
        monkeypatch.setenv(TOKEN, "")
        monkeypatch.delenv(TOKEN)
        yield Path(made)


@pytest.fixture
def claim(tmp_path):
    """The claim of the window that was opened first."""
    taken = Claim("kiosk-1", tmp_path)
    assert taken.take()
    yield taken
    taken.let_go()


@pytest.fixture
def later(tmp_path, claim):
    """The claim that a later start would like to have."""
    wanted = Claim("kiosk-1", tmp_path)
    assert not wanted.take()
    yield wanted
    wanted.let_go()


@pytest.fixture
def window(qtbot):
    made = QWidget()
    with qtbot.waitExposed(made):
        made.show()
    made.showMinimized()
    return made


@pytest.fixture
def doorbell(qtbot, claim, window):
    mounted = Doorbell(claim, window)
    qtbot.waitUntil(lambda: claim.address != "")
    yield mounted
    mounted.take_down()


def says(doorbell, words):
    """Say something at a doorbell, and keep the connection open."""
    caller = socket.socket(socket.AF_UNIX)
    caller.settimeout(5)
    caller.connect(doorbell._claim.address)
    caller.settimeout(0)
    with suppress(BrokenPipeError):
        caller.send(words)
    return caller


@contextmanager
def answering(answer, rung):
    """Answer rings in place of a window, and note them; gives the address."""
    server, callers = QLocalServer(), []

    def hear(caller):
        rung.append(bytes(caller.readAll().data()))
        caller.write(answer())

    def come():
        caller = server.nextPendingConnection()
        callers.append(caller)
        caller.readyRead.connect(lambda: hear(caller))

    server.newConnection.connect(come)
    assert server.listen("answering")
    yield server.fullServerName()
    server.close()


class TestTheSameWindow:
    URL = "postgresql://kiosk:secret@db.example/offices"

    def test_who_asks_makes_no_other_window(self):
        one = window_key(WindowKind.KIOSK, self.URL, "alder-creek")
        assert window_key(WindowKind.KIOSK, "postgres://DB.example/offices?sslmode=require", "alder-creek") == one
        assert one.startswith("kiosk-")
        assert "secret" not in one

    @pytest.mark.parametrize(
        "other",
        [
            (WindowKind.BOARD, URL, "alder-creek", ""),
            (WindowKind.KIOSK, URL, "birch-hill", ""),
            (WindowKind.KIOSK, URL, "alder-creek", "3"),
            (WindowKind.KIOSK, "postgresql://db.example/others", "alder-creek", ""),
            (WindowKind.KIOSK, "postgresql://db.example:5433/offices", "alder-creek", ""),
            (WindowKind.KIOSK, "sqlite:///office.db", "alder-creek", ""),
        ],
        ids=str,
    )
    def test_kind_store_office_and_counter_do(self, other):
        assert window_key(*other) != window_key(WindowKind.KIOSK, self.URL, "alder-creek")

    def test_a_file_is_the_same_by_any_path(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        keys = {
            window_key(WindowKind.BOARD, f"sqlite:///{path}", "alder-creek")
            for path in ("office.db", "./x/../office.db", tmp_path / "office.db")
        }
        assert len(keys) == 1

    def test_a_counter_of_any_name_makes_a_file_name(self):
        assert window_key(WindowKind.STAFF, "sqlite://", "o", "../3/\0\udcff").removeprefix("staff-").isalnum()

    def test_an_address_of_no_kind_is_told(self):
        with pytest.raises(StoreProblem):
            window_key(WindowKind.KIOSK, "mysql://x", "alder-creek")


class TestClaim:
    def test_one_has_it_until_it_is_let_go(self, claim, later):
        claim.let_go()
        claim.let_go()
        assert later.take()
        assert not claim.take()

    def test_the_address_is_read_by_others(self, claim, later):
        assert later.address == ""
        claim.say_address("/run/ä/greeter-1")
        assert later.address == "/run/ä/greeter-1"
        claim.say_address("/g-2")
        assert later.address == "/g-2"

    def test_whoever_has_it_not_writes_nothing(self, claim, later):
        claim.say_address("/g-1")
        later.say_address("/g-2")
        assert claim.address == "/g-1"

    @pytest.mark.parametrize("written", [b"", b"/half an addr", b"x" * 100_000 + b"\n", b"\0" * 500])
    def test_what_is_no_whole_line_is_no_address(self, claim, tmp_path, written):
        (tmp_path / "kiosk-1.lock").write_bytes(written)
        assert claim.address == ""

    def test_a_folder_that_cannot_be_made_keeps_no_window_from_opening(self, tmp_path, caplog):
        (tmp_path / "file").touch()
        for _ in range(2):
            one = Claim("kiosk-1", tmp_path / "file")
            assert one.take()
            one.say_address("/g-1")
            assert one.address == ""
        assert "nobody can tell" in caplog.text

    def test_a_disk_without_locks_keeps_no_window_from_opening(self, tmp_path, monkeypatch, caplog):
        def no_locks(*_):
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

        monkeypatch.setattr("fcntl.flock", no_locks)
        ours = [Claim("kiosk-1", tmp_path) for _ in range(2)]
        assert [one.take() for one in ours] == [True, True]
        assert "no locks" in caplog.text
        for one in ours:
            one.let_go()

    def test_a_full_disk_only_leaves_the_window_out_of_reach(self, claim, monkeypatch, caplog):
        def full(*_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr("os.write", full)
        claim.say_address("/g-1")
        assert claim.address == ""
        assert "can't be written" in caplog.text


class TestRinging:
    def test_the_window_comes_to_the_front(self, qtbot, doorbell, later, window):
        assert window.isMinimized()
        assert not ring(later)
        assert not window.isMinimized()
        assert window.isVisible()
        qtbot.waitUntil(window.isActiveWindow)

    def test_a_hidden_window_is_shown(self, doorbell, later, window):
        window.hide()
        assert not ring(later)
        assert window.isVisible()

    @pytest.mark.parametrize("before", [Qt.WindowState.WindowFullScreen, Qt.WindowState.WindowMaximized])
    def test_its_size_stays(self, doorbell, later, window, before):
        window.setWindowState(before | Qt.WindowState.WindowMinimized)
        assert not ring(later)
        assert window.windowState() & ~Qt.WindowState.WindowActive == before

    def test_whoever_goes_meanwhile_leaves_the_claim(self, qtbot, claim, later):
        QTimer.singleShot(120, claim.let_go)
        assert ring(later)
        assert not claim.take()

    def test_a_start_waits_until_the_bell_is_mounted(self, qtbot, claim, later, window):
        claim.say_address("/tmp/greeter-that-was-killed")
        doorbell = Doorbell(claim, window)
        assert not ring(later)
        assert window.isVisible()
        doorbell.take_down()

    @pytest.mark.parametrize("address", ["", "/nowhere/greeter-1", "\0", "x" * 300])
    def test_a_window_that_does_not_answer_is_told(self, qtbot, claim, later, address):
        claim.say_address(address)
        with pytest.raises(Problem, match="does not come to the front"):
            ring(later, 120)

    @pytest.mark.parametrize("answer", [b"", b"shown", b"sure\n" * 1000, b"shown\nshown\n"])
    def test_an_answer_that_is_none_is_not_believed(self, qtbot, claim, later, answer):
        with answering(lambda: answer, []) as address:
            claim.say_address(address)
            with pytest.raises(Problem):
                ring(later, 200)

    def test_the_token_of_the_later_start_is_there_when_the_window_wants_to_the_front(
        self, qtbot, doorbell, later, monkeypatch
    ):
        seen = []
        monkeypatch.setattr(QWidget, "activateWindow", lambda _: seen.append(os.environ.get(TOKEN)))
        caller = says(doorbell, b"show gnome-shell/Greeter/1234-0-vm_TIME5678\n")
        qtbot.waitUntil(lambda: seen == ["gnome-shell/Greeter/1234-0-vm_TIME5678"])
        caller.close()

    @pytest.mark.parametrize(
        ("token", "line"),
        [
            ("a_TIME5", b"show a_TIME5\n"),
            ("", b"show\n"),
            ("two words", b"show\n"),
            ("x" * 201, b"show\n"),
            ("ü\n", b"show\n"),
        ],
    )
    def test_a_ring_carries_a_token_and_nothing_else(self, qtbot, claim, later, monkeypatch, token, line):
        monkeypatch.setenv(TOKEN, token)
        rung = []
        with answering(lambda: SHOWN, rung) as address:
            claim.say_address(address)
            assert not ring(later)
        assert rung == [line]


class TestStrangers:
    @pytest.mark.parametrize("words", GARBAGE.values(), ids=GARBAGE.keys())
    def test_garbage_does_nothing(self, qtbot, doorbell, later, window, words):
        caller = says(doorbell, words)
        qtbot.waitUntil(lambda: len(doorbell._callers) == 1 or not doorbell._server.hasPendingConnections())
        qtbot.waitUntil(lambda: not doorbell._callers)
        assert window.isMinimized(), "nobody has asked for it"
        caller.close()
        assert not ring(later)
        assert not window.isMinimized()

    def test_many_callers_take_no_room(self, qtbot, doorbell, later):
        callers = [says(doorbell, b"sh") for _ in range(40)]
        most = []
        qtbot.waitUntil(lambda: most.append(len(doorbell._callers)) or len(doorbell._callers) == MOST_CALLERS)
        assert not ring(later)
        assert max(most) <= MOST_CALLERS
        qtbot.waitUntil(lambda: not doorbell._callers)
        for caller in callers:
            caller.close()

    def test_only_the_same_user_may_ring(self, doorbell, claim, tmp_path):
        mode = Path(claim.address).stat().st_mode
        assert stat.S_ISSOCK(mode)
        assert mode & 0o077 == 0
        assert (tmp_path / "kiosk-1.lock").stat().st_mode & 0o077 == 0


class TestEnds:
    def test_a_bell_taken_down_leaves_nothing(self, doorbell, claim, sockets):
        assert list(sockets.iterdir()) == [Path(claim.address)]
        doorbell.take_down()
        doorbell.take_down()
        assert claim.address == ""
        assert list(sockets.iterdir()) == []

    def test_a_bell_of_a_killed_window_is_taken_away_and_nothing_else(self, qtbot, claim, window, sockets):
        for name in ("greeter-killed", "else"):
            (sockets / name).touch()
            claim.say_address(str(sockets / name))
            bell = Doorbell(claim, window)
            bell.mount()
            bell.take_down()
        assert [left.name for left in sockets.iterdir()] == ["else"]

    def test_without_a_place_for_the_bell_the_window_works(self, qtbot, claim, window, sockets, monkeypatch, caplog):
        monkeypatch.setenv("TMPDIR", str(sockets / ("x" * 120)))
        bell = Doorbell(claim, window)
        bell.mount()
        assert claim.address == ""
        assert "can't reach this window" in caplog.text
        bell.take_down()

    def test_windows_that_a_program_puts_together_claim_nothing(self, qtbot, url, office, clock):
        application()
        opened = [open_board(Place(url, office, clock)) for _ in range(2)]
        for one in opened:
            with qtbot.waitExposed(one.window):
                one.window.show()
            one.close()
        assert not (data_folder() / "windows").exists()
