"""Who is next, and how long it takes."""
