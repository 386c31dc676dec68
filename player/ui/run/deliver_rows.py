"""The rows of the sheet that delivers any inject: all of the script, by phase, as far as a search finds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from player.i18n import _
from player.model.course import Inject
from player.model.doctrine import InjectStatus
from player.model.times import clock_text
from player.ui.rows import paint_bar, part_of
from player.ui.run.course import phase_place
from player.ui.run.routes import route_text
from player.ui.theme import PAD, SPACE, Theme, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import STATUS_LOOKS, paint_icon_in, paint_mark, paint_text
from player.ui.widgets.marks import MARK_PX
from player.ui.widgets.painted import RIGHT, text_width

ROW_PX = 36
_NO_TIME = "––:––"


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """The name of a phase over its injects; ``note`` says which of how many it is."""

    title: str
    note: str
    now: bool

    @property
    def spoken(self) -> str:
        """The row in words."""
        return f"{self.title} {self.note}"


@dataclass(frozen=True, slots=True)
class PickRow:
    """An inject that can be chosen; ``armed``: the next Enter delivers it."""

    inject: str
    time: str
    title: str
    status: str
    word: str
    edited: bool
    chosen: bool
    armed: bool

    @property
    def spoken(self) -> str:
        """The row in words."""
        return " ".join(filter(None, (self.time, self.title, self.word)))

    @property
    def tip(self) -> str:
        """What may not fit into the row."""
        return self.title


def search_words(view: DrillView) -> Mapping[str, str]:
    """What a search looks through, by inject: id, title, words of the script, phase, who says it, small letters."""
    scenario = view.scenario
    return {
        inject.id: " ".join(
            (
                inject.id,
                str(inject.title),
                str(inject.text),
                str(scenario.phase_by_id[inject.phase].title),
                route_text(inject),
            )
        ).casefold()
        for inject in scenario.inject_by_id.values()
    }


def found_rows(
    view: DrillView, words: Mapping[str, str], search: str, chosen: str | None, *, armed: bool = False
) -> Sequence[PhaseRow | PickRow]:
    """The injects in which every word of the search is found, under the names of their phases."""
    scenario, state = view.scenario, view.state
    wanted = search.casefold().split()
    present = state.phase.id if state.phase is not None else ""
    found: list[PhaseRow | PickRow] = []
    for phase in sorted(scenario.phases, key=lambda one: scenario.phase_number(one.id)):
        picks = [
            _pick(view, inject, chosen=inject.id == chosen, armed=armed)
            for inject in scenario.injects_by_time[phase.id]
            if all(word in words[inject.id] for word in wanted)
        ]
        if picks:
            now = phase.id == present
            note = phase_place(scenario, phase)
            found.append(PhaseRow(str(phase.title), f"{note} · {_('now')}" if now else note, now))
            found += picks
    return found


def _pick(view: DrillView, inject: Inject, *, chosen: bool, armed: bool) -> PickRow:
    stood = view.state.injects[inject.id]
    status = stood.status.value
    word = "" if status == "pending" else _(STATUS_LOOKS[status].word)
    if stood.fired_ms is not None:
        count = f" ×{stood.times}" if stood.times > 1 else ""
        word = f"{_('delivered')} {clock_text(stood.fired_ms)}{count}"
    elif stood.status is InjectStatus.DUE and view.is_late(inject):
        status, word = "late", _(STATUS_LOOKS["late"].word)
    return PickRow(
        inject.id,
        clock_text(inject.at_ms) if inject.at_ms is not None else _NO_TIME,
        str(inject.title),
        status,
        word,
        inject.id in view.state.inject_texts,
        chosen,
        chosen and armed,
    )


def paint_pick_row(painter: QPainter, box: QRectF, row: PhaseRow | PickRow, theme: Theme) -> None:
    """Paint a row: the name of a phase, or an inject with its time, mark, title and status."""
    if isinstance(row, PhaseRow):
        painter.fillRect(box, colour(theme.surfaces.strip))
        font, small = text_font("strong"), text_font("small")
        width = text_width(small, row.note)
        ink = theme.tones.accent.text if row.now else theme.ink_soft
        paint_text(painter, small, ink, part_of(box, box.right() - PAD - width, width), row.note, RIGHT)
        paint_text(painter, font, theme.ink, part_of(box, box.left() + PAD, box.width() - width - 4 * PAD), row.title)
        return
    look = STATUS_LOOKS[row.status]
    if row.chosen:
        tone = theme.tones.warn if row.armed else theme.tones.accent
        painter.fillRect(box, colour(tone.soft))
        paint_bar(painter, box, tone)
    ink = theme.ink if row.chosen else theme.ink_soft if row.status in {"fired", "skipped"} else theme.ink
    figures, size = text_font("figure_s"), scaled(MARK_PX)
    left = box.left() + PAD
    time_width = text_width(figures, "0:00:00")
    paint_text(painter, figures, ink, part_of(box, left, time_width), row.time, RIGHT)
    left += time_width + 2 * SPACE
    paint_mark(
        painter, QRectF(round(left), round(box.center().y() - size / 2), size, size), look, theme.tone(look.tone)
    )
    left += size + 2 * SPACE
    right = box.right() - PAD
    if row.word:
        width = text_width(figures, row.word)
        paint_text(painter, figures, ink, part_of(box, right - width, width), row.word, RIGHT)
        right -= width + 3 * SPACE
    if row.edited:
        paint_icon_in(painter, box, left, "pencil", theme.tones.accent.text, size)
        left += size + 2 * SPACE
    paint_text(painter, text_font("strong" if row.chosen else "body"), ink, part_of(box, left, right - left), row.title)
