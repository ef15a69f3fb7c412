"""Holds Greeter's judgement against data: waits, next steps and words, ours beside simple rules, on the same rows.

Everything is asked with what was known at that moment only; a method may learn on as the days of the test pass.

To add a baseline: its function in the file of its subject, its name in that file's table, and a test that computes it by hand.
"""
