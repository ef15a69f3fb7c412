"""The manager window: the room now, how well the promise was kept and why, what to take along, and what the office works by."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from greeter.model.person import Right
from greeter.reports.public import Audience
from ui import theme
from ui.kit.announcement import announce
from ui.kit.banner import Banner
from ui.kit.banner import Tone as BannerTone
from ui.kit.button import Build
from ui.kit.focus_ring import FocusRing
from ui.kit.mark import Mark
from ui.kit.on_screen import fit
from ui.kit.paragraph import Paragraph
from ui.kit.sizes import StaffSizes
from ui.manager import asking
from ui.manager.asking import documents, name_of
from ui.manager.days_bar import DaysBar
from ui.manager.figure_pages import FigurePages
from ui.manager.head import LOW, Head
from ui.manager.page_list import WIDTH, PageList
from ui.manager.pages import FIGURES, PageName
from ui.manager.presenter import ManagerPresenter
from ui.manager.progress_strip import ProgressStrip
from ui.manager.scrolled import scrolled, turn
from ui.manager.state import Tone
from ui.sign_in.panel import SignInPanel
from ui.sign_in.signing import LOCK_KEY, Seat, Signing
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

    from greeter.clock import Clock
    from greeter.drafts import Drafts
    from greeter.model.catalogue import Office
    from greeter.reports.formats import Format
    from greeter.texts import Texts
    from ui.background import Background
    from ui.feed import Feed
    from ui.manager.all_figures_page import AllFiguresPage
    from ui.manager.asking import AskWhere
    from ui.manager.live_page import LivePage
    from ui.manager.minute_page import MinutePage
    from ui.manager.state import ManagerState, Report

LEAST, USUAL = (1040, 660), (1440, 900)
SIDE, SIDE_NARROW, NARROW = 36, 16, 900
"""Margin beside a page; in a window that is narrower than that, as with very large text."""
_TONES = {Tone.TELL: BannerTone.TELL, Tone.DONE: BannerTone.DONE, Tone.TROUBLE: BannerTone.OVER}


class ManagerWindow(QWidget):
    """Pages beside their list, after a manager's sign-in where the office has people.

    Pages are made when they are first shown, so that the window is there at once.

    look: its own theme; None is the application's. ask_file, ask_folder: ask where to save; the system's dialogs where none is given.
    drafts: where what was begun to change in the office's file outlives a crash.
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
        drafts: Drafts | None = None,
    ) -> None:
        super().__init__()
        self._drafts = drafts
        self._texts, self._office = texts, office
        self._background, self._feed = background, feed
        self._sizes = sizes = sizes or StaffSizes()
        self._ask_file, self._ask_folder = ask_file or asking.ask_file, ask_folder or asking.ask_folder
        self._began = False
        self._shown: ManagerState | None = None
        self._reported: Report | None = None
        """The figures that the pages show; they are filled anew only with others, not at every step of what is saved."""
        self._away = ""
        self.setWindowTitle(texts("How we did, {office}", office=office.name))
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fit(self, sizes, LEAST, USUAL)
        if look is not None:
            theme.apply(self, theme.Theme.load(look))
        self.presenter = ManagerPresenter(background, feed, texts, clock=clock)
        self.pages = PageList(texts, sizes)
        self.bar = DaysBar(texts, sizes)
        self.progress = ProgressStrip(texts, sizes)
        self.office_name = Paragraph(office.name, sizes.text(17, 700, 1.3), Token.ON_PLINTH, most_lines=1)
        self.read_at = Paragraph("", sizes.text(16, 400, 1.3), Token.ON_PLINTH)
        self.copied = Paragraph("", sizes.text(16, 400, 1.3), Token.ON_PLINTH, most_lines=1)
        self.banner = Banner(sizes.body, Build.staff(sizes))
        self.page = PageName.MINUTE
        self._figures = FigurePages(texts, sizes, office, self._add)
        self.live: dict[PageName, LivePage] = {}
        """Pages that read for themselves, as far as they were opened."""
        self._areas: dict[PageName, QWidget] = {}
        self._sided: list[QVBoxLayout] = []
        self._stack = QStackedWidget()
        self._nothing = QWidget()
        self._stack.addWidget(self._nothing)
        self.work = QWidget()
        """All but the bar at the top: what is hidden while a manager is to sign in."""
        self.sign_in = SignInPanel(texts, sizes)
        self.sign_in.hide()
        self.signing = Signing(background, texts, self.sign_in, Seat(right=Right.FIGURES), self)
        self._keys: list[QShortcut] = []
        self._lay_out()
        self.ring = FocusRing(self)
        self._connect()

    @property
    def minute_page(self) -> MinutePage | None:
        """The report's first page, once it was shown."""
        return self._figures.minute

    @property
    def all_page(self) -> AllFiguresPage | None:
        """All figures, once they were shown."""
        return self._figures.all

    @property
    def file_name(self) -> str:
        """What a file of the figures that are shown is called, without its ending; empty before they are read."""
        state = self._shown
        return "" if state is None or state.report is None else name_of(state.report.figures, state.wanted)

    def show_state(self, state: ManagerState) -> None:
        """Show the figures of some days."""
        self._shown = state
        self.bar.show_state(state)
        self.progress.show_state(state)
        self._figures_shown()
        self._stop.setEnabled(state.may_stop and not self.signing.is_covered)
        words = self._texts("Figures as of {time}", time=state.clock) if state.report else ""
        self.read_at.set_text(words)
        self._show_away(state.away)
        if state.report is not None and state.report is not self._reported:
            self._reported = state.report
            self._show_report(state.report)
        self.ring.refresh()

    def show_page(self, page: PageName) -> None:
        """Show a page; the one before rests."""
        before = self.live.get(self.page)
        if before is not None and page is not self.page:
            before.rest()
        self.page = page
        self.banner.clear()
        self._figures_shown()
        self._stack.setCurrentWidget(self._area(page))
        self._stand_head()
        if page in self.live and self._began and not self.signing.is_covered:
            self.live[page].go_on(self.signing.session)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have days and offices scroll with the page where the window is low, and the page wider where it is narrow."""
        super().resizeEvent(event)
        self._stand_head()
        self._keep_sides()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop reading."""
        for page in self.live.values():
            page.rest()
        self.signing.end()
        self.presenter.close()
        super().closeEvent(event)

    def _show_report(self, report: Report) -> None:
        office = report.figures.office
        self.office_name.set_text(office.name)
        self.setWindowTitle(self._texts("How we did, {office}", office=office.name))
        self._look_at()
        if self.page in FIGURES:
            self._stack.setCurrentWidget(self._area(self.page))
            self._stand_head()

    def _keep_sides(self) -> None:
        px = self._sizes.px
        side = px(SIDE if self.width() >= px(NARROW) else SIDE_NARROW)
        for layout in self._sided:
            was = layout.contentsMargins()
            layout.setContentsMargins(side, was.top(), side, was.bottom())

    def _stand_head(self) -> None:
        area = self._stack.currentWidget() if self.page in FIGURES else None
        self._head.stand(area, low=self.height() < self._sizes.px(LOW))

    def _look_at(self) -> None:
        """Have the trends be those of the days that are shown."""
        trends, state = self.live.get(PageName.TRENDS), self._shown
        if trends is None or state is None or state.report is None:
            return
        from ui.manager.trends_page import TrendsPage

        assert isinstance(trends, TrendsPage)  # noqa: S101 (made by its name)
        figures = state.report.figures
        goes_on = figures.span.last >= figures.office.business_day(figures.written)
        trends.presenter.look_at(figures.span, state.wanted, figures.written if goes_on else None)

    def _area(self, page: PageName) -> QWidget:
        """Return where a page lies; made when it is first asked for. Figures have none before they are read."""
        if page not in self._areas and page not in (PageName.MINUTE, PageName.ALL):
            from ui.manager.opening import opened

            made = self.live[page] = opened(page, self._background, self._feed, self._texts, self._sizes, self._drafts)
            made.told.connect(self.tell)
            made.sign_in_wanted.connect(self._ask_who)
            made.moved.connect(self.ring.refresh)
            self._add(page, made)
            if page is PageName.TRENDS:
                self._look_at()
        if self._reported is not None:
            self._figures.fill(page, self._reported)
        return self._areas.get(page, self._nothing)

    def _add(self, name: PageName, page: QWidget) -> None:
        """Lay a page, with its margins, where it scrolls."""
        px = self._sizes.px
        holder = QWidget()
        holder.setProperty("ground", "none")
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, px(12), 0, px(28))
        self._sided.append(box)
        self._keep_sides()
        box.addWidget(page)
        area = self._areas[name] = scrolled(holder)
        self._stack.addWidget(area)

    def _lay_out(self) -> None:
        px = self._sizes.px
        told = QVBoxLayout()
        told.setContentsMargins(0, px(20), 0, px(6))
        self._sided.append(told)
        told.setSpacing(px(10))
        told.addWidget(self.banner)
        self._head = Head((self.bar, self.progress), px(10), told)
        self.progress.hide()
        content = QVBoxLayout()
        content.setSpacing(0)
        content.addLayout(told)
        content.addWidget(self._stack, 1)
        halves = QHBoxLayout(self.work)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(scrolled(self.pages, px(WIDTH)))
        halves.addLayout(content, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._top())
        box.addWidget(self.work, 1)
        box.addWidget(self.sign_in, 1)

    def _top(self) -> QWidget:
        px, top = self._sizes.px, QWidget()
        top.setProperty("ground", "plinth")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setFixedHeight(px(56))
        middle = Qt.AlignmentFlag.AlignVCenter
        bar = QHBoxLayout(top)
        bar.setContentsMargins(px(22), 0, px(SIDE), 0)
        bar.setSpacing(px(14))
        bar.addWidget(Mark(px(30), on_plinth=True))
        bar.addWidget(self.office_name, 1, middle)
        bar.addWidget(self.copied, 0, middle)
        bar.addSpacing(px(10))
        bar.addWidget(self.read_at, 0, middle)
        return top

    def _connect(self) -> None:
        presenter, bar = self.presenter, self.bar
        for chosen in (bar.days_chosen, bar.from_to_chosen, bar.public_chosen, bar.offices_chosen, bar.visits_chosen):
            chosen.connect(self.banner.clear)  # before the act: what it says must stay
        presenter.shown.connect(self.show_state)
        presenter.told.connect(self.tell)
        bar.days_chosen.connect(presenter.choose)
        bar.offices_chosen.connect(lambda offices: presenter.choose_offices(*offices))
        bar.visits_chosen.connect(presenter.choose_visits)
        bar.from_to_chosen.connect(presenter.choose_from_to)
        bar.public_chosen.connect(lambda now: presenter.show_for(Audience.PUBLIC if now else Audience.OFFICE))
        bar.saving.wanted.connect(self._save)
        self.pages.chosen.connect(self.show_page)
        self.pages.turned.connect(lambda by: turn(self._stack.currentWidget(), by))
        self.progress.stopped.connect(presenter.stop)
        self._connect_keys()
        presenter.sign_in_wanted.connect(self._ask_who)
        self.signing.covered.connect(lambda: self._cover(covered=True))
        self.signing.uncovered.connect(lambda: self._cover(covered=False))
        self.signing.told.connect(lambda words: self.tell(words, Tone.TELL))
        self.sign_in.area.moved.connect(self.ring.refresh)

    def _connect_keys(self) -> None:
        acts: list[tuple[str, Callable[[], None]]] = [
            ("Ctrl+S", self._save_first),
            (LOCK_KEY, self.signing.lock),
        ]
        acts += [(f"Ctrl+{n}", partial(self.pages.go_to, page)) for n, page in enumerate(PageName, start=1)]
        for keys, act in acts:
            key = QShortcut(QKeySequence(keys), self)
            key.activated.connect(act)
            self._keys.append(key)
        self._stop = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._stop.activated.connect(self.presenter.stop)
        self._stop.setEnabled(False)

    def _figures_shown(self) -> None:
        """Show what stands above pages of figures there, and nowhere else."""
        figures = self.page in FIGURES
        self.bar.setVisible(figures)
        self.bar.stand_above_trends(now=self.page is PageName.TRENDS)
        self.progress.setVisible(figures and self._shown is not None and bool(self._shown.busy))
        self.read_at.setVisible(figures and not self.signing.is_covered)

    def _ask_who(self) -> None:
        """Ask for a manager's sign-in; once more where theirs has ended, for they signed in elsewhere."""
        elsewhere = self._texts("You have signed in at another window since. Sign in to go on here.")
        self.signing.ask(elsewhere if self.signing.signed is not None else "")

    def _cover(self, *, covered: bool) -> None:
        for key in self._keys:
            key.setEnabled(not covered)
        self.work.setVisible(not covered)
        self.sign_in.setVisible(covered)
        live = self.live.get(self.page)
        if covered:
            self.banner.clear()
            self.presenter.rest()
            self._stop.setEnabled(False)
            if live is not None:
                live.rest()
        else:
            self.presenter.go_on(self.signing.session)
            if live is not None:
                live.go_on(self.signing.session)
            self.pages.links[self.page].setFocus(Qt.FocusReason.OtherFocusReason)
        self._figures_shown()
        self.ring.refresh()

    def _save_first(self) -> None:
        from ui.manager.forms import FIRST

        if self.page in FIGURES:
            self._save(FIRST)
        elif self.page in self.live:
            self.live[self.page].save()

    def _save(self, form: Format) -> None:
        from ui.manager.forms import ending

        if not self.file_name:
            self.tell(self._texts("The figures are still being read."), Tone.TROUBLE)
            return
        ask = self._ask_file if ending(form) else self._ask_folder
        place = ask(self, documents() / f"{self.file_name}{ending(form)}")
        if place is not None:
            self.presenter.save(form, place)
