"""What the screens show, as frozen values read from the store in a few lines of SQL.

To add a screen: 1. a file here with its dataclass and a function that reads it; 2. a presenter that reads it again whenever the feed says that
something changed.
"""
