"""What the pages that change the office file show, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from greeter.catalogue.editing import HOURS_PART, LISTED, OFFICE_PART
from greeter.catalogue.services import is_icon
from greeter.catalogue.translating import told_apart
from greeter.languages import language_of
from greeter.model.spoken import untranslated
from greeter.texts import RIGHT_TO_LEFT, texts_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.catalogue.fields import Field
    from greeter.model.catalogue import Office, Service
    from greeter.texts import Texts
    from greeter.views.office_versions import PublishedFile


class Section(StrEnum):
    """Which parts of the office file a page changes."""

    CATALOGUE = "service"
    COUNTERS = "counter"
    SETTINGS = "settings"

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which kinds of parts it has; only one of them is listed at a time, but the settings are listed together."""
        return {
            Section.CATALOGUE: ("service", "glossary", "directory"),
            Section.COUNTERS: ("counter",),
            Section.SETTINGS: (OFFICE_PART, HOURS_PART),
        }[self]

    def has(self, part: str) -> bool:
        """Whether a part, or what it translates, stands on this page."""
        return told_apart(part)[1].partition("/")[0] in self.kinds


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field of the form: its label, a word on it, and what may be chosen in it where it is not written freely."""

    field: Field
    label: str
    hint: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PartWords:
    """One part in the list."""

    part: str
    name: str
    about: str
    changed: bool
    wrong: bool
    icon: str


@dataclass(frozen=True, slots=True)
class VersionWords:
    """One version in the list of earlier ones."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A service as the kiosk shows it: its card, and what stands on the page before the wait, each with its heading."""

    title: str
    name: str
    hint: str
    icon: str
    before: tuple[tuple[str, str], ...]
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class EditorState:
    """The page."""

    detail: str
    kinds: tuple[tuple[str, str], ...]
    """Which lists there are, with their words; none where there is only one."""
    kind: str
    new: str
    """The label of the field that a new part is named in; empty where none is added."""
    parts: tuple[PartWords, ...]
    searched: bool
    """Whether the list is so long that one searches in it."""
    found: str
    """How many of the list were found; empty while nothing is searched."""
    chosen: str
    languages: tuple[tuple[str, str], ...]
    """In which languages the chosen part is written, the office's own first; none where there is only one."""
    language: str
    """In which its fields are shown; empty is the office's own."""
    fields: tuple[FieldWords, ...]
    values: dict[str, str]
    """What stands in the fields of the chosen part."""
    problems: dict[str, str]
    """What has to be mended in them, by field."""
    others: tuple[str, ...]
    """What has to be mended elsewhere."""
    preview: Preview | None
    """The chosen service as it is written now; None where no service is."""
    notes: tuple[str, ...]
    """What could be said more plainly, or is not translated."""
    changes: int
    """How many fields are changed."""
    versions: tuple[VersionWords, ...]


def since_words(texts: Texts, file: PublishedFile) -> str:
    """Say which version is the newest."""
    if not file.versions:
        return texts("Nothing is published in this store yet. What you publish becomes version 1.")
    newest = file.versions[0]
    return texts("Version {n}, published {day}.", n=newest.number, day=texts.long_date(newest.at))


def versions_shown(texts: Texts, file: PublishedFile) -> tuple[VersionWords, ...]:
    """Say of each version when it was published, and by whom."""
    return tuple(
        VersionWords(
            one.number, _version_words(texts, one.number, texts.long_date(one.at), texts.clock24(one.at), one.by)
        )
        for one in file.versions
    )


def _version_words(texts: Texts, number: int, day: str, time: str, by: str) -> str:
    if by:
        return texts("Version {n}: {day}, {time}, {by}", n=number, day=day, time=time, by=by)
    return texts("Version {n}: {day}, {time}", n=number, day=day, time=time)


def name_of(data: Mapping[str, Any], part: str) -> str:
    """Return the name of a service or of whom to ask, a word, or a counter's number."""
    kind, _, wanted = told_apart(part)[1].partition("/")
    tables = data.get(kind, ())
    named = (str(one.get("name") or wanted) for one in tables if one.get("id") == wanted) if kind in LISTED else ()
    return next(iter(named), wanted)


