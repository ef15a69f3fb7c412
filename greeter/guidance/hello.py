"""How to say hello in a visitor's language: written as an English reader would say it, for a clerk who does not speak it."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_BY_THE_HOUR: dict[str, tuple[tuple[time, str], ...]] = {
    "es": ((time(4), "Buenos días"), (time(12), "Buenas tardes"), (time(19), "Buenas noches")),
    "fr": ((time(4), "Bonjour"), (time(18), "Bonsoir")),
    "pt": ((time(4), "Bom dia"), (time(12), "Boa tarde"), (time(18), "Boa noite")),
    "it": ((time(4), "Buongiorno"), (time(17), "Buonasera")),
    "de": ((time(4), "Guten Tag"), (time(18), "Guten Abend")),
    "ht": ((time(4), "Bonjou"), (time(12), "Bonswa")),
}
_ALL_DAY = {
    "ar": "Marhaban", "hi": "Namaste", "ja": "Konnichiwa", "ko": "Annyeonghaseyo", "ne": "Namaste", "pl": "Dzień dobry", "ru": "Zdravstvuyte",
    "sw": "Habari", "tl": "Kumusta", "uk": "Dobryi den", "vi": "Xin chào", "zh": "Ni hao",
}  # fmt: skip


def hello_in(language: str, local_time: datetime) -> str:
    """Return a hello for a time of day in the language of a BCP 47 code; empty where we know none."""
    language = language.partition("-")[0]
    if language in _ALL_DAY:
        return _ALL_DAY[language]
    spans = _BY_THE_HOUR.get(language, ())
    said = [hello for begins, hello in spans if begins <= local_time.time()]
    return said[-1] if said else spans[-1][1] if spans else ""
