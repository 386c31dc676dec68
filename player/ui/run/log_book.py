"""The log in words: an entry is worded when it is shown, and all of them bit by bit for who searches.

A log may hold a million entries, so nothing here looks at all of them at once but what must.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, overload

from player.i18n import _
from player.model.events import Actor, ObservationAmended
from player.model.times import clock_text, story_clock_text
from player.review.wording import LEARNT, LINE_KIND_TITLES, Line, LineKind, Wording
from player.ui.views import DrillView

_KINDS = tuple(LineKind)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_LINES_KEPT = 512
_LEARNT = LEARNT | {ObservationAmended}

Span = tuple[int, int]
"""A part of a text: its first character, and the one behind its last."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry as the list shows it.

    Attributes:
        later: it had not happened yet at the moment shown.
        saved: it is on the disk.
        present: it is the last that had happened at the moment shown.
        edited: what it says was corrected by a later entry.
        found: it is the one the search stands at; ``marks``: where in ``text`` the words searched for are.
    """

    seq: int
    wall: str
    exercise: str
    kind: LineKind
    text: str
    alert: bool
    saved: bool
    voided: bool
    later: bool = False
    present: bool = False
    edited: bool = False
    found: bool = False
    marks: tuple[Span, ...] = ()

    @property
    def spoken(self) -> str:
        """The row in words."""
        state = "" if self.saved else _("not saved")
        void = _("void") if self.voided else ""
        edited = _("corrected later") if self.edited else ""
        parts = (f"#{self.seq}", self.exercise, _(LINE_KIND_TITLES[self.kind]), self.text, edited, void, state)
        return " ".join(filter(None, parts))


class _Words(Wording):
    """Words of entries in any order: what an entry says of another is asked for, and nothing is kept."""

    def __init__(self, book: LogBook, view: DrillView) -> None:
        super().__init__(view.scenario)
        self._book = book

    def said(self, seq: int) -> str:
        """What is said of the event with this number."""
        return self._book.said(seq)

    def forget(self) -> None:
        """Keep no texts: they are worked out again when they are needed."""
        self._said.clear()


class LogBook:
    """The words of the entries of a drill, by their place in the log."""

    def __init__(self, view: DrillView) -> None:
        self._view = view
        self._wording = _Words(self, view)
        self._learnt = 0
        self._lines: dict[int, Line] = {}
        self._asked = 0
        self._kinds = bytearray()
        self._texts: list[str] = []
        self._amended: dict[int, int] = {}

    def learn(self) -> None:
        """Take in what later entries refer to; cheap, and done for every entry in order."""
        learn = self._wording.learn
        for entry in self._view.entries_of(_LEARNT, self._learnt):
            event = entry.event
            learn(event)
            if isinstance(event.body, ObservationAmended):
                self._amended.setdefault(event.body.seq, event.seq - 1)
        self._learnt = len(self._view.entries)

    def line(self, place: int) -> Line:
        """The words of an entry."""
        line = self._lines.get(place)
        if line is None:
            asked, self._asked = self._asked, place
            try:
                line = self._wording.line(self._view.entries[place].event)
            finally:
                self._asked = asked
            self._wording.forget()
            if len(self._lines) >= _LINES_KEPT:
                self._lines.clear()
            self._lines[place] = line
        return line

    def said(self, seq: int) -> str:
        """What is said of an entry before the one that is being worded; empty for any other."""
        return self.line(seq - 1).text if 0 < seq <= self._asked else ""

    def is_amended(self, place: int, count: int) -> bool:
        """Whether one of the first ``count`` entries corrects the one in this place."""
        return self._amended.get(place + 1, count) < count

    # Searching

    @property
    def read(self) -> int:
        """So many entries, from the first on, can be searched."""
        return len(self._texts)

    def read_on(self, most: int) -> None:
        """Make up to so many more entries searchable."""
        for place in range(self.read, min(self._learnt, self.read + most)):
            line = self.line(place)
            self._kinds.append(_NUMBERS[line.kind])
            self._texts.append(line.text.casefold())

    def find(self, first: int, kind: LineKind | Collection[LineKind] | None, words: Sequence[str]) -> list[int]:
        """The places from ``first`` on of entries of this kind or these (None: any) that say all these words."""
        if kind is None:
            found = list(range(first, self.read))
        elif isinstance(kind, LineKind):
            number = _NUMBERS[kind]
            found = [place for place, one in enumerate(self._kinds[first:], first) if one == number]
        else:
            numbers = {_NUMBERS[one] for one in kind}
            found = [place for place, one in enumerate(self._kinds[first:], first) if one in numbers]
        texts = self._texts
        for word in words:
            found = [place for place in found if word in texts[place]]
        return found


@dataclass(slots=True)
class Sought:
    """What the list is narrowed down to.

    Attributes:
        kind: the kind of entry, or None; ``words``: casefolded, all of which an entry must say.
        found: place of the entry the search stands at, or None.
    """

    kind: LineKind | None = None
    words: tuple[str, ...] = ()
    found: int | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.kind is None and not self.words


class LogRows(Sequence[LogRow]):
    """The rows of the entries in these places, each made when it is asked for.

    Attributes:
        places: a sequence of places in the log, rising.
    """

    def __init__(self, view: DrillView, book: LogBook, sought: Sought) -> None:
        self._view, self._book, self._sought = view, book, sought
        self.places: Sequence[int] = range(0)

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, number: int) -> LogRow: ...

    @overload
    def __getitem__(self, number: slice) -> list[LogRow]: ...

    def __getitem__(self, number: int | slice) -> Any:
        if isinstance(number, slice):
            return [self.row(place) for place in self.places[number]]
        return self.row(self.places[number])

    def __iter__(self) -> Iterator[LogRow]:
        return map(self.row, self.places)

    def row(self, place: int) -> LogRow:
        """An entry of the log as it stands at the moment shown."""
        view, sought = self._view, self._sought
        entry = view.entries[place]
        event, wall, line = entry.event, entry.wall, self._book.line(place)
        text = line.text
        if event.actor is Actor.TRAINER:
            text += f" · {wall.local:%Y-%m-%d}"
        count = view.entry_count
        return LogRow(
            event.seq,
            story_clock_text(wall.local_ms),
            clock_text(event.exercise_ms, hours=True),
            line.kind,
            text,
            line.alert,
            entry.saved,
            event.seq in view.state.voided,
            later=not view.live and place >= count,
            present=not view.live and place == count - 1,
            edited=self._book.is_amended(place, count),
            found=place == sought.found,
            marks=marks_in(line.text, sought.words) if sought.words else (),
        )


def marks_in(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Where a text says these casefolded words, in the order of the text, without overlap."""
    folded = [one.casefold() for one in text]
    starts = [0]
    for one in folded:
        starts.append(starts[-1] + len(one))
    origin = [number for number, (a, b) in enumerate(pairwise(starts)) for _one in range(a, b)]
    whole = "".join(folded)
    hits = sorted(hit for word in words if word for hit in _hits(whole, word))
    spans: list[Span] = []
    for first, last in hits:
        a, b = origin[first], origin[last - 1] + 1
        if spans and a <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(b, spans[-1][1])
        else:
            spans.append((a, b))
    return tuple(spans)


def _hits(text: str, word: str) -> Iterator[Span]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + len(word))
