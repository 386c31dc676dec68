"""The two plots of a drill on one time axis: tension, and force under its ceiling.

Importing this package imports neither numpy nor pyqtgraph, which together take longer than a whole bare window.
`player.ui.plots.host` shows a quiet panel at once and fetches them behind it.
"""
