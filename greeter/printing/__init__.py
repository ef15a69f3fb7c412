"""Paper: what prints tickets and next steps, and says honestly whether they came out.

A visitor never waits for a printer: printers are called in a worker, and every question to one has a time-out. What is not known to be printed
counts as not printed, nothing is ever sent a second time by itself, and what may still lie in a printer is taken back, so that no stranger finds it.

`address.py` reads the setting; `thermal.py` talks ESC/POS with a receipt printer over a line of `lines.py`; `system.py` asks the print system.

To add a way to print: 1. a class with `Printer`'s methods; 2. its form in `address.py`; 3. its part of `docs/printing.md`; 4. its faults in a test.
"""
