"""Where a window may stand: the screens there are, and places on them as they are kept."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen

_MARGIN = 10
"""A window on a screen of its own leaves a part of one in so many free at each side, once it fills it no longer."""


def screens() -> list[QScreen]:
    """The screens there are."""
    return list(QGuiApplication.screens())


def inside(screen: QScreen) -> QRect:
    """A good place for a window on a screen."""
    room = screen.availableGeometry()
    across, down = room.width() // _MARGIN, room.height() // _MARGIN
    return room.adjusted(across, down, -across, -down)


def on_a_screen(place: QRect) -> QRect:
    """This place, moved and made smaller so that some screen holds all of it."""
    rooms = [screen.availableGeometry() for screen in screens()]
    home = next((room for room in rooms if room.intersects(place)), rooms[0] if rooms else place)
    size = place.size().boundedTo(home.size())
    left = min(max(place.left(), home.left()), home.right() + 1 - size.width())
    top = min(max(place.top(), home.top()), home.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())


def place_of(text: str) -> QRect | None:
    """A place as it was kept, or None: it cannot be understood."""
    try:
        left, top, width, height = (int(part) for part in text.split(","))
    except ValueError:
        return None
    if max(map(abs, (left, top, width, height))) > _FARTHEST_PX or width <= 0 or height <= 0:
        return None
    return QRect(left, top, width, height)


_FARTHEST_PX = 100_000


def text_of(place: QRect) -> str:
    """A place, to be kept."""
    return f"{place.x()},{place.y()},{place.width()},{place.height()}"