def icon_of(data: Mapping[str, Any], part: str) -> str:
    """Return the icon of a part."""
    kind, _, wanted = part.partition("/")
    if kind != "service":
        icons = {"counter": "monitor", HOURS_PART: "clock", "glossary": "book-open", "directory": "user"}
        return icons.get(kind, "building-2")
    tables = data.get("service", ())
    found = (
        [str(table.get("icon")) for table in tables if table.get("id") == wanted] if isinstance(tables, list) else []
    )
    return found[0] if found else "circle"


def about_words(texts: Texts, values: dict[str, str], part: str) -> str:
    """Say a word on a part, from its fields."""
    kind = part.partition("/")[0]
    if kind == "service":
        return texts("Promise: {n} min", n=values.get("standard", ""))
    about = {"counter": "place", "glossary": "meaning", "directory": "knows"}.get(kind, "")
    return values.get(about, "")


def service_of(office: Office | None, part: str) -> Service | None:
    """Return the service of a part; None where it is none."""
    kind, _, wanted = part.partition("/")
    return office.service(wanted) if office is not None and kind == "service" and office.has_service(wanted) else None


def preview_of(values: Mapping[str, str], said: Mapping[str, str], language: str) -> Preview:
    """Return a service as the kiosk shows it in a language, from its fields. said: how its sentences are said there, where it is another one."""
    texts = texts_for(language)

    def lead(heading: str) -> str:
        return texts("{word}: {meaning}", word=heading, meaning="").rstrip()

    def say(sentence: str) -> str:
        return said.get(sentence) or sentence

    bring = "; ".join(say(line.strip()) for line in values["bring"].splitlines() if line.strip())
    before = (
        ("", say(values["description"])),
        (lead(texts("What to have ready")), bring),
        (lead(texts("What it costs")), say(values["fee"])),
        (lead(texts("You can do this online")), say(values["self_help"])),
        ("", texts("Our promise: {n} minutes at most.", n=values["standard"]) if values["standard"] else ""),
    )
    icon = values["icon"] if is_icon(values["icon"]) else "circle"
    return Preview(
        texts("Before you wait"),
        say(values["name"]),
        say(values["hint"]),
        icon,
        tuple(one for one in before if one[1]),
        language.partition("-")[0] in RIGHT_TO_LEFT,
    )


def notes_of(texts: Texts, lines: tuple[str, ...], office: Office | None, part: str) -> tuple[str, ...]:
    """Return advice on how to say a service more plainly, and which languages lack words, which a changed text has lost."""
    if office is None:
        return ()
    service = service_of(office, part)
    said = [line for line in lines if service is not None and f"“{service.name}”" in line]
    said += _served(texts, office, part)
    if part == OFFICE_PART:
        said.append(_forgotten(texts, office.retention.preset))
    lacking = [code for code in office.languages if code != office.language and untranslated(office, code)]
    if lacking:
        listed = texts.listed([language_of(code).english_name for code in lacking])
        said.append(
            texts("Not all is translated into {languages}. What is not stays as you wrote it.", languages=listed)
        )
    return tuple(said)


def _served(texts: Texts, office: Office, part: str) -> list[str]:
    """Say which counters serve a service, or what a counter serves."""
    service, (kind, _, wanted) = service_of(office, part), part.partition("/")
    if service is not None:
        counters = [one.id for one in office.counters if one.serves(service)]
        return (
            [
                texts.count(
                    len(counters),
                    "Served at counter {counters}.",
                    "Served at counters {counters}.",
                    counters=texts.listed(counters),
                )
            ]
            if counters
            else []
        )
    counter = next((one for one in office.counters if kind == "counter" and one.id == wanted), None)
    if counter is None:
        return []
    served = [one.name for one in office.services if counter.serves(one)]
    if len(served) == len(office.services):
        return [texts("It serves everything.")]
    return [texts("It serves {services}.", services=texts.listed(served))] if served else [texts("It serves nothing.")]


def _forgotten(texts: Texts, preset: str) -> str:
    """Say by which preset records are forgotten. It is chosen in the file, not with a slip of the mouse: what is forgotten never comes back."""
    if not preset:
        return texts("No preset says when records are forgotten, so nothing goes by itself: greeter retention show.")
    from greeter.records.presets import read_preset

    return texts("Records are forgotten by the preset “{name}”: greeter retention show.", name=read_preset(preset).name)
