"""Writing the after-action report of the session shown."""
