"""The lanes in words: beside the pointer, and for a screen reader. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from player.i18n import N_, _, ngettext
from player.model.doctrine import ACTION_KINDS, STAGE_TITLES, Stage
from player.model.rules import CERTAINTY_TITLES
from player.model.scenario import Scenario
from player.model.times import clock_text
from player.review.entry_wording import giver_text
from player.review.instrument_wording import ANSWER_TITLES, QUANTITY_TITLES, value_text
from player.review.lane_spans import FindingSpan, InjectFate, InjectMark, OrderMark, OverrideSpan, PhaseSpan, UnitSpan
from player.ui.instrument.finding_words import DOT, OPEN_TITLE, span_text

FATE_TITLES = {
    InjectFate.DROPPED: N_("not used: its phase or the exercise ended"),
    InjectFate.DELIVERED: N_("delivered"),
    InjectFate.LATE: N_("delivered {time} late"),
    InjectFate.SKIPPED: N_("skipped"),
}
"""What became of an inject, in words."""


@dataclass(frozen=True, slots=True)
class Told:
    """What lies under the pointer: a heading, and lines under it."""

    title: str
    lines: tuple[str, ...] = ()


def when_text(start_ms: int, end_ms: int | None) -> str:
    """From when to when, as the axis counts."""
    start = clock_text(start_ms, hours=True)
    if end_ms == start_ms:
        return start
    return f"{start} – {_('still going on') if end_ms is None else clock_text(end_ms, hours=True)}"


def slip_text(slip_ms: int) -> str:
    """By how much a phase is longer or shorter than in the script: "+01:20"; empty for less than a second."""
    if abs(slip_ms) < 1_000:
        return ""
    return f"+{clock_text(slip_ms)}" if slip_ms > 0 else clock_text(slip_ms)


def phase_told(scenario: Scenario, span: PhaseSpan, now_ms: int) -> Told:
    """A phase in words."""
    lines = [when_text(span.start_ms, span.end_ms), _("planned {time}").format(time=clock_text(span.planned_ms))]
    if span.agreed_ms != span.planned_ms:
        lines.append(_("changed to {time}").format(time=clock_text(span.agreed_ms)))
    slip_ms = span.slip_ms(now_ms)
    if slip_text(slip_ms):
        words = N_("{time} longer than planned") if slip_ms > 0 else N_("{time} shorter than planned")
        lines.append(_(words).format(time=clock_text(abs(slip_ms))))
    return Told(str(scenario.phase_by_id[span.phase].title), tuple(lines))


def unit_told(scenario: Scenario, unit: str, span: UnitSpan | None, above: int) -> Told:
    """What a unit does at a moment; ``above`` is by how many stages it stands over the ceiling then."""
    title = str(scenario.units[unit].title)
    if span is None:
        return Told(title, (_("does nothing now"),))
    does = ", ".join(_(ACTION_KINDS[one].title) for one in span.does) or _("nothing reported")
    lines = [does, f"{span.stage} {_(STAGE_TITLES[Stage(span.stage)])}"]
    if span.personnel:
        lines.append(ngettext("{n} person", "{n} persons", span.personnel).format(n=span.personnel))
    if span.overridden:
        lines.append(_("stage set by the controller"))
    if above > 0:
        lines.append(ngettext("{n} stage over the ceiling", "{n} stages over the ceiling", above).format(n=above))
    lines.append(when_text(span.start_ms, span.end_ms))
    return Told(title, tuple(lines))


def order_told(scenario: Scenario, unit: str, mark: OrderMark) -> Told:
    """An order in words."""
    does = _(ACTION_KINDS[mark.does].title)
    void = _("void") if mark.voided else ""
    given = _("order of {who}").format(who=giver_text(mark.rank, mark.who))
    lines = filter(None, (f"{given}: {does}", clock_text(mark.start_ms, hours=True), void))
    return Told(str(scenario.units[unit].title), tuple(lines))


def inject_told(scenario: Scenario, mark: InjectMark, planned_ms: int | None = None) -> Told:
    """An inject in words; ``planned_ms`` is when it was planned, where the script says that."""
    fate = _(FATE_TITLES[mark.fate]).format(time=clock_text(mark.late_ms))
    lines = [f"{fate}{DOT}{clock_text(mark.start_ms, hours=True)}"]
    if mark.times > 1:
        lines[0] = f"{lines[0]} ×{mark.times}"
    if mark.fate is InjectFate.LATE and mark.due_ms is not None:
        lines.append(_("due {time}").format(time=clock_text(mark.due_ms, hours=True)))
    if planned_ms is not None:
        lines.append(_("planned {time}").format(time=clock_text(planned_ms, hours=True)))
    return Told(str(scenario.inject_by_id[mark.inject].title), tuple(lines))


def waiting_told(scenario: Scenario, inject: str, due_ms: int) -> Told:
    """An inject that waits for a hand, in words."""
    due = _("due since {time}").format(time=clock_text(due_ms, hours=True))
    return Told(str(scenario.inject_by_id[inject].title), (due,))


def override_text(scenario: Scenario, span: OverrideSpan) -> str:
    """An override in a few words: "Tension 62"."""
    if span.unit is not None:
        return f"{scenario.units[span.unit].title}: {span.value}"
    what = _(QUANTITY_TITLES[span.quantity])
    return f"{what}: {value_text(span.quantity, span.value, scenario.crowd.size)}"


def override_told(scenario: Scenario, span: OverrideSpan) -> Told:
    """An override in words."""
    held = _("held by {who}") if span.held else _("set by {who}")
    lines = (held.format(who=span.who), span.why, when_text(span.start_ms, span.end_ms))
    return Told(override_text(scenario, span), tuple(filter(None, lines)))


def finding_told(span: FindingSpan) -> Told:
    """A finding in words."""
    one = span.finding
    state = _("still going on") if one.lasting else _("cleared") if one.cleared is not None else ""
    answer = _(OPEN_TITLE) if span.answer is None else _(ANSWER_TITLES[span.answer])
    how = DOT.join(filter(None, (_(CERTAINTY_TITLES[one.certainty]), state, answer)))
    return Told(f"{one.rule} {one.message}", (span_text(one), how))
