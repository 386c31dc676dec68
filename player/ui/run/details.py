"""What the keys of a family do at this moment, in the words of the script: which action, which tag, what is ticked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from player.i18n import _
from player.model.doctrine import ACTION_KINDS
from player.ui.emergency.part import EmergencyPart
from player.ui.run.units import running_like

if TYPE_CHECKING:
    from player.ui.live_view import LiveView
    from player.ui.main_window import MainWindow


def unit_detail(window: MainWindow, what: str, letter: str) -> Callable[[], str]:
    """The action of the row with this letter, where ``what`` (start, stop, order) can be done to it."""
    return partial(_unit, window, what, letter)


def tag_detail(window: MainWindow, digit: int) -> Callable[[], str]:
    """The tag with this digit."""
    return partial(_tag, window, digit)


def expected_detail(window: MainWindow, number: int, *, record: bool = False) -> Callable[[], str]:
    """The open expected action with this number; with ``record`` only one that calls for a record."""
    return partial(_expected, window, number, record)


def contact_detail(window: MainWindow, number: int) -> Callable[[], str]:
    """Who is called as this number, from 1, in a real emergency."""
    return partial(_contact, window, number)


def _unit(window: MainWindow, what: str, letter: str) -> str:
    view, page = window.live_view, window.page
    offer_id = page.units.offer_of_key(letter) if page is not None and view is not None else None
    if view is None or offer_id is None:
        return ""
    offer = view.scenario.action_by_id[offer_id]
    if (running_like(view.state, offer) is not None) is not (what == "stop"):
        return ""
    return f"{_(ACTION_KINDS[offer.does].title)} · {view.scenario.units[offer.unit].title}"


def _tag(window: MainWindow, digit: int) -> str:
    view = window.live_view
    tag = view.scenario.tag_by_key.get(digit) if view is not None else None
    return "" if tag is None else str(tag.text)


def _expected(window: MainWindow, number: int, record: bool) -> str:  # noqa: FBT001
    view = window.live_view
    opened = _open_ones(view) if view is not None else []
    if view is None or number > len(opened):
        return ""
    spec = view.scenario.expected_by_id[opened[number - 1]]
    return str(spec.text) if spec.record is not None or not record else ""


def _contact(window: MainWindow, number: int) -> str:
    contacts = window.part(EmergencyPart).contacts
    return contacts[number - 1].title if number <= len(contacts) else ""


def _open_ones(view: LiveView) -> list[str]:
    """Ids of the open expected actions in the order of their panel: the nearest deadline first."""
    state = view.state
    unmet = sorted((state.expected[name] for name in state.unmet), key=lambda one: one.deadline_ms)
    return [one.expected for one in unmet]
