"""The page on which a planner's sheet becomes a script: what its columns mean, and what comes of it."""
