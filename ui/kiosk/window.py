"""The kiosk's window: header, one page, nav and access strip; full screen, without a frame, and without a way out for fingers.

Pages are built once and filled again, so that a touch only paints. The next pages are built one by one after the greeting is painted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from greeter.languages import language_of
from ui import theme
from ui.kiosk.clipboard import forget_copied
from ui.kiosk.frame import Frame, Reach
from ui.kiosk.header import Header
from ui.kiosk.idle import PATIENCE, PATIENT, WARNING_S
from ui.kiosk.locked_keys import PANEL_KEYS, is_dead
from ui.kiosk.nav_bar import NavBar
from ui.kiosk.pages import ORDER, page_class
from ui.kiosk.rehearsal import Rehearsal
from ui.kiosk.state import KioskState, Saving
from ui.kiosk.strip import aid_words, strip_build
from ui.kiosk.turning import Motion, Turning
from ui.kiosk.walk import WITHOUT_ANSWERS, Page
from ui.kiosk.wording import opening_words
from ui.kit.access_strip import AccessStrip
from ui.kit.aid import Aid
from ui.kit.face import FACES_BYTES, forget_faces, keep_faces
from ui.kit.focus_ring import FocusRing
from ui.kit.fonts import script_of
from ui.kit.lettering import forget
from ui.kit.sizes import KioskSizes, TextSize, kiosk_dpi
from ui.theme import Look, Theme, Token

if TYPE_CHECKING:
    from ui.kiosk.idle_panel import IdlePanel
    from ui.kiosk.listening import Listening
    from ui.kiosk.page import KioskPage
    from ui.kiosk.presenter import KioskPresenter
    from ui.kiosk.speech_settings import SpeechSettings
    from ui.kiosk.staff_line import StaffLine

WITHOUT_LANGUAGE = frozenset({Page.WELCOME, Page.TICKET, Page.HELP, Page.NOT_TAKING, Page.SORRY})
"""Pages whose header has no button for the language."""


class Mount(Enum):
    """How the window stands on the screen."""

    LOCKED = "locked"
    """Full screen, no frame, on top: the lobby."""
    DESK = "desk"
    """An ordinary window: the demo, and tests."""


@dataclass(frozen=True)
class KioskSettings:
    """What an installer may set."""

    dpi: float | None = None
    """Dots an inch of the screen, where the screen lies; None asks it."""
    look: Look = Look.LIGHT
    mount: Mount = Mount.LOCKED
    motion: Motion = Motion.FULL
    speech: SpeechSettings | None = None
    """Keypad, audio and voice; None is the usual."""


class KioskWindow(QWidget):
    """Shows the presenter's state."""

    def __init__(self, presenter: KioskPresenter, settings: KioskSettings | None = None) -> None:
        super().__init__()
        self.presenter = presenter
        self.settings = settings or KioskSettings()
        self._pages: dict[type[KioskPage], KioskPage] = {}
        self._shown: KioskPage | None = None
        self._page: Page | None = None
        self._opened = self._begun = False
        self._said: set[str] = set()
        self._focus_before: QWidget | None = None
        self._aids: frozenset[Aid] = frozenset()
        self.setObjectName("kiosk")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # `paintEvent` fills it, once
        keep_faces(FACES_BYTES)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if self.settings.mount is Mount.LOCKED:
            self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        state = presenter.state
        self.setWindowTitle(state.office.name)
        self._frame = self._frame_for(state)
        theme.apply(self, Theme.load(self.settings.look))
        self.header = Header(self._frame, state.office.name, self)
        self.nav_bar = NavBar(self._frame, self)
        self.strip = AccessStrip(
            aid_words(state.texts), state.texts("Talk to a person"), strip_build(self._frame), parent=self
        )
        self.turning = Turning(self)
        self._connect()
        self.ring = FocusRing(self)
        presenter.changed.connect(self.show_state)
        presenter.wiped.connect(self.wipe)

    # What is shown

    def page(self, page: Page) -> KioskPage:
        """Return the widget of a page, built on the first call."""
        kind = page_class(page)
        if kind not in self._pages:
            made = kind(self.presenter, self._frame, self)
            self._pages[kind] = made
            self.nav_bar.raise_()
            self.strip.raise_()
            self.turning.raise_()
            if "listening" in vars(self) and (over := self.listening.over()) is not None:
                over.raise_()
        if self._pages[kind].frame != self._frame or self._pages[kind].geometry() != self._page_box():
            self._fit(self._pages[kind])
        return self._pages[kind]

    @cached_property
    def idle(self) -> IdlePanel:
        """The idle panel, made when it is first needed."""
        from ui.kiosk.idle_panel import IdlePanel

        panel = IdlePanel(self._frame, self)
        panel.more_time.connect(self.presenter.touched)
        panel.clear_now.connect(self.presenter.wipe)
        return panel

    @cached_property
    def listening(self) -> Listening:
        """Speech and keypad, made once nobody waits for it."""
        from ui.kiosk.listening import Listening
        from ui.kiosk.speech_settings import SpeechSettings

        return Listening(self, self.settings.speech or SpeechSettings())

    @cached_property
    def staff_line(self) -> StaffLine:
        """The line for staff, made when there is something to tell them."""
        from ui.kiosk.staff_line import StaffLine

        return StaffLine(self._frame.sizes, self)

    @property
    def warned(self) -> bool:
        """Whether the idle panel is shown."""
        return "idle" in vars(self) and not self.idle.isHidden()

    @property
    def shown(self) -> KioskPage | None:
        """The page that is shown."""
        return self._shown

    @property
    def frame(self) -> Frame:
        """The boxes of the present layout."""
        return self._frame

    def show_state(self, state: KioskState | None = None) -> None:
        """Show what the presenter has now, or for a moment another state."""
        state = state or self.presenter.state
        if not self._opened:
            return
        turned_over = self._set_direction(state)
        if state.aids != self._aids:
            self._take_aids(state)
        elif turned_over or self._frame_for(state) != self._frame:
            self._relayout(state)
        self.strip.set_words(aid_words(state.texts), state.texts("Talk to a person"))
        self._said |= state.said
        page = self.page(state.page)
        turned = state.page is not self._page
        if turned:
            page.sheet = 0
        page.show_state(state)
        self._show_chrome(page, state)
        if turned:
            self._turn_to(page, state)
        self._show_idle(state)
        if "listening" in vars(self):
            self.listening.look(state)

    def wipe(self) -> None:
        """Forget everything of the visitor: pages, laid-out lines, and what they copied."""
        for page in self._pages.values():
            page.wipe()
        if "listening" in vars(self):
            self.listening.wipe()
        forget(self._said)
        forget_faces(self._said)
        forget_copied(self._said, whatever=self.settings.mount is Mount.LOCKED)
        self._said.clear()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Paint the greeting; what is not needed for it comes afterwards."""
        super().showEvent(event)
        if self._opened:
            return
        self._opened = True
        self._relayout(self.presenter.state)
        self.show_state()
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper; once the greeting is painted, begin with everything else."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.of(self).color(Token.PAPER))
        painter.end()
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self, self._open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out anew."""
        super().resizeEvent(event)
        if self._opened:
            self._relayout(self.presenter.state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A locked kiosk is not closed by a window manager."""
        if self.settings.mount is Mount.LOCKED and event.spontaneous():
            event.ignore()
        else:
            self.presenter.close()
            self.listening.close()
            super().closeEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Follow the reading order with Tab."""
        return self.listening.steps.tab(forward=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key out: whatever no widget took does nothing."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count touches and keys against idleness, and swallow the keys that do nothing here."""
        kind = event.type()
        if self.warned:
            # The panel's own buttons come first: a touch must never fall through to what lies beneath.
            if kind in {QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd} or (
                isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress and event.key() not in PANEL_KEYS
            ):
                QTimer.singleShot(0, self, self.presenter.touched)
        elif kind in {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}:
            self.presenter.touched()
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}:
            self.listening.touched()
        elif isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress and self.listening.pad.takes(event):
            return True
        if isinstance(event, QKeyEvent) and kind in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease} and is_dead(event):
            return True
        return super().eventFilter(watched, event)

    # Inside

    def _open(self) -> None:
        self.presenter.open()
        self._still_to_build = [page for page in ORDER if page_class(page) not in self._pages]
        self._build_next()

    def _build_next(self) -> None:
        """Build one page, then let events pass."""
        while self._still_to_build:
            page = self._still_to_build.pop(0)
            if page_class(page) not in self._pages:
                self.page(page)
                QTimer.singleShot(0, self, self._build_next)
                return
        self.listening  # noqa: B018 (made now, so that no touch waits for it)
        Rehearsal(self)

    def _connect(self) -> None:
        self.header.language_wanted.connect(lambda: self.presenter.open_page(Page.LANGUAGES))
        self.header.leave_wanted.connect(self.presenter.leave)
        self.nav_bar.back.connect(lambda: self._here().back())
        self.nav_bar.on.connect(lambda: self._here().on())
        self.nav_bar.extra.connect(lambda: self._here().extra())
        self.nav_bar.leave.connect(self.presenter.leave)
        self.strip.aid_toggled.connect(self._aid_pressed)
        self.strip.person_wanted.connect(self.presenter.talk_to_person)

    def _aid_pressed(self, aid: Aid) -> None:
        if aid is Aid.LISTEN:
            self.listening.wanted()
        else:
            self.presenter.toggle_aid(aid)

    def _here(self) -> KioskPage:
        return self._shown or self.page(Page.WELCOME)

    def _show_chrome(self, page: KioskPage, state: KioskState) -> None:
        texts = state.texts
        language, words, short_words = "", "", ""
        if state.page in {Page.WELCOME, Page.NOT_TAKING}:
            words, short_words = opening_words(state), texts.clock(state.now)
        elif told := page.told(state):
            words = told
        elif self._frame.low:
            words = page.corner(state)
        elif state.page not in WITHOUT_LANGUAGE:
            language = language_of(state.answers.language).own_name
        typing = page.typing and self._frame.keyboard_for_nav
        leave = texts("Leave this page") if state.sensitive else ""
        self.header.show_office(state.office.name)
        self.header.keep_room_for_icon(wanted=state.kept is not None and self._frame.short)
        below = self._frame.low  # in the nav, or on the keyboard that stands in its place
        self.header.show_end(words=words, short_words=short_words, language=language, leave="" if below else leave)
        self._show_staff_line(state)
        self.nav_bar.setVisible(not typing)
        if not typing:
            nav = page.nav(state)
            self.nav_bar.show_nav(replace(nav, leave=leave) if below and leave else nav, self._frame)
        calling = texts("Calling someone") if state.kept is None else texts("Saving your place")
        self.strip.person.set_words(calling if state.saving is Saving.HELP else texts("Talk to a person"))

    def _show_staff_line(self, state: KioskState) -> None:
        """On low screens it is an icon in the header; there is no other room."""
        if state.kept is not None:
            box = self.header.icon_box if self._frame.short else self._frame.staff_line
            self.staff_line.show_kept(state.kept, state.texts, self._frame.sizes, box)
            self.staff_line.stackUnder(self.strip)
        elif "staff_line" in vars(self):
            self.staff_line.hide()

    def _turn_to(self, page: KioskPage, state: KioskState) -> None:
        before, self._shown, self._page = self._shown, page, state.page
        page.show()
        if before is not None or page.typing:
            first = page.first_control() or self.nav_bar.on_button
            first.setFocus()  # before the old page goes, or Qt would look for another place first
        if before is not None and before is not page:
            before.hide()
        if before is not None:
            page.announce()
            self.turning.turn(page, self._motion(state))

    def _show_idle(self, state: KioskState) -> None:
        if state.seconds_left is None or state.page in WITHOUT_ANSWERS:
            if self.warned:
                self.idle.hide()
                if self._focus_before is not None and isValid(self._focus_before) and self._focus_before.isVisible():
                    self._focus_before.setFocus()
            return
        if not self.warned:
            self._focus_before = QApplication.focusWidget()
        whole = WARNING_S * (PATIENCE if PATIENT & state.aids else 1)
        self.idle.warn(state.seconds_left, whole, state.texts, self._frame)

    def _take_aids(self, state: KioskState) -> None:
        contrast = (Aid.CONTRAST in state.aids) != (Aid.CONTRAST in self._aids)
        self._aids = state.aids
        if contrast:
            theme.apply(self, Theme.load(Look.CONTRAST if Aid.CONTRAST in state.aids else self.settings.look))
        self.strip.set_on(state.aids)
        self._relayout(state)

    def _set_direction(self, state: KioskState) -> bool:
        """Take the language's direction; return whether it is another one."""
        direction = Qt.LayoutDirection.RightToLeft if state.texts.right_to_left else Qt.LayoutDirection.LeftToRight
        if self.layoutDirection() is direction:
            return False
        self.setLayoutDirection(direction)
        return True

    def _relayout(self, state: KioskState) -> None:
        self._frame = self._frame_for(state)
        self.header.resize_to(self._frame)
        self.strip.set_build(strip_build(self._frame))
        self.strip.setGeometry(self._frame.strip)
        if self._shown is not None and state.page is self._page:  # any other page takes these sizes when it is shown
            self._fit(self._shown)
            self._shown.show_state(state)
            self._show_chrome(self._shown, state)
        self._show_idle(state)
        self.ring.refresh()

    def _fit(self, page: KioskPage) -> None:
        page.setGeometry(self._page_box())
        page.resize_to(self._frame)

    def _page_box(self) -> QRect:
        top = self._frame.header.bottom() + 1
        return QRect(0, top, self._frame.width, self._frame.strip.top() - top)

    def _frame_for(self, state: KioskState) -> Frame:
        dpi = self.settings.dpi or kiosk_dpi(self.screen())
        text = TextSize.LARGE if Aid.LARGER_TEXT in state.aids else TextSize.NORMAL
        reach = Reach.LOW if Aid.LOW_CONTROLS in state.aids else Reach.NORMAL
        sizes = KioskSizes(dpi, text, script_of(state.texts.language))
        tall = state.sensitive if reach is Reach.LOW else state.page is Page.SUMMARY
        frame = Frame(self.width(), self.height(), sizes, reach, 2 if tall and self.height() > self.width() else 1)
        if frame.short:
            frame = replace(frame, sizes=replace(sizes, close=True))
        told = state.kept is not None and not frame.short
        return replace(frame, told=sizes.label.advance) if told else frame

    def _motion(self, state: KioskState) -> Motion:
        return Motion.NONE if PATIENT & state.aids else self.settings.motion
