"""Between the pages that change the office file and the counter: what is written, checked as it is written, published as a version, brought back.

It knows no widgets. What is begun outlives a crash as drafts, where a place for them is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal

from greeter.catalogue.editing import (
    GONE,
    NEW,
    begun,
    checked,
    differences,
    fields_of,
    new_part,
    parts_of,
    put_in,
    tables_of,
    written,
)
from greeter.catalogue.plain_advice import advice
from greeter.problems import BadInput
from greeter.views.office_versions import PublishedFile, read_published, read_version
from ui.manager.editor_state import (
    EditorState,
    PartWords,
    Section,
    VersionWords,
    about_words,
    icon_of,
    name_of,
    notes_of,
    preview_of,
    since_words,
    version_words,
)
from ui.manager.editor_words import field_words, part_words
from ui.manager.live_presenter import LivePresenter
from ui.manager.state import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.catalogue.editing import Checked, Edits
    from greeter.drafts import Drafts
    from greeter.front_desk import FrontDesk
    from greeter.problems import Problem
    from greeter.texts import Texts
    from ui.background import Background

CHECK_MS = 500
"""What is written is checked, and kept as a draft, so long after the last key."""


class EditorPresenter(LivePresenter):
    """Keeps what is written, checks it, and publishes it.

    Signals:
        shown(EditorState): show this; the fields are filled anew only where `filled` was said before.
        filled(): other values stand in the fields: another part, or what was published.
        told(str, Tone): what was done, or went wrong.
        sign_in_wanted(): who does it must sign in first.
        looked(int, str): what a version has that the newest has not, in words.
    """

    filled = Signal()
    looked = Signal(int, str)

    def __init__(
        self,
        background: Background,
        texts: Texts,
        section: Section,
        drafts: Drafts | None = None,
        *,
        check_ms: int = CHECK_MS,
    ) -> None:
        super().__init__(background, texts)
        self._section, self._drafts = section, drafts
        self._file: PublishedFile | None = None
        self._data: Mapping[str, Any] = {}
        self._advice: tuple[str, ...] = ()
        self._edits: Edits = {} if drafts is None else _drafted(drafts, section)
        self._checked: Checked | None = None
        self._chosen = ""
        self._wanted = 0
        self._publishing = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(check_ms)
        self._later.timeout.connect(self.check)

    def go_on(self, session: str) -> None:
        """Read the newest file; what was written stays."""
        super().go_on(session)
        self._read()

    def rest(self) -> None:
        """Show nothing; what was written is kept."""
        self._keep()
        self._later.stop()
        super().rest()
        self._file, self._checked = None, None
        self._wanted += 1

    def choose(self, part: str) -> None:
        """Show the fields of another part."""
        self._chosen = part
        self.filled.emit()
        self._show()

    def write(self, key: str, text: str) -> None:
        """Take what is written in a field of the chosen part. What is as it was published is no change."""
        assert self._file is not None  # noqa: S101 (fields are shown once it was read)
        changed = self._edits.setdefault(self._chosen, {})
        if text == self._published(self._chosen).get(key):
            changed.pop(key, None)
        else:
            changed[key] = text
        if not changed:
            del self._edits[self._chosen]
        self._later.start()
        self._show()

    def add(self, name: str) -> None:
        """Begin a new counter by its number, or a new service by its name. It is there once it is published."""
        part = new_part(self._section.value, name)
        if self._file is None or not part:
            self.told.emit(self._texts("Write what is new first."), Tone.TELL)
            return
        if part not in self._parts():
            self._edits[part] = {NEW: ""}
            if self._section is Section.CATALOGUE:
                self._edits[part]["name"] = " ".join(name.split())
        self.choose(part)
        self.check()

    def take_away(self) -> None:
        """Have the chosen part go with what is published next; until then `give_up` keeps it."""
        if NEW in self._edits.get(self._chosen, {}):
            self.give_up()
        elif self._chosen:
            self._edits[self._chosen] = {GONE: ""}
            self.check()
            self._show()

    def give_up(self) -> None:
        """Forget what was written in the chosen part."""
        if self._edits.pop(self._chosen, None) is not None:
            self._keep(self._chosen)
            if self._chosen not in self._parts():
                self._chosen = next(iter(self._parts()), "")
            self.filled.emit()
            self.check()
            self._show()

    def check(self) -> None:
        """Check what is written, as `greeter catalogue check` does, and keep it as a draft."""
        self._later.stop()
        self._keep()
        if self._file is None or self._rests:
            return
        self._wanted += 1
        wanted, text, edits = self._wanted, self._file.text, _copied(self._edits)
        self._background.run(
            lambda desk: _check(text, edits, desk), lambda found: self._take_check(wanted, found), self._failed
        )

    def publish(self) -> None:
        """Publish what is written as the next version, where nothing has to be mended. It goes onto the newest, whoever published that."""
        if not self._edits:
            self.told.emit(self._texts("Nothing is changed."), Tone.TELL)
            return
        if self._publishing:  # pressed twice
            return
        self._publishing = True
        session, edits = self._session, _copied(self._edits)

        def act(desk: FrontDesk) -> tuple[Checked, int]:
            text = read_published(desk, session=session).text
            found = checked(text, edits, f"{desk.office.id}.toml")
            if found.office is None:
                return found, 0
            return found, desk.publish(put_in(text, edits), session=session).version

        self._background.run(act, lambda done: self._published_now(edits, done), self._failed)

    def look_at(self, version: int) -> None:
        """Say what a version has that the newest has not."""
        session = self._session

        def act(desk: FrontDesk) -> tuple[int, list[tuple[str, str]], str]:
            newest = read_published(desk, session=session).text
            text = read_version(desk, version, session=session)
            return version, differences(newest, text), text

        self._background.run(act, self._looked, self._failed)

    def bring_back(self, version: int) -> None:
        """Publish an earlier version anew, as the newest. What is written here stays, to be published or not."""
        session, texts = self._session, self._texts

        def act(desk: FrontDesk) -> int:
            text = read_version(desk, version, session=session)
            if text == read_published(desk, session=session).text:
                raise BadInput(texts("Version {n} is in use.", n=version))
            return desk.publish(text, session=session).version

        def done(now: int) -> None:
            self.told.emit(texts("Version {old} is back, as version {n}.", old=version, n=now), Tone.DONE)
            self._read()

        self._background.run(act, done, self._failed)

    def _read(self) -> None:
        session = self._session
        self._background.run(lambda desk: read_published(desk, session=session), self._take, self._failed)

    def _take(self, file: PublishedFile) -> None:
        if self._rests:
            return
        self._file, self._data = file, tables_of(file.text)
        there = parts_of(self._data)
        self._edits = {part: changed for part, changed in self._edits.items() if part in there or NEW in changed}
        parts = self._parts()
        if self._chosen not in parts:
            self._chosen = parts[0] if parts else ""
        self.filled.emit()
        self._show()
        self.check()

    def _take_check(self, wanted: int, found: tuple[Checked, tuple[str, ...]]) -> None:
        if wanted == self._wanted and not self._rests:
            self._checked, self._advice = found
            self._show()

    def _published_now(self, sent: Edits, done: tuple[Checked, int]) -> None:
        found, version = done
        self._publishing = False
        if version:
            # What was written meanwhile is not published: it stays.
            self._edits = {part: changed for part, changed in self._edits.items() if part not in sent} | self._left(
                sent
            )
            self._keep(*sent)
        if self._rests:
            return
        self._checked = found
        if not version:
            wrong = next((part for part, _ in found.problems), self._chosen)
            if wrong != self._chosen and self._section.has(wrong):
                self.choose(wrong)
            self.told.emit(self._texts("Something has to be mended first. Nothing was published."), Tone.TROUBLE)
            self._show()
            return
        said = self._texts("Published as version {n}. Windows work by it from their next start.", n=version)
        self.told.emit(said, Tone.DONE)
        self._read()

    def _left(self, sent: Edits) -> Edits:
        """Return what is still to be published of the parts that were sent; a text put back meanwhile to what it was is a change now."""
        left: Edits = {}
        for part, was in sent.items():
            now = self._edits.get(part, {})
            changed = {key: text for key, text in now.items() if was.get(key) != text}
            if part in self._edits or not {NEW, GONE} & set(was):
                before = self._published(part)
                changed |= {key: before[key] for key in was if key not in now and key in before}
            if changed:
                left[part] = changed
        return left

    def _looked(self, found: tuple[int, list[tuple[str, str]], str]) -> None:
        version, differing, text = found
        data, texts = tables_of(text), self._texts
        said = []
        for part, key in differing:
            name = part_words(texts, part, name_of(data, part) or part.partition("/")[2])
            said.append(texts("{part}: {field}", part=name, field=field_words(texts, part, key)[0]) if key else name)
        words = texts("It is the same in all that can be changed here.")
        self.looked.emit(version, "\n".join(said) if said else words)

    def _failed(self, problem: Problem) -> None:
        self._publishing = False
        super()._failed(problem)

    def _keep(self, *gone: str) -> None:
        if self._drafts is not None:
            for part in (*gone, *self._edits):
                self._drafts.keep(part, dict(self._edits.get(part, {})))

    def _parts(self) -> list[str]:
        """Return the parts of this page, those that are new at the end."""
        there = [part for part in parts_of(self._data) if self._section.has(part)]
        return [*there, *(part for part, changed in self._edits.items() if NEW in changed and part not in there)]

    def _published(self, part: str) -> dict[str, str]:
        if self._file is None:
            return {}
        return written(self._data, part) or begun(self._data, part)

    def _show(self) -> None:
        file, texts = self._file, self._texts
        if file is None:
            return
        problems = {} if self._checked is None else self._checked.problems
        office = None if self._checked is None else self._checked.office
        data, values = self._data, {**self._published(self._chosen), **self._edits.get(self._chosen, {})}
        self.shown.emit(
            EditorState(
                detail=since_words(texts, file),
                parts=tuple(self._part(data, part) for part in self._parts()),
                chosen=self._chosen,
                values=values,
                problems={key: words for (part, key), words in problems.items() if part == self._chosen},
                others=() if self._checked is None else self._checked.others,
                preview=preview_of(texts, values) if "hint" in values else None,
                notes=notes_of(texts, self._advice, office, self._chosen),
                changes=sum(1 if {NEW, GONE} & set(changed) else len(changed) for changed in self._edits.values()),
                versions=tuple(
                    VersionWords(
                        one.number,
                        version_words(texts, one.number, texts.long_date(one.at), texts.clock24(one.at), one.by),
                    )
                    for one in file.versions
                ),
            )
        )

    def _part(self, data: Mapping[str, Any], part: str) -> PartWords:
        changed = self._edits.get(part, {})
        wrong = self._checked is not None and any(where == part for where, _ in self._checked.problems)
        name = changed.get("name") or name_of(data, part)
        about = about_words(self._texts, {**self._published(part), **changed}, part)
        if wrong:
            about = self._texts("Something to mend")
        elif GONE in changed:
            about = self._texts("Goes when you publish")
        elif NEW in changed:
            about = self._texts("New")
        elif changed:
            about = self._texts.count(len(changed), "{n} field changed", "{n} fields changed")
        return PartWords(part, part_words(self._texts, part, name), about, bool(changed), wrong, icon_of(data, part))


def _drafted(drafts: Drafts, section: Section) -> Edits:
    found: Edits = {}
    for part, draft in drafts.all().items():
        if section.has(part):
            known = {NEW, GONE, *(field.key for field in fields_of(part))}
            kept = {key: text for key, text in draft.items() if key in known and isinstance(text, str)}
            if kept:
                found[part] = kept
    return found


def _copied(edits: Edits) -> Edits:
    return {part: dict(changed) for part, changed in edits.items()}


def _check(text: str, edits: Edits, desk: FrontDesk) -> tuple[Checked, tuple[str, ...]]:
    """Return what the check found, and advice where nothing has to be mended."""
    found = checked(text, edits, f"{desk.office.id}.toml")
    return found, () if found.office is None else tuple(advice(found.office))
