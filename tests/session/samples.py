"""A small drill and its sessions."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from player.model.events import (
    Actor,
    Body,
    EntryVoided,
    Event,
    ExerciseEnded,
    ExerciseHeld,
    ExerciseStarted,
    Firing,
    InjectFired,
    NoteWritten,
    PhaseStarted,
)
from player.model.scenario import LoadedScenario
from player.scenario import read_scenario
from player.session.store import SessionWriter
from tests.helpers.clocks import FakeClock

SCRIPT = """\
gladi: 1
id: latihan-kecil
title: {id: "Latihan kecil: uji coba", en: "A small drill: a trial"}
place: {name: Lapangan, zone: Asia/Jakarta, starts: "09:00"}
units:
  negosiator: {title: Negosiator, strength: 4, kind: negotiator}
  dalmas: {title: Dalmas Awal, strength: 30, kind: dalmas_awal}
crowd: {size: 200}
phases:
  - id: orasi
    title: Orasi
    planned: 4m
    injects:
      - id: orator
        at: 30s
        title: Orator menghasut
        text: "Jangan mundur!"
        effects: {tension: +12}
        expect: [{id: himbauan, text: Himbauan disampaikan, action: appeal, by: negosiator, within: 1m}]
      - {id: lempar, at: 2m, title: Lemparan, text: Botol dilempar, effects: {tension: +20}}
      - {id: tawaran, at: 3m, manual: true, title: Tawaran, text: Massa minta bicara}
    actions:
      - {id: imbau, unit: negosiator, does: appeal, planned: {from: 50s, to: 3m}}
      - {id: dorong, unit: dalmas, does: shield_push, order_from: [Danki], planned: {from: 2m30s, to: 3m30s}}
  - id: bubar
    title: Bubar
    planned: 2m
    injects:
      - {id: reda, at: 20s, title: Mereda, text: Massa mulai pulang, effects: {tension: -20}}
"""

START_MS = 9 * 3_600_000


@cache
def small_drill() -> LoadedScenario:
    return read_scenario(SCRIPT, "kecil.yaml")


def events_after(seq: int, *bodies: Body, exercise_ms: int = 0) -> list[Event]:
    """Events that follow the one numbered ``seq``, a second of exercise time apart."""
    return [
        Event(seq + n, exercise_ms + n * 1000, START_MS + exercise_ms + n * 1000, Actor.CONTROLLER, body)
        for n, body in enumerate(bodies, 1)
    ]


RUN: tuple[Body, ...] = (
    ExerciseStarted(),
    PhaseStarted("orasi"),
    InjectFired("orator", Firing.SCHEDULE),
    NoteWritten("lempar botol — “dari kiri”", 2500),
    EntryVoided(5),
    ExerciseHeld("hujan"),
)
"""What the sample sessions hold after their opening, as events 2 to 7."""


def new_session(path: Path, clock: FakeClock | None = None, *, ended: bool = False) -> Path:
    """Write a sample session; gives its path."""
    clock = clock or FakeClock()
    with SessionWriter.create(path, small_drill(), clock, seed=7, session_id="s-1") as writer:
        for event in events_after(1, *RUN, *([ExerciseEnded()] if ended else [])):
            clock.advance_ms(1000)
            writer.append([event])
        writer.pulse(event.exercise_ms)
    return path
