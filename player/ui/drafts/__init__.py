"""What somebody has begun to write and not saved, kept on the disk beside the program, never in the session."""
