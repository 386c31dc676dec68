"""The page after EndEx: what happened, on one screen."""
