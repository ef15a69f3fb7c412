"""What a clerk has begun to write and not kept yet: in a file for each visit, so that it outlives a crash of the window.

It is personal data on the counter's machine, so there is as little of it as can be: a file holds what is written now and nothing earlier, only its
owner can read it, and it is wiped as soon as its words are kept or taken out, its visit is gone from the store, or a week has passed.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from greeter.settings import data_folder
from greeter.store.address import shown

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

DAYS = 7
"""A draft that nobody went on with for so long is wiped."""
FOLDER_MODE, FILE_MODE = 0o700, 0o600
_log = logging.getLogger("greeter.drafts")

Draft = dict[str, Any]
"""What is begun for one visit, by what it is for: texts, or what JSON can hold."""


def drafts_of_counter(url: str, office: str, counter: str) -> Drafts:
    """Return the drafts of one counter over one store, in the user's data folder."""
    return Drafts(data_folder() / "drafts" / _hidden(f"{shown(url)}|{office}|{counter}"))


class Drafts:
    """Drafts by visit, each in a file of its own. A disk that does not take one costs the draft after a crash, and nothing else."""

    def __init__(self, folder: Path) -> None:
        """folder: made when the first draft is kept."""
        self._folder = folder
        self._told = False

    def all(self) -> dict[str, Draft]:
        """Return what was begun, by visit. What is older than a week, or can't be read, is wiped."""
        found: dict[str, Draft] = {}
        oldest = time.time() - DAYS * 86_400
        for file in self._files():
            try:
                held = json.loads(file.read_text(encoding="utf-8"))
                visit, draft = held["visit"], held["draft"]
                is_draft = isinstance(visit, str) and isinstance(draft, dict)
                if is_draft and draft and file.stat().st_mtime >= oldest:
                    found[visit] = draft
                    continue
            except (OSError, ValueError, KeyError, TypeError):
                _log.warning("a draft can't be read, and is wiped")
            self._wipe(file)
        return found

    def keep(self, visit: str, draft: Draft) -> None:
        """Keep what is begun for a visit now, in the place of what was before: the file is the old or the new one, never half of either.

        An empty draft wipes the file. It is not forced on the disk: a killed program loses nothing, a power cut may take the last seconds.
        """
        file = self._file(visit)
        if not draft:
            self._wipe(file)
            return
        beside = file.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
            self._wipe(beside)
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump({"visit": visit, "draft": draft}, out, ensure_ascii=False)
            beside.replace(file)
        except OSError as fault:
            if not self._told:
                self._told = True
                _log.warning("drafts can't be kept: %s", fault.strerror)

    def wipe(self, visits: Collection[str]) -> None:
        """Wipe the drafts of these visits."""
        for visit in visits:
            self._wipe(self._file(visit))

    def _files(self) -> list[Path]:
        try:
            return sorted(self._folder.iterdir())
        except OSError:
            return []

    def _file(self, visit: str) -> Path:
        return self._folder / f"{_hidden(visit)}.json"

    def _wipe(self, file: Path) -> None:
        with suppress(OSError):
            file.unlink()


def _hidden(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]
