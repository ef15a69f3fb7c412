"""Office files: read, checked, written and imported."""
