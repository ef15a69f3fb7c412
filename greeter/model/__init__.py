"""What the counter knows: visits, catalogue and journal. Standard library only."""
