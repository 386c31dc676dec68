"""The page of a script before the drill: its map, its plan in curves, and what is wrong with its file."""
