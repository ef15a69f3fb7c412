"""An office file changed in place: what differs is written anew, and every other sign stays, comments and empty lines too.

Decision 47 says why tomlkit writes it, and why tomllib reads it again.
"""

from __future__ import annotations

import tomllib
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Comment, Item, Key, Null, Table, Whitespace

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

Body = list[tuple[Key | None, Item]]
_FAULTS = (TOMLKitError, LookupError, AttributeError, TypeError)
"""What tomlkit raises where tables stand in an order that it can't follow, such as `[a.b]` before `[a]`."""
_BLANK: tuple[None, Item] = (None, Whitespace("\n"))
_WIDE = 118
_NAMES = ("id", "word", "what")
"""What tells one table of a list from another."""


def changed_in_place(text: str, wanted: Mapping[str, Any]) -> str:
    """Return a file's text with `wanted` as its tables; what is the same already keeps its every sign.

    Raises ValueError where what was written does not read as what is wanted, or could not be written: then it may not be published.
    """
    document = tomlkit.parse(text)
    try:
        _bring(document, tomllib.loads(text), wanted)
        changed = tomlkit.dumps(document)
    except _FAULTS as fault:
        raise ValueError("the file can't be changed in place") from fault
    if tomllib.loads(changed) != wanted:
        raise ValueError("the written file does not read as what is wanted")
    return changed


def _bring(table: MutableMapping[str, Any], was: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Have a table hold what is wanted; `was` is what it holds."""
    for key in [key for key in was if key not in wanted]:  # in their order: tomlkit fares otherwise in another
        del table[key]
    for key, value in wanted.items():
        before = was.get(key)
        if value == before and type(value) is type(before):
            continue
        if isinstance(value, dict) and isinstance(before, dict):
            _bring(table[key], before, value)
        elif isinstance(before, list) and value and isinstance(table[key], AoT | Array):
            _bring_list(table[key], before, value)
        elif key in table:
            table[key] = _item(value)
        else:
            _add(table, key, value)


def _bring_list(items: AoT | Array, was: list[Any], wanted: list[Any]) -> None:
    """Have a list hold what is wanted, from its end on; what stays keeps its lines and its comments."""
    matcher = SequenceMatcher(None, [_name(one) for one in was], [_name(one) for one in wanted], autojunk=False)
    for _, start, end, first, last in reversed(matcher.get_opcodes()):
        both = min(end - start, last - first)
        for place in reversed(range(start + both, end)):
            _leave(items, place)
            del items[place]
        for place in reversed(range(first + both, last)):
            _join(items, start + both, wanted[place])
        for before, place in zip(was[start : start + both], range(start, start + both), strict=True):
            value = wanted[first + place - start]
            if isinstance(before, dict) and isinstance(value, dict):
                _bring(items[place], before, value)
            elif before != value:
                items[place] = value


def _add(table: MutableMapping[str, Any], key: str, value: Any) -> None:
    """Give a table a key that it has not: before the comments at its foot, which are about what follows."""
    if not isinstance(table, Table) or isinstance(value, dict) or _are_tables(value):
        table[key] = _item(value)
        return
    foot = _take_foot(table.value.body)
    table[key] = _item(value)
    table.value.body.extend(foot)


def _join(items: AoT | Array, place: int, value: Any) -> None:
    """Put a new one into a list; of tables, before the comments at the foot of the one above, which are about what follows."""
    items.insert(place, _item(value))
    if isinstance(items, AoT):
        foot = [_BLANK] if place == 0 else _take_foot(_last_body(items[place - 1]))
        if place:
            _last_body(items[place - 1]).append(_BLANK)
        _last_body(items[place]).extend(foot or [_BLANK])


def _leave(items: AoT | Array, place: int) -> None:
    """Have what stands at the foot of a table stay where it is taken away: it is about what follows."""
    if isinstance(items, AoT) and place:
        foot = _take_foot(_last_body(items[place]))
        if any(isinstance(item, Comment) for _, item in foot):
            above = _last_body(items[place - 1])
            _take_foot(above)
            above.extend(foot)


def _last_body(table: Table) -> Body:
    """Return the body that is written last of a table: its own, or that of the last table in it."""
    body: Body = table.value.body
    last = body[-1][1] if body else None
    if isinstance(last, AoT) and len(last):
        return _last_body(last[-1])
    return _last_body(last) if isinstance(last, Table) else body


def _take_foot(body: Body) -> Body:
    """Take the empty lines and comments off the end of a body."""
    start = len(body)
    while start and isinstance(body[start - 1][1], Comment | Null | Whitespace):
        start -= 1
    foot = body[start:]
    del body[start:]
    return foot


def _item(value: Any) -> Any:
    """Return a value as it is written; a list that is too long for a line has a line for each of its items."""
    item = tomlkit.item(value)
    return item.multiline(multiline=True) if isinstance(item, Array) and len(item.as_string()) > _WIDE else item


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _name(one: Any) -> str:
    """Return what names an item: a table is the same one while its name is."""
    return repr(next((one[key] for key in _NAMES if key in one), one) if isinstance(one, dict) else one)
