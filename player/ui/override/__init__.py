"""Overriding a value: the sheet the controller does it on, and the signs of what is held."""
