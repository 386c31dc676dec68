"""The after-action report: what stands in it, and the formats it is written in."""
