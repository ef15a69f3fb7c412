"""How plain an office's texts are: advice for those who write them, never a reason to refuse a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.catalogue.plain_language import HIGHEST_GRADE, grade, official, plainer
from greeter.guidance.glossary import words_for_visitors
from greeter.model.spoken import untranslated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greeter.model.catalogue import Office, Service

MOST_EXPLAINED = 4
"""Official words of a service that the kiosk explains on a page."""
FEWEST_WORDS = 30
"""A grade of fewer words says little, and is not held against a service."""
SHORTEST_LINE = 5
"""Words; shorter lines, such as items of a list, would make every grade look low."""


def advice(office: Office) -> Iterator[str]:
    """Yield what is not translated, and what could be said more plainly. Only English texts are judged."""
    for language in office.languages:
        if language != office.language and (left := len(untranslated(office, language))):
            yield f"{left} {'text is' if left == 1 else 'texts are'} not translated into “{language}”: greeter catalogue translate"
    if office.language != "en":
        return
    for service in office.services:
        text = told(service)
        lines = _sentences_of(text)
        if len(lines.split()) >= FEWEST_WORDS and (reached := grade(lines)) > HIGHEST_GRADE:
            yield f"“{service.name}” reads at grade {reached:.1f}. Use shorter words: grade {HIGHEST_GRADE:g} or less."
        for word, better in plainer(text):
            yield f"“{service.name}” says “{word}”." + (f" Say: {better}." if better else " Leave it out.")
        for word in unexplained(service, office):
            yield f"“{service.name}” says “{word}”, which nothing explains. Explain it in the glossary, or say it otherwise."
        if (many := len(words_for_visitors(service, office))) > MOST_EXPLAINED:
            yield f"“{service.name}” says {many} official words. The kiosk explains {MOST_EXPLAINED} on a page: say some otherwise."
    for phrase in office.phrases:
        for word, better in plainer(" ".join(phrase.says)) if not phrase.language else ():
            yield f"The phrase “{phrase.occasion}” says “{word}”." + (
                f" Say: {better}." if better else " Leave it out."
            )


def unexplained(service: Service, office: Office) -> list[str]:
    """Return the official words in what visitors read of a service that the glossary does not explain."""
    read = "\n".join(_for_visitors(service))
    explained = {form.lower() for entry in office.glossary for form in (entry.word, *entry.also)}
    return [word for word in official(read) if not any(word in form or form in word for form in explained)]


def reading_grade(office: Office) -> float:
    """Return the reading grade of all that an office says, in US school years."""
    return grade(
        "\n".join([*map(told, office.services), *(f"{each.word} is {each.meaning}" for each in office.glossary)])
    )


def told(service: Service) -> str:
    """Return everything that people read about a service, a line for each text."""
    steps = (part for step in service.steps for part in (step.what, step.detail))
    texts = (
        service.name, service.hint, service.description, service.fee, service.usually_missing, service.before_transfer,
        service.self_help, *service.bring, *service.happens, *steps,
    )  # fmt: skip
    return "\n".join(text for text in texts if text)


def _for_visitors(service: Service) -> tuple[str, ...]:
    return (
        service.name,
        service.hint,
        service.description,
        service.fee,
        service.self_help,
        *service.bring,
        *service.happens,
    )


def _sentences_of(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if len(line.split()) >= SHORTEST_LINE)
