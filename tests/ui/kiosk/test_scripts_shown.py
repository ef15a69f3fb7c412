"""The kiosk in each way of writing: every page takes the language's fonts, and gives them back; nothing is painted from another font than ours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase

from greeter.model.visit import Need
from greeter.scripts import FACES, Script, script_of
from tests.samples import sample_texts
from ui.kiosk.walk import Page
from ui.kit import lettering
from ui.kit.fonts import FAMILY
from ui.kit.lettering import Wording, lay_out

OURS = tuple(face.family for face in FACES.values())


@pytest.fixture
def spoken(make_kiosk, office, paper, monkeypatch):
    """A kiosk that offers the sample languages."""
    for module in ("offered", "presenter", "checking_in", "paper_tickets"):
        monkeypatch.setattr(f"ui.kiosk.{module}.texts_for", sample_texts)
    return make_kiosk(printer=paper, at=replace(office, languages=("en", "es", "zh", "vi", "ar", "fr")))


def walk(hand, language):
    """Go through every page of a visit in a language."""
    show = hand.presenter
    show.choose_language(language)
    show.open_page(Page.LANGUAGES)
    show.back()
    show.start()
    show.open_page(Page.SAY_IT)
    show.type_reason("fence")
    show.back()
    show.choose_service("permit")
    for page in (Page.FAMILIARITY, Page.NAME, Page.NEEDS):
        show.open_page(page)
    show.toggle_need(Need.QUIET)
    show.open_page(Page.NAME)
    show.type_name("Nguyễn")
    show.skip_questions()
    show.confirm()
    hand.settle()
    assert hand.page is Page.TICKET
    hand.window.grab()


def painted(wording_lines):
    return [(run.rawFont().familyName(), run.glyphIndexes()) for run in wording_lines.layout.glyphRuns()]


@pytest.mark.parametrize("language", ["es", "fr", "vi", "ar", "zh"])
def test_every_text_of_a_visit_is_painted_from_our_fonts(spoken, language):
    lettering._LAID_OUT.clear()
    walk(spoken, language)
    assert len(lettering._LAID_OUT) > 50
    for (wording, *_), lines in lettering._LAID_OUT.items():
        for family, glyphs in painted(lines):
            assert family.startswith((*OURS, "Language Names")), (family, wording.whole)
            assert 0 not in glyphs, wording.whole


@pytest.mark.parametrize("language", ["vi", "ar", "zh"])
def test_a_page_takes_the_languages_script_at_once_and_gives_it_back(spoken, language):
    window, show = spoken.window, spoken.presenter
    heading = window.shown.heading
    show.choose_language(language)
    script = script_of(language)
    assert window.frame.sizes.script is script
    assert script.face.family in {family for family, _ in painted(heading.lines(900))}
    right_to_left = window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert right_to_left is script.right_to_left
    show.choose_language("en")
    assert window.frame.sizes.script is Script.LATIN
    assert {family for family, _ in painted(heading.lines(900))} == {FAMILY}
    assert window.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("language", ["vi", "ar", "zh"])
def test_the_number_on_the_ticket_is_in_the_text_font(spoken, language):
    walk(spoken, language)
    card = spoken.window.shown.card
    number = spoken.state.walk.ticket.face.number
    assert {family for family, _ in painted(lay_out(Wording(number, card._build.number), 0))} == {FAMILY}


def test_the_names_of_languages_need_no_large_font(spoken):
    """They are shown on the first page, before anybody has chosen Chinese."""
    names = [card.text() for card in spoken.window.shown.languages.cards if card.isVisible()]
    assert {"中文", "العربية", "Tiếng Việt", "Français"} <= set(names)
    for card in spoken.window.shown.languages.cards:
        if card.isVisible():
            lines = lay_out(Wording(card.text(), card._build.name, font=card._name_font), 0)
            assert all(family.startswith((FAMILY, "Language Names")) for family, _ in painted(lines))
            assert not [family for family, glyphs in painted(lines) if 0 in glyphs]


def test_a_font_of_ours_is_taken_for_each_family(spoken):
    walk(spoken, "zh")
    assert Script.CHINESE.face.family in QFontDatabase.families()
