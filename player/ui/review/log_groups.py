"""The groups of kinds the log of a review is narrowed down by, each with a digit for its key, and who wrote entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from player.i18n import N_, _
from player.model.events import BODIES, Actor, Event
from player.review.event_facts import ACTOR_TITLES
from player.review.wording import LINE_KIND_TITLES, LineKind
from player.ui.theme import RULE, SPACE, scaled, text_font
from player.ui.widgets import paint_box, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.painted import plain_tip, text_width

_HEIGHT_PX = 24


class KindGroup(NamedTuple):
    """Kinds of entry that are looked at together."""

    title: str
    kinds: tuple[LineKind, ...]


GROUPS: tuple[KindGroup, ...] = (
    KindGroup(N_("Phases"), (LineKind.PHASE, LineKind.DECISION)),
    KindGroup(N_("Injects"), (LineKind.INJECT,)),
    KindGroup(N_("Expected"), (LineKind.EXPECTED,)),
    KindGroup(N_("Actions"), (LineKind.ORDER, LineKind.ACTION)),
    KindGroup(N_("Observed"), (LineKind.TAG, LineKind.NOTE, LineKind.MARKER)),
    KindGroup(N_("Records"), (LineKind.CASUALTY, LineKind.ARREST, LineKind.EVIDENCE)),
    KindGroup(N_("Crowd"), (LineKind.SITUATION, LineKind.OVERRIDE)),
    KindGroup(
        N_("Clock"),
        (LineKind.CLOCK, LineKind.SESSION, LineKind.READINESS, LineKind.EMERGENCY, LineKind.CORRECTION),
    ),
    KindGroup(N_("Trainer"), (LineKind.REVIEW, LineKind.FINDING)),
)
"""The groups in the order of their digits, from 1. Every kind is in one of them."""

_SIGNED = frozenset(body for body in BODIES if "observer" in body.__dataclass_fields__)
"""The kinds of event that say which observer saw it; the observer of any other is its actor."""


def by_whom(event: Event) -> str:
    """Who put an event on record: the name of the observer, or the role."""
    return getattr(event.body, "observer", "") or _(ACTOR_TITLES[event.actor])


def everybody(events: Iterable[Event]) -> list[str]:
    """Who put anything on record: the roles, then the observers by name."""
    roles: set[Actor] = set()
    names: set[str] = set()
    role: Actor | None = None
    for event in events:
        body = event.body
        if type(body) in _SIGNED and body.observer:  # type: ignore[attr-defined]
            names.add(body.observer)  # type: ignore[attr-defined]
        elif event.actor is not role:  # an enum is slow to look up in a set, and most follow one of their own
            role = event.actor
            roles.add(role)
    titles = [_(title) for actor, title in ACTOR_TITLES.items() if actor in roles]
    return [*titles, *sorted(name for name in names if name not in titles)]


class KindChip(KitButton):
    """A chip that narrows the log down to a group of kinds; several together show all of theirs."""

    def __init__(self, number: int, group: KindGroup) -> None:
        super().__init__()
        self.key = str(number)
        self.kinds = group.kinds
        self.setCheckable(True)
        self.setAccessibleName(_(group.title))
        kinds = ", ".join(_(LINE_KIND_TITLES[kind]) for kind in group.kinds)
        self.setToolTip(plain_tip(_("Only: {kinds} ({key})").format(kinds=kinds, key=self.key)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.counts_fast_clicks = True

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the digit and the words."""
        words = text_width(text_font("small"), self.accessibleName())
        return QSize(round(self._digit_px + words + 5 * SPACE) + 2, scaled(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The words may be cut."""
        return QSize(round(self._digit_px + 7 * SPACE), scaled(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it; one that is on stands out by its ground, a heavier frame and heavier words."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        chosen = self.isChecked()
        ground = theme.surfaces.selected if chosen else theme.surfaces.hover if self.underMouse() else None
        edge = theme.tones.accent.text if chosen else theme.edge
        paint_box(painter, box, ground or theme.surfaces.panel, edge, line_px=RULE if chosen else 1, radius=10)
        ink = theme.ink if chosen else theme.ink_soft
        digit = QRectF(2 * SPACE, 0, self._digit_px + 1, box.height())
        paint_text(painter, text_font("figure_s"), theme.ink, digit, self.key)
        words = QRectF(digit.right() + SPACE, 0, box.width() - digit.right() - 2 * SPACE, box.height())
        paint_text(painter, text_font("small"), ink, words, self.accessibleName())
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1, radius=10)

    @property
    def _digit_px(self) -> float:
        return text_width(text_font("figure_s"), self.key)
