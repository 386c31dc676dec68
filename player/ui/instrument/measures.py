"""The measures of a drill in groups, and for the row pointed at how it is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from player.engine.fold import Fold
from player.engine.state import Status
from player.i18n import N_, _
from player.model.times import SECOND_MS
from player.review.measures import measures
from player.review.measures_wording import Group, measure_groups, span_text
from player.ui.actions import ActionTable
from player.ui.instrument.memory import remember
from player.ui.instrument.segments import Segments
from player.ui.live_view import LiveView
from player.ui.review_view import ReviewView
from player.ui.run.panel import DrillPanel
from player.ui.scenario.picklist import MOVING_KEYS, PickList, paint_ground
from player.ui.theme import PAD, SMALL_PX, SPACE, Theme, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import Label, paint_icon_in, paint_text
from player.ui.widgets.painted import RIGHT, text_width

NAME = "measures"
TITLE = N_("Measures")

EVERY_MS = 5 * SECOND_MS
"""A drill under way is measured anew no more often than this."""

ALL, NOTED = "all", "noted"
"""The two things the list can show: every row, or those that call for a look."""

_HEAD_PX, _ROW_PX, _TALL_PX = 30, 30, 46
_WIDE_FROM_PX = 700
_VALUES_END = 0.46
"""Where the column of values ends, as a part of the width of a wide list."""

_POINT = N_("Point at a row, or choose one, to read how it is counted.")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure, or the title of a group of them, as the list shows it.

    Attributes:
        key: group and place in it.
        head: it is a title.
        alarming: it calls for a look.
        about: how it is counted.
        wide: what belongs to the value stands beside it, not under it.
    """

    key: tuple[str, int]
    name: str
    value: str = ""
    detail: str = ""
    about: str = ""
    head: bool = False
    alarming: bool = False
    wide: bool = True
    chosen: bool = False

    @property
    def is_tall(self) -> bool:
        """Whether it needs two lines."""
        return not self.wide and bool(self.detail)

    @property
    def spoken(self) -> str:
        """The row in words."""
        if self.head:
            return self.name
        look = _("calls for a look") if self.alarming else ""
        return ". ".join(filter(None, (f"{self.name}: {self.value}", self.detail, look, self.about)))

    @property
    def tip(self) -> str:
        """How it is counted, and what may not fit into the row."""
        return "\n".join(filter(None, (self.detail, self.about)))


class MeasureList(PickList):
    """The measures; titles of groups are passed over."""

    def __init__(self) -> None:
        super().__init__(_(TITLE), paint_measure_row, height_px=_height_of)
        self.own_keys = MOVING_KEYS

    def pick(self, place: int) -> None:
        """Choose a row; in place of a title, the one after it in the direction of the move."""
        rows = self.rows.rows
        if 0 <= place < len(rows) and rows[place].head:
            back = place - 1
            place = back if place < self.place and back >= 0 else place + 1
        super().pick(place)


