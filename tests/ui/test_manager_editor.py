"""The manager's pages that change the office file: written, shown as the kiosk shows it, checked, published, brought back; drafts outlive a crash."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from greeter.catalogue.editing import GONE, NEW, put_in, tables_of
from greeter.drafts import Drafts
from greeter.model.catalogue import Order
from greeter.texts import Texts
from greeter.views.office_versions import read_published
from tests.ui.server import News
from tests.ui.test_manager_sign_in import Inline
from ui.kit.button import Kind
from ui.kit.fonts import load_fonts
from ui.manager import publication
from ui.manager.editor_presenter import EditorPresenter
from ui.manager.editor_state import Section, preview_of
from ui.manager.pages import PageName
from ui.manager.state import Tone
from ui.manager.window import ManagerWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def write(row, text):
    row.edit.setFocus()
    row.edit.selectAll()
    QTest.keyClicks(row.edit, text)


@pytest.fixture(scope="module")
def office(office):
    """The town hall in two languages: its file is read and written in a fraction of the time."""
    return replace(
        office,
        languages=("en", "es"),
        translations={"es": office.translations["es"]},
        search_words={"es": office.search_words["es"]},
    )


@pytest.fixture
def window(qtbot, desk, tmp_path):
    load_fonts()
    made = ManagerWindow(Inline(desk), News(), desk.office, Texts(), drafts=Drafts(tmp_path / "drafts"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.pages.links[PageName.CATALOGUE].click()
    return made


def test_a_service_is_written_seen_mended_and_published(window, desk):
    page = window.live[PageName.CATALOGUE]
    assert page.publish.kind is Kind.WAITING
    page.publish.click()
    assert window.banner.words == "Nothing is changed."
    write(page.rows["name"], "Build or mend")
    assert page.preview.card.accessibleName().startswith("Build or mend")
    assert page.publish.text() == "Publish 1 change"
    assert page.list.parts.links[0].entry.about == "1 field changed"
    write(page.rows["icon"], "no such icon")
    page.rows["icon"].edit.clear()
    write(page.rows["icon"], "house")
    write(page.rows["standard"], "soon")
    page.presenter.check()
    assert page.rows["standard"].wrong.text() == "It must be a number."
    assert page.rows["standard"].edit.accessibleDescription() == "It must be a number."
    page.list.parts.links[1].click()
    assert page.rows["name"].text == "Property tax"
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert window.banner.words == "Something has to be mended first. Nothing was published."
    assert page.rows["name"].text == "Build or mend"  # it goes where that is
    assert read_published(desk).version == 0
    write(page.rows["standard"], "12")
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert window.banner.words == "Published as version 1. Windows work by it from their next start."
    assert 'name = "Build or mend"' in read_published(desk).text
    assert (page.publish.kind, page.give_up.isVisible()) == (Kind.WAITING, False)


def test_counters_and_settings_change_the_same_file(window, desk):
    window.pages.links[PageName.COUNTERS].click()
    counters = window.live[PageName.COUNTERS]
    assert [link.accessibleName() for link in counters.list.parts.links] == [f"Counter {n}" for n in range(1, 5)]
    write(counters.rows["place"], "By the window")
    counters.publish.click()
    window.pages.links[PageName.SETTINGS].click()
    settings = window.live[PageName.SETTINGS]
    assert settings.notes.text().startswith("No preset says when records are forgotten")
    settings.rows["order"].edit.chip(Order.ARRIVAL.value).click()
    settings.list.parts.links[1].click()
    write(settings.rows["saturday"], "9:00-12:00")
    settings.publish.click()
    text = read_published(desk).text
    assert read_published(desk).version == 2
    assert all(said in text for said in ('place = "By the window"', 'order = "arrival"', 'saturday = "9:00-12:00"'))
    row = settings.versions.rows.rows[1]
    row.look.click()
    assert row.differs.text() == "The office: Who is next. Opening hours: Saturday"
    row.back.click()
    assert window.focusWidget() is row.no
    row.yes.click()
    assert window.banner.words == "Version 1 is back, as version 3."
    assert 'order = "arrival"' not in read_published(desk).text
    assert settings.rows["saturday"].text == ""


def made(desk, drafts=None):
    presenter, states, told = EditorPresenter(Inline(desk), Texts(), Section.CATALOGUE, drafts), [], []
    presenter.shown.connect(states.append)
    presenter.told.connect(lambda words, tone: told.append((words, tone)))
    presenter.go_on("")
    return presenter, states, told


def test_a_counter_is_added_and_one_taken_away(window, desk):
    window.pages.links[PageName.COUNTERS].click()
    page = window.live[PageName.COUNTERS]
    page.list.new.setText("5")
    QTest.keyClick(page.list.new, Qt.Key.Key_Return)
    assert (page.list.parts.links[4].entry.name, page.list.parts.links[4].entry.about) == ("Counter 5", "New")
    assert window.focusWidget() is page.rows["place"].edit
    write(page.rows["place"], "Upstairs")
    page.list.parts.links[1].click()
    page.take_away.click()
    assert page.list.parts.links[1].entry.about == "Goes when you publish"
    page.give_up.click()
    page.take_away.click()
    page.publish.click()
    data = tables_of(read_published(desk).text)
    assert [(one["id"], one.get("place", "")) for one in data["counter"]][-1] == ("5", "Upstairs")
    assert [link.entry.name for link in page.list.parts.links if not link.isHidden()] == [
        f"Counter {n}" for n in (1, 3, 4, 5)
    ]


def test_a_service_is_translated_beside_the_sentence_and_seen_as_the_kiosk_says_it(window, desk):
    page = window.live[PageName.CATALOGUE]
    assert page.language.chosen == ""
    page.language.chip("es").click()
    write(page.rows["Build or repair"], "Construir")
    assert page.preview.card.accessibleName().startswith("Construir")
    assert page.list.parts.links[0].entry.about == "1 field changed"
    page.list.parts.links[1].click()
    assert (page.language.chosen, "Property tax" in page.rows) == ("es", True)
    page.language.chip("").click()
    assert page.rows["name"].text == "Property tax"
    page.publish.click()
    assert '"Build or repair" = "Construir"' in read_published(desk).text


def test_a_long_list_is_searched_and_other_lists_stand_beside_it(window, desk):
    page = window.live[PageName.CATALOGUE]
    QTest.keyClicks(page.list.search, "dog lic")
    assert [link.entry.name for link in page.list.parts.links if link.isVisible()] == ["Dog license"]
    assert page.list.found.text() == f"1 of {len(desk.office.services)}"
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert page.rows["name"].text == "Dog license"
    page.list.kinds.chip("glossary").click()
    assert (page.list.search.text(), page.list.found.isVisible(), page.preview.isVisible()) == ("", False, False)
    page.list.new.setText("Lien")
    page.list.add.click()
    assert page.rows["word"].text == "Lien"
    write(page.rows["meaning"], "a debt on a house.")
    page.list.kinds.chip("directory").click()
    assert page.list.parts.links[0].entry.name == desk.office.directory[0].name
    page.publish.click()
    assert tables_of(read_published(desk).text)["glossary"][-1] == {"word": "Lien", "meaning": "a debt on a house."}


def test_a_long_name_in_a_list_takes_two_lines(window):
    page = window.live[PageName.CATALOGUE]
    page.list.kinds.chip("directory").click()
    QApplication.processEvents()
    short, long = (
        next(one for one in page.list.parts.links if one.entry.name == name)
        for name in ("Priya Nair, zoning", "Sam Whitfield, town clerk")
    )
    assert long.height() == short.height() + short._sizes.list_strong.advance


def test_a_word_is_renamed_and_stays_the_chosen_one(window, desk):
    page = window.live[PageName.CATALOGUE]
    page.list.kinds.chip("glossary").click()
    page.list.parts.links[1].click()
    meaning = page.rows["meaning"].text
    page.language.chip("es").click()
    page.language.chip("").click()
    write(page.rows["word"], "Lot line")
    assert page.list.parts.links[1].entry.name == "Lot line"
    page.language.chip("es").click()
    write(page.rows["Lot line"], "linea del lote")
    page.publish.click()
    assert window.banner.words.startswith("Published as version 1.")
    assert page.list.parts.links[1].isChecked()
    assert page.rows["Lot line"].text == "linea del lote"
    page.language.chip("").click()
    assert (page.rows["word"].text, page.rows["meaning"].text) == ("Lot line", meaning)
    assert page.publish.kind is Kind.WAITING


class TestPresenter:
    def test_what_was_begun_outlives_a_crash_until_it_is_published_or_given_up(self, qapp, desk, tmp_path):
        drafts = Drafts(tmp_path / "drafts")
        presenter, _, _ = made(desk, drafts)
        presenter.write("fee", "$90")
        presenter.check()
        again, states, _ = made(desk, drafts)
        assert (states[-1].values["fee"], states[-1].changes) == ("$90", 1)
        again.publish()
        assert drafts.all() == {}
        again.write("fee", "$95")
        again.check()
        again.give_up()
        assert (drafts.all(), states[-1].values["fee"], states[-1].changes) == ({}, "$90", 0)

    def test_what_is_written_while_it_is_published_stays(self, qapp, desk, tmp_path):
        class Slow(Inline):
            late = None

            def run(self, act, done=None, problem=None):
                if self.late is None:
                    super().run(act, done, problem)
                else:
                    super().run(act, lambda found: self.late.append(lambda: done(found)), problem)

        way, drafts = Slow(desk), Drafts(tmp_path / "drafts")
        presenter, states = EditorPresenter(way, Texts(), Section.CATALOGUE, drafts), []
        presenter.shown.connect(states.append)
        presenter.go_on("")
        name, fee = (states[-1].values[key] for key in ("name", "fee"))
        for key, text in (("name", "Mend"), ("fee", "$90"), ("hint", "Deck")):
            presenter.write(key, text)
        way.late = []
        presenter.publish()
        presenter.publish()  # pressed twice
        presenter.write("hint", "Deck, shed")
        presenter.write("fee", fee)
        presenter.write("description", "Upstairs")
        answers, way.late = way.late, None
        for answer in answers:
            answer()
        assert read_published(desk).version == 1
        assert 'hint = "Deck"' in read_published(desk).text
        shown = states[-1]
        assert [shown.values[key] for key in ("name", "hint", "fee", "description")] == [
            "Mend",
            "Deck, shed",
            fee,
            "Upstairs",
        ]
        assert (shown.changes, name != "Mend") == (3, True)
        assert list(drafts.all().values()) == [{"hint": "Deck, shed", "description": "Upstairs", "fee": fee}]

    def test_it_goes_onto_what_somebody_else_has_published_meanwhile(self, qapp, desk):
        presenter, states, _ = made(desk)
        other, _, _ = made(desk)
        other.write("hint", "Deck, shed")
        presenter.write("fee", "$90")
        other.publish()
        presenter.publish()
        text = read_published(desk).text
        assert "Deck, shed" in text
        assert "$90" in text
        assert states[-1].detail.startswith("Version 2, published ")

    def test_what_somebody_publishes_while_it_is_checked_is_not_lost(self, qapp, desk, monkeypatch):
        presenter, _, told = made(desk)
        presenter.write("fee", "$90")
        checked, others = publication.checked, iter(({"office": {"phone": "555-0111"}},))

        def slow(text, edits, name):
            for other in others:
                desk.publish(put_in(text, other))
            return checked(text, edits, name)

        monkeypatch.setattr(publication, "checked", slow)
        presenter.publish()
        published = read_published(desk)
        assert ("555-0111" in published.text, "$90" in published.text, published.version) == (True, True, 2)
        assert told[-1][0].startswith("Published as version 2.")

    def test_who_changes_the_same_field_as_somebody_else_looks_first_and_then_decides(self, qapp, desk):
        presenter, states, told = made(desk)
        presenter.write("fee", "$90")
        desk.publish(put_in(read_published(desk).text, {states[-1].chosen: {"fee": "$95"}}))
        presenter.publish()
        assert told[-1][0].startswith("Somebody has changed this meanwhile, too: Build or repair: What it costs.")
        assert (read_published(desk).version, states[-1].values["fee"]) == (1, "$90")
        presenter.publish()
        assert "$90" in read_published(desk).text
        assert told[-1][0].startswith("Published as version 2.")

    def test_what_was_written_in_a_part_that_somebody_took_away_is_said_once_more(self, qapp, desk, tmp_path):
        drafts = Drafts(tmp_path / "drafts")
        part, spare = "directory/spare", {NEW: "", "name": "Spare desk", "knows": "Everything", "phone": "555-0100"}
        desk.publish(put_in(read_published(desk).text, {part: spare}))
        presenter, states, told = made(desk, drafts)
        presenter.list_kind("directory")
        presenter.choose(part)
        presenter.write("phone", "555-0190")
        desk.publish(put_in(read_published(desk).text, {part: {GONE: ""}}))
        presenter.publish()
        assert told[-1][0].startswith("Spare desk is not there any more")
        assert told[-1][0].endswith("What you had written there: “555-0190”")
        assert (part in {one.part for one in states[-1].parts}, drafts.all()) == (False, {})
        presenter.publish()
        assert told[-1][0] == "Nothing is changed."

    def test_after_a_bug_it_is_told_and_can_be_published_again(self, qapp, desk, monkeypatch):
        way = Inline(desk)
        presenter, told = EditorPresenter(way, Texts(), Section.CATALOGUE), []
        presenter.told.connect(lambda *said: told.append(said))
        presenter.go_on("")
        presenter.write("fee", "$90")
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(way, "run", lambda *_: None)
            presenter.publish()
        way.bug.emit(RuntimeError())
        assert told[-1][1] is Tone.TROUBLE
        presenter.publish()
        assert read_published(desk).version == 1

    def test_advice_on_plain_words_and_what_is_not_translated_any_more(self, qapp, desk):
        presenter, states, _ = made(desk)
        assert states[-1].notes == ("Served at counters 2, 3 and 4.",)
        presenter.write("description", "Prior to construction, please utilize this.")
        presenter.check()
        notes = " ".join(states[-1].notes)
        assert "“utilize”" in notes
        assert "Not all is translated into Spanish." in notes

    def test_the_preview_is_mirrored_as_the_kiosk_is(self, qapp, desk):
        _, states, _ = made(desk)
        preview = preview_of(states[-1].values, {"Build or repair": "بناء"}, "ar")
        assert (preview.name, preview.hint, preview.right_to_left) == ("بناء", "Home, deck, fence", True)
        assert (preview.title, preview.before[1][0]) == ("قبل الانتظار", "ما يجب تجهيزه:")
        assert not states[-1].preview.right_to_left

    def test_fields_that_name_other_things_say_which_there_are(self, qapp, desk):
        _, states, _ = made(desk)
        hints = {one.field.key: one.hint for one in states[-1].fields}
        assert "zoning-desk" in hints["ask"].partition("In use: ")[2]
        assert "In use: business, elections, licenses" in hints["skills"]

    def test_a_version_that_is_in_use_is_not_brought_back(self, qapp, desk):
        presenter, _, told = made(desk)
        presenter.write("fee", "$90")
        presenter.publish()
        presenter.bring_back(1)
        assert told[-1] == ("Version 1 is in use.", Tone.TROUBLE)
