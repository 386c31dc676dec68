"""The Run page: its panels, laid out so that 1366x768 holds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from player.engine import commands as do
from player.i18n import _
from player.model.events import WallTime
from player.ui.actions import ActionTable, Mode
from player.ui.override.held import HeldStrip
from player.ui.plots.host import PlotHost
from player.ui.run.arranged import Over, Shared
from player.ui.run.band import DrillBand
from player.ui.run.curves import CurveFeed
from player.ui.run.expected import ExpectedPanel
from player.ui.run.injects import InjectPanel
from player.ui.run.log import LogKept, LogPanel
from player.ui.run.next import NextPanel
from player.ui.run.now import NowPanel
from player.ui.run.order import OrderSheet
from player.ui.run.question import QuestionPanel
from player.ui.run.readiness import ReadinessPanel
from player.ui.run.room import RoomSplitter
from player.ui.run.tags import TagRow
from player.ui.run.units import UnitsPanel, pending_order, running_like
from player.ui.sheets import ask
from player.ui.theme import GAP, scaled
from player.ui.views import DrillView
from player.ui.widgets import Notice

_BESIDE_HELD_PX = 120
"""Of the strip over the log so much is left for its title, whatever is held."""

if TYPE_CHECKING:
    from player.ui.instrument.page import FaceKept, InstrumentFace

_DOWN = Qt.Orientation.Vertical

_FROM_EXPECTED = 0.6
"""The part of the height of a question that comes from what is expected; the injects give the rest."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the user has put into a page: in the log panel, as sizes of the panels, and on the instrument."""

    log: LogKept
    splitters: list[QByteArray]
    instrument: FaceKept | None = None


