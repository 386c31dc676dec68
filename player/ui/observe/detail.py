"""The details of a logged tag, filled in after it was stamped: text, place, unit and rating on one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy

from player.engine.entries import LONGEST_NOTE
from player.engine.state import Observation
from player.i18n import N_, _
from player.model.times import clock_text
from player.ui.actions import ActionTable
from player.ui.keys import stroke_text
from player.ui.observe.desk import ObserverDesk
from player.ui.observe.sheets import PickSheet, rating_options, unit_options
from player.ui.sheets import ask
from player.ui.theme import PAD, RULE, SMALL_PX, SPACE, scaled, text_font
from player.ui.widgets import KeyCap, Label, Painted, paint_box, paint_icon_in, paint_key_cap, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.chips import key_cap_size
from player.ui.widgets.painted import text_width

TITLES: Mapping[str, str] = {"text": N_("Text"), "place": N_("Location"), "unit": N_("Unit"), "rating": N_("Rating")}
"""The details, in the order of the line."""

ACTIONS: Mapping[str, str] = {name: f"observed_{name}" for name in TITLES}
"""The action that leads to each."""

TYPED = ("text", "place")
_LINE_PX = 48


@dataclass(frozen=True, slots=True)
class Typing:
    """Where the keyboard is: the field, and its cursor."""

    field: str
    cursor: int


class DetailField(QLineEdit):
    """A detail that is typed. Enter and Tab put it on record; so does leaving it.

    Args:
        name: the field of the observation.
        line: the line it stands in.
    """

    def __init__(self, name: str, line: DetailLine) -> None:
        super().__init__()
        self.name = name
        self._line = line
        self.setMaxLength(LONGEST_NOTE)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_(TITLES[name]))
        self.textEdited.connect(lambda text: line.note_draft(name, text))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter writes and leaves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            if not event.isAutoRepeat():
                self._line.commit()
                self.window().setFocus()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802
        """Tab writes and goes to the next detail that is typed."""
        self._line.commit()
        return self._line.step(self.name, 1 if forward else -1)


class ValueButton(KitButton):
    """A detail that is chosen: its name and its value, with the key that asks for it."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self._name, self._key, self._value = _(TITLES[name]), key, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_value("")

    def show_value(self, value: str) -> None:
        """Show what is chosen; empty: nothing yet."""
        self._value = value
        self.setAccessibleName(f"{self._name} {value or _('none')}")
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for key and value."""
        font = text_font("strong" if self._value else "body")
        words = text_width(font, self._value or self._name)
        return QSize(round(words + key_cap_size(text_font("key"), self._key).width() + 8 * SPACE), scaled(34))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A part of the value may be left out."""
        return QSize(min(self.sizeHint().width(), scaled(96)), scaled(34))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        on = self.isEnabled()
        ground = theme.surfaces.hover if on and self.underMouse() else theme.surfaces.panel
        paint_box(painter, box, ground if on else theme.surfaces.sunken, theme.edge, dashed=not on)
        cap = key_cap_size(text_font("key"), self._key)
        place = QRectF(box.left() + 2 * SPACE, round(box.center().y() - cap.height() / 2), cap.width(), cap.height())
        paint_key_cap(painter, place, text_font("key"), theme.ink if on else theme.ink_soft, self._key)
        words = QRectF(place.right() + 2 * SPACE, box.top(), box.right() - place.right() - 4 * SPACE, box.height())
        role, ink = ("strong", theme.ink) if self._value else ("body", theme.ink_soft)
        paint_text(painter, text_font(role), ink if on else theme.ink_soft, words, self._value or self._name)
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)


