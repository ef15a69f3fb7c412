"""What staff read of a printer."""

from greeter.printing.printout import READY, Condition, Trouble
from greeter.printing.words import about_kiosk_printer, about_printer, remedy
from greeter.texts import Texts


def test_each_trouble_is_told_and_with_it_what_mends_it():
    said = {trouble: about_printer(Texts(), Condition(trouble)) for trouble in Trouble}
    assert len(set(said.values())) == len(Trouble)
    assert all(words.count(". ") == 1 and words.endswith(".") for words in said.values())
    assert about_printer(Texts(), READY) == "The printer is ready."


def test_the_kiosks_printer_is_named_in_one_sentence():
    said = {trouble: about_kiosk_printer(Texts(), trouble) for trouble in Trouble}
    assert said[Trouble.PAPER_OUT] == "The kiosk’s printer is out of paper."
    assert all("kiosk" in words and "printer" in words and words.count(".") == 1 for words in said.values())
    assert len(set(said.values())) == len(Trouble)
    assert remedy(Texts(), Trouble.PAPER_OUT) == "Put in a new roll."


def test_what_the_print_system_said_is_told_in_one_line_where_nothing_is_plainer():
    said = about_printer(Texts(), Condition(Trouble.STOPPED, detail="Out of\npaper"))
    assert said == "The printer has stopped. (Out of paper) Check its paper and its cover."
    assert "repr" not in about_printer(Texts(), Condition(Trouble.STRANGE, detail="repr"))
