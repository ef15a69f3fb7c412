"""The application around the windows: looks, store, feed, and what happens to a bug."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from greeter.access.post import InLobby
from greeter.logs import write_crash_card
from greeter.outbox.keeps_going import kiosk_reach
from greeter.reach import StoreReach, open_desk_later
from ui import theme
from ui.background import Background
from ui.feed import Feed
from ui.garbage import Garbage

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from greeter.access.post import Post
    from greeter.clock import Clock
    from greeter.model.catalogue import Office

_log = logging.getLogger("greeter.app")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What a window needs to reach the counter: where acts run, and who says that something changed."""

    background: Background
    feed: Feed
    url: str = ""
    """The store's address."""
    office: Office | None = None

    def close(self) -> None:
        """Stop looking, end the acts under way and close the store."""
        self.feed.close()
        self.background.close()


def application(look: theme.Look = theme.Look.LIGHT) -> QApplication:
    """Return the application, made on the first call, in this look."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("Greeter")
    app.setApplicationDisplayName("Greeter")
    app.setDesktopFileName("greeter")
    theme.apply(app, theme.Theme.load(look))
    if app.findChild(Garbage) is None:
        Garbage(app)
    return app


def reach(url: str, office: Office, clock: Clock | None = None, *, post: Post | None = None) -> Counterpart:
    """Return the way to the counter over the store at `url`. The store is opened by the first act, not before. post: see `Background.post`."""
    background = Background(StoreReach(open_desk_later(url, office, clock)), post=post)
    return Counterpart(background, Feed(url, office.id), url, office)


def reach_from_kiosk(url: str, office: Office, clock: Clock | None = None) -> Counterpart:
    """Return a kiosk's way to the counter, which goes on while the store's server is away."""
    return Counterpart(Background(kiosk_reach(url, office, clock), post=InLobby()), Feed(url, office.id), url, office)


def catch_bugs(afterwards: Callable[[], None]) -> None:
    """Write a crash card for whatever nobody caught, then call `afterwards`: a kiosk returns to its greeting."""

    def caught(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
            return
        card = write_crash_card(bug.with_traceback(trace))
        _log.error("a bug; its card is %s", card)
        afterwards()

    sys.excepthook = caught
