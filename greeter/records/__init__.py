"""Records: that they add up, and can be shown to be untouched."""
