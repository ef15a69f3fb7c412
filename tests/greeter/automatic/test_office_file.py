"""`[mail]` and `[[automatic_report]]` of an office file: what is read, what is refused, and with which words."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path

import pytest

from greeter.catalogue.automatic_reports import AUDIENCES, FORMATS, PAPERS
from greeter.catalogue.export import as_toml
from greeter.catalogue.office_file import read_text
from greeter.model.automatic import AutomaticReport, Every, MailServer, Security
from greeter.reports.formats import Format
from greeter.reports.public import Audience
from greeter.reports.sheet import Paper
from tests.offices import TOWN_HALL

BASE = as_toml(TOWN_HALL)
PAGE = (Path(__file__).resolve().parents[3] / "docs" / "automatic-reports.md").read_text(encoding="utf-8")
MAIL = '[mail]\nserver = "mail.example.org"\nsender = "greeter@example.org"\n'
CLEAR = 'A password would go over the network in clear. Use security = "starttls", or sign_in = false.'
DAILY = '[[automatic_report]]\nevery = "day"\nto = ["a@example.org"]\n'


def read(more):
    return read_text(f"{BASE}\n{more}", "office.toml")


def found(more):
    return [str(problem).partition(": ")[2] for problem in read(more).problems]


def test_what_the_page_shows_is_read_and_written_again():
    example = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
    reading = read(example)
    assert reading.problems == ()
    office = reading.office
    assert office.mail == MailServer("mail.example.org", "greeter@example.org")
    daily, weekly, monthly = office.automatic_reports
    assert daily == AutomaticReport(Every.DAY, to=("manager@example.org",))
    assert (weekly.at, weekly.formats, weekly.folder) == (time(8, 0), ("pdf", "csv"), "/srv/reports")
    assert (monthly.audience, monthly.language) == ("public", "es")
    assert read_text(as_toml(office), "again.toml").office == office


def test_the_page_explains_every_key():
    keys = {*AutomaticReport.__dataclass_fields__, *MailServer.__dataclass_fields__}
    assert {key for key in keys if f"`{key}`" not in PAGE} == set()


def test_words_of_the_file_are_those_of_the_report():
    assert set(FORMATS) <= {each.value for each in Format}
    assert set(AUDIENCES) == {each.value for each in Audience}
    assert set(PAPERS) == {each.value for each in Paper}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (DAILY, ["There is no mail server to send by. Add [mail] with server and sender."]),
        (MAIL, ["No report is sent by it. Add [[automatic_report]] with to = [...]."]),
        (f"{MAIL}password = 'x'\n{DAILY}", ["It must not stand in the office file. Each machine that sends has its own: see GREETER_MAIL_USER."]),
        (f"{MAIL}security = 'none'\nsign_in = true\n{DAILY}", [CLEAR]),
        (f"{MAIL}{DAILY}{DAILY}", ["“a@example.org” gets the report of each day already. Name all its formats in one [[automatic_report]]."]),
        ("[[automatic_report]]\nevery = 'day'\n", ['The report goes to nobody. Add folder = "/srv/reports", or to = ["manager@example.org"].']),
        ("[[automatic_report]]\nevery = 'day'\nfolder = 'reports'\n", ["“reports” does not begin at a disk’s root. Write it as /srv/reports."]),
        (f"{MAIL}{DAILY}at = '03:30'\n", ["The business day ends at 4:00 only (cutover_hour). Use 04:00 or later."]),
        (f"{MAIL}{DAILY}at = 'dawn'\nformats = ['pfd']\nlanguage = 'de'\naudience = 'me'\npaper = 'a5'\nwhen = 1\n", 6),
        (f"{MAIL}{DAILY}".replace("a@example.org", "Maya <maya>"), ["“Maya <maya>” is no mail address. Write it as manager@example.org."]),
        (f"{MAIL}{DAILY}".replace('every = "day"', 'every = "dya"'), ["“dya” is not known here. Did you mean “day”?"]),
        (f"{MAIL}{DAILY}".replace("mail.example.org", "smtp://x").replace("greeter@example.org", "greeter"), 2),
    ],
)  # fmt: skip
def test_what_must_be_mended_is_told(more, told):
    if isinstance(told, int):
        assert len(found(more)) == told
    else:
        assert found(more) == told


def test_a_server_of_one_s_own_network_needs_no_password():
    mail = read(f"{MAIL}security = 'none'\n{DAILY}").office.mail
    assert (mail.security, mail.port, mail.sign_in) == (Security.NONE, 25, False)


def test_a_finding_names_line_and_key():
    (problem,) = read(f"{MAIL}{DAILY}at = '25:00'\n").problems
    assert re.fullmatch(r"office\.toml, line \d+, automatic_report 1, at", problem.where)
