"""Small scenarios built in code, for tests of everything behind the loader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from player.model.course import Choice, Decision, Effects, Exit, ExpectedAction, Inject, Phase, PlannedSpan, UnitAction
from player.model.doctrine import ACTION_KINDS
from player.model.entries import Crowd, Place, Unit
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import HOUR_MS, MINUTE_MS
from player.model.trigger import Trigger
from player.triggers.at import At
from player.triggers.manual import Manual

STARTS_MS = 9 * HOUR_MS
"""Story clock at StartEx of every scenario made here."""

UNITS = (("dalmas", "dalmas_awal", 30), ("negosiator", "negotiator", 4), ("water-cannon", "water_cannon", 8))


def unit(id: str, kind: str = "other", strength: int = 10) -> Unit:
    """A unit."""
    return Unit(id, Text.plain(id.title()), kind, strength)


def expected(
    id: str, within_ms: int = MINUTE_MS, action: str | None = None, by: str | None = None, **more: Any
) -> ExpectedAction:
    """An expected action, to be handed to `inject`.

    Args:
        more: any other field of `ExpectedAction`.
    """
    text = Text.plain(f"expects {id}")
    return ExpectedAction(id, inject="", text=text, within_ms=within_ms, action=action, by=by, **more)


def inject(
    id: str,
    at_ms: int | None = None,
    *,
    manual: bool = False,
    trigger: Trigger | None = None,
    effects: Effects | None = None,
    expect: Iterable[ExpectedAction] = (),
    **more: Any,
) -> Inject:
    """An inject, to be handed to `phase`; without a time or another trigger it is manual.

    Args:
        manual: when it is due it waits for the controller's hand.
        more: any other field of `Inject`.
    """
    return Inject(
        id,
        phase="",
        sequence=0,
        title=Text.plain(f"title of {id}"),
        text=Text.plain(f"text of {id}"),
        trigger=trigger or (Manual() if at_ms is None else At(at_ms)),
        confirm=manual and (at_ms is not None or trigger is not None),
        effects=effects or Effects(),
        expect=tuple(replace(wish, inject=id) for wish in expect),
        **more,
    )


def action(
    id: str,
    unit: str = "dalmas",
    does: str = "shield_line",
    *,
    personnel: int = 4,
    stage: int | None = None,
    order_from: tuple[str, ...] = (),
    planned: Iterable[tuple[int, int | None]] = (),
) -> UnitAction:
    """An action on offer, to be handed to `phase`; stage and dialogue are those of its kind."""
    kind = ACTION_KINDS[does]
    return UnitAction(
        id,
        phase="",
        unit=unit,
        does=does,
        stage=kind.stage if stage is None else type(kind.stage)(stage),
        personnel=personnel,
        dialogue=kind.dialogue,
        order_from=order_from,
        planned=tuple(PlannedSpan(start_ms, end_ms) for start_ms, end_ms in planned),
    )


def decision(id: str, *choices: Choice, trigger: Trigger | None = None) -> Decision:
    """A decision, to be handed to `phase`."""
    return Decision(id, phase="", sequence=0, ask=Text.plain(f"{id}?"), choices=choices, trigger=trigger)


def choice(id: str, to: str | None = None, *, moves: bool | None = None, **more: Any) -> Choice:
    """An answer; it leads to the phase named, with ``moves`` and no phase to the end, and otherwise nowhere."""
    return Choice(id, Text.plain(id), to, to is not None if moves is None else moves, **more)


def way_out(trigger: Trigger, to: str | None) -> Exit:
    """An exit, to be handed to `phase`."""
    return Exit("", phase="", sequence=0, trigger=trigger, to=to)


def phase(
    id: str, *parts: Inject | UnitAction | Decision | Exit, planned_ms: int = 10 * MINUTE_MS, **more: Any
) -> Phase:
    """A phase with these parts, to be handed to `scenario`.

    Args:
        more: any other field of `Phase`.
    """
    injects = tuple(replace(part, phase=id) for part in parts if isinstance(part, Inject))
    actions = tuple(replace(part, phase=id) for part in parts if isinstance(part, UnitAction))
    decisions = tuple(replace(part, phase=id) for part in parts if isinstance(part, Decision))
    exits = [part for part in parts if isinstance(part, Exit)]
    return Phase(
        id,
        Text.plain(f"phase {id}"),
        planned_ms,
        injects,
        actions,
        decisions=tuple(replace(one, sequence=n) for n, one in enumerate(decisions)),
        exits=tuple(replace(one, id=f"{id}.{n}", phase=id, sequence=n) for n, one in enumerate(exits, 1)),
        **more,
    )


def scenario(*phases: Phase, units: Iterable[Unit] = (), **more: Any) -> Scenario:
    """A scenario of these phases in this order, its injects numbered through, with the units of `UNITS` and these.

    Args:
        more: any other field of `Scenario`.
    """
    following = [one.id for one in phases[1:]]
    sequence = 0
    chained = []
    for one, after in zip(phases, [*following, None], strict=True):
        numbered = tuple(replace(entry, sequence=sequence + n) for n, entry in enumerate(one.injects))
        sequence += len(numbered)
        chained.append(replace(one, injects=numbered, next=one.next or after))
    every_unit = [*(unit(*row) for row in UNITS), *units]
    parts: Mapping[str, Any] = {
        "language": 2,
        "id": "small",
        "title": Text.plain("Small drill"),
        "summary": Text.plain(""),
        "place": Place(Text.plain("Alun-alun"), "Asia/Jakarta", STARTS_MS),
        "units": {one.id: one for one in every_unit},
        "crowd": Crowd(300),
        "phases": tuple(chained),
    }
    return Scenario(**{**parts, **more})


def small_drill() -> Scenario:
    """Two phases of ten minutes with an example of everything a script can hold."""
    return scenario(
        phase(
            "first",
            inject("arrival", 0),
            inject("orator", 2 * MINUTE_MS, expect=[expected("warn", 3 * MINUTE_MS, "warning", "negosiator")]),
            inject("bottle", 4 * MINUTE_MS, manual=True, expect=[expected("report", 2 * MINUTE_MS)]),
            inject("rumour"),
            action("line", planned=[(MINUTE_MS, None)]),
            action("warning", "negosiator", "warning", planned=[(3 * MINUTE_MS, 4 * MINUTE_MS)]),
        ),
        phase(
            "second",
            inject("push", MINUTE_MS, effects=Effects(tension=20, provocateurs=0.5)),
            action(
                "cannon",
                "water-cannon",
                "water_cannon",
                order_from=("Danki",),
                planned=[(2 * MINUTE_MS, 3 * MINUTE_MS)],
            ),
            action("arrest", "dalmas", "hard_arrest"),
            action("second-line", planned=[(0, None)]),
        ),
    )
