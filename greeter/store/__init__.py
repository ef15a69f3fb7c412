"""Where visits and journal are kept."""
