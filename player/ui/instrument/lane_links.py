"""What the lanes and the plots over them share: a stretch selected in the one is selected in the other."""

from __future__ import annotations

from player.ui.instrument.lanes import LanesView
from player.ui.plots.host import PlotHost


def share_selection(lanes: LanesView, plots: PlotHost) -> None:
    """Select in both at once, whichever of them is worked."""
    plots.set_selecting(True)
    lanes.selecting.connect(plots.show_selection)
    plots.selecting.connect(lanes.show_selection)
    plots.selected.connect(lanes.select)
