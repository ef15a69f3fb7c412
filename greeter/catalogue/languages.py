"""`[translation.es]` and `[search.es]` of an office file: its sentences, and what visitors may type, in other languages.

The key of a translation is the office's own sentence, so a sentence that stands in twenty places is translated once.

Each language may stand in a file of its own (`greeter.catalogue.files`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.bidi import with_numbers_isolated
from greeter.catalogue.table import LONGEST_NAME, LONGEST_TEXT, quoted
from greeter.texts import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from greeter.catalogue.table import Table


def read_translations(root: Table, own: str, languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return the translations by language; of a language that the office does not offer, too, with a finding."""
    found = {}
    table = root.table("translation")
    for code in table.data:
        inner = table.table(code, language=code)
        _known(table, code, own, languages)
        said = {sentence: inner.text(sentence, "", longest=LONGEST_TEXT) for sentence in inner.data}
        turned = code.partition("-")[0] in RIGHT_TO_LEFT
        found[code] = {key: with_numbers_isolated(words) for key, words in said.items()} if turned else said
    return found


def read_search_words(
    root: Table, own: str, languages: tuple[str, ...], services: frozenset[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what visitors may type, by language and service."""
    found = {}
    table = root.table("search")
    for code in table.data:
        inner = table.table(code, language=code)
        _known(table, code, own, languages)
        found[code] = {service: inner.texts(service, longest=LONGEST_NAME) for service in inner.data}
        for service in inner.data.keys() - services:
            inner.find(service, f"There is no service {quoted(service)}.", "Use the id of a service.")
    return found


def _known(table: Table, code: str, own: str, languages: tuple[str, ...]) -> None:
    if code == own:
        table.find(code, f"{quoted(code)} is the office's own language.", "Write the sentences where they stand.")
    elif code not in languages:
        table.find(code, f"The office does not offer {quoted(code)}.", "Add it to languages in [office].")
