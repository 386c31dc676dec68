"""The upper half of the page: the map over the planned curves, with the choice of the route and what the signs mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy

from player.i18n import _
from player.ui.actions import ActionTable
from player.ui.keys import stroke_text
from player.ui.scenario.board import Board
from player.ui.scenario.curves import CurveView
from player.ui.scenario.glyphs import LEGEND, paint_exit, paint_question, paint_tick
from player.ui.scenario.map import GUTTER_PX, MARGIN_PX, MapScroll, MapView
from player.ui.scenario.map_geometry import TICK_PX
from player.ui.scenario.marks import Tick
from player.ui.scenario.words import KIND_TITLES, route_title
from player.ui.theme import SPACE, scaled, text_font
from player.ui.widgets import ActionButton, Panel
from player.ui.widgets.painted import Painted, paint_text, text_width

_ROUTE_PX = 360


class MapPanel(Panel):
    """Map, time axis and curves on one axis.

    Args:
        board: the script.
        actions: what can be done.
    """

    def __init__(self, board: Board, actions: ActionTable) -> None:
        self._is_built = False
        super().__init__(_("Map"), pad_px=0)
        self._board = board
        self.routes = RouteButton(board, actions)
        self.add_to_strip(Legend())
        self.add_to_strip(self.routes)
        self.routes.refresh()
        for name in ("zoom_out", "zoom_in", "zoom_fit"):
            self.add_to_strip(_icon_button(actions, name))
        self.map = MapView(board)
        self.view = MapScroll(self.map, board)
        self.curves = CurveView(board)
        self.body.setSpacing(0)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.curves)
        for signal in (board.shown, board.routed):
            signal.connect(self._fit_map)
        self._fit_map()
        self._is_built = True

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as the map and the curves wish."""
        return QSize(scaled(900), scaled(30) + self.map.sizeHint().height() + self.curves.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the axis fill the width."""
        super().resizeEvent(event)
        self._place_axis()

    def restyle(self) -> None:
        """Follow the text size."""
        super().restyle()
        if self._is_built:
            self._fit_map()
            self._place_axis()

    def _fit_map(self) -> None:
        """Leave the height the lanes do not need to the curves."""
        self.view.setMaximumHeight(self.map.sizeHint().height())
        self.updateGeometry()

    def _place_axis(self) -> None:
        left = float(scaled(GUTTER_PX))
        width = self.width() - 2 - left - scaled(MARGIN_PX)
        self._board.set_axis(self._board.axis.placed(left, width))


class RouteButton(ActionButton):
    """The route chosen; opens the list of all of them. Hidden where there is but one."""

    def __init__(self, board: Board, actions: ActionTable) -> None:
        strokes = actions["next_route"].strokes
        self._board = board
        super().__init__("", "git-branch", stroke_text(strokes[0]), size="small")
        self.clicked.connect(self._open)
        board.shown.connect(self.refresh)
        board.routed.connect(self.refresh)

    def refresh(self) -> None:
        """Name the route chosen; it must stand in its panel by then, or it would show as a window of its own."""
        self.show_as(_("Route {title}").format(title=self._title(self._board.route_number)))
        self._fit()
        self.setVisible(len(self._board.routes) > 1)

    def restyle(self) -> None:
        """Follow the text size."""
        super().restyle()
        self._fit()

    def menu(self) -> QMenu:
        """All routes, the chosen one ticked."""
        menu = QMenu(self)
        for number in range(len(self._board.routes)):
            entry = menu.addAction(self._title(number).replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(number == self._board.route_number)
            entry.triggered.connect(lambda _checked=False, number=number: self._board.choose_route(number))
        return menu

    def _title(self, number: int) -> str:
        board = self._board
        return f"{number + 1}. {route_title(board.scenario, board.routes[number], board.routes[0])}"

    def _fit(self) -> None:
        """Be as wide as the name of the route, up to a limit; the legend beside it gives way."""
        self.setFixedWidth(min(self.sizeHint().width(), scaled(_ROUTE_PX)))

    def _open(self) -> None:
        menu = self.menu()
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()


def _icon_button(actions: ActionTable, action_id: str) -> ActionButton:
    """A button of an action with icon and key alone."""
    action = actions[action_id]
    button = ActionButton("", action.icon, stroke_text(action.strokes[0]), size="small")
    button.setAccessibleName(action.text)
    button.setToolTip(action.text)
    button.counts_fast_clicks = True
    button.clicked.connect(action.do)
    return button


class Legend(Painted):
    """What the signs on the map mean."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Signs of the map"))
        self.setAccessibleDescription(", ".join(self._entries().values()))
        self.restyle()

    def restyle(self) -> None:
        """Follow the text size."""
        self.setFixedHeight(scaled(22))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for all of them."""
        font = text_font("small")
        width = sum(text_width(font, text) + TICK_PX + 5 * SPACE for text in self._entries().values())
        return QSize(round(width) + 2, scaled(22))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Where there is no room, there are fewer."""
        return QSize(0, scaled(22))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint those that fit."""
        theme, painter = self.theme, QPainter(self)
        font = text_font("small")
        ground = theme.surfaces.strip
        left, middle = 0.0, self.height() / 2
        for kind, text in self._entries().items():
            width = text_width(font, text) + TICK_PX + 5 * SPACE
            if left + width > self.width():
                return
            point = QPointF(left + TICK_PX / 2 + 1, middle)
            if kind == "decision":
                paint_question(painter, point, TICK_PX + 2, theme.ink, ground)
            elif kind == "exit":
                paint_exit(painter, point, TICK_PX + 2, theme.ink, ground)
            else:
                tick = Tick("", None, kind, kind == "manual", kind == "contingency")
                paint_tick(painter, point, TICK_PX, theme.ink, ground, tick)
            words = QRectF(left + TICK_PX + 2 * SPACE, 0, width, self.height())
            paint_text(painter, font, theme.ink_soft, words, text)
            left += width

    @staticmethod
    def _entries() -> dict[str, str]:
        entries = {kind: _(KIND_TITLES[kind]) for kind in LEGEND}
        return {**entries, "contingency": _("in need"), "decision": _("decision"), "exit": _("way out")}
