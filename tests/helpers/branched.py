"""A script with some of everything the page of a script shows, small enough to be opened in every test."""

from __future__ import annotations

from pathlib import Path

from player.model.scenario import LoadedScenario
from player.scenario import read_scenario

NAME = "branched.yaml"

BRANCHED = """\
gladi: 2
id: branched
title: {id: Latihan bercabang, en: Branched drill}
summary: A crowd at the gate, talks that may fail.
sources:
  - id: report
    document: report.txt
    title: Report of the drill
    gives: [the order of events]
assumptions: [All times are assumed.]
place: {name: Alun-alun, zone: Asia/Makassar, starts: "08:30"}
ranks: [Kapolres, Danki]
units:
  dalmas: {title: Dalmas Awal, kind: dalmas_awal, strength: 30, source: report}
  negosiator: {title: Negotiators, kind: negotiator, strength: 4}
  cannon: {title: Water cannon crew, kind: water_cannon, strength: 8}
roles:
  orator: {title: Orator, part: role_player, channel: loudspeaker}
  posko: {title: Command post, unit: dalmas, channel: radio}
crowd: {size: 200, start: {tension: 40, presence: 60}}
objectives:
  - id: dialogue
    title: Talk first
    tasks: [{id: greet, title: Greet the crowd}]
    ratings: {P: talked at once, U: never talked}
  - {id: nothing-shows-it, title: An objective nothing shows}
readiness:
  - {id: kit, text: Shields counted, kind: kit, unit: dalmas}
  - {id: hose, text: Hose tried, kind: vehicle, required: false, before: push}
tags:
  - {key: 1, id: calm, text: Calm chants, behaviour: tertib, colour: green}
  - {key: 2, id: stones, text: Stones fly, behaviour: agresif, unlawful: true, colour: red}
phases:
  - id: gather
    title: Gathering
    goal: The crowd is received in good order.
    planned: 6m
    injects:
      - id: arrival
        title: The crowd arrives
        at: 30s
        from: orator
        to: posko
        text: We are here to be heard.
        effects: {tension: 6}
        expect:
          - {id: greeting, text: Greet the crowd, action: appeal, by: negosiator, within: 2m, objective: dialogue,
             task: greet, contingency: nobody-comes}
      - {id: nobody-comes, title: Nobody comes to meet them, manual: true, text: Where are the police?}
      - {id: chant, title: Chants, every: {interval: 1m, first: 2m, count: 3}, text: "Out, out, out!"}
      - {id: march, title: They march, after: {inject: arrival, delay: 90s}, text: They go to the gate.}
    actions:
      - {id: line, unit: dalmas, does: shield_line, planned: {from: 0s}}
      - {id: appeal, unit: negosiator, does: appeal, planned: {from: 1m, to: 5m}}
  - id: talks
    title: Talks at the gate
    planned: 8m
    injects:
      - {id: demand, title: Their demand, at: 1m, text: Count again., effects: {tension: 5}}
      - {id: angry, title: They grow angry, when: {tension: ">= 45"}, text: Enough talk!}
    actions:
      - {id: talk, unit: negosiator, does: negotiation, planned: {from: 0s}}
    decisions:
      - id: outcome
        ask: Do they accept?
        choices:
          - {id: rejected, title: They reject it, to: push, planned: true}
          - {id: accepted, title: They accept it, to: homeward}
          - {id: again, title: They want to start anew, to: gather}
  - id: push
    title: Pushing
    planned: 6m
    injects:
      - {id: shove, title: They push, at: 20s, text: Push!, effects: {tension: 15, behaviour: agresif}}
      - {id: stones, title: Stones, on: {tag: stones}, text: A stone hits a shield.}
    actions:
      - {id: warning, unit: negosiator, does: warning, planned: {from: 1m, to: 2m}}
      - {id: shields, unit: dalmas, does: shield_push, planned: {from: 1m, to: 4m}}
      - {id: spray, unit: cannon, does: water_cannon, order_from: [Kapolres], planned: {from: 3m, to: 4m}}
    next: tired
  - id: tired
    title: They tire
    planned: 5m
    optional: true
    injects: [{id: sit, title: They sit down, at: 1m, text: They sit., effects: {tension: -10}}]
    actions: [{id: spray-on, unit: cannon, does: water_cannon, order_from: [Kapolres], planned: {from: 3m, to: 4m}}]
    next: homeward
  - id: homeward
    title: Homeward
    planned: 10m
    enter: {tension: -5}
    exits: [{when: {presence: "< 30", for: 10s}, to: closing}]
    injects: [{id: leaving, title: They leave, at: 30s, text: Let us go home., effects: {tension: -20, presence: -40}}]
    next: closing
  - id: closing
    title: Closing
    planned: 3m
    injects: [{id: report-in, title: Report, at: 1m, text: All units report.}]
"""


def branched_script(folder: Path, text: str = BRANCHED) -> Path:
    """The script as a file in this folder."""
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return path


def branched_scenario() -> LoadedScenario:
    """The script, read."""
    return read_scenario(BRANCHED, NAME)
