"""Official words to explain beside a visit, and beneath its notes; each is explained once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.front_desk.case import Field
from greeter.guidance.glossary import words_in, words_of_notes

if TYPE_CHECKING:
    from greeter.model.catalogue import GlossaryWord, Office
    from greeter.views.visit_card import VisitCard

MOST_BENEATH = 3
"""Words beneath one note; what more it has is explained beside the visit."""
_READ = (Field.REASON, Field.MISSING, Field.BROUGHT, Field.EXPECTS)


@dataclass(frozen=True, slots=True)
class Explained:
    """Which words are explained where."""

    beside: tuple[GlossaryWord, ...]
    """What somebody used already comes first: words of the reason, and those that found no room beneath a note. Then the service's, then others."""
    beneath: tuple[tuple[GlossaryWord, ...], ...]
    """For each note those that it alone has."""


def words_to_explain(office: Office, card: VisitCard) -> Explained:
    """Return the official words of a visit's card."""
    read = [*(card.fields.get(field, "") for field in _READ), *(step.what for step in card.steps)]
    beside = words_in("\n".join(read), card.service, office)
    found = words_of_notes([note.text for note in card.notes], beside, office)
    used = words_in(card.fields.get(Field.REASON, ""), None, office)
    used += [entry for words in found for entry in words[MOST_BENEATH:]]
    beside = used + [entry for entry in beside if entry not in used]
    return Explained(tuple(beside), tuple(tuple(words[:MOST_BENEATH]) for words in found))
