"""Timings: medians and 99th percentiles over many runs, and ratios against a reference measured in the same run.

Run by `python3 packaging/bootstrap.py bench [--json]`. To add one: 1. a function in a file here that returns its keys and values; 2. its name in
`SUITES`; 3. what it must reach, in `docs/benchmarks.md`.
"""
