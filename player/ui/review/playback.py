"""A saved session played back: the moment shown moves on with the real time, at a speed of one's own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from player.session.clocks import Clock
from player.ui.review_view import ReviewView

SPEEDS_PERMILLE = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000)
"""The speeds there are, in thousandths of real time."""

NORMAL = SPEEDS_PERMILLE.index(1_000)
STEP_MS = 50
"""From one step to the next, in real time."""

ASLEEP_MS = 2_000
"""After a longer real time without a step the machine slept: nobody saw what would be skipped, so it stops."""


class Playback(QObject):
    """Moves a review on while it plays.

    Where the moment stands is worked out from when it was started, never by counting steps: a late step makes up for
    it. It stops by itself at the end. Who goes to another moment while it plays goes on from there.

    Args:
        view: the session; it owns the playback.
        clock: the real time.
        ticks: step by itself.

    Signals:
        changed: it was started or stopped, or has another speed.
    """

    changed = Signal()

    def __init__(self, view: ReviewView, clock: Clock, *, ticks: bool = True) -> None:
        super().__init__(view)
        self.playing = False
        self._view, self._clock, self._ticks = view, clock, ticks
        self._speed = NORMAL
        self._from_ms = self._since_ms = self._stepped_ms = 0
        self._is_stepping = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.step)
        view.moved.connect(self._moved)

    @property
    def speed_permille(self) -> int:
        """The speed, in thousandths of real time."""
        return SPEEDS_PERMILLE[self._speed]

    def toggle(self) -> None:
        """Play, or stop."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Play from the moment shown; from the beginning where that is the end."""
        if self.playing:
            return
        if self._view.now_ms >= self._view.timeline.end_ms:
            self._view.seek(0)
        self.playing = True
        self._anchor()
        self.changed.emit()
        self._wait()

    def pause(self) -> None:
        """Stop where it is."""
        if self.playing:
            self.playing = False
            self._timer.stop()
            self.changed.emit()

    def change_speed(self, step: int) -> None:
        """Play faster, or slower."""
        speed = max(0, min(self._speed + step, len(SPEEDS_PERMILLE) - 1))
        if speed == self._speed:
            return
        self._speed = speed
        self._anchor()
        self.changed.emit()

    def step(self) -> None:
        """Show where it stands now."""
        if not self.playing:
            return
        now_ms = self._clock.monotonic_ms()
        asleep = now_ms - self._stepped_ms > ASLEEP_MS
        self._stepped_ms = now_ms
        if asleep:
            self.pause()
            return
        at_ms = self._from_ms + (now_ms - self._since_ms) * self.speed_permille // 1_000
        if at_ms != self._view.now_ms:
            self._is_stepping = True
            try:
                self._view.seek(at_ms)
            finally:
                self._is_stepping = False
        if at_ms >= self._view.timeline.end_ms:
            self.pause()
        else:
            self._wait()

    def _moved(self) -> None:
        """Go on from where somebody went to."""
        if self.playing and not self._is_stepping:
            self._anchor()

    def _anchor(self) -> None:
        self._from_ms = self._view.now_ms
        self._since_ms = self._stepped_ms = self._clock.monotonic_ms()

    def _wait(self) -> None:
        if self._ticks:
            late_ms = self._clock.monotonic_ms() - self._stepped_ms
            self._timer.start(max(1, STEP_MS - late_ms))
