"""Practice: the staff window as always, over a store of its own, with the visitor's side in words beside it.

`room.py` sets a scene up in a store, `presenter.py` lets the visitor see and hear, `talk_panel.py` shows what they say and what one may say,
`chooser_page.py` and `closing_page.py` come before and after, `window.py` holds them, `command.py` is `greeter practice`.
"""
