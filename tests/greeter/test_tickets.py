"""The text of a ticket's code, and the code itself."""

from dataclasses import replace

import pytest

from greeter.problems import BadInput
from greeter.texts import Texts
from greeter.tickets.code_text import MOST_BYTES, PlainSteps, PlainTicket, link, plain_steps, plain_text
from greeter.tickets.qr import matrix

WINDOWS = PlainTicket(
    "P014",
    "Alder Creek Town Hall",
    "Nov 24, 10:05 am",
    ("Photo ID", "A drawing"),
    ("A clerk looks at it.", "You get a list."),
    "555-0100",
)


class TestPlainText:
    def test_says_all_where_it_fits(self):
        assert plain_text(WINDOWS, Texts()) == (
            "P014\nAlder Creek Town Hall, Nov 24, 10:05 am\nBring: Photo ID; A drawing\n"
            "Next: A clerk looks at it. You get a list.\nPhone: 555-0100"
        )

    def test_leaves_the_end_of_long_lists_out_and_says_so(self):
        long = replace(WINDOWS, bring=tuple(f"Paper number {n} of the file" for n in range(30)))
        text = plain_text(long, Texts())
        assert len(text.encode()) <= MOST_BYTES
        assert "Bring: Paper number 0 of the file; " in text
        assert "; ...\n" in text
        assert "Next: A clerk looks at it. You get a list.\n" in text
        assert text.endswith("Phone: 555-0100")

    @pytest.mark.parametrize("most", [150, 200, 258])
    def test_each_list_keeps_its_beginning_however_long_the_other(self, most):
        words = "word " * 200
        crowded = replace(WINDOWS, office="An office " * 30, bring=(words,) * 5, happens=(words,) * 5, phone="1" * 90)
        text = plain_text(crowded, Texts(), most)
        assert len(text.encode()) <= most
        assert "Bring: word " in text or most < 200
        assert text.startswith("P014\nAn office")
        assert text.splitlines()[-1].startswith("Phone: 111")

    def test_counts_bytes_and_never_cuts_a_letter(self):
        text = plain_text(replace(WINDOWS, bring=("许可证" * 60,), happens=("ñ" * 300,)), Texts())
        assert len(text.encode()) <= MOST_BYTES
        assert "\N{REPLACEMENT CHARACTER}" not in text
        assert "许可证" in text

    def test_empty_parts_leave_no_empty_lines(self):
        text = plain_text(PlainTicket("D001", "Town\nHall", "Nov 24", (), (), ""), Texts())
        assert text == "D001\nTown Hall, Nov 24"

    def test_typographic_signs_are_typewritten(self):
        text = plain_text(replace(WINDOWS, happens=("You’ll pay – “now”…",)), Texts())
        assert 'Next: You\'ll pay - "now"...' in text

    def test_the_take_away_says_the_visitors_steps(self):
        text = plain_steps(
            PlainSteps("P014", "Town Hall", "Nov 24", ("Pay the fee (Today)", "Come back"), "1"), Texts()
        )
        assert text == "P014\nTown Hall, Nov 24\nYour next steps: Pay the fee (Today); Come back\nPhone: 1"

    def test_a_link_has_one_slash(self):
        assert link("https://a.example/b/", "tok") == link("https://a.example/b", "tok") == "https://a.example/b/v/tok"


class TestCode:
    def test_is_square_and_grows_with_the_text(self):
        small, large = matrix("P014"), matrix("p" * 258)
        assert len(small) == len(small[0]) == 21
        assert len(large) == len(large[0]) == 73

    def test_the_same_text_gives_the_same_code(self):
        assert matrix("P014") == matrix("P014") != matrix("P015")

    def test_too_long_a_text_is_refused_in_words(self):
        with pytest.raises(BadInput, match="too long for a code"):
            matrix("x" * 3_000)
