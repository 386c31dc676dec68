"""The Review mode: the panels of Run over a saved session, moved by a time axis."""
