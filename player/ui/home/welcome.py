"""What Gladi is, in one screen: who works with it, in which steps, and what it is not."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from player.i18n import N_, _
from player.ui.actions import ActionTable
from player.ui.plots.words import DISCLAIMER
from player.ui.run.panel import action_button
from player.ui.theme import GAP, PAD, SPACE, Tone, colour, scaled, text_font
from player.ui.widgets import KeyCap, Label, paint_box, paint_icon_in, paint_text
from player.ui.widgets.painted import CENTRE, Painted

_WIDEST_PX = 1180
_DISC_PX = 44
_NUMBER_PX = 30


class _Person(NamedTuple):
    icon: str
    name: str
    does: str
    text: str
    keys: tuple[str, ...]


_PEOPLE = (
    _Person(
        "radio",
        N_("The controller"),
        N_("runs the drill"),
        N_("Starts it, delivers each inject when it stands by, holds and resumes, and is never surprised."),
        (N_("Space"), "F9", "Ctrl+Enter"),
    ),
    _Person(
        "eye",
        N_("The observer"),
        N_("sees what happens"),
        N_("One key the moment it happens, the words later. Ticks the actions that are expected."),
        ("1–9", "N", "M"),
    ),
    _Person(
        "trending-up",
        N_("The trainer"),
        N_("learns from it"),
        N_("Moves through the saved drill, sets plan against actual, and answers what was found."),
        ("←", "→", "↑", "↓"),
    ),
)

_STEPS = (
    (N_("Choose a scenario"), N_("One that comes with Gladi, one of your own, or an MSEL from a spreadsheet.")),
    (
        N_("Muster, then StartEx"),
        N_("Ctrl+Enter makes ready, Enter starts. From then on each entry is saved at once."),
    ),
    (N_("EndEx, then look back"), N_("The session stands on the start page: curves, findings and the whole log.")),
)


class Welcome(QWidget):
    """The screen of the first start."""

    def __init__(self, actions: ActionTable) -> None:
        super().__init__()
        self.begin = action_button(actions, "home_begin", variant="primary", size="large", key_of="home_open")
        self.leave = action_button(actions, "home_back", variant="quiet", size="large")
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(2 * PAD, PAD, 2 * PAD, PAD)
        column.setSpacing(PAD)
        claim = _("The drill is real people. Gladi is its clock, its script and its memory.")
        said = _("Three people work with it, on one laptop, with no internet. Every button has its key printed on it.")
        column.addStretch(5)
        column.addWidget(Label(claim, "heading", wrap=True))
        column.addWidget(Label(said, "script", "soft", wrap=True))
        column.addStretch(1)
        column.addLayout(_side_by_side([_PersonCard(person) for person in _PEOPLE]))
        column.addStretch(1)
        column.addWidget(_StepStrip())
        column.addStretch(1)
        column.addLayout(_warnings())
        column.addStretch(5)
        self._scroll = QScrollArea()  # for large text in a small window
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(_("What Gladi is"))
        self._scroll.setWidget(_in_the_middle(told))
        self._scroll.verticalScrollBar().rangeChanged.connect(self._let_scroll)
        self._let_scroll(0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(_Foot(self.begin, self.leave))
        self.setAccessibleName(_("What Gladi is"))

    def _let_scroll(self, _least: int, most: int) -> None:
        """Let Tab lead to what can be scrolled, by the keyboard too."""
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus)


class _Foot(Painted):
    """The ground of the two ways on, along the lower edge."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(2 * PAD, 0, 2 * PAD, 0)
        row.setSpacing(2 * SPACE)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2 * SPACE, 0, 2 * SPACE)
        whole.addWidget(_in_the_middle(inside))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the ground, with a line over it."""
        painter, box = QPainter(self), self.rect()
        painter.fillRect(box, colour(self.theme.surfaces.panel))
        painter.fillRect(QRectF(0, 0, box.width(), 1), colour(self.theme.line))


def _in_the_middle(inside: QWidget) -> QWidget:
    """A widget no wider than can be read at a glance, in the middle of its room."""
    inside.setMaximumWidth(scaled(_WIDEST_PX))
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(inside, 20)
    row.addStretch(1)
    return middle


class _PersonCard(Painted):
    """One of the three people: what they do, and with which keys."""

    def __init__(self, person: _Person) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(PAD)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(_(person.name), "title"))
        words.addWidget(Label(_(person.does), "body", "soft"))
        head.addWidget(_Disc(person.icon))
        head.addLayout(words, 1)
        keys = QHBoxLayout()
        keys.setSpacing(SPACE)
        for key in person.keys:
            keys.addWidget(KeyCap("+".join(_(part) if len(part) > 1 else part for part in key.split("+"))))
        keys.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD + SPACE, PAD + SPACE, PAD + SPACE, PAD)
        column.setSpacing(2 * SPACE)
        column.addLayout(head)
        text = Label(_(person.text), "body", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(text, 1)
        column.addLayout(keys)
        self.setAccessibleName(_(person.name))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the ground, with a rule along its top."""
        painter, box = QPainter(self), self.rect().toRectF()
        paint_box(painter, box, self.theme.surfaces.panel, self.theme.line)
        painter.fillRect(QRectF(1, 0, box.width() - 2, SPACE), colour(self.theme.tones.accent.fill))


