"""What can go wrong in a way that a person can mend.

A `Problem` is told to the person who meets it, in plain words: what is so, why, and what they can do. Anything else that is
raised is a bug; it is logged and never shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greeter.printing.printout import Condition


class Problem(Exception):
    """A sentence or two for the person who asked. Nothing was changed.

    >>> str(Problem("P014 was called by counter 3 a moment ago.", "Call the next visitor."))
    'P014 was called by counter 3 a moment ago. Call the next visitor.'
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy


class BadInput(Problem):
    """Something that was given is not of its kind: an unknown service, an empty counter, a text that is too long."""


class Unlawful(Problem):
    """The visit is not in a state for this act, usually because a colleague was faster."""


class NotFound(Problem):
    """There is no such visit, service or office."""


class NotAllowed(Problem):
    """Who is signed in may not do that, or nobody is; a colleague may."""


class SignedOut(NotAllowed):
    """No sign-in stands behind an act any more: it was locked, has ended, or is of another counter. Signing in again mends it."""


class SignInRefused(Problem):
    """Name and PIN don't belong together, or none is taken just now."""


class OfficeClosed(Problem):
    """The office takes no visitors at the kiosk now."""


class StoreProblem(Problem):
    """The store can't be used: damaged, locked, full, read-only, newer than this program, or on a network drive."""


class StoreForbids(StoreProblem):
    """This login may not do that in the store; what it may do, it still may."""


class StoreDamaged(StoreProblem):
    """The store is damaged: what is wrong with it, which copy is the newest good one, and what would be lost with it.

    copy: the name of that copy, which `greeter restore` would put back; empty where there is none, or nobody has looked.
    """

    def __init__(self, what: str, remedy: str = "", copy: str = "") -> None:
        super().__init__(what, remedy)
        self.copy = copy


class StoreReplaced(StoreProblem):
    """Another file has taken the store's place, or it is gone. Nothing of the act is in the store that is there now: open it, and do it again."""


class StoreAway(StoreProblem):
    """The store's server can't be reached just now. Whether the last act was kept is not known: read again, or repeat it with its key."""


class CatalogueProblem(Problem):
    """An office file can't be used. `where` names file and key."""

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        super().__init__(f"{where}: {what}", remedy)
        self.where = where


class PrinterProblem(Problem):
    """A ticket or page could not be printed. The visit is safe. condition: how the printer is, where that is known."""

    def __init__(self, what: str, remedy: str = "", *, condition: Condition | None = None) -> None:
        super().__init__(what, remedy)
        self.condition = condition
