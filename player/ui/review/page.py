"""The Review page: the whole session on one axis, or the Run panels as they were at the moment."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from player.i18n import _
from player.session.unhurried import uncollected
from player.ui.actions import ActionTable
from player.ui.assess.rows import AssessList
from player.ui.keys import stroke_text
from player.ui.plots.host import PlotHost
from player.ui.review.face import ReviewFace
from player.ui.review.leads import DraftMark
from player.ui.review.log import ReviewLogKept
from player.ui.review.notices import Told, what_is_amiss
from player.ui.review.passing import Passing
from player.ui.review.playback import Playback
from player.ui.review.seen import SeenView
from player.ui.review.transport import SEEN, WHOLE, TransportBar
from player.ui.review_view import ReviewView
from player.ui.run.page import Kept, RunPage
from player.ui.theme import GAP, SPACE
from player.ui.widgets import Chip


@dataclass(frozen=True, slots=True)
class ReviewKept(Kept):
    """What the user has put into the page, and into its own log."""

    narrowed: ReviewLogKept | None = None


class ReviewPage(RunPage):
    """A saved session at the moment chosen.

    It opens on the face of its own; the Run panels show what the controller saw at the moment, and nothing that came
    later.

    Args:
        view: the session.
        actions: what can be done.
        plots: the plots of the Run panels.
        playback: what plays the session.
        parent: what it will stand in.
    """

    FEEDS_AT_ONCE = False  # of a long session that takes a while, and it opens on the face of its own

    @uncollected()
    def __init__(
        self,
        view: ReviewView,
        actions: ActionTable,
        plots: PlotHost,
        playback: Playback,
        parent: QWidget | None = None,
    ) -> None:
        self._review, self.playback = view, playback
        self._seen = SeenView(view)
        super().__init__(self._seen, actions, lambda: view.wall, plots, view, parent)
        view.said.connect(self.say)
        self.review_face = ReviewFace(view, actions, plots.another(), self.log.book)
        self.instrument = self.review_face
        self._faces.addWidget(self.review_face)
        self._told_seen = Chip(_("As the controller saw it, without what came later"), "eye", "accent")
        self.log.add_to_strip(self._told_seen)
        self.transport = TransportBar(view, playback, actions)
        self.scrubber = self.transport.scrubber
        self.draft_mark = DraftMark(view, actions, self.band)
        self.body.insertWidget(1, self.transport)
        self.body.setSpacing(SPACE)
        self._link()
        self._passing = Passing(self.notice)
        self._table, self._helps = actions, ""
        self.notice.acted.connect(self._do_offered)
        self.tell_what_is_amiss()
        self.show_instrument(on=True)

    @property
    def selected_span(self) -> tuple[int, int] | None:
        """The stretch of exercise time selected on the lanes, in ms, or None."""
        return self.review_face.selected_span

    def say(self, text: str, warning: bool) -> None:  # noqa: FBT001 - a slot
        """Say something over the foot of the page, so that nothing moves."""
        self.body.removeWidget(self.notice)
        self.notice.setParent(self)
        super().say(text, warning)
        self._passing.watch(on=not warning)
        width = self.review_face.width_of_lanes
        height = self.notice.heightForWidth(width)
        self.notice.setGeometry(GAP, self.height() - height - GAP, width, height)
        self.notice.raise_()

    def tell_what_is_amiss(self, before: str = "") -> None:
        """Say what is not as it should be with the session, behind other words, and offer what helps."""
        told = what_is_amiss(self._review.saved) or Told("", "go")
        text = " ".join(filter(None, (before, told.text)))
        if not text:
            return
        offered = self._table[told.offers] if told.offers else None
        self._helps = told.offers if offered is not None and offered.enabled() else ""
        if offered is None or not self._helps:
            self.notice.say(text, told.tone)
            return
        key = stroke_text(offered.strokes[0]) if offered.strokes else ""
        self.notice.say(text, told.tone, action=offered.text, key=key)

    def show_instrument(self, *, on: bool) -> ReviewFace:
        """Show the whole session, or what the controller saw; gives the face of the former."""
        if not on:
            self.feed_plots()
        super().show_instrument(on=on)
        self._seen.watch(on=not on)
        self.transport.show_face(WHOLE if on else SEEN)
        return self.review_face

    def show_face(self, face: QWidget | None) -> None:
        """Show this in the place of the whole session, or (None) the whole session again."""
        if face is None:
            self.show_instrument(on=True)
        else:
            super().show_face(face)
            self._seen.watch(on=False)

    def begin_find(self) -> None:
        """Put the keyboard into the find field of the log in sight."""
        if self.shows_instrument:
            self.review_face.log.begin_find()
        else:
            self.log.begin_find()

    def begin_kinds(self) -> None:
        """Let the user choose by keys which kinds of entry the log in sight shows."""
        if self.shows_instrument:
            self.review_face.log.begin_kinds()
        else:
            self.log.begin_kinds()

    def step_entry(self, step: int) -> None:
        """Go to the next entry of the log in sight, or the one before."""
        if self.shows_instrument:
            self.review_face.log.step(step)
        else:
            self._review.step_entry(step)

    def toggle_group(self, number: int) -> None:
        """Narrow the log down to a group of kinds, or (0) show all of it."""
        self.show_instrument(on=True).log.toggle_group(number)

    def open_entry(self) -> None:
        """Show all about the entry of the moment."""
        self.show_instrument(on=True).open_entry()

    def show_entry(self, seq: int) -> None:
        """Go to an entry of the log."""
        self.show_instrument(on=True).log.show_entry(seq)

    def step_back(self) -> None:
        """Leave one thing: a list with letters of its own, what the controller saw, the selection, the filters."""
        if isinstance(QApplication.focusWidget(), AssessList):
            self.window().setFocus()
        elif not self.shows_instrument:
            self.show_instrument(on=True)
        elif not self.review_face.lanes.clear_selection():
            self.review_face.log.show_all()

    def splitters(self) -> list[QSplitter]:
        """As of a drill under way, and those of the face."""
        return [*super().splitters(), *self.review_face.splitters]

    def keep(self) -> ReviewKept:
        """What the user has put into the page."""
        kept = super().keep()
        return ReviewKept(kept.log, kept.splitters, kept.instrument, self.review_face.log.keep())

    def restore(self, kept: Kept) -> None:
        """Take over what stood in the page before."""
        super().restore(kept)
        if isinstance(kept, ReviewKept) and kept.narrowed is not None:
            self.review_face.log.restore(kept.narrowed)

    def _link(self) -> None:
        """Going anywhere by hand stops what plays; going there by key does not."""
        view, face, playback = self._review, self.review_face, self.playback
        face.by_hand.connect(playback.pause)
        for moved in (self.scrubber.sought, self.plots.scrubbed):
            moved.connect(playback.pause)
            moved.connect(view.seek)
        self.log.sought.connect(playback.pause)
        self.log.sought.connect(view.seek_entry)
        face.plots.range_changed.connect(self._show_looked_at)
        self.transport.faces.chosen.connect(lambda value: self.show_instrument(on=value == WHOLE))

    def _show_looked_at(self, start_ms: int, end_ms: int) -> None:
        whole = self.review_face.plots.whole_range_ms
        if (start_ms, end_ms) == whole:
            self.scrubber.show_looked_at(0, whole[1])
        else:
            self.scrubber.show_looked_at(start_ms, end_ms)

    def _do_offered(self) -> None:
        if self._helps:
            self._table[self._helps].do()
