"""What the sheets that Gladi writes and reads back look like: their columns, and the words of their cells.

A cell is written in the language in use, and read in every language there is. What it says is what a planner may
change in a spreadsheet program: ``after orator +1m``, ``tension +12``, ``within 3m``.
"""
