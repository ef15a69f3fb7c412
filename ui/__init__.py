"""The windows. Qt, and no SQL and no rules."""
