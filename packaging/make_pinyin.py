"""Write how Chinese signs are read anew: `pip install pypinyin==0.55.0`, then `python3 packaging/make_pinyin.py`.

One line a reading, without tones, and behind it the signs that are mostly read so; then the same for second readings. Others are left out: they are
of names and of old books. The readings are pypinyin's (MIT, see `resources/pinyin/LICENSE.txt`), which come from the Unihan database.
"""

import os
import sys
import unicodedata
from collections import defaultdict
from importlib.metadata import files
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "pinyin"
FIRST, LAST = 0x4E00, 0x9FA5
"""The signs that simplified and traditional texts of today are written in."""
MOST_READINGS = 2


def main() -> None:
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    from pypinyin.constants import PINYIN_DICT

    signs: list[dict[str, list[str]]] = [defaultdict(list) for _ in range(MOST_READINGS)]
    for code in range(FIRST, LAST + 1):
        readings = dict.fromkeys(plain(each) for each in PINYIN_DICT.get(code, "").split(",") if each)
        known = [reading for reading in readings if len(reading) > 1 or reading in "ae"]
        for turn, reading in enumerate(known[:MOST_READINGS]):
            signs[turn][reading].append(chr(code))
    lines = [f"{reading} {''.join(found)}" for turn in signs for reading, found in sorted(turn.items())]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "readings.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    licence = next(each for each in files("pypinyin") or () if each.name == "LICENSE.txt")
    (FOLDER / "LICENSE.txt").write_text(licence.read_text(encoding="utf-8"), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} lines\n")


def plain(reading: str) -> str:
    """Return a reading without its tone; ü is typed as v."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


if __name__ == "__main__":
    main()
