"""Parts that more than one panel is built from."""
