"""The report as a web page, in a browser: everybody can read it, on any screen, in light and dark; nothing comes from outside."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import sync_playwright

from greeter.reports.figures import read_figures
from greeter.reports.said import report_texts
from greeter.reports.span import Span
from greeter.reports.web.document import as_html
from greeter.texts import Texts
from tests.greeter.report_days import TUESDAY, Counter, a_day

TEXTS = Texts()
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
TELEPHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def file(desk, clock, tmp_path):
    a_day(Counter(desk, clock))
    made = tmp_path / "report.html"
    made.write_bytes(as_html(TEXTS, read_figures(desk, Span(TUESDAY, TUESDAY))))
    return made


def opened(browser, file, **how):
    """The page, and what it asked of anybody or complained of."""
    page = browser.new_page(bypass_csp=True, **how)
    heard = []
    page.on("console", lambda said: heard.append(said.text))
    page.on("request", lambda asked: heard.append(asked.url) if asked.url != file.as_uri() else None)
    page.goto(file.as_uri())
    return page, [one for one in heard if not one.startswith("data:")]


COLOURS = "color-contrast"
ALIKE = "main > section:nth-of-type(n + 4):not(:last-of-type)"
"""Questions that are told with the same parts as those before them: to measure all their colours again is most of the time that axe takes."""


def violations(page, rules, *, enough):
    """What axe finds by some rules, with its place."""
    run = f"axe.run(document, {{resultTypes: ['violations'], selectors: false, {rules}}})"
    told = "found => [found.violations.map(one => [one.id, one.nodes[0].html]), found.passes.length]"
    found, passed = page.evaluate(f"{run}.then({told})")
    assert passed >= enough  # it has looked
    return found


def bad_colours(page):
    return violations(page, f"runOnly: {{type: 'rule', values: ['{COLOURS}']}}", enough=1)


@pytest.mark.parametrize("screen", [TELEPHONE, DESKTOP], ids=["telephone", "desktop"])
def test_axe_finds_nothing(browser, file, screen):
    page, heard = opened(browser, file, viewport=screen, color_scheme="light")
    page.evaluate(AXE.read_text("utf-8"))
    assert violations(page, f"rules: {{'{COLOURS}': {{enabled: false}}}}", enough=20) == []
    wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= room  # nothing is cut, and nothing is to be moved sideways
    page.evaluate(f"document.querySelectorAll({ALIKE!r}).forEach(one => one.remove())")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    assert bad_colours(page) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) != light
    assert bad_colours(page) == []
    assert heard == []
    page.close()


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_language_is_wider_than_a_telephone(browser, desk, clock, tmp_path, language):
    a_day(Counter(desk, clock))
    file = tmp_path / "report.html"
    file.write_bytes(as_html(report_texts(language), read_figures(desk, Span(TUESDAY, TUESDAY))))
    page, _ = opened(browser, file, viewport=TELEPHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"]
    assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if language == "ar" else "ltr")
    page.close()
