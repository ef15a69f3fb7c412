"""Tap to painted next page at the kiosk in every language and mode, and how long another language takes."""

from __future__ import annotations

from time import perf_counter_ns

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from greeter.languages import language_of
from greeter.model.spoken import in_language
from greeter.texts import texts_for
from tests.benchmarks.kiosk_pages import find, kiosk, wait
from tests.benchmarks.timing import Runs
from ui.kiosk.offered import offered_languages
from ui.kiosk.walk import Page
from ui.kit.aid import Aid

WALKS, SWITCHES, MOST_SHEETS = 25, 20, 6
MODES = {
    "plain": (), "larger": (Aid.LARGER_TEXT,), "contrast": (Aid.CONTRAST,), "low": (Aid.LOW_CONTROLS,),
    "spoken": (Aid.LISTEN,),
}  # fmt: skip


def measure(folder):
    """Return for each language and mode `LANGUAGE_MODE_p99_ms`, the time from a tap's press to the next page painted.

    Also `to_LANGUAGE_first_ms`, the first time that a kiosk is switched to it, and `to_LANGUAGE_p99_ms`, all the times after.
    """
    with kiosk(folder / "kiosk.db") as window:
        languages = offered_languages(window.presenter.state.office)
        figures = switches(window, languages)
        for language in languages:
            for mode, aids in MODES.items():
                runs = Runs()
                for walk in range(WALKS):
                    walk_once(window, language, aids, runs if walk else Runs())
                figures[f"{language}_{mode}_p99_ms"] = runs.p99
    return figures


def switches(window, languages):
    """Touch one language after the other on the greeting, round and round."""
    taken = {language: Runs() for language in languages}
    for _ in range(SWITCHES):
        for language in (*languages[1:], languages[0]):
            tap(window, find(window, language_of(language).own_name), taken[language])
            assert window.presenter.state.texts.language == language
            wait(1)
    figures = {}
    for language, runs in taken.items():
        if language != languages[0]:  # the kiosk begins in that one
            figures[f"to_{language}_first_ms"] = runs.ms.pop(0)
        figures[f"to_{language}_p99_ms"] = runs.p99
    return figures


def walk_once(window, language, aids, runs):
    """Walk from the greeting to the summary, with aids on."""
    presenter = window.presenter
    presenter.choose_language(language)
    for aid in aids:
        presenter.toggle_aid(aid)
    wait(1)
    for words, then in taps(presenter, language):
        for _ in range(MOST_SHEETS):
            button = find_or_none(window, words)
            if button is not None:
                break
            tap(window, window.nav_bar.on_button, Runs())  # the next sheet
        assert button is not None, (language, words)
        tap(window, button, runs)
        assert presenter.state.page is then, (language, words, presenter.state.page)
    presenter.wipe()
    wait(1)


def taps(presenter, language):
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
    said = {one: one.accessibleName() or one.text() for one in window.findChildren(QAbstractButton) if one.isVisible()}
    just = [one for one, name in said.items() if words in {name, one.text()}]
    more = [one for one, name in said.items() if name.startswith(f"{words}.")]
    return next(iter([*just, *more]), None)


def tap(window, button, runs):
    """Touch a button, and paint what has changed as the screen shows it."""
    begun = perf_counter_ns()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest)
    runs.ms.append((perf_counter_ns() - begun) / 1e6)
