"""Short forms that clerks write, from what the public says: "provincial sales tax" may be their "PST"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

SHORTEST, LONGEST = 3, 6
"""Letters of a short form; two letters begin too many pairs of words by chance."""

_SHORT_FORM = re.compile(rf"\b[A-Z]{{{SHORTEST},{LONGEST}}}\b")


def short_forms_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the short forms that stand in texts, in small letters: words of three to six capitals, where not all is in capitals."""
    return frozenset(form.lower() for text in texts if not text.isupper() for form in _SHORT_FORM.findall(text))


def short_forms_of(words: Sequence[str], known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the known short forms that words in a row spell with their first letters, each with those words.

    >>> short_forms_of(["pay", "provincial", "sales", "tax"], {"pst"})
    {'pst': ('provincial', 'sales', 'tax')}
    """
    found: dict[str, tuple[str, ...]] = {}
    if not known:
        return found
    for length in range(SHORTEST, LONGEST + 1):
        for at in range(len(words) - length + 1):
            row = tuple(words[at : at + length])
            form = "".join(word[0] for word in row)
            if form in known:
                found.setdefault(form, row)
    return found
