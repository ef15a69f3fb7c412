"""What an office tells everybody: how long the wait is now (`waits_now.py`), and its figures as a database (`open_file.py`, `datasette.py`).

Nothing here is about a person, nor about so few that one of them could be told: `docs/open-figures.md`, `docs/decisions/0041-open-figures.md`.
"""
