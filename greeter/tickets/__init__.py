"""What a visitor takes along: the ticket on screen and paper, and the written next steps.

`face.py` says what a ticket says; `ticket_sheet.py`, `take_away.py` and `take_away_slip.py` set it on paper; `thermal_pdf.py`, `image.py` and
`sheet_pdf.py` put the paper into a file; `greeter.printing` onto paper. No name is on any of it.

To add a line to the ticket: 1. a field of `TicketFace`; 2. its place in `ticket_sheet.py` and on the kiosk's ticket page; 3. the code's plain text
in `code_text.py`, where a phone should know it too.
"""
