"""The manager window: how well the promise was kept, why, and what to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from greeter.model.person import Right
from greeter.reports.public import Audience
from ui import theme
from ui.kit.announcement import announce
from ui.kit.banner import Banner
from ui.kit.banner import Tone as BannerTone
from ui.kit.button import Build
from ui.kit.focus_ring import FocusRing
from ui.kit.mark import Mark
from ui.kit.paragraph import Paragraph
from ui.kit.sizes import StaffSizes
from ui.manager.answer import Answer
from ui.manager.office_field import OfficeField
from ui.manager.presenter import ManagerPresenter
from ui.manager.side import Side
from ui.manager.state import Days, Tone
from ui.sign_in.panel import SignInPanel
from ui.sign_in.signing import LOCK_KEY, Seat, Signing
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from greeter.clock import Clock
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from ui.background import Background
    from ui.feed import Feed
    from ui.manager.all_figures_page import AllFiguresPage
    from ui.manager.minute_page import MinutePage
    from ui.manager.state import ManagerState

    AskWhere = Callable[[QWidget, Path], Path | None]
    """Asks where to save; gets a suggestion, returns a path or None."""

LEAST = (1040, 660)
_TONES = {Tone.TELL: BannerTone.TELL, Tone.DONE: BannerTone.DONE, Tone.TROUBLE: BannerTone.OVER}


class ManagerWindow(QWidget):
    """Figures on the screen as in the report, after a manager's sign-in where the office has people.

    The pages are made when the first figures come, so that the window is there at once.

    look: its own theme; None is the application's. ask_file, ask_folder: ask where to save; the system's dialogs where none is given.
    """

    def __init__(
        self,
        background: Background,
        feed: Feed,
        office: Office,
        texts: Texts,
        *,
        look: theme.Look | None = None,
        sizes: StaffSizes | None = None,
        ask_file: AskWhere | None = None,
        ask_folder: AskWhere | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._texts, self._office = texts, office
        self._sizes = sizes = sizes or StaffSizes()
        self._ask_file, self._ask_folder = ask_file or _ask_file, ask_folder or _ask_folder
        self._began = False
        self._shown: ManagerState | None = None
        self._away = ""
        self.setWindowTitle(texts("How we did, {office}", office=office.name))
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(sizes.px(LEAST[0]), sizes.px(LEAST[1]))
        self.resize(sizes.px(1440), sizes.px(900))
        if look is not None:
            theme.apply(self, theme.Theme.load(look))
        self.presenter = ManagerPresenter(background, feed, texts, clock=clock)
        self.side = Side(texts, sizes)
        self.office_name = Paragraph(office.name, sizes.text(17, 700, 1.3), Token.ON_PLINTH, most_lines=1)
        self.read_at = Paragraph("", sizes.text(16, 400, 1.3), Token.ON_PLINTH)
        self.copied = Paragraph("", sizes.text(16, 400, 1.3), Token.ON_PLINTH, most_lines=1)
        self.banner = Banner(sizes.body, Build.staff(sizes))
        self.one_minute = Answer(texts("In one minute"), sizes, wide=False)
        self.all_figures = Answer(texts("All figures"), sizes, wide=False)
        self.which_office = Paragraph(texts("Which office?"), sizes.body, Token.INK2)
        self.office = OfficeField(texts, sizes)
        self.reading = Paragraph("", sizes.text(22, 700, 1.3), Token.INK2)
        self.minute_page: MinutePage | None = None
        self.all_page: AllFiguresPage | None = None
        self._stack = QStackedWidget()
        self.work = QWidget()
        """All but the bar at the top: what is hidden while a manager is to sign in."""
        self.sign_in = SignInPanel(texts, sizes)
        self.sign_in.hide()
        self.signing = Signing(background, texts, self.sign_in, Seat(right=Right.FIGURES), self)
        self._keys: list[QShortcut] = []
        self._lay_out()
        self.ring = FocusRing(self)
        self._connect()

    def show_state(self, state: ManagerState) -> None:
        """Show the figures of some days."""
        self._shown = state
        self.side.show_state(state)
        for part in (self.which_office, self.office):
            part.setVisible(bool(state.offices))
        self.office.offer(state.offices, state.office)
        words = self._texts("Figures as of {time}", time=state.clock) if state.report else ""
        self.read_at.set_text(words)
        self.reading.set_text("" if state.report else state.busy)
        self.reading.setVisible(state.report is None)
        self._show_away(state.away)
        if state.report is not None:
            self._show_report(state)
        self.ring.refresh()

    def _show_away(self, words: str) -> None:
        """Keep the line about the server, with its age; assistive technology hears of it once."""
        if words and not self._away:
            self.tell(words, Tone.TELL)
        elif words:
            self.banner.tell(words, BannerTone.TELL)
        elif self._away:
            self.banner.clear()
        self._away = words

    def tell(self, words: str, tone: Tone) -> None:
        """Say what was done, or what went wrong, in the banner and to assistive technology."""
        self.banner.tell(words, _TONES[tone])
        announce(self.banner, words)

    def show_copied(self, words: str) -> None:
        """Show how old the newest copy of the store is."""
        self.copied.set_text(words)

    def lay_beneath_top(self, part: QWidget) -> None:
        """Put a part beneath the bar at the top, over the whole width."""
        box = self.layout()
        assert isinstance(box, QVBoxLayout)  # noqa: S101 (made here)
        box.insertWidget(1, part)
        self.ring.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        """Read today."""
        super().showEvent(event)
        if not self._began:
            self._began = True
            self.presenter.begin()
            handle = self.windowHandle()
            if handle is not None:
                handle.installEventFilter(self.signing)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop reading."""
        self.signing.end()
        self.presenter.close()
        super().closeEvent(event)

    def _show_report(self, state: ManagerState) -> None:
        assert state.report is not None  # noqa: S101 (asked by the caller)
        minute, all_figures = self._pages()
        from ui.manager.reading import FIRST_PAGE, definitions

        office = state.report.figures.office
        self.office_name.set_text(office.name)
        self.setWindowTitle(self._texts("How we did, {office}", office=office.name))
        minute.show_report(state.report, definitions(self._texts, FIRST_PAGE, office))
        all_figures.show_report(state.report)

    def _pages(self) -> tuple[MinutePage, AllFiguresPage]:
        """Return the pages; made once, for they bring the report's drawing along."""
        if self.minute_page is None or self.all_page is None:
            from ui.manager.all_figures_page import AllFiguresPage
            from ui.manager.minute_page import MinutePage

            self.minute_page = MinutePage(self._texts, self._sizes, self._office)
            self.all_page = AllFiguresPage(self._texts, self._sizes)
            for page in (self.minute_page, self.all_page):
                self._stack.addWidget(self._scrolling(page))
        return self.minute_page, self.all_page

    def _scrolling(self, page: QWidget) -> QScrollArea:
        """Return a page that scrolls, with its margins."""
        px = self._sizes.px
        holder = QWidget()
        holder.setProperty("ground", "none")
        box = QVBoxLayout(holder)
        box.setContentsMargins(px(36), px(12), px(36), px(28))
        box.addWidget(page)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        return area

    def _lay_out(self) -> None:
        px = self._sizes.px
        top = QWidget()
        top.setProperty("ground", "plinth")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setFixedHeight(px(56))
        middle = Qt.AlignmentFlag.AlignVCenter
        bar = QHBoxLayout(top)
        bar.setContentsMargins(px(22), 0, px(36), 0)
        bar.setSpacing(px(14))
        bar.addWidget(Mark(px(30), on_plinth=True))
        bar.addWidget(self.office_name, 1, middle)
        bar.addWidget(self.copied, 0, middle)
        bar.addSpacing(px(10))
        bar.addWidget(self.read_at, 0, middle)
        chips = QHBoxLayout()
        chips.setContentsMargins(px(36), px(20), px(36), px(6))
        chips.setSpacing(px(10))
        group = QButtonGroup(self)
        for chip in (self.one_minute, self.all_figures):
            group.addButton(chip)
            chips.addWidget(chip)
        chips.addStretch(1)
        chips.addWidget(self.which_office, 0, Qt.AlignmentFlag.AlignVCenter)
        chips.addWidget(self.office)
        self.one_minute.setChecked(True)
        told = QVBoxLayout()
        told.setContentsMargins(px(36), px(6), px(36), px(6))
        told.addWidget(self.banner)
        told.addWidget(self.reading)
        content = QVBoxLayout()
        content.setSpacing(0)
        for part in (chips, told):
            content.addLayout(part)
        content.addWidget(self._stack, 1)
        halves = QHBoxLayout(self.work)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(self.side)
        halves.addLayout(content, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addWidget(self.work, 1)
        box.addWidget(self.sign_in, 1)

    def _connect(self) -> None:
        presenter, side = self.presenter, self.side
        for chosen in (side.days_chosen, side.from_to_chosen, side.public_chosen, self.office.chosen):
            chosen.connect(self.banner.clear)  # before the act: what it says must stay
        presenter.shown.connect(self.show_state)
        presenter.told.connect(self.tell)
        side.days_chosen.connect(presenter.choose)
        self.office.chosen.connect(presenter.choose_office)
        side.from_to_chosen.connect(presenter.choose_from_to)
        side.public_chosen.connect(lambda now: presenter.show_for(Audience.PUBLIC if now else Audience.OFFICE))
        side.save_report.connect(self._save_report)
        side.save_tables.connect(self._save_tables)
        self.one_minute.toggled.connect(lambda now: self._stack.setCurrentIndex(0 if now else 1))
        for keys, act in (
            ("Ctrl+S", self._save_report),
            ("Ctrl+1", self.one_minute.click),
            ("Ctrl+2", self.all_figures.click),
            (LOCK_KEY, self.signing.lock),
        ):
            key = QShortcut(QKeySequence(keys), self)
            key.activated.connect(act)
            self._keys.append(key)
        presenter.sign_in_wanted.connect(self._ask_who)
        self.signing.covered.connect(lambda: self._cover(covered=True))
        self.signing.uncovered.connect(lambda: self._cover(covered=False))
        self.signing.told.connect(lambda words: self.tell(words, Tone.TELL))
        self.sign_in.area.moved.connect(self.ring.refresh)

    def _ask_who(self) -> None:
        """Ask for a manager's sign-in; once more where theirs has ended, for they signed in elsewhere."""
        elsewhere = self._texts("You have signed in at another window since. Sign in to go on here.")
        self.signing.ask(elsewhere if self.signing.signed is not None else "")

    def _cover(self, *, covered: bool) -> None:
        for key in self._keys:
            key.setEnabled(not covered)
        self.work.setVisible(not covered)
        self.sign_in.setVisible(covered)
        self.read_at.setVisible(not covered)
        if covered:
            self.banner.clear()
            self.presenter.rest()
        else:
            self.presenter.go_on(self.signing.session)
            self.side.answers[Days.TODAY].setFocus(Qt.FocusReason.OtherFocusReason)
        self.ring.refresh()

    def _save_report(self) -> None:
        if self._may_save():
            file = self._ask_file(self, _documents() / f"{self._name()}.pdf")
            if file is not None:
                self.presenter.save_report(file)

    def _save_tables(self) -> None:
        if self._may_save():
            folder = self._ask_folder(self, _documents() / self._name())
            if folder is not None:
                self.presenter.save_tables(folder)

    def _may_save(self) -> bool:
        """Whether there are figures; if not, it is said why nothing is saved."""
        if self.presenter.span is None:
            self.tell(self._texts("The figures are still being read."), Tone.TROUBLE)
            return False
        return True

    def _name(self) -> str:
        span = self.presenter.span
        assert span is not None  # noqa: S101 (asked in _may_save)
        first, last = span.first.isoformat(), span.last.isoformat()
        days = first if first == last else f"{first}-to-{last}"
        office = self._shown.report.figures.office if self._shown and self._shown.report else self._office
        return f"{office.id}-{days}"


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def _ask_file(window: QWidget, suggested: Path) -> Path | None:
    file, _ = QFileDialog.getSaveFileName(window, "", str(suggested), "PDF (*.pdf)")
    return Path(file) if file else None


def _ask_folder(window: QWidget, suggested: Path) -> Path | None:
    folder = QFileDialog.getExistingDirectory(window, "", str(suggested.parent))
    return Path(folder) / suggested.name if folder else None
