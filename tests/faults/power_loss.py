"""What a disk holds after the power has gone: the diary of `disk.c` played again.

The model is that of Linux and a journalling file system. What is written lies in the page cache. Sectors of 512 bytes reach the disk in any order,
whole, in any of the versions that they had since the last sync, or not at all; a sync that returned brings all of them, and one that failed marks
the pages of 4,096 bytes clean although they never arrived: only writing to them again will bring them. Names are made, moved and removed in order;
the sync of a folder brings all until then. Shared memory is gone.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

SECTOR = 512
IN_PAGE = 4096 // SECTOR
HEAD = struct.Struct("<c3xiiIIIq")


@dataclass(frozen=True)
class Entry:
    """A line of the diary."""

    kind: str
    pid: int
    result: int
    path: str
    data: bytes
    offset: int


class Kept(Enum):
    """What became of the writes that were not synced."""

    NOTHING = "nothing"
    EVERYTHING = "everything"
    SOME = "some"
    """Each sector by chance, and one of its versions."""


@dataclass
class Content:
    """A file: what programs read, and what the disk holds."""

    cache: bytearray = field(default_factory=bytearray)
    disk: dict[int, bytes] = field(default_factory=dict)
    size: int = 0
    """On the disk."""
    versions: dict[int, list[bytes]] = field(default_factory=dict)
    """By sector, what was written since the last sync."""
    sizes: list[int] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)
    """Sectors that the cache takes for written, and that never were."""

    def write(self, offset, data):
        end = offset + len(data)
        if len(self.cache) < end:
            self.cache.extend(bytes(end - len(self.cache)))
            self.sizes.append(end)
        self.cache[offset:end] = data
        first, last = offset // SECTOR, (end - 1) // SECTOR
        touched = set(range(first, last + 1))
        if self.lost:
            pages = {sector // IN_PAGE for sector in touched}
            again = {sector for sector in self.lost if sector // IN_PAGE in pages}
            self.lost -= again
            touched |= again
        for sector in touched:
            self.versions.setdefault(sector, []).append(self._sector(sector))

    def truncate(self, size):
        grown = max(0, size - len(self.cache))
        del self.cache[size:]
        self.cache.extend(bytes(grown))
        self.sizes.append(size)
        if not grown:  # what lay beyond the new end comes back in no way
            for sector in [sector for sector in self.versions if sector * SECTOR >= size]:
                del self.versions[sector]

    def begin_sync(self):
        """Return what a sync that begins now will bring."""
        return {sector: len(each) for sector, each in self.versions.items()}, list(self.sizes)

    def end_sync(self, claimed, *, worked):
        sectors, sizes = claimed
        for sector, count in sectors.items():
            each = self.versions.get(sector)
            if each is None:
                continue
            if worked:
                self.disk[sector] = each[min(count, len(each)) - 1]
            elif len(each) <= count:
                self.lost.add(sector)
            del each[:count]
            if not each:
                del self.versions[sector]
        if worked and sizes:
            self.size = sizes[-1]
            self.disk = {sector: data for sector, data in self.disk.items() if sector * SECTOR < self.size}
        del self.sizes[: len(sizes)]

    def forget_cached(self):
        """Read from the disk again what was taken for written and was not."""
        for sector in self.lost:
            start = sector * SECTOR
            room = min(SECTOR, len(self.cache) - start)
            self.cache[start : start + room] = self.disk.get(sector, b"").ljust(SECTOR, b"\0")[:room]
        self.lost.clear()

    def on_disk(self):
        """Return what a program would read, had the cache forgotten what it takes for written."""
        return self._put_together(self.size, self.disk)

    def after(self, kept, draw):
        """Return the file as it is found after the power has gone."""
        if kept is Kept.NOTHING:
            return self.on_disk()
        size = self.sizes[-1] if self.sizes else self.size
        found = dict(self.disk)
        for sector, each in self.versions.items():
            if kept is Kept.EVERYTHING:
                found[sector] = each[-1]
            elif draw.random() < 0.5:
                found[sector] = draw.choice(each)
        if kept is Kept.SOME:
            size = draw.choice([self.size, *self.sizes])
        return self._put_together(size, found)

    def _put_together(self, size, sectors):
        whole = bytearray(size)
        for sector, data in sectors.items():
            start = sector * SECTOR
            if start < size:
                whole[start : start + len(data)] = data
        return bytes(whole[:size])

    def _sector(self, sector):
        return bytes(self.cache[sector * SECTOR : (sector + 1) * SECTOR])


class PowerLoss:
    """A folder of a disk, as its diary tells it."""

    def __init__(self, folder):
        self.folder = str(folder)
        self.files = {}
        """What programs see, by path."""
        self._names = {}
        """What the disk's folder holds."""
        self._moves = []
        self._syncs = {}

    def play(self, entry):
        """Let happen what an entry says."""
        path, file = entry.path, self.files.get(entry.path)
        if entry.kind == "C":
            self._move(path, Content())
        elif entry.kind == "U":
            self._move(path, None)
        elif entry.kind == "R":
            self._move(entry.data.decode(), file)
            self._move(path, None)
        elif entry.kind == "W":
            file.write(entry.offset, entry.data)
        elif entry.kind == "T":
            file.truncate(entry.offset)
        elif entry.kind == "D":
            file.forget_cached()
        elif entry.kind == "S":
            self._syncs[entry.pid, path] = len(self._moves) if path == self.folder else file and file.begin_sync()
        elif entry.kind == "E":
            self._end_sync(path, file, self._syncs.pop((entry.pid, path)), worked=entry.result == 0)

    def after(self, kept, draw):
        """Return what is found in the folder after the power has gone now: the files' content by name."""
        moves = {Kept.NOTHING: 0, Kept.EVERYTHING: len(self._moves)}.get(kept, draw.randint(0, len(self._moves)))
        names = {**self._names, **dict(self._moves[:moves])}
        return {Path(path).name: content.after(kept, draw) for path, content in names.items() if content is not None}

    def _move(self, path, content):
        if content is None:
            self.files.pop(path, None)
        else:
            self.files[path] = content
        self._moves.append((path, content))

    def _end_sync(self, path, file, claimed, *, worked):
        if path == self.folder:
            if worked:
                for name, content in self._moves[:claimed]:
                    self._names[name] = content
                del self._moves[:claimed]
        elif file is not None and claimed is not None:
            file.end_sync(claimed, worked=worked)


