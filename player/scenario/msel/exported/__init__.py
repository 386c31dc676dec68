"""What the sheets that Gladi writes and reads back look like: their columns, and the words of their cells.

A cell is written in the language in use, and read in every language there is. What it says is what a planner may
change in a spreadsheet program: ``after orator +1m``, ``tension +12``, ``within 3m``. The words are those of the
catalogues: to change one there is to no longer know it in the sheets of before, which then count as any other sheet.

Out and back, a script keeps of each inject its id, phase, trigger, confirmation, priority, repetition, title, text,
sender, receiver, channel, effects, expected actions with all they ask for, note, fields and source; of each phase its
id, title, goal, planned, least and most time, ending, entry effects, source and the planned way on; and its own id,
title, place and StartEx. Texts stay in the language of the sheet. Roles come back as their titles. Injects due at the
same moment stay in their order.

A sheet carries no units (those that expected actions name are assumed), crowd, actions, decisions, exits, readiness
items, tags, ranks, settings of rules and attachments; a trigger that names a tag or a decision is kept as a field. In
Excel a text longer than a cell holds is cut, which the export says; and a text that is nothing but an error of Excel
(``#N/A``) or looks like one of its escapes for a control character (``_x000D_``) is taken for that.
"""
