"""The ways through the script, side by side: what each leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from player.i18n import N_, _
from player.model.scenario import Scenario
from player.model.times import clock_text
from player.review.course import PlannedCourse
from player.ui.rows import part_of
from player.ui.scenario.board import Board
from player.ui.scenario.cards import ARROW, DOTTED
from player.ui.scenario.facts import dispersal_words, excess_words, fact_words, peak_words
from player.ui.scenario.paras import Para
from player.ui.scenario.picklist import PickList, paint_ground
from player.ui.scenario.tab import ListTab
from player.ui.scenario.words import DOT, route_title
from player.ui.theme import PAD, SPACE, Theme, colour, text_font
from player.ui.widgets import paint_text
from player.ui.widgets.painted import RIGHT, text_width

_ROW_PX = 46
_CURVE_SHARE = 0.28
_POINTS = 120


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A way through the script.

    Attributes:
        key: its number.
        curve: the tension index at equal steps over the longest of all ways, empty until it is rehearsed.
        excess: force stands over its ceiling.
    """

    key: int
    title: str
    length: str
    facts: tuple[str, ...]
    curve: tuple[float, ...]
    excess: bool
    chosen: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        return " ".join(filter(None, (str(self.key + 1), self.title, self.length, *self.facts)))


class RouteTab(ListTab):
    """Every way, the planned one first; choosing one lays out the map along it."""

    NAME = "routes"
    TITLE = N_("Routes")
    ICON = "git-branch"

    def __init__(self, board: Board) -> None:
        main = PickList(_("Routes"), paint_route_row, height_px=_ROW_PX)
        hint = ("git-branch", _("One way only"), _("The script has no decision that divides its course."))
        super().__init__(board, main, hint, (66, 34))
        main.picked.connect(board.choose_route)
        board.routed.connect(self.touch)
        board.compared.connect(self.touch)

    @property
    def count(self) -> int:
        """How many ways there are."""
        return len(self.board.routes)

    def refresh(self) -> None:
        """List them."""
        board = self.board
        longest_ms = max((course.facts.length_ms for course in board.courses.values()), default=1)
        rows = [_row(board, number, longest_ms) for number in range(len(board.routes))]
        self.show_rows(rows, board.route_number)

    def tell(self, *, anew: bool) -> None:
        """Show the answers of the chosen way, and what comes of it."""
        board = self.board
        self.card.show_paras(route_paras(board.scenario, board), anew=anew)


def route_paras(scenario: Scenario, board: Board) -> list[Para]:
    """The chosen way in full."""
    route = board.route
    paras = [Para(route_title(scenario, route, board.routes[0]), "title", gap=0)]
    if board.course is not None:
        paras += [Para(words, mark=DOTTED) for words in fact_words(scenario, board.course.facts)]
    if route.choices:
        paras.append(Para(_("Answers"), "caption", "soft", gap=3))
    for decision_id, choices in route.choices.items():
        decision = scenario.decision_by_id.get(decision_id)
        if decision is None:
            continue
        titles = [str(choice.title) for one in choices if (choice := decision.choice(one)) is not None]
        paras += [Para(str(decision.ask)), Para(DOT.join(titles), "strong", mark=ARROW, gap=0)]
    passed = [phase for phase in scenario.phases if phase.id in route.passed_over]
    if passed:
        paras.append(Para(_("Passed over"), "caption", "soft", gap=3))
        paras += [Para(str(phase.title), mark=DOTTED) for phase in passed]
    paras.append(Para(_("Phases"), "caption", "soft", gap=3))
    visits = board.course.visits if board.course is not None else ()
    for visit in visits:
        number = scenario.phase_number(visit.phase)
        text = f"{clock_text(visit.start_ms)}  {number} {scenario.phase_by_id[visit.phase].title}"
        paras.append(Para(text, gap=0))
    return paras


def _row(board: Board, number: int, longest_ms: int) -> RouteRow:
    scenario, course = board.scenario, board.courses.get(number)
    title = route_title(scenario, board.routes[number], board.routes[0])
    if course is None:
        return RouteRow(number, title, "", (), (), excess=False)
    facts = course.facts
    words = (peak_words(scenario, facts), dispersal_words(facts), excess_words(facts))
    return RouteRow(
        number, title, clock_text(facts.length_ms), words, _thin(course, longest_ms), excess=facts.excess_ms > 0
    )


def _thin(course: PlannedCourse, longest_ms: int) -> tuple[float, ...]:
    """The course in few points, for a small picture."""
    step_ms = max(1, longest_ms) / _POINTS
    values = (course.tension_at(round(number * step_ms)) for number in range(_POINTS + 1))
    return tuple(round(value, 1) for value in values if value is not None)


def paint_route_row(painter: QPainter, box: QRectF, row: RouteRow, theme: Theme) -> None:
    """Paint a way: its answers over what comes of it, and its curve at the right."""
    paint_ground(painter, box, theme, chosen=row.chosen)
    figures, small = text_font("figure_s"), text_font("small")
    left, right = box.left() + PAD, box.right() - PAD
    upper = QRectF(left, box.top() + 4, right - left, box.height() / 2 - 4)
    lower = QRectF(left, upper.bottom(), right - left, box.height() / 2 - 4)
    number = text_width(figures, "00") + 2 * SPACE
    paint_text(painter, figures, theme.ink_soft, part_of(upper, left, number), str(row.key + 1))
    left += number
    curve = (right - left) * _CURVE_SHARE
    paint_small_curve(painter, QRectF(right - curve, box.top() + 5, curve, box.height() - 10), row.curve, theme)
    right -= curve + 3 * SPACE
    width = text_width(figures, "0:00:00")
    paint_text(painter, figures, theme.ink_soft, part_of(upper, right - width, width), row.length, RIGHT)
    paint_text(painter, text_font("strong"), theme.ink, part_of(upper, left, right - left - width), row.title)
    words = DOT.join(row.facts) if row.facts else _("rehearsing …")
    ink = theme.tones.alarm.text if row.excess else theme.ink_soft
    paint_text(painter, small, ink, part_of(lower, left, right - left), words)


def paint_small_curve(painter: QPainter, box: QRectF, values: Sequence[float], theme: Theme) -> None:
    """Paint a tension curve in a small box, the line of 75 with it."""
    painter.setPen(colour(theme.plots.grid))
    for value in (0, 75):
        y = round(box.bottom() - value / 100 * box.height())
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    if len(values) < 2:
        return
    step = box.width() / _POINTS
    points = [
        QPointF(box.left() + number * step, box.bottom() - value / 100 * box.height())
        for number, value in enumerate(values)
    ]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(theme.plots.actual), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(points)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
