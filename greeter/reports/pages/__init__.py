"""The pages of the report: the first, then one for each question a manager asks, then how each figure is computed.

To add a page: 1. its function here or in a file beside, taking the `Page`; 2. its line in `QUESTIONS` in `contents.py`; 3. a word on it in
`tests/greeter/test_report_pdf.py`.
"""
