"""Who is in today, as the directory lists them: read when it is opened, and again at every change while it is looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from greeter.model.catalogue import DirectoryEntry
from greeter.views.colleagues import Colleague, Presence, read_colleagues

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.background import Background
    from ui.staff.directory_panel import DirectoryPanel
    from ui.staff.presenter import StaffPresenter


class Colleagues(QObject):
    """Keeps the directory's list of today fresh."""

    def __init__(
        self, background: Background, presenter: StaffPresenter, directory: DirectoryPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background, self._presenter, self._directory = background, presenter, directory
        directory.opened.connect(self.look)
        presenter.shown.connect(self._shown)

    def look(self) -> None:
        """Read who is in; while the server does not answer, what was read stays."""
        if not self._presenter.truth.is_silent:
            own = self._presenter.clerk
            self._background.run(
                lambda desk: read_colleagues(desk, own), self._directory.show_colleagues, lambda _: None
            )

    def _shown(self, _: object) -> None:
        if self._directory.isVisible():
            self.look()


def presence_words(texts: Texts, one: Colleague) -> str:
    """Return where somebody is: "Counter 3, since 08:57", "On a break since 10:15 (Lunch)"."""
    time = texts.clock24(one.since) if one.since is not None else ""
    match one.presence:
        case Presence.HERE:
            return texts("Counter {n}, since {time}", n=one.counter, time=time)
        case Presence.BREAK:
            said = texts("On a break since {time}", time=time)
            return f"{said} ({one.reason})" if one.reason else said
        case Presence.CLOSED:
            return texts("Counter {n} is closed since {time}", n=one.counter, time=time)
        case Presence.LEFT:
            return texts("Signed out, counter {n} closed at {time}", n=one.counter, time=time)
        case Presence.AWAY:
            return texts("At no counter today")


def entry_for(texts: Texts, one: Colleague) -> DirectoryEntry:
    """Return a colleague as the directory shows them: where they are, and how to reach them as far as that is known."""
    known = one.entry or DirectoryEntry("", one.name, "")
    return replace(known, name=one.name, knows=presence_words(texts, one))
