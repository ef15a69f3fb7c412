"""Every page on every screen, with and without the aids: large targets, nothing cut, nothing on top of something else, low reach low."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from greeter.model.visit import Familiarity, Need
from ui.keyboard import Keyboard
from ui.kiosk.page import KioskPage
from ui.kiosk.section import Section
from ui.kiosk.walk import Page
from ui.kit.aid import Aid
from ui.kit.aid_button import AidButton
from ui.kit.button import Button
from ui.kit.choice_card import ChoiceCard
from ui.kit.paragraph import Paragraph
from ui.kit.person_button import PersonButton
from ui.kit.ticket_card import TicketCard

SCREENS = {"portrait": (1080, 1920), "landscape": (1920, 1080), "low": (1280, 800)}
AIDS = {
    "": (),
    "larger": (Aid.LARGER_TEXT,),
    "low": (Aid.LOW_CONTROLS,),
    "all": (Aid.LARGER_TEXT, Aid.CONTRAST, Aid.LOW_CONTROLS),
}
MM = 100 / 25.4


@dataclass
class Seen:
    """A widget that is seen, and its box in the window."""

    widget: object
    box: QRect

    def __str__(self):
        name = self.widget.text() if hasattr(self.widget, "text") else self.widget.accessibleName()
        return f"{type(self.widget).__name__} “{name}” {self.box.getRect()}"


def seen(hand, *kinds):
    found = []
    for kind in kinds:
        widgets = [widget for widget in hand.window.findChildren(kind) if widget.isVisible()]
        found += [Seen(widget, QRect(widget.mapTo(hand.window, QPoint(0, 0)), widget.size())) for widget in widgets]
    return found


def check(hand):
    """Look at the page as it is."""
    page, frame = hand.window.shown, hand.window.frame
    whole = hand.window.rect()
    controls = seen(hand, QAbstractButton, QLineEdit)
    texts = [one for one in seen(hand, Paragraph, Section) if one.widget.parent() is not hand.window.header]
    for one in controls:
        assert whole.contains(one.box), f"outside: {one}"
        least = 15 * MM - 1
        if isinstance(one.widget, QLineEdit):
            continue
        if isinstance(one.widget.parent(), Keyboard):
            least = 19 * MM if frame.portrait else 15 * MM
        assert min(one.box.width(), one.box.height()) >= least, f"small: {one}"
    for one, other in combinations(controls, 2):
        assert not one.box.intersects(other.box), f"{one} lies on {other}"
    check_texts(hand, texts, controls)
    for one in [*controls, *texts]:
        check_words(one)
    card = vars(page).get("card")
    if isinstance(card, TicketCard) and card.isVisible():
        assert card.stands_whole, f"{hand.page}: cut ticket"
    name = hand.window.header._office
    assert not name.isVisible() or name.stands_in(name.width())
    if frame.low:
        for one in controls:
            if not isinstance(one.widget, QLineEdit):  # typing goes there by itself
                assert one.box.top() >= frame.height // 2, f"high: {one}"
    assert isinstance(page, KioskPage)
    check_line(hand, [one.box for one in [*controls, *texts] if one.widget.parent() is not line_of(hand)])


def check_texts(hand, texts, controls):
    """Every text stands whole in the window, on no control and on no other text."""
    page, whole = hand.window.shown, hand.window.rect()
    for one in texts:
        assert whole.contains(one.box), f"outside: {one}"
        for other in controls:
            words = getattr(page, "words", None)  # the words stand within their section, beside its drawing
            inside = words is not None and one.widget is words.section and other.widget in words.buttons
            assert inside or not one.box.intersects(other.box), f"{hand.page}: {one} lies under {other}"
        needed = (
            one.widget.height_for(one.box.width())
            if isinstance(one.widget, Paragraph)
            else one.widget.needed_height(one.box.width())
        )
        assert one.box.height() >= needed - 1, f"cut: {one}"
    for one, other in combinations([one for one in texts if one.box.width() > 2], 2):
        assert is_part_of(page, one, other) or not one.box.intersects(other.box), f"{hand.page}: {one} lies on {other}"


def line_of(hand):
    """The line for staff, where it was ever needed."""
    return vars(hand.window).get("staff_line")


def check_line(hand, others):
    """The line for staff shows while tickets are kept here: whole, in one line, on nothing else."""
    line = line_of(hand)
    if hand.state.kept is None:
        assert line is None or not line.isVisible()
        return
    assert line.isVisible()
    assert hand.window.rect().contains(line.geometry())
    words = line.words
    if not words.isVisible():  # the icon alone, in the header
        words = line._icon
        check_icon(hand, QRect(words.mapTo(hand.window, QPoint(0, 0)), words.size()), others)
        return
    assert words.lines(0).size.width() <= words.width() + 1, f"cut: {words.text()}"
    assert len(words.lines(words.width()).tops) == 1, f"long: {words.text()}"
    box = QRect(words.mapTo(hand.window, QPoint(0, 0)), words.size())
    box.setWidth(round(words.lines(0).size.width()))
    assert not any(box.intersects(other) for other in others), f"{words.text()} lies on something"
    header = hand.window.header
    for part in (header._end, header.language, header.leave, header._office):
        if part.isVisible() and part.text():
            there = QRect(part.mapTo(hand.window, QPoint(0, 0)), part.size())
            assert not box.intersects(there) or part is header._office, f"{words.text()} lies on {part.text()}"


def check_icon(hand, box, others):
    """The icon alone stands in the header, whole, with its name, beside all that is there."""
    line, header = line_of(hand), hand.window.header
    assert hand.window.frame.short
    assert line.accessibleName().startswith("Network away")
    assert line.geometry().contains(box)
    beside = [part for part in (header._end, header.language, header.leave, header._office) if part.isVisible()]
    assert header._office in beside
    boxes = [QRect(part.mapTo(hand.window, QPoint(0, 0)), part.size()) for part in beside]
    assert not any(box.intersects(other) for other in [*others, *boxes])


def check_words(one):
    """No word is torn, no line is cut, and nothing is left out but of what a visitor typed."""
    widget = one.widget
    if isinstance(widget, Button):
        lines = widget._laid_out().lines
        assert widget.holds_word(widget.width()), f"torn: {one}"
        assert len(lines.tops) <= 2, f"long: {one}"
    elif isinstance(widget, AidButton | PersonButton):
        assert widget.whole, f"torn: {one}"
    elif isinstance(widget, ChoiceCard):
        name = widget._name(widget._text_width(widget.width()))
        assert name.size.height() <= one.box.height(), f"cut: {one}"
        assert "…" not in name.layout.text(), f"cut: {one}"
        assert not name.torn or "Featherstonehaugh" in widget.text(), f"torn: {one}"
    elif isinstance(widget, Section):
        assert not any(lines.torn for lines in widget.all_lines(widget.width())), f"torn: {one}"
    elif isinstance(widget, Paragraph) and widget.text():
        assert not widget.lines(widget.width()).torn, f"torn: {one}"


def is_part_of(page, one, other):
    """Whether two texts belong together: the meaning of a word stands within its section."""
    words = getattr(page, "words", None)
    return words is not None and {one.widget, other.widget} == {words.section, words.meaning}


def check_sheets(hand):
    page = hand.window.shown
    check(hand)
    for sheet in range(1, page.sheets):
        page.sheet = sheet
        hand.presenter.turned()
        check(hand)
    page.sheet = 0
    hand.presenter.turned()


@pytest.mark.parametrize("aids", list(AIDS))
@pytest.mark.parametrize("screen", list(SCREENS))
@pytest.mark.parametrize("service", ["permit", "records"])
def test_every_page_on_every_screen(hand, screen, aids, service):
    look_at_every_page(hand, screen, aids, service)


def look_at_every_page(hand, screen, aids, service, language="en"):
    """Walk through all pages on a screen with aids, in a language, and look at each sheet."""
    hand.resize(*SCREENS[screen])
    for aid in AIDS[aids]:
        hand.presenter.toggle_aid(aid)
    check(hand)
    show = hand.presenter
    show.open_page(Page.LANGUAGES)
    show.choose_language(language)
    check_sheets(hand)
    show.choose_language("so")
    check(hand)
    show.choose_language(language)
    show.back()
    check(hand)
    show.start()
    check_sheets(hand)
    if screen == "portrait" and not aids:
        hand.touch(hand.state.texts("Continue"))
        check(hand)
    for page in (Page.APPOINTMENT, Page.BOOKED_NAME, Page.BOOKED_TIME, Page.BACK, Page.NO_REASON, Page.SOMETHING_ELSE):
        show.open_page(page)
        check_sheets(hand)
        show.back()
    show.booked.without_ticket()
    check_sheets(hand)
    show.back()
    show.open_page(Page.SAY_IT)
    check(hand)
    show.type_reason("I want to build a deck behind my house")
    hand.settle()
    check(hand)
    hand.window.shown.end_typing()
    check(hand)
    show.choose_service(service)
    hand.settle()
    check_sheets(hand)
    hand.window.shown.explain(0)
    check_sheets(hand)
    show.go_on()
    check(hand)
    show.answer_familiarity(Familiarity.NEW)
    check(hand)
    show.type_name("Maximiliana Featherstonehaugh")
    check(hand)
    show.go_on()
    check_sheets(hand)
    for need in Need:
        show.toggle_need(need)
    check_sheets(hand)
    for need in (Need.QUIET, Need.MORE_TIME, Need.HEARING_LOOP, Need.INTERPRETER):
        show.toggle_need(need)
    show.go_on()
    hand.settle()
    check_sheets(hand)
    hand.clock.advance(seconds=100 if Aid.LARGER_TEXT in AIDS[aids] else 50)
    show.second()
    assert hand.window.idle.isVisible()
    assert all(
        hand.window.rect().contains(QRect(b.mapTo(hand.window, QPoint()), b.size()))
        for b in (hand.window.idle.stay, hand.window.idle.clear)
    )
    show.touched()
    show.confirm()
    hand.settle()
    assert hand.page is Page.TICKET
    check_sheets(hand)
    show.talk_to_person()
    hand.settle()
    check(hand)


@pytest.mark.parametrize("aids", list(AIDS))
@pytest.mark.parametrize("screen", list(SCREENS))
def test_the_sad_pages_on_every_screen(hand, look_up, screen, aids):
    hand.resize(*SCREENS[screen])
    for aid in AIDS[aids]:
        hand.presenter.toggle_aid(aid)
    look_up(lambda desk: desk.give_notice("pause"))
    hand.presenter.read_menu()
    hand.settle()
    assert hand.page is Page.NOT_TAKING
    check(hand)
    from greeter.problems import StoreProblem

    hand.presenter._store_failed(StoreProblem("The disk is full."))
    assert hand.page is Page.SORRY
    check(hand)


def test_the_ticket_of_a_low_screen_shows_number_and_code(hand):
    hand.resize(1280, 800)
    for aid in AIDS["all"]:
        hand.presenter.toggle_aid(aid)
    hand.presenter.start()
    hand.presenter.choose_service("permit")
    hand.presenter.skip_questions()
    hand.presenter.confirm()
    hand.settle()
    card = hand.window.shown.card
    assert card._code_side() <= card.height() + 1
    assert card.height() >= 280


@pytest.mark.parametrize("sensitive", [True, False])
def test_leave_this_page_lies_low_in_low_reach(make_kiosk, office, sensitive):
    from dataclasses import replace

    private = replace(office, services=tuple(replace(s, sensitive=sensitive) for s in office.services))
    hand = make_kiosk(at=private)
    hand.presenter.start()
    hand.presenter.choose_service("records")
    for size in SCREENS.values():
        hand.resize(*size)
        for aids in AIDS.values():
            for aid in aids:
                hand.presenter.toggle_aid(aid)
            found = [button for button in hand.buttons() if button.text() == "Leave this page"]
            assert len(found) == sensitive
            check_sheets(hand)
            for aid in aids:
                hand.presenter.toggle_aid(aid)
