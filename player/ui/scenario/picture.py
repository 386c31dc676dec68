"""The planned curves of one or more routes on one sheet, as a picture to print or send: PNG or SVG."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from player.i18n import _
from player.model.doctrine import SITUATION_TITLES, Situation
from player.model.scenario import Scenario
from player.model.times import clock_text
from player.review.course import PlannedCourse
from player.ui.plots.words import DISCLAIMER
from player.ui.scenario.axis import Axis
from player.ui.scenario.curves import paint_force, paint_tension
from player.ui.scenario.facts import fact_words
from player.ui.theme import Theme, colour, text_font
from player.ui.widgets.chips import SITUATION_TONES
from player.ui.widgets.painted import CENTRE, LEFT, RIGHT, paint_text, text_width

Drawn = tuple[Scenario, str, PlannedCourse]
"""A course to draw: its scenario, what to call the route, and the curves."""

WIDTH = 1500
HEAD, PANEL, FOOT = 66, 228, 34
_MARGIN, _LEFT, _RIGHT = 28, 74, 24
_TITLE, _STRIP, _SITUATION, _TENSION, _GAP, _FORCE = 40, 20, 15, 88, 6, 40
_SCALE = 2
"""Pixels of a PNG for each of the sheet, so that it can be printed."""

_GRID = (25, 50, 75)


def draw_sheet(courses: Sequence[Drawn], theme: Theme, *, svg: bool) -> bytes:
    """The sheet as the bytes of an SVG or a PNG file; all courses lie on one time axis."""
    size = QSize(WIDTH, HEAD + PANEL * len(courses) + FOOT)
    if svg:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(size)
        generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        generator.setTitle(str(courses[0][0].title))
        with QPainter(generator) as painter:
            _paint(painter, theme, courses, size)
        buffer.close()
        return bytes(data.data())
    image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    with QPainter(image) as painter:
        _paint(painter, theme, courses, size)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt takes a text
    return bytes(data.data())


def _paint(painter: QPainter, theme: Theme, courses: Sequence[Drawn], size: QSize) -> None:
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), colour(theme.surfaces.panel))
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    titles = list(dict.fromkeys(str(scenario.title) for scenario, _name, _course in courses))
    head = QRectF(_MARGIN, 14, WIDTH - 2 * _MARGIN, 26)
    paint_text(painter, text_font("title"), theme.ink, head, " · ".join(titles), LEFT)
    paint_text(painter, text_font("small"), theme.ink_soft, head.translated(0, 22), _(DISCLAIMER), LEFT)
    whole_ms = max(course.facts.length_ms for _scenario, _name, course in courses)
    axis = Axis(0, whole_ms, whole_ms).placed(_LEFT, WIDTH - _LEFT - _RIGHT)
    for place, (scenario, name, course) in enumerate(courses):
        _paint_course(painter, theme, axis, scenario, f"{place + 1}  {name}", course, HEAD + place * PANEL)
    _paint_legend(painter, theme, size.height() - FOOT + 4)


def _paint_course(
    painter: QPainter, theme: Theme, axis: Axis, scenario: Scenario, name: str, course: PlannedCourse, top: float
) -> None:
    title = QRectF(_MARGIN, top, WIDTH - _MARGIN - _RIGHT, 18)
    paint_text(painter, text_font("strong"), theme.ink, title, name, LEFT)
    facts = "   ".join(fact_words(scenario, course.facts))
    paint_text(painter, text_font("small"), theme.ink_soft, title.translated(0, 18), facts, LEFT)
    strip = QRectF(axis.left_px, top + _TITLE, axis.width_px, _STRIP)
    _paint_phases(painter, theme, axis, scenario, course, strip)
    tension = QRectF(axis.left_px, strip.bottom() + _SITUATION, axis.width_px, _TENSION)
    force = QRectF(axis.left_px, tension.bottom() + _GAP, axis.width_px, _FORCE)
    _paint_situation(painter, theme, axis, course, tension)
    _paint_scales(painter, theme, axis, tension, force)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_tension(painter, theme, axis, course, tension)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    paint_force(painter, theme, axis, course, force)


def _paint_phases(
    painter: QPainter, theme: Theme, axis: Axis, scenario: Scenario, course: PlannedCourse, strip: QRectF
) -> None:
    font = text_font("key")
    for number, visit in enumerate(course.visits):
        left, right = round(axis.x_of(visit.start_ms)), round(axis.x_of(visit.end_ms))
        box = QRectF(left, strip.top(), max(1, right - left - 1), strip.height())
        painter.fillRect(box, colour(theme.surfaces.strip if number % 2 else theme.surfaces.window))
        painter.setPen(colour(theme.edge))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        title = str(scenario.phase_by_id[visit.phase].title)
        paint_text(painter, font, theme.ink, box.adjusted(5, 0, -3, 0), title, LEFT)


def _paint_situation(painter: QPainter, theme: Theme, axis: Axis, course: PlannedCourse, box: QRectF) -> None:
    font = text_font("key")
    for span in course.situation:
        left, right = round(axis.x_of(span.start_ms)), round(axis.x_of(span.end_ms))
        situation = Situation(span.value)
        painter.fillRect(QRectF(left, box.top(), right - left, box.height()), colour(theme.plots.bands[span.value]))
        tone = theme.tone(SITUATION_TONES[situation])
        strip = QRectF(left, box.top() - _SITUATION + 2, right - left, _SITUATION - 3)
        painter.fillRect(strip, colour(tone.fill))
        word = _(SITUATION_TITLES[situation]).upper()
        if text_width(font, word) + 8 <= right - left:
            paint_text(painter, font, tone.on_fill, strip.adjusted(4, 0, 0, 0), word, LEFT)


def _paint_scales(painter: QPainter, theme: Theme, axis: Axis, tension: QRectF, force: QRectF) -> None:
    font = text_font("key")
    painter.setPen(colour(theme.plots.grid))
    for ms, text in axis.ticks():
        x = round(axis.x_of(ms))
        painter.setPen(colour(theme.plots.grid))
        painter.drawLine(QPointF(x, tension.top()), QPointF(x, force.bottom()))
        width = text_width(font, text) + 2
        left = min(max(axis.left_px, x - width / 2), WIDTH - width - 4)
        paint_text(painter, font, theme.ink_soft, QRectF(left, force.bottom() + 2, width, 14), text, CENTRE)
    for value in _GRID:
        y = round(tension.bottom() - value / 100 * tension.height())
        painter.setPen(colour(theme.plots.grid))
        painter.drawLine(QPointF(tension.left(), y), QPointF(tension.right(), y))
        paint_text(painter, font, theme.ink_soft, QRectF(0, y - 7, _LEFT - 8, 14), str(value), RIGHT)
    for box, word in ((tension, _("tension")), (force, _("force"))):
        label = QRectF(box.left() + 4, box.top() + 2, text_width(font, word) + 6, 14)
        painter.fillRect(label, colour(theme.surfaces.panel))
        paint_text(painter, font, theme.ink_soft, label, word, CENTRE)
        painter.setPen(colour(theme.edge))
        painter.drawLine(QPointF(box.left(), round(box.bottom())), QPointF(box.right(), round(box.bottom())))


def _paint_legend(painter: QPainter, theme: Theme, top: float) -> None:
    words = (
        _("above: the situation and the tension index"),
        _("below: the stage of force under its ceiling; what stands above it is hatched"),
        _("times in exercise time, {example} from StartEx").format(example=clock_text(600_000)),
    )
    box = QRectF(_MARGIN, top, WIDTH - 2 * _MARGIN, 18)
    paint_text(painter, text_font("small"), theme.ink_soft, box, "   ·   ".join(words), LEFT)
    painter.setPen(Qt.PenStyle.NoPen)
