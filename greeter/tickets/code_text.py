"""What a ticket's QR code holds: a link to the visitor's own page, or the ticket as plain text that any phone reads without a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.texts import Texts

MOST_BYTES = 258
"""A code of 73 modules a side holds so much at error correction Q (ISO/IEC 18004, version 14): 41 mm on paper at 4 printer dots a module."""
MOST_OFFICE = 60
MOST_PHONE = 30
MORE = "..."
_TYPEWRITTEN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": MORE})
"""One byte each instead of three."""


@dataclass(frozen=True, slots=True)
class PlainTicket:
    """What the plain text says."""

    number: str
    office: str
    when: str
    bring: tuple[str, ...]
    happens: tuple[str, ...]
    phone: str


@dataclass(frozen=True, slots=True)
class PlainSteps:
    """What the plain text of the take-away says."""

    number: str
    office: str
    when: str
    steps: tuple[str, ...]
    phone: str


def link(base_url: str, token: str) -> str:
    """Return the address of the visitor's own page."""
    return f"{base_url.rstrip('/')}/v/{token}"


def plain_text(ticket: PlainTicket, texts: Texts, most: int = MOST_BYTES) -> str:
    """Return the ticket in at most `most` bytes of UTF-8: number, office, what to bring, what happens next, phone.

    What does not fit is left out from the end of a list, and three dots say so; the paper has it in full.
    """
    lists = (
        _List(_plain(texts("Bring: {things}", things="")), ticket.bring, "; "),
        _List(_plain(texts("Next: {things}", things="")), ticket.happens, " "),
    )
    return _set(
        ticket.number, ticket.office, ticket.when, ticket.phone, [one for one in lists if one.items], texts, most
    )


def plain_steps(page: PlainSteps, texts: Texts, most: int = MOST_BYTES) -> str:
    """Return the take-away in at most `most` bytes: number, office, the visitor's steps, phone."""
    lists = [_List(_plain(texts("Your next steps: {things}", things="")), page.steps, "; ")] if page.steps else []
    return _set(page.number, page.office, page.when, page.phone, lists, texts, most)


@dataclass(frozen=True, slots=True)
class _List:
    label: str
    items: tuple[str, ...]
    separator: str

    @property
    def whole(self) -> str:
        return self.separator.join(map(_plain, self.items))


def _set(number: str, office: str, when: str, phone: str, lists: list[_List], texts: Texts, most: int) -> str:
    """Set the lines; each list may have what the others leave, and at least its fair share."""
    top = f"{_plain(number)}\n{_cut(_plain(office), MOST_OFFICE)}, {_plain(when)}"
    bottom = texts("Phone: {phone}", phone=_cut(_plain(phone), MOST_PHONE)) if phone else ""
    room = most - _size(top) - (_size(bottom) + 1 if bottom else 0) - sum(_size(one.label) + 2 for one in lists)
    lines = [top]
    for place, one in enumerate(lists):
        others = sum(_size(later.whole) for later in lists[place + 1 :])
        share = room // (len(lists) - place)
        text = _joined(one.items, one.separator, max(share, room - others))
        lines.append(f"{one.label} {text}")
        room -= _size(text)
    return "\n".join([*lines, bottom] if bottom else lines)


def _joined(items: Sequence[str], separator: str, most: int) -> str:
    """Join as many items as fit; at least the beginning of the first."""
    plain = [_plain(item) for item in items]
    for kept in range(len(plain), 0, -1):
        text = separator.join(plain[:kept]) + ("" if kept == len(plain) else f"{separator.rstrip()} {MORE}")
        if _size(text) <= most:
            return text
    return _cut(plain[0], most)


def _cut(text: str, most: int) -> str:
    """Return the text in at most `most` bytes, cut after a word where there is one."""
    if _size(text) <= most:
        return text
    head = text.encode()[: max(most - len(MORE), 0)].decode(errors="ignore")
    words = head.rsplit(" ", 1)
    return (words[0] if len(words) == 2 and words[0] else head).rstrip(" ,;") + MORE


def _plain(text: str) -> str:
    return " ".join(text.translate(_TYPEWRITTEN).split())


def _size(text: str) -> int:
    return len(text.encode())
