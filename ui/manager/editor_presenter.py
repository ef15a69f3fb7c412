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
    new_part,
    part_after,
    parts_of,
    renamed,
    tables_of,
    written,
)
from greeter.catalogue.plain_advice import advice
from greeter.catalogue.translating import told_apart, translation_of
from greeter.problems import BadInput
from greeter.views.office_versions import PublishedFile, read_published, read_version
from ui.manager.editor_edits import copied, drafted, still_to_publish
from ui.manager.editor_parts import (
    LEAST_SEARCHED,
    differing_words,
    form_of,
    found_among,
    languages_shown,
    part_shown,
    touched,
)
from ui.manager.editor_state import (
    EditorState,
    Section,
    name_of,
    notes_of,
    preview_of,
    since_words,
    versions_shown,
)
from ui.manager.editor_words import kind_words, new_words, part_words
from ui.manager.live_presenter import LivePresenter
from ui.manager.publication import publish
from ui.manager.state import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.catalogue.editing import Checked, Edits
    from greeter.drafts import Drafts
    from greeter.front_desk import FrontDesk
    from greeter.problems import Problem
    from greeter.texts import Texts
    from ui.background import Background
    from ui.manager.editor_state import PartWords
    from ui.manager.publication import Publication

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
        self._edits: Edits = {} if drafts is None else drafted(drafts, section)
        self._checked: Checked | None = None
        self._kind, self._chosen = section.kinds[0], ""
        self._language = ""
        self._sought = ""
        self._wanted = 0
        self._publishing = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(check_ms)
        self._later.timeout.connect(self.check)
        background.bug.connect(self._bug_met)

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

    def list_kind(self, kind: str) -> None:
        """List the parts of another kind: services, words, whom to ask."""
        self._kind, self._sought = kind, ""
        self.choose(next(iter(self._parts()), ""))

    def search(self, words: str) -> None:
        """List only the parts in which these words stand."""
        self._sought = words
        self._show()

    def choose_found(self) -> None:
        """Show the fields of the first part that was found."""
        found = self._listed()
        if found:
            self.choose(found[0].part)

    def choose(self, part: str) -> None:
        """Show the fields of another part."""
        self._chosen = part
        self.filled.emit()
        self._show()

    def speak(self, language: str) -> None:
        """Show what the part says in another language; empty is the office's own."""
        self._language = language
        self.filled.emit()
        self._show()

    def write(self, key: str, text: str) -> None:
        """Take what is written in a field of the chosen part. What is as it was published is no change."""
        assert self._file is not None  # noqa: S101 (fields are shown once it was read)
        part = self._written_now
        changed = self._edits.setdefault(part, {})
        if text == self._published(part).get(key, ""):
            changed.pop(key, None)
        else:
            changed[key] = text
        if not changed:
            del self._edits[part]
        self._later.start()
        self._show()

    def add(self, name: str) -> None:
        """Begin something new by its name, a counter by its number. It is there once it is published."""
        part = new_part(self._kind, name)
        if self._file is None or not part:
            self.told.emit(self._texts("Write what is new first."), Tone.TELL)
            return
        if part not in self._parts():
            self._edits[part] = {NEW: ""}
            if self._kind in {"service", "directory"}:
                self._edits[part]["name"] = " ".join(name.split())
        self._language = self._sought = ""
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
        """Forget what was written in the chosen part, in every language."""
        forgotten = touched(self._edits, self._chosen)
        if forgotten:
            self._edits = {part: changed for part, changed in self._edits.items() if part not in forgotten}
            self._keep(*forgotten)
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
        wanted, text, edits = self._wanted, self._file.text, copied(self._edits)
        self._background.run(
            lambda desk: _check(text, edits, desk), lambda found: self._take_check(wanted, found), self._failed
        )

    def publish(self) -> None:
        """Publish what is written as the next version, where nothing has to be mended. It goes onto the newest, whoever published that."""
        if not self._edits:
            self.told.emit(self._texts("Nothing is changed."), Tone.TELL)
            return
        if self._publishing or self._file is None:  # pressed twice, or while the page rests
            return
        self._publishing = True
        session, base, edits = self._session, self._file.text, copied(self._edits)
        self._background.run(
            lambda desk: publish(desk, base, edits, session),
            lambda done: self._published_now(edits, done),
            self._failed,
        )

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
        before, self._file, self._data = self._data, file, tables_of(file.text)
        there = {*parts_of(self._data), *(part for part, changed in self._edits.items() if NEW in changed)}
        gone = {part: changed for part, changed in self._edits.items() if told_apart(part)[1] not in there}
        self._edits = {part: changed for part, changed in self._edits.items() if part not in gone}
        self._let_go(gone, before)
        parts = self._parts()
        if self._chosen not in parts:
            self._chosen = parts[0] if parts else ""
        self.filled.emit()
        self._show()
        self.check()

    def _let_go(self, gone: Edits, before: Mapping[str, Any]) -> None:
        """Say what was written in parts that somebody has taken away or renamed. before: the tables that they stood in."""
        for part, changed in gone.items():
            self._keep(part)
            wrote = "; ".join(f"“{text}”" for text in changed.values() if text)
            if wrote:
                name = part_words(self._texts, part, name_of(before, part))
                said = "{part} is not there any more: somebody took it away, or renamed it. What you had written there: {words}"
                self.told.emit(self._texts(said, part=name, words=wrote), Tone.TELL)

    def _take_check(self, wanted: int, found: tuple[Checked, tuple[str, ...]]) -> None:
        if wanted == self._wanted and not self._rests:
            self._checked, self._advice = found
            self._show()

    def _published_now(self, sent: Edits, done: Publication) -> None:
        found, version = done.checked, done.version
        self._publishing = False
        if version:
            # What was written meanwhile is not published: it stays.
            left, named = still_to_publish(self._edits, sent, self._published), renamed(sent)
            self._edits = {part_after(part, named): changed for part, changed in left.items()}
            self._chosen = part_after(self._chosen, named)
            self._keep(*sent)
        if self._rests:
            return
        self._checked = found
        if done.also_changed:
            where = differing_words(self._texts, self._data, done.also_changed).replace("\n", "; ")
            said = "Somebody has changed this meanwhile, too: {where}. What you wrote stays: look, then publish again."
            self.told.emit(self._texts(said, where=where), Tone.TELL)
            self._read()
            return
        if not version:
            self._go_to(next((part for part, _ in found.problems), self._written_now))
            self.told.emit(self._texts("Something has to be mended first. Nothing was published."), Tone.TROUBLE)
            self._show()
            return
        said = self._texts("Published as version {n}. Windows work by it from their next start.", n=version)
        self.told.emit(said, Tone.DONE)
        self._read()

    def _looked(self, found: tuple[int, list[tuple[str, str]], str]) -> None:
        version, differing, text = found
        words = differing_words(self._texts, tables_of(text), differing)
        self.looked.emit(version, words or self._texts("It is the same in all that can be changed here."))

    def _failed(self, problem: Problem) -> None:
        self._publishing = False
        super()._failed(problem)

    def _bug_met(self, bug: BaseException) -> None:  # noqa: ARG002
        """Go on after a bug: what was written is there, and may be published again."""
        if self._publishing:
            self._publishing = False
            words = "That did not work. It has been written down for those who look after Greeter."
            self.told.emit(self._texts(words), Tone.TROUBLE)

    def _keep(self, *gone: str) -> None:
        if self._drafts is not None:
            for part in (*gone, *self._edits):
                self._drafts.keep(part, dict(self._edits.get(part, {})))

    @property
    def _written_now(self) -> str:
        """The part whose fields are shown: the chosen one, or what it says in another language."""
        return translation_of(self._chosen, self._language) if self._language and self._chosen else self._chosen

    def _go_to(self, part: str) -> None:
        """Show a part in which something is to be mended, where it stands on this page."""
        language, own = told_apart(part)
        if part != self._written_now and self._section.has(part):
            self._kind, self._language, self._sought = own.partition("/")[0], language, ""
            self.choose(own)

    def _parts(self) -> list[str]:
        """Return the parts that are listed together, those that are new at the end."""
        kinds = (self._kind,) if len(self._kinds) > 1 else self._section.kinds
        known = [*parts_of(self._data), *(part for part, changed in self._edits.items() if NEW in changed)]
        return [part for part in dict.fromkeys(known) if part.partition("/")[0] in kinds]

    @property
    def _kinds(self) -> tuple[tuple[str, str], ...]:
        named = ((kind, kind_words(self._texts, kind)) for kind in self._section.kinds)
        return tuple(one for one in named if one[1])

    def _published(self, part: str) -> dict[str, str]:
        if self._file is None:
            return {}
        return written(self._data, part) or begun(self._data, part)

    def _values(self, part: str) -> dict[str, str]:
        """Return what stands in the fields of a part now."""
        return {**self._published(part), **self._edits.get(part, {})} if part else {}

    def _listed(self) -> tuple[PartWords, ...]:
        """Return the list, or what was found in it."""
        problems = {} if self._checked is None else self._checked.problems
        wrong = {told_apart(part)[1] for part, _ in problems}
        parts = tuple(
            part_shown(self._texts, self._data, self._edits, part, self._published(part), wrong=part in wrong)
            for part in self._parts()
        )
        if not self._sought.strip():
            return parts
        return found_among(parts, {one.part: self._values(one.part) for one in parts}, self._sought)

    def _show(self) -> None:
        file, texts = self._file, self._texts
        if file is None:
            return
        languages = languages_shown(self._data, self._chosen)
        if self._language not in dict(languages):
            self._language = ""
        part, listed, parts = self._written_now, self._listed(), self._parts()
        problems = {} if self._checked is None else self._checked.problems
        office = None if self._checked is None else self._checked.office
        own, values = self._values(self._chosen), self._values(part)
        self.shown.emit(
            EditorState(
                detail=since_words(texts, file),
                kinds=self._kinds if len(self._kinds) > 1 else (),
                kind=self._kind,
                new=new_words(texts, self._kind),
                parts=listed,
                searched=len(parts) >= LEAST_SEARCHED,
                found=texts("{n} of {all}", n=len(listed), all=len(parts)) if self._sought.strip() else "",
                chosen=self._chosen,
                languages=languages,
                language=self._language,
                fields=form_of(texts, self._data, self._edits, part) if part else (),
                values=values,
                problems={key: words for (where, key), words in problems.items() if where == part},
                others=() if self._checked is None else self._checked.others,
                preview=preview_of(own, values if self._language else {}, self._language or texts.language)
                if "hint" in own
                else None,
                notes=notes_of(texts, self._advice, office, self._chosen),
                changes=sum(1 if {NEW, GONE} & set(changed) else len(changed) for changed in self._edits.values()),
                versions=versions_shown(texts, file),
            )
        )


def _check(text: str, edits: Edits, desk: FrontDesk) -> tuple[Checked, tuple[str, ...]]:
    """Return what the check found, and advice where nothing has to be mended."""
    found = checked(text, edits, f"{desk.office.id}.toml")
    return found, () if found.office is None else tuple(advice(found.office))
