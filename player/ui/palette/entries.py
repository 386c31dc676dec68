"""What the palette lists: the actions of a mode in the words of both languages, and those that answer what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from player.i18n import LANGUAGES, _, current_language, speaking
from player.ui.actions import Action, ActionTable, Mode
from player.ui.keys import stroke_text
from player.ui.palette.match import best


@dataclass(frozen=True, slots=True)
class Entry:
    """One action on offer.

    Attributes:
        action: what is done.
        title, group, keys: as they are shown, in the language in use.
        can: whether it can be done now; ``reason``: why not, as far as that is known.
        elsewhere: its title in the other languages.
        places: letters of the title that answer what was typed.
    """

    action: Action
    title: str
    group: str
    keys: str
    can: bool
    reason: str
    elsewhere: tuple[str, ...]
    places: tuple[int, ...] = ()

    @property
    def spoken(self) -> str:
        """The row in words."""
        return ", ".join(filter(None, (self.title, self.group, self.keys, self.reason)))


def entries_of(table: ActionTable, mode: Mode) -> list[Entry]:
    """Every action of a mode but the palette's own, in the order of the table; families by what they do now."""
    found = []
    here = current_language()
    for action in table.of_mode(mode):
        if action.id == "palette" or (not action.in_menu and action.detail is None):
            continue
        title = _title(action)
        if not title:
            continue
        others = []
        for code in LANGUAGES:
            if code != here:
                with speaking(code):
                    others.append(f"{_title(action)} {_(action.group)}")
        keys = "  ".join(stroke_text(stroke) for stroke in action.strokes)
        can = action.enabled()
        found.append(Entry(action, title, _(action.group), keys, can, action.reason, tuple(others)))
    return found


def _title(action: Action) -> str:
    """What it is called now: its name, with what it is done to; empty where there is nothing to do it to."""
    if action.detail is None:
        return action.text
    detail = action.detail()
    return f"{action.text}: {detail}" if detail else ""


def answering(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Those that answer what was typed, best first; what can be done now comes before what cannot."""
    found = []
    for number, entry in enumerate(entries):
        hit = best(typed, (entry.title, f"{entry.title} {entry.group} {entry.keys}", *entry.elsewhere))
        if hit is not None:
            shown = Entry(
                entry.action,
                entry.title,
                entry.group,
                entry.keys,
                entry.can,
                entry.reason,
                entry.elsewhere,
                hit.places,
            )
            exact = bool(typed.strip()) and typed.strip().casefold() == entry.keys.casefold()
            found.append((not exact, not entry.can, -hit.score, number, shown))
    if not typed.strip():
        return [one[-1] for one in sorted(found, key=lambda one: (one[1], one[3]))]
    return [one[-1] for one in sorted(found, key=lambda one: one[:4])]
