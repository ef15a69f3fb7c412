"""The practice's window: first which scene, then the staff window as always with the visitor's side beside it, then how it went."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from greeter.practice.stage import YOU
from greeter.texts import texts_for
from ui.demo.crowd import Crowd
from ui.kit.focus_ring import FocusRing
from ui.kit.on_screen import fit, sizes_on
from ui.practice.chooser_page import ChooserPage
from ui.practice.closing_page import ClosingPage
from ui.practice.mark_bar import MarkBar
from ui.practice.presenter import PracticePresenter
from ui.practice.room import Paper, set_room
from ui.practice.talk_panel import TalkPanel
from ui.staff.commands import Command
from ui.staff.panes import ColumnRule
from ui.staff.window import StaffWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from greeter.practice.closing import Closing
    from greeter.practice.scene import Scene
    from ui.kit.sizes import StaffSizes
    from ui.practice.room import Setting

SIDE, WIDE_SIDE = 330, 380
WIDE = 1640
"""From this width on the visitor's side is the wide one."""
LEAST, USUAL = (1150, 500), (1760, 920)
STAFF_LEAST = 800
"""So narrow may the staff window be here: what is left out then is what it leaves out anyway."""


class Scenery(QWidget):
    """A scene on the screen: the staff window, its room, and the visitor's side.

    Signals:
        ended(Closing): how it went.
    """

    ended = Signal(object)

    def __init__(
        self, setting: Setting, scene: Scene, sizes: StaffSizes, *, crowded: bool = True, parent: QWidget | None = None
    ) -> None:
        """crowded: whether colleagues serve, and others come, meanwhile."""
        super().__init__(parent)
        self._sizes = sizes
        texts = texts_for(setting.office.language)
        room = set_room(setting, scene)
        self._way, self._other = room.place.reach(), room.place.reach()
        paper = Paper(texts, setting.printer)
        self.staff = StaffWindow(
            self._way.background, self._way.feed, setting.office, room.stage.counter, YOU, texts, sizes=sizes,
            print_take_away=paper, clock=room.clock,
        )  # fmt: skip
        self.staff.setMinimumSize(sizes.px(STAFF_LEAST), sizes.px(LEAST[1]))
        self.staff.lay_beneath_top(MarkBar(texts, sizes, prints=setting.printer is not None))
        self.panel = TalkPanel(texts, sizes)
        self.presenter = PracticePresenter(self._other.background, self._other.feed, room, paper, texts, self)
        self.crowd = Crowd(self._other.background, setting.seed, {room.stage.counter, *room.stage.closed}, self)
        self._texts, self._crowded = texts, crowded
        others = self.staff.everything.more
        self.staff.everything.more = lambda state: [*others(state), *self._commands()]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.staff, 1)
        row.addWidget(ColumnRule())
        row.addWidget(self.panel)
        self.presenter.shown.connect(self.panel.show_talk)
        self.presenter.ended.connect(self.ended)
        self.panel.said.connect(self.presenter.say)
        self.panel.ended.connect(self.presenter.end)

    def begin(self) -> None:
        """Let the scene begin."""
        self.presenter.begin()
        if self._crowded:
            self.crowd.begin()

    def fit(self, width: int) -> None:
        """Give the visitor's side its room."""
        self.panel.setFixedWidth(self._sizes.px(WIDE_SIDE if width >= self._sizes.px(WIDE) else SIDE))

    def _commands(self) -> list[Command]:
        """Return what the palette finds of the visitor's side."""
        said = [
            Command(
                self._texts("Say: {words}", words=words), f"Alt {place + 1}", "message-circle",
                partial(self.presenter.say, place), "practice speak answer",
            )
            for place, words in enumerate(self.panel.choices)
        ]  # fmt: skip
        end = Command(
            self._texts("See how it went"), "Alt Enter", "graduation-cap", self.presenter.end, "practice end result"
        )
        return [*said, end]

    def leave(self) -> None:
        """End it: close the counter and the store."""
        self.presenter.stop()
        self.crowd.close()
        self.staff.close()
        self._way.close()
        self._other.close()


class PracticeWindow(QWidget):
    """Holds one page at a time. first: the scene to begin with; None asks."""

    def __init__(
        self,
        setting: Setting,
        scenes: tuple[Scene, ...],
        first: Scene | None = None,
        *,
        sizes: StaffSizes | None = None,
        crowded: bool = True,
    ) -> None:
        super().__init__()
        self._setting, self._scenes, self._crowded = setting, scenes, crowded
        self._texts = texts_for(setting.office.language)
        self._sizes = sizes or sizes_on(self.screen().availableSize(), LEAST)
        self.scenery: Scenery | None = None
        self.page: ChooserPage | ClosingPage | None = None
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedLayout(self)
        fit(self, self._sizes, LEAST, USUAL)
        self.ring = FocusRing(self)
        if first is None:
            self.choose()
        else:
            self.play(first)

    def choose(self) -> None:
        """Ask which scene to practise."""
        page = ChooserPage(self._texts, self._sizes, self._scenes)
        page.chosen.connect(self.play)
        page.done.connect(self.close)
        self.setWindowTitle(self._texts("Practice"))
        self._show(page)
        self.page = page
        page.take_keyboard()

    def play(self, scene: Scene) -> None:
        """Set a scene up anew, and begin."""
        scenery = Scenery(self._setting, scene, self._sizes, crowded=self._crowded)
        self.setWindowTitle(self._texts("Practice: {scene}", scene=scene.name))
        self._show(scenery)
        self.scenery, self.page = scenery, None
        scenery.fit(self.width())
        scenery.panel.moved.connect(self.ring.refresh)
        for part in scenery.staff.panes.that_move:
            part.moved.connect(self.ring.refresh)
        scenery.ended.connect(self._tell)
        scenery.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each part its room."""
        super().resizeEvent(event)
        if self.scenery is not None:
            self.scenery.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the scene that is played."""
        self._end_scene()
        super().closeEvent(event)

    def _tell(self, closing: Closing) -> None:
        """Show how it went."""
        page = ClosingPage(self._texts, self._sizes, closing)
        page.another.connect(self.choose)
        page.again.connect(lambda: self.play(closing.scene))
        page.done.connect(self.close)
        self._show(page)
        self.page = page
        page.take_keyboard()

    def _show(self, page: QWidget) -> None:
        """Show a page in the place of the one before."""
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._end_scene()
        if before is not None:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()
        if isinstance(page, ChooserPage | ClosingPage):
            page.moved.connect(self.ring.refresh)
        self.ring.raise_()

    def _end_scene(self) -> None:
        scenery, self.scenery = self.scenery, None
        if scenery is not None:
            scenery.leave()
