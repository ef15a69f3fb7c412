"""The set-up: what it finds missing, what it says, when it builds and when it starts at once."""

import ast
import importlib.util
import json
import os
import re
import shlex
import socket
import sys
import tomllib
from pathlib import Path

import bootstrap
import private_environment
import pytest
import system_packages
from bootstrap import Display, Part, find_display, required_needs, too_old
from private_environment import Kit, PrivateEnvironment, unfit_machine
from system_packages import SYSTEM_PACKAGES, Need, SetUpError, SystemPackage

CHECKOUT = Path(__file__).resolve().parent.parent
GLIB = SystemPackage("libglib2.0-0", "libglib-2.0.so.0", Need.WINDOWS)
CURSOR = SystemPackage("libwayland-cursor0", "libwayland-cursor.so.0", Need.WAYLAND)
QPDF = SystemPackage("qpdf", "qpdf", Need.TESTS)


class TestSystemPackages:
    def test_the_table_names_each_package_once_and_how_to_prove_it(self):
        assert len({each.name for each in SYSTEM_PACKAGES}) == len(SYSTEM_PACKAGES)
        for each in SYSTEM_PACKAGES:
            assert re.fullmatch(r"[a-z0-9.+-]+", each.name)
            assert re.fullmatch(r"lib[\w.+-]+\.so\.\d+", each.brings) or "." not in each.brings, each
        assert {each.need for each in SYSTEM_PACKAGES} == set(Need) - {Need.ENVIRONMENT}

    def test_only_the_tests_ask_for_the_tests_packages(self):
        assert Need.TESTS not in {each.need for each in Kit.RUN.packages}
        assert set(Kit.TEST.packages) == set(SYSTEM_PACKAGES)

    def test_what_dpkg_calls_installed_counts_and_nothing_else(self):
        said = "libgl1 installed\nqpdf config-files\nxvfb half-installed\nlibglib2.0-0 not-installed\n"
        assert system_packages.installed_names(said) == {"libgl1"}

    def test_a_library_under_its_newer_name_is_not_missing(self):
        assert system_packages.not_installed([GLIB, QPDF], frozenset({"libglib2.0-0t64"})) == (QPDF,)
        assert system_packages.not_installed([GLIB, QPDF], frozenset({"libglib2.0-0", "qpdf"})) == ()
        assert system_packages.not_installed([QPDF], frozenset({"qpdft64"})) == (QPDF,)

    def test_apt_offers_what_has_a_candidate(self):
        said = "libgl1:\n  Installed: (none)\n  Candidate: 1.6.0-1\n  Version table:\n     1.6.0-1 500\n"
        said += "libglib2.0-0:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n"
        assert system_packages.offered_names(said) == {"libgl1"}

    def test_the_name_of_this_release_is_installed(self):
        assert system_packages.names_to_install([GLIB, QPDF], frozenset({"libglib2.0-0t64"})) == (
            "libglib2.0-0t64",
            "qpdf",
        )
        assert system_packages.names_to_install([GLIB], frozenset({"libglib2.0-0"})) == ("libglib2.0-0",)

    def test_the_plan_gives_the_whole_command(self):
        names = ["libglib2.0-0t64", "libwayland-cursor0"]
        text = system_packages.plan([GLIB, CURSOR], names, frozenset({Need.WINDOWS}), "apt x")
        assert "  libglib2.0-0t64, for every window, with a display or without\n" in text
        assert "  libwayland-cursor0, for windows on a Wayland display (not needed today)\n" in text
        assert text.endswith("Install with:\n  apt x libglib2.0-0t64 libwayland-cursor0")

    def test_without_apt_the_plan_names_the_files_to_look_for(self):
        text = system_packages.plan([GLIB], ["libglib2.0-0"], frozenset({Need.WINDOWS}), "")
        assert "libglib-2.0.so.0 (in Debian: libglib2.0-0)" in text
        assert "apt" not in text

    def test_libraries_and_programs_prove_themselves(self):
        assert system_packages.is_present("sh" if os.name == "posix" else "cmd")
        assert sys.platform != "linux" or system_packages.is_present("libc.so.6")
        assert not system_packages.is_present("libnobody-made-this.so.7")
        assert not system_packages.is_present("nobody-made-this")


