"""The whole kiosk through its real widgets: a walk by touch, by keys, changes of mind, help, and what is said of waits."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from greeter.model.catalogue import HELP
from greeter.model.visit import Familiarity
from greeter.problems import PrinterProblem
from ui.kiosk.state import Paper
from ui.kiosk.walk import Page
from ui.kit.aid import Aid
from ui.theme import Look, of


def only_visit(desk):
    (row,) = desk.store.rows("select id from visit")
    visit = desk.store.visit(row["id"])
    said = {
        row["field"]: row["value"]
        for row in desk.store.rows("select field, value from personal where visit = :v", {"v": visit.id})
    }
    return visit, desk.store.request(visit.request), said


def count_visits(desk):
    return desk.store.rows("select count(*) as n from visit")[0]["n"]


def to_summary(hand, service="Build or repair"):
    hand.touch("Start")
    hand.touch(service)
    hand.touch("Skip the questions, get my ticket")


def test_a_whole_walk_by_touch(hand, look_up, paper):
    assert hand.window.shown.heading.text() == "Good morning."
    hand.touch("Start")
    hand.touch("Build or repair")
    hand.touch("Continue")
    hand.touch("No, this is the first time")
    hand.type("Maria")
    hand.touch("Continue")
    hand.touch("A seat while you wait")
    hand.touch("Continue")
    assert hand.page is Page.SUMMARY
    hand.touch("Yes, get my ticket")
    assert hand.page is Page.TICKET
    shown = hand.state.walk.ticket.face
    assert shown.number == "P001"
    visit, request, said = look_up(only_visit)
    assert (visit.number, visit.origin, visit.language, visit.needs) == ("P001", "kiosk", "en", "seat")
    assert visit.familiarity is Familiarity.NEW
    assert (request.service, said) == ("permit", {"name": "Maria"})
    hand.qtbot.waitUntil(lambda: paper.printed == ["P001"])
    hand.clock.advance(seconds=2)
    hand.touch("I have it. Finish")
    assert hand.page is Page.WELCOME


@pytest.mark.parametrize(
    "service", ["permit", "property-tax", "records", "business", "parking", "water", "trash", "vote", "dog", "problem"]
)
def test_the_ten_most_common_services_take_four_touches(hand, office, look_up, service):
    touches = ["Start", office.service(service).name, "Skip the questions, get my ticket", "Yes, get my ticket"]
    for words in touches:
        hand.touch(words)
    assert len(touches) <= 4
    assert hand.page is Page.TICKET
    assert look_up(only_visit)[1].service == service


def test_a_walk_by_keys_alone(hand, look_up):
    hand.window.activateWindow()
    QTest.keyClick(hand.window, Qt.Key.Key_Tab)

    def press(words):
        """Go with Tab until these words have the focus, then press Space."""
        for _ in range(80):
            focus = QApplication.focusWidget()
            if focus is not None and focus.isVisible() and focus.accessibleName() == words:
                assert hand.window.ring.followed is focus
                QTest.keyClick(focus, Qt.Key.Key_Space)
                hand.settle()
                return
            QTest.keyClick(focus or hand.window, Qt.Key.Key_Tab)
        raise AssertionError(f"{words} can't be reached")

    press("Start")
    press("Property tax")
    press("Continue")
    press("Skip this question")
    press("Continue without a name")
    press("More time")
    press("Continue")
    press("Yes, get my ticket")
    assert hand.page is Page.TICKET
    assert look_up(only_visit)[0].needs == "more-time"
    hand.clock.advance(seconds=2)
    press("I have it. Finish")
    assert hand.page is Page.WELCOME


def test_own_words_find_a_service_and_travel_along(hand, look_up):
    hand.touch("Start")
    hand.touch("Say it your way: “I want to build a deck”")
    hand.type("i want to build a deck")
    hand.touch("Build or repair")
    hand.touch("Skip the questions, get my ticket")
    assert hand.window.shown.rows[0].quote.text() == "“I want to build a deck”"
    hand.touch("Yes, get my ticket")
    assert look_up(only_visit)[2] == {"reason": "I want to build a deck"}


def test_words_that_fit_nothing_lead_to_a_person(hand, look_up):
    hand.touch("Start")
    hand.touch("Say it your way: “I want to build a deck”")
    hand.type("zzz qqq")
    assert hand.window.shown.found.text() == "We found nothing that fits. A clerk can help you."
    hand.touch("Something else")
    hand.touch("Get my ticket")
    assert hand.page is Page.HELP
    _, request, said = look_up(only_visit)
    assert (request.service, said) == (HELP, {"reason": "Zzz qqq"})


def test_identity_numbers_are_hidden_while_they_are_typed(hand):
    hand.touch("Start")
    hand.touch("Say it your way: “I want to build a deck”")
    assert hand.window.shown.note.text() == "Please don’t write ID, bank or card numbers."
    hand.touch("123")
    hand.type("987123654 ")
    assert hand.window.shown.field.text().strip() == "•••••••••"
    assert hand.window.shown.note.text() == "We hid a number, to keep it private."
    assert "987123654" not in str(hand.state)


def test_words_of_another_matter_are_forgotten_when_one_is_chosen_from_the_list(hand, look_up):
    hand.touch("Start")
    hand.touch("Say it your way: “I want to build a deck”")
    hand.type("deck")
    hand.touch("Back")
    hand.touch("Parking")
    hand.touch("Skip the questions, get my ticket")
    hand.touch("Yes, get my ticket")
    assert look_up(only_visit)[2] == {}


def test_words_stay_when_what_they_mean_is_chosen_from_the_list(hand, look_up):
    hand.touch("Start")
    hand.touch("Say it your way: “I want to build a deck”")
    hand.type("deck")
    hand.qtbot.waitUntil(lambda: "permit" in hand.state.matches)
    hand.touch("Back")
    hand.touch("Build or repair")
    hand.touch("Skip the questions, get my ticket")
    hand.touch("Yes, get my ticket")
    assert look_up(only_visit)[2] == {"reason": "Deck"}


def test_an_answer_is_changed_and_nothing_is_asked_twice(hand):
    to_summary(hand)
    hand.touch("Change: What we may call you (optional)")
    hand.type("Ana")
    hand.touch("Continue")
    assert hand.page is Page.SUMMARY
    assert [row.answer.text() for row in hand.window.shown.rows] == [
        "Build or repair", "Not answered", "Ana", "Not answered", "English",
    ]  # fmt: skip
    hand.touch("Change: What helps you")
    hand.touch("I need none of these")
    assert hand.window.shown.rows[3].answer.text() == "Nothing special"


def test_what_was_chosen_shows_when_they_come_back(hand):
    hand.touch("Start")
    hand.touch("Parking")
    hand.touch("Back")
    assert [card.text() for card in hand.window.shown.grid.cards if card.chosen] == ["Parking"]
    assert hand.button("Parking").accessibleDescription() == "Chosen. Permit or ticket"
    hand.touch("Continue")
    assert hand.page is Page.BEFORE


def test_continue_before_an_answer_says_kindly_what_is_missing(hand):
    hand.touch("Start")
    assert hand.button("Continue").isEnabled()
    hand.touch("Continue")
    assert hand.page is Page.REASON
    assert hand.window.shown.missing.text() == "Choose one to go on, or touch “Something else”."
    hand.touch("Parking")
    assert hand.window.shown.missing.text() == ""


def test_another_language_brings_an_interpreter(hand, look_up):
    hand.touch("I speak another language")
    assert hand.page is Page.LANGUAGES
    for _ in range(20):
        if any(button.text() == "Soomaali" for button in hand.buttons()):
            break
        hand.touch("More languages")
    hand.touch("Soomaali")
    assert hand.window.shown.lede.text() == "We’ll ask for an interpreter in Somali. It is free."
    hand.touch("Continue")
    hand.touch("Parking")
    hand.touch("Skip the questions, get my ticket")
    assert hand.window.shown.rows[4].answer.text() == "Soomaali, with an interpreter"
    hand.touch("Yes, get my ticket")
    visit, _, _ = look_up(only_visit)
    assert (visit.language, visit.needs) == ("so", "interpreter")


def test_every_language_is_on_the_list_once(hand):
    from greeter.languages import languages

    hand.touch("I speak another language")
    page, seen = hand.window.shown, []
    for sheet in range(page.sheets):
        page.sheet = sheet
        hand.presenter.turned()
        seen += [choice.key for choice in page.grid.shown]
    assert len(seen) >= 100
    assert seen == [language.code for language in languages()]


def test_who_is_back_is_asked_for_what_and_nothing_more_about_it(hand, look_up):
    hand.touch("Start")
    hand.touch("I’m back")
    hand.touch("I have no ticket")
    assert hand.window.shown.heading.text() == "What are you back for?"
    hand.touch("Dog license")
    hand.touch("Continue")
    assert hand.page is Page.NAME
    hand.touch("Continue without a name")
    hand.touch("Skip this question")
    hand.touch("Yes, get my ticket")
    assert look_up(only_visit)[0].familiarity is Familiarity.RETURNING


def test_official_words_are_explained_on_tap(hand):
    hand.touch("Start")
    hand.touch("Build or repair")
    page = hand.window.shown
    assert page.words.meaning.isHidden()
    hand.touch("Setback")
    assert page.words.meaning.accessibleName().startswith("Setback: ")
    hand.touch("Setback")
    assert page.words.meaning.isHidden()
    hand.touch("Tax number")
    assert page.words.meaning.accessibleName() == "Tax number: the number of your piece of land. It is on the tax bill."
    assert (
        page.online.accessibleName()
        == "You can do this online. You can ask for a small permit online at aldercreek.example/build."
    )
    assert "Photo ID" in page.bring.accessibleName()
    assert "$85" in page.cost.accessibleName()
    assert "At the counter: about 12 minutes. Our promise: 15 minutes at most." in page.time.accessibleName()


PAGES_BY_TOUCH = {
    Page.WELCOME: [],
    Page.REASON: ["Start"],
    Page.SAY_IT: ["Start", "Say it your way: “I want to build a deck”"],
    Page.BEFORE: ["Start", "Parking"],
    Page.FAMILIARITY: ["Start", "Parking", "Continue"],
    Page.NAME: ["Start", "Parking", "Continue", "Skip this question"],
    Page.NEEDS: ["Start", "Parking", "Continue", "Skip this question", "Continue without a name"],
    Page.SUMMARY: ["Start", "Parking", "Skip the questions, get my ticket"],
    Page.TICKET: ["Start", "Parking", "Skip the questions, get my ticket", "Yes, get my ticket"],
    Page.LANGUAGES: ["I speak another language"],
    Page.APPOINTMENT: ["Start", "I have an appointment"],
    Page.BOOKED_NAME: ["Start", "I have an appointment", "I have no code"],
    Page.NO_REASON: ["Start", "Something else"],
    Page.BACK: ["Start", "I’m back"],
    Page.BACK_FOR: ["Start", "I’m back", "I have no ticket"],
}


@pytest.mark.parametrize("page", list(PAGES_BY_TOUCH))
def test_a_person_is_a_touch_away_on_every_page(hand, look_up, page):
    for words in PAGES_BY_TOUCH[page]:
        hand.touch(words)
    assert hand.page is page
    place = hand.button("Talk to a person").geometry()
    hand.touch("Talk to a person")
    assert hand.page is Page.HELP
    assert hand.state.walk.help_ticket.face.number == "H001"
    assert hand.button("Talk to a person").geometry() == place
    assert look_up(lambda desk: [row.number for row in desk.queue() if row.service == HELP]) == ["H001"]


def test_asking_twice_for_a_person_gives_one_ticket_and_back_goes_on(hand, look_up):
    hand.touch("Start")
    hand.touch("Parking")
    hand.touch("Talk to a person")
    hand.touch("Talk to a person")
    assert look_up(count_visits) == 1
    hand.touch("Back")
    assert hand.page is Page.BEFORE
    hand.touch("Talk to a person")
    assert look_up(count_visits) == 1


def test_what_was_said_reaches_the_person_who_helps(hand, look_up):
    to_summary(hand)
    hand.touch("Talk to a person")
    assert look_up(only_visit)[2] == {"reason": "Talk to a person: Build or repair"}


def test_the_summary_tells_the_wait_and_why(hand, look_up):
    def morning(desk):
        for _ in range(34):
            desk.check_in(service="parking")
            called = desk.call_next(counter="2", clerk="bo")
            desk.start(called.visit_id)
            hand.clock.advance(minutes=1)
            desk.finish(called.visit_id, outcome="resolved", next_steps=())
        for _ in range(30):
            desk.check_in(service="permit")

    look_up(morning)
    to_summary(hand)
    page = hand.window.shown
    assert page.wait.words.startswith(("About ", "More than"))
    assert (
        page.wait.reason
        == "It may be longer than we promise. We’re sorry. Why: three clerks of four are out. 30 people are ahead of you."
    )
    hand.touch("Yes, get my ticket")
    assert hand.state.walk.ticket.face.wait == page.wait.words
    told = look_up(lambda desk: desk.store.rows("select count(*) as n from told")[0]["n"])
    assert told == 1


def test_without_enough_to_learn_from_no_time_is_given(hand):
    to_summary(hand)
    page = hand.window.shown
    assert page.wait.words == "We can’t give a time yet"
    assert page.wait.reason == "Nobody is ahead of you."
    assert page.wait._bar.isHidden()


def test_the_ticket_page_says_what_happens_next(hand, office):
    to_summary(hand)
    hand.touch("Yes, get my ticket")
    page = hand.window.shown
    service = office.service("permit")
    told = " ".join(section.accessibleName() for section in page.sections)
    for words in (office.where_to_wait, *service.bring, *service.happens):
        assert words in told
    assert "P001" in page.card.accessibleName()


def test_a_dead_printer_never_loses_a_ticket(hand, paper, look_up):
    paper.problem = PrinterProblem("The printer does not answer.")
    to_summary(hand)
    hand.touch("Yes, get my ticket")
    hand.qtbot.waitUntil(lambda: hand.state.paper is Paper.FAILED)
    hand.settle()
    assert hand.window.shown.printing.text() == "Our printer isn’t working. Take a photo of this."
    assert look_up(only_visit)[0].printed == "not printed"
    paper.problem = None
    hand.touch("Print again")
    hand.qtbot.waitUntil(lambda: hand.state.paper is Paper.PRINTED)
    hand.settle()
    assert paper.printed == ["P001"]
    assert look_up(only_visit)[0].printed == "printed"


def test_without_a_printer_nothing_promises_paper(make_kiosk):
    hand = make_kiosk()
    to_summary(hand)
    hand.touch("Yes, get my ticket")
    assert hand.window.shown.printing.text() == "Take a photo of this, or keep the number in mind."
    assert "Print again" not in {button.text() for button in hand.buttons()}


def shown_size(button):
    """Return the pixels in which a button's words are set."""
    return button._laid_out().lines.layout.font().pixelSize()