def entries(log):
    """Read a diary."""
    data, at = memoryview(Path(log).read_bytes()), 0
    found = []
    while at < len(data):
        kind, pid, result, path_length, data_length, _, offset = HEAD.unpack_from(data, at)
        at += HEAD.size
        path = bytes(data[at : at + path_length]).decode()
        at += path_length
        found.append(Entry(kind.decode(), pid, result, path, bytes(data[at : at + data_length]), offset))
        at += data_length
    return found


def lay_out(files, folder):
    """Write what was found into a folder."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def forget_cached(log, folder, path):
    """Let programs read what the disk holds of a file, where a failed sync has left more in the page cache than there is.

    Done past `disk.c`, which knows no `pwritev`; the diary hears of it here.
    """
    power = PowerLoss(folder)
    for entry in entries(log):
        power.play(entry)
    file = power.files.get(path)
    if file is None or not file.lost:
        return
    on_disk, handle = file.on_disk(), os.open(path, os.O_WRONLY)
    for start in sorted(sector * SECTOR for sector in file.lost):
        os.pwritev(handle, [on_disk[start : start + SECTOR].ljust(SECTOR, b"\0")], start)
    os.close(handle)
    with Path(log).open("ab") as diary:
        diary.write(HEAD.pack(b"D", os.getpid(), 0, len(path), 0, 0, 0) + path.encode())
