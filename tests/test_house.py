"""The walls of the house: who may import whom, how long a file may be, and words that are not ours."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
IGNORED = [".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text().split())]
MOST_LINES = 420
TOP = {
    "pyproject.toml", "greeter", "ui", "resources", "tests", "packaging", "README.md", "LICENSE", "CHANGELOG.md", "docs",
}  # fmt: skip


def files_in(folder):
    """Return the project's own files, without asking git: an archive of the project has none."""
    kept = [path for path in folder.iterdir() if not any(fnmatch(path.name, each) for each in IGNORED)]
    below = [each for path in kept if path.is_dir() for each in files_in(path)]
    return sorted([*below, *(path.relative_to(ROOT).as_posix() for path in kept if path.is_file())])


OWN_FILES = files_in(ROOT)


class Module:
    """One file of the program: its name, its text, and what it imports: always, and only while checking types."""

    def __init__(self, path):
        self.name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        self.file = path.name
        self.text = path.read_text()
        self.always, typing_only = imports(self.text)
        self.ever = self.always | typing_only


def imports(text):
    always, typing_only = set(), set()
    tree = ast.parse(text)
    inside = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        (typing_only if id(node) in inside else always).update(names)
    return always, typing_only


def starts(names, *roots):
    return {name for name in names if any(name == root or name.startswith(root + ".") for root in roots)}


@pytest.fixture(scope="module")
def modules():
    return [Module(path) for path in sorted([*ROOT.glob("greeter/**/*.py"), *ROOT.glob("ui/**/*.py")])]


class TestWalls:
    """Each names the files that break it."""

    def test_greeter_knows_no_qt(self, modules):
        inside = [module for module in modules if module.name.startswith("greeter")]
        assert len(inside) > 100
        assert [module.name for module in inside if starts(module.ever, "PySide6", "ui")] == []

    def test_ui_knows_no_sql(self, modules):
        inside = [module for module in modules if module.name.startswith("ui")]
        sql = re.compile(r"\b(select .+ from|insert into|update \w+ set|delete from) ", re.IGNORECASE)
        assert len(inside) > 100
        assert [module.name for module in inside if starts(module.always, "sqlite3", "sqlite_utils", "psycopg")] == []
        assert [module.name for module in inside if sql.search(module.text)] == []

    def test_only_the_theme_gives_styles(self, modules):
        assert {module.file for module in modules if "setStyleSheet" in module.text} == {"theme.py"}

    def test_presenters_know_no_widgets(self, modules):
        inside = [module for module in modules if module.file.endswith("presenter.py")]
        assert len(inside) > 1
        assert [module.name for module in inside if starts(module.ever, "PySide6.QtWidgets")] == []

    def test_the_model_and_the_order_are_pure(self, modules):
        own = ("greeter.model", "greeter.problems")
        inside = [m for m in modules if m.name.startswith("greeter.model") or m.name == "greeter.queueing.order"]
        assert len(inside) > 5
        foreign = {
            module.name: starts(module.always, "greeter", "sqlite3", "sqlite_utils", "click", "reportlab", "qrcode")
            - starts(module.always, *own)
            for module in inside
        }
        assert {name: names for name, names in foreign.items() if names} == {}

    @pytest.mark.parametrize(
        ("room", "above"),
        [
            ("store", ("front_desk", "views", "reports", "queueing", "guidance")),
            ("queueing", ("front_desk", "views", "reports")),
            ("guidance", ("front_desk", "reports")),
            ("front_desk", ("reports", "cli")),
        ],
    )
    def test_imports_go_one_way(self, modules, room, above):
        inside = [module for module in modules if module.name.startswith(f"greeter.{room}")]
        assert len(inside) > 5
        assert [m.name for m in inside if starts(m.always, *(f"greeter.{name}" for name in above))] == []

    def test_one_noun_a_file(self, modules):
        vague = re.compile(r"(utils|helpers|manager|handler|base)\.py$")
        assert [module.name for module in modules if len(module.text.splitlines()) > MOST_LINES] == []
        assert [module.name for module in modules if vague.search(module.file)] == []

    def test_no_gpl_module_of_qt(self, modules):
        gpl = ("PySide6.QtCharts", "PySide6.QtGraphs", "PySide6.QtVirtualKeyboard", "PySide6.QtDataVisualization")
        assert [module.name for module in modules if starts(module.ever, *gpl)] == []

    def test_no_stubs_threads_or_sleeps(self, modules):
        never = re.compile(
            r"NotImplementedError|processEvents|class \w+\(QThread\)|\btime\.sleep\(|#\s*(TODO|FIXME|XXX|HACK)\b"
        )
        assert [module.name for module in modules if never.search(module.text)] == []

    def test_broad_excepts_stand_in_two_places_at_most(self, modules):
        found = [module.name for module in modules for _ in re.findall(r"except Exception\b", module.text)]
        assert len(found) <= 2, found


def test_nothing_else_at_the_top():
    top = {line.split("/")[0] for line in OWN_FILES if line and not line.startswith(".")}
    assert top <= TOP


def test_no_path_of_one_machine_and_no_registry():
    text_files = [
        ROOT / line for line in OWN_FILES if line.endswith((".py", ".md", ".toml", ".txt", ".sh", ".json", ".qss"))
    ]
    paths = re.compile(r"(?<![\w.])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "far" + "m"]) + r")/")
    index = re.compile("--(extra-)?index-" + "url|python" + "hosted|pypi" + r"\.org|registry\.npm" + "js")
    for path in text_files:
        if path.exists():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not paths.search(text), path
            assert not index.search(text), path


def test_the_conformance_report_names_tests_that_there_are():
    """What is claimed of accessibility is shown by tests under these very names."""
    page = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:tests/[\w/]*)?(test_\w+\.py)`", page))
    there = {path.rsplit("/", 1)[-1] for path in OWN_FILES if path.startswith("tests/")}
    assert len(named) >= 8
    assert named - there == set()


def test_decisions_have_numbers_of_their_own():
    numbers = [path.split("/")[-1][:4] for path in OWN_FILES if path.startswith("docs/decisions/")]
    assert len(numbers) > 20
    assert sorted(set(numbers)) == sorted(numbers)
