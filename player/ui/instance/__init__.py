"""One window a session: a second start raises the first."""
