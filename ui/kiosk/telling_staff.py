"""Tells staff that a visitor wanted to listen and nothing was heard, until it is heard again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from greeter.model.notice import Notice
from greeter.problems import StoreForbids

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from ui.background import Background
    from ui.speech.voice import Lack


class TellingStaff:
    """What staff were told last; nothing is known of what was told before the kiosk was switched on."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._told: Lack | None = None
        self._known = False

    def lacks(self, lack: Lack | None) -> None:
        """Tell what is lacking, or with None that the voice was heard."""
        if self._known and lack is self._told:
            return
        self._told, self._known = lack, True
        self._background.run(partial(_tell, lack=lack), lambda _: None, lambda _: None)


def _tell(desk: FrontDesk, *, lack: Lack | None) -> None:
    if desk.block:  # the server is away; the log has it
        return
    told = desk.told(Notice.VOICE)
    try:
        if lack is not None and told != lack.value:
            desk.give_notice(Notice.VOICE, text=lack.value)
        elif lack is None and told is not None:
            desk.end_notice(Notice.VOICE)
    except StoreForbids:  # rights on the server that are older than this program: `greeter database setup` renews them
        return