class DetailLine(Painted):
    """The details of the tag that is looked at, else of the last one.

    Nothing typed here is ever lost: what is not on record yet is kept as a draft of its entry.

    Args:
        desk: the desk of the observers.
        actions: what can be done; their keys are printed.
    """

    def __init__(self, desk: ObserverDesk, actions: ActionTable) -> None:
        super().__init__()
        self._desk = desk
        self._target: int | None = None
        self._head = Label("", "strong")
        self._time = Label("", "figure_s")
        self.fields = {name: DetailField(name, self) for name in TYPED}
        keys = {name: stroke_text(actions[action].strokes[0]) for name, action in ACTIONS.items()}
        self.buttons = {name: ValueButton(name, keys[name]) for name in TITLES if name not in TYPED}
        row = self._row = QHBoxLayout(self)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._time)
        row.addWidget(self._head, 5)
        for name, field in self.fields.items():
            field.setPlaceholderText(_(TITLES[name]))
            row.addWidget(KeyCap(keys[name]))
            row.addWidget(field, 6 if name == "text" else 4)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.edit(name))
            row.addWidget(button, 2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Details of the observation"))
        self.restyle()

    @property
    def is_typed_in(self) -> bool:
        """Whether the keyboard is here."""
        return any(field.hasFocus() for field in self.fields.values())

    @property
    def typing(self) -> Typing | None:
        """Where the keyboard is here, or None: it is elsewhere."""
        focus = next((field for field in self.fields.values() if field.hasFocus()), None)
        return Typing(focus.name, focus.cursorPosition()) if focus is not None else None

    def go_on_typing(self, typing: Typing) -> None:
        """Put the keyboard back where it was."""
        field = self.fields[typing.field]
        if field.isEnabled():
            field.setFocus()
            field.deselect()
            field.setCursorPosition(typing.cursor)

    def restyle(self) -> None:
        """Let the line grow with the text."""
        self.setFixedHeight(scaled(_LINE_PX))
        self._row.setContentsMargins(PAD + scaled(SMALL_PX) + 2 * SPACE, 0, 2 * SPACE, 0)

    def refresh(self) -> None:
        """Show the details as they stand; while one is typed, the line stays with its entry."""
        if self.is_typed_in and self._observation is not None and not self._observation.voided:
            self._show(self._observation)
            return
        seen = self._desk.observation
        self._target = None if seen is None else seen.seq
        self._show(seen)

    def edit(self, name: str) -> None:
        """Put the keyboard into a field, or ask for what is chosen."""
        seen = self._observation
        if seen is None or seen.voided or not self._desk.can_correct:
            return
        if name in TYPED:
            self.fields[name].setFocus()
            self.fields[name].selectAll()
            return
        scenario = self._desk.view.scenario
        options = unit_options(scenario) if name == "unit" else rating_options()
        tag = scenario.tags[seen.tag]
        about = f"{clock_text(seen.seen_ms, hours=True)}  {tag.key} {tag.text}"
        sheet = PickSheet(_(TITLES[name]), about, options, getattr(seen, name) or "", self.window())
        if ask(sheet):
            self._desk.amend(seen.seq, name, sheet.value)

    def step(self, name: str, by: int) -> bool:
        """Go from a typed field to the next, or on to the first button; gives whether there was one."""
        order = [*self.fields.values(), *self.buttons.values()]
        place = order.index(self.fields[name]) + by
        if 0 <= place < len(order):
            order[place].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        self.window().setFocus()
        return True

    def note_draft(self, name: str, text: str) -> None:
        """Keep what is being typed, until it is on record."""
        seen = self._observation
        if seen is None:
            return
        if text.strip() == getattr(seen, name):
            self._desk.drafts.pop((seen.seq, name), None)
        else:
            self._desk.drafts[seen.seq, name] = text

    def commit(self) -> None:
        """Put on record what has been typed, here or before; what is refused stays a draft."""
        desk = self._desk
        if not desk.can_correct:
            return
        for (seq, name), text in list(desk.drafts.items()):
            seen = desk.view.state.observations.get(seq)
            if seen is None or seen.voided:
                continue
            if desk.amend(seq, name, text):
                desk.drafts.pop((seq, name), None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground and icon."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        paint_box(painter, box, theme.surfaces.panel, theme.line)
        drafted = any(seq == self._target for seq, _field in self._desk.drafts)
        ink = theme.tones.warn.text if drafted else theme.ink_soft
        paint_icon_in(painter, box, PAD, "square-pen" if drafted else "tag", ink, scaled(SMALL_PX))

    @property
    def _observation(self) -> Observation | None:
        return None if self._target is None else self._desk.view.state.observations.get(self._target)

    def _show(self, seen: Observation | None) -> None:
        scenario = self._desk.view.scenario
        on = seen is not None and not seen.voided and self._desk.can_correct
        for widget in (*self.fields.values(), *self.buttons.values()):
            widget.setEnabled(on)
        if seen is None:
            self._time.setText("")
            self._head.setText(_("The details of a tag are filled in here, after it is logged."))
        else:
            tag = scenario.tags[seen.tag]
            self._time.setText(clock_text(seen.seen_ms, hours=True))
            self._head.setText(f"{tag.key} {tag.text}")
        for name, field in self.fields.items():
            logged = "" if seen is None else getattr(seen, name)
            text = logged if seen is None else self._desk.drafts.get((seen.seq, name), logged)
            if field.text() != text:
                field.setText(text)
        unit = "" if seen is None or not seen.unit else str(scenario.units[seen.unit].title)
        self.buttons["unit"].show_value(unit)
        self.buttons["rating"].show_value("" if seen is None else seen.rating)
        self.update()
