"""The band of the page: what script it is, its numbers, how its file stands, and the way into the drill."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from player.i18n import _
from player.model.scenario import Scenario
from player.model.times import clock_text, story_clock_text
from player.scenario import Problem
from player.session.clocks import INDONESIAN_ZONES
from player.ui.actions import ActionTable
from player.ui.run.panel import action_button
from player.ui.scenario.problems import count_words
from player.ui.scenario.script import ScriptFile
from player.ui.scenario.words import DOT
from player.ui.theme import SPACE, text_font
from player.ui.widgets import Band, Chip, Label, Readout
from player.ui.widgets.painted import text_width


def zone_word(zone: str) -> str:
    """A time zone as people name it: WIB, WITA, WIT, else its full name."""
    return INDONESIAN_ZONES[zone][0] if zone in INDONESIAN_ZONES else zone


class FittingLabel(Label):
    """A line of text that is written smaller where it would not fit."""

    def setText(self, text: str) -> None:  # noqa: N802
        """Show another text."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take the size that fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fits = text_width(text_font("title"), self.text()) <= self.width()
        role = "title" if fits else "strong"
        if role != self._role:
            self._role = role
            self._dress()


class ScriptBand(Band):
    """The band of a script or of a programme.

    Args:
        script: its file.
        actions: what can be done.
        primary: id of the action of the large button.
    """

    def __init__(self, script: ScriptFile, actions: ActionTable, primary: str) -> None:
        super().__init__()
        self._script = script
        self._title = FittingLabel("", "title", "band")
        self._place = Label("", "small", "band_soft")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._place)
        words.addStretch(1)
        self.row.setSpacing(4 * SPACE)
        self.row.addWidget(Chip(_("EXERCISE"), "", "exercise", look="solid", role="banner"))
        self.row.addLayout(words, 1)
        self._state = Chip("", "", "neutral", look="solid")
        self.row.addWidget(self._state)
        self._readouts: list[Readout] = []
        self._slot = self.row.count()
        self.run = action_button(actions, primary, variant="primary")
        self.row.addWidget(self.run)
        self.show_state(())

    def show_words(self, title: str, place: str) -> None:
        """Show the title and what stands under it."""
        self._title.setText(title)
        self._place.setText(place)

    def show_numbers(self, numbers: list[tuple[str, str]]) -> None:
        """Show these readouts (caption, value)."""
        if len(numbers) != len(self._readouts):
            for readout in self._readouts:
                self.row.removeWidget(readout)
                readout.deleteLater()
            self._readouts = [Readout(caption, on_band=True, role="figure_s") for caption, _value in numbers]
            for place, readout in enumerate(self._readouts):
                self.row.insertWidget(self._slot + place, readout)
        for readout, (_caption, value) in zip(self._readouts, numbers, strict=True):
            readout.set_value(value)

    def show_state(self, problems: Sequence[Problem]) -> None:
        """Show how the file stands, with what is wrong in it or worth a second look."""
        script = self._script
        if script.reading is None:
            self._state.show_as(_("reading …"), "hourglass", "neutral")
        elif script.reading.missing:
            self._state.show_as(_("no file"), "file-warning", "alarm")
        elif problems:
            alarm = script.is_broken
            self._state.show_as(
                count_words(problems), "octagon-alert" if alarm else "triangle-alert", "alarm" if alarm else "warn"
            )
        self._state.setVisible(script.reading is None or bool(problems))
        self.run.setEnabled(not script.is_broken and script.good is not None)


def place_words(scenario: Scenario) -> str:
    """Where and when the story plays."""
    start = story_clock_text(scenario.place.starts_ms, seconds=False)
    text = _("from {time} {zone}").format(time=start, zone=zone_word(scenario.place.zone))
    return DOT.join((str(scenario.place.name), text))


def scenario_numbers(scenario: Scenario) -> list[tuple[str, str]]:
    """The numbers of a script, as the band shows them (caption, value)."""
    return [
        (_("planned"), clock_text(scenario.planned_ms, hours=True)),
        (_("personnel"), f"{scenario.total_strength}"),
        (_("crowd"), f"{scenario.crowd.size}"),
        (_("injects"), f"{len(scenario.inject_by_id)}"),
        (_("expected"), f"{len(scenario.expected_by_id)}"),
        (_("sources/assumptions"), f"{len(scenario.sources)}/{len(scenario.assumptions)}"),
    ]
