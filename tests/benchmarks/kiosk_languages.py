"""Tap to painted next page at the kiosk in every language and mode, and how long another language takes."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from greeter.languages import language_of
from greeter.model.spoken import in_language
from greeter.texts import texts_for
from tests.benchmarks.kiosk_pages import BETWEEN_MS, Taps, find, kiosk, tap, wait
from ui.kiosk.offered import offered_languages
from ui.kiosk.rehearsal import EACH_MS, Rehearsal
from ui.kiosk.walk import Page
from ui.kit.aid import Aid

WALKS, SWITCHES, MOST_SHEETS = 51, 20, 6
MODES = {
    "plain": (), "larger": (Aid.LARGER_TEXT,), "contrast": (Aid.CONTRAST,), "low": (Aid.LOW_CONTROLS,),
    "spoken": (Aid.LISTEN,),
}  # fmt: skip


def measure(folder):
    """Return for each language and mode `LANGUAGE_MODE_p99_ms` and more: see `kiosk_pages`. They are of 300 pages and more each.

    Also `to_LANGUAGE_first_ms`, the first time that a kiosk is switched to it, and `to_LANGUAGE_p99_ms`, all the times after. The kiosk has
    stood for some seconds by then, as long as it takes to read ahead.
    """
    with kiosk(folder / "kiosk.db") as window:
        languages = offered_languages(window.presenter.state.office)
        while not (ahead := window.findChildren(Rehearsal)) or ahead[0].to_come:
            wait(EACH_MS)
        figures = switches(window, languages)
        for language in languages:
            for mode, aids in MODES.items():
                taken = Taps()
                for walk in range(WALKS):
                    walk_once(window, language, aids, taken if walk else Taps())
                figures |= taken.figures(f"{language}_{mode}")
    return figures


def switches(window, languages):
    """Touch one language after the other on the greeting, round and round."""
    taken = {language: Taps() for language in languages}
    for _ in range(SWITCHES):
        for language in (*languages[1:], languages[0]):
            tap(window, find(window, language_of(language).own_name), taken[language])
            assert window.presenter.state.texts.language == language
            wait(1)
    figures = {}
    for language, taps in taken.items():
        if language != languages[0]:  # the kiosk begins in that one
            figures[f"to_{language}_first_ms"] = taps.wall.ms.pop(0)
        figures[f"to_{language}_p99_ms"] = taps.wall.p99
    return figures


def walk_once(window, language, aids, taken):
    """Walk from the greeting to the summary, with aids on."""
    presenter = window.presenter
    presenter.choose_language(language)
    for aid in aids:
        presenter.toggle_aid(aid)
    wait(1)
    for words, then in touches(presenter, language):
        for _ in range(MOST_SHEETS):
            button = find_or_none(window, words)
            if button is not None:
                break
            tap(window, window.nav_bar.on_button, Taps())  # the next sheet
        assert button is not None, (language, words)
        tap(window, button, taken)
        assert presenter.state.page is then, (language, words, presenter.state.page)
        wait(BETWEEN_MS)
    presenter.wipe()
    wait(1)


def touches(presenter, language):
    """Return what is touched, and the page that it leads to."""
    texts, office = texts_for(language), in_language(presenter.state.office, language)
    return (
        (texts("Start"), Page.REASON),
        (office.service("permit").name, Page.BEFORE),
        (texts("Continue"), Page.FAMILIARITY),
        (texts("No, this is the first time"), Page.NAME),
        (texts("Continue without a name"), Page.NEEDS),
        (texts("I need none of these"), Page.SUMMARY),
    )


def find_or_none(window, words):
    """Return the button that is seen and says just this, or this and more after it; None where there is none."""
    parts = (window.shown, window.nav_bar)
    buttons = [button for part in parts for button in part.findChildren(QAbstractButton) if button.isVisible()]
    said = {button: button.accessibleName() or button.text() for button in buttons}
    just = [one for one, name in said.items() if words in {name, one.text()}]
    more = [one for one, name in said.items() if name.startswith(f"{words}.")]
    return next(iter([*just, *more]), None)
