"""What the window remembers of itself: size of text, frame, and how the panels of a drill share the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from player.ui.choices import Name
from player.ui.frame import Frame, layout_of, layout_text
from player.ui.parts import WindowPart
from player.ui.run.arranged import USUAL_SIZES
from player.ui.theme import TEXT_SCALES, apply, theme_in_use

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.run.page import RunPage
    from player.ui.views import DrillView

SETTLE_MS = 1000
"""A window that is moved, or a panel that is drawn larger, has settled after this long, and is then remembered."""

FRAME = "frame"
_FRAMED = {
    QEvent.Type.Resize,
    QEvent.Type.Move,
    QEvent.Type.WindowStateChange,
}
_STATES = {
    "maximised": Qt.WindowState.WindowMaximized,
    "full_screen": Qt.WindowState.WindowFullScreen,
}


class PreferencesPart(WindowPart):
    """Keeps what the user has made of the window, and puts it in force again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._kept = dict(window.around.choices)
        self._watched: QWidget | None = None
        self._unsaved: dict[str, str] = {}
        self._frame_moved = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self.flush)
        window.installEventFilter(self)

    # Size of text

    def set_text_size(self, name: str) -> None:
        """Show everything in this size of text, one of the words of `TEXT_SCALES`, and keep it."""
        application = QApplication.instance()
        if name == self.window.choices.text_size or not isinstance(application, QApplication):
            return
        self.window.choices.choose(Name.TEXT, name)
        apply(application, theme_in_use(), scale=TEXT_SCALES[name])
        self.window.show_anew()

    def step_text_size(self, step: int) -> None:
        """The next larger (+1) or smaller (-1) size of text, where there is one."""
        names = list(TEXT_SCALES)
        place = names.index(self.window.choices.text_size) + step
        if 0 <= place < len(names):
            self.set_text_size(names[place])

    # Frame

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Hear of the top-level window, once there is one, and of where it goes."""
        kind = event.type()
        if watched is self.window and kind in {QEvent.Type.Show, QEvent.Type.ParentChange}:
            self._watch(self.window.window())
        if watched is self._watched and kind in _FRAMED:
            self._frame_moved = True
            self._settled.start()
        return False

    def _watch(self, top: QWidget) -> None:
        if top is not self._watched:
            self._watched = top
            top.installEventFilter(self)

    def _note_frame(self) -> None:
        top = self._watched
        if top is None or top.isMinimized() or not top.isVisible():
            return
        box = top.normalGeometry()
        if box.width() > 0 and box.height() > 0:
            shown = next((name for name, state in _STATES.items() if top.windowState() & state), "normal")
            self._unsaved[FRAME] = Frame(box.x(), box.y(), box.width(), box.height(), shown).text

    # How panels share the room

    def page_made(self, page: RunPage, view: DrillView) -> None:
        """Give the panels the sizes they had, and hear of new ones."""
        name = _layout_name(view)
        layout = layout_of(self._kept.get(name, ""))
        splitters = page.splitters()
        fits = layout is not None and [len(sizes) for sizes in layout] == [one.count() for one in splitters]
        for place, splitter in enumerate(splitters):
            if fits and layout is not None:
                splitter.setSizes(list(layout[place]))
            splitter.splitterMoved.connect(lambda *_where, page=page, name=name: self._note_layout(page, name))

    def forget_layout(self) -> None:
        """Give the panels their usual sizes again, now and from now on."""
        for name in ("layout_run", "layout_review"):
            self._kept.pop(name, None)
            self._unsaved.pop(name, None)
            self.window.around.remember(name, "")
        page = self.window.page
        if page is not None:
            for splitter in page.splitters():
                splitter.setSizes(list(splitter.property(USUAL_SIZES)))

    def _note_layout(self, page: RunPage, name: str) -> None:
        if page.question.is_asking:
            return  # a question takes room of the others for a while
        self._kept[name] = self._unsaved[name] = layout_text(tuple(_sizes(one) for one in page.splitters()))
        self._settled.start()

    # Keeping

    def flush(self) -> None:
        """Keep now what has changed."""
        self._settled.stop()
        if self._frame_moved:
            self._frame_moved = False
            self._note_frame()
        unsaved, self._unsaved = self._unsaved, {}
        for name, value in unsaved.items():
            if self._kept.get(name) != value or name != FRAME:
                self._kept[name] = value
                self.window.around.remember(name, value)

    def closing(self) -> None:
        """Keep it before the window is gone."""
        self.flush()


def _layout_name(view: DrillView) -> str:
    return "layout_run" if view.live else "layout_review"


def _sizes(splitter: QSplitter) -> tuple[int, ...]:
    return tuple(max(1, size) for size in splitter.sizes())
