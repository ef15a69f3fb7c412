"""What was summed up with a visitor: drafted, written or agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.front_desk.case import Field
from greeter.guidance.summing_up import Basis, summed_up
from greeter.model.catalogue import Owner
from greeter.model.journal import Kind
from greeter.model.spoken import in_language, translated
from greeter.texts import texts_for

if TYPE_CHECKING:
    from greeter.model.catalogue import Office
    from greeter.texts import Texts
    from greeter.views.visit_card import StoryLine, VisitCard

_IN_IT = frozenset({"reason", "missing", "summary"})
"""Fields that a summary tells of."""
_STEPS_CHANGED = frozenset({"add", "drop", "accept", "put off"})
"""What of the steps' acts changes what was agreed. To tick or to order them does not."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A visit's summary."""

    text: str
    """As the clerk reads it."""
    spoken: str
    """As the visitor reads it, without the steps, which their page lists; a clerk's own words as they were written."""
    yes: StoryLine | None
    """The visitor's yes, where it still stands."""
    is_kept: bool
    """Whether it was written or agreed once; otherwise it is only a draft."""
    is_drafted: bool
    """Whether nobody has written it by hand."""

    @property
    def is_agreed(self) -> bool:
        """Whether the visitor has said yes, and nothing has changed since."""
        return self.yes is not None


def summary_of(office: Office, card: VisitCard, texts: Texts) -> Summary:
    """Return the summary of a visit. While nobody wrote it by hand, it is drafted anew from what is known. texts: the clerk's language."""
    kept, spoken = card.fields.get(Field.SUMMARY, ""), card.fields.get(Field.SUMMARY_SPOKEN, "")
    yes = still_agreed(card)
    if kept and (yes is not None or not spoken):
        return Summary(kept, spoken or kept, yes, is_kept=True, is_drafted=bool(spoken))
    return Summary(
        _drafted(office, card, texts, office.language, with_steps=True),
        _drafted(office, card, texts_for(card.language), card.language, with_steps=False),
        None,
        is_kept=bool(kept),
        is_drafted=True,
    )


def still_agreed(card: VisitCard) -> StoryLine | None:
    """Return the visitor's yes; None where there was none, or where something of it was changed since."""
    yes: StoryLine | None = None
    for line in card.story:
        if line.kind is Kind.AGREE:
            yes = line
        elif _changes(line):
            yes = None
    return yes


def _changes(line: StoryLine) -> bool:
    facts = line.facts
    match line.kind:
        case Kind.TRANSFER:
            return True
        case Kind.DESCRIBE:
            return not _IN_IT.isdisjoint(facts.get("fields", ()))
        case Kind.STEP:
            return facts.get("did") in _STEPS_CHANGED
        case Kind.JUDGE:
            return "step" in facts and facts.get("word") == "did not"
        case _:
            return False


def _drafted(office: Office, card: VisitCard, texts: Texts, language: str, *, with_steps: bool) -> str:
    spoken = in_language(office, language)
    service = spoken.service(card.service_id).name if spoken.has_service(card.service_id) else card.service_id
    left = [row for row in card.steps if with_steps and row.done_at is None]

    def steps(*, theirs: bool) -> tuple[str, ...]:
        return tuple(translated(office, language, row.what) for row in left if (row.owner is Owner.VISITOR) is theirs)

    missing = translated(office, language, card.fields.get(Field.MISSING, ""))
    reason = card.fields.get(Field.REASON, "")
    return summed_up(texts, Basis(service, reason, missing, steps(theirs=True), steps(theirs=False)))
