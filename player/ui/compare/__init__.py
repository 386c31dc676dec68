"""Comparing in the window: which sessions, their curves on one axis, their measures, who was first where."""