class RunPage(QWidget):
    """A drill on one page. The review shows the same page over a saved session.

    Args:
        view: the drill.
        actions: what can be done.
        wall: gives the wall clock the band shows.
        plots: the plots, made by whoever knows the thread they come from.
        band_view: what the band shows, which is always in sight; None: the same as the panels.
        parent: what it will stand in; put there later, all of it is styled a second time.
    """

    FEEDS_AT_ONCE = True
    """The plots beside the panels are in sight as soon as the page is."""

    def __init__(
        self,
        view: DrillView,
        actions: ActionTable,
        wall: Callable[[], WallTime],
        plots: PlotHost,
        band_view: DrillView | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.view = view
        self.instrument: InstrumentFace | None = None
        self._actions = actions
        self.band = DrillBand(view if band_view is None else band_view, wall, actions)
        self.notice = Notice()
        self.now = NowPanel(view, actions)
        self.next = NextPanel(view, actions)
        self.question = QuestionPanel(view, actions)
        self.injects = InjectPanel(view, actions)
        self.readiness = ReadinessPanel(view, actions)
        self.expected = ExpectedPanel(view, actions)
        self.units = UnitsPanel(view, actions)
        self.tags = TagRow(view, actions) if view.live and view.scenario.tags else None
        self.log = LogPanel(view, actions)
        self.held = HeldStrip(view)
        self.held.opened.connect(actions["override"].do)
        self.log.add_to_strip(self.held)
        self.plots = plots
        self.feed: CurveFeed | None = None
        if self.FEEDS_AT_ONCE:
            self.feed_plots()
        self.units.start_wanted.connect(self.start_action)
        self.units.stop_wanted.connect(self.stop_action)
        self._halted = ""
        self._middle = RoomSplitter(0.46, self._room_for_question)
        self._whole = QSplitter(_DOWN)
        self._faces = QStackedWidget()
        self._lay_out()
        view.said.connect(self.say)
        view.changed.connect(self._tell_halt)
        view.changed.connect(self._show_muster)
        view.changed.connect(self._make_room)
        view.changed.connect(self._tell_offers)
        view.changed.connect(self._place_notice)
        self._offered: set[str] = set()
        self.question.refresh()
        self._show_muster()
        self._make_room()
        self._tell_halt()
        self.held.refresh()

    def feed_plots(self) -> None:
        """Let the plots beside the panels show the drill, if they do not yet."""
        if self.feed is None:
            self.feed = CurveFeed(self.view, self.plots)

    def say(self, text: str, warning: bool) -> None:  # noqa: FBT001 - a slot
        """Say something in the strip over the log."""
        self.notice.say(text, "warn" if warning else "accent", for_ms=6000)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the notice in its place, over the head of the log, where it hides nothing that matters."""
        super().resizeEvent(event)
        self.held.setMaximumWidth(max(1, self.width() - scaled(_BESIDE_HELD_PX)))
        self._place_notice()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Place the notice when it speaks; what it says sets its height."""
        if watched is self.notice and event.type() in {QEvent.Type.Show, QEvent.Type.LayoutRequest}:
            self._place_notice()
        return False

    def _place_notice(self) -> None:
        if self.view.live:
            width = self.width() - 2 * GAP
            height = self.notice.heightForWidth(width)
            top = self.log.mapTo(self, QPoint(0, 0)).y()
            if self.instrument is not None and self.shows_instrument:
                width = self.instrument.width_of_lanes
                height = self.notice.heightForWidth(width)
                top = self.height() - height - GAP - self.instrument.height_of_note
            elif not self.held.isHidden():  # what is held stays in sight, whatever is said
                top += self.log.height_of_strip
            left, face = GAP, self.face
            spared: QRect | None = getattr(face, "room_for_notice", None)
            if face is not None and spared is not None:
                corner = face.mapTo(self, spared.topLeft())
                left, top, width = corner.x(), corner.y(), spared.width()
                height = max(self.notice.heightForWidth(width), spared.height())
            self.notice.setGeometry(left, max(self.band.height() + GAP, top), width, height)
            self.notice.raise_()

    def keep(self) -> Kept:
        """What the user has put into the page, to be put into the one that takes its place."""
        face = None if self.instrument is None else self.instrument.keep(shown=self.shows_instrument)
        return Kept(self.log.keep(), [splitter.saveState() for splitter in self.splitters()], face)

    def restore(self, kept: Kept) -> None:
        """Take over what stood in the page before."""
        for splitter, state in zip(self.splitters(), kept.splitters, strict=True):
            splitter.restoreState(state)
        if kept.instrument is not None:
            face = self.show_instrument(on=True)
            face.restore(kept.instrument)
            self.show_instrument(on=kept.instrument.shown)
        if kept.log.typing == "note" and self.shows_instrument:
            self.begin_note()
        self.log.restore(kept.log)

    @property
    def shows_instrument(self) -> bool:
        """Whether the instrument is in the place of the panels."""
        return self.instrument is not None and self._faces.currentWidget() is self.instrument

    def show_instrument(self, *, on: bool) -> InstrumentFace:
        """Show the instrument in the place of the panels, or the panels again; gives the instrument."""
        if self.instrument is None:
            self.instrument = self._make_instrument()
        if on != self.shows_instrument:
            writing = self.log.entry.hasFocus()
            self._faces.setCurrentWidget(self.instrument if on else self._whole)
            if on:
                self.instrument.lend(self.log.entry)
            else:
                self.log.house_entry()
            if writing:  # what is typed next is text still, and no GO
                self.begin_note(self.log.entry.about)
            else:
                self.window().setFocus()
            self._place_notice()
        return self.instrument

    @property
    def face(self) -> QWidget | None:
        """What stands in the place of the panels, or None: they do."""
        current = self._faces.currentWidget()
        return None if current is self._whole else current

    @property
    def mode_of_face(self) -> Mode | None:
        """The mode that what stands in the place of the panels brings along, or None."""
        return getattr(self._faces.currentWidget(), "MODE", None)

    def show_face(self, face: QWidget | None) -> None:
        """Show this in the place of the panels, or (None) the panels again; the band stays over it."""
        if self.shows_instrument:
            self.show_instrument(on=False)
        shown = self._whole if face is None else face
        if self._faces.indexOf(shown) < 0:
            self._faces.addWidget(shown)
        self._faces.setCurrentWidget(shown)
        self.window().setFocus()
        self._place_notice()

    def begin_note(self, on: int | None = None) -> None:
        """Put the keyboard into the entry line; ``on`` is the entry the note is about."""
        if self.instrument is not None and self.shows_instrument:
            self.instrument.show_note()
            self._place_notice()
        self.log.entry.begin(on)

    def begin_kinds(self) -> None:
        """Let the user choose by keys which kind of entry the log shows, which only the panels have."""
        if self.shows_instrument:
            self.show_instrument(on=False)
        self.log.begin_kinds()

    def begin_find(self) -> None:
        """Put the keyboard into the find field of the log, which only the panels have."""
        if self.face is not None:
            self.show_face(None)
        self.log.begin_find()

    def _make_instrument(self) -> InstrumentFace:
        from player.ui.instrument.page import InstrumentFace

        face = InstrumentFace(self.view, self._actions, self.plots.another())
        self._faces.addWidget(face)
        if self.view.live:
            findings = face.column.findings
            findings.wanted.connect(self.show_entry)
            self.band.is_one_picked = lambda: findings.isVisible() and bool(findings.picked_key)
        return face

    def show_entry(self, seq: int) -> None:
        """Show an entry of the log, which the instrument has not."""
        self.show_instrument(on=False)
        self.log.show_entry(seq)

    def splitters(self) -> list[QSplitter]:
        """What the panels share the room by, the outermost first."""
        return [self._whole, *self._whole.findChildren(QSplitter)]

    def start_action(self, offer_id: str) -> None:
        """Record that a unit started an action; where it needs an order, ask who gave it."""
        scenario, state = self.view.scenario, self.view.state
        offer = scenario.action_by_id[offer_id]
        self.view.select_action(offer_id)
        order, reason = pending_order(state, offer), str(offer.reason)
        if offer.order_from and order is None:
            sheet = OrderSheet(scenario, offer, only_order=False, parent=self.window())
            if not ask(sheet):
                return
            if sheet.rank:
                if not self.view.do(do.GiveOrder(offer.unit, offer.does, sheet.rank, sheet.who, sheet.channel)):
                    return
                order = pending_order(self.view.state, offer)
            reason = sheet.reason
        self.view.do(do.StartAction(offer_id, order=order, reason=reason))

    def give_order(self, offer_id: str) -> None:
        """Record an order for an action that has not begun."""
        offer = self.view.scenario.action_by_id[offer_id]
        self.view.select_action(offer_id)
        sheet = OrderSheet(self.view.scenario, offer, only_order=True, parent=self.window())
        if ask(sheet) and sheet.rank:
            self.view.do(do.GiveOrder(offer.unit, offer.does, sheet.rank, sheet.who, sheet.channel))

    def stop_action(self, offer_id: str) -> None:
        """Record that a unit stopped an action."""
        run = running_like(self.view.state, self.view.scenario.action_by_id[offer_id])
        if run is not None:
            self.view.select_action(offer_id)
            self.view.do(do.StopAction(run.action))

    def press_unit_key(self, what: str, letter: str) -> None:
        """Start, stop or order the action of the row with this letter."""
        offer = self.units.offer_of_key(letter)
        if offer is not None:
            {"start": self.start_action, "stop": self.stop_action, "order": self.give_order}[what](offer)

    def set_stage(self, stage: int) -> None:
        """Record another stage of force for the selected action."""
        selected = self.view.selected_action
        run = None
        if selected is not None:
            run = running_like(self.view.state, self.view.scenario.action_by_id[selected])
        if run is None:
            self.say(_("Select an action that is under way first, then F with 0 to 6."), True)
            return
        self.view.do(do.ChangeStage(run.action, stage))

    def _tell_offers(self) -> None:
        """Say that a contingency inject has come due, once for each time it does."""
        if not self.view.live or not self.view.scenario.contingencies:
            return
        due = {inject.id: inject for inject in self.view.waiting() if self.view.is_offered(inject)}
        for name in due.keys() - self._offered:
            stands_by = self.view.standby is due[name]
            if self.mode_of_face is Mode.OBSERVE:
                text = _("Contingency: {title}. It is delivered in Run (F8).")
            elif stands_by:
                text = _("Contingency: {title}. Space delivers it.")
            else:
                text = _("Contingency: {title}. ↑ ↓ put it on standby.")
            self.notice.say(text.format(title=due[name].title), "warn", for_ms=10_000)
        self._offered = set(due)

    def _tell_halt(self) -> None:
        """Say why the machine put the exercise on hold, until it goes on."""
        reason = self.view.halt_reason
        if reason and not self._halted:
            self._halted = _("{reason} The exercise is on hold since then; F9 resumes it.").format(reason=reason)
            self.notice.say(self._halted, "warn")
        elif not reason and self._halted:
            if self.notice.text == self._halted:
                self.notice.dismiss()
            self._halted = ""

    def _show_muster(self) -> None:
        """Before StartEx show what must be ready, after it what is expected."""
        self.readiness.setVisible(self.readiness.is_wanted)
        self.expected.setVisible(not self.readiness.is_wanted)

    def _make_room(self) -> None:
        """Give a question that stands room, at the cost of what is expected; afterwards take it back."""
        self._middle.make_room(self.question.is_asking)

    def _room_for_question(self) -> int:
        return round(_FROM_EXPECTED * self.question.height_at(self._middle.width()))

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.band)
        frame = QVBoxLayout()
        frame.setContentsMargins(GAP, GAP, GAP, GAP)
        frame.setSpacing(GAP)
        outer.addLayout(frame, 1)
        if self.view.live:
            self.notice.setParent(self)  # over the page, so that nothing moves when it speaks
            self.notice.installEventFilter(self)
        else:
            frame.addWidget(self.notice)
        frame.addWidget(self._faces, 1)
        self._faces.addWidget(self._whole)
        left = Shared(QSplitter(_DOWN), (self.now, self.next), (46, 54))
        asked, expected = Over((self.question, self.injects)), Over((self.readiness, self.expected))
        middle = Shared(self._middle, (asked, expected), (46, 54))
        right = Shared(QSplitter(_DOWN), (self.plots, self.units), (62, 38))
        upper = Shared(QSplitter(Qt.Orientation.Horizontal), (left, middle, right), (27, 30, 43))
        lower = self.log if self.tags is None else Over((self.tags, self.log))
        Shared(self._whole, (upper, lower), (77, 23) if self.tags is None else (74, 26)).arrange()
        self.body = frame