class TestProviding:
    """On a system with nothing installed, and no right to install."""

    @pytest.fixture(autouse=True)
    def _bare_system(self, monkeypatch):
        monkeypatch.setattr(system_packages, "missing_here", tuple)
        monkeypatch.setattr(system_packages, "apt_rights", lambda: None)
        monkeypatch.setattr(system_packages, "offered_here", lambda missing: frozenset())

    def test_what_is_required_and_missing_stops_the_set_up(self):
        with pytest.raises(SetUpError, match=r"libglib2\.0-0"):
            system_packages.provide([GLIB, CURSOR], frozenset({Need.WINDOWS}))

    def test_what_is_not_required_is_asked_for_and_no_more(self, capsys):
        system_packages.provide([CURSOR], frozenset({Need.WINDOWS}))
        said = capsys.readouterr()
        assert "libwayland-cursor0" in said.err
        assert said.out == ""

    def test_with_everything_there_nothing_is_said_or_asked(self, monkeypatch, capsys):
        monkeypatch.setattr(system_packages, "missing_here", lambda wanted: ())
        monkeypatch.setattr(system_packages, "apt_rights", lambda: pytest.fail("asked for rights"))
        system_packages.provide([GLIB], frozenset({Need.WINDOWS}))
        assert capsys.readouterr() == ("", "")

    def test_with_the_right_to_install_nothing_is_asked_of_the_person(self, monkeypatch, capsys):
        monkeypatch.setattr(system_packages, "apt_rights", lambda: ("sudo", "-n"))
        monkeypatch.setattr(system_packages, "install", lambda missing, rights: () if rights else missing)
        system_packages.provide([GLIB], frozenset({Need.WINDOWS}))
        assert capsys.readouterr() == ("", "")


class Apt:
    """An apt that knows names, learns more by an update, and fails as often as it is told to."""

    def __init__(self) -> None:
        self.known: frozenset[str] = frozenset()
        self.learns: frozenset[str] = frozenset()
        self.failures = 0
        self.did: list[str] = []

    def get(self, rights, *arguments):
        self.did.append(shlex.join([*rights, *arguments]))
        if arguments[0] == "update":
            self.known |= self.learns
            return ""
        self.failures -= 1
        return "E: 404 Not Found" if self.failures >= 0 else ""


class TestInstalling:
    @pytest.fixture
    def apt(self, monkeypatch):
        apt = Apt()
        monkeypatch.setattr(system_packages, "apt_get", apt.get)
        monkeypatch.setattr(system_packages, "offered_here", lambda missing: apt.known)
        monkeypatch.setattr(system_packages, "missing_here", tuple)
        return apt

    def test_known_packages_are_installed_without_an_update(self, apt):
        apt.known = frozenset({"qpdf", "libglib2.0-0"})
        assert system_packages.install([GLIB, QPDF], ()) == ()
        assert apt.did == ["install --no-install-recommends libglib2.0-0 qpdf"]

    def test_fresh_systems_know_no_packages_before_an_update(self, apt):
        apt.learns = frozenset({"libglib2.0-0t64"})
        assert system_packages.install([GLIB], ("sudo", "-n")) == ()
        assert apt.did == ["sudo -n update", "sudo -n install --no-install-recommends libglib2.0-0t64"]

    def test_old_package_lists_are_fetched_again_once(self, apt):
        apt.known, apt.failures = frozenset({"qpdf"}), 1
        assert system_packages.install([QPDF], ()) == ()
        assert [did.split()[0] for did in apt.did] == ["install", "update", "install"]

    def test_what_stays_missing_is_returned_with_the_reason_told(self, apt, capsys):
        apt.known, apt.failures = frozenset({"qpdf"}), 2
        assert system_packages.install([QPDF], ()) == (QPDF,)
        assert "404 Not Found" in capsys.readouterr().err


class TestEnvironmentPackage:
    def test_a_python_with_ensurepip_needs_no_package(self, monkeypatch):
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
        assert system_packages.packages_for_environments() == ()

    def test_debians_python_needs_its_own_package(self, monkeypatch):
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        monkeypatch.setattr(sys, "base_prefix", "/usr")
        (package,) = system_packages.packages_for_environments()
        assert package.name == f"python3.{sys.version_info.minor}-venv"

    def test_a_python_built_without_it_is_refused_in_words(self, monkeypatch):
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        monkeypatch.setattr(sys, "base_prefix", "/somewhere/else")
        with pytest.raises(SetUpError, match="ensurepip"):
            system_packages.packages_for_environments()


