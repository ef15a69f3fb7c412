"""HTML put together from its parts: every text is escaped, unless it is markup already."""

from __future__ import annotations

from html import escape

_VOID = frozenset({"meta", "col", "use", "line", "rect", "circle", "path", "polygon", "polyline"})


class Markup(str):
    """A text that is HTML already."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element. Attributes that are None are left out; `class_` is `class`, `aria_label` is `aria-label`.

    >>> tag("p", "Fish & chips", class_="say")
    '<p class="say">Fish &amp; chips</p>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{said}{'/' if name != 'meta' and name != 'col' else ''}>")
    return Markup(f"<{name}{said}>{joined(*children)}</{name}>")


def joined(*children: str) -> Markup:
    """Return parts one after another."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child, quote=False) for child in children))


def unseen(words: str) -> Markup:
    """Return words that are heard and not seen: what a shape says to those who see it."""
    return tag("span", f" {words}", class_="unseen") if words else Markup()
