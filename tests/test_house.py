"""The walls of the house: who may import whom, how long a file may be, and words that are not ours."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted([*ROOT.glob("greeter/**/*.py"), *ROOT.glob("ui/**/*.py")])
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


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path):
    """Return what a module imports: always, and only while checking types."""
    always, typing_only = set(), set()
    tree = ast.parse(path.read_text())
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


@pytest.mark.parametrize("path", MODULES, ids=name_of)
class TestWalls:
    def test_greeter_knows_no_qt(self, path):
        always, typing_only = imports(path)
        if name_of(path).startswith("greeter"):
            assert not starts(always | typing_only, "PySide6", "ui")

    def test_ui_knows_no_sql(self, path):
        if name_of(path).startswith("ui"):
            always, _ = imports(path)
            assert not starts(always, "sqlite3", "sqlite_utils", "psycopg")
            text = path.read_text()
            assert not re.search(r"\b(select .+ from|insert into|update \w+ set|delete from) ", text, re.IGNORECASE)
            assert "setStyleSheet" not in text or path.name == "theme.py"

    def test_presenters_know_no_widgets(self, path):
        if path.name.endswith("presenter.py"):
            always, typing_only = imports(path)
            assert not starts(always | typing_only, "PySide6.QtWidgets")

    def test_the_model_and_the_order_are_pure(self, path):
        name = name_of(path)
        if name.startswith("greeter.model") or name == "greeter.queueing.order":
            always, _ = imports(path)
            own = {"greeter.model", "greeter.problems"}
            foreign = {
                imported for imported in always if imported.startswith("greeter") and not starts({imported}, *own)
            }
            assert not foreign
            assert not starts(always, "sqlite3", "sqlite_utils", "click", "reportlab", "qrcode")

    def test_imports_go_one_way(self, path):
        name = name_of(path)
        always, _ = imports(path)
        below = {
            "greeter.store": (
                "greeter.front_desk",
                "greeter.views",
                "greeter.reports",
                "greeter.queueing",
                "greeter.guidance",
            ),
            "greeter.queueing": ("greeter.front_desk", "greeter.views", "greeter.reports"),
            "greeter.guidance": ("greeter.front_desk", "greeter.reports"),
            "greeter.front_desk": ("greeter.reports", "greeter.cli"),
        }
        for room, above in below.items():
            if name.startswith(room):
                assert not starts(always, *above)

    def test_one_noun_a_file(self, path):
        assert len(path.read_text().splitlines()) <= MOST_LINES
        assert not re.search(r"(utils|helpers|manager|handler|base)\.py$", path.name)

    def test_no_gpl_module_of_qt(self, path):
        always, typing_only = imports(path)
        gpl = ("PySide6.QtCharts", "PySide6.QtGraphs", "PySide6.QtVirtualKeyboard", "PySide6.QtDataVisualization")
        assert not starts(always | typing_only, *gpl)

    def test_no_stubs_threads_or_sleeps(self, path):
        text = path.read_text()
        assert "NotImplementedError" not in text
        assert "processEvents" not in text
        assert not re.search(r"class \w+\(QThread\)|\btime\.sleep\(|#\s*(TODO|FIXME|XXX|HACK)\b", text)


def test_broad_excepts_stand_in_two_places_at_most():
    found = [name_of(path) for path in MODULES for _ in re.findall(r"except Exception\b", path.read_text())]
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
