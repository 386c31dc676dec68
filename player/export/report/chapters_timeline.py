"""The whole exercise in one figure."""

from __future__ import annotations

from player.export.report.chapters_source import Source
from player.export.report.figure_timeline import timeline_figure
from player.i18n import _
from player.model.paper import Chapter, Paragraph


def timeline_chapter(source: Source) -> Chapter:
    """The chapter: a page on its side."""
    if not source.begun:
        nothing = _("There was no StartEx, so there is no course to show.")
        return Chapter("timeline", _("Timeline"), (Paragraph(nothing),))
    return Chapter("timeline", _("Timeline"), (timeline_figure(source),), wide=True)
