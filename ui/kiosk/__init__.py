"""What visitors touch."""
