"""Greeter: the front counter that public offices deserve."""
