"""The three columns of the sheet of an override: which value, what is done with it, who decided it and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from player.engine.fold import Fold
from player.i18n import N_, Message, _
from player.model import events as ev
from player.model.doctrine import BEHAVIOUR_TITLES, CEILING, STAGE_TITLES, Behaviour, Stage
from player.review.instrument_wording import QUANTITY_TITLES, value_text
from player.ui.override.choice import ChoiceButton
from player.ui.override.draft import NUMBERS, Draft, Part, choices, put_before, scale_of
from player.ui.override.fields import Heading, NumberField, TextField, giving_way, side_by_side, stacked
from player.ui.override.words import ABOUT_MODES, MODE_TITLES, REASONS
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label

QUANTITY_KEYS = "1234"
UNIT_KEYS = "QWERTYUIOP"
MODE_KEYS = "SHL"
REASON_KEYS = ("F6", "F7", "F8")
"""The keys printed on what there is to choose, in order."""

_TITLES: Mapping[ev.Quantity, str] = {**QUANTITY_TITLES, ev.Quantity.FORCE: N_("Force of a unit")}
_LONGEST_WHO, _LONGEST_WHY = 120, 500


class Column(QWidget):
    """A column of the sheet: headings, each over what it is about."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.headings: dict[Part, Heading] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE)

    def add_heading(self, title: str, part: Part) -> None:
        """Begin a part with its heading."""
        self.headings[part] = Heading(title)
        self.column.addWidget(self.headings[part])

    def show_errors(self, errors: Mapping[Part, Message]) -> None:
        """Say beside each part what is wrong with it."""
        for part, heading in self.headings.items():
            heading.show_error(str(errors[part]) if part in errors else "")


class WhatColumn(Column):
    """Which value: a quantity, and for force the unit.

    Signals:
        chosen: another one has been chosen.
    """

    chosen = Signal()

    def __init__(self, draft: Draft, fold: Fold) -> None:
        super().__init__(draft)
        self._units = tuple(fold.scenario.units)
        self.quantities = [
            ChoiceButton(key, _(_TITLES[quantity])) for key, quantity in zip(QUANTITY_KEYS, ev.Quantity, strict=True)
        ]
        self.units = [
            ChoiceButton(UNIT_KEYS[place : place + 1], str(unit.title))
            for place, unit in enumerate(fold.scenario.units.values())
        ]
        for button, quantity in zip(self.quantities, ev.Quantity, strict=True):
            button.clicked.connect(lambda _checked=False, one=quantity: self.choose(one))
            button.setMinimumHeight(scaled(44))
        for button, unit in zip(self.units, self._units, strict=True):
            button.clicked.connect(lambda _checked=False, one=unit: self.choose(ev.Quantity.FORCE, one))
            button.setMinimumHeight(scaled(44))
        self.column.addWidget(Label(_("Which value"), "caption", "soft"))
        for button in self.quantities:
            self.column.addWidget(button)
        self._of_force = QWidget()
        inside = QVBoxLayout(self._of_force)
        inside.setContentsMargins(0, SPACE, 0, 0)
        inside.setSpacing(SPACE)
        self.headings[Part.UNIT] = Heading(_("Of which unit"))
        inside.addWidget(self.headings[Part.UNIT])
        self._list = giving_way(stacked(self.units, stretch=True))
        inside.addWidget(self._list, 1)
        self.column.addWidget(self._of_force, 1)
        self._rest = QWidget()
        self.column.addWidget(self._rest, 1)

    def choose(self, quantity: ev.Quantity, unit: str | None = None) -> None:
        """Choose a quantity, or a unit; a unit chosen before stays chosen."""
        keeps = quantity is ev.Quantity.FORCE and unit is None
        self.draft.choose(quantity, self.draft.unit if keeps else unit)
        self.chosen.emit()
        if self.draft.unit in self._units:
            self._list.ensureWidgetVisible(self.units[self._units.index(self.draft.unit)])

    def choose_place(self, place: int) -> None:
        """Choose the unit in this place, where there is one."""
        if self.draft.quantity is ev.Quantity.FORCE and place < len(self._units):
            self.choose(ev.Quantity.FORCE, self._units[place])

    def refresh(self, fold: Fold) -> None:
        """Show the values as they stand."""
        state, size = fold.state, fold.scenario.crowd.size
        for button, quantity in zip(self.quantities, ev.Quantity, strict=True):
            button.set_chosen(quantity is self.draft.quantity)
            button.use_key(not self.draft.asks_for_a_stage)
            if quantity is ev.Quantity.FORCE:
                about = _("highest: stage {stage}").format(stage=state.force)
                held = any(what is quantity and one.held for (what, _unit), one in state.overrides.items())
            else:
                about = value_text(quantity, Draft(quantity).present(fold), size)
                held = state.is_held(quantity)
            button.show_as(" · ".join(filter(None, (about, _("held") if held else ""))))
        self._of_force.setVisible(self.draft.quantity is ev.Quantity.FORCE)
        self._rest.setVisible(self.draft.quantity is not ev.Quantity.FORCE)
        for button, unit in zip(self.units, self._units, strict=True):
            button.set_chosen(unit == self.draft.unit)
            stage = state.unit_stages.get(unit)
            about = _("does nothing now") if stage is None else _("stage {stage}").format(stage=stage)
            override = state.overrides.get((ev.Quantity.FORCE, unit))
            mark = "" if override is None else _("held") if override.held else _("set")
            button.show_as(" · ".join(filter(None, (about, mark))))