MAKE, DEPENDENCIES, ITSELF = "make the environment", "install the locked dependencies", "install Greeter itself"


class Rehearsal(PrivateEnvironment):
    """An environment whose steps are written down, do next to nothing, and can be killed in the middle."""

    def __init__(self, checkout: Path) -> None:
        super().__init__(checkout)
        self.steps: list[str] = []
        self.killed_in = ""

    def step(self, what, command):
        self.steps.append(what)
        if what == self.killed_in:
            raise KeyboardInterrupt
        if what == MAKE:
            self.programs.mkdir(parents=True)
            self.python.touch()


@pytest.fixture
def rehearsal(tmp_path):
    requirements = tmp_path / "packaging" / "requirements"
    requirements.mkdir(parents=True)
    for kit in Kit:
        (requirements / f"{kit.value}.txt").write_text(f"one=={len(kit.value)}\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return Rehearsal(tmp_path)


class TestPrivateEnvironment:
    def test_the_second_time_nothing_is_done(self, rehearsal):
        rehearsal.prepare(Kit.RUN)
        assert rehearsal.steps == [MAKE, DEPENDENCIES, ITSELF]
        rehearsal.prepare(Kit.RUN)
        assert len(rehearsal.steps) == 3

    def test_what_the_tests_need_holds_what_running_needs(self, rehearsal):
        rehearsal.prepare(Kit.TEST)
        assert rehearsal.is_ready(Kit.RUN)

    def test_what_running_needs_is_not_enough_for_the_tests(self, rehearsal):
        rehearsal.prepare(Kit.RUN)
        assert not rehearsal.is_ready(Kit.TEST)
        rehearsal.prepare(Kit.TEST)
        assert rehearsal.steps == [MAKE, DEPENDENCIES, ITSELF, DEPENDENCIES, ITSELF]

    @pytest.mark.parametrize("changed", ["pyproject.toml", "packaging/requirements/run.txt"])
    def test_a_changed_requirement_updates_the_environment(self, rehearsal, changed):
        rehearsal.prepare(Kit.RUN)
        with (rehearsal.checkout / changed).open("a") as file:
            file.write("# more\n")
        assert not rehearsal.is_ready(Kit.RUN)
        rehearsal.prepare(Kit.RUN)
        assert rehearsal.steps[3:] == [DEPENDENCIES, ITSELF]

    def test_another_list_of_system_packages_counts_as_a_change(self, rehearsal, monkeypatch):
        rehearsal.prepare(Kit.RUN)
        monkeypatch.setattr(private_environment, "SYSTEM_PACKAGES", SYSTEM_PACKAGES[1:])
        assert not rehearsal.is_ready(Kit.RUN)

    def test_another_ground_is_built_upon_anew(self, rehearsal):
        rehearsal.prepare(Kit.RUN)
        (rehearsal.folder / "of-the-old-one").touch()
        said = json.loads(rehearsal.stamp.read_text())
        said["ground"]["python"] = "cpython-27"
        rehearsal.stamp.write_text(json.dumps(said))
        rehearsal.prepare(Kit.RUN)
        assert rehearsal.steps[3:] == [MAKE, DEPENDENCIES, ITSELF]
        assert not (rehearsal.folder / "of-the-old-one").exists()

    @pytest.mark.parametrize("damage", ["", "[]", "{", '{"ground": null}'])
    def test_a_damaged_stamp_is_no_stamp(self, rehearsal, damage):
        rehearsal.prepare(Kit.RUN)
        rehearsal.stamp.write_text(damage)
        assert not rehearsal.is_ready(Kit.RUN)
        rehearsal.prepare(Kit.RUN)
        assert rehearsal.is_ready(Kit.RUN)

    def test_a_lost_python_is_noticed(self, rehearsal):
        rehearsal.prepare(Kit.RUN)
        rehearsal.python.unlink()
        assert not rehearsal.is_ready(Kit.RUN)

    @pytest.mark.parametrize("killed_in", [MAKE, DEPENDENCIES, ITSELF])
    def test_a_set_up_killed_in_the_middle_is_begun_anew(self, rehearsal, killed_in):
        rehearsal.killed_in = killed_in
        with pytest.raises(KeyboardInterrupt):
            rehearsal.prepare(Kit.RUN)
        assert not rehearsal.is_ready(Kit.RUN)
        (rehearsal.folder / "half-a-package").mkdir()
        rehearsal.steps, rehearsal.killed_in = [], ""
        rehearsal.prepare(Kit.RUN)
        assert rehearsal.steps == [MAKE, DEPENDENCIES, ITSELF]
        assert not (rehearsal.folder / "half-a-package").exists()
        assert rehearsal.is_ready(Kit.RUN)

    def test_an_update_killed_in_the_middle_is_begun_anew(self, rehearsal):
        rehearsal.prepare(Kit.RUN)
        rehearsal.killed_in = DEPENDENCIES
        with pytest.raises(KeyboardInterrupt):
            rehearsal.prepare(Kit.TEST)
        assert not rehearsal.is_ready(Kit.RUN)
        rehearsal.steps, rehearsal.killed_in = [], ""
        rehearsal.prepare(Kit.TEST)
        assert rehearsal.steps == [MAKE, DEPENDENCIES, ITSELF]

    def test_an_environment_made_by_hand_is_kept_and_completed(self, rehearsal):
        rehearsal.programs.mkdir(parents=True)
        rehearsal.python.write_text(f"#!/bin/sh\necho {sys.implementation.cache_tag} {rehearsal.folder}\n")
        rehearsal.python.chmod(0o755)
        rehearsal.prepare(Kit.RUN)
        assert rehearsal.steps == [DEPENDENCIES, ITSELF]

    def test_a_step_that_fails_says_which(self, tmp_path):
        environment = PrivateEnvironment(tmp_path)
        with pytest.raises(SetUpError, match="Could not count to three"):
            environment.step("count to three", [sys.executable, "-c", "raise SystemExit(3)"])


@pytest.mark.parametrize(
    "machine", [("x86_64", "glibc", "2.34"), ("x86_64", "glibc", "3.0"), ("aarch64", "glibc", "2.41")]
)
def test_newer_systems_fit(machine):
    assert unfit_machine(*machine) == ""


@pytest.mark.parametrize(
    ("machine", "reason"),
    [
        (("x86_64", "glibc", "2.31"), "needs glibc 2.34 or newer on x86_64, and this system has glibc 2.31"),
        (("aarch64", "glibc", "2.36"), "needs glibc 2.39 or newer on aarch64"),
        (("x86_64", "", ""), "this system has another C library."),
        (("armv7l", "glibc", "2.41"), "this one is armv7l"),
    ],
)
def test_older_and_other_systems_are_refused_in_words(machine, reason):
    assert reason in unfit_machine(*machine)


class TestOldPython:
    def test_an_old_one_is_told_what_is_needed(self):
        assert "needs Python 3.11 or newer, and this is Python 3.9" in too_old((3, 9))
        assert too_old((3, 11)) == ""
        assert too_old((3, 14)) == ""

    def test_an_old_one_can_read_that_far(self):
        source = Path(bootstrap.__file__).read_text()
        ast.parse(source, feature_version=(3, 6))
        imports = source[: source.index("OLDEST_PYTHON")]
        assert "private_environment import" not in imports
        assert "__future__" not in imports


@pytest.fixture
def listening(tmp_path):
    """A folder with a display's socket `w` that somebody listens at."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "w"))
        server.listen()
        yield tmp_path


class TestDisplay:
    def test_no_variable_no_display(self):
        display = find_display({}, "linux")
        assert not display
        assert display.absence == "There is no display here"

    def test_a_display_that_answers(self, listening):
        environ = {"XDG_RUNTIME_DIR": str(listening), "WAYLAND_DISPLAY": "w"}
        assert find_display(environ, "linux") == Display(Need.WAYLAND)
        assert find_display({"WAYLAND_DISPLAY": str(listening / "w")}, "linux") == Display(Need.WAYLAND)

    def test_a_display_of_a_session_long_gone(self, tmp_path):
        display = find_display({"DISPLAY": ":94731", "WAYLAND_DISPLAY": str(tmp_path / "gone")}, "linux")
        assert not display
        assert display.absence.endswith("and DISPLAY=:94731 does not answer")

    @pytest.mark.parametrize("name", ["", "nonsense", ":", ":x", "unix:94731.0"])
    def test_names_of_no_display(self, name):
        assert not bootstrap.x11_answers(name)

    @pytest.mark.parametrize("platform", ["darwin", "win32"])
    def test_these_systems_always_have_one(self, platform):
        assert find_display({}, platform) == Display()

    def test_what_is_required_follows_the_display_and_the_kit(self):
        assert required_needs(Kit.RUN, Display(absence="none")) == {Need.ENVIRONMENT, Need.WINDOWS}
        assert Need.WAYLAND in required_needs(Kit.RUN, Display(Need.WAYLAND))
        assert required_needs(Kit.TEST, Display()) == {
            Need.ENVIRONMENT,
            Need.WINDOWS,
            Need.X11,
            Need.TESTS,
            Need.SPEECH,
        }


class Became(BaseException):
    """What the process would have become."""


class TestRun:
    @pytest.fixture
    def become(self, monkeypatch, tmp_path):
        """Runs with a display and arguments; returns the demo's arguments and its environment variables."""

        def became(command, environ):
            raise Became(command, environ)

        def run(display, *arguments):
            monkeypatch.setattr(bootstrap, "find_display", lambda environ, platform: display)
            with pytest.raises(Became) as caught:
                bootstrap.main(["run", *arguments])
            command, environ = caught.value.args
            assert Path(command[0]).name == "greeter"
            assert Path(command[0]).is_relative_to(tmp_path / ".venv")
            assert command[1] == "demo"
            return command[2:], environ

        monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
        monkeypatch.setattr(bootstrap, "become", became)
        monkeypatch.setattr(bootstrap, "set_up", lambda kit, display: PrivateEnvironment(tmp_path))
        monkeypatch.chdir(tmp_path)
        return run

    def test_on_a_display_it_is_live(self, become):
        arguments, environ = become(Display(Need.X11), "--story")
        assert arguments == ["--story"]
        assert "QT_QPA_PLATFORM" not in environ

    def test_without_one_it_says_so_and_names_the_folder(self, become, capsys, tmp_path):
        display = Display(absence="There is no display here")
        arguments, environ = become(display, "--out", "mine", "--seed", "3")
        assert arguments == ["--offscreen", "--out", str(tmp_path / "mine"), "--seed", "3"]
        assert environ["QT_QPA_PLATFORM"] == "offscreen"
        said = capsys.readouterr().err
        assert "There is no display here" in said
        assert str(tmp_path / "mine") in said

    def test_the_folder_has_a_default(self, become, tmp_path):
        assert become(Display(absence="none"))[0] == ["--offscreen", "--out", str(tmp_path / "out")]

    def test_offscreen_can_be_asked_for(self, become):
        assert become(Display(Need.X11), "--offscreen")[0][0] == "--offscreen"


class TestGate:
    def test_all_parts_are_run_whatever_one_says(self, monkeypatch, capfd, tmp_path):
        commands = {
            "lint": [sys.executable, "-c", "print('untidy'); raise SystemExit(1)"],
            "tests": [sys.executable, "-c", "print('=== 3 passed in 0.1s ===')"],
        }
        monkeypatch.setattr(bootstrap, "set_up", lambda kit, display: PrivateEnvironment(tmp_path))
        monkeypatch.setattr(bootstrap, "gate", lambda python, more: commands)
        assert bootstrap.main(["test"]) == 1
        said = capfd.readouterr().out
        assert "untidy" in said
        assert "FAILED  lint" in said
        assert "passed  tests" in said
        assert said.endswith("\n=== 3 passed in 0.1s ===\n")

    def test_the_gate_has_four_parts_and_the_tests_come_last(self):
        assert list(bootstrap.gate(Path("python"), [])) == ["format", "lint", "types", "tests"]

    def test_coverage_is_demanded_of_the_whole_suite_only(self):
        assert "--cov" in bootstrap.gate(Path("python"), [])["tests"]
        some = bootstrap.gate(Path("python"), ["-k", "turn"])["tests"]
        assert some[-2:] == ["-k", "turn"]
        assert "--cov" not in some

    def test_the_coverage_and_the_last_line_are_said_again(self):
        coverage, last = "Required test coverage of 95% reached. Total coverage: 97.31%", "=== 3 passed in 1.2s ==="
        closing = bootstrap.closing_lines(f"dots\n{coverage}\n\n{last}\n\n")
        assert closing == [coverage, last]
        parts = [Part("lint", 0.1, passed=False, closing=["untidy"]), Part("tests", 61.0, passed=True, closing=closing)]
        assert bootstrap.summary(parts).splitlines()[-1] == last
        assert bootstrap.closing_lines("") == []

    def test_other_machines_call_the_same_gate(self):
        script = CHECKOUT / ".ci" / "run"
        assert os.access(script, os.X_OK)
        assert "python3 packaging/bootstrap.py test" in script.read_text()


class TestCommandLine:
    @pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"], ["run", "--help"], ["test", "-h"]])
    def test_help_names_every_command(self, arguments, capsys):
        assert bootstrap.main(arguments) == 0
        said = capsys.readouterr().out
        for command in ("run", "test", "bench", "setup"):
            assert re.search(rf"^  {command}\b", said, re.MULTILINE)
        assert max(map(len, said.splitlines())) <= 100

    @pytest.mark.parametrize("arguments", [[], ["walk"]])
    def test_other_words_are_answered_with_the_help(self, arguments, capsys):
        assert bootstrap.main(arguments) == 2
        assert "Say one of: run, test, bench, setup." in capsys.readouterr().err

    def test_a_finished_environment_asks_for_nothing_to_make_one(self, monkeypatch):
        wanted = []
        monkeypatch.setattr(bootstrap, "provide", lambda packages, required: wanted.extend(packages))
        monkeypatch.setattr(bootstrap, "packages_for_environments", lambda: (GLIB,))
        monkeypatch.setattr(PrivateEnvironment, "is_ready", lambda self, kit: kit is Kit.RUN)
        monkeypatch.setattr(PrivateEnvironment, "prepare", lambda self, kit: None)
        bootstrap.set_up(Kit.RUN, Display())
        assert wanted == list(Kit.RUN.packages)
        bootstrap.set_up(Kit.TEST, Display())
        assert wanted[len(Kit.RUN.packages)] == GLIB

    def test_a_set_up_that_cannot_go_on_says_why_and_exits_2(self, monkeypatch, capsys):
        def fail(kit, display):
            raise SetUpError("Missing on this system: a library")

        monkeypatch.setattr(bootstrap, "set_up", fail)
        assert bootstrap.main(["test"]) == 2
        assert "Missing on this system: a library" in capsys.readouterr().err
        assert bootstrap.main(["setup", "more"]) == 2
        assert "setup takes nothing more" in capsys.readouterr().err


def requirements(name: str) -> str:
    return (CHECKOUT / "packaging" / "requirements" / f"{name}.txt").read_text()


def pinned(name: str) -> dict[str, str]:
    """Each requirement of a file with its version."""
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z, ]+\])?==(\S+)", requirements(name), re.MULTILINE))


