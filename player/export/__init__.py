"""Files that others work on with programs of their own: one module per format, all of them in `player.export.formats`.

The after-action report, which is read rather than worked on, has a room of its own in ``report``.
"""
