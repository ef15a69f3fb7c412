"""Appointments: read from a calendar or a table, found again by code, name or QR code. What is done with them is at the front desk.

To read another kind of file: 1. a module that returns a `Reading`; 2. its line in `reading.py`; 3. a page in `docs/appointments.md`; 4. its cases in
`tests/greeter/appointments`, junk among them.
"""
