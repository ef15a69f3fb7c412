"""`greeter people`, and publishing as a manager: PINs and passwords are asked for unseen."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from greeter.cli import cli

PASSWORD = "quiet rivers run"
PIN = "482913"


@pytest.fixture
def people(url):
    """Run `greeter people` with what is typed."""

    def run(*arguments, typed=()):
        words = [*arguments[:1], "--db", url, *arguments[1:]]
        return CliRunner().invoke(cli, ["people", *words], input="".join(f"{line}\n" for line in typed))

    return run


def test_the_first_is_the_manager_who_adds_the_others(people):
    assert "greeter people add NAME" in people("list").output
    first = people("add", "Maya Lind", typed=(PASSWORD, PASSWORD))
    assert (first.exit_code, "Maya Lind is added: manager." in first.output) == (0, True)
    assert PASSWORD not in first.output
    second = people("add", "Dana Reyes", "--as", "maya lind", typed=(PASSWORD, PIN, PIN))
    assert "Dana Reyes is added: clerk." in second.output
    assert PIN not in second.output
    refused = people("add", "Bo", "--as", "Dana Reyes", typed=(PIN, PIN, PIN))
    assert refused.exit_code == 1
    assert "Only a manager may change who works here." in refused.output
    assert people("list").output == "Dana Reyes\tclerk\nMaya Lind\tmanager\n"


def test_a_manager_renames_unlocks_lets_go_and_brings_back(people):
    people("add", "Maya Lind", typed=(PASSWORD, PASSWORD))
    people("add", "Dana Reyes", typed=("Maya Lind", PASSWORD, PIN, PIN))
    maya = ("--as", "Maya Lind")
    assert people("rename", "dana reyes", "Dana Cole", *maya, typed=(PASSWORD,)).exit_code == 0
    assert people("unlock", "Dana Cole", *maya, typed=(PASSWORD,)).output.endswith("can sign in again.\n")
    assert people("deactivate", "Dana Cole", *maya, typed=(PASSWORD,)).exit_code == 0
    assert "Dana Cole\tclerk, signs in no more" in people("list").output
    back = people("reset", "Dana Cole", "--role", "lead", *maya, typed=(PASSWORD, PIN, PIN))
    assert back.exit_code == 0
    assert "Dana Cole\tlead\n" in people("list").output
    assert "greeter people list" in people("unlock", "Nobody", *maya, typed=(PASSWORD,)).output
    assert people("deactivate", "Maya Lind", *maya, typed=("not the password",)).exit_code == 1
