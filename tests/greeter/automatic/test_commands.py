"""`greeter reports`: what a manager reads and does at a terminal, and what a mail says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner

from greeter.automatic.making import body
from greeter.catalogue.export import as_toml
from greeter.cli import cli
from greeter.model.automatic import Every, Security
from greeter.reports.public import Audience
from greeter.reports.said import report_texts
from tests.greeter.automatic.reporting import MAYA, SAM, began, mailed, office_with
from tests.greeter.report_days import evidence, figures, request, visit
from tests.mail_server import MailServer, Post


@pytest.fixture
def url(url):
    """The address of a store in which somebody has been."""
    return began(url)


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def greeter(post, url, tmp_path):
    """Runs a command of an office that mails each month; gives its exit code and words."""
    with MailServer(post) as port:
        office = office_with(mailed(MAYA, SAM, every=Every.MONTH), port=port)
        file = tmp_path / "office.toml"
        file.write_text(as_toml(office))

        def run(*asked):
            got = CliRunner().invoke(cli, ["reports", *asked, "--db", url, "--catalogue", str(file)])
            return got.exit_code, got.output

        yield run


def test_what_was_refused_goes_out_again_by_a_word(greeter, post):
    assert greeter()[1].count("no machine has taken it yet") == 2
    post.to_recipient = ["550 no such mailbox"]
    code, said = greeter("run")
    assert code == 1
    assert f"{MAYA}  refused: 550 no such mailbox" in said
    assert [to for to, _ in post.mails] == [SAM]
    assert greeter("run") == (0, "Nothing is due.\n")
    shown = greeter()[1]
    assert "refused" in shown
    month = shown.partition("greeter reports resend ")[2].split()[0]
    assert f"greeter reports resend {month} {MAYA}\n" in shown
    assert greeter("resend", month, SAM)[0] == 1, "that one arrived"
    assert greeter("resend", month, MAYA)[0] == 0
    assert greeter("run")[0] == 0
    assert [to for to, _ in post.mails] == [SAM, MAYA]
    assert "refused" not in greeter()[1]


def test_what_is_due_and_can_not_go_out_from_here_is_told(url, tmp_path):
    absent = tmp_path / "not here"
    office = replace(office_with(replace(mailed(every=Every.MONTH), folder=str(absent))), mail=None)
    file = tmp_path / "office.toml"
    file.write_text(as_toml(office))
    got = CliRunner().invoke(cli, ["reports", "run", "--db", url, "--catalogue", str(file)])
    assert got.exit_code == 1
    assert "is due, but not from here: its folder is not on this machine, or can't be written." in got.output
    assert str(absent) in got.output
    assert not absent.exists()


def test_what_failed_is_told_while_it_waits_for_its_next_try(greeter, post):
    post.to_recipient = ["450 try again later"] * 2
    assert greeter("run")[0] == 1
    code, said = greeter("run")
    assert code == 0
    assert said.count("is tried again later: 450 try again later") == 2


def test_a_day_that_is_none_is_told(greeter):
    code, said = greeter("resend", "yesterday", MAYA)
    assert code == 1
    assert "“yesterday” is no day, week or month." in said


def test_an_office_without_reports_is_told_how(url):
    got = CliRunner().invoke(cli, ["reports", "--db", url])
    assert got.output == "No report is written by itself. Add [[automatic_report]] to the office file.\n"


def test_a_machine_that_can_t_mail_says_why(url, tmp_path):
    office = office_with(mailed(MAYA))
    file = tmp_path / "office.toml"
    secured = replace(office.mail, security=Security.STARTTLS, port=587, sign_in=True)
    file.write_text(as_toml(replace(office, mail=secured)))
    got = CliRunner().invoke(cli, ["reports", "--db", url, "--catalogue", str(file)])
    assert "This machine mails nothing. This machine has no user and password" in got.output


def test_what_a_mail_says(desk, office):
    found = evidence(office, [visit(number, request(wait=5)) for number in range(12)])
    said = body(report_texts("en"), figures(found, desk)).splitlines()
    assert said[0] == "Alder Creek Town Hall: Tuesday, November 24, 2026"
    assert said[2:] == [
        "12 visits.", "100 % waited no longer than promised. The goal is 80 %.", "",
        "All else is in the report. Greeter sends it by itself.",
    ]  # fmt: skip
    public = body(report_texts("en"), figures(found, desk, Audience.PUBLIC))
    assert "12" not in public
    nobody = body(report_texts("en"), figures(evidence(office, []), desk))
    assert "Nobody came." in nobody
