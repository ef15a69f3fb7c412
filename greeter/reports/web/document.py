"""The manager's report as one HTML file: no scripts, nothing from outside, the same words and numbers as the PDF."""

from __future__ import annotations

from html import unescape
from re import sub
from typing import TYPE_CHECKING

from greeter.reports.pages.contents import ask_all
from greeter.reports.pages.first_words import at_end, sums_words
from greeter.reports.pages.frame import journal_words
from greeter.reports.web.first_part import first_part
from greeter.reports.web.markup import Markup, joined, tag
from greeter.reports.web.style import style_sheet
from greeter.reports.web.web_page import WebPage
from greeter.scripts import script_of

if TYPE_CHECKING:
    from greeter.reports.figures import Figures
    from greeter.texts import Texts

_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
"""What a browser may load for it: nothing but what is in it."""
_MARK = Markup(
    '<svg class="arch" viewBox="0 0 44 44" aria-hidden="true"><path class="fill-accent" d="M4 42V22a18 18 0 0 1 36 0v20z"/>'
    '<circle class="fill-lamp" cx="22" cy="23" r="7.5"/><rect class="fill-paper" x="9" y="35" width="26" height="3.4" rx="1.7"/></svg>'
)
_SYMBOLS = Markup(
    '<svg class="symbols" aria-hidden="true">'
    '<symbol id="met" viewBox="0 0 20 20"><circle class="fill-within" cx="10" cy="10" r="9"/></symbol>'
    '<symbol id="kept" viewBox="0 0 20 20"><circle class="fill-within" cx="10" cy="10" r="10"/>'
    '<path class="tick round" d="M5.8 10.4l3 3 5.6-6.4"/></symbol>'
    '<symbol id="missed" viewBox="0 0 20 20"><polygon class="fill-over" points="10,1 19.5,17.5 0.5,17.5"/></symbol></svg>'
)


def as_html(texts: Texts, figures: Figures) -> bytes:
    """Return the report as an HTML document in UTF-8."""
    days = figures.span.words(texts)
    title = texts("{office}: the front counter, {days}", office=figures.office.name, days=days)
    page = WebPage(texts, figures)
    ask_all(page)
    body = joined(
        tag("a", texts("Skip to the report"), class_="skip", href="#report"),
        _SYMBOLS,
        _header(texts, figures, days),
        tag("main", first_part(texts, figures), page.contents, page.markup, id="report", tabindex="-1"),
        _footer(texts, figures),
    )
    head = _head(texts, title, body)
    whole = tag("html", head, tag("body", body), lang=texts.language, dir="rtl" if texts.right_to_left else "ltr")
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def _head(texts: Texts, title: str, body: Markup) -> Markup:
    letters = unescape(sub(r"<[^>]*>", "", body)) + title
    sheet = style_sheet(letters, script_of(texts.language))
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_ALLOWED),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="generator", content="Greeter"),
        tag("title", title),
        tag("style", Markup(sheet)),
    )


def _header(texts: Texts, figures: Figures, days: str) -> Markup:
    return tag(
        "header",
        _MARK,
        tag("p", tag("b", figures.office.name), " ", tag("span", texts("The front counter, {days}", days=days))),
        tag("p", at_end(texts, figures), class_="end"),
    )


def _footer(texts: Texts, figures: Figures) -> Markup:
    sums = f"{sums_words(texts, figures)} {texts('Within standard = served in time / (served + left after).')}"
    return tag("footer", tag("p", sums), tag("p", journal_words(texts, figures)))
