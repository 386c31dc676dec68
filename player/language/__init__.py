"""The building blocks of the scenario language: the tree of a YAML text, shapes of values, words, and problems.

They know nothing of what a script means; `player.scenario` says that with them, and so do the trigger kinds.
"""
