"""What stands first on the web page: the same as page 1 of the PDF, told in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.reports.charts.heat_map import FEWEST as FEWEST_IN_CELL
from greeter.reports.charts.waits_chart import rows_of
from greeter.reports.headline import FEWEST, headline
from greeter.reports.pages import first_words
from greeter.reports.praise import went_well
from greeter.reports.public import Audience
from greeter.reports.web.markup import Markup, joined, tag
from greeter.reports.web.waits_table import waits_table
from greeter.reports.web.web_table import verdict_mark
from greeter.reports.web.week_table import heat_table

if TYPE_CHECKING:
    from greeter.reports.figures import Figures
    from greeter.texts import Texts


def first_part(texts: Texts, figures: Figures) -> Markup:
    """Return the headline, and what a manager knows after one minute."""
    sentences = [tag("span", sentence) for sentence in headline(texts, figures)]
    title = tag("h1", Markup(" ".join(sentences)))
    if not figures.arrivals:
        return joined(title, tag("p", first_words.nobody_told(texts), class_="lead"))
    beside = _public(texts) if figures.audience is Audience.PUBLIC else _improve(texts, figures)
    return joined(
        title,
        tag("div", _big(texts, figures), _small(texts, figures), class_="key"),
        _changed(texts, figures),
        _waits(texts, figures),
        tag("div", tag("div", _heat(texts, figures), _praise(texts, figures)), beside, class_="two"),
    )


def _big(texts: Texts, figures: Figures) -> Markup:
    within, told = figures.within, first_words.within_told(texts, figures)
    judged = within.n >= FEWEST and within.known
    colour = ("within" if within.met else "over") if judged else ""
    mark = verdict_mark(texts, met=within.met, kept="kept") if judged else ""
    return tag(
        "p",
        tag("strong", told.number, class_=f"big {colour}".strip()),
        mark,
        " ",
        tag("span", tag("b", told.what), texts(", ") + told.detail, class_="said"),
        class_="first",
    )


def _small(texts: Texts, figures: Figures) -> Markup:
    return tag(
        "ul",
        *(
            tag("li", tag("strong", one.number), " ", tag("b", one.what), " ", tag("span", one.detail))
            for one in first_words.small_told(texts, figures)
        ),
        role="list",
    )


def _changed(texts: Texts, figures: Figures) -> Markup:
    changed = first_words.what_changed(texts, figures)
    return tag("p", tag("b", texts("What changed.")), f" {changed}", class_="changed") if changed else Markup()


def _waits(texts: Texts, figures: Figures) -> Markup:
    rows = rows_of(texts, figures)
    title = tag("h2", texts("How long people waited, against our standard"), id="waited")
    if not rows:
        return tag("section", title, tag("p", texts("Nobody has been served in these days yet.")))
    return tag("section", title, waits_table(texts, rows), aria_labelledby="waited")


def _heat(texts: Texts, figures: Figures) -> Markup:
    title = tag("h2", texts("When we keep it"), id="kept")
    words = first_words.heat_told(texts, figures)
    if not any(cell.n >= FEWEST_IN_CELL for cell in figures.heat):
        return joined(title, tag("p", words))
    return joined(title, heat_table(texts, figures.office, figures.heat, words))


def _praise(texts: Texts, figures: Figures) -> Markup:
    praise = went_well(texts, figures)
    if not praise:
        return Markup()
    return tag("p", tag("b", texts("What went well.")), " ", " ".join(praise), class_="praise")


def _public(texts: Texts) -> Markup:
    told = first_words.public_told(texts)
    return tag("div", tag("h2", told.what), tag("p", told.detail))


def _improve(texts: Texts, figures: Figures) -> Markup:
    title = tag("h2", first_words.improve_heading(texts, len(figures.first_findings)))
    if not figures.first_findings:
        return tag("div", title, tag("p", first_words.nothing_to_improve(texts)))
    items = []
    for finding in figures.first_findings:
        words = finding.words(texts)
        effect = tag("span", f" {words.effect}", class_="effect") if words.effect else ""
        items.append(tag("li", tag("h3", words.act), tag("p", words.evidence, effect)))
    return tag("div", title, tag("ol", *items, class_="improve", role="list"))
