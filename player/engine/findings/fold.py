"""The findings of a drill as a fold over its log, beside the fold that has its state and its crowd."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from player.engine.crowd_model import TICK_MS
from player.engine.findings.finding import Finding
from player.engine.findings.ledger import Ledger
from player.engine.findings.registry import FINDING_RULES
from player.engine.findings.rows import NEVER_MS, Rows, is_alike
from player.engine.findings.rule import ACTION_EVENTS, CrowdRow, FindingRule, Now
from player.engine.fold import Fold, fold_events
from player.model import events as ev
from player.model.rules import RULES_VERSION, rules_of
from player.model.scenario import Scenario


class FindingsFold:
    """What the rules of a scenario find in a drill, live or afterwards.

    It is to be shown every event of the log in order, each once the drill beside it has taken it. It reads the crowd of
    the drill and computes none. Nothing is worked out until it is asked, and then only what is new: `evaluate` costs
    next to nothing while nothing happens, and `findings` asks only the rules that may find something else.

    Args:
        fold: the drill, under way or over.
        rules: the rules there are.
        rules_version: the version of the rules to go by. None: that of the session, which the first event of its log
            tells; the present one where there is none.
    """

    def __init__(
        self,
        fold: Fold,
        rules: Sequence[type[FindingRule]] = FINDING_RULES,
        rules_version: int | None = None,
    ) -> None:
        self._fold = fold
        self._kinds = tuple(rules)
        self._is_given = rules_version is not None
        self._set_up(RULES_VERSION if rules_version is None else rules_version)

    def _set_up(self, version: int) -> None:
        """Begin with the rules of a version."""
        self.rules_version = version
        self._ledger = Ledger(self._fold.scenario, rules_of(version))
        made = [rule(self._ledger) for rule in self._kinds]
        self._rules = [rule for rule in made if rule.applied.active]
        self._watching = [rule for rule in self._rules if rule.WATCHES]
        self._settling = [rule for rule in self._watching if type(rule).settle is not FindingRule.settle]
        self._timed = [rule for rule in self._rules if type(rule).due_ms is not FindingRule.due_ms]
        self._timing = {kind for rule in self._timed for kind in rule.LISTENS}
        self._shortest_ms = max(TICK_MS, min((rule.waits_ms for rule in self._timed), default=NEVER_MS))
        self._order = {rule.ID: place for place, rule in enumerate(self._rules)}
        self._noting = self._ledger.handlers
        self._listening: dict[type[ev.Body], list[FindingRule]] = {}
        for rule in self._rules:
            for kind in rule.LISTENS:
                self._listening.setdefault(kind, []).append(rule)
        self._heeded = self._noting.keys() | self._listening.keys()
        self._following: dict[tuple[type[ev.Body], str], list[FindingRule]] = {}
        # A session of version 1 has no events that tell how the crowd stands.
        self._rows = Rows(self._fold, all_told=version > 1)
        self._waiting: list[ev.Event] = []
        self._seq = -1
        self._wake_ms = 0
        self._dues: list[tuple[int, FindingRule]] = []
        self._stale: set[FindingRule] = set(self._rules)
        self._lasting: set[FindingRule] = set()
        self._news = True
        self._now = Now(0, self._rows.present, ended=False)
        self._asked_ms = -1
        self._found: dict[FindingRule, tuple[Finding, ...]] = {}
        self._findings: tuple[Finding, ...] = ()

    def follow(self, event: ev.Event) -> None:
        """Take note of an event that the drill has taken."""
        self._seq = -1
        kind = type(event.body)
        if kind in self._heeded:
            self._waiting.append(event)
        elif isinstance(event.body, ev.SessionOpened) and not self._is_given:
            self._set_up(event.body.rules_version)
        if self._rows.stirred_ms is None:
            self._rows.stirred_ms = event.exercise_ms

    def evaluate(self) -> bool:
        """Whether what is found may have changed since this was last called.

        To be called once a second, or after each event: while nothing happens it only looks whether the time of
        something has come. How long it is that something lasts is no change; it is brought up to the time reached
        whenever the findings are asked for.
        """
        fold = self._fold
        if fold.state.last_seq != self._seq or fold.now_ms >= self._wake_ms:
            self._take_in()
        if self._news:
            self._news = False
            return True
        return False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found as things stand now, in the order of time, and of the rules."""
        fold, rows = self._fold, self._rows
        is_over = not rows.is_told and fold.now_ms >= rows.present.t_ms + TICK_MS
        if fold.state.last_seq != self._seq or is_over or fold.now_ms >= self._wake_ms:
            self._take_in()
        now = self._now
        if self._ledger.ended_ms is None:
            now = self._now = Now(fold.now_ms, now.crowd, ended=False)
        asked = self._stale | self._lasting if now.ms != self._asked_ms else self._stale
        if asked:
            for rule in asked:
                found = self._found[rule] = tuple(rule.findings(now))
                (self._lasting.add if any(one.lasting for one in found) else self._lasting.discard)(rule)
            everything = [finding for found in self._found.values() for finding in found]
            everything.sort(key=lambda one: (one.from_ms, self._order[one.rule], one.events))
            self._findings = tuple(everything)
            self._stale = set()
            self._asked_ms = now.ms
        return self._findings

    def _take_in(self) -> None:
        """Tell the rules what is new, and find out which of them may find something else and when the next may."""
        fold, stale = self._fold, self._stale
        now_ms, self._seq = fold.now_ms, fold.state.last_seq
        before, was_told, before_ms = self._rows.present, self._rows.is_told, self._now.ms
        rows = self._rows.read()
        present = self._rows.present
        is_other = not is_alike(present, before)
        if now_ms < self._wake_ms and not (is_other or rows or self._waiting):
            return  # something happened that no rule looks at
        retime = self._tell(rows, present) or now_ms >= self._wake_ms
        ended_ms = self._ledger.ended_ms
        self._now = Now(now_ms if ended_ms is None else ended_ms, present, ended_ms is not None)
        # What the crowd shows otherwise in a second that is not over becomes so at its end.
        is_so_now = not was_told and before_ms < before.t_ms <= now_ms
        if rows or is_so_now or is_other:
            stale.update(self._watching)
            self._news = True
        for due_ms, rule in self._dues:
            if now_ms > due_ms:
                stale.add(rule)
                self._news = True
        if retime or is_other:
            self._wake_ms = self._next_ms(now_ms, present)

    def _next_ms(self, now_ms: int, present: CrowdRow) -> int:
        """When to look again if nothing happens."""
        self._dues = []
        if self._ledger.ended_ms is not None:
            return NEVER_MS
        wake_ms = NEVER_MS
        for rule in self._timed:
            due_ms = rule.due_ms(now_ms)
            if due_ms is not None:
                self._dues.append((due_ms, rule))
                wake_ms = min(wake_ms, due_ms + 1)
        if not self._rows.all_told:
            return 0
        if self._rows.is_told:
            return wake_ms
        # Nothing that begins with the present second is due sooner than the shortest of all times that rules wait.
        return min(wake_ms, present.t_ms if now_ms < present.t_ms else present.t_ms + self._shortest_ms)

    def _tell(self, rows: Sequence[CrowdRow], present: CrowdRow) -> bool:
        """Tell the rules what is new: events, and the seconds that are over, in the order of time.

        Returns:
            Whether the time at which a rule finds something may be another one now.
        """
        retime = bool(rows)
        place, next_ms = 0, rows[0].t_ms if rows else NEVER_MS
        for event in self._waiting:
            while next_ms < event.exercise_ms:
                self._see(rows[place])
                place += 1
                next_ms = rows[place].t_ms if place < len(rows) else NEVER_MS
            self._tell_of(event)
            retime = retime or type(event.body) in self._timing
        for row in rows[place:]:
            self._see(row)
        self._waiting.clear()
        for rule in self._settling:
            rule.settle(present.t_ms)
        return retime

    def _tell_of(self, event: ev.Event) -> None:
        body: Any = event.body
        kind = type(body)
        if kind in self._noting:
            self._noting[kind](event)
        told: Sequence[FindingRule]
        if kind in ACTION_EVENTS:
            deed = self._ledger.deeds[body.action]
            told = self._following.get((kind, deed.does)) or self._followers(kind, deed.does)
            for rule in told:
                rule.follow(deed, event)
        elif kind is ev.ExerciseEnded:
            told = self._rules
        else:
            told = self._listening.get(kind, ())
            for rule in told:
                rule.take(event)
        if told:
            self._stale.update(told)
            self._news = True

    def _followers(self, kind: type[ev.Body], does: str) -> list[FindingRule]:
        """The rules that are told of such an event of such an action."""
        listening = self._listening.get(kind, ())
        told = [rule for rule in listening if rule.DOES is None or does in rule.DOES]
        self._following[kind, does] = told
        return told

    def _see(self, row: CrowdRow) -> None:
        for rule in self._settling:
            rule.settle(row.t_ms)
        for rule in self._watching:
            rule.see(row)


def find(
    scenario: Scenario, events: Iterable[ev.Event], fold: Fold | None = None, rules_version: int | None = None
) -> tuple[Finding, ...]:
    """What the rules of a scenario find in a log. What is to be found at EndEx only is not, where that is missing.

    Args:
        fold: the drill these events tell, where somebody has folded them already; its crowd is not computed again.
        rules_version: the version of the rules to go by; None: that of the session, see `FindingsFold`.
    """
    log = tuple(events)
    findings = FindingsFold(fold_events(scenario, log) if fold is None else fold, rules_version=rules_version)
    with _collector_at_rest():
        for event in log:
            findings.follow(event)
        return findings.findings


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking a whole log again and again, while what is made of it has no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
