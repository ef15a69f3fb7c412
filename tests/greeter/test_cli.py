"""The command line: its help, its lists, its JSON, and how it tells a Problem."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest
from click.testing import CliRunner

from greeter.catalogue.export import as_toml
from greeter.cli import cli
from greeter.clock import ManualClock
from greeter.command_table import COMMANDS, PLUGINS, Section, every_command, find
from greeter.opening import open_front_desk
from greeter.settings import DEFAULT_OFFICE

QUEUE_KEYS = {
    "visit_id", "number", "service", "service_name", "state", "waited_seconds", "target_minutes", "level", "why", "needs", "language",
    "familiarity", "counter", "clerk", "appointment", "calls", "people",
}  # fmt: skip
SERVICE_KEYS = {
    "id", "letter", "name", "hint", "description", "standard_minutes", "standard_share", "typical_minutes", "bring", "fee", "counters",
    "self_help", "sensitive", "listed",
}  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="greeter")


@pytest.fixture
def store(url, office, clock):
    """A store in which three wait, one is called and one is served."""
    with open_front_desk(url, clock=clock, catalogue=office) as desk:
        first = desk.check_in(service="permit", reason="my deck", name="Ada Lindgren", needs=["seat"], language="es")
        clock.advance(minutes=1)
        desk.call_next(counter="3", clerk="Dana Reyes")
        desk.start(first.visit_id)
        desk.check_in(service="property-tax")
        desk.check_in(service="records", familiarity="new")
        clock.advance(minutes=4)
        desk.call_next(counter="1", clerk="Ana Costa")
        desk.check_in(service="dog")
        clock.advance(minutes=2)
    return url


class TestHelp:
    def test_it_lists_every_command_under_who_uses_it(self):
        shown = run("--help")
        assert shown.exit_code == 0
        place = -1
        for section in Section:
            found = shown.output.find(f"{section.value}:")
            assert found > place or not any(line.section is section for line in every_command())
            place = max(place, found)
        for line in every_command():
            assert f"  {line.name} " in shown.output
            assert line.summary in shown.output

    def test_no_line_of_it_is_wider_than_a_terminal(self):
        assert all(len(line) <= 80 for line in run("--help").output.splitlines())

    def test_no_command_says_what_to_do(self):
        assert "Usage: greeter" in run().output

    @pytest.mark.parametrize("line", every_command(), ids=lambda line: line.name)
    def test_every_command_can_be_imported_and_explains_itself(self, line):
        assert line.load().name == line.name
        shown = run(line.name, "--help")
        assert shown.exit_code == 0
        assert f"Usage: greeter {line.name}" in shown.output
        if line.name not in {
            "completion",
            "catalogue",
            "directory",
            "demo",
            "database",
            "backtest",
            "printer",
            "kiosk-pin",
            "appointments",
            "people",
            "retention",
            "practice",
            "open-data",
        }:  # without a store, or with one of its own
            assert "--db" in shown.output
        if line.name not in {
            "completion",
            "catalogue",
            "directory",
            "demo",
            "database",
            "backtest",
            "printer",
            "kiosk-pin",
            "verify",
            "backup",
            "restore",
            "appointments",
            "people",
            "retention",
            "open-data",
        }:
            assert "--catalogue" in shown.output

    def test_names_are_unique_and_an_unknown_one_is_wrong_usage(self):
        names = [line.name for line in every_command()]
        assert len(names) == len(set(names))
        assert find("serve-coffee") is None
        wrong = run("serve-coffee")
        assert wrong.exit_code == 2
        assert "serve-coffee" in wrong.output
        assert "Did you mean" not in run("xyzzy").output
        assert "Did you mean “board”?" in run("boad").output

    def test_the_version_is_the_projects(self):
        from importlib.metadata import version

        assert run("--version").output.strip() == f"Greeter {version('greeter')}"


def test_nothing_heavy_is_imported_before_a_command_is_chosen():
    heavy = [
        "PySide6",
        "sqlite_utils",
        "reportlab",
        "qrcode",
        "greeter.opening",
        "ui",
        "greeter.simulate",
        "greeter.reports.figures",
    ]
    program = (
        "import sys; from click.testing import CliRunner; from greeter.cli import cli\n"
        "CliRunner().invoke(cli, ['completion', 'bash'], prog_name='greeter')\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_python_dash_m_is_the_same_command_line():
    done = subprocess.run([sys.executable, "-m", "greeter", "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == run("--help").output.split()


class TestProblems:
    def test_a_problem_is_its_sentence_on_standard_error(self):
        told = run("queue", "--db", "mysql://here")
        assert told.exit_code == 1
        assert told.stdout == ""
        assert "mysql://here" in told.stderr
        assert "Traceback" not in told.stderr
        assert not told.stderr.startswith("Error")

    def test_a_bad_office_file_names_the_file(self, tmp_path):
        bad = tmp_path / "office.toml"
        bad.write_text("[office]\nname = 3\n")
        told = run("queue", "--db", "sqlite://", "--catalogue", bad)
        assert told.exit_code == 1
        assert "office.toml" in told.stderr
        assert "Traceback" not in told.stderr

    def test_a_bug_stays_a_bug(self, monkeypatch):
        def broken(*_):
            raise ZeroDivisionError

        monkeypatch.setattr("greeter.views.queue_command.desk_of", broken)
        assert isinstance(run("queue").exception, ZeroDivisionError)

    def test_wrong_usage_ends_with_two(self):
        assert run("queue", "--nonsense").exit_code == 2


class TestQueue:
    def test_json_has_the_documented_keys_in_calling_order(self, store):
        shown = run("queue", "--json", "--db", store)
        assert shown.exit_code == 0
        rows = json.loads(shown.stdout)
        assert all(set(row) == QUEUE_KEYS for row in rows)
        assert [(row["number"], row["state"]) for row in rows] == [
            ("T001", "waiting"), ("D001", "waiting"), ("V001", "called"), ("P001", "serving"),
        ]  # fmt: skip
        first = rows[0]
        assert isinstance(first["waited_seconds"], int)
        assert first["waited_seconds"] >= 4 * 60
        assert first["target_minutes"] == 10
        assert "promised minutes used" in first["why"]
        assert rows[3]["needs"] == ["seat"]
        assert (rows[3]["language"], rows[3]["counter"], rows[3]["clerk"]) == ("es", "3", "Dana Reyes")
        assert rows[2]["familiarity"] == "new"
        assert rows[0]["counter"] is None

    def test_names_and_reasons_stay_with_the_clerk(self, store):
        for shown in (run("queue", "--db", store), run("queue", "--json", "--db", store)):
            assert "Ada" not in shown.output
            assert "my deck" not in shown.output

    def test_people_read_a_table(self, store):
        lines = run("queue", "--db", store).output.splitlines()
        assert len(lines) == 4
        assert lines[0].startswith("T001  Property tax")
        assert "at counter 3" in lines[3]

    def test_an_empty_office_says_so(self):
        assert run("queue", "--db", "sqlite://").output == "Nobody waits.\n"
        assert json.loads(run("queue", "--json", "--db", "sqlite://").output) == []

    def test_the_store_may_come_from_the_environment(self, store, monkeypatch):
        monkeypatch.setenv("GREETER_DB", store)
        assert "T001" in run("queue").output


class TestServices:
    def test_json_has_the_documented_keys(self, office):
        rows = json.loads(run("services", "--json").output)
        assert all(set(row) == SERVICE_KEYS for row in rows)
        assert [row["id"] for row in rows] == [service.id for service in office.services]
        permit = rows[0]
        assert (permit["id"], permit["letter"], permit["name"]) == ("permit", "P", "Build or repair")
        assert (permit["standard_minutes"], permit["standard_share"]) == (15, 0.8)
        assert permit["counters"] == ["2", "3", "4"]

    def test_people_read_a_list_of_any_office(self):
        other = next(path for path in sorted(DEFAULT_OFFICE.parent.glob("*.toml")) if path != DEFAULT_OFFICE)
        assert "Build or repair" in run("services").output
        assert run("services", "--catalogue", other).output != run("services").output


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_the_script_is_the_shells(self, shell):
        script = run("completion", shell).output
        assert "_GREETER_COMPLETE" in script
        assert f"{shell}_complete" in script

    def test_it_completes_the_names_of_commands(self, monkeypatch):
        done = subprocess.run(
            [sys.executable, "-c", "from greeter.cli import main; main()"],
            env={"_GREETER_COMPLETE": "bash_complete", "COMP_WORDS": "greeter se", "COMP_CWORD": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.split() == ["plain,services"]

    def test_an_unknown_shell_is_wrong_usage(self):
        assert run("completion", "tcsh").exit_code == 2


class TestSimulate:
    def test_it_plays_days_and_says_how_many_visits(self, url):
        shown = run("simulate", "--days", 1, "--seed", 3, "--from", "2026-11-02", "--db", url)
        assert shown.exit_code == 0, shown.output
        assert ": 1 day, " in shown.output
        assert "visits a second" in shown.output
        with open_front_desk(url) as desk:
            rows = desk.store.rows("select business_day, count(*) as n from visit group by business_day")
        assert [row["business_day"] for row in rows] == ["2026-11-02"]
        assert f"{rows[0]['n']} visits" in shown.output

    def test_it_goes_on_after_the_last_day(self, url):
        run("simulate", "--days", 1, "--from", "2026-11-02", "--db", url)
        assert run("simulate", "--days", 1, "--db", url).exit_code == 0
        early = run("simulate", "--days", 1, "--from", "2026-11-03", "--db", url)
        assert early.exit_code == 1
        assert "2026-11-03" in early.stderr
        with open_front_desk(url) as desk:
            rows = desk.store.rows("select distinct business_day from visit order by 1")
        assert [row["business_day"] for row in rows] == ["2026-11-02", "2026-11-03"]

    def test_without_a_date_the_days_end_before_today(self, url):
        assert run("simulate", "--days", 1, "--db", url).exit_code == 0
        with open_front_desk(url) as desk:
            day = desk.store.rows("select distinct business_day from visit")[0]["business_day"]
            assert date.fromisoformat(day) < desk.office.local(desk.clock.now()).date()

    def test_a_store_of_a_real_counter_is_left_alone(self, url, office):
        with open_front_desk(url, catalogue=office) as desk:
            desk.check_in(service="permit")
        told = run("simulate", "--days", 1, "--db", url)
        assert told.exit_code == 1
        assert "real counter" in told.stderr
        with open_front_desk(url, catalogue=office) as desk:
            assert desk.store.rows("select count(*) as n from visit")[0]["n"] == 1

    def test_an_office_that_is_only_published_has_no_visits_yet(self, url, office):
        with open_front_desk(url, catalogue=office) as desk:
            desk.publish(as_toml(office))
        assert run("simulate", "--days", 1, "--from", "2026-11-02", "--db", url).exit_code == 0

    def test_a_wrong_date_or_number_is_wrong_usage(self):
        assert run("simulate", "--days", 0).exit_code == 2
        assert run("simulate", "--from", "yesterday").exit_code == 2


def test_the_windows_come_through_the_entry_point():
    from importlib.metadata import entry_points

    assert [point.value for point in entry_points(group=PLUGINS)] == ["ui.commands:windows"]
    assert not any(line.target.startswith("ui.") for line in COMMANDS)


def test_a_manual_clock_names_its_run_as_the_simulation_expects():
    from greeter.simulate.commands import SIMULATED_RUN

    assert ManualClock().read().run.startswith(SIMULATED_RUN)


@pytest.mark.parametrize(
    ("arguments", "name", "says"),
    [
        (["report", "--pdf"], "november.docx", "End its name in .pdf."),
        (["report", "--html"], "november.pdf", "End its name in .html or .htm."),
        (["report", "--xlsx"], "november.csv", "End its name in .xlsx."),
        (["ticket", "P001", "--png"], "ticket.jpg", "End its name in .png."),
        (["waits-now", "--out"], "waits.xml", "End its name in .json."),
        (["open-data", "write"], "open.csv", "End its name in .db or .sqlite or .sqlite3."),
        (["catalogue", "export", "--to"], "office.yaml", "End its name in .toml or .csv."),
        (["disclose"], "ada.pdf", "end the name in .zip."),
    ],
)
def test_no_file_is_written_under_the_ending_of_another_form(tmp_path, url, arguments, name, says):
    more = ["--db", url] if arguments[0] == "disclose" else []
    met = run(*arguments, tmp_path / name, *more)
    assert met.exit_code == 1
    assert f"“{name}”" in met.output
    assert says in met.output
    assert not (tmp_path / name).exists()
