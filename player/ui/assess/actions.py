"""What can be done to assess a drill that has ended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.model.events import AnnotationKind
from player.ui.actions import IN_HOTWASH, IN_REVIEW, Action
from player.ui.assess import deeds, ratings
from player.ui.assess.drafted import drafted, go_on_with_drafts
from player.ui.keys import stroke
from player.ui.scenario.picklist import is_in_list

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

ASSESSMENT = N_("Assessment")


def assess_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    can = partial(deeds.can_assess, window)
    yield Action(
        "assessment",
        N_("Rate and assess"),
        ASSESSMENT,
        (stroke(Qt.Key.Key_A),),
        IN_REVIEW | IN_HOTWASH,
        partial(deeds.show, window, ratings.NAME),
        "target",
    )
    yield Action(
        "drafts",
        N_("Go on with what is half-written"),
        ASSESSMENT,
        (stroke(Qt.Key.Key_D),),
        IN_REVIEW,
        partial(go_on_with_drafts, window),
        "pencil",
        enabled=lambda: window.review_view is not None and bool(drafted(window.review_view)),
    )
    for name, title, key, icon, kind in (
        ("annotate", N_("Write a note …"), Qt.Key.Key_N, "message-square", AnnotationKind.NOTE),
        ("annotate_strength", N_("Note a strength …"), Qt.Key.Key_S, "circle-check", AnnotationKind.STRENGTH),
        (
            "annotate_improvement",
            N_("Note what is to be improved …"),
            Qt.Key.Key_I,
            "trending-up",
            AnnotationKind.IMPROVEMENT,
        ),
    ):
        yield Action(
            name,
            title,
            ASSESSMENT,
            (stroke(key),),
            IN_REVIEW,
            partial(deeds.annotate, window, kind),
            icon,
            yields=is_in_list,
            enabled=can,
        )
    for name, title, key, icon, do_it in (
        ("rate_objective", N_("Rate an objective …"), Qt.Key.Key_R, "square-pen", deeds.rate_objective),
        ("plan_corrective", N_("Plan a corrective action …"), Qt.Key.Key_P, "square-check", deeds.plan_corrective),
        ("write_summary", N_("Write the summary"), Qt.Key.Key_T, "file-text", deeds.write_summary),
    ):
        yield Action(
            name,
            title,
            ASSESSMENT,
            (stroke(key),),
            IN_REVIEW,
            partial(do_it, window),
            icon,
            yields=is_in_list,
            enabled=can,
        )
