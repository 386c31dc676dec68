"""A day of exercise with everything that can happen in it, played by chance, for benchmarks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from player.engine import commands as do
from player.engine.commands import Command
from player.engine.fold import Fold
from player.engine.state import DrillState, Status
from player.model import events as ev
from player.model.course import Effects, Phase, Pressure
from player.model.doctrine import Behaviour, RecordKind
from player.model.entries import Crowd, RuleSettings, Tag
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from tests.helpers.drills import Drill
from tests.helpers.scenarios import action, expected, inject, phase, scenario, unit

HOURS = 24
INJECTS_AN_HOUR = 200

UNITS = (
    unit("speaker"),
    unit("tindak", "tim_tindak", 20),
    unit("gas-squad"),
    unit("medis", "medical"),
    unit("lanjut", "dalmas_lanjut", 90),
    unit("phh", "phh", 90),
)
OFFERS = (
    ("speaker", "appeal"),
    ("speaker", "warning"),
    ("negosiator", "negotiation"),
    ("dalmas", "shield_line"),
    ("dalmas", "lift_and_carry"),
    ("dalmas", "baton"),
    ("lanjut", "shield_push"),
    ("tindak", "hard_arrest"),
    ("tindak", "firearm"),
    ("gas-squad", "tear_gas"),
    ("water-cannon", "water_cannon"),
    ("medis", "medical_aid"),
    ("phh", "shield_line"),
)
TAGS = {
    tag.id: tag
    for tag in (
        *(Tag(one.key.replace("_", "-"), 1 + one, Text.plain(one.key), behaviour=one) for one in Behaviour),
        Tag("unlawful", 6, Text.plain("unlawful"), unlawful=True),
        Tag("chasing", 7, Text.plain("chasing alone")),
    )
}
EFFECTS = (
    Effects(tension=6.0),
    Effects(tension=-12.0),
    Effects(pressure=Pressure(0.02, 4 * MINUTE_MS)),
    Effects(tension=4.0, behaviour=Behaviour.AKTIF),
)


_OFFER_WEIGHTS = (8, 4, 6, 8, 4, 1, 2, 1, 0.05, 1, 1, 4, 3)


@dataclass(frozen=True, slots=True)
class LongSession:
    """What was played: the script, the log, and the drill that the log tells."""

    scenario: Scenario
    events: tuple[ev.Event, ...]
    fold: Fold


@cache
def long_session(events: int = 100_000) -> LongSession:
    """A session of about this many events: actions, orders, notes, tags, records, injects, expected actions, holds.

    It is always the same. With 100,000 events it lasts about a day and takes some ten seconds to make.
    """
    chance = Random(4)
    drill = Drill(_script())
    drill.start()
    while len(drill.events) < events - 1 and drill.state.status is not Status.ENDED:
        drill.to(drill.engine.now_ms + chance.randrange(2 * SECOND_MS))
        drill.attempt(_command(chance, drill.state))
        if drill.state.status is Status.HELD:
            drill.do(do.ResumeExercise())
    drill.attempt(do.EndExercise())
    return LongSession(drill.engine.scenario, tuple(drill.events), drill.engine.fold)


def _script() -> Scenario:
    rules = {"R6": RuleSettings(values={"ranks": ("Danki",)}), "R10": RuleSettings(values={"tags": ("chasing",)})}
    crowd = Crowd(500, {"tension": 0.3})
    return scenario(*(_hour(n) for n in range(HOURS)), units=UNITS, tags=TAGS, findings=rules, crowd=crowd)


def _hour(number: int) -> Phase:
    injects = []
    for n in range(INJECTS_AN_HOUR):
        name = f"inject-{number}-{n}"
        wishes = [expected(f"wish-{number}-{n}", 3 * MINUTE_MS, "warning")] if n % 3 == 0 else []
        at_ms = n * HOUR_MS // INJECTS_AN_HOUR
        injects.append(inject(name, at_ms, effects=EFFECTS[n % len(EFFECTS)], expect=wishes))
    offers = (action(_offer(who, does, number), who, does) for who, does in OFFERS)
    return phase(f"hour-{number}", *injects, *offers, planned_ms=HOUR_MS)


def _offer(who: str, does: str, hour: int) -> str:
    return f"{who}-{does}-{hour}".replace("_", "-")


def _command(chance: Random, state: DrillState) -> Command:
    """Something to do, which may be refused."""
    run = state.phase_run
    if run is not None and state.exercise_ms - run.started_ms >= HOUR_MS and state.next_phase is not None:
        return do.NextPhase()
    what = chance.choices(_WHAT, _WEIGHTS)[0]
    return _deed(chance, state, what) or _entry(chance, state, what) or _start(chance, state)


def _deed(chance: Random, state: DrillState, what: str) -> Command | None:
    running = list(state.running)
    match what:
        case "stop" if running:
            return do.StopAction(running[0])
        case "stage" if running:
            return do.ChangeStage(chance.choice(running), chance.randrange(6), chance.choice(("", "", "stones")))
        case "order":
            who, does = chance.choice(OFFERS)
            return do.GiveOrder(who, does, chance.choice(("Danki", "Danton", "Kapolres")))
        case "override":
            return _override(chance)
        case "hold":
            return do.HoldExercise("a pause")
    return None


def _entry(chance: Random, state: DrillState, what: str) -> Command | None:
    recent = max(1, state.last_seq - chance.randrange(30))
    match what:
        case "tag":
            return do.ObserveTag(_tag(chance, state.exercise_ms), "", chance.choice((None, "dalmas", "lanjut")))
        case "record":
            return _record(chance)
        case "note":
            return do.WriteNote("what the observer saw", recent)
        case "void":
            return do.VoidEntry(recent)
        case "restore" if state.voided:
            return do.RestoreEntry(max(state.voided))
    return do.PlaceMarker("here") if what == "marker" else None


def _start(chance: Random, state: DrillState) -> Command:
    who, does = chance.choices(OFFERS, _OFFER_WEIGHTS)[0]
    order = len(state.orders) or None
    phase_number = len(state.phases) - 1
    why = chance.choice(("", "", "the line was about to break"))
    return do.StartAction(_offer(who, does, phase_number), order=order if chance.random() < 0.3 else None, reason=why)


_CHANCES = {
    "start": 22,
    "stop": 20,
    "stage": 8,
    "order": 12,
    "tag": 12,
    "record": 6,
    "note": 12,
    "void": 2,
    "restore": 1,
    "override": 1,
    "hold": 1,
    "marker": 3,
}
_WHAT, _WEIGHTS = list(_CHANCES), list(_CHANCES.values())


def _tag(chance: Random, now_ms: int) -> str:
    """What is seen: calm and unrest take turns by the half hour."""
    if now_ms // (HOUR_MS // 2) % 2 == 0 or chance.random() < 0.8:
        return chance.choice(("tertib", "tertib", "tertib", "chasing"))
    return chance.choices(list(TAGS), (1, 8, 8, 8, 1, 1, 2))[0]


def _record(chance: Random) -> Command:
    kind = chance.choice(list(RecordKind))
    if chance.random() < 0.3:
        return do.AmendRecord(RecordKind.ARREST, 1 + chance.randrange(200), "who", f"NN {chance.randrange(99)}")
    details = {"who": "NN", "weapon": "none", "by": "tindak"} if kind is RecordKind.ARREST else {}
    return do.RecordFact(kind, details)


def _override(chance: Random) -> Command:
    mode = chance.choice(list(ev.OverrideMode))
    quantity = chance.choice([ev.Quantity.FORCE, ev.Quantity.TENSION, ev.Quantity.PRESENCE])
    who, why = "Pengendali", "as seen on the square"
    if quantity is ev.Quantity.FORCE:
        return do.Override(quantity, mode, chance.randrange(6), who, why, chance.choice(("dalmas", "lanjut")))
    if mode is ev.OverrideMode.HOLD:
        mode = ev.OverrideMode.SET
    return do.Override(quantity, mode, 600_000, who, why)