def test_aids_change_the_kiosk_and_end_with_the_visitor(hand):
    hand.touch("Start")
    hand.touch("Larger text")
    assert shown_size(hand.window.header.language) == hand.window.frame.sizes.label_strong.size
    hand.touch("Contrast")
    hand.touch("Lower the controls")
    assert hand.page is Page.REASON
    assert hand.state.aids == {Aid.LARGER_TEXT, Aid.CONTRAST, Aid.LOW_CONTROLS}
    assert of(hand.window).look is Look.CONTRAST
    assert hand.window.frame.sizes.large
    assert hand.window.frame.low
    hand.presenter.finish()
    hand.settle()
    assert hand.state.aids == frozenset()
    assert of(hand.window).look is Look.LIGHT
    assert not hand.window.strip.aid(Aid.CONTRAST).isChecked()


def test_the_strip_has_no_dead_button(hand):
    assert hand.window.strip.aids == tuple(Aid)
    assert {button.text() for button in hand.window.strip.findChildren(type(hand.window.strip.person).__mro__[1])} == {
        "Listen", "Larger text", "Contrast", "Lower the controls", "Talk to a person",
    }  # fmt: skip


def test_keys_that_lead_out_do_nothing(hand):
    hand.touch("Start")
    handle = hand.window.windowHandle()
    for key in (
        Qt.Key.Key_F2,
        Qt.Key.Key_F4,
        Qt.Key.Key_F11,
        Qt.Key.Key_Escape,
    ):  # the last is Back on a keypad, and wakes it
        QTest.keyClick(handle, key)
    QTest.keyClick(handle, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(handle, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    assert hand.window.isVisible()
    assert hand.page is Page.REASON


def test_the_greeting_follows_the_hour_and_the_lamp_does_too(hand):
    lamps = []
    for hours, greeting in ((0, "Good morning."), (3, "Good afternoon."), (5, "Good afternoon.")):
        hand.clock.move_to(hand.clock.now().replace(hour=18, minute=5) + timedelta(hours=hours))
        hand.presenter.changed.emit()
        assert hand.window.shown.heading.text() == greeting
        lamps.append(hand.window.shown.arcade._lamp)
    assert lamps[0] != lamps[1]
    assert lamps[2] > lamps[1]


def test_a_sensitive_service_can_be_left_at_once(make_kiosk, office):
    from dataclasses import replace

    private = replace(office, services=tuple(replace(s, sensitive=s.id == "records") for s in office.services))
    hand = make_kiosk(at=private)
    hand.touch("Start")
    assert "Leave this page" not in {button.text() for button in hand.buttons()}
    hand.touch("Family records")
    hand.touch("Leave this page")
    assert hand.page is Page.WELCOME
    assert hand.state.answers.service == ""
