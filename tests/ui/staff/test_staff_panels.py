"""The card's panels through their widgets and keys: notes, what is known, steps, words, directory, the room, and checking in."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from greeter.front_desk.case import Field
from greeter.guidance.suggestion import RoomNeed
from greeter.model.catalogue import Owner
from greeter.model.notice import Notice
from greeter.model.visit import Channel, Familiarity, Need, State
from greeter.problems import PrinterProblem
from greeter.views.colleagues import Colleague, Presence
from greeter.views.visit_card import read_visit_card
from ui.kit.paragraph import Paragraph
from ui.staff import directory_panel

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def printed():
    """What was handed over on paper."""
    return []


@pytest.fixture
def counter(staffed, printed):
    def to_paper(page, texts):
        printed.append((page, texts))
        return f"The next steps of {page.number} are at the printer."

    return staffed(print_take_away=to_paper)


def card_of(counter, number="P014"):
    return read_visit_card(counter.desk, counter.visits[number])


def steps_of(counter, number="P014"):
    return [(row.what, row.done_at is not None) for row in card_of(counter, number).steps]


class TestNotes:
    def test_n_writes_and_enter_keeps(self, counter):
        counter.press(Key.Key_N)
        counter.write("Will mail the survey")
        counter.press(Key.Key_Return)
        note = card_of(counter).notes[-1]
        assert (note.text, note.clerk, note.counter) == ("Will mail the survey", "Dana Reyes", "3")
        assert counter.panes.card.notes.field.toPlainText() == ""

    def test_a_note_may_have_lines_and_an_empty_one_is_not_kept(self, counter):
        counter.press(Key.Key_N)
        counter.press(Key.Key_Return)
        counter.write("One")
        counter.press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        counter.write("two")
        counter.press(Key.Key_Return)
        assert [note.text for note in card_of(counter).notes][1:] == ["One\ntwo"]

    def test_what_was_begun_stays_with_its_visitor(self, counter):
        counter.press(Key.Key_N)
        counter.write("Half a")
        counter.press(Key.Key_Escape)
        counter.press(Key.Key_Down)
        field = counter.panes.card.notes.field
        assert (counter.state.looking, field.toPlainText()) == (True, "")
        counter.press(Key.Key_Escape)
        assert field.toPlainText() == "Half a"

    def test_a_note_that_can_not_be_kept_is_given_back(self, counter):
        counter.window.presenter.note("no such visit", "Precious words")
        counter.settle()
        assert counter.said.startswith("There is no such visit.")
        counter.panes.card.notes.give_back(counter.visits["P014"], "Precious words")
        assert counter.panes.card.notes.field.toPlainText() == "Precious words"


class TestWhatWeKnow:
    def test_e_edits_and_enter_keeps(self, counter):
        counter.press(Key.Key_E)
        know = counter.panes.card.know
        know.fields[Field.BROUGHT].setText("A plot plan, too")
        know.fields[Field.MISSING].clear()
        know.needs[Need.MORE_TIME].click()
        counter.press(Key.Key_Return)
        card = card_of(counter)
        assert card.fields[Field.BROUGHT] == "A plot plan, too"
        assert Field.MISSING not in card.fields
        assert set(card.needs) == {Need.SEAT, Need.MORE_TIME}
        assert not know.is_editing

    def test_esc_keeps_what_was_begun_and_leaving_it_lets_go(self, counter):
        counter.press(Key.Key_E)
        know = counter.panes.card.know
        know.fields[Field.NAME].setText("Ms. Maria Okafor-Lee")
        counter.press(Key.Key_Escape)
        assert (know.is_editing, know.edit.text()) == (False, "Edit, not kept yet")
        assert card_of(counter).fields[Field.NAME] == "Ms. Maria Okafor"
        counter.press(Key.Key_E)
        assert know.fields[Field.NAME].text() == "Ms. Maria Okafor-Lee"
        know.let_go.click()
        counter.press(Key.Key_E)
        assert know.fields[Field.NAME].text() == "Ms. Maria Okafor"

    def test_a_change_by_a_colleague_does_not_disturb_the_fields(self, counter):
        counter.press(Key.Key_E)
        know = counter.panes.card.know
        know.fields[Field.EXPECTS].setText("By June")
        counter.desk.describe(counter.visits["P014"], clerk="sam", contact="555-0199")
        counter.seen()
        assert (know.is_editing, know.fields[Field.EXPECTS].text()) == (True, "By June")

    def test_nothing_changed_writes_nothing(self, counter):
        before = counter.desk.store.rows("select max(seq) as seq from journal")[0]["seq"]
        counter.press(Key.Key_E)
        counter.press(Key.Key_Return)
        assert counter.desk.store.rows("select max(seq) as seq from journal")[0]["seq"] == before


class TestSteps:
    def test_space_ticks_the_first_open_step_from_the_queue(self, counter):
        counter.press(Key.Key_Space)
        assert steps_of(counter)[2] == ("Pay the $85 permit fee", True)
        assert counter.panes.steps.steps.items[2].detail == "Done 10:31"

    def test_arrows_choose_and_space_takes_a_tick_back(self, counter):
        counter.press(Key.Key_S)
        counter.press(Key.Key_Up)
        counter.press(Key.Key_Space)
        assert steps_of(counter)[1] == ("Give a plot plan from the map", False)

    def test_alt_and_arrows_move_and_the_keyboard_follows(self, counter):
        counter.press(Key.Key_S)
        counter.press(Key.Key_Down, ALT)
        assert [what for what, _ in steps_of(counter)][2:4] == ["Zoning review", "Pay the $85 permit fee"]
        items = counter.panes.steps.steps.items
        assert items[3].check.hasFocus()
        counter.press(Key.Key_Up, ALT)
        assert [what for what, _ in steps_of(counter)][2:4] == ["Pay the $85 permit fee", "Zoning review"]

    def test_delete_drops_a_step(self, counter):
        counter.press(Key.Key_S)
        counter.press(Key.Key_Delete)
        assert "Pay the $85 permit fee" not in [what for what, _ in steps_of(counter)]

    def test_the_same_by_pressing(self, counter):
        steps = counter.panes.steps.steps
        counter.qtbot.mouseClick(steps.items[4].check, Qt.MouseButton.LeftButton)
        counter.settle()
        assert steps_of(counter)[4][1]
        counter.qtbot.mouseClick(steps.up, Qt.MouseButton.LeftButton)
        counter.settle()
        assert steps_of(counter)[3] == ("Call when it’s approved", True)
        counter.qtbot.mouseClick(steps.drop, Qt.MouseButton.LeftButton)
        counter.settle()
        assert len(steps_of(counter)) == 4

    def test_a_adds_a_step_of_the_clerks_own_and_esc_keeps_what_was_begun(self, counter):
        counter.press(Key.Key_A)
        counter.write("Bring the neighbor's letter")
        counter.press(Key.Key_Escape)
        counter.press(Key.Key_A)
        adding = counter.panes.steps.steps.adding
        assert adding.field.text() == "Bring the neighbor's letter"
        adding.owner.chip(Owner.OFFICE).click()
        adding.field.setFocus()
        counter.press(Key.Key_Return)
        last = card_of(counter).steps[-1]
        assert (last.what, last.owner) == ("Bring the neighbor's letter", Owner.OFFICE)

    def test_suggestions_are_taken_over_when_one_is_ticked(self, counter):
        counter.window.presenter.look_at(counter.visits["P016"])
        counter.settle()
        assert not any(row.id for row in counter.state.card.steps)
        assert counter.panes.steps.steps.items[1].detail == "Resolved 11 of 11 like this"
        counter.press(Key.Key_Space)
        rows = card_of(counter, "P016").steps
        assert all(row.id for row in rows)
        assert [row.done_at is not None for row in rows] == [True, False, False, False, False]

    def test_a_suggestion_can_be_moved_and_dropped_before_any_is_ticked(self, counter):
        counter.window.presenter.look_at(counter.visits["P016"])
        counter.settle()
        counter.press(Key.Key_S)
        counter.press(Key.Key_Down, ALT)
        counter.press(Key.Key_Delete)
        assert [what for what, _ in steps_of(counter, "P016")] == [
            "Give a plot plan from the map", "Pay the $85 permit fee", "Zoning review", "Call when it’s approved",
        ]  # fmt: skip

    def test_the_line_beneath_says_how_and_by_when(self, counter):
        items = counter.panes.steps.steps.items
        assert [(item.detail, item.owner) for item in items] == [
            ("Done 10:29", "You"), ("Done 10:29", "You"), ("By card or check. Today", "Ms. Okafor"),
            ("5 working days, by Dec 2", "Office"), ("Saves a second trip", "Office"),
        ]  # fmt: skip

    def test_p_hands_them_over_on_paper(self, counter, printed):
        counter.press(Key.Key_P)
        [(page, texts)] = printed
        assert (page.number, texts.language) == ("P014", "en")
        assert [step.what for step in page.yours] == ["Pay the $85 permit fee"]
        assert counter.said == "The next steps of P014 are at the printer."

    def test_a_printer_that_fails_is_told(self, staffed):
        def broken(page, texts):
            raise PrinterProblem("The printer is out of paper.", "Fill it, and press P again.")

        counter = staffed(print_take_away=broken)
        counter.press(Key.Key_P)
        assert counter.said == "The printer is out of paper. Fill it, and press P again."

    def test_a_printer_that_hangs_holds_up_no_act(self, staffed):
        goes_on = threading.Event()

        def slow(page, texts):
            assert goes_on.wait(10)
            return "It came out at last."

        counter = staffed(print_take_away=slow)
        counter.qtbot.keyClick(QApplication.focusWidget() or counter.window, Key.Key_P)
        counter.qtbot.waitUntil(lambda: counter.window.presenter._aside.busy)
        done = []
        counter.window.presenter.do(lambda desk: desk.queue(), done.append)
        counter.qtbot.waitUntil(lambda: bool(done))
        assert counter.said == ""
        goes_on.set()
        counter.settle()
        assert counter.said == "It came out at last."

    def test_without_a_printer_the_button_is_left_out(self, staffed):
        counter = staffed()
        assert not counter.panes.steps.steps.paper.isVisible()

    def test_helped_or_not_is_kept(self, counter):
        counter.qtbot.mouseClick(counter.panes.steps.helped, Qt.MouseButton.LeftButton)
        counter.settle()
        line = counter.desk.store.rows("select kind, data from journal order by seq desc limit 1")[0]
        assert line["kind"] == "judge"
        assert '"word":"helped"' in line["data"]
        assert not counter.panes.steps.helped.isVisible()


class TestWhatToOpenWith:
    def look_at(self, counter, **facts):
        visit = counter.desk.check_in(**{"service": "permit", **facts}).visit_id
        counter.seen()
        counter.window.presenter.look_at(visit)
        counter.settle()
        return counter.panes.card.open_with

    def test_needs_and_language_are_minded_in_words_beneath(self, counter):
        opened = self.look_at(counter, language="es", needs=["interpreter", "hearing-loop", "wheelchair"])
        assert [part.words.text() for part in opened.also if part.isVisible()] == [
            "Interpreter for Spanish. Speak to the visitor, and look at them.",
            "The hearing loop is at counter 2. Offer to go there together.",
        ]

    def test_nothing_is_left_of_the_visitor_before(self, counter):
        opened = self.look_at(counter, needs=["wheelchair"])
        assert [part.isVisible() for part in opened.also] == [True, False]
        opened = self.look_at(counter)
        assert [part.isVisible() for part in opened.also] == [False, False]
        assert [part.words.text() for part in opened.also] == ["", ""]

    def test_the_line_does_not_change_while_it_is_shown(self, counter):
        before = counter.panes.card.open_with.words.text()
        counter.clock.advance(minutes=3)
        counter.desk.note(counter.visits["P014"], "Wants it by May.", clerk="sam")
        counter.seen()
        assert counter.panes.card.open_with.words.text() == before


def leads(part):
    """What the paragraphs of a panel begin with in bold: the words that are explained."""
    return [one.lead.removesuffix(":") for one in part.findChildren(Paragraph) if not one.isHidden() and one.lead]


class TestWordsAndDirectory:
    def test_words_of_the_service_are_explained_two_at_once_in_a_low_window(self, counter):
        steps = counter.panes.steps
        assert steps.more.text() == "1 more word"
        steps.more.click()
        assert not steps.more.isVisible()

    def test_words_of_a_note_are_marked_and_explained_beneath_it_and_each_once(self, counter):
        counter.desk.note(
            counter.visits["P014"], "The setback, two meters, an appeal, a hearing, the lateral.", clerk="sam"
        )
        counter.seen()
        panel = counter.panes.card.notes
        beneath = ["Meter", "Appeal", "Hearing"]
        counter.qtbot.waitUntil(lambda: leads(panel) == beneath)
        note = next(one for one in panel.findChildren(Paragraph) if one.text().startswith("The setback"))
        assert [note.text()[start:end] for start, end in note.marks] == [
            "setback",
            "meters",
            "appeal",
            "hearing",
            "lateral",
        ]
        steps = counter.panes.steps
        steps.more.click()
        counter.qtbot.waitUntil(lambda: leads(steps)[-4:] == ["Lateral", "Plot plan", "Setback", "Zoning"])

    def test_words_of_the_reason_are_marked_and_explained_first(self, counter):
        counter.desk.describe(counter.visits["P014"], clerk="sam", reason="An appeal about zoning")
        counter.seen()
        reason = next(one for one in counter.panes.card.know.findChildren(Paragraph) if "An appeal" in one.text())
        assert [reason.text()[start:end] for start, end in reason.marks] == ["appeal", "zoning"]
        counter.qtbot.waitUntil(lambda: leads(counter.panes.steps)[-2:] == ["Appeal", "Zoning"])
        assert counter.panes.steps.more.text() == "2 more words"

    def test_w_finds_whom_to_ask_and_enter_copies_the_phone(self, counter):
        counter.press(Key.Key_W)
        directory = counter.panes.steps.directory
        assert [row.entry.id for row in directory.rows[:2]] == ["zoning-desk", "building-inspector"]
        counter.write("tax")
        counter.press(Key.Key_Return)
        assert QGuiApplication.clipboard().text() == "555-0114"
        assert counter.said == "555-0114 is on the clipboard: Grace Odum, tax collector."
        counter.press(Key.Key_Escape)
        assert not counter.panes.steps.shows_directory

    def test_arrows_choose_among_those_found(self, counter):
        counter.press(Key.Key_W)
        counter.press(Key.Key_Down)
        counter.press(Key.Key_Return)
        assert QGuiApplication.clipboard().text() == "555-0113"

    def test_who_is_in_today_stands_beneath_and_changes_while_it_is_looked_at(self, counter):
        directory = counter.panes.steps.directory
        counter.press(Key.Key_W)

        def here():
            return [(row.entry.name, row.entry.knows) for row in directory.here if not row.isHidden()]

        counter.qtbot.waitUntil(lambda: len(here()) == 2)
        assert here()[0] == ("Ruth Abrams", "Counter 1, since 08:00")
        counter.desk.take_break("1", clerk="Ruth Abrams", reason="Lunch")
        counter.seen()
        counter.qtbot.waitUntil(lambda: here()[-1] == ("Ruth Abrams", "On a break since 10:31 (Lunch)"))
        for _ in range(9):
            counter.press(Key.Key_Down)
        assert directory.here[1].visibleRegion().boundingRect().height() == directory.here[1].height()
        counter.write("sam")
        counter.press(Key.Key_Down)
        counter.press(Key.Key_Return)
        assert QGuiApplication.clipboard().text() == "555-0101"
        directory.field.setText("nobody at all")
        assert (directory.here_today.isVisible(), here()) == (False, [])
        counter.desk.open_counter("4", clerk="Kim Temp")
        counter.seen()
        directory.field.setText("kim")
        counter.qtbot.waitUntil(lambda: here() == [("Kim Temp", "Counter 4, since 10:31")])
        counter.press(Key.Key_Return)
        assert counter.said == "No phone number is known: Kim Temp."

    def test_who_is_chosen_stays_so_though_others_come_and_go(self, counter, monkeypatch):
        said, panel = [], counter.panes.steps.directory
        monkeypatch.setattr(directory_panel, "announce", lambda _, words: said.append(words))
        kim, sam, ann = (
            Colleague(name, Presence.HERE, counter=place) for name, place in [("Kim", "1"), ("Sam", "2"), ("Ann", "4")]
        )
        counter.press(Key.Key_W)
        counter.qtbot.waitUntil(lambda: len(panel._found_here) == 2)  # they were read
        panel.show_colleagues((kim, sam))
        for _ in range(len(panel._all) - 1):
            counter.press(Key.Key_Down)
        assert said[-1].startswith("Sam. ")
        panel.show_colleagues((kim, ann, sam))
        assert panel._all[panel._chosen].name == "Sam"

    def test_nobody_fits(self, counter):
        counter.press(Key.Key_W)
        counter.write("zzzz")
        counter.press(Key.Key_Return)
        assert not any(row.isVisible() for row in counter.panes.steps.directory.rows)


class TestTheRoom:
    def test_g_tells_those_waiting_why(self, counter):
        row = counter.panes.strip.room.rows[0]
        assert (row.what.text(), row.why.text()) == (
            "Greet V009, and tell them why.", "2 min over. Only counter 1 serves “Family records”.",
        )  # fmt: skip
        counter.press(Key.Key_G)
        told = counter.desk.store.rows("select text from notice where kind = 'delay' and ended_at is null")
        assert told[0]["text"] == "only counter 1 serves “Family records”"
        assert "Board and kiosk now say why" in counter.said

    def test_nothing_needs_you(self, staffed):
        counter = staffed(told=False)
        assert counter.panes.strip.room.suggestions == ()
        assert not counter.panes.strip.room.rows[0].isVisible()

    def test_somebody_who_asks_for_a_person_is_first_and_h_calls_them(self, staffed):
        counter = staffed(told=False)
        counter.visits["H001"] = counter.desk.ask_for_person(language="es").visit_id
        counter.seen()
        assert counter.panes.strip.room.rows[0].what.text() == "H001 asks for a person."
        counter.press(Key.Key_H)
        assert counter.state_of("H001") is State.CALLED
        assert counter.state.current.number == "H001"

    def test_who_asks_is_shown_while_somebody_is_here(self, counter):
        counter.visits["H001"] = counter.desk.ask_for_person().visit_id
        counter.seen()
        counter.press(Key.Key_H)
        assert counter.state_of("H001") is State.WAITING
        assert counter.panes.card.head.number.text() == "H001"

    def test_a_printer_notice_shows_above_and_below_and_k_ends_it(self, counter):
        counter.desk.give_notice(Notice.PRINTER, text="Out of paper.")
        counter.seen()
        assert counter.panes.top.printer.words.text() == "Printer doesn’t print"
        counter.press(Key.Key_K)
        assert counter.panes.top.printer.words.text() == "Printer ready"

    def test_low_paper_shows_above_and_below_and_f_ends_it(self, counter):
        counter.desk.give_notice(Notice.PAPER_LOW)
        counter.seen()
        assert counter.panes.top.printer.words.text() == "Printer needs paper soon"
        assert RoomNeed.PAPER_LOW in [one.kind for one in counter.panes.strip.room.suggestions]
        counter.press(Key.Key_F)
        assert counter.panes.top.printer.words.text() == "Printer ready"
        assert not counter.desk.is_told(Notice.PAPER_LOW)

    def test_the_key_of_what_does_not_fit_the_strip_works_too(self, counter):
        for notice in (Notice.PAUSE, Notice.PRINTER):
            counter.desk.give_notice(notice)
        counter.seen()
        assert [one.kind for one in counter.panes.strip.room.suggestions][2] is RoomNeed.PRINTER
        counter.press(Key.Key_K)
        assert not counter.desk.is_told(Notice.PRINTER)


class TestCheckIn:
    def test_by_what_they_say(self, counter):
        counter.press(Key.Key_F9)
        counter.write("my dog needs a new tag")
        counter.press(Key.Key_Return)
        row = counter.state.queue.mine[-1]
        assert (row.service, row.reason, row.number) == ("dog", "my dog needs a new tag", "D006")
        assert counter.said.startswith("D006 is checked in: Dog license. Tell them: ")
        assert not counter.panes.check_in.isVisible()

    def test_for_several_things_with_one_ticket(self, counter):
        counter.press(Key.Key_F9)
        form, control = counter.panes.check_in, Qt.KeyboardModifier.ControlModifier
        counter.press(Key.Key_Return, control)
        assert counter.said == "Write a word or two about it first."
        counter.write("my dog needs a new tag")
        counter.press(Key.Key_Return, control)
        assert (form.service.words, form.service.field.hasFocus()) == ("", True)
        assert [one.id for one in form.also.services] == ["dog"]
        counter.write("dog")
        assert "dog" not in [one.id for one in form.service.found]
        form.service.field.clear()
        counter.write("birth certificate")
        counter.press(Key.Key_Return, control)
        assert (form.also.is_full, form.also.one_more.isVisible()) == (True, False)
        counter.write("property tax")
        counter.press(Key.Key_Return, control)
        assert counter.said == "A visit holds 3 services at most."
        form.also.off[1].click()
        assert [one.id for one in form.also.services] == ["dog"]
        counter.press(Key.Key_Return)
        row = next(row for row in counter.state.queue.mine if row.number == "D006")
        visit = counter.desk.store.visit(row.visit_id)
        assert (row.service, visit.to_come) == ("dog", ("property-tax",))
        assert row.reason == "my dog needs a new tag; property tax"
        assert counter.said.startswith("D006 is checked in: Dog license. Then: Property tax. Tell them: ")
        assert form.also.services == []

    def test_a_contact_may_be_about_several_things_too(self, counter):
        self.finish(counter)
        counter.press(Key.Key_F9)
        form = counter.panes.check_in
        counter.write("my dog needs a new tag")
        counter.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        form.channel.chip(Channel.PHONE).click()
        form.service.field.setFocus()
        counter.write("property tax")
        counter.press(Key.Key_Return)
        assert counter.said == "It is logged: Dog license. Finish it as a visit. Then: Property tax."
        current = counter.state.current
        visit = counter.desk.visit(current.visit_id)
        assert (current.number, visit.channel, visit.to_come) == ("Phone 1", Channel.PHONE, ("property-tax",))
        assert counter.state.card.fields[Field.REASON] == "my dog needs a new tag; property tax"
        counter.press(Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
        assert counter.panes.strip.more.title.text() == "What else is Phone 1 about?"
        counter.press(Key.Key_Escape)
        self.finish(counter)
        assert counter.said == "Go on with “Property tax”."
        assert (counter.state.current.number, counter.state.card.service_id) == ("Phone 1", "property-tax")
        self.finish(counter)
        assert counter.state.current is None

    @staticmethod
    def finish(counter):
        counter.press(Key.Key_F8)
        counter.press(Key.Key_1)
        counter.settle()

    def test_with_all_that_can_be_told(self, counter):
        counter.press(Key.Key_F9)
        form = counter.panes.check_in
        counter.write("birth certificate")
        form.name.setText("Ms. Ana Ruiz")
        form.say_name.setText("roo-EES")
        form.language.choose("es")
        form.needs[Need.INTERPRETER].click()
        form.before.chip(Familiarity.RETURNING).click()
        form.came_at.setText("10:20")
        counter.press(Key.Key_Return)
        row = next(row for row in counter.state.queue.others if row.language == "es")
        card = read_visit_card(counter.desk, row.visit_id)
        visit = counter.desk.store.visit(row.visit_id)
        assert (card.fields[Field.NAME], card.fields[Field.SAY_NAME]) == ("Ms. Ana Ruiz", "roo-EES")
        assert (card.needs, card.familiarity, visit.channel) == (
            (Need.INTERPRETER,),
            Familiarity.RETURNING,
            Channel.COUNTER,
        )
        assert row.minutes == 11
        assert counter.said.startswith(f"{row.number} is checked in: Family records. Tell them: ")

    def test_another_match_is_chosen_with_the_arrows(self, counter):
        counter.press(Key.Key_F9)
        counter.write("tax")
        picker = counter.panes.check_in.service
        first = picker.chosen
        counter.press(Key.Key_Down)
        assert picker.chosen is not None
        assert (picker.chosen is first) is (len([row for row in picker.rows if row.isVisible()]) == 1)

    def test_without_a_service_it_asks_kindly_and_keeps_everything(self, counter):
        counter.press(Key.Key_F9)
        counter.panes.check_in.name.setText("Ana")
        counter.press(Key.Key_Return)
        assert counter.said.startswith("Choose what they came for first")
        assert counter.panes.check_in.name.text() == "Ana"

    def test_a_time_that_is_none_is_told_and_keeps_everything(self, counter):
        counter.press(Key.Key_F9)
        counter.write("dog")
        counter.panes.check_in.came_at.setText("soon")
        counter.press(Key.Key_Return)
        assert counter.said == "“soon” is no time of day. Write when they came as 10:05, or as 15 min."
        assert counter.panes.check_in.isVisible()

    def test_esc_keeps_what_was_begun_and_starting_anew_empties_it(self, counter):
        counter.press(Key.Key_F9)
        counter.write("dog")
        counter.press(Key.Key_Escape)
        assert not counter.panes.check_in.isVisible()
        counter.press(Key.Key_F9)
        assert counter.panes.check_in.service.words == "dog"
        counter.panes.check_in.clear.click()
        assert counter.panes.check_in.service.words == ""

    def test_enter_twice_gives_one_ticket(self, counter):
        counter.press(Key.Key_F9)
        counter.write("dog")
        before = counter.state.queue.waiting
        field = QApplication.focusWidget()
        for _ in range(3):
            counter.qtbot.keyClick(field, Key.Key_Return)
        counter.settle()
        assert counter.state.queue.waiting == before + 1
