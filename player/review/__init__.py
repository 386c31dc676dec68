"""Folds over a finished log: any moment of a drill, from the same code that ran it."""
