"""The text of ``findings``: a session with its rules, findings, overrides and measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from player.engine.findings import Finding
from player.engine.state import Answer
from player.i18n import _
from player.model.events import Event, ValueOverridden
from player.model.rules import CERTAINTY_TITLES, MARK_TITLES, RULES_VERSION, rules_known
from player.model.scenario import Scenario
from player.model.times import clock_text
from player.review.instrument_wording import ANSWER_TITLES
from player.review.measures import Measures, measures
from player.review.measures_wording import measure_groups, span_text
from player.review.timeline import Timeline
from player.review.wording import Wording
from player.session.store import SavedSession

_NAME_WIDTH = 44
_WIDEST_NAME = 76
_VALUE_WIDTH = 12


@dataclass(frozen=True)
class Looked:
    """A session as it is told, up to the first event that cannot be trusted."""

    saved: SavedSession

    @cached_property
    def timeline(self) -> Timeline:
        """The drill. Behind damage nothing is known of it but that it went on."""
        return Timeline.of(self.saved)

    @cached_property
    def measures(self) -> Measures:
        """Its measures."""
        return measures(self.timeline.scenario, self.timeline.events, self.timeline.fold)

    @property
    def overrides(self) -> list[Event]:
        """The events by which a value was overridden."""
        return [event for event in self.timeline.events if isinstance(event.body, ValueOverridden)]


def session_lines(looked: Looked) -> Iterator[str]:
    """A session in full."""
    timeline = looked.timeline
    yield str(looked.saved.path)
    yield str(timeline.scenario.title)
    yield f"{_('training index, not a prediction')} · {_('findings, no verdicts')}"
    ending = "" if looked.measures.ended else _("cut off before EndEx")
    yield ", ".join(filter(None, (span_text(looked.measures), ending)))
    yield rules_text(looked.saved)
    yield ""
    yield f"{_('FINDINGS')} ({len(timeline.findings)})"
    for finding in timeline.findings:
        yield from finding_lines(finding, timeline.fold.state.answer_of(finding.key))
    if not timeline.findings:
        yield f"  {_('none by the rules that apply')}"
    yield ""
    yield from _overrides(timeline.scenario, looked.overrides)
    yield ""
    yield from measure_lines(looked.measures, timeline.scenario)


def rules_text(saved: SavedSession) -> str:
    """By which rules it was run, and what is to be known of that."""
    version = saved.opened.rules_version
    if version == RULES_VERSION:
        return _("Finding rules version {version}, those of this Gladi").format(version=version)
    text = _(
        "This session was run with finding rules version {version}, of a newer Gladi. Findings are worked out by "
        "version {newest}, the newest known here; they may be others there."
    )
    if rules_known(version):
        text = _("This session was run with finding rules version {version}; findings are worked out by those rules.")
    return text.format(version=version, newest=RULES_VERSION)


def finding_lines(finding: Finding, answer: Answer | None) -> Iterator[str]:
    """A finding: when, which rule, what; its basis and how sure; how it was or could be cleared; the answer."""
    when = clock_text(finding.from_ms)
    if finding.to_ms > finding.from_ms:
        when = f"{when}–{clock_text(finding.to_ms)}"
    yield f"  {when:>15}  {finding.rule:<3}  {finding.message}"
    values = {
        "basis": finding.basis,
        "certainty": _(CERTAINTY_TITLES[finding.certainty]),
        "mark": _(MARK_TITLES[finding.mark]),
    }
    below = [_("basis: {basis}; {certainty}; {mark}").format(**values)]
    if finding.cleared is None:
        below.append(_("would clear it: {what}").format(what=finding.cleared_by))
    else:
        time = clock_text(finding.cleared.at_ms)
        below.append(_("cleared at {time}: {what}").format(time=time, what=finding.cleared.message))
    if finding.lasting:
        below.append(_("still going on"))
    if answer is not None:
        below.append(_answer(answer))
    elif finding.open:
        below.append(_("not answered"))
    for line in below:
        yield f"{'':>22}  {line}"


def _answer(answer: Answer) -> str:
    said = _(ANSWER_TITLES[answer.kind])
    if answer.who:
        said = _("{answer} by {who}").format(answer=said, who=answer.who)
    return f"{said}: {answer.text}" if answer.text else said


def _overrides(scenario: Scenario, overrides: Sequence[Event]) -> Iterator[str]:
    yield f"{_('OVERRIDES')} ({len(overrides)})"
    wording = Wording(scenario)
    for event in overrides:
        yield f"  {clock_text(event.exercise_ms):>15}  {wording.line(event).text}"
    if not overrides:
        yield f"  {_('none')}"


def measure_lines(measures: Measures, scenario: Scenario) -> Iterator[str]:
    """The measures, group by group; ``!`` stands before what calls for a look."""
    yield _("MEASURES")
    for group in measure_groups(measures, scenario):
        yield f"  {group.title}"
        longest = max(len(row.name) for row in group.rows)
        width = min(max(longest, _NAME_WIDTH), _WIDEST_NAME)
        for row in group.rows:
            mark = "!" if row.alarming else " "
            line = f"  {mark} {row.name:<{width}} {row.value:>{_VALUE_WIDTH}}  {row.detail}"
            yield line.rstrip()
