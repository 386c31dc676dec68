"""What a trainer adds to a session that has ended: notes, ratings, the improvement plan, the summary."""
