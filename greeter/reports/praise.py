"""What went well: by service and by what visitors said, never by person. Silent under 30 visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.front_desk.case import Question
from greeter.reports.headline import FEWEST
from greeter.reports.wording import n_text, of_text, percent_text
from greeter.texts import for_texts

if TYPE_CHECKING:
    from greeter.reports.figures import Figures
    from greeter.texts import Texts

GOOD_SHARE = 0.8
_PRAISED = {
    Question.TRUST: for_texts("they trust us"),
    Question.EASE: for_texts("it was easy"),
    Question.EFFECTIVENESS: for_texts("their need was met"),
    Question.EFFICIENCY: for_texts("it took a fair time"),
    Question.TRANSPARENCY: for_texts("they knew what would happen"),
    Question.HUMANITY: for_texts("they were treated fairly and helped"),
}


def went_well(texts: Texts, figures: Figures) -> list[str]:
    """Return one or two sentences, or none."""
    said = [sentence for sentence in (_praised(texts, figures), _satisfied(texts, figures)) if sentence][:1]
    service = _best_service(texts, figures)
    return [*said, service] if service else said


def _praised(texts: Texts, figures: Figures) -> str:
    """Name the statement that most visitors agreed with."""
    shares = [
        (figures.share("satisfaction", "good", question.value), question)
        for question in Question
        if question in _PRAISED
    ]
    known = [(share, question) for share, question in shares if share.known and share.n >= FEWEST]
    if not known:
        return ""
    share, question = max(known, key=lambda one: (one[0].value, one[0].n))
    if share.value < GOOD_SHARE:
        return ""
    said = texts(_PRAISED[question])
    of = of_text(texts, share)
    return texts("{percent} said {what} ({of}).", percent=percent_text(texts, share), what=said, of=of)


def _satisfied(texts: Texts, figures: Figures) -> str:
    share = figures.share("satisfaction", "good", Question.SATISFACTION.value)
    if not share.known or share.n < FEWEST or share.value < GOOD_SHARE:
        return ""
    return texts("{percent} were satisfied ({of}).", percent=percent_text(texts, share), of=of_text(texts, share))


def _best_service(texts: Texts, figures: Figures) -> str:
    """Name the service that kept its promise best, where it met its goal."""
    kept = [
        (figures.share("waits_by_service", "within", line.key), line.name)
        for line in figures.tables["waits_by_service"].lines
    ]
    best = [(share, name) for share, name in kept if share.known and share.n >= FEWEST and share.met]
    if not best:
        return ""
    share, name = max(best, key=lambda one: (one[0].value, one[0].n))
    return texts(
        "{service} kept its promise to {percent} of {n} visitors.",
        service=name, percent=percent_text(texts, share), n=n_text(share, texts),
    )  # fmt: skip
