"""`greeter printer check`: what an installer reads."""

import pytest
from click.testing import CliRunner

from greeter.cli import cli
from greeter.printing.thermal import Patience
from tests.thermal_printer import NetworkPrinter


@pytest.fixture
def machine():
    made = NetworkPrinter(58)
    yield made
    made.close()


def check(*arguments):
    return CliRunner().invoke(cli, ["printer", "check", *arguments])


def test_it_says_how_the_printer_is_and_prints_a_page(machine):
    result = check(machine.address)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        f"Printer: {machine.address}",
        "It says: The printer is ready.",
        "It says how far it has printed: status=full is right.",
        "Test page: printed.",
    ]
    assert len(machine.whole_tickets) == 1


def test_it_may_only_ask(machine):
    machine.mend(near_end=True)
    result = check(machine.address, "--ask-only")
    assert "It says: The printer is ready. Its paper will soon be used up." in result.output
    assert not machine.strip.rows


def test_what_is_wrong_is_a_plain_sentence(machine):
    machine.mend(cover_open=True)
    result = check(machine.address)
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "The printer’s cover is open. Close it."


def test_a_printer_that_can_do_less_than_it_is_set_to(machine, monkeypatch):
    monkeypatch.setattr("greeter.printing.thermal.ROWS_PER_S", 100_000)
    monkeypatch.setattr("greeter.printing.thermal.USUAL", Patience(answer_s=0.3, paper_s=0.8))
    machine.mend(confirms=False)
    result = check(machine.address)
    assert "Write status=basic, or each ticket counts as not printed." in result.output
    assert result.exit_code == 1
    result = check(f"{machine.address}&status=basic")
    assert result.exit_code == 0, result.output
    assert "status=basic is right." in result.output


def test_one_that_is_not_asked(machine):
    result = check(f"{machine.address}&status=none")
    assert "It is not asked, because of status=none" in result.output


def test_a_system_that_has_none(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("GREETER_TICKET_PRINTER", raising=False)
    result = check()
    assert (result.exit_code, result.output.splitlines()[-1]) == (1, "No printer is set up. Ask whoever set it up.")


def test_an_address_that_says_nothing():
    result = check("http://host")
    assert result.exit_code == 1
    assert "“http://host” is no address of a printer. Write one of: escpos://HOST" in result.output
    assert "Traceback" not in result.output


def test_a_folder(tmp_path):
    result = check(f"folder:{tmp_path}")
    assert result.exit_code == 0
    assert (tmp_path / "Printer-check.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("window", [["kiosk"], ["staff", "--counter", "3", "--clerk", "ana"]], ids=["kiosk", "staff"])
def test_a_window_says_what_is_wrong_with_its_printers_address_before_it_opens(window):
    result = CliRunner().invoke(cli, [*window, "--printer", "escpos://host?wide=58"])
    assert result.exit_code == 1
    assert result.output == "“wide” can’t be set in “escpos://host?wide=58”. What can: cut, status, width.\n"
