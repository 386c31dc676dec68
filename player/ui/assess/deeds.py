"""What the keys of an assessment do: on what a note is written, and which sheet or panel comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from player.model.events import AnnotationKind
from player.ui.assess import ratings, summary
from player.ui.assess.book import Target
from player.ui.assess.note_sheet import write_note
from player.ui.assess.panel import AssessPanel
from player.ui.assess.plan import PlanPanel
from player.ui.assess.plan_sheet import NOTHING
from player.ui.assess.plan_sheet import plan as ask_plan
from player.ui.assess.ratings import RatingsPanel
from player.ui.hotwash.part import HotwashPart
from player.ui.instrument.findings import FindingsPanel
from player.ui.review_view import ReviewView

if TYPE_CHECKING:
    from player.ui.instrument.panels import PanelColumn
    from player.ui.main_window import MainWindow


def can_assess(window: MainWindow) -> bool:
    """Whether something can be added to the session shown, or it can be said why not."""
    view = window.review_view
    return view is not None and (view.can_answer or bool(view.answer_obstacle))


def show(window: MainWindow, name: str) -> None:
    """Show a panel of the assessment, and put the keyboard into it; after EndEx this leads into the review."""
    part = window.part(HotwashPart)
    if window.review_view is None or part.is_shown:
        part.review()
    column = _column(window)
    if column is not None:
        column.show_panel(name)
        panel = column.panels[name]
        if isinstance(panel, AssessPanel):
            panel.take_focus()


def annotate(window: MainWindow, kind: AnnotationKind) -> None:
    """Write a note on what is chosen, else on the moment shown when the key was pressed."""
    view = ready(window)
    if view is not None:
        write_note(view, targets(window, view), kind, window)


def rate_objective(window: MainWindow) -> None:
    """Rate the objective chosen in its panel; where that comes into sight only now, the first one nobody has rated."""
    view = ready(window)
    if view is None:
        return
    column = _column(window)
    if column is not None:
        panel = cast("RatingsPanel", column.panels[ratings.NAME])
        was_shown = panel.isVisible()
        column.show_panel(ratings.NAME)
        panel.take_focus()
        if not was_shown:
            panel.choose_unrated()
        panel.open(words=False)


def plan_corrective(window: MainWindow) -> None:
    """Plan a corrective action for what is chosen in the plan, if that is in sight."""
    view = ready(window)
    if view is not None:
        panels = [panel for panel in window.findChildren(PlanPanel) if panel.view is view and panel.isVisible()]
        ask_plan(view, window, panels[0].answers if panels else NOTHING)


def write_summary(window: MainWindow) -> None:
    """Put the keyboard into the summary."""
    if ready(window) is not None:
        show(window, summary.NAME)


def targets(window: MainWindow, view: ReviewView) -> list[Target]:
    """What a note may be on now, the likeliest first: what is chosen, and always the moment shown.

    Where the moment is out of view, the stretch in view comes last.
    """
    page, now_ms, found = window.page, view.now_ms, list[Target]()
    found += _stretch(view, getattr(None if page is None else page.instrument, "selected_span", None))
    seq = view.chosen_seq
    if seq is not None and seq <= view.saved.exercise_entries:
        found.append(Target(now_ms, now_ms, on=seq))
    for panel in window.findChildren(FindingsPanel):
        chosen = panel.chosen
        if panel.view is view and panel.isVisible() and panel.picked_key and chosen is not None:
            end_ms = min(chosen.to_ms, view.final_state.exercise_ms)
            found.append(Target(chosen.from_ms, max(chosen.from_ms, end_ms), finding=chosen.key))
    found.append(Target(now_ms, now_ms))
    in_view = _stretch(view, getattr(None if page is None else page.instrument, "shown_span", None))
    return found + [one for one in in_view if one not in found]


def _stretch(view: ReviewView, span: tuple[int, int] | None) -> list[Target]:
    """A stretch as what a note is on, as far as the exercise goes."""
    start_ms, end_ms = (0, 0) if span is None else (max(0, span[0]), min(span[1], view.final_state.exercise_ms))
    return [Target(start_ms, end_ms)] if start_ms < end_ms else []


def ready(window: MainWindow) -> ReviewView | None:
    """The session shown, if something can be added to it; else it is said why not."""
    view = window.review_view
    if view is not None and not view.can_answer:
        view.said.emit(view.answer_obstacle, True)
        return None
    return view


def _column(window: MainWindow) -> PanelColumn | None:
    page = window.page
    return None if page is None else page.show_instrument(on=True).column
