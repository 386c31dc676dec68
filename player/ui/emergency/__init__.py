"""A real emergency: the exercise stands still, and says so."""
