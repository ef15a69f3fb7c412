"""Signing in: for the staff window and the manager's, in the window's own place."""
