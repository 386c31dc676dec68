"""What is said and heard ahead of what is due."""