class HowColumn(Column):
    """What is done with the value, and at what it is put.

    Signals:
        chosen: another way has been chosen.
        changed: another value is meant.
    """

    chosen = Signal()
    changed = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.modes = [
            ChoiceButton(key, _(MODE_TITLES[mode]), "…\n…", about_lines=2)
            for key, mode in zip(MODE_KEYS, ev.OverrideMode, strict=True)
        ]
        self.number = NumberField()
        self.lists = {
            ev.Quantity.BEHAVIOUR: [
                ChoiceButton("", _(BEHAVIOUR_TITLES[Behaviour(place)]), about_lines=0)
                for place in choices(ev.Quantity.BEHAVIOUR)
            ],
            ev.Quantity.FORCE: [
                ChoiceButton("", f"{place}  {_(STAGE_TITLES[Stage(place)])}", about_lines=0)
                for place in choices(ev.Quantity.FORCE)
            ],
        }
        self.add_heading(_("What is done with it"), Part.MODE)
        for button, mode in zip(self.modes, ev.OverrideMode, strict=True):
            button.clicked.connect(lambda _checked=False, one=mode: self.choose(one))
            self.column.addWidget(button)
        self.column.addSpacing(SPACE)
        self.add_heading(_("Value"), Part.VALUE)
        self._present = Label("", "body", "soft")
        self._stack = QStackedWidget()
        self._pages: dict[ev.Quantity, QWidget] = {quantity: self._make_page(quantity) for quantity in ev.Quantity}
        self.column.addWidget(self._stack, 1)
        self.number.typed.connect(self._note_number)

    def choose(self, mode: ev.OverrideMode) -> None:
        """Choose what is done."""
        self.draft.mode = mode
        self.chosen.emit()

    def choose_value(self, value: int) -> None:
        """Choose a class or a stage."""
        self.draft.chosen = value
        self.changed.emit()

    def step(self, sign: int, fold: Fold) -> None:
        """Move the value: by a step, or to the next class or stage."""
        if self.draft.mode is ev.OverrideMode.RELEASE:
            return
        if self.draft.quantity in NUMBERS:
            self.number.step(sign)
            return
        span = choices(self.draft.quantity)
        present = self.draft.value(fold)
        self.choose_value(min(span[-1], max(span[0], (present or 0) + (1 if sign > 0 else -1))))

    def refresh(self, fold: Fold) -> None:
        """Show what is chosen, and the value as it stands."""
        draft, size = self.draft, fold.scenario.crowd.size
        for button, mode in zip(self.modes, ev.OverrideMode, strict=True):
            ends = mode is ev.OverrideMode.SET and fold.state.is_held(*draft.key)
            about = _(ABOUT_MODES[draft.quantity][mode])
            button.show_as(" ".join(filter(None, (about, _("What is held ends.") if ends else ""))))
            button.set_chosen(mode is draft.mode)
        self._stack.setCurrentWidget(self._pages[draft.quantity])
        self._stack.setEnabled(draft.mode is not ev.OverrideMode.RELEASE and draft.is_about_something)
        now = draft.present(fold) if draft.is_about_something else 0
        if draft.quantity in NUMBERS:
            scale = scale_of(draft.quantity, size)
            self.number.use(scale, _(QUANTITY_TITLES[draft.quantity]))
            meant_now = draft.typed is None or draft.mode is ev.OverrideMode.RELEASE
            self.number.show_text(str(scale.shown(now)) if meant_now else draft.typed)
            self._present.setText(_("now {value}").format(value=value_text(draft.quantity, now, size)))
            return
        meant = draft.value(fold) if draft.is_about_something else None
        for place, button in enumerate(self.lists[draft.quantity]):
            button.set_chosen(place == meant and draft.mode is not ev.OverrideMode.RELEASE)
            if button.is_chosen and draft.chosen is not None:
                self._show_in_list(draft.quantity, button)
            note, alarm = _note(draft.quantity, place, int(fold.crowd.ceiling))
            mark = _("now") if place == now and draft.is_about_something else ""
            button.show_as("", " · ".join(filter(None, (mark, note))), alarm=alarm)

    def _make_page(self, quantity: ev.Quantity) -> QWidget:
        if quantity in NUMBERS:
            page = self._stack.widget(0) or giving_way(stacked((self.number, self._present), stretch=True))
        else:
            for place, button in enumerate(self.lists[quantity]):
                button.clicked.connect(lambda _checked=False, place=place: self.choose_value(place))
            page = giving_way(stacked(self.lists[quantity], stretch=True))
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        return page

    def _show_in_list(self, quantity: ev.Quantity, button: QWidget) -> None:
        page = self._pages[quantity]
        if isinstance(page, QScrollArea):
            page.ensureWidgetVisible(button)

    def _note_number(self) -> None:
        self.draft.typed = self.number.field.text()
        self.changed.emit()


