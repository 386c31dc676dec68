"""The lanes at a moment as a few sentences, for a screen reader. No Qt."""

from __future__ import annotations

from collections.abc import Iterator

from player.i18n import N_, Message, _, ngettext
from player.model.scenario import Scenario
from player.model.times import clock_text
from player.review.lane_marks import ExpectedFate
from player.review.lane_spans import FindingSpan
from player.review.lanes import LaneFold
from player.ui.instrument.lane_told import annotation_told, clock_told
from player.ui.instrument.lane_words import override_text, phase_told, unit_told


def lanes_spoken(scenario: Scenario, lanes: LaneFold, findings: tuple[FindingSpan, ...], now_ms: int) -> str:
    """The lanes at a moment in words: phase, expected actions, units, findings, what is held, notes on it."""
    said = [str(Message(N_("Exercise time {time}"), {"time": clock_text(now_ms)}))]
    phase = lanes.phases.at(now_ms)
    if phase is not None:
        told = phase_told(scenario, phase, now_ms)
        said.append(", ".join((told.title, *told.lines[1:])))
    said += _expected(scenario, lanes, now_ms)
    for unit, track in lanes.units.items():
        span = track.at(now_ms)
        if span is not None:
            ceiling = lanes.ceiling.at(now_ms)
            told = unit_told(scenario, unit, span, 0 if ceiling is None else span.stage - ceiling)
            said.append(", ".join((told.title, *told.lines[:-1])))
    begun = [span for span in findings if span.start_ms <= now_ms]
    if begun:
        waiting = sum(span.is_open for span in begun)
        said.append(ngettext("{n} finding", "{n} findings", len(begun)).format(n=len(begun)))
        said.append(_("{n} not answered").format(n=waiting))
    held = [span for span in lanes.overrides if span.start_ms <= now_ms and (span.end_ms or now_ms + 1) > now_ms]
    said += [override_text(scenario, span) for span in held]
    stopped = lanes.clock.items[-1] if len(lanes.clock) else None
    if stopped is not None and stopped.lasting:
        said.append(clock_told(stopped).title)
    noted = (span for span in lanes.annotations if span.start_ms <= now_ms <= max(span.end_ms, span.start_ms))
    said += [": ".join((told.title, *told.lines[:1])) for told in (annotation_told(scenario, one) for one in noted)]
    return ". ".join(said) + "."


def _expected(scenario: Scenario, lanes: LaneFold, now_ms: int) -> Iterator[str]:
    """The expected actions that are open at this moment, and how many were missed by then."""
    called = lanes.expected.items[: lanes.expected.until(now_ms)]
    for span in called:
        if span.end_ms is None or span.end_ms > now_ms:
            due = _("open, due by {deadline}").format(deadline=clock_text(span.deadline_ms))
            yield f"{scenario.expected_by_id[span.expected].text}, {due}"
    missed = sum(span.fate is ExpectedFate.MISSED and (span.end_ms or 0) <= now_ms for span in called)
    if missed:
        yield ngettext("{n} expected action not seen", "{n} expected actions not seen", missed).format(n=missed)
