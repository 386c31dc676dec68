"""Observe: what observers log at the desk, with one key each."""
