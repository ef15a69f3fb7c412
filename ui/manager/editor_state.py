"""What the pages that change the office file show, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from greeter.catalogue.editing import HOURS_PART, OFFICE_PART
from greeter.catalogue.services import is_icon
from greeter.model.spoken import untranslated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greeter.model.catalogue import Office, Service
    from greeter.texts import Texts
    from greeter.views.office_versions import PublishedFile


class Section(StrEnum):
    """Which parts of the office file a page changes."""

    CATALOGUE = "service"
    COUNTERS = "counter"
    SETTINGS = "settings"

    def has(self, part: str) -> bool:
        """Whether a part stands on this page."""
        kind = part.partition("/")[0]
        return kind in {OFFICE_PART, HOURS_PART} if self is Section.SETTINGS else kind == self.value


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

    name: str
    hint: str
    icon: str
    before: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EditorState:
    """The page."""

    detail: str
    parts: tuple[PartWords, ...]
    chosen: str
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


def version_words(texts: Texts, number: int, day: str, time: str, by: str) -> str:
    """Say when a version was published, and by whom."""
    if by:
        return texts("Version {n}: {day}, {time}, {by}", n=number, day=day, time=time, by=by)
    return texts("Version {n}: {day}, {time}", n=number, day=day, time=time)


def name_of(data: Mapping[str, Any], part: str) -> str:
    """Return the name of a service, or a counter's number."""
    kind, _, wanted = part.partition("/")
    tables = data.get(kind, ())
    for table in tables if isinstance(tables, list) else ():
        if str(table.get("id")) == wanted:
            return str(table.get("name") or wanted)
    return wanted


def icon_of(data: Mapping[str, Any], part: str) -> str:
    """Return the icon of a part."""
    kind, _, wanted = part.partition("/")
    if kind != "service":
        return {"counter": "monitor", HOURS_PART: "clock"}.get(kind, "building-2")
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
    return values.get("place", "") if kind == "counter" else ""


def service_of(office: Office | None, part: str) -> Service | None:
    """Return the service of a part; None where it is none."""
    kind, _, wanted = part.partition("/")
    return office.service(wanted) if office is not None and kind == "service" and office.has_service(wanted) else None


def preview_of(texts: Texts, values: dict[str, str]) -> Preview:
    """Return a service as the kiosk shows it, from its fields."""
    bring = "; ".join(line.strip() for line in values["bring"].splitlines() if line.strip())
    before = (
        ("", values["description"]),
        (texts("What to have ready:"), bring),
        (texts("What it costs:"), values["fee"]),
        (texts("You can do this online:"), values["self_help"]),
        (texts("Our promise:"), texts("{n} minutes", n=values["standard"]) if values["standard"] else ""),
    )
    icon = values["icon"] if is_icon(values["icon"]) else "circle"
    return Preview(values["name"], values["hint"], icon, tuple(one for one in before if one[1]))


def notes_of(texts: Texts, lines: tuple[str, ...], office: Office | None, part: str) -> tuple[str, ...]:
    """Return advice on how to say a service more plainly, and which languages lack words, which a changed text has lost."""
    if office is None:
        return ()
    service = service_of(office, part)
    said = [line for line in lines if service is not None and f"“{service.name}”" in line]
    if part == OFFICE_PART:
        said.append(_forgotten(texts, office.retention.preset))
    lacking = [code for code in office.languages if code != office.language and untranslated(office, code)]
    if lacking:
        listed = texts.listed(lacking)
        said.append(
            texts("Not all is translated into {languages}. What is not stays as you wrote it.", languages=listed)
        )
    return tuple(said)


def _forgotten(texts: Texts, preset: str) -> str:
    """Say by which preset records are forgotten. It is chosen in the file, not with a slip of the mouse: what is forgotten never comes back."""
    if not preset:
        return texts("No preset says when records are forgotten, so nothing goes by itself: greeter retention show.")
    from greeter.records.presets import read_preset

    return texts("Records are forgotten by the preset “{name}”: greeter retention show.", name=read_preset(preset).name)
