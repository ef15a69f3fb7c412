"""What a manager looks at."""
