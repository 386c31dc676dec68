"""Findings in the words and in the order in which the panel lists them. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from player.engine.findings import Finding
from player.engine.findings.applied import applied
from player.engine.state import Answer, DrillState
from player.i18n import N_, _, ngettext
from player.model.events import AnswerKind
from player.model.rules import CERTAINTY_TITLES, MARK_TITLES, RULES, Certainty
from player.model.scenario import Scenario
from player.model.times import clock_text
from player.review.instrument_wording import ANSWER_TITLES
from player.review.lines import LINE_KIND_TITLES, LineKind

DOT = " · "

OPEN_TITLE = N_("not answered")
"""The word for a finding to which nobody has answered, or whose answers are void."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as the list shows it.

    Attributes:
        answer: the answer that stands, or None.
        cleared: what came later has cleared it, so that it counts no longer.
        later: it begins after the moment shown.
        wide: there is room for how sure it is beside when it was; else that stands under it.
    """

    key: str
    rule: str
    text: str
    span: str
    certainty: Certainty
    answer: AnswerKind | None
    lasting: bool = False
    cleared: bool = False
    later: bool = False
    wide: bool = True
    chosen: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer: nobody has given one, and nothing has cleared it."""
        return self.answer is None and not self.cleared

    @property
    def sure(self) -> str:
        """How sure it is, in words."""
        return _(CERTAINTY_TITLES[self.certainty])

    @property
    def state(self) -> str:
        """Whether it goes on or was cleared though it is answered, in words; empty where neither."""
        if self.cleared:
            return _("cleared") if self.answer is not None else ""
        return _("still going on") if self.lasting else ""

    @property
    def answered(self) -> str:
        """The answer in a word, or that it needs none."""
        if self.answer is not None:
            return _(ANSWER_TITLES[self.answer])
        return _("cleared") if self.cleared else _(OPEN_TITLE)

    @property
    def spoken(self) -> str:
        """The row in words."""
        return ", ".join(filter(None, (self.rule, self.text, self.span, self.sure, self.state, self.answered)))

    @property
    def tip(self) -> str:
        """What may not fit into the row."""
        return f"{self.rule}{DOT}{self.text}\n{DOT.join(filter(None, (self.span, self.sure, self.state)))}"


@dataclass(frozen=True, slots=True)
class ShownRow:
    """What shows a finding: a line of the log, or a moment on the curve where only the crowd shows it.

    Attributes:
        seq: number of the event, 0 for none.
        at_ms: its exercise time.
    """

    seq: int
    at_ms: int
    kind: LineKind
    text: str
    voided: bool = False

    @property
    def time(self) -> str:
        """Its exercise time."""
        return clock_text(self.at_ms, hours=True)

    @property
    def spoken(self) -> str:
        """The row in words."""
        number = f"#{self.seq}" if self.seq else ""
        void = _("void") if self.voided else ""
        return " ".join(filter(None, (number, self.time, _(LINE_KIND_TITLES[self.kind]), self.text, void)))

    @property
    def tip(self) -> str:
        """What may not fit into the row."""
        return self.text


def span_text(finding: Finding) -> str:
    """When it was: a moment, or from when to when."""
    start = clock_text(finding.from_ms, hours=True)
    if finding.from_ms == finding.to_ms:
        return start
    return f"{start} – {clock_text(finding.to_ms, hours=True)}"


def length_text(finding: Finding) -> str:
    """How long it lasted, or has lasted; empty for a moment."""
    return clock_text(finding.to_ms - finding.from_ms) if finding.to_ms > finding.from_ms else ""


def row_of(finding: Finding, answer: Answer | None, *, later: bool = False, wide: bool = True) -> FindingRow:
    """A finding as the list shows it."""
    return FindingRow(
        finding.key,
        finding.rule,
        str(finding.message),
        span_text(finding),
        finding.certainty,
        None if answer is None else answer.kind,
        finding.lasting,
        not finding.open,
        later,
        wide,
    )


def mark_text(finding: Finding) -> str:
    """Where the basis of a finding comes from, in words."""
    return _(MARK_TITLES[finding.mark])


def in_reading_order(rows: Iterable[FindingRow]) -> list[FindingRow]:
    """As the hot wash has them: those that wait, those not cleared, the surer ones; then in the order of time."""
    return sorted(rows, key=lambda row: (not row.is_open, row.cleared, tuple(Certainty).index(row.certainty)))


def open_findings(findings: Iterable[Finding], state: DrillState) -> list[Finding]:
    """Those that wait for an answer, in the order of time."""
    return [one for one in findings if one.open and state.answer_of(one.key) is None]


class FindingsByTime:
    """Findings in the order of time, to be asked for any moment: there may be thousands.

    Args:
        findings: in the order in which they begin.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = findings
        self._starts_ms = [one.from_ms for one in findings]
        self._reached_ms = list(accumulate((one.to_ms for one in findings), max))

    def nearest(self, at_ms: int) -> Finding | None:
        """The one a moment is in or comes after, of several the last; before the first one, that."""
        before = bisect_right(self._starts_ms, at_ms)
        place = before - 1
        while place >= 0 and self._reached_ms[place] >= at_ms:
            if self.findings[place].to_ms >= at_ms:
                return self.findings[place]
            place -= 1
        return self.findings[max(0, before - 1)] if self.findings else None


def nearest_at(findings: Sequence[Finding], at_ms: int) -> Finding | None:
    """Of findings in the order of time the one a moment is in or comes after; before the first one, that."""
    return FindingsByTime(findings).nearest(at_ms)


def newest_open(findings: Iterable[Finding], state: DrillState) -> Finding | None:
    """The finding to answer first: the one that began last among the surer ones, else among all; or None."""
    waiting = open_findings(findings, state)
    sure = [finding for finding in waiting if finding.certainty is Certainty.HIGH]
    return max(sure or waiting, key=lambda one: one.from_ms, default=None)


def count_text(count: int) -> str:
    """So many findings."""
    return ngettext("{n} finding", "{n} findings", count).format(n=count)


def any_rule(scenario: Scenario) -> bool:
    """Whether a script has any rule applied."""
    return any(applied(scenario, rule).active for rule in RULES)


def rule_title(rule: str) -> str:
    """What a rule is about."""
    return _(RULES[rule].title) if rule in RULES else ""