def _note(quantity: ev.Quantity, place: int, ceiling: int) -> tuple[str, bool]:
    """What is said beside a class or a stage, and whether it warns."""
    if quantity is ev.Quantity.BEHAVIOUR:
        return _("ceiling {stage}").format(stage=int(CEILING[Behaviour(place)])), False
    return (_("above the ceiling"), True) if place > ceiling else ("", False)


class WhoColumn(Column):
    """Who decided it, and why: written, or taken from what is on offer.

    Signals:
        changed: something was written or taken.
    """

    changed = Signal()

    def __init__(self, draft: Draft, names: Sequence[str]) -> None:
        super().__init__(draft)
        self._names = tuple(names)
        self.who = TextField(_("Who decided it"), _("Rank and name"), _LONGEST_WHO)
        self.why = TextField(_("Why"), _("Reason"), _LONGEST_WHY)
        self.who.setText(draft.who)
        self.suggestions = [ActionButton(name) for name in self._names]
        for button, name in zip(self.suggestions, self._names, strict=True):
            button.clicked.connect(lambda _checked=False, name=name: self.take_name(name))
            button.setMinimumHeight(scaled(40))
        self.reasons = [ActionButton("", "", key) for key in REASON_KEYS]
        for place, button in enumerate(self.reasons):
            button.clicked.connect(lambda _checked=False, place=place: self.take_reason(place))
            button.setMinimumHeight(scaled(44))
        self.add_heading(_("Who decided it"), Part.WHO)
        self.column.addWidget(self.who)
        self.column.addWidget(giving_way(side_by_side(self.suggestions)), 1)
        self.column.addSpacing(SPACE)
        self.add_heading(_("Why"), Part.WHY)
        self.column.addWidget(self.why)
        self.column.addWidget(stacked(self.reasons))
        self.who.textEdited.connect(self._note)
        self.why.textEdited.connect(self._note)

    def take_name(self, name: str) -> None:
        """Take a name on offer; what was typed beside it stays."""
        self.who.put(put_before(self.who.text(), name, self._names))

    def take_reason(self, place: int) -> None:
        """Take a reason on offer; what was typed beside it stays."""
        known = {_(reason) for reasons in REASONS.values() for reason in reasons}
        self.why.put(put_before(self.why.text(), self._reason(place), tuple(known), "; "))

    def refresh(self) -> None:
        """Offer the reasons that fit what is done."""
        for place, button in enumerate(self.reasons):
            button.show_as(self._reason(place))

    def _reason(self, place: int) -> str:
        return _(REASONS[self.draft.mode is ev.OverrideMode.RELEASE][place])

    def _note(self) -> None:
        self.draft.who, self.draft.why = self.who.text(), self.why.text()
        self.changed.emit()
