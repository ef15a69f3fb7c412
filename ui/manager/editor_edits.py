"""What is written in the office file's forms and not published yet: kept as drafts, and what of it is left once a part was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.catalogue.editing import GONE, NEW, fields_of
from greeter.catalogue.translating import told_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from greeter.catalogue.editing import Edits
    from greeter.drafts import Drafts
    from ui.manager.editor_state import Section


def drafted(drafts: Drafts, section: Section) -> Edits:
    """Return what was begun on a page and kept, without fields that no form has any more."""
    found: Edits = {}
    for part, draft in drafts.all().items():
        if section.has(part):
            known = None if told_apart(part)[0] else {NEW, GONE, *(field.key for field in fields_of(part, {}))}
            kept = {
                key: text for key, text in draft.items() if isinstance(text, str) and (known is None or key in known)
            }
            if kept:
                found[part] = kept
    return found


def copied(edits: Edits) -> Edits:
    """Return the same, for another thread."""
    return {part: dict(changed) for part, changed in edits.items()}


def still_to_publish(edits: Edits, sent: Edits, published: Callable[[str], Mapping[str, str]]) -> Edits:
    """Return what is left once some edits were published: other parts, and what was written meanwhile.

    A text that was put back meanwhile to what it was before is a change now. published: returns a part's fields before that.
    """
    left = {part: changed for part, changed in edits.items() if part not in sent}
    for part, was in sent.items():
        now = edits.get(part, {})
        changed = {key: text for key, text in now.items() if was.get(key) != text}
        if part in edits or not {NEW, GONE} & set(was):
            before = published(part)
            changed |= {key: before[key] for key in was if key not in now and key in before}
        if changed:
            left[part] = changed
    return left
