"""A short drill for the rules: one action of each kind that matters, tags that declare each class of behaviour.

The crowd is calm by itself and stays so, so that every class is one somebody declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from player.engine import commands as do
from player.engine.findings import Finding, FindingsFold, find
from player.model import events as ev
from player.model.course import Phase
from player.model.doctrine import Behaviour, RecordKind
from player.model.entries import Crowd, RuleSettings, Tag
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS, SECOND_MS
from tests.helpers.drills import Drill
from tests.helpers.scenarios import action, phase, scenario, unit

S = SECOND_MS
M = MINUTE_MS
HOLD = 4 * M
"""How long a declared class stands."""

OFFERS = (
    ("appeal", "speaker", "appeal"),
    ("warning", "speaker", "warning"),
    ("negotiation", "negosiator", "negotiation"),
    ("dialogue", "post", "commander_dialogue"),
    ("line", "dalmas", "shield_line"),
    ("carry", "dalmas", "lift_and_carry"),
    ("push", "dalmas", "shield_push"),
    ("arrest", "tindak", "hard_arrest"),
    ("second-arrest", "reserve", "hard_arrest"),
    ("baton", "dalmas", "baton"),
    ("gas", "gas-squad", "tear_gas"),
    ("cannon", "water-cannon", "water_cannon"),
    ("shot", "tindak", "firearm"),
    ("aid", "medis", "medical_aid"),
    ("lanjut-line", "lanjut", "shield_line"),
    ("lanjut-standby", "lanjut", "standby"),
    ("phh-line", "phh", "shield_line"),
    ("phh-push", "phh", "shield_push"),
)
"""Every action on offer: its id, its unit and what it does."""

UNITS = (
    unit("speaker"),
    unit("post", "command"),
    unit("tindak", "tim_tindak"),
    unit("reserve", "reserve"),
    unit("gas-squad"),
    unit("medis", "medical"),
    unit("lanjut", "dalmas_lanjut"),
    unit("phh", "phh"),
)

TAGS = {
    tag.id: tag
    for tag in (
        *(Tag(one.key, 1 + one, Text.plain(one.key), behaviour=one) for one in Behaviour),
        Tag("unlawful", 6, Text.plain("unlawful"), unlawful=True),
        Tag("chasing", 7, Text({"en": "chasing alone", "id": "mengejar sendiri"})),
        Tag("other", 8, Text.plain("something else")),
    )
}


def script(settings: Mapping[str, RuleSettings] | None = None, **more: Any) -> Scenario:
    """The script, with these settings of the rules.

    Args:
        more: any other field of `Scenario`.
    """
    return scenario(
        whole("first"),
        whole("second"),
        **{
            "units": UNITS,
            "tags": TAGS,
            "crowd": Crowd(300, {"tension": 0.0}, {"contagion_rate": 0.0}),
            "findings": settings or {},
            **more,
        },
    )


def whole(id: str) -> Phase:
    """A phase that offers everything."""
    offers = (action(f"{name}.{id}", who, does) for name, who, does in OFFERS)
    return phase(id, *offers, planned_ms=60 * M)


def rule(**values: Any) -> RuleSettings:
    """Settings of a rule that differ from its own."""
    return RuleSettings(values=values)


Substance: TypeAlias = tuple[tuple[object, ...], ...]
"""What `substance` gives."""


class Play(Drill):
    """A drill that is looked at after each thing that happens, and at the end compared with a look at its whole log."""

    def __init__(self, scenario: Scenario | None = None) -> None:
        super().__init__(script() if scenario is None else scenario)
        self.live = FindingsFold(self.engine.fold)
        self.seen: Substance = ()
        self.start()

    def at(self, ms: int, *commands: do.Command) -> Play:
        """Let time go on to ``ms``, and carry these out."""
        self.to(ms)
        self.do(*commands)
        return self

    def begin(self, ms: int, offer: str, **more: Any) -> Play:
        """An action of the present phase starts."""
        run = self.state.phase_run
        assert run is not None
        return self.at(ms, do.StartAction(f"{offer}.{run.phase}", **more))

    def end(self, ms: int, offer: str) -> Play:
        """A running action stops."""
        return self.at(ms, do.StopAction(self.action(offer)))

    def stage(self, ms: int, offer: str, stage: int, reason: str = "") -> Play:
        """A running action goes on at another stage."""
        return self.at(ms, do.ChangeStage(self.action(offer), stage, reason))

    def see(self, ms: int, tag: str | Behaviour) -> Play:
        """An observer logs a tag, or the one that declares a class of behaviour."""
        return self.at(ms, do.ObserveTag(tag.key if isinstance(tag, Behaviour) else tag))

    def order(self, ms: int, offer: str, rank: str = "Danki") -> Play:
        """An order for an action of the script."""
        _, who, does = next(row for row in OFFERS if row[0] == offer)
        return self.at(ms, do.GiveOrder(who, does, rank))

    def record(self, ms: int, kind: RecordKind, **details: str) -> Play:
        """A record is made."""
        return self.at(ms, do.RecordFact(kind, details))

    def override(
        self, ms: int, quantity: ev.Quantity, mode: ev.OverrideMode, value: int, unit: str | None = None
    ) -> Play:
        """The controller sets, holds or releases a value."""
        return self.at(ms, do.Override(quantity, mode, value, "Pengendali", "as seen on the square", unit))

    def force(self, ms: int, stage: int, mode: ev.OverrideMode = ev.OverrideMode.SET, unit: str = "dalmas") -> Play:
        """The controller sets the force of a unit."""
        return self.override(ms, ev.Quantity.FORCE, mode, stage, unit)

    def finish(self, ms: int) -> Play:
        """EndEx."""
        return self.at(ms, do.EndExercise())

    def action(self, offer: str) -> int:
        """Number of the running action of this offer, whatever the phase it began in."""
        return next(run.action for run in self.state.running.values() if run.offer.partition(".")[0] == offer)

    def last(self, kind: type[ev.Body]) -> int:
        """Number of the last event of this kind."""
        return next(event.seq for event in reversed(self.events) if isinstance(event.body, kind))

    def found(self, rule: str) -> list[Finding]:
        """What a rule finds as things stand; fails unless it was found live just so."""
        found = find(self.engine.scenario, self.events, self.engine.fold)
        assert self.live.findings == found
        return [finding for finding in found if finding.rule == rule]

    def _keep(self, events: list[ev.Event]) -> list[ev.Event]:
        for event in super()._keep(events):
            self.live.follow(event)
        may_differ, before = self.live.evaluate(), self.seen
        self.seen = substance(self.live.findings)
        assert may_differ or self.seen == before
        return events


def substance(findings: Iterable[Finding]) -> Substance:
    """All there is to findings, but how long those that last have lasted by now."""
    return tuple((one.key, one.cleared, one.lasting, None if one.lasting else one.message) for one in findings)


def still_open(findings: Iterable[Finding]) -> list[Finding]:
    """Those that nothing has cleared."""
    return [finding for finding in findings if finding.open]


def spans(findings: list[Finding]) -> list[tuple[int, int]]:
    """From when to when each of them is."""
    return [(finding.from_ms, finding.to_ms) for finding in findings]


def without_unit(script: Scenario, kind: str) -> Scenario:
    """The script with the units of a kind turned into others."""
    units = {id: replace(one, kind="other") if one.kind == kind else one for id, one in script.units.items()}
    return replace(script, units=units)
