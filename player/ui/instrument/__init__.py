"""The instrument: plan against course, lanes, findings, what moved the tension, measures."""
