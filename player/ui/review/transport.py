"""The bar of the time axis: playing, jumping, the three times of the moment, and the whole session as one line."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from player.i18n import N_, _
from player.model.times import clock_text
from player.ui.actions import ActionTable
from player.ui.instrument.segments import Segments
from player.ui.keys import stroke_text
from player.ui.review.leads import LeadsRow
from player.ui.review.notices import standing_signs
from player.ui.review.playback import Playback
from player.ui.review.scrubber import Scrubber
from player.ui.review_view import ReviewView
from player.ui.theme import PAD, SPACE, scaled
from player.ui.widgets import ActionButton, Chip, Label, Panel, Readout
from player.ui.widgets.painted import plain_tip

WHOLE, SEEN = "whole", "seen"
"""The two faces of a review: the whole session, and what the controller saw."""

_JUMPS: tuple[tuple[str, str, str], ...] = (
    (N_("event"), "move_event_back", "move_event_on"),
    (N_("phase"), "move_phase_back", "move_phase_on"),
    (N_("finding"), "move_finding_back", "move_finding_on"),
    (N_("bookmark"), "move_bookmark_back", "move_bookmark_on"),
)
"""What can be jumped between, and the actions that do so."""

_WORDS_FROM_PX = 1300
"""So much room the words between the arrows need."""


class TransportBar(Panel):
    """The bar.

    Args:
        view: the session.
        playback: what plays it.
        actions: what can be done.
    """

    def __init__(self, view: ReviewView, playback: Playback, actions: ActionTable) -> None:
        super().__init__(_("Time axis"), pad_px=0)
        self.show_strip(on=False)
        self._view, self._playback, self._actions = view, playback, actions
        self.scrubber = Scrubber(view)
        self.faces = Segments(_("What is shown"), [(WHOLE, _("Whole session")), (SEEN, _("As the controller saw it"))])
        self.faces.setToolTip(plain_tip(self._tip("controller_view")))
        self._play = self._button("play")
        self._words: list[Label] = []
        self._speed = Chip("1×", "gauge")
        self._moment = Readout(_("moment"), "00:00:00")
        self._lay_out()
        playback.changed.connect(self._show_playing)
        view.moved.connect(self._show_moment)
        view.changed.connect(self._show_moment)
        self._show_playing()
        self._show_moment()

    def show_face(self, face: str) -> None:
        """Tell which face is shown."""
        self.faces.put(face)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is little room the arrows alone say where they lead."""
        super().resizeEvent(event)
        for word in self._words:
            word.setVisible(self.width() >= scaled(_WORDS_FROM_PX))

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(2 * SPACE)
        upper.addWidget(self._play)
        for name in ("slower", "faster"):
            upper.addWidget(self._button(name))
        upper.addWidget(self._speed)
        upper.addSpacing(SPACE)
        upper.addWidget(self._moment)
        upper.addStretch(1)
        upper.addWidget(LeadsRow(self._actions))
        for sign in standing_signs(self._view.saved):
            upper.addWidget(sign)
        for title, back, on in _JUMPS:
            pair = QHBoxLayout()
            pair.setSpacing(1)
            pair.addWidget(self._button(back))
            word = Label(_(title), "small", "soft")
            word.setMinimumWidth(word.sizeHint().width())
            self._words.append(word)
            pair.addWidget(word)
            pair.addWidget(self._button(on))
            upper.addLayout(pair)
        upper.addWidget(self._button("bookmark"))
        upper.addWidget(self.faces)
        whole = QVBoxLayout()
        whole.setContentsMargins(PAD, 2, PAD, 1)
        whole.setSpacing(0)
        whole.addLayout(upper)
        whole.addWidget(self.scrubber)
        self.body.addLayout(whole)

    def _button(self, action_id: str) -> ActionButton:
        """A small button that shows its icon; its name and key are in its tip."""
        action = self._actions[action_id]
        button = ActionButton("", action.icon, size="small")
        button.setAccessibleName(action.text)
        button.setToolTip(plain_tip(self._tip(action_id)))
        button.counts_fast_clicks = True
        button.clicked.connect(lambda: action.do() if action.enabled() else None)
        return button

    def _tip(self, action_id: str) -> str:
        action = self._actions[action_id]
        keys = ", ".join(stroke_text(one) for one in action.strokes)
        return f"{action.text} ({keys})" if keys else action.text

    def _show_playing(self) -> None:
        playing = self._playback.playing
        self._play.show_as("", "pause:solid" if playing else "play:solid", "accent" if playing else "normal")
        self._play.setAccessibleName(_("Stop playing") if playing else _("Play"))
        speed = f"{self._playback.speed_permille / 1000:g}×"
        self._speed.show_as(speed, "fast-forward" if playing else "gauge", "accent" if playing else "neutral")
        self._speed.setAccessibleName(_("Speed {speed}").format(speed=speed))

    def _show_moment(self) -> None:
        self._moment.set_value(clock_text(self._view.now_ms, hours=True))
