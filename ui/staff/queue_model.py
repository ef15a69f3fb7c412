"""The queue as a list that changes in place: rows come, go and move, and whoever looks at one keeps looking at it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from greeter.model.visit import State
from greeter.views.queue_view import QueueRow
from ui.staff.facts import held_words, row_fact, wait_sentence, where_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greeter.texts import Texts
    from greeter.views.queue_view import QueueView

_Index = QModelIndex | QPersistentModelIndex
_MOST_RUNS = 64
"""With more separate places changed than this, all is shown anew."""


class Group(StrEnum):
    """The parts of the queue column, from the top."""

    MINE = "mine"
    OTHERS = "others"
    ON_HOLD = "on hold"
    EXPECTED = "expected"
    NO_SHOWS = "no-shows"


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group, and how many people are in it."""

    group: Group
    title: str
    count: str

    @property
    def visit_id(self) -> str:
        """A key that is no visit's."""
        return f"heading {self.group}"


Item = QueueRow | Heading


def people(texts: Texts, n: int) -> str:
    """Say how many: "5 people"."""
    return texts.count(n, "{n} person", "{n} people")


def items_of(texts: Texts, view: QueueView) -> list[Item]:
    """Return the list beneath the suggested card: who waits for this counter after them, then the other groups that have anybody."""
    items: list[Item] = list(view.mine[1:])
    for group, title, rows in (
        (Group.OTHERS, texts("Waiting for other counters"), view.others),
        (Group.ON_HOLD, texts("On hold"), view.on_hold),
        (Group.EXPECTED, texts("On the way here"), view.expected),
        (Group.NO_SHOWS, texts("Did not come, may come back"), view.no_shows),
    ):
        if rows:
            items.append(Heading(group, title, people(texts, len(rows))))
            items.extend(rows)
    return items


class QueueModel(QAbstractListModel):
    """Rows by visit. `Qt.DisplayRole` is the row as a sentence, for assistive technology; `item_at` is what the delegate paints."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._items: list[Item] = []
        self._keys: list[str] = []
        self._others_at = -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are, headings included."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row as a sentence."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} and index.isValid():
            return self._sentence(self._items[index.row()])
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return that a row can be chosen and a heading can't."""
        if not index.isValid() or isinstance(self._items[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def item_at(self, row: int) -> Item:
        """Return what stands in a row."""
        return self._items[row]

    def waits_elsewhere(self, row: int) -> bool:
        """Whether who stands in a row waits for other counters."""
        heading = self._others_at
        return 0 <= heading < row

    def row_of(self, key: str) -> int:
        """Return the row of a visit or heading, or -1."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def show(self, items: list[Item]) -> None:
        """Become this list, with as few changes as need be: views keep who is chosen and where they have scrolled to."""
        keys = [item.visit_id for item in items]
        others = f"heading {Group.OTHERS}"
        self._others_at = keys.index(others) if others in keys else -1
        if keys != self._keys and not self._change_in_place(items, keys):
            self.beginResetModel()
            self._items, self._keys = items, keys
            self.endResetModel()
            return
        self._items, self._keys = items, keys
        if items:
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))

    def _change_in_place(self, items: list[Item], keys: list[str]) -> bool:
        """Remove, move and insert; return False, having changed nothing, where too much differs."""
        old, new = set(self._keys), set(keys)
        gone = _runs(row for row, key in enumerate(self._keys) if key not in new)
        fresh = _runs(row for row, key in enumerate(keys) if key not in old)
        if len(gone) + len(fresh) > _MOST_RUNS:
            return False
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._items[first : last + 1], self._keys[first : last + 1]
            self.endRemoveRows()
        kept = [item for item in items if item.visit_id in old]
        self._move(kept)
        for first, last in fresh:
            self.beginInsertRows(QModelIndex(), first, last)
            self._items[first:first] = items[first : last + 1]
            self._keys[first:first] = keys[first : last + 1]
            self.endInsertRows()
        return True

    def _move(self, kept: list[Item]) -> None:
        keys = [item.visit_id for item in kept]
        if keys == self._keys:
            self._items = kept
            return
        self.layoutAboutToBeChanged.emit()
        place = {key: row for row, key in enumerate(keys)}
        before = self.persistentIndexList()
        after = [self.index(place[self._keys[index.row()]]) for index in before]
        self._items, self._keys = kept, keys
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sentence(self, item: Item) -> str:
        texts = self._texts
        if isinstance(item, Heading):
            return f"{item.title}, {item.count}"
        if item.state is State.ON_HOLD:
            return texts(
                "{number}, on hold since {n} min: {why}",
                number=item.number,
                n=item.minutes,
                why=held_words(texts, item),
            )
        if item.expected and item.appointment is not None:
            return texts(
                "{number}, {who}, expected at {time}",
                number=item.number,
                who=where_from(texts, item),
                time=texts.clock24(item.appointment),
            )
        if item.state is State.NO_SHOW:
            return texts("{number}, {service}, did not come", number=item.number, service=item.service_name)
        fact = row_fact(texts, item)
        parts = [item.number, item.service_name, wait_sentence(texts, item.minutes, item.target_minutes)]
        return ", ".join(parts + ([fact.words] if fact else []))


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return first and last of each run of rows that follow each other."""
    runs: list[tuple[int, int]] = []
    for _, group in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        run: Sequence[int] = [row for _, row in group]
        runs.append((run[0], run[-1]))
    return runs
