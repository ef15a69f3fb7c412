"""What staff read of a printer."""

import pytest

from greeter.printing.printout import READY, Condition, Trouble
from greeter.printing.words import about_kiosk_printer, about_printer
from greeter.texts import Texts


@pytest.mark.parametrize("about", [about_printer, about_kiosk_printer])
def test_each_trouble_is_told_and_with_it_what_mends_it(about):
    said = {trouble: about(Texts(), Condition(trouble)) for trouble in Trouble}
    assert len(set(said.values())) == len(Trouble)
    assert all(words.count(". ") == 1 and words.endswith(".") for words in said.values())
    assert about(Texts(), READY).endswith("printer is ready.")


def test_the_kiosks_printer_is_named():
    assert (
        about_kiosk_printer(Texts(), Condition(Trouble.PAPER_OUT))
        == "The kiosk’s printer is out of paper. Put in a new roll."
    )
    assert all("kiosk’s printer" in about_kiosk_printer(Texts(), Condition(trouble)) for trouble in Trouble)


def test_what_the_print_system_said_is_told_in_one_line_where_nothing_is_plainer():
    said = about_printer(Texts(), Condition(Trouble.STOPPED, detail="Out of\npaper"))
    assert said == "The printer has stopped. (Out of paper) Check its paper and its cover."
    assert "repr" not in about_printer(Texts(), Condition(Trouble.STRANGE, detail="repr"))
