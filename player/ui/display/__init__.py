"""The second window, for a screen or projector in the square."""