def normal(requirement: str) -> str:
    """The name in a requirement of pyproject.toml, as an index spells it."""
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


class TestRequirements:
    @pytest.mark.parametrize("name", ["run", "test"])
    def test_every_line_is_pinned_and_hashed(self, name):
        lines = [line for line in requirements(name).replace("\\\n", "").splitlines() if not line.startswith("#")]
        assert lines
        for line in lines:
            assert re.fullmatch(
                r"[a-z0-9-]+(\[[a-z, ]+\])?==[\w.]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+", line
            ), line

    @pytest.mark.parametrize("name", ["run", "test"])
    def test_no_index_is_named(self, name):
        assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host", requirements(name))

    def test_qt_stays_below_the_release_that_kills_python_3_11(self):
        major, minor, *_ = pinned("run")["pyside6-essentials"].split(".")
        assert (6, 8) <= (int(major), int(minor)) < (6, 12)

    def test_the_tests_use_the_versions_that_run(self):
        assert pinned("run").items() <= pinned("test").items()

    def test_what_the_project_names_is_pinned(self):
        project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
        needed = {normal(each) for each in project["project"]["dependencies"] + project["build-system"]["requires"]}
        assert needed <= pinned("run").keys()
        assert {normal(each) for each in project["dependency-groups"]["test"]} <= pinned("test").keys()
