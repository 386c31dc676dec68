"""The saved session: an append-only log in one SQLite file, its hash chain, resume, and the live drill that writes it."""
