"""Keeps what a clerk writes while it is written, and brings it back after a crash. It knows the panels only as things that hold drafts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.views.drafts import NOTE, SUMMARY, still_wanted

if TYPE_CHECKING:
    from greeter.drafts import Draft, Drafts
    from ui.staff.panes import Panes
    from ui.staff.presenter import StaffPresenter
    from ui.staff.reading import Reading

KEPT_MS = 250
"""What is typed is on the disk after so long at most."""


class HoldsDrafts(Protocol):
    """A part in which something is written for a visit."""

    def drafts(self) -> dict[str, Any]:
        """Return what is begun, by visit; only what JSON can hold, and nothing that is empty."""

    def bring_back(self, visit: str, draft: Any) -> None:
        """Take up what was begun for a visit before the window was gone."""


class DraftKeeper(QObject):
    """Writes drafts down a moment after the last key, and wipes those that are kept in the store or taken out.

    Signals:
        brought_back(): what was begun before a crash stands in its fields again.
    """

    brought_back = Signal()

    def __init__(
        self, presenter: StaffPresenter, kept: Drafts, parts: dict[str, HoldsDrafts], parent: QObject | None = None
    ) -> None:
        """parts: where something is written, by the name under which it is kept."""
        super().__init__(parent)
        self._presenter: Reading = presenter
        self._kept, self._parts = kept, parts
        self._written: dict[str, Draft] = {}
        self._is_ready = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_MS)
        self._timer.timeout.connect(self.write)
        presenter.shown.connect(self._look)

    def begin(self) -> None:
        """Bring back what is left of an earlier run; what is written meanwhile stays."""
        left = self._kept.all()
        if not left:
            self._is_ready = True
            return
        self._written = dict(left)

        def known(wanted: dict[str, Draft]) -> None:
            for visit, draft in wanted.items():
                for what, part in self._parts.items():
                    if what in draft and visit not in part.drafts():
                        part.bring_back(visit, draft[what])
            self._is_ready = True
            self.brought_back.emit()
            self.write()

        self._presenter.ask(lambda desk: still_wanted(desk, left), known, self._try_later)

    def touch(self) -> None:
        """Take note that something was typed."""
        self._timer.start()

    def write(self) -> None:
        """Write down what is begun now. While an act is under way nothing is wiped: its words may come back."""
        if not self._is_ready:
            return
        now: dict[str, Draft] = defaultdict(dict)
        for what, part in self._parts.items():
            for visit, draft in part.drafts().items():
                now[visit][what] = draft
        settled = self._presenter.is_settled
        for visit, draft in now.items():
            if self._written.get(visit) != draft and (settled or self._written.get(visit, {}).keys() <= draft.keys()):
                self._kept.keep(visit, draft)
                self._written[visit] = draft
        gone = [visit for visit in self._written if visit not in now]
        if settled:
            self._kept.wipe(gone)
            for visit in gone:
                del self._written[visit]
        elif gone:
            self._timer.start()

    def _look(self, _: object) -> None:
        if self._written or self._timer.isActive():
            self._timer.start()

    def _try_later(self) -> None:
        QTimer.singleShot(2_000, self, self.begin)


def keep_drafts(presenter: StaffPresenter, drafts: Drafts, panes: Panes, parent: QObject) -> DraftKeeper:
    """Keep what is begun in the parts of a staff window that are written in."""
    card, strip, adding = panes.card, panes.strip, panes.steps.steps.adding
    parts: dict[str, HoldsDrafts] = {
        NOTE: card.notes, SUMMARY: card.summary, "known": card.know, "step": adding,
        "hold": strip.hold, "call": strip.call, "transfer": strip.transfer,
    }  # fmt: skip
    keeper = DraftKeeper(presenter, drafts, parts, parent)
    for text in (card.notes.field, card.summary.field):
        text.textChanged.connect(keeper.touch)
    lines = (adding.field, strip.hold.field, strip.call.field, strip.transfer.note, *card.know.fields.values())
    for line in lines:
        line.textChanged.connect(keeper.touch)
    for box in card.know.needs.values():
        box.toggled.connect(keeper.touch)
    return keeper