class MeasuresPanel(DrillPanel):
    """The measures of a drill: so far while it is under way, all of it afterwards."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._groups: tuple[Group, ...] = ()
        self._measured_ms: int | None = None
        self._measured_seq = -1
        self._wide = True
        self._span = Label("", "small", "soft")
        self.add_to_strip(self._span)
        self.filter = Segments(_("Measures shown"), [(ALL, _("All")), (NOTED, "")])
        remember(view, NAME, self.filter)
        self.filter.chosen.connect(lambda _value: self._show_rows())
        self.list = MeasureList()
        self.list.entered.connect(self._point)
        self.list.viewportEntered.connect(self._show_about)
        self.list.picked.connect(lambda _place: self._show_about())
        self.about = Label(_(_POINT), "small", "soft", wrap=True)
        self.about.setContentsMargins(PAD, SPACE, PAD, SPACE)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        bar = QHBoxLayout()
        bar.setContentsMargins(PAD, 2 * SPACE, PAD, 2 * SPACE)
        bar.addWidget(self.filter)
        bar.addStretch(1)
        self._none = Label(_("No measure calls for a look."), "body", "soft")
        self._none.setContentsMargins(PAD, SPACE, PAD, SPACE)
        self.body.setSpacing(0)
        self.body.addLayout(bar)
        self.body.addWidget(self._none)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.about)
        self._keep_room()
        view.second_passed.connect(self._follow_time)
        view.changed.connect(self._follow_change)

    def refresh(self) -> None:
        """Measure anew."""
        view = self.view
        self._measured_ms, self._measured_seq = view.now_ms, len(view.entries)
        measured = measures(view.scenario, (entry.event for entry in view.entries), fold_of(view))
        self._groups = measure_groups(measured, view.scenario)
        self._span.setText(span_text(measured))
        noted = sum(row.alarming for group in self._groups for row in group.rows)
        self.filter.name(NOTED, _("Worth a look {n}").format(n=noted))
        self._show_rows()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Measure what happened while it was hidden."""
        super().showEvent(event)
        if self._measured_ms is None or self._is_stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put what belongs to a value under it where there is no room beside it."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(_WIDE_FROM_PX)
        if wide != self._wide:
            self._wide = wide
            self._keep_room()
            self._show_rows()

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        super().restyle()
        if hasattr(self, "about"):  # the panel dresses before it has anything in it
            self._keep_room()

    def _keep_room(self) -> None:
        """Keep so many lines for how a row is counted, so that nothing moves while the pointer does."""
        lines = 2 if self._wide else 4
        self.about.setFixedHeight(lines * QFontMetrics(text_font("small")).lineSpacing() + 3 * SPACE)

    @property
    def _is_stale(self) -> bool:
        return self.view.live and (self.view.now_ms, len(self.view.entries)) != (self._measured_ms, self._measured_seq)

    def _show_rows(self) -> None:
        chosen = self.list.chosen
        rows = list(self._rows())
        self.list.show_rows(rows, chosen.key if chosen is not None else None)
        if chosen is None and rows:
            self.list.choose(None)  # nothing is chosen until the user does it
        self._none.setVisible(not rows)
        self._show_about()

    def _rows(self) -> Iterator[MeasureRow]:
        noted_only = self.filter.value == NOTED
        for group in self._groups:
            shown = [(place, row) for place, row in enumerate(group.rows) if row.alarming or not noted_only]
            if shown:
                yield MeasureRow((group.title, -1), group.title, head=True)
            for place, row in shown:
                key = (group.title, place)
                detail, about = row.detail, row.about
                yield MeasureRow(key, row.name, row.value, detail, about, alarming=row.alarming, wide=self._wide)

    def _point(self, index: QModelIndex) -> None:
        row: MeasureRow = self.list.rows.rows[index.row()]
        if row.head:
            self._show_about()
        else:
            self.about.setText(row.about)

    def _show_about(self) -> None:
        chosen = self.list.chosen
        self.about.setText(_(_POINT) if chosen is None or chosen.head else chosen.about)

    def _follow_time(self) -> None:
        """Follow the clock, however fast the exercise runs no more than about every fifth real second."""
        if self.view.live and self.isVisible():
            step_ms = max(EVERY_MS, EVERY_MS * self.view.state.speed_permille // 1000)
            if self._measured_ms is None or not 0 <= self.view.now_ms - self._measured_ms < step_ms:
                self.refresh()

    def _follow_change(self) -> None:
        """While time stands still no second brings the news."""
        if self.view.live and self.isVisible() and self.view.state.status is not Status.RUNNING and self._is_stale:
            self.refresh()


def fold_of(view: DrillView) -> Fold:
    """The drill as far as it goes, with its crowd.

    Raises:
        TypeError: the view is of another kind.
    """
    if isinstance(view, LiveView):
        return view.drill.fold
    if isinstance(view, ReviewView):
        return view.timeline.fold
    raise TypeError(f"a view of another kind: {type(view).__name__}")


def _height_of(row: MeasureRow) -> int:
    return _HEAD_PX if row.head else _TALL_PX if row.is_tall else _ROW_PX


def paint_measure_row(painter: QPainter, box: QRectF, row: MeasureRow, theme: Theme) -> None:
    """Paint a measure: its name, its value, what belongs to it; one that calls for a look has a sign and a ground."""
    left, right = box.left() + PAD, box.right() - PAD
    if row.head:
        painter.fillRect(box, colour(theme.surfaces.strip))
        paint_text(painter, text_font("caption"), theme.ink, box.adjusted(PAD, 0, -PAD, 0), row.name)
        return
    if row.alarming and not row.chosen:
        painter.fillRect(box, colour(theme.tones.warn.soft))
    paint_ground(painter, box, theme, chosen=row.chosen)
    size = scaled(SMALL_PX)
    upper = QRectF(box.left(), box.top(), box.width(), box.height() * (0.56 if row.is_tall else 1.0))
    if row.alarming:
        paint_icon_in(painter, upper, left, "triangle-alert", theme.tones.warn.text, size)
    left += size + 2 * SPACE
    figures, small = text_font("figure_s"), text_font("small")
    value = text_width(figures, row.value) + 1
    if row.is_tall:
        name = QRectF(left, upper.top() + 2, right - value - 2 * SPACE - left, upper.height() - 2)
        paint_text(painter, text_font("body"), theme.ink, name, row.name)
        paint_text(
            painter, figures, theme.ink, QRectF(right - value, name.top(), value, name.height()), row.value, RIGHT
        )
        lower = QRectF(left, upper.bottom(), right - left, box.bottom() - upper.bottom() - SPACE)
        paint_text(painter, small, theme.ink_soft, lower, row.detail)
        return
    middle = left + (right - left) * (_VALUES_END if row.wide else 1.0)
    name = QRectF(left, box.top(), middle - value - 3 * SPACE - left, box.height())
    paint_text(painter, text_font("body"), theme.ink, name, row.name)
    paint_text(painter, figures, theme.ink, QRectF(middle - value, box.top(), value, box.height()), row.value, RIGHT)
    if row.detail:
        rest = QRectF(middle + 3 * SPACE, box.top(), right - middle - 3 * SPACE, box.height())
        paint_text(painter, small, theme.ink_soft, rest, row.detail)
