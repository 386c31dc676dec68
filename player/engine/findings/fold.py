"""The findings of a drill as a fold over its log, beside the fold that has its state and its crowd."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from player.engine.crowd_model import TICK_MS
from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Ledger
from player.engine.findings.registry import FINDING_RULES
from player.engine.findings.rule import CrowdRow, FindingRule, Now
from player.engine.fold import Fold, fold_events
from player.model import events as ev
from player.model.scenario import Scenario

_COLUMNS = ("force", "ceiling", "situation", "behaviour")


class FindingsFold:
    """What the rules of a scenario find in a drill, live or afterwards.

    It is to be shown every event of the log in order, each once the drill beside it has taken it; nothing is computed
    until the findings are asked for, and then only what is new. It reads the crowd of the drill and computes none.

    Args:
        fold: the drill, under way or over.
        rules: the rules there are.
    """

    def __init__(self, fold: Fold, rules: Sequence[type[FindingRule]] = FINDING_RULES) -> None:
        self._fold = fold
        self._ledger = Ledger(fold.scenario)
        made = [rule(self._ledger) for rule in rules]
        self._rules = [rule for rule in made if rule.applied.active]
        self._watching = [rule for rule in self._rules if rule.WATCHES]
        self._order = {rule.ID: place for place, rule in enumerate(self._rules)}
        self._handlers: dict[type[ev.Body], list[Callable[[ev.Event], None]]] = {}
        for kind, handler in self._ledger.handlers.items():
            self._handlers.setdefault(kind, []).append(handler)
        for rule in self._rules:
            for kind in rule.LISTENS:
                self._handlers.setdefault(kind, []).append(rule.take)
        self._waiting: list[ev.Event] = []
        self._next_row = 0
        self._told: CrowdRow | None = None
        self._present: CrowdRow | None = None
        self._seq = -1
        self._due_ms: int | None = 0
        self._findings: tuple[Finding, ...] = ()

    def follow(self, event: ev.Event) -> None:
        """Take note of an event that the drill has taken."""
        if type(event.body) in self._handlers:
            self._waiting.append(event)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found as things stand now, in the order of time, and of the rules."""
        before = self._present
        rows, present = self._new_rows()
        is_new = bool(self._waiting or rows) or before is None or before[1:] != present[1:]
        self._tell(rows, present)
        ended_ms = self._ledger.ended_ms
        now = Now(self._fold.now_ms if ended_ms is None else ended_ms, present, ended_ms is not None)
        if is_new or (self._due_ms is not None and now.ms > self._due_ms):
            found = [finding for rule in self._rules for finding in rule.findings(now)]
            found.sort(key=lambda one: (one.from_ms, self._order[one.rule], one.events))
            self._findings = tuple(found)
            lasts = any(finding.lasting for finding in found)
            dues_ms = (rule.due_ms for rule in self._rules)
            self._due_ms = now.ms if lasts else min((ms for ms in dues_ms if ms is not None), default=None)
        return self._findings

    def _tell(self, rows: Sequence[CrowdRow], present: CrowdRow) -> None:
        """Tell the rules what is new: events, and the seconds that are over, in the order of time."""
        place = 0
        for event in self._waiting:
            while place < len(rows) and rows[place].t_ms < event.exercise_ms:
                self._see(rows[place])
                place += 1
            for handler in self._handlers[type(event.body)]:
                handler(event)
        for row in rows[place:]:
            self._see(row)
        self._waiting.clear()
        for rule in self._watching:
            rule.settle(present.t_ms)

    def _see(self, row: CrowdRow) -> None:
        for rule in self._watching:
            rule.settle(row.t_ms)
            rule.see(row)

    def _new_rows(self) -> tuple[list[CrowdRow], CrowdRow]:
        """The seconds that are over by now and in which something changed, and the present one."""
        crowd, seq, before = self._fold.crowd, self._fold.state.last_seq, self._present
        first, quiet = self._next_row, seq == self._seq
        self._next_row, self._seq = crowd.tick, seq
        self._present = CrowdRow(crowd.tick * TICK_MS, crowd.force, crowd.ceiling, crowd.situation, crowd.behaviour)
        if before is not None and quiet and crowd.tick - first <= 1:  # only an event changes the present second
            rows = [before] if crowd.tick > first else []
        else:
            columns = crowd.columns(first)
            values = zip(*(columns[name][:-1] for name in _COLUMNS), strict=True)
            rows = []
            row = first
            for held, run in groupby(values):
                rows.append(CrowdRow(row * TICK_MS, *map(int, held)))
                row += sum(1 for _ in run)
        changes = [row for row in rows if self._is_change(row)]
        return changes, self._present

    def _is_change(self, row: CrowdRow) -> bool:
        changed = self._told is None or self._told[1:] != row[1:]
        self._told = row
        return changed


def find(scenario: Scenario, events: Iterable[ev.Event], fold: Fold | None = None) -> tuple[Finding, ...]:
    """What the rules of a scenario find in a log. What is to be found at EndEx only is not, where that is missing.

    Args:
        fold: the drill these events tell, where somebody has folded them already; its crowd is not computed again.
    """
    log = tuple(events)
    findings = FindingsFold(fold_events(scenario, log) if fold is None else fold)
    for event in log:
        findings.follow(event)
    return findings.findings
