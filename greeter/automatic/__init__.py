"""Reports that are written by themselves, to a folder and by mail: each once for every period and recipient.

`due.py` says what is due, `making.py` writes the report, `mail.py` hands a mail in, `round.py` does one after another what is due, `state.py` tells
how it stands. What was taken, sent and unknown is kept by `greeter.front_desk.deliveries`; why so: `docs/decisions/0040-automatic-reports.md`.
"""
