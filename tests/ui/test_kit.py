"""The parts: fonts, icons, text that fits, buttons, bars, ticket and strip."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QPainter,
    QTextCharFormat,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from greeter.catalogue.office_file import load
from greeter.languages import languages
from greeter.settings import RESOURCES
from greeter.views.levels import Level
from ui import theme
from ui.kit.access_strip import AccessStrip
from ui.kit.aid import Aid
from ui.kit.banner import Banner, Tone
from ui.kit.button import Build, Button, Kind
from ui.kit.check_box import CheckBox
from ui.kit.choice_card import CardBuild, CardShape, ChoiceCard
from ui.kit.focus_ring import FocusRing
from ui.kit.fonts import FAMILY, load_fonts, name_font, names_script, text_font
from ui.kit.icon import has_icon, icon_pixmap
from ui.kit.lettering import Align, Lettering, Wording, lay_out
from ui.kit.on_screen import TITLE, sizes_on
from ui.kit.paragraph import Paragraph
from ui.kit.range_bar import Range, RangeBar
from ui.kit.sizes import CAPITAL, KioskSizes, StaffSizes, TextSize, kiosk_dpi
from ui.kit.strip_build import AidWords, StripBuild
from ui.kit.ticket_card import LEAST_MODULE, TicketBuild, TicketCard, TicketFace, module_size
from ui.kit.wait_bar import TICK_AT, Wait, WaitBar, paint_wait_bar
from ui.staff.flow import Flow
from ui.theme import Look, Theme, Token


@pytest.fixture(autouse=True)
def _look(qapp):
    theme.apply(qapp, Theme.load(Look.LIGHT))


# Fonts


def test_the_text_family_comes_in_four_weights(qapp):
    load_fonts()
    assert {"Regular", "SemiBold", "Bold", "ExtraBold"} <= set(QFontDatabase.styles(FAMILY))
    for weight in (400, 600, 700, 800):
        info = QFontInfo(text_font(20, weight))
        assert (info.family(), info.weight()) == (FAMILY, weight)


def test_figures_are_of_one_width_unless_said_otherwise(qapp):
    tabular, proportional = QFontMetricsF(text_font(100)), QFontMetricsF(text_font(100, tabular=False))
    assert tabular.horizontalAdvance("111") == pytest.approx(tabular.horizontalAdvance("000"))
    assert proportional.horizontalAdvance("111") < proportional.horizontalAdvance("000")


def test_a_capital_is_as_high_as_the_sizes_assume(qapp):
    assert QFontMetricsF(text_font(1000)).capHeight() / 1000 == pytest.approx(CAPITAL, abs=0.002)


def test_every_languages_name_can_be_shown_by_a_shipped_font(qapp):
    for language in languages():
        font = name_font(language.own_name, 40)
        shipped = []
        for family in font.families():
            alone = QFont(family)
            alone.setWeight(QFont.Weight.Bold)
            alone.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
            assert QFontInfo(alone).family() == family
            shipped.append(QFontMetricsF(alone))
        missing = [
            letter for letter in language.own_name if not any(metrics.inFontUcs4(ord(letter)) for metrics in shipped)
        ]
        assert not missing, language


def test_names_in_another_script_are_set_in_one_font_throughout(qapp):
    assert names_script("Español") == ""
    assert names_script("Tiếng Việt") == "Sans"
    assert "Names" in name_font("Tiếng Việt", 30).families()[0]


def test_fonts_and_icons_come_with_their_licences():
    for path in ("fonts/OFL.txt", "fonts/names/OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in (RESOURCES / path).read_text().upper()
    assert "ISC License" in (RESOURCES / "icons/LICENSE.txt").read_text()


# Icons


def test_every_icon_of_the_sample_offices_exists():
    for path in (RESOURCES / "catalogue").glob("*.toml"):
        assert [service.icon for service in load(path).services if not has_icon(service.icon)] == []


def test_an_icon_is_painted_in_its_colour_and_mirrored_where_it_points(qapp):
    here = icon_pixmap("arrow-right", 48, QColor("#FF0000")).toImage()
    there = icon_pixmap("arrow-right", 48, QColor("#FF0000"), direction=Qt.LayoutDirection.RightToLeft).toImage()
    assert here.flipped(Qt.Orientation.Horizontal) == there
    clock = icon_pixmap("clock", 48, QColor("#FF0000"), direction=Qt.LayoutDirection.RightToLeft).toImage()
    assert clock == icon_pixmap("clock", 48, QColor("#FF0000")).toImage()
    strong = [here.pixelColor(x, y) for x in range(48) for y in range(48) if here.pixelColor(x, y).alpha() == 255]
    assert strong
    assert all(color.red() == 255 and color.green() == 0 for color in strong)


def test_an_unknown_icon_is_a_question_mark(qapp):
    ink = QColor("#000000")
    assert icon_pixmap("no-such-thing", 32, ink).toImage() == icon_pixmap("circle-question-mark", 32, ink).toImage()


# Sizes and text


def test_kiosk_sizes_are_millimetres_on_the_screen():
    sizes, large = KioskSizes(100), KioskSizes(100, TextSize.LARGE)
    assert (sizes.button.size, sizes.body.size, sizes.label.size) == (38, 33, 30)
    assert {role.size for role in (large.button, large.body, large.label, large.choice)} == {44}
    assert sizes.control == 104
    for role in (
        "label",
        "label_strong",
        "body",
        "button",
        "choice",
        "strong",
        "section",
        "question",
        "greeting",
        "ticket",
        "wait",
    ):
        assert getattr(sizes, role).size * CAPITAL * 25.4 / 100 >= 4.8
        assert getattr(large, role).size * CAPITAL * 25.4 / 100 >= 7.3
    assert KioskSizes(200).mm(20) == 157
    assert sizes.target * 25.4 / 100 >= 15


def test_a_screen_that_lies_is_not_believed(qapp):
    screen = QApplication.primaryScreen()
    assert kiosk_dpi(None) == 100
    assert kiosk_dpi(screen, 30) == 30
    assert 20 < kiosk_dpi(screen) <= min(screen.size().width(), screen.size().height()) / 200 * 25.4


def test_staff_text_is_never_under_fourteen():
    sizes = StaffSizes()
    assert sizes.text(9).size == 14
    assert sizes.label.size == 14
    assert StaffSizes(1.5).body.size == 24


def test_lines_fit_their_width_and_keep_the_line_height(qapp):
    text = "One question a page, and the heading is the question. Nothing is asked twice."
    lettering = Lettering(30, line=1.4)
    lines = lay_out(Wording(text, lettering), 300)
    assert lines.size.width() <= 300
    assert lines.size.height() == len(lines.tops) * 42
    assert [round(b - a) for a, b in zip(lines.tops, lines.tops[1:], strict=False)] == [42] * (len(lines.tops) - 1)


def test_a_heading_is_broken_into_lines_of_like_length(qapp):
    plain = lay_out(Wording("What brings you in today?", Lettering(76, 800)), 900)
    balanced = lay_out(Wording("What brings you in today?", Lettering(76, 800, balanced=True)), 900)
    assert len(plain.tops) == len(balanced.tops) == 2
    first, last = (balanced.layout.lineAt(n).naturalTextWidth() for n in (0, 1))
    assert last / first > plain.layout.lineAt(1).naturalTextWidth() / plain.layout.lineAt(0).naturalTextWidth()


def test_a_text_that_is_cut_ends_in_an_ellipsis(qapp):
    lines = lay_out(Wording("Build or repair, with a very long reason after it", Lettering(20)), 200, most_lines=1)
    assert len(lines.tops) == 1
    assert lines.layout.text().endswith("…")


def test_right_to_left_text_starts_at_the_right(qapp):
    right_to_left = Qt.LayoutDirection.RightToLeft
    lines = lay_out(Wording("ok", Lettering(20)), 400, Align.START, right_to_left)
    assert lines.layout.lineAt(0).naturalTextRect().right() == pytest.approx(400, abs=2)


def test_a_paragraph_is_read_as_its_text(qtbot):
    paragraph = Paragraph("4 people are ahead of you.", lead="Why:")
    qtbot.addWidget(paragraph)
    assert paragraph.text() == "Why: 4 people are ahead of you."
    paragraph.set_text("Nobody is ahead of you.")
    assert paragraph.text() == "Why: Nobody is ahead of you."
    assert paragraph.heightForWidth(90) > paragraph.heightForWidth(900)


def test_marked_words_are_underlined_wherever_the_signs_before_them_come_from(qapp):
    lettering = Lettering(30)
    marked = lay_out(Wording("😀 the setback here", lettering, "Why:", marks=((6, 13),)), 900)
    (bold, dotted) = marked.layout.formats()
    assert marked.layout.text()[: bold.length] == "Why:"
    said = marked.layout.text().encode("utf-16-le")
    assert said[2 * dotted.start : 2 * (dotted.start + dotted.length)].decode("utf-16-le") == "setback"
    assert dotted.format.underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
    assert lay_out(Wording("the setback", lettering), 900).layout.formats() == []


# Buttons and choices


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_a_primary_button_shows_its_lower_edge_and_sinks(qtbot):
    button = Button("Start", Kind.PRIMARY, Build.kiosk(KioskSizes()))
    qtbot.addWidget(button)
    button.resize(400, 104)
    look = Theme.load(Look.LIGHT)
    assert picture(button).pixelColor(200, 101) == look.color(Token.ACCENT_DEEP)
    assert picture(button).pixelColor(200, 4) == look.color(Token.ACCENT)
    button.setDown(True)
    assert picture(button).pixelColor(200, 1) != look.color(Token.ACCENT)


def test_a_dim_button_can_be_pressed_and_says_why(qtbot):
    button = Button("Start", Kind.PLINTH, Build.action_bar(StaffSizes()), icon="arrow-right", key="F4")
    qtbot.addWidget(button)
    assert button.accessibleDescription() == "F4"
    button.set_dim("Call somebody first.")
    assert button.accessibleDescription() == button.dim_reason == "Call somebody first."
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_button_is_as_wide_as_its_word(qtbot):
    short, wide = (
        Button(word, Kind.SECONDARY, Build.staff(StaffSizes()), icon="plus", key="N")
        for word in ("Add", "Add another step")
    )
    for button in (short, wide):
        qtbot.addWidget(button)
    assert wide.sizeHint().width() > short.sizeHint().width()
    assert short.sizeHint().height() == 40
    short.set_words("Add another step")
    assert short.sizeHint() == wide.sizeHint()
    assert short.accessibleName() == "Add another step"


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("look", list(Look))
def test_each_kind_of_button_paints_its_word_in_each_look(qapp, qtbot, kind, look):
    theme.apply(qapp, Theme.load(look))
    button = Button("WWWW", kind, Build.kiosk(KioskSizes()))
    qtbot.addWidget(button)
    with_word = picture(button)
    button.setText("")
    assert picture(button) != with_word


CARD = CardBuild(KioskSizes().choice, KioskSizes().label, 72, 40, 24, 22, 16, 52, 4)


@pytest.mark.parametrize("shape", list(CardShape))
def test_a_chosen_card_looks_chosen(qtbot, shape):
    card = ChoiceCard(CARD, shape)
    qtbot.addWidget(card)
    card.show_choice("Build or repair", "Home, deck, fence", "house")
    card.resize(454, card.needed_height(454))
    assert (card.accessibleName(), card.accessibleDescription()) == ("Build or repair", "Home, deck, fence")
    before = picture(card)
    card.set_chosen(chosen=True)
    assert picture(card) != before
    assert picture(card).pixelColor(227, 1) == Theme.load(Look.LIGHT).color(Token.ACCENT)


@pytest.mark.parametrize("shape", list(CardShape))
def test_one_answer_is_a_button_and_several_are_check_boxes(qtbot, shape):
    card = ChoiceCard(CARD, shape)
    qtbot.addWidget(card)
    card.show_choice("More time", "We won’t rush you", chosen=True, chosen_words="Chosen")
    several = shape in {CardShape.TALL, CardShape.TICK}
    role = QAccessible.Role.CheckBox if several else QAccessible.Role.Button
    assert QAccessible.queryAccessibleInterface(card).role() == role
    assert card.isChecked() == several
    assert card.chosen
    assert card.accessibleDescription() == ("We won’t rush you" if several else "Chosen. We won’t rush you")


def test_what_assistive_technology_turns_over_is_clicked(qtbot):
    card = ChoiceCard(CARD, CardShape.TALL)
    qtbot.addWidget(card)
    clicks = []
    card.clicked.connect(lambda on: clicks.append(on))
    card.toggle()
    assert clicks == [True]
    card.set_chosen(chosen=False)
    card.set_chosen(chosen=True)
    assert clicks == [True]
    card.click()
    assert clicks == [True, False]


def test_a_check_box_is_ticked_by_a_touch_anywhere(qtbot):
    box = CheckBox("Check the drawing has sizes")
    qtbot.addWidget(box)
    box.resize(400, 30)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()


def test_a_banner_replaces_what_it_said(qtbot):
    banner = Banner(StaffSizes().body, Build.staff(StaffSizes()))
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.tell("P014 was called by counter 3 a moment ago.", Tone.NEAR, "Call the next")
    banner.tell("Saved.", Tone.DONE)
    assert (banner.words, banner.isHidden()) == ("Saved.", False)
    assert all(button.isHidden() for button in banner.findChildren(QPushButton))
    banner.clear()
    assert (banner.words, banner.isHidden()) == ("", True)


# Bars and ticket


def painted(wait: Wait, *, right_to_left: bool = False) -> QImage:
    image = QImage(160, 18, QImage.Format.Format_RGB32)
    image.fill(QColor("#EFE7D9"))
    painter = QPainter(image)
    paint_wait_bar(painter, wait, QRectF(0, 0, 160, 18), Theme.load(Look.LIGHT), right_to_left=right_to_left)
    painter.end()
    return image


def test_a_wait_is_filled_by_its_share_and_the_tick_stays_in_place(qapp):
    look = Theme.load(Look.LIGHT)
    half = painted(Wait(5, 10, ""))
    assert half.pixelColor(40, 9) == look.color(Token.WITHIN)
    assert half.pixelColor(60, 9) == look.color(Token.SURFACE)
    for minutes in (0, 5, 10):
        assert painted(Wait(minutes, 10, "")).pixelColor(round(160 * TICK_AT), 1) == look.color(Token.INK)
    assert painted(Wait(9, 10, "")).pixelColor(40, 9) == look.color(Token.NEAR)


def test_what_is_over_is_a_taller_block_behind_the_tick(qapp):
    over = painted(Wait(12, 10, ""))
    color = Theme.load(Look.LIGHT).color(Token.OVER)
    assert over.pixelColor(110, 3) == color
    assert over.pixelColor(40, 3) != color
    assert painted(Wait(12, 10, ""), right_to_left=True).pixelColor(159 - 110, 3) == color


def test_a_wait_without_a_target_is_painted(qapp):
    assert Wait(5, 0, "").level is Level.OVER
    painted(Wait(5, 0, ""))


def test_a_wait_bar_says_its_words(qtbot):
    bar = WaitBar(Wait(13, 15, "13 of 15 min, near"))
    qtbot.addWidget(bar)
    assert bar.accessibleName() == "13 of 15 min, near"
    bar.set_wait(Wait(16, 15, "16 of 15 min, 1 over"))
    assert bar.accessibleName() == "16 of 15 min, 1 over"


def test_the_range_bar_grows_by_tens_and_draws_its_block(qtbot):
    assert Range(10, 20, 15, "", "", "").end == 30
    assert Range(25, 35, 20, "", "", "").end == 40
    bar = RangeBar(KioskSizes().label)
    qtbot.addWidget(bar)
    bar.set_range(Range(10, 20, 15, "Our promise: 15", "Now", "{n} min"), "About 10 to 20 minutes. Our promise: 15.")
    bar.resize(900, bar.sizeHint().height())
    middle = round(KioskSizes().label.advance + 28)
    image = picture(bar)
    look = Theme.load(Look.LIGHT)
    assert image.pixelColor(400, middle) == look.color(Token.ACCENT)
    assert image.pixelColor(450, middle) == look.color(Token.INK)
    assert image.pixelColor(100, middle) == look.color(Token.SUNK)
    assert bar.accessibleName().startswith("About 10 to 20")


CODE = tuple(tuple((x * y + x) % 3 == 0 for x in range(37)) for y in range(37))


def ticket_card(code: tuple[tuple[bool, ...], ...]) -> TicketCard:
    sizes = KioskSizes()
    build = TicketBuild(sizes.label, sizes.ticket, sizes.strong, sizes.label, sizes.label_strong, 46, 24, 328, 328)
    card = TicketCard(build)
    card.show_face(
        TicketFace(
            "Your number",
            "P014",
            "About 10 to 20 minutes",
            "We’ll tell you if that changes.",
            code,
            "Follow your place",
        )
    )
    card.resize(936, card.needed_height(936))
    return card


@pytest.mark.parametrize("look", list(Look))
def test_the_code_is_whole_pixels_dark_on_white_with_its_quiet_zone(qapp, qtbot, look):
    theme.apply(qapp, Theme.load(look))
    card = ticket_card(CODE)
    qtbot.addWidget(card)
    image = picture(card)
    module = module_size(37, 328)
    assert module >= LEAST_MODULE
    left = 936 - card.stub_width() + (card.stub_width() - 37 * module) // 2
    dark = next(y for y in range(image.height()) if image.pixelColor(left, y) == QColor("#1C2430"))
    for row in range(37):
        for column in range(37):
            color = image.pixelColor(left + column * module + module // 2, dark + row * module + module // 2)
            assert (color == QColor("#1C2430")) is CODE[row][column]
    quiet = image.copy(QRect(left - 4 * module, dark, 4 * module, 37 * module))
    assert all(
        quiet.pixelColor(x, y) == QColor("#FFFFFF")
        for x in range(2, quiet.width())
        for y in range(0, quiet.height(), 7)
    )


def test_a_ticket_without_a_code_has_no_stub_and_says_its_number(qtbot):
    card = ticket_card(())
    qtbot.addWidget(card)
    assert card.stub_width() == 0
    assert "P014" in card.accessibleName()
    card.show_face(None)
    assert card.accessibleName() == ""
    assert card.needed_height(936) == 0


# Strip, focus


def strip() -> AccessStrip:
    sizes = KioskSizes()
    build = StripBuild(208, 72, 12, 24, sizes.label_strong, sizes.choice, 48, 16, 316)
    words = {
        Aid.LARGER_TEXT: AidWords("a-large-small", "Larger text", "Large text"),
        Aid.CONTRAST: AidWords("contrast", "Contrast", "Contrast"),
        Aid.LOW_CONTROLS: AidWords("arrow-down-to-line", "Lower the controls", "Low controls"),
    }
    return AccessStrip(words, "Talk to a person", build)


def test_the_strip_holds_large_targets_that_do_not_overlap(qtbot):
    shown = strip()
    qtbot.addWidget(shown)
    shown.resize(1080, 208)
    shown.show()
    boxes = [button.geometry() for button in shown.findChildren(QPushButton)]
    assert len(boxes) == 4
    assert all(box.width() >= 60 and box.height() >= 80 for box in boxes)
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)
    assert max(boxes, key=lambda box: box.width() * box.height()) == shown.person.geometry()


def test_the_strip_mirrors_from_right_to_left(qtbot):
    shown = strip()
    qtbot.addWidget(shown)
    shown.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown.resize(1080, 208)
    shown.show()
    assert shown.person.geometry().left() < shown.aid(Aid.LARGER_TEXT).geometry().left()


def test_aids_are_toggles_and_tell(qtbot):
    shown = strip()
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.aid_toggled) as told:
        qtbot.mouseClick(shown.aid(Aid.CONTRAST), Qt.MouseButton.LeftButton)
    assert told.args == [Aid.CONTRAST, True]
    assert shown.aid(Aid.CONTRAST).isCheckable()
    shown.set_on(frozenset())
    assert not shown.aid(Aid.CONTRAST).isChecked()
    with qtbot.waitSignal(shown.person_wanted):
        qtbot.mouseClick(shown.person, Qt.MouseButton.LeftButton)


def test_the_focus_ring_goes_along_where_what_the_field_lies_in_moves(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 400)
    outer = QWidget(window)
    inner = QWidget(outer)
    for part in (outer, inner):
        part.resize(300, 300)
    field = QLineEdit(inner)
    ring = FocusRing(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    for part in (outer, inner, field):
        part.move(part.x() + 20, part.y() + 40)
        assert ring.followed is field
        assert ring.geometry().center() == QRect(field.mapTo(window, QPoint(0, 0)), field.size()).center()


def test_the_focus_ring_comes_with_keys_and_goes_with_touches(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    lines = QVBoxLayout(window)
    first, second = (Button(word, Kind.SECONDARY, Build.staff(StaffSizes())) for word in ("One", "Two"))
    field = QLineEdit()
    for widget in (first, second, field):
        lines.addWidget(widget)
    ring = FocusRing(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    def around() -> QWidget | None:
        return ring.followed

    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert around() is None
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert around() is second
    assert ring.geometry().contains(second.geometry())
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert around() is None
    field.setFocus()
    assert around() is field
    later = QWidget(window)
    later.show()
    ring.refresh()
    assert window.children()[-1] is ring, "it lies over what was made since"


def test_screens_import_no_module_that_is_gpl_only():
    names = "['ui.kit.' + m.name for m in __import__('pkgutil').iter_modules(__import__('ui.kit').kit.__path__)]"
    code = (
        f"import importlib, sys\nfor name in {names} + ['ui.theme']: importlib.import_module(name)\n"
        "print(' '.join(m for m in sys.modules if m.startswith('PySide6.')))"
    )
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & {
        f"PySide6.{name}"
        for name in ("QtCharts", "QtGraphs", "QtVirtualKeyboard", "QtDataVisualization", "QtSvg", "QtQuick")
    }


@pytest.mark.parametrize(
    ("screen", "scale"),
    [((1280, 800), 1.0), ((853, 533), 1.0), ((640, 400), 0.8), ((960, 400), 0.8)],
    ids=str,
)
def test_text_is_as_large_as_the_least_window_fits_on_the_screen_with(screen, scale):
    least = (800, 460)
    sizes = sizes_on(QSize(*screen), least)
    assert sizes.scale == pytest.approx(scale)
    assert sizes.px(least[0]) <= screen[0]
    assert sizes.px(least[1]) <= screen[1] - TITLE


def test_wide_parts_of_a_flow_share_what_their_line_leaves(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    flow = Flow(10, page)
    parts = [QWidget(page) for _ in range(3)]
    for part, least in zip(parts, (100, 50, 200), strict=True):
        part.setMinimumHeight(20)
        flow.add_wide(part, least, least)
    flow.setGeometry(QRect(0, 0, 310, 100))
    assert [part.geometry().getRect()[:3] for part in parts] == [(0, 0, 200), (210, 0, 100), (0, 30, 310)]
    assert flow.heightForWidth(310) == 50
    assert flow.heightForWidth(400) == 20
