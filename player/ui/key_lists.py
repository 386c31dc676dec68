"""Every key of a mode in words, made from the table of actions: for the key sheet, for paper and for the help."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from player.i18n import N_, _
from player.ui.actions import ActionTable, Mode
from player.ui.keys import stroke_text

MODE_TITLES: Mapping[Mode, str] = {
    Mode.RUN: N_("Run"),
    Mode.OBSERVE: N_("Observe"),
    Mode.REVIEW: N_("Review"),
    Mode.HOTWASH: N_("After EndEx"),
    Mode.EMERGENCY: N_("Real emergency"),
    Mode.HOME: N_("Start page"),
    Mode.SCENARIO: N_("Scenario"),
    Mode.PROGRAMME: N_("Programme"),
    Mode.MAPPER: N_("Import of a sheet"),
    Mode.COMPARE: N_("Comparing sessions"),
}
"""What each mode is called, in the order of the key sheet."""

EXTRA_KEYS = (
    (Mode.RUN, N_("Exercise"), N_("Ctrl+Enter, then Enter"), N_("StartEx")),
    (Mode.RUN, N_("Units"), "F + 0–6", N_("Stage of force of the selected action (hold F)")),
    (Mode.RUN, N_("Units"), "Q W E …", N_("Start the action with this letter")),
    (Mode.RUN, N_("Units"), "Shift + Q W E …", N_("Stop the action with this letter")),
    (Mode.RUN, N_("Units"), "Alt + Q W E …", N_("Record the order for this action")),
    (Mode.RUN, N_("Expected actions"), "Ctrl + 1–9", N_("Tick the expected action with this number")),
    (Mode.RUN, N_("Expected actions"), "Alt + 1–9", N_("Write a record it calls for")),
    (Mode.RUN, N_("What is seen"), "1–9", N_("Log the tag with this digit")),
    (Mode.OBSERVE, N_("Observe"), "1–9", N_("Log the tag with this digit")),
    (Mode.OBSERVE, N_("Observe"), "Ctrl + 1–9", N_("Tick the expected action with this number")),
    (Mode.REVIEW, N_("Assessment"), "P S M U", N_("Rate the objective chosen in the list")),
    (Mode.REVIEW, N_("Assessment"), N_("Del"), N_("Take back what is chosen in the list")),
    (Mode.REVIEW, N_("Assessment"), N_("Alt+Del, twice"), N_("Throw away the draft that is open")),
    (Mode.REVIEW, N_("Log of the review"), "1–9", N_("Narrow the log down by kind")),
    (Mode.COMPARE, N_("Along the curves"), "1–9", N_("Look at the column with this number")),
    (Mode.EMERGENCY, N_("Real emergency"), "1–9", N_("Tick a contact")),
)
"""What the table does not say by itself: families of keys as one line each instead of ten, and keys that are held."""

FAMILY = re.compile(r"(start|stop|order|tick|tag|record|contact|column)_(observed_)?\w")
"""Ids of the actions that are one of a family."""

IN_ONE_LINE = re.compile(rf"{FAMILY.pattern}|log_group_[1-9]")
"""Ids of the actions that have one line for all: the families, and those a menu tells one by one."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line: the keys, each as it is printed on its cap, and what they do."""

    keys: tuple[str, ...]
    title: str


def key_groups(table: ActionTable, mode: Mode) -> dict[str, list[KeyLine]]:
    """The keys of a mode by the heading of their group, in the language in use."""
    groups: dict[str, list[KeyLine]] = {}
    for action in table.of_mode(mode):
        if action.strokes and not IN_ONE_LINE.fullmatch(action.id):
            keys = tuple(stroke_text(stroke) for stroke in action.strokes)
            groups.setdefault(_(action.group), []).append(KeyLine(keys, action.text))
    for where, group, key, title in EXTRA_KEYS:
        if where is mode:
            groups.setdefault(_(group), []).append(KeyLine((_(key),), _(title)))
    return groups


def found_in(groups: Mapping[str, list[KeyLine]], typed: str) -> dict[str, list[KeyLine]]:
    """The lines that hold every word typed, in what they do, in their keys or in their heading."""
    words = typed.casefold().split()
    found = {}
    for name, lines in groups.items():
        kept = [
            line for line in lines if all(word in " ".join((name, line.title, *line.keys)).casefold() for word in words)
        ]
        if kept:
            found[name] = kept
    return found
