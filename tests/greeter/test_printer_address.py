"""The setting that says which printer to use."""

from pathlib import Path

import pytest

from greeter.printing import address
from greeter.printing.address import PAGE_PRINTER, TICKET_PRINTER, page_printer, printer_at, ticket_printer
from greeter.printing.folder import FolderPrinter
from greeter.printing.printout import NoPrinter
from greeter.printing.system import SystemPrinter
from greeter.printing.thermal import Answers, Cut, Device, ThermalPrinter
from greeter.problems import BadInput
from greeter.tickets.roll import Roll


@pytest.fixture
def opened(monkeypatch):
    """What lines were opened, by name and place."""
    calls = []
    for name in ("network_line", "usb_line", "serial_line"):
        monkeypatch.setattr(
            f"greeter.printing.lines.{name}", lambda *place, name=name: calls.append((name, *place[:-1]))
        )
    return calls


@pytest.mark.parametrize(
    ("said", "line", "device"),
    [
        ("escpos://192.0.2.10", ("network_line", "192.0.2.10", 9100), Device(Roll.MM_80)),
        ("escpos://printer.office:9101?width=58", ("network_line", "printer.office", 9101), Device(Roll.MM_58)),
        (
            "ESCPOS://host/?status=basic&cut=no",
            ("network_line", "host", 9100),
            Device(Roll.MM_80, Answers.BASIC, Cut.NO),
        ),
        ("usb://04b8:0e15", ("usb_line", 0x04B8, 0x0E15), Device(Roll.MM_80)),
        ("usb://416:5011?width=58&status=none", ("usb_line", 0x416, 0x5011), Device(Roll.MM_58, Answers.NONE)),
        (
            "serial:///dev/ttyUSB0?baud=38400&flow=xon",
            ("serial_line", "/dev/ttyUSB0", 38400, "xon"),
            Device(Roll.MM_80),
        ),
        ("serial://COM3", ("serial_line", "COM3", 115200, "dtr"), Device(Roll.MM_80)),
    ],
)
def test_a_receipt_printer(opened, said, line, device):
    printer = printer_at(said)
    assert isinstance(printer, ThermalPrinter)
    printer._open_line(2.0)
    assert opened == [line]
    assert printer._device == device


@pytest.mark.parametrize(
    ("said", "name", "roll"),
    [
        ("cups://lobby", "lobby", None),
        ("system:lobby", "lobby", None),
        ("system:", "", None),
        ("cups://desk?width=58", "desk", Roll.MM_58),
    ],
)
def test_one_of_the_systems_printers(said, name, roll):
    printer = printer_at(said)
    assert isinstance(printer, SystemPrinter)
    assert (printer._name, printer._roll) == (name, roll)


def test_a_folder(tmp_path):
    printer = printer_at(f"folder:{tmp_path}?width=58")
    assert isinstance(printer, FolderPrinter)
    assert (printer._folder, printer._roll) == (tmp_path, Roll.MM_58)


def test_none_is_none():
    assert isinstance(printer_at("none"), NoPrinter)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("", "is no address of a printer. Write one of: escpos://HOST"),
        ("lobby", "is no address of a printer"),
        ("http://host", "is no address of a printer"),
        ("none?width=58", "is no address of a printer"),
        ("none:x", "Write none alone"),
        ("escpos://", "names no host"),
        ("escpos://host/queue", "names no host"),
        ("escpos://host:port", "can’t be read"),
        ("escpos://host:99999", "can’t be read"),
        ("escpos://[::1", "can’t be read"),
        ("escpos://host?wide=58", "“wide” can’t be set in “escpos://host?wide=58”. What can: cut, status, width."),
        ("escpos://host?width=76", "“width=76” in “escpos://host?width=76” is not known. Write one of: 80, 58."),
        ("escpos://host?width=", "“width=” in"),
        ("escpos://host?width=58&width=80", "Set each thing once"),
        ("escpos://host?status=maybe", "Write one of: full, basic, none"),
        ("escpos://host?baud=9600", "“baud” can’t be set"),
        ("usb://04b8", "names no USB device. Write both numbers that `lsusb` shows"),
        ("usb://printer:1", "names no USB device"),
        ("serial:", "names no port"),
        ("serial:///dev/ttyUSB0?baud=fast", "Write one of: 9600, 19200"),
        ("serial:///dev/ttyUSB0?flow=hand", "Write one of: dtr, rts, xon"),
        ("system:lobby printer", "is no printer’s name"),
        ("system:-o", "is no printer’s name"),
        ("cups://lobby?status=full", "“status” can’t be set"),
        ("folder:", "names no folder"),
    ],
)
def test_what_cant_be_used_is_told_in_words(said, words):
    with pytest.raises(BadInput) as met:
        printer_at(said)
    assert words in str(met.value)


def test_every_form_that_is_told_is_one():
    for form in address.FORMS:
        said = (
            form.replace("HOST[:9100]", "host")
            .replace("VENDOR:PRODUCT", "1:2")
            .replace("NAME", "a")
            .replace("PATH", "/a")
        )
        assert printer_at(said) is not None
    assert {form.partition(":")[0] for form in address.FORMS} | {"cups"} == set(address._FORMS)


def test_the_document_names_each_form_and_setting():
    text = (Path(__file__).parents[2] / "docs" / "printing.md").read_text()
    for form in address._FORMS:
        assert f"`{form}:" in text or f"`{form}`" in text
    for setting in ("width", "status", "cut", "baud", "flow"):
        assert f"| `{setting}` |" in text
    for value in (*Answers, *Cut, *address.BAUDS, *(int(roll) for roll in Roll), TICKET_PRINTER, PAGE_PRINTER):
        assert str(value) in text


def test_what_is_missing_for_usb_is_told(monkeypatch):
    monkeypatch.setattr(address, "find_spec", lambda name: None)
    for said in ("usb://04b8:0e15", "serial:///dev/ttyUSB0"):
        with pytest.raises(BadInput, match=r"pip install greeter\[thermal\]"):
            printer_at(said)
    assert isinstance(printer_at("escpos://host"), ThermalPrinter)


class TestWhichPrinter:
    @pytest.fixture(autouse=True)
    def _nothing_set(self, monkeypatch):
        for variable in (TICKET_PRINTER, PAGE_PRINTER):
            monkeypatch.delenv(variable, raising=False)

    def test_the_command_line_comes_before_the_environment(self, monkeypatch):
        monkeypatch.setenv(TICKET_PRINTER, "lobby")
        assert isinstance(ticket_printer("none"), NoPrinter)
        named = ticket_printer("system:hall")
        assert isinstance(named, SystemPrinter)
        assert named._name == "hall"

    def test_the_environment_names_an_address_or_a_printer_of_the_system(self, monkeypatch):
        monkeypatch.setenv(TICKET_PRINTER, "escpos://host")
        monkeypatch.setenv(PAGE_PRINTER, "laser")
        assert isinstance(ticket_printer(), ThermalPrinter)
        assert page_printer()._name == "laser"

    def test_where_nothing_is_set_the_systems_printer_serves(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        assert isinstance(ticket_printer(), NoPrinter)
        assert isinstance(page_printer(), NoPrinter)
        (tmp_path / "lp").write_text("#!/bin/sh")
        (tmp_path / "lp").chmod(0o755)
        assert ticket_printer()._name == ""
