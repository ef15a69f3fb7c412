"""Numbers, faces and codes of tickets."""
