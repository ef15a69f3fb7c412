"""Puts what was written in the office file's forms into the newest file, and publishes it. Runs in the background."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greeter.catalogue.editing import Checked, also_changed, checked, put_in
from greeter.problems import Unlawful
from greeter.views.office_versions import read_published

if TYPE_CHECKING:
    from greeter.catalogue.editing import Edits
    from greeter.front_desk import FrontDesk

MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Publication:
    """What came of it."""

    checked: Checked
    version: int = 0
    """The version it is; 0 where nothing was published."""
    also_changed: tuple[tuple[str, str], ...] = ()
    """Parts and fields that others have changed since the file was read in which these edits were made: whoever edits looks first."""


def publish(desk: FrontDesk, base: str, edits: Edits, session: str) -> Publication:
    """Publish edits that were made in the file `base`, put into the newest; once more where somebody publishes meanwhile: nobody's changes are lost.

    Raises NotAllowed; Unlawful where others publish again and again.
    """
    for _ in range(MOST_TRIES):
        file = read_published(desk, session=session)
        found = checked(file.text, edits, f"{desk.office.id}.toml")
        both = also_changed(base, file.text, edits)
        if both or found.office is None:
            return Publication(found, also_changed=tuple(both))
        with suppress(Unlawful):
            done = desk.publish(put_in(file.text, edits), onto=file.version, session=session)
            return Publication(found, done.version)
    raise Unlawful("Others publish all the time.", "Wait a moment, then publish again.")
