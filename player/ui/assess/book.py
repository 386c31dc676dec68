"""What the panels and sheets of an assessment share: what stands, what was measured, and what is half-written."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from PySide6.QtCore import QObject

from player.engine.findings import Finding
from player.i18n import current_language
from player.model.events import SummaryWritten
from player.review.assessment import Assessment
from player.review.measures import measures
from player.review.measures_expected import ExpectedMeasure
from player.review.objective_events import events_of_objectives
from player.review.suggesting import Unmet, unmet_of
from player.review.wording import Wording
from player.ui.drafts.keeper import drafts_of
from player.ui.drafts.writer import writer_of
from player.ui.review_view import ReviewView


@dataclass(frozen=True, slots=True)
class Target:
    """What a note is on.

    Attributes:
        at_ms, to_ms: the stretch of exercise time; both the same for a moment.
        on: number of the event, or None. ``finding``: key of the finding, or empty.
    """

    at_ms: int
    to_ms: int
    on: int | None = None
    finding: str = ""


class Book(QObject):
    """The assessment of a session, kept with its view: a panel or a sheet that closes loses nothing that was typed.

    Attributes:
        drafts: what was typed and not saved, by the name of what it is for; it outlives the view, and Gladi.
    """

    def __init__(self, view: ReviewView) -> None:
        super().__init__(view)
        self._view = view
        self.drafts = drafts_of(view)
        self._unmet: tuple[Unmet, ...] | None = None
        self._called: tuple[ExpectedMeasure, ...] | None = None
        self._shows: Mapping[str, AbstractSet[int]] | None = None
        self._words: Wording | None = None
        self._words_language = ""
        self._learned = 0

    @property
    def assessment(self) -> Assessment:
        """What stands of what trainers have said."""
        return self._view.assessment

    @property
    def called(self) -> tuple[ExpectedMeasure, ...]:
        """The expected actions as they were called for; nothing that is added after EndEx changes them."""
        if self._called is None:
            view = self._view
            fold = view.timeline.fold
            self._called = measures(view.scenario, (entry.event for entry in view.entries), fold).expected.called
        return self._called

    @property
    def who(self) -> str:
        """Who writes: the name written last here, else the trainer's that stands last in the session."""
        return writer_of(self._view)

    @property
    def summed_up_by(self) -> str:
        """Who signed the summary that stands; empty for nobody, or for none."""
        seq = self.assessment.summary_seq
        body = None if seq is None else self._view.entries[seq - 1].event.body
        return body.who if isinstance(body, SummaryWritten) else ""

    def note_who(self, who: str) -> None:
        """Remember who writes, for notes and for answers alike."""
        self.drafts.note_who(who)

    def words_of(self, seq: int) -> str:
        """What the entry of this number says."""
        entries = self._view.entries
        if self._words is None or self._words_language != current_language():
            self._words, self._words_language = Wording(self._view.scenario), current_language()
            self._learned = 0
        for entry in entries[self._learned : seq]:
            self._words.learn(entry.event)
        self._learned = max(self._learned, seq)
        return self._words.line(entries[seq - 1].event).text

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """The expected actions that nobody saw, with the events that tell so."""
        if self._unmet is None:
            view = self._view
            self._unmet = unmet_of(view.scenario, (entry.event for entry in view.entries), self.called)
        return self._unmet

    def touches(self, finding: Finding, objective: str) -> bool:
        """Whether a finding tells of the actions that met expected actions of an objective."""
        if self._shows is None:
            self._shows = events_of_objectives(self._view.scenario, (entry.event for entry in self._view.entries))
        return not self._shows.get(objective, frozenset()).isdisjoint(finding.events)

    def objective_title(self, objective: str) -> str:
        """Title of an objective; what it is called where the script has none of it; empty for none."""
        known = self._view.scenario.objectives.get(objective)
        return objective if known is None else str(known.title)


def book_of(view: ReviewView) -> Book:
    """The assessment of a session."""
    return view.findChild(Book) or Book(view)
