"""The maker of ``tests/golden/session/version-2.gladi``, a session of rules version 2 that is to open for ever.

    python -m tests.session.version_2 PATH

It was run once, when version 2 was new; the file is never made anew, for a later Gladi no longer writes the same. What
is read from it stands in ``version-2.txt`` beside it, which changes only where the rules of version 2 do.
"""

from __future__ import annotations

import sys
from pathlib import Path

from player.engine import commands as do
from player.i18n import SOURCE_LANGUAGE, use_language
from player.model.doctrine import RecordKind
from player.model.events import AnswerKind, OverrideMode, Quantity
from player.model.times import MINUTE_MS, SECOND_MS
from player.review.timeline import Timeline
from player.scenario import read_scenario
from player.session.afterwards import Afterwards
from player.session.codec import CODEC
from player.session.live import LiveDrill
from player.session.store import SessionWriter, read_session
from tests.helpers.clocks import FakeClock

SCRIPT = """\
gladi: 2
id: contoh-versi-2
title: {id: "Contoh: Alun-alun", en: "Sample: the square"}
place: {name: Alun-alun, zone: Asia/Jakarta, starts: "09:00"}
ranks: [Kapolres, Danki]
units:
  negosiator: {title: Negosiator, strength: 4, kind: negotiator}
  dalmas: {title: Dalmas Awal, strength: 30, kind: dalmas_awal}
  awc: {title: Water Cannon, strength: 8, kind: water_cannon}
crowd: {size: 200, start: {tension: 45}}
tags:
  - {key: 1, id: dorong, text: Saling dorong, behaviour: aktif}
  - {key: 2, id: lempar, text: Lemparan batu, behaviour: agresif}
findings:
  R1: {within: 3m}
  R6: {ranks: [Danki]}
  R9: {basis: "SOP latihan"}
phases:
  - id: orasi
    title: Orasi
    planned: 6m
    injects:
      - id: orator
        at: 30s
        title: Orator menghasut
        text: "Jangan mundur!"
        effects: {tension: +12}
        expect: [{id: himbauan, text: Himbauan disampaikan, action: warning, by: negosiator, within: 1m}]
      - {id: botol, at: 2m, title: Lemparan, text: Botol dilempar, effects: {tension: +20}}
    actions:
      - {id: imbau, unit: negosiator, does: warning, planned: {from: 50s, to: 3m}}
      - {id: tahan, unit: dalmas, does: shield_line, personnel: 20, planned: {from: 1m, to: 5m}}
      - {id: semprot, unit: awc, does: water_cannon, personnel: 8, order_from: [Danki]}
  - id: bubar
    title: Bubar
    planned: 4m
    injects:
      - {id: reda, at: 20s, title: Mereda, text: Massa mulai pulang, effects: {tension: -20}}
"""

_WHO, _WHY = "AKBP Sari", "massa di lapangan lain dari model"


def _override(quantity: Quantity, mode: OverrideMode, value: int | None = None, unit: str | None = None) -> do.Override:
    return do.Override(quantity, mode, value, _WHO, _WHY, unit)


