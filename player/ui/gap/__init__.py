"""A gap in the time: asking what it counts as, and keeping the machine awake."""
