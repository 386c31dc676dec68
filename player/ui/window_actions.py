"""The one table of actions of the main window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.engine.state import Status
from player.i18n import LANGUAGES, N_
from player.ui.actions import (
    IN_ALL,
    IN_COMPARE,
    IN_DRILL,
    IN_EMERGENCY,
    IN_MAPPER,
    IN_REVIEW,
    IN_RUN,
    IN_SCRIPT,
    Action,
    ActionTable,
)
from player.ui.assess.actions import assess_actions
from player.ui.compare.actions import compare_actions
from player.ui.display.actions import display_actions
from player.ui.emergency.actions import emergency_actions
from player.ui.help.actions import help_actions
from player.ui.home.actions import home_actions
from player.ui.hotwash.actions import hotwash_actions
from player.ui.instrument.actions import instrument_actions
from player.ui.instrument.finding_actions import finding_actions
from player.ui.keys import stroke
from player.ui.mapper.actions import mapper_actions
from player.ui.observe.actions import observe_actions
from player.ui.palette.actions import palette_actions
from player.ui.paper.actions import paper_actions
from player.ui.preferences.actions import preference_actions
from player.ui.report.actions import report_actions
from player.ui.review.actions import review_actions
from player.ui.run.actions import run_actions
from player.ui.run.deeds import when
from player.ui.run.inject_actions import inject_actions
from player.ui.scenario.actions import scenario_actions
from player.ui.theme import THEMES

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier

WINDOW = N_("Window")
LANGUAGE = N_("Language")
THEME = N_("Look")


def build_actions(window: MainWindow) -> ActionTable:
    """Every action of the window."""
    parts = (
        run_actions,
        inject_actions,
        observe_actions,
        emergency_actions,
        display_actions,
        hotwash_actions,
        report_actions,
        finding_actions,
        instrument_actions,
        review_actions,
        assess_actions,
        scenario_actions,
        mapper_actions,
        compare_actions,
        home_actions,
        _window,
        palette_actions,
        paper_actions,
        help_actions,
        preference_actions,
    )
    return ActionTable([action for part in parts for action in part(window)])


def _window(window: MainWindow) -> Iterator[Action]:
    yield Action(
        "open",
        N_("Open …"),
        WINDOW,
        (stroke(Qt.Key.Key_O, _CTRL),),
        IN_ALL - IN_EMERGENCY,
        window.ask_open,
        "folder-open",
        while_typing=True,
    )
    to_home = (IN_DRILL - IN_REVIEW) | IN_SCRIPT | IN_MAPPER | IN_COMPARE
    yield Action("home", N_("To the start page"), WINDOW, (), to_home, window.go_home, "list")
    key = stroke(Qt.Key.Key_H)
    yield Action("review_home", N_("To the start page"), WINDOW, (key,), IN_REVIEW, window.go_home, "list")
    yield Action(
        "to_review",
        N_("Review this session"),
        WINDOW,
        (),
        IN_RUN,
        window.review_ended,
        "history",
        enabled=when(window, Status.ENDED),
    )
    yield Action(
        "full_screen",
        N_("Full screen"),
        WINDOW,
        (stroke(Qt.Key.Key_F11),),
        IN_ALL,
        window.toggle_full_screen,
        "maximize",
        while_typing=True,
    )
    for code, name in LANGUAGES.items():
        yield Action(f"language_{code}", name, LANGUAGE, (), IN_ALL, partial(window.set_language, code), "languages")
    for theme in THEMES.values():
        yield Action(
            f"theme_{theme.name}", theme.title, THEME, (), IN_ALL, partial(window.set_theme, theme.name), "sun"
        )
