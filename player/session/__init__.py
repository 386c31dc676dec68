"""The saved session: an append-only log in one SQLite file, its chain, resume, and the live drill."""
