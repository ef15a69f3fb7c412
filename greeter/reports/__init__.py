"""Figures of the journal, and the pages that show them."""
