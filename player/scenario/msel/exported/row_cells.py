"""What the cells of one row of an exported sheet say."""

from __future__ import annotations

import re
from datetime import time, timedelta

from player.i18n import N_, Message, _
from player.model.course import NO_EFFECTS, Effects
from player.model.doctrine import CHANNELS
from player.model.entries import NO_ORIGIN, NO_TEXT, Origin
from player.model.text import Text
from player.model.times import DAY_MS
from player.scenario.msel.cells import Value, cell_name, clean, line_of, ms_of, text_of, time_ms
from player.scenario.msel.exported.columns import HEADERS, Layout, Part
from player.scenario.msel.exported.effect_words import read_effects, read_origin
from player.scenario.msel.exported.phrases import is_called, unnumbered
from player.scenario.msel.moments import Numbers, Reading, parse_moment
from player.scenario.msel.results import Reason
from player.scenario.msel.tables import Row
from player.scenario.msel.words import channel_of

_ON_CLOCK = Reading()
_IN_PHASE = Reading(from_start=True, spans=True, numbers=Numbers.MINUTES)


class RowCells:
    """The cells of one row.

    Attributes:
        row: the row itself.
        reasons: what could not be read in it so far.
    """

    def __init__(self, row: Row, layout: Layout) -> None:
        self.row = row
        self._layout = layout
        self.reasons: list[Reason] = []

    def in_phase_ms(self) -> int | None:
        """When it is due from the start of its phase, where its column says it."""
        return self._time_ms(Part.IN_PHASE, _IN_PHASE)

    def clock_ms(self) -> int | None:
        """The story's clock its column says, in ms after midnight."""
        return self._time_ms(Part.CLOCK, _ON_CLOCK)

    def _time_ms(self, part: Part, reading: Reading) -> int | None:
        value = self.value(part)
        ms: int | None = None
        match value:
            case None:
                return None
            case timedelta():
                ms = ms_of(value)
            case time():
                ms = time_ms(value)
            case _:
                moment = parse_moment(value, reading)
                ms = None if moment is None else moment.offset_ms if reading.from_start else moment.clock_ms
        if ms is None or ms < 0:
            self.not_understood(part, text_of(value))
            return None
        return ms % DAY_MS if part is Part.CLOCK else ms

    def entries(self, part: Part, count: int | None = None) -> list[str]:
        """The entries of a list in a cell; ``count`` is how many there are, where that is known."""
        return unnumbered(self.text(part), count)

    def effects(self) -> Effects:
        """What it does to the crowd."""
        text = self.text(Part.EFFECTS)
        effects = read_effects(text)
        if effects is None:
            self.not_understood(Part.EFFECTS, text)
        return effects or NO_EFFECTS

    def origin(self) -> Origin:
        """Where it comes from."""
        text = self.text(Part.SOURCE)
        origin = read_origin(text)
        if origin is None:
            self.not_understood(Part.SOURCE, text)
        return origin or NO_ORIGIN

    def plain(self, part: Part) -> Text:
        """What a cell says, as a text of a script."""
        text = self.text(part)
        return Text.plain(text) if text else NO_TEXT

    def value(self, part: Part) -> Value:
        """What a cell holds; None where the sheet has no such column."""
        place = self._layout.columns.get(part)
        return None if place is None else self.row[place]

    def text(self, part: Part) -> str:
        """What a cell says."""
        return exact(self.value(part)).strip()

    def line(self, part: Part) -> str:
        """What a cell says, on one line."""
        return line_of(self.value(part))

    def cell(self, part: Part) -> str:
        """A cell as spreadsheet programs name it."""
        return cell_name(self.row.number, self._layout.columns.get(part, 0))

    def not_understood(self, part: Part, text: str) -> None:
        """Say that a cell, or a part of it, is left out."""
        line = " ".join(text[:60].split())
        message = Message(
            N_('"{found}" in the column "{column}" is not understood; it is left out.'),
            {"found": line, "column": _(HEADERS[part])},
        )
        self.reasons.append(Reason("not-understood", message, self.cell(part), lost=True))

    def assume(self, part: Part, msgid: str, **values: object) -> None:
        """Say what is assumed because a cell does not say it."""
        self.reasons.append(Reason("assumed", Message(msgid, values), self.cell(part)))


def channel_word(text: str) -> str | None:
    """The word for a channel as the sheet calls it."""
    if not text:
        return None
    return next((word for word, title in CHANNELS.items() if is_called(text, title)), None) or channel_of(text)


def exact(value: Value) -> str:
    """What a cell says, without what no script may hold, but with all else as it is."""
    if not isinstance(value, str):
        return text_of(value)
    if value.isprintable():
        return value
    kept = value.replace("\r\n", "\n")
    return kept if _NO_SCRIPT.search(kept) is None else clean(kept)


_NO_SCRIPT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
