"""Which names of others are found in words, however they are written."""

from __future__ import annotations

import pytest

from greeter.records.presets import read_preset
from greeter.records.redaction import Redaction, name_keys

MARK = "[withheld: third party]"
LONG = "María del Carmen de la Cruz Fernández"


@pytest.mark.parametrize(
    ("stored", "said", "left"),
    [
        ("John Smith", "John Smith's sister, JOHN  SMITH’s son", f"{MARK}'s sister, {MARK}’s son"),
        ("Pat O’Neil", "so Pat O'Neil said, Pat O´Neil", f"so {MARK} said, {MARK}"),
        (LONG, f"With {LONG}.", f"With {MARK}."),
        ("王小明", "邻居王小明反对,王 小明", f"邻居{MARK}反对,{MARK}"),
        ("ジョン・スミス", "ｼﾞｮﾝ・ｽﾐｽさん", f"{MARK}さん"),
        ("김민수", "김민수가 왔다", f"{MARK}가 왔다"),
        ("Zoe\u0308 Müller", "Zoë Mu\u0308ller, Zo\u00ad\u00eb Müller", f"{MARK}, {MARK}"),
        ("सीता देवी", "सीता देवी, सोता देवी", f"{MARK}, सोता देवी"),
        ("Jean‑Luc Roy", "Jean-Luc Roy came", f"{MARK} came"),
        ("Ann", "Ann, and a John Smithson", "Ann, and a John Smithson"),
    ],
)
def test_a_name_is_found_however_it_is_written(stored, said, left):
    redaction = Redaction(read_preset("general"), name_keys([stored, "Ada Lovelace"], ["ada  lovelace’s"]))
    assert redaction.text(f"{said} Ada Lovelace", "here", "notes") == f"{left} Ada Lovelace"


def test_words_of_an_officer_are_found_whatever_their_apostrophe():
    redaction = Redaction(read_preset("general"), texts={"the caller’s sister": "third party"})
    assert redaction.text("Ask The Caller's SISTER.", "here", "notes") == f"Ask {MARK}."
    assert [one.signs for one in redaction.withheld] == [len("The Caller's SISTER")]
