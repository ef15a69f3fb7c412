"""`greeter disclose`: what is held about one person, or a span of days, for whoever asks by right."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greeter.access.asking import as_option, session_of
from greeter.options import desk_of, store_options
from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sized

    from greeter.front_desk import FrontDesk
    from greeter.records.disclosure import Asked, Disclosed
    from greeter.records.presets import Preset

_MOST_TOLD = 20
_NO_FOLDERS = frozenset(
    {
        ".pdf",
        ".html",
        ".htm",
        ".json",
        ".csv",
        ".txt",
        ".doc",
        ".docx",
        ".odt",
        ".xls",
        ".xlsx",
        ".tar",
        ".gz",
        ".7z",
        ".rar",
    }
)


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="TARGET")
@click.option("--ticket", metavar="NUMBER", default="", help="The visit with this ticket, on --day.")
@click.option("--day", metavar="DAY", default="", help="Its business day, as 2026-11-24; today where it is left out.")
@click.option("--code", metavar="CODE", default="", help="The appointment with this code, and its visit.")
@click.option(
    "--contact", metavar="TEXT", default="", help="All visits and appointments with this phone number or address."
)
@click.option(
    "--from", "first", metavar="DAY", default="", help="All visits from this day on, without anybody's words."
)
@click.option("--to", "last", metavar="DAY", default="", help="The last day of the span.")
@click.option("--identity", metavar="TEXT", default="", help="How you made sure who asks; needed for one person.")
@click.option(
    "--withhold", metavar="WORDS=CODE", multiple=True, help="Withhold these words wherever they stand; again for more."
)
@click.option(
    "--withhold-all",
    metavar="WHAT=CODE",
    multiple=True,
    help="Withhold all notes, steps, staff, contact ...; again for more.",
)
@click.option(
    "--everybody",
    is_flag=True,
    help="With --contact: give out the visits of all who can be reached there, whatever their names.",
)
@click.option("--codes", is_flag=True, help="Only show the codes of the office's preset, and what can be withheld.")
@as_option
@store_options
def disclose(
    target: Path,
    ticket: str,
    day: str,
    code: str,
    contact: str,
    first: str,
    last: str,
    identity: str,
    withhold: tuple[str, ...],
    withhold_all: tuple[str, ...],
    who: str | None,
    url: str | None,
    catalogue: Path | None,
    office_id: str | None,
    *,
    everybody: bool,
    codes: bool,
) -> None:
    """Write all that is held about one person, or a span of days, to TARGET: a new folder, or a .zip.

    Names of other visitors are withheld by themselves; read the page before you give it out. That it was given out is journalled.
    """
    from greeter.model.person import Right
    from greeter.records.disclosure import disclose as read_all
    from greeter.records.disclosure_files import write_disclosure
    from greeter.records.presets import table_of

    with desk_of(url, catalogue, office_id) as desk:
        preset = table_of(desk.office).preset
        if codes:
            _tell_codes(preset)
            return
        texts = dict(_pairs(withhold, preset))
        _check_target(target)
        whole = dict(_pairs(withhold_all, preset, fields=True))
        session = session_of(desk, who)
        try:
            desk.allow(Right.RECORDS, session)
            asked = _asked(desk, (ticket, day), code, contact, (first, last), identity)
            if contact and not everybody:
                _check_one(desk, asked)
            given = read_all(desk, asked, preset, whole=whole, texts=texts)
            by = who or getpass.getuser()
            desk.note_disclosure(
                of=asked.of, visits=asked.visits, withheld=given.redaction.codes(), by=by, session=session
            )  # first: what may not be given out, or could not be journalled, is not written
            hashes = write_disclosure(given, target)
        finally:
            if session:
                desk.sign_out(session)
    _tell(given, target, hashes)


def _check_target(target: Path) -> None:
    """Let it be a folder or a .zip. Raises BadInput for the name of another kind of file, before anything is journalled."""
    if target.suffix.lower() in _NO_FOLDERS:
        raise BadInput(
            f"“{target.name}” is the name of one file, and what is given out are several.",
            "Name a new folder, or end the name in .zip.",
        )


def _asked(
    desk: FrontDesk, ticket: tuple[str, str], code: str, contact: str, span: tuple[str, str], identity: str
) -> Asked:
    from greeter.records.asked import visit_of_ticket, visits_of_code, visits_of_contact, visits_of_span
    from greeter.records.disclosure import Asked
    from greeter.reports.span import parse_day

    if sum(map(bool, (ticket[0], code, contact, any(span)))) != 1:
        raise BadInput("It is not clear what to give out.", "Give --ticket, --code, --contact, or --from and --to.")
    if any(span):
        if not all(span):
            raise BadInput("A span has two ends.", "Give --from and --to.")
        first, last = parse_day(span[0], "The first day"), parse_day(span[1], "The last day")
        return Asked("span", f"All visits from {first} to {last}.", visits_of_span(desk, first, last))
    if not identity.strip():
        raise BadInput("Nobody has said who asks.", "Write how you made sure: --identity “Photo ID at the counter”.")
    if ticket[0]:
        visit = visit_of_ticket(desk, *ticket)
        return Asked("person", f"Found by ticket {visit.number}.", [visit.id], identity=identity.strip())
    visits, appointments = visits_of_code(desk, code) if code else visits_of_contact(desk, contact)
    how = "Found by the code of an appointment." if code else "Found by a phone number or address."
    return Asked("person", how, visits, appointments, identity.strip())


def _check_one(desk: FrontDesk, asked: Asked) -> None:
    """Stop where several people can be reached by a contact: a family’s number, or an interpreter’s. Raises BadInput with their tickets."""
    from greeter.records.disclosure import names_of
    from greeter.records.folded import key_of

    names = {key_of(name) for name in names_of(desk, asked)}
    if len(names) < 2:
        return
    visits = [desk.visit(one) for one in asked.visits[:_MOST_TOLD]]
    listed = ", ".join(f"{visit.number} of {visit.business_day}" for visit in visits)
    if len(asked.visits) > _MOST_TOLD:
        listed += " ..."
    raise BadInput(
        f"{len(names)} names stand on what has this contact: {listed or 'appointments'}.",
        "Give out one: --ticket with its --day, or --code. All of them, where that is right: --everybody.",
    )


def _pairs(given: Iterable[str], preset: Preset, *, fields: bool = False) -> list[tuple[str, str]]:
    """Return what is withheld with its code. Raises BadInput where the preset has no such code, or there is no such field."""
    from greeter.records.redaction import FIELDS

    found = []
    for one in given:
        what, _, code = one.rpartition("=")
        if not what.strip() or code.strip() not in preset.reasons:
            raise BadInput(
                f"“{one[:40]}” names no code of the preset “{preset.name}”.",
                f"Use one of: {', '.join(preset.reasons)}. The office file chooses the preset: [retention].",
            )
        if fields and what.strip() not in FIELDS:
            raise BadInput(f"“{what[:40]}” can’t be withheld as a whole.", f"Use one of: {', '.join(FIELDS)}.")
        found.append((what.strip(), code.strip()))
    return found


def _tell(given: Disclosed, target: Path, hashes: dict[str, str]) -> None:
    click.echo(
        f"Written to {target}: {_counted(given.visits, 'visit')}, {_counted(given.appointments, 'appointment')}."
    )
    for code, times in sorted(given.redaction.codes().items()):
        click.echo(f"Withheld {times:,} times by {code}: {given.preset.reasons.get(code, '')}")
    for name, digest in hashes.items():
        click.echo(f"{digest}  {name}")
    click.echo("Read the page before you give it out: a name that nobody gave as a name is found by people alone.")
    for text in given.redaction.never_met():
        click.echo(f"“{text}” stands nowhere in it: is it typed as it was written?", err=True)
    if given.redaction.never_met():
        raise click.exceptions.Exit(1)


def _counted(held: Sized, what: str) -> str:
    return f"{len(held):,} {what}{'' if len(held) == 1 else 's'}"


def _tell_codes(preset: Preset) -> None:
    from greeter.records.redaction import FIELDS

    for code, reason in preset.reasons.items():
        click.echo(f"{code:<14} {reason}")
    click.echo(f"Withheld by themselves: names of other visitors, by {preset.third_party}.")
    click.echo(f"As a whole: {', '.join(FIELDS)}.")
