"""The phases as they were planned and played, the decisions, and when the clock stood still."""

from __future__ import annotations

from collections.abc import Iterator

from player.export.report.chapters_source import Source, told_only
from player.export.report.words import NOTHING, length, listed, moment, signed
from player.i18n import _, ngettext
from player.model import events as ev
from player.model.paper import Chapter, Column, Heading, Paragraph, ReportBlock, Table
from player.model.times import MINUTE_MS, apart_ms
from player.review.desk_wording import contact_text
from player.review.hotwash import Halt, HaltKind, unplayed_titles
from player.review.hotwash_wording import halt_text
from player.review.wording import Wording


def course(source: Source) -> Chapter:
    """The chapter."""
    return Chapter("course", _("Phases, planned and played"), tuple(_course(source)))


def _course(source: Source) -> Iterator[ReportBlock]:
    if not source.told.phases:
        yield Paragraph(_("No phase was played."))
    else:
        yield from _phases(source)
    yield Heading(_("Decisions"))
    if source.measures.decisions.decisions:
        yield Paragraph(_("A decision that departs from the plan, or was never answered, is marked."), "soft")
        yield _decisions(source)
        text = _("The log holds no reasons of decisions; who decided stands here as far as it was entered.")
        yield Paragraph(text, "soft")
    else:
        yield Paragraph(_("No decision was put or taken."))
    yield Heading(_("Holds, emergencies and gaps"))
    if source.told.halts:
        yield Paragraph(_("Lengths in real time."), "soft")
        yield _halts(source)
    else:
        yield Paragraph(_("The clock never stood still."))
    if source.state.contacted:
        words = Wording(source.scenario)
        reached = (
            f"{contact_text(words, contact)} ({moment(at_ms)})" for contact, at_ms in source.state.contacted.items()
        )
        yield Paragraph(_("Emergency contacts reached: {contacts}.").format(contacts=listed(reached)))


def _phases(source: Source) -> Iterator[ReportBlock]:
    scenario, told, total_ms = source.scenario, source.told, source.length_ms
    planned = {one.phase: one for one in reversed(source.lanes.plan.phases)}
    rows, marked, seen = [], set(), set()
    for place, one in enumerate(told.phases):
        first = planned.get(one.phase) if one.phase not in seen else None
        seen.add(one.phase)
        changed_ms = one.adjusted_ms - one.planned_ms
        off_ms = apart_ms(one.length_ms, one.planned_ms)
        if abs(off_ms) >= MINUTE_MS:
            marked.add(place)
        rows.append(
            (
                str(scenario.phase_by_id[one.phase].title),
                NOTHING if first is None else moment(first.start_ms),
                moment(one.from_ms),
                length(one.planned_ms),
                length(one.length_ms),
                signed(off_ms),
                signed(changed_ms) if changed_ms else NOTHING,
            )
        )
    yield told_only(
        (
            Column(_("Phase"), 3.4, strong=True),
            Column(_("Planned from"), 1.3, figures=True),
            Column(_("Played from"), 1.3, figures=True),
            Column(_("Planned length"), 1.2, figures=True),
            Column(_("Played"), 1.2, figures=True),
            Column(_("Difference"), 1.2, figures=True),
            Column(_("Changed in the run"), 1.3, figures=True),
        ),
        rows,
        marked,
    )
    off = signed(apart_ms(total_ms, told.planned_ms))
    text = _("In all {length}, planned {planned} ({difference}). A difference of a minute or more is marked.")
    yield Paragraph(text.format(length=length(total_ms), planned=length(told.planned_ms), difference=off), "soft")
    ends_ms = source.lanes.plan.end_ms
    if apart_ms(ends_ms, told.planned_ms):
        text = _(
            "Played through on its own plan, the script ends at {time}: it leaves a phase early where its exit says so."
        )
        yield Paragraph(text.format(time=moment(ends_ms)), "soft")
    missing, aside = unplayed_titles(told, scenario)
    if missing:
        yield Paragraph(_("Not played: {phases}").format(phases=listed(missing)))
    if aside:
        text = ngettext(
            "{n} phase of another branch was not played: {phases}.",
            "{n} phases of other branches were not played: {phases}.",
            len(aside),
        )
        yield Paragraph(text.format(n=len(aside), phases=listed(aside)), "soft")


def _decisions(source: Source) -> Table:
    rows, marked = [], set()
    for place, one in enumerate(source.measures.decisions.decisions):
        decision = source.scenario.decision_by_id[one.decision]
        choice = decision.choice(one.choice) if one.choice is not None else None
        if choice is None or choice is not decision.planned_choice:
            marked.add(place)
        rows.append(
            (
                str(decision.ask),
                _("never answered") if choice is None else str(choice.title),
                str(decision.planned_choice.title),
                moment(one.asked_ms),
                moment(one.taken_ms),
                length(one.wait_ms),
                NOTHING if choice is None else _by_whom(source, one.decision, one.taken_ms),
            )
        )
    return told_only(
        (
            Column(_("Question"), 3),
            Column(_("Answer given"), 2, strong=True),
            Column(_("Planned answer"), 2),
            Column(_("Asked at"), 1.2, figures=True),
            Column(_("Answered at"), 1.2, figures=True),
            Column(_("Waited"), 1, figures=True),
            Column(_("By"), 1.4),
        ),
        rows,
        marked,
    )


def _by_whom(source: Source, decision: str, taken_ms: int | None) -> str:
    marks = source.lanes.decisions.items
    who = (mark.who for mark in marks if mark.decision == decision and mark.start_ms == taken_ms)
    return next(who, "") or _("not on record")


def _halts(source: Source) -> Table:
    return Table(
        (
            Column(_("Time"), 1.2, figures=True),
            Column(_("What"), 5),
            Column(_("How long"), 1.2, figures=True),
            Column(_("Counted as"), 1.8),
        ),
        tuple((moment(one.at_ms), halt_text(one), length(one.lasted_ms), _counted(one)) for one in source.told.halts),
        frozenset(place for place, one in enumerate(source.told.halts) if one.kind is not HaltKind.HOLD),
    )


def _counted(halt: Halt) -> str:
    return {None: NOTHING, ev.GapAs.HOLD: _("hold"), ev.GapAs.ELAPSED: _("elapsed")}[halt.counted_as]
