"""The hotwash in words: tiles and sections, for the page after EndEx and for its report alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from player.i18n import _, ngettext
from player.model import events as ev
from player.model.doctrine import SITUATION_TITLES
from player.model.rules import CERTAINTY_TITLES, Certainty
from player.model.scenario import Scenario
from player.model.times import apart_ms, clock_text, story_clock_text
from player.review.entry_wording import stage_text
from player.review.hotwash import Halt, HaltKind, Hotwash, PlayedPhase, unplayed_titles
from player.review.hotwash_lines import Line, Look, Section, Tile
from player.review.hotwash_wording_desk import expected_section, finding_section, inject_section, record_section
from player.review.hotwash_wording_well import strength_section
from player.review.measures_rows import NOTHING, joined, of_text, share_text
from player.review.measures_wording import dispersed_name

__all__ = ["MOST_LINES", "halt_text", "hotwash_sections", "hotwash_tiles"]

MOST_LINES = 150
"""Lines of a section at the most."""


def hotwash_tiles(told: Hotwash) -> tuple[Tile, ...]:
    """The figures everybody asks for first, in the language in use."""
    return (_length(told), _clock(told), _tension(told), _force_tile(told), _findings(told), _expected(told))


def hotwash_sections(told: Hotwash, scenario: Scenario) -> tuple[Section, ...]:
    """All that happened, what has to be spoken of first; a section with nothing to tell is left out."""
    sections = (
        finding_section(told),
        expected_section(told, scenario),
        Section(
            "course",
            _("Course of the phases"),
            tuple(_course(told, scenario)),
            _("Played / planned; the bar is what was played, the mark across it the plan."),
        ),
        Section("halts", _("Holds, emergencies and gaps"), tuple(map(_halt, told.halts)), _("Lengths in real time.")),
        Section("situation", _("Situation"), tuple(_situation(told))),
        Section("force", _("Force"), tuple(_force(told))),
        Section("decisions", _("Decisions"), tuple(_decisions(told, scenario))),
        strength_section(told),
        inject_section(told, scenario),
        record_section(told, scenario),
    )
    return tuple(_cut(section) for section in sections if section.lines or section.nothing)


def _cut(section: Section) -> Section:
    """A section of no more lines than anybody reads; the last one then says how many more there are."""
    more = len(section.lines) - MOST_LINES
    if more <= 0:
        return section
    text = ngettext("{n} more; the review shows it", "{n} more; the review shows them", more).format(n=more)
    return replace(section, lines=(*section.lines[:MOST_LINES], Line(text, look=Look.SOFT)))


def _length(told: Hotwash) -> Tile:
    length_ms = told.measures.length_ms
    more_ms = apart_ms(length_ms, told.planned_ms)
    off = _("as planned") if not more_ms else f"{'+' if more_ms > 0 else ''}{clock_text(more_ms)}"
    planned = _("planned {time}").format(time=clock_text(told.planned_ms))
    return Tile(_("Length"), clock_text(length_ms), f"{planned} · {off}")


def _clock(told: Hotwash) -> Tile:
    start, end = (
        NOTHING if wall is None else story_clock_text(wall.local_ms, seconds=False)
        for wall in (told.started, told.ended)
    )
    zone = "" if told.started is None else told.started.zone
    still = _("never on hold")
    if told.stood_ms or told.halts:
        still = _("stood still {time}").format(time=clock_text(told.stood_ms))
    if told.in_emergency:
        still = _("ended in a real emergency")
    elif emergencies := len(told.halts_of(HaltKind.EMERGENCY)):
        still = joined(still, _("real emergencies: {n}").format(n=emergencies))
    look = Look.WORTH if told.halts_of(HaltKind.EMERGENCY) else Look.PLAIN
    return Tile(_("StartEx to EndEx"), f"{start}–{end}", " · ".join(filter(None, (zone, still))), look)


def _tension(told: Hotwash) -> Tile:
    index = _("training index, not a prediction")
    if told.peak is None:
        return Tile(_("Highest tension"), NOTHING, index)
    at = _("at {time}").format(time=clock_text(told.peak.at_ms))
    return Tile(_("Highest tension"), f"{told.peak.index:.0f}", f"{at} · {index}", at_ms=told.peak.at_ms)


def _force_tile(told: Hotwash) -> Tile:
    force = told.measures.force
    if not force.excess_ms:
        detail, look = _("never above the ceiling"), Look.PLAIN
    else:
        share = share_text(force.excess_ms, told.measures.length_ms)
        detail = _("above the ceiling {time}, {share}").format(time=clock_text(force.excess_ms), share=share)
        look = Look.WORTH
    worst_ms = force.worst.from_ms if force.worst is not None else force.highest_ms
    return Tile(_("Highest force"), str(force.highest), detail, look, worst_ms)


def _findings(told: Hotwash) -> Tile:
    waiting = told.waiting
    sure = sum(found.finding.certainty is Certainty.HIGH for found in waiting)
    rest = len(told.findings) - len(waiting)
    surest = ""
    if sure:
        surest = ngettext("{n} of high certainty", "{n} of high certainty", sure).format(n=sure)
    elif waiting:
        surest = _(CERTAINTY_TITLES[Certainty.MEDIUM])
    more = _("answered or cleared: {n}").format(n=rest) if rest else ""
    detail = joined(surest, more) or _("no finding")
    return Tile(_("Open findings"), str(len(waiting)), detail, Look.WORTH if waiting else Look.PLAIN)


def _expected(told: Hotwash) -> Tile:
    total = told.measures.expected.total
    if not total.opened:
        return Tile(_("Expected, not done"), NOTHING, _("none was called for"))
    still = _("still open at EndEx: {n}").format(n=total.open) if total.open else ""
    detail = joined(still, _("late: {n}").format(n=len(told.late)), _("on time: {n}").format(n=total.met))
    look = Look.WORTH if total.missed else Look.PLAIN
    return Tile(_("Expected, not done"), of_text(total.missed, total.opened), detail, look)


def _course(told: Hotwash, scenario: Scenario) -> Iterator[Line]:
    longest_ms = max((max(one.length_ms, one.planned_ms, 1) for one in told.phases), default=1)
    for one in told.phases:
        yield _phase(one, scenario, longest_ms)
    missing, aside = unplayed_titles(told, scenario)
    if missing:
        yield Line(_("Not played: {phases}").format(phases=", ".join(missing)), look=Look.SOFT)
    if aside:
        text = ngettext(
            "{n} phase of another branch was not played", "{n} phases of other branches were not played", len(aside)
        )
        yield Line(text.format(n=len(aside)), look=Look.SOFT)


def _phase(one: PlayedPhase, scenario: Scenario, longest_ms: int) -> Line:
    changed_ms = one.adjusted_ms - one.planned_ms
    changed = ""
    if changed_ms:
        sign = "+" if changed_ms > 0 else ""
        changed = _("changed by {time} in the run").format(time=f"{sign}{clock_text(changed_ms)}")
    return Line(
        str(scenario.phase_by_id[one.phase].title),
        f"{clock_text(one.length_ms)} / {clock_text(one.planned_ms)}",
        changed,
        at_ms=one.from_ms,
        share=one.length_ms / longest_ms,
        planned=one.planned_ms / longest_ms,
    )


def halt_text(halt: Halt) -> str:
    """Why the exercise clock stood, or ran on unseen."""
    match halt.kind:
        case HaltKind.HOLD:
            return _("On hold: {reason}").format(reason=halt.reason) if halt.reason else _("On hold")
        case HaltKind.EMERGENCY:
            return _("REAL EMERGENCY")
        case HaltKind.GAP:
            return _("The computer was asleep or stuck")
        case HaltKind.CUT_OFF:
            return _("Gladi was closed or cut off; the session was taken up again")


def _halt(halt: Halt) -> Line:
    counted = {
        None: "",
        ev.GapAs.HOLD: _("counts as hold"),
        ev.GapAs.ELAPSED: _("counts as elapsed"),
    }[halt.counted_as]
    look = Look.PLAIN if halt.kind is HaltKind.HOLD else Look.WORTH
    at = _("at {time}").format(time=clock_text(halt.at_ms))
    return Line(halt_text(halt), clock_text(halt.lasted_ms), joined(at, counted), look, halt.at_ms)


def _situation(told: Hotwash) -> Iterator[Line]:
    length_ms = told.measures.length_ms
    for colour, ms in told.measures.situation_ms.items():
        title = _(SITUATION_TITLES[colour])
        value = f"{clock_text(ms)} · {share_text(ms, length_ms)}"
        yield Line(f"{title[:1].upper()}{title[1:]}", value, share=ms / length_ms if length_ms else 0.0)


def _force(told: Hotwash) -> Iterator[Line]:
    force, dispersal = told.measures.force, told.measures.dispersal
    at = "" if force.highest_ms is None else _("from {time} on").format(time=clock_text(force.highest_ms))
    yield Line(_("Highest: {stage}").format(stage=stage_text(force.highest)), "", at, at_ms=force.highest_ms)
    share = share_text(force.excess_ms, told.measures.length_ms)
    worst = force.worst
    above = ""
    if worst is not None:
        above = ngettext(
            "worst: {n} stage above, {start} to {end}", "worst: {n} stages above, {start} to {end}", worst.most
        ).format(n=worst.most, start=clock_text(worst.from_ms), end=clock_text(worst.to_ms))
    yield Line(
        _("Above the ceiling"),
        f"{clock_text(force.excess_ms)} · {share}",
        above,
        Look.WORTH if force.excess_ms else Look.PLAIN,
        None if worst is None else worst.from_ms,
        force.excess_ms / told.measures.length_ms if told.measures.length_ms else 0.0,
    )
    most = of_text(force.personnel, force.available)
    yield Line(_("Most personnel committed at once"), most, at_ms=force.personnel_ms)
    if dispersal.at_ms is not None:
        part = dispersal.excess_permille
        beside = _("no force of stage 3 or more until then")
        if part is not None:
            beside = _("of the force until then {share} stood above the ceiling").format(share=f"{part / 10:.0f}%")
        if dispersal.force_after_ms:
            after = _("force after it: {time}, above the ceiling: {excess}")
            times = clock_text(dispersal.force_after_ms), clock_text(dispersal.excess_after_ms)
            beside = joined(beside, after.format(time=times[0], excess=times[1]))
        yield Line(dispersed_name(), clock_text(dispersal.at_ms), beside, at_ms=dispersal.at_ms)


def _decisions(told: Hotwash, scenario: Scenario) -> Iterator[Line]:
    for one in told.measures.decisions.decisions:
        decision = scenario.decision_by_id[one.decision]
        choice = decision.choice(one.choice) if one.choice is not None else None
        answer = _("never answered") if choice is None else str(choice.title)
        wait = "" if one.wait_ms is None else _("after {time}").format(time=clock_text(one.wait_ms))
        at_ms = one.taken_ms if one.taken_ms is not None else one.asked_ms
        at = "" if at_ms is None else clock_text(at_ms)
        look = Look.UNMET if choice is None else Look.PLAIN
        yield Line(str(decision.ask), at, joined(answer, wait), look, at_ms)