class _Disc(Painted):
    """An icon on a round ground."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Its diameter, both ways."""
        return QSize(scaled(_DISC_PX), scaled(_DISC_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        painter, box, tone = QPainter(self), self.rect().toRectF(), self.theme.tones.accent
        paint_box(painter, box, tone.soft, radius=box.width() / 2)
        size = round(box.width() * 0.55)
        paint_icon_in(painter, box, (box.width() - size) / 2, self._icon, tone.text, size)


class _StepStrip(Painted):
    """The three steps on one ground, from left to right."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(PAD + SPACE, PAD, PAD + SPACE, PAD)
        grid.setHorizontalSpacing(PAD)
        grid.setVerticalSpacing(0)
        for place, (title, text) in enumerate(_STEPS):
            number = _Number(place + 1)
            grid.addWidget(number, 0, 2 * place, 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(_(title), "strong"), 0, 2 * place + 1)
            words = Label(_(text), "body", "soft", wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, 1, 2 * place + 1)
            grid.setColumnStretch(2 * place + 1, 1)
        grid.setRowStretch(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the ground."""
        paint_box(QPainter(self), self.rect().toRectF(), self.theme.surfaces.panel, self.theme.line)


class _Number(Painted):
    """The number of a step."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Its diameter, both ways."""
        return QSize(scaled(_NUMBER_PX), scaled(_NUMBER_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        painter, box, tone = QPainter(self), self.rect().toRectF(), self.theme.tones.accent
        paint_box(painter, box, tone.fill, radius=box.width() / 2)
        paint_text(painter, text_font("figure_m"), tone.on_fill, box, str(self._number), CENTRE)


class _Warning(Painted):
    """What must be known before: an icon, a few strong words, and what they mean."""

    def __init__(self, icon: str, tone: str, title: str, text: str) -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD + scaled(_NUMBER_PX) + PAD, PAD, PAD, PAD)
        column.setSpacing(0)
        column.addWidget(Label(title, "strong", tone, wrap=True))
        words = Label(text, "body", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(words, 1)
        self.setAccessibleName(title)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground, bar and icon."""
        tone: Tone = self.theme.tone(self._tone)
        painter, box = QPainter(self), self.rect().toRectF()
        paint_box(painter, box, tone.soft, tone.text)
        painter.fillRect(QRectF(0, 0, SPACE, box.height()), colour(tone.fill))
        size = scaled(_NUMBER_PX) - SPACE
        paint_icon_in(painter, box, PAD + SPACE, self._icon, tone.text, size)


def _warnings() -> QHBoxLayout:
    disclaimer = _(DISCLAIMER)
    index = _Warning(
        "trending-up",
        "warn",
        disclaimer[:1].upper() + disclaimer[1:],
        _("The curves add up what the script says and what you record. They say nothing about a real crowd."),
    )
    real = _Warning(
        "siren",
        "alarm",
        _("Something real happens? Hold F12 for two seconds."),
        _("Everything stops, and the window says so in large letters to all who see it."),
    )
    return _side_by_side([index, real])


def _side_by_side(widgets: list[Painted]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2 * GAP)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row
