"""What the lobby reads."""