COURSE: tuple[tuple[int, do.Command], ...] = (
    (0, do.StartExercise()),
    (20 * SECOND_MS, _override(Quantity.TENSION, OverrideMode.SET, 620_000)),
    (50 * SECOND_MS, do.StartAction("imbau")),
    (70 * SECOND_MS, do.StartAction("tahan", reason="sesuai rencana")),
    (90 * SECOND_MS, do.ObserveTag("dorong", "di sisi timur")),
    (100 * SECOND_MS, _override(Quantity.TENSION, OverrideMode.HOLD, 700_000)),
    (110 * SECOND_MS, do.StopAction(1)),
    (2 * MINUTE_MS, do.StartAction("semprot")),
    (130 * SECOND_MS, do.ChangeStage(3, 5, "tekanan naik")),
    (140 * SECOND_MS, _override(Quantity.FORCE, OverrideMode.HOLD, 2, "dalmas")),
    (150 * SECOND_MS, do.RecordFact(RecordKind.ARREST, {"who": "satu orang, L"})),
    (160 * SECOND_MS, do.RecordFact(RecordKind.CASUALTY, {"side": "crowd", "severity": "light"})),
    (170 * SECOND_MS, do.ObserveTag("lempar")),
    (
        180 * SECOND_MS,
        do.AnswerFinding("R6.15.120000", AnswerKind.EXPLAINED, "Perintah lisan Danki di lapangan.", "Danki"),
    ),
    (185 * SECOND_MS, do.PlaceMarker("titik temu")),
    (200 * SECOND_MS, do.StopAction(3)),
    (205 * SECOND_MS, _override(Quantity.TENSION, OverrideMode.RELEASE)),
    (210 * SECOND_MS, _override(Quantity.FORCE, OverrideMode.RELEASE, None, "dalmas")),
    (220 * SECOND_MS, _override(Quantity.BEHAVIOUR, OverrideMode.HOLD, 1)),
    (4 * MINUTE_MS, do.NextPhase()),
    (250 * SECOND_MS, _override(Quantity.PRESENCE, OverrideMode.HOLD, 100_000)),
    (265 * SECOND_MS, _override(Quantity.PRESENCE, OverrideMode.SET, 300_000)),
    (280 * SECOND_MS, _override(Quantity.BEHAVIOUR, OverrideMode.RELEASE)),
    (300 * SECOND_MS, do.EndExercise()),
    (310 * SECOND_MS, do.AnswerFinding("R13.15.120000", AnswerKind.ACCEPTED)),
)
"""What is done, by time since StartEx; the last of it after EndEx, where the drill ran."""


def make(path: Path) -> None:
    """Play the drill, and answer as a trainer does the day after."""
    clock = FakeClock()
    loaded = read_scenario(SCRIPT, "contoh-versi-2.yaml")
    drill = LiveDrill(loaded, SessionWriter.create(path, loaded, clock, seed=7, session_id="golden-2"), clock)
    passed_ms = 0
    for at_ms, command in COURSE:
        while passed_ms < at_ms:
            clock.advance_ms(SECOND_MS)
            passed_ms += SECOND_MS
            drill.tick()
        drill.do(command)
    drill.close()
    clock.advance_ms(86_400_000)
    trainer = Afterwards(read_session(path), clock)
    trainer.do(do.AnswerFinding("R9.17.150000", AnswerKind.DISMISSED, "Berita acara ditulis di posko.", "Kompol Tua"))
    (wrong,) = trainer.do(do.AnswerFinding("R4.15.120000", AnswerKind.ACCEPTED, "", "Kompol Tua"))
    clock.advance_ms(60_000)
    trainer.do(do.VoidEntry(wrong.seq))
    (again,) = trainer.do(
        do.AnswerFinding("R4.15.120000", AnswerKind.EXPLAINED, "Lemparan batu, perintah Danki.", "Kompol Tua")
    )
    trainer.do(do.VoidEntry(again.seq))
    trainer.do(do.RestoreEntry(again.seq))


def told(path: Path) -> str:
    """What a session tells: its events, where it stands at the end, and what is found in it and answered."""
    saved = read_session(path)
    timeline = Timeline(saved.loaded.scenario, [record.event for record in saved.records], saved.last_exercise_ms)
    lines = []
    for record in saved.records:
        event, day = record.event, record.wall.utc_ms
        lines.append(f"#{event.seq} {event.exercise_ms} {day} {event.actor} {event.body.NAME} {CODEC.text(event.body)}")
    state, sample = timeline.fold.state, timeline.at(timeline.end_ms).sample
    lines.append(f"at its end: {sample.behaviour.name} {sample.situation.name} {sample.tension_index:.3f}")
    for found in timeline.findings:
        answer = state.answer_of(found.key)
        lines.append(f"found: {found.key} to {found.to_ms}: {answer and (answer.kind.value, answer.text, answer.who)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    use_language(SOURCE_LANGUAGE)
    make(Path(sys.argv[1]))
