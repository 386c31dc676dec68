"""How what is about to be due is put into words."""

from __future__ import annotations

from player.i18n import _
from player.model.course import Inject
from player.model.times import countdown_text
from player.ui.views import DrillView


def coming_text(view: DrillView, inject: Inject, more: int) -> str:
    """What is about to be due, and in how long: "00:25 · automatic: Orator", with how many more come after it."""
    due_ms = view.state.injects[inject.id].due_ms
    left = countdown_text(max(0, (view.now_ms if due_ms is None else due_ms) - view.now_ms))
    text = _("{time} · GO: {title}") if view.is_by_hand(inject) else _("{time} · automatic: {title}")
    said = text.format(time=left, title=inject.title)
    return _("{text} · {n} more").format(text=said, n=more) if more else said
