"""The panels of the Run mode, each with NAME, TITLE and its class."""
