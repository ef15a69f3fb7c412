"""The model of kept tickets is searched whole, and then broken in one place at a time: a search that cannot fail would prove nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

MODEL = Path(__file__).resolve().parents[2] / "greeter" / "outbox" / "protocol.pml"
PATIENCE_S = 600
"""A search takes seconds; after this long it hangs."""


@dataclass(frozen=True)
class Size:
    """How much may happen."""

    coming: int
    cuts: int
    kills: int
    slips: int


THREE_UNDISTURBED = Size(coming=3, cuts=1, kills=0, slips=0)
THREE_VISITORS = Size(coming=3, cuts=2, kills=1, slips=0)
IMPATIENT = Size(coming=2, cuts=2, kills=1, slips=1)
GOES_ROUND = Size(coming=2, cuts=2, kills=1, slips=0)

WHOLE = "NOTHING_BROKEN"
NOT_LOST = "nobody with a ticket is lost"
TAKEN_IN = "all of the blocks was taken in"
IN_ORDER = "in the order of issue, without a gap"
ROUND_AND_ROUND = "non-progress cycle"
BROKEN = {
    "CHECK_IN_IGNORES_KEY": "no key has two visits",
    "TAKE_IN_IGNORES_KEY": "no key has two visits",
    "KEEPS_FIRST_NUMBER": NOT_LOST,
    "STAYS_NO_SHOW": NOT_LOST,
    "STAYS_ANNOUNCED": NOT_LOST,
    "REPEAT_RENEWS": "the right one, and once",
    "KNOWN_KEY_REFUSED": ROUND_AND_ROUND,
    "SHOWN_BEFORE_WRITTEN": NOT_LOST,
    "ASKED_THOUGH_KEPT": "nobody served changes",
    "LATE_ANSWER_SHOWN": "nobody served changes",
    "DELETED_WHEN_SENT": TAKEN_IN,
    "ANY_ANSWER_DELETES": TAKEN_IN,
    "ALL_SENT_AT_ONCE": IN_ORDER,
    "OUTBOX_IN_MEMORY": TAKEN_IN,
    "BLOCK_FORGOTTEN": TAKEN_IN,
    "ONE_BLOCK_FOR_ALL": IN_ORDER,
    "CALL_IN_TWO_STEPS": "nobody is called by two desks",
    "ANNOUNCED_AT_ONCE": NOT_LOST,
    "SCREENS_SLOWER_THAN_THAT": NOT_LOST,
    "ONE_AT_A_DESK": "not promised",
}
"""What is broken, and the promise that falls: the words beside the assertion that fails."""


class Search:
    """A search of every course that the model can take, of one size; broken in one place or whole."""

    def __init__(self, folder, size, broken=WHOLE):
        self.folder = folder
        self.effort = "-O1" if broken is WHOLE else "-O0"  # compiling takes longer than finding most errors
        sizes = {"COMING": size.coming, "CUTS": size.cuts, "KILLS": size.kills, "SLIPS": size.slips, "BREAK": broken}
        self.defined = [f"-D{name}={value}" for name, value in sizes.items()]
        shutil.copy(MODEL, folder)
        self._run(program("spin"), "-a", *self.defined, MODEL.name)

    def for_a_broken_promise(self):
        """Return what the search says of the assertions."""
        return self._search("-DSAFETY", [])

    def for_a_circle(self):
        """Return what the search says of courses that never end."""
        return self._search("-DNP", ["-l"])

    def promise(self):
        """Return the words beside the assertion that failed."""
        replayed = self._run(program("spin"), "-t", *self.defined, MODEL.name)
        found = re.search(rf"{MODEL.name}:(\d+), Error: assertion violated", replayed)
        assert found, replayed
        line = MODEL.read_text().splitlines()[int(found[1]) - 1]
        return line.partition("/* ")[2].removesuffix(" */")

    def _search(self, kind, options):
        self._run(program("gcc", "cc"), self.effort, "-w", kind, "-o", "pan", "pan.c")
        return self._run(str(self.folder / "pan"), "-m10000", *options)

    def _run(self, *command):
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


def program(*names):
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, f"There is no {names[0]} on this machine: packaging/bootstrap.py setup installs it."
    return found


def is_complete(said):
    """Whether the search saw every course: no state was left out for want of depth or memory, and none was taken for another."""
    cut_short = re.search(
        r"max search depth too small|out of memory|Search not completed|hash-?compact|Bit ?state", said
    )
    return "Full statespace search" in said and not cut_short


def states(said):
    found = re.search(r"(\d+) states, stored", said)
    assert found, said
    return int(found[1])


@pytest.mark.parametrize("name", ["three visitors", "impatient"])
def test_no_course_breaks_a_promise(tmp_path, name, thorough):
    size = IMPATIENT if name == "impatient" else THREE_VISITORS if thorough else THREE_UNDISTURBED
    said = Search(tmp_path, size).for_a_broken_promise()
    assert "errors: 0" in said
    assert is_complete(said), said
    assert states(said) > 500_000


def test_every_course_ends(tmp_path):
    said = Search(tmp_path, GOES_ROUND).for_a_circle()
    assert "non-progress cycles \t+" in said
    assert "errors: 0" in said
    assert is_complete(said), said
    assert states(said) > 100_000


@pytest.mark.parametrize("broken", [name for name, promise in BROKEN.items() if promise is not ROUND_AND_ROUND])
def test_broken_in_one_place_it_breaks_a_promise(tmp_path, broken):
    search = Search(tmp_path, IMPATIENT, broken)
    said = search.for_a_broken_promise()
    assert "assertion violated" in said
    assert search.promise() == BROKEN[broken]


@pytest.mark.parametrize("broken", [name for name, promise in BROKEN.items() if promise is ROUND_AND_ROUND])
def test_broken_in_one_place_it_never_ends(tmp_path, broken):
    assert ROUND_AND_ROUND in Search(tmp_path, GOES_ROUND, broken).for_a_circle()


def test_every_way_to_break_it_is_tried():
    model = MODEL.read_text()
    named = re.search(r"mtype = \{ NOTHING_BROKEN,([^}]+)\}", model)
    assert named
    assert set(re.findall(r"\w+", named[1])) == BROKEN.keys()
    assert set(re.findall(r"broken\(([A-Z_]+)\)", model)) == BROKEN.keys() | {"NAME"}
